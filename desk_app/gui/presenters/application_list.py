# SPDX-License-Identifier: MIT
"""A list of applications: a window of ids by filter and order, its rows page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import reading
from desk_app.desk.changes import Kind
from desk_app.desk.queries import COUNT_CAP, ApplicationLine, Filter, Order, Window
from desk_app.gui.models.paged import PagedModel, PageRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.gui.models.columns import Column
    from desk_app.gui.workplace import Workplace

REST = "rest"
"""The question for all other ids; the next one for the first makes its answer old."""

_KINDS = (Kind.APPLICATION, Kind.LETTER, Kind.RULEBOOK)


class ApplicationList(QObject):
    """Fills its model; `shown` carries the window of ids that is shown now.

    ``ordered`` says that another order was asked for. ``sole`` carries the one application that a
    text finds, to whoever asked for it.
    """

    shown = Signal(object)
    ordered = Signal()
    sole = Signal(object)

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
        self._lacks_rest = False
        self._waits = False
        self._sole_wanted = False
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
        """Show what a filter leaves, in an order: the first come at once, the rest behind them."""
        self._wanted, self._order = wanted, order
        self._sole_wanted = False
        self.ordered.emit()
        self._ask_ids(whole=False)

    def ask_sole(self) -> None:
        """Tell what the text finds once that is known, where it is one application and no more."""
        self._sole_wanted = bool(self._wanted.text)
        if not self._waits:
            self._tell_sole()

    def read_again(self) -> None:
        """Ask for the ids again; the rows follow as they come in sight.

        Where all ids were there they come all at once: nobody is scrolled away from his row.
        """
        self._ask_ids(whole=self.model.rowCount() > 0 and not self._lacks_rest)

    def _ask_ids(self, *, whole: bool) -> None:
        wanted, order = self._wanted, self._order
        self._asked = self._waits = True
        self._lacks_rest = False

        def ask(desk: Desk) -> Window:
            lists = reading.lists(desk)
            found = lists.window if whole else lists.beginning
            return found(wanted, order, desk.today)

        self._work.ask(self, "window", ask, self._take)

    def _take(self, window: Window) -> None:
        self._lacks_rest = window.more and window.count < COUNT_CAP
        self._waits = False
        self.model.show_ids(window.ids)
        self.shown.emit(window)
        self._tell_sole()

    def _tell_sole(self) -> None:
        wanted, self._sole_wanted = self._sole_wanted, False
        if wanted and self.model.rowCount() == 1:
            self.sole.emit(self.model.id_at(0))

    def _ask_rest(self) -> None:
        self._lacks_rest = False
        wanted, order = self._wanted, self._order
        self._work.ask(
            self,
            REST,
            lambda desk: (wanted, order, reading.lists(desk).window(wanted, order, desk.today)),
            self._take_rest,
        )

    def _take_rest(self, answer: tuple[Filter, Order, Window]) -> None:
        wanted, order, window = answer
        if (wanted, order) == (self._wanted, self._order):
            self.model.show_ids(window.ids)
            self.shown.emit(window)

    def _read_page(self, request: PageRequest) -> None:
        def take(rows: Sequence[ApplicationLine]) -> None:
            self.model.put_page(request, rows)
            if self._lacks_rest:
                self._ask_rest()

        self._work.ask(
            self,
            ("page", request.page),
            lambda desk: reading.lists(desk).lines(request.ids, desk.today),
            take,
        )

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if self._asked and any(changes.ids(kind) for kind in _KINDS):
            self.read_again()
