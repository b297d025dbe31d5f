# SPDX-License-Identifier: MIT
"""A list of applications: a window of ids by filter and order, its rows page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import reading
from desk_app.desk.changes import Kind
from desk_app.desk.queries import ApplicationLine, Filter, Order, Window
from desk_app.gui.models.paged import PagedModel, PageRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.changes import Changes
    from desk_app.gui.models.columns import Column
    from desk_app.gui.workplace import Workplace

_KINDS = (Kind.APPLICATION, Kind.LETTER, Kind.RULEBOOK)


class ApplicationList(QObject):
    """Fills its model; `shown` carries the window of ids that is shown now.

    ``ordered`` says that another order was asked for.
    """

    shown = Signal(object)
    ordered = Signal()

    def __init__(
        self,
        work: Workplace,
        columns: Sequence[Column[ApplicationLine]],
        parent: QObject,
        order: Order | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._wanted = Filter()
        self._order = order or Order()
        self._asked = False
        self.model: PagedModel[ApplicationLine] = PagedModel(columns, self)
        self.model.page_wanted.connect(self._read_page)
        work.hub.listen(self._changed)

    @property
    def wanted(self) -> Filter:
        """What the list shows."""
        return self._wanted

    @property
    def order(self) -> Order:
        """The order it stands in."""
        return self._order

    def show(self, wanted: Filter, order: Order) -> None:
        """Show what a filter leaves, in an order."""
        self._wanted, self._order = wanted, order
        self.ordered.emit()
        self.read_again()

    def read_again(self) -> None:
        """Ask for the ids again; the rows follow as they come in sight."""
        wanted, order = self._wanted, self._order
        self._asked = True
        self._work.ask(
            self,
            "window",
            lambda desk: reading.lists(desk).window(wanted, order, desk.today),
            self._take,
        )

    def _take(self, window: Window) -> None:
        self.model.show_ids(window.ids)
        self.shown.emit(window)

    def _read_page(self, request: PageRequest) -> None:
        def take(rows: Sequence[ApplicationLine]) -> None:
            self.model.put_page(request, rows)

        self._work.ask(
            self,
            ("page", request.page),
            lambda desk: reading.lists(desk).lines(request.ids, desk.today),
            take,
        )

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if self._asked and any(changes.ids(kind) for kind in _KINDS):
            self.read_again()
