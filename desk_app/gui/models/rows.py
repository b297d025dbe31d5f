# SPDX-License-Identifier: MIT
"""A table over a few rows that are all there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from desk_app.gui.models.columns import Column, Role, cell
from desk_app.gui.models.table import NOWHERE, ColumnsModel, Index
from desk_app.gui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

R = TypeVar("R")
_CHANGES: dict[int, Qt.ItemFlag] = {
    Qt.ItemDataRole.EditRole: Qt.ItemFlag.ItemIsEditable,
    Qt.ItemDataRole.CheckStateRole: Qt.ItemFlag.ItemIsUserCheckable,
}


@dataclass(frozen=True, slots=True)
class Edit:
    """What a clerk changed in a table: the row's id, the column's name, the new value."""

    id: object
    column: str
    value: object


class RowsModel(ColumnsModel[R]):
    """Shows rows given at once; ``id_of`` names a row, so that a selection can be kept.

    A row that ``is_heading`` divides the list and cannot be chosen. The model changes nothing
    itself: `edit_wanted` carries an `Edit`, and whoever keeps the rows shows the new ones.
    """

    edit_wanted = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        id_of: Callable[[R], object],
        is_heading: Callable[[R], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._id_of = id_of
        self._is_heading = is_heading
        self._rows: tuple[R, ...] = ()

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows shown."""
        return self._rows

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these rows; where the same things stand in the same order nothing jumps.

        Rows that are the same as before are not drawn again.
        """
        fresh, before = tuple(rows), self._rows
        if [self._id_of(row) for row in fresh] == [self._id_of(row) for row in before]:
            self._rows = fresh
            changed = [at for at, row in enumerate(fresh) if row != before[at]]
            if changed:
                self._touch(changed[0], changed[-1])
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def clear(self) -> None:
        """Hold nothing any more."""
        self.show_rows(())

    @override
    def row_at(self, row: int) -> R | None:
        """Return the row at a place."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def is_heading(self, row: int) -> bool:
        """Say whether a row divides the list and cannot be chosen."""
        return self._is_heading is not None and self._is_heading(self._rows[row])

    def row_of(self, id_: object) -> int | None:
        """Return the place of an id."""
        for place, row in enumerate(self._rows):
            if self._id_of(row) == id_:
                return place
        return None

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Role.ID:
            return self._id_of(row)
        if role == Role.HEADING:
            return self.is_heading(index.row())
        return cell(self._columns[index.column()], row, role)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        if self.is_heading(index.row()):
            return flag.ItemIsEnabled | flag.ItemNeverHasChildren
        result = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        column = self._columns[index.column()]
        if self.data(index, Qt.ItemDataRole.CheckStateRole) is not None:
            result |= flag.ItemIsUserCheckable
        return result | flag.ItemIsEditable if column.edit is not None else result

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role not in _CHANGES or not self.flags(index) & _CHANGES[role]:
            return False
        if role == Qt.ItemDataRole.CheckStateRole:
            value = Qt.CheckState(value) is Qt.CheckState.Checked
        name = self._columns[index.column()].name
        self.edit_wanted.emit(Edit(index.data(Role.ID), name, value))
        return True
