# SPDX-License-Identifier: MIT
"""The letters of a group of the work list, in an order of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import reading
from desk_app.desk.queries import LetterLine, LetterOrder
from desk_app.gui.models.rows import RowsModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.queries import LetterState
    from desk_app.gui.models.columns import Column
    from desk_app.gui.workplace import Workplace


class LetterRows(QObject):
    """Fills its model; ``ordered`` says that another order was asked for."""

    ordered = Signal()

    def __init__(
        self, work: Workplace, columns: Sequence[Column[LetterLine]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._order = LetterOrder()
        self.model: RowsModel[LetterLine] = RowsModel(columns, lambda row: row.id, None, self)

    @property
    def order(self) -> LetterOrder:
        """The order they stand in."""
        return self._order

    def show(self, state: LetterState, order: LetterOrder) -> None:
        """Read the letters in a state, in an order."""
        self._order = order
        self.ordered.emit()
        self._work.ask(
            self,
            "letters",
            lambda desk: reading.lists(desk).letters(state, order=order),
            self.model.show_rows,
        )
