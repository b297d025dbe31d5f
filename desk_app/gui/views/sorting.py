# SPDX-License-Identifier: MIT
"""Sorts a list by its headers or by keys; the database does the sorting."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance

from desk_app.gui.shortcuts import Key
from desk_app.gui.widgets.actions import ActionLine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from enum import Enum

    from desk_app.gui.models.table import ColumnsModel
    from desk_app.gui.widgets.table import ListTable


class Sorted(Protocol):
    """A list that stands in an order of the database, and says when another is asked for."""

    @property
    def ordered(self) -> SignalInstance:
        """Another order was asked for."""
        ...

    @property
    def model(self) -> ColumnsModel[Any]:
        """The rows as they are shown."""
        ...

    @property
    def order(self) -> Any:  # noqa: ANN401 each list has an order of its own kind
        """The order it stands in: a frozen column and direction."""
        ...


class Sorting(QObject):
    """Says `wanted` with an order; a header that is chosen again turns it round."""

    wanted = Signal(object)

    def __init__(
        self,
        table: ListTable,
        shown: Sorted,
        columns: Mapping[str, Enum],
        enabled: Callable[[], bool],
    ) -> None:
        """Take the table and its list, and by the columns' names what each is sorted by."""
        super().__init__(table)
        self._list = shown
        self._columns = columns
        self._names = [column.name for column in shown.model.columns]
        self.offered = enabled
        self._table = table
        header = table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self._clicked)
        shown.ordered.connect(self._show)
        self._show()

    def lines(self, *others: Sorting) -> Sequence[ActionLine]:
        """Return the actions by which keys sort the table that can be sorted now, of several."""
        several = (self, *others)

        def now() -> Sorting:
            return next((each for each in several if each.offered()), self)

        def enabled() -> bool:
            return any(each.offered() for each in several)

        return (
            ActionLine(
                "sortNext",
                self.tr("Sort by the next column"),
                lambda: now().step(1),
                Key.SORT_NEXT,
                menu="view",
                enabled=enabled,
                divided=True,
            ),
            ActionLine(
                "sortPrevious",
                self.tr("Sort by the column before"),
                lambda: now().step(-1),
                Key.SORT_PREVIOUS,
                menu="view",
                enabled=enabled,
            ),
            ActionLine(
                "sortTurn",
                self.tr("Turn the order round"),
                lambda: now().turn(),
                Key.SORT_TURN,
                menu="view",
                enabled=enabled,
            ),
        )

    def _clicked(self, place: int) -> None:
        column = self._columns.get(self._names[place])
        if column is self._list.order.column:
            self.turn()
        elif column is not None:
            self.wanted.emit(replace(self._list.order, column=column, ascending=True))
        self._show()

    def step(self, by: int) -> None:
        """Sort by the next column of the table that can be sorted by, or by the one before."""
        columns = list(dict.fromkeys(self._columns[n] for n in self._names if n in self._columns))
        place = columns.index(self._list.order.column) + by
        column = columns[place % len(columns)]
        self.wanted.emit(replace(self._list.order, column=column, ascending=True))

    def turn(self) -> None:
        """Turn the order round."""
        order = self._list.order
        self.wanted.emit(replace(order, ascending=not order.ascending))

    def _show(self) -> None:
        order = self._list.order
        direction = Qt.SortOrder.AscendingOrder if order.ascending else Qt.SortOrder.DescendingOrder
        named = (n for n in self._names if self._columns.get(n) is order.column)
        # Asked for anew: the binding drops a header that is only held, while the table keeps it.
        header = self._table.horizontalHeader()
        header.setSortIndicator(self._names.index(next(named)), direction)
