# SPDX-License-Identifier: MIT
"""A walk over a page by Tab alone: where it comes, in which order, and whether one sees where."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from tests.gui.accessibility import described, reachable

MOST_STOPS = 150


def stops(first: QWidget) -> list[QWidget]:
    """Return what Tab leads to, from a widget around until it comes back.

    A trap is a round of one: what it keeps from being walked is left out.
    """
    first.setFocus(Qt.FocusReason.TabFocusReason)
    seen = [_focus()]
    for _ in range(MOST_STOPS):
        now = _next(seen[-1])
        if now is seen[0]:
            return seen
        if now is seen[-1]:
            return [now]
        assert now not in seen, f"Tab goes round without {described(seen[0])}: {described(now)}"
        seen.append(now)
    raise AssertionError(f"{MOST_STOPS} stops, and no end")


def _next(widget: QWidget) -> QWidget:
    """Press Tab until it leaves a widget, in which it may go from link to link; it may not."""
    for _ in range(MOST_STOPS):
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        now = _focus()
        if now is not widget:
            return now
    return widget


def astray(window: QWidget) -> list[str]:
    """Return what has the keys where Tab, once gone on, does not come back to it."""
    now, tab = window.focusWidget(), Qt.FocusPolicy.TabFocus
    stops_here = now.isVisible() and (now.focusPolicy() & tab) == tab
    return [] if stops_here else [described(now)]


def left_out(root: QWidget, walked: list[QWidget]) -> list[str]:
    """Return what takes the focus by keyboard under a root and was not come to."""
    proxies = {widget.focusProxy() for widget in walked}
    return [
        described(widget)
        for widget in reachable(root)
        if widget.isEnabled()
        and widget not in walked
        and widget not in proxies
        and widget.focusProxy() not in walked
    ]


def out_of_order(root: QWidget, walked: list[QWidget]) -> list[str]:
    """Return the steps that go against the order of reading: up in a column, or left in a row.

    The round may go back to the first line of the page, above which something may be scrolled out
    of sight. A button that opens more of a section comes behind its fields.
    """
    inside = [each for each in walked if root.isAncestorOf(each) and not _is_more(each)]
    begins = _place(root).top()
    seen = [place for place in map(_place, inside) if place.top() >= begins]
    top = min((place.bottom() for place in seen), default=begins)
    return [
        f"{described(one)} -> {described(other)}"
        for one, other in pairwise(inside)
        if _place(other).top() > top and _backwards(_place(one), _place(other))
    ]


def _is_more(widget: QWidget) -> bool:
    return widget.objectName().startswith("more")


def unseen(walked: list[QWidget]) -> list[str]:
    """Return the stops that look the same while they have the focus and while the next has it."""
    found = []
    for widget, other in pairwise([*walked, walked[0]]):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        shown = _picture(widget)
        other.setFocus(Qt.FocusReason.TabFocusReason)
        if widget is not other and _picture(widget) == shown:
            found.append(described(widget))
    return found


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keys"
    return widget


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _backwards(here: QRect, there: QRect) -> bool:
    """Say whether a place is read before another: over it in its column, or left in its row."""
    above = there.bottom() < here.top() and there.left() < here.right()
    level = there.top() < here.bottom() and here.top() < there.bottom()
    return above or (level and there.right() < here.left())


def _picture(widget: QWidget) -> bytes:
    around = widget.parentWidget() if isinstance(widget, QComboBox) else widget
    image = (around or widget).grab().toImage()
    return bytes(image.constBits())
