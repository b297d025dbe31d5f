# SPDX-License-Identifier: MIT
"""The stamps on an envelope, counted by keys and clicks; the order of the values never moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from desk_app.gui.models.columns import Role
from desk_app.gui.models.stamp_choice_columns import FEWER, MORE
from desk_app.gui.overriding import override
from desk_app.gui.widgets.table import DENSE, ListTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QAbstractItemModel, QModelIndex
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from desk_app.gui.widgets.table import HasWidth

_MORE, _FEWER = ("+", "＋", " "), ("-", "−", "－", "ー")
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class StampTable(ListTable):
    """Says ``counted`` with a face value and how many more of it, or fewer.

    Plus, Space and Enter put one on, minus takes one off, Delete all of them.
    """

    counted = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", DENSE, parent)
        self._steps: dict[int, int] = {}
        self._all = 1
        self.clicked.connect(self._click)
        self.opened.connect(self._one_more)

    @override
    def show_model(self, model: QAbstractItemModel, columns: Sequence[HasWidth]) -> None:
        super().show_model(model, columns)
        names = [str(getattr(column, "name", "")) for column in columns]
        self._steps = {names.index(FEWER): -1, names.index(MORE): 1}

    def take_all_by(self, count: int) -> None:
        """Say how many Delete takes off at most."""
        self._all = max(count, 1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~_PLAIN or not self.currentIndex().isValid():
            super().keyPressEvent(event)
        elif event.text() in _MORE:
            self._count(1)
        elif event.text() in _FEWER:
            self._count(-1)
        elif event.key() == Qt.Key.Key_Delete:
            self._count(-self._all)
        else:
            super().keyPressEvent(event)

    def _click(self, index: QModelIndex) -> None:
        step = self._steps.get(index.column())
        if step is not None:
            self.counted.emit(index.data(Role.ID), step)

    def _one_more(self, value: object) -> None:
        self.counted.emit(value, 1)

    def _count(self, by: int) -> None:
        self.counted.emit(self.current_id(), by)
