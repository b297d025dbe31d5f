# SPDX-License-Identifier: MIT
"""What every table over columns shares: titles, cells, and telling the view what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desk_app.gui.models.columns import Cell, Column, drawn
from desk_app.gui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Sequence


R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
WAITING = "…"
_WAITING = Cell(WAITING)


class ColumnsModel(QAbstractTableModel, Generic[R]):
    """A table whose columns are data; where its rows come from, the heir says."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)

    @property
    def columns(self) -> tuple[Column[R], ...]:
        """The columns, for the view that sets widths and delegates."""
        return self._columns

    def row_at(self, row: int) -> R | None:
        """Return the row at a place where it is there."""
        # Every heir has its own; no abstract method, since Qt's classes have a metaclass already.
        raise NotImplementedError

    def cell_at(self, index: Index) -> Cell:
        """Return all that is drawn in a cell; an ellipsis where its row is on its way."""
        row = self.row_at(index.row())
        return _WAITING if row is None else drawn(self._columns[index.column()], row)

    def draw_again(self) -> None:
        """Have every cell drawn again: what it shows of its row has changed, not the row."""
        self._touch(0, self.rowCount() - 1)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            # A head wraps where its table lets it; elsewhere it is elided before.
            return self._columns[section].side.value | Qt.TextFlag.TextWordWrap.value
        return None

    def _touch(self, first: int, last: int) -> None:
        """Say that the rows from one to another are to be drawn again."""
        if first <= last and self._columns:
            right = len(self._columns) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, right))
