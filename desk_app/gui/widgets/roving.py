# SPDX-License-Identifier: MIT
"""One Tab stop for a group of widgets; arrows move inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk_app.gui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Roving(QObject):
    """Gives the Tab stop of a group to the widget that had the focus last.

    Left and right follow the reading order; up and down go to what stands nearest.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._group = parent
        self._items: list[QWidget] = []
        self._current: QWidget | None = None

    def set_items(self, items: Sequence[QWidget]) -> None:
        """Take these widgets in reading order; the current one stays where it still is."""
        for item in self._items:
            if item not in items:
                item.removeEventFilter(self)
        for item in items:
            if item not in self._items:
                item.installEventFilter(self)
        self._items = list(items)
        kept = self._current if self._current in self._items else None
        self._make_current(kept or (self._items[0] if self._items else None))

    def begin(self) -> None:
        """Give the Tab stop to the first widget, as before the group was ever entered."""
        self._make_current(self._items[0] if self._items else None)

    def current(self) -> QWidget | None:
        """Return the widget that has the Tab stop."""
        return self._current

    def go(self, item: QWidget, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Move the focus to a widget of the group."""
        self._make_current(item)
        item.setFocus(reason)

    def go_on(self) -> bool:
        """Move the focus to the next widget in reading order; say whether there is one."""
        target = self._beside(self._current, 1) if self._current is not None else None
        if target is not None:
            self.go(target, Qt.FocusReason.TabFocusReason)
        return target is not None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget):
            return False
        if event.type() == QEvent.Type.FocusIn:
            self._make_current(watched)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._move(watched, event)
        return False

    def _move(self, item: QWidget, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or plain != Qt.KeyboardModifier.NoModifier:
            return False
        target = self._beside(item, step[0]) if step[0] else self._above(item, step[1])
        if target is not None:
            self.go(target, Qt.FocusReason.TabFocusReason)
        return True

    def _beside(self, item: QWidget, step: int) -> QWidget | None:
        reachable = self._reachable()
        place = reachable.index(item) + step
        return reachable[place] if 0 <= place < len(reachable) else None

    def _above(self, item: QWidget, step: int) -> QWidget | None:
        here = self._centre(item)
        rows = [
            (abs(there[1] - here[1]), abs(there[0] - here[0]), other)
            for other in self._reachable()
            if ((there := self._centre(other))[1] - here[1]) * step > item.height() / 2
        ]
        return min(rows, key=lambda row: row[:2])[2] if rows else None

    def _reachable(self) -> list[QWidget]:
        return [item for item in self._items if item.isEnabled() and not item.isHidden()]

    def _centre(self, item: QWidget) -> tuple[int, int]:
        point = item.mapTo(self._group, item.rect().center())
        return point.x(), point.y()

    def _make_current(self, item: QWidget | None) -> None:
        self._current = item
        for other in self._items:
            stop = other is item
            other.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
