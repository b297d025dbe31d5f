# SPDX-License-Identifier: MIT
"""The sides of a closed desk: whose it is with plain facts, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size
from desk_app.gui.widgets.facts_card import FactsCard
from desk_app.gui.widgets.page_scroll import PageScroll
from desk_app.gui.widgets.text import Text
from desk_app.i18n import dates

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from desk_app.records.people import Language

_SIDE_EDGE, _NARROW, _PANEL_EDGE = 80, 32, 56
_WIDE, _LOW = 640, 640
"""From this width a side has its whole edges, from this height its whole top."""

_TOP, _LOW_TOP, _BEFORE_FACTS = 96, 32, 48
_BAR = 12


class ClosedSide(QWidget):
    """Takes no key; whoever shows it fills ``above``, ``head``, ``facts`` and ``below``."""

    def __init__(self, facts_width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.above = Text("desk_app", tone="text2", wrap=True)
        self.head = Text("", Size.SIGN_IN, bold=True, wrap=True)
        self.facts = FactsCard()
        self.facts.setMaximumWidth(theme.px(facts_width))
        self.below = Text("", tone="text2", wrap=True)
        self._time = Text("", tone="text2")
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setSpacing(theme.px(8))
        for widget in (self.above, self.head, self._time):
            self._column.addWidget(widget)
        self._column.addSpacing(theme.px(_BEFORE_FACTS))
        self._column.addWidget(self.facts)
        self._column.addStretch(1)
        self._column.addWidget(self.below)
        _scroll(self, inside, "side")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _leave_edges(self, self._column, _SIDE_EDGE if self.width() > theme.px(_WIDE) else _NARROW)

    def show_time(self, now: datetime, language: Language) -> None:
        """Show a moment with its weekday."""
        day = dates.full(now.date(), language, weekday=True)
        self._time.setText(f"{day} {dates.clock(now)}")


class DoorPanel(QFrame):
    """The narrow side of a closed desk, on which something is done; what is on it is a column."""

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("line", "left")
        self.setFixedWidth(theme.px(width))
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        _scroll(self, inside, "window").follow_keys()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _leave_edges(self, self.column, _PANEL_EDGE)


class _DoorScroll(PageScroll):
    """Leaves every key to the page: the arrows choose a person there."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


def _scroll(side: QWidget, inside: QWidget, ground: str) -> PageScroll:
    """Show a side of a closed desk whole where it has room, else scrolled."""
    inside.setProperty("ground", ground)
    inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    scroll = _DoorScroll()
    scroll.setWidget(inside)
    whole = QVBoxLayout(side)
    whole.setContentsMargins(1, 0, 0, 0)
    whole.addWidget(scroll)
    return scroll


def _leave_edges(side: QWidget, column: QVBoxLayout, edge: int) -> None:
    """Begin high up where the window is low; the bar takes its width from the right edge."""
    top = _TOP if side.height() >= theme.px(_LOW) else _LOW_TOP
    column.setContentsMargins(theme.px(edge), theme.px(top), theme.px(edge - _BAR), theme.px(32))
