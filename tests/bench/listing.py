# SPDX-License-Identifier: MIT
"""Today, the lists by each column, an application opened, a supplement's number, the stamp book."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from itertools import cycle

from PySide6.QtWidgets import QApplication

from desk_app.desk.rows import ApplicationColumn, Filter, ListOrder
from desk_app.gui.case import drafts
from desk_app.gui.case.mail import PaperColumns
from desk_app.gui.case.read import ApplicationColumns, ApplicationList
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.stamps.book import StampsPresenter
from desk_app.gui.pages.today.book import TodayPresenter
from desk_app.records.base import ApplicationId
from tests.bench import baselines
from tests.bench.measuring import Line, Pair
from tests.bench.searching import ORDERS
from tests.bench.workbench import Seat, Workbench

TURNS = 40
AT_ONCE_MS, LIST_MS = 16.0, 50.0
_STEP = 7919
"""A prime: in steps of it applications lie far from one another."""


@contextmanager
def _today(bench: Workbench) -> Iterator[Pair]:
    """Come back to Today: every group counted, the chosen one read, its first page too."""
    with bench.seat() as seat:
        language, today = seat.work.language, (lambda: seat.work.today)
        presenter = TodayPresenter(
            seat.work,
            ApplicationColumns(language, today, seat.owner),
            PaperColumns(language, seat.owner),
            seat.owner,
        )

        def ours() -> None:
            presenter.come_back()
            presenter.applications.model.row_at(0)

        yield Pair(ours, partial(_waiting, seat))
        assert presenter.state.all, "nothing waits"


def _waiting(seat: Seat) -> None:
    found = baselines.rows(seat.raw, baselines.WAITING)
    ids = baselines.rows(seat.raw, baselines.OF_WORK, (found[0][0],))
    baselines.rows(seat.raw, baselines.PAGE, (repr([row[0] for row in ids[:100]]),))


@contextmanager
def _sorted(bench: Workbench, column: ApplicationColumn) -> Iterator[Pair]:
    """Sort the list of all, one way and the other; its first page is read."""
    with bench.seat() as seat:
        columns = ApplicationColumns(seat.work.language, lambda: seat.work.today, seat.owner)
        shown = ApplicationList(seat.work, columns.of_all(), seat.owner)
        ours_next, bare_next = cycle((True, False)), cycle(("ASC", "DESC"))

        def ours() -> None:
            shown.show(Filter(), ListOrder(column, ascending=next(ours_next)))
            shown.model.row_at(0)
            seat.runner.go_on()
            assert shown.model.rowCount() > 0

        def bare() -> None:
            place = f"{ORDERS[column]} {next(bare_next)}"
            ids = baselines.rows(seat.raw, baselines.ORDERED.format(place))
            baselines.rows(seat.raw, baselines.PAGE, (repr([row[0] for row in ids[:100]]),))

        yield Pair(ours, bare)


@contextmanager
def _opened(bench: Workbench) -> Iterator[Pair]:
    """Open applications that lie far from one another, and let them be painted."""
    with bench.seat() as seat:
        view = ApplicationView(seat.work)
        view.resize(1272, 840)
        view.show()
        tables = baselines.tables_of_applications(seat.raw)
        ids = [number * _STEP % bench.size + 1 for number in range(100)]
        ours_next, bare_next = cycle(ids), cycle(ids)

        def ours() -> None:
            view.open_thing(ApplicationId(next(ours_next)))
            QApplication.processEvents()

        yield Pair(ours, lambda: baselines.whole(seat.raw, tables, next(bare_next)))
        view.close()
        view.deleteLater()
        QApplication.processEvents()


@contextmanager
def _supplement(bench: Workbench) -> Iterator[Pair]:
    """Find the application whose number was typed on the page of a supplement, its file too."""
    with bench.seat() as seat:
        tables = baselines.tables_of_applications(seat.raw)
        numbers = [
            baselines.rows(seat.raw, baselines.NUMBER_OF, (each * _STEP % bench.size + 1,))[0][0]
            for each in range(50)
        ]
        ours_next, bare_next = cycle(numbers), cycle(numbers)

        def ours() -> None:
            found = drafts.find(seat.work.desk, next(ours_next))
            assert found.file is not None

        def bare() -> None:
            ((id_,),) = baselines.rows(seat.raw, baselines.BY_NUMBER, (next(bare_next),))
            baselines.whole(seat.raw, tables, id_)

        yield Pair(ours, bare)


@contextmanager
def _stamps(bench: Workbench) -> Iterator[Pair]:
    """Read the stamp book's page: balances, today's entries, those of the month."""
    with bench.seat() as seat:
        presenter = StampsPresenter(seat.work, seat.owner)
        month = [str(each) for each in (presenter.page.period.first, presenter.page.period.last)]

        def bare() -> None:
            baselines.rows(seat.raw, baselines.BALANCES)
            baselines.rows(seat.raw, baselines.ENTRIES, month)

        yield Pair(presenter.read_again, bare)
        assert presenter.page.read.balances, "no stamps"


def _balance(seat: Seat) -> None:
    assert seat.work.desk.ports.store.stamps.balances()


@contextmanager
def _balances(bench: Workbench) -> Iterator[Pair]:
    with bench.seat() as seat:
        yield Pair(partial(_balance, seat), partial(baselines.rows, seat.raw, baselines.BALANCES))


def lines(bench: Workbench) -> tuple[Line, ...]:
    """Return the lines of a desk."""

    def line(
        name: str,
        what: str,
        bare: str,
        prepare: Callable[..., AbstractContextManager[Pair]],
        budget: float,
        *more: object,
    ) -> Line:
        return Line(
            name=f"{name}.{bench.size}",
            what=f"{bench.size:,} applications: {what}",
            bare=bare,
            prepare=partial(prepare, bench, *more),
            turns=TURNS,
            budget_p95_ms=budget,
            growth=1.5,
        )

    page = "the same ids and rows asked by the driver"
    return (
        line("today", "every group counted, the chosen one read", page, _today, LIST_MS),
        *(
            line(f"list.by_{each.value}", f"the list by {each.value}", page, _sorted, LIST_MS, each)
            for each in ApplicationColumn
        ),
        line(
            "open",
            "one opened, looked at by the rules, shown and painted",
            "its rows read by the driver",
            _opened,
            AT_ONCE_MS,
        ),
        line(
            "supplement",
            "found by the number typed for a supplement, its history read",
            "the number looked up and its rows read by the driver",
            _supplement,
            AT_ONCE_MS,
        ),
        line("stamps.balance", "what the stamp book holds", page, _balances, AT_ONCE_MS),
        line("stamps.page", "the page of the stamp book, a month", page, _stamps, LIST_MS),
    )
