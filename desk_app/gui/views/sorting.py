# SPDX-License-Identifier: MIT
"""Sorts a list of applications by its headers or by keys; the database does the sorting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from desk_app.desk.queries import Order
from desk_app.gui.shortcuts import Key
from desk_app.gui.widgets.actions import ActionLine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desk_app.desk.queries import ApplicationColumn
    from desk_app.gui.presenters.application_list import ApplicationList
    from desk_app.gui.widgets.table import ListTable


class Sorting(QObject):
    """Says `wanted` with an order; a header that is chosen again turns it round."""

    wanted = Signal(object)

    def __init__(
        self,
        table: ListTable,
        shown: ApplicationList,
        columns: Mapping[str, ApplicationColumn],
        enabled: Callable[[], bool],
    ) -> None:
        """Take the table and its list, and by the columns' names what each is sorted by."""
        super().__init__(table)
        self._list = shown
        self._columns = columns
        self._names = [column.name for column in shown.model.columns]
        self._enabled = enabled
        self._table = table
        header = table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self._clicked)
        shown.ordered.connect(self._show)
        self._show()

    def lines(self) -> Sequence[ActionLine]:
        """Return the actions by which keys sort."""
        return (
            ActionLine(
                "sortNext",
                lambda: self.tr("Sort by the next column"),
                lambda: self._step(1),
                Key.SORT_NEXT,
                menu="view",
                enabled=self._enabled,
                divided=True,
            ),
            ActionLine(
                "sortPrevious",
                lambda: self.tr("Sort by the column before"),
                lambda: self._step(-1),
                Key.SORT_PREVIOUS,
                menu="view",
                enabled=self._enabled,
            ),
            ActionLine(
                "sortTurn",
                lambda: self.tr("Turn the order round"),
                self._turn,
                Key.SORT_TURN,
                menu="view",
                enabled=self._enabled,
            ),
        )

    def _clicked(self, place: int) -> None:
        column = self._columns.get(self._names[place])
        if column is self._list.order.column:
            self._turn()
        elif column is not None:
            self.wanted.emit(Order(column, ascending=True))
        self._show()

    def _step(self, by: int) -> None:
        """Sort by the next column of the table that can be sorted by, or by the one before."""
        columns = list(dict.fromkeys(self._columns[n] for n in self._names if n in self._columns))
        place = columns.index(self._list.order.column) + by
        self.wanted.emit(Order(columns[place % len(columns)], ascending=True))

    def _turn(self) -> None:
        order = self._list.order
        self.wanted.emit(Order(order.column, not order.ascending))

    def _show(self) -> None:
        order = self._list.order
        direction = Qt.SortOrder.AscendingOrder if order.ascending else Qt.SortOrder.DescendingOrder
        named = (n for n in self._names if self._columns.get(n) is order.column)
        # Asked for anew: the binding drops a header that is only held, while the table keeps it.
        header = self._table.horizontalHeader()
        header.setSortIndicator(self._names.index(next(named)), direction)
