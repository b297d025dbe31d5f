# SPDX-License-Identifier: MIT
"""The ten tasks at the desk: asked by presenters and verbs, as the window does them."""

from __future__ import annotations

from dataclasses import replace
from itertools import count, cycle
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from desk_app.desk import correcting, corresponding, intake, reading
from desk_app.desk.context import Kind
from desk_app.desk.rows import ApplicationColumn, Filter, ListOrder
from desk_app.gui.case.mail import PaperColumns
from desk_app.gui.case.read import ApplicationColumns, ApplicationList
from desk_app.gui.pages.today.book import TodayPresenter
from desk_app.records.base import ApplicationId
from desk_app.records.letters import LetterKind
from desk_app.store.vault.slots import STANDARD_COST
from tests.bench import baselines
from tests.bench.desks import draft, envelope
from tests.bench.measuring import Taken
from tests.robustness.sites import CLERK

if TYPE_CHECKING:
    from tests.bench.rivals import Texts
    from tests.bench.workbench import Seat, Workbench
    from tests.robustness.sites import Site

_LETTERS, _PAGE = 100, 100


class Ours:
    """A seat at the open desk; another copy of the desk is closed."""

    def __init__(self, bench: Workbench, seat: Seat, closed: Site, texts: Texts) -> None:
        self._bench, self._closed, self._desk = bench, closed, seat.work.desk
        language, today = seat.work.language, (lambda: seat.work.today)
        columns = ApplicationColumns(language, today, seat.owner)
        papers = PaperColumns(language, seat.owner)
        self._list = ApplicationList(seat.work, columns.of_all(), seat.owner)
        self._today = TodayPresenter(seat.work, columns, papers, seat.owner)
        self._names, self._addresses = cycle(texts.names), cycle(texts.addresses)
        self._numbers, self._ways, self._turns = cycle(texts.numbers), cycle((True, False)), count()
        self._sent = draft(envelope("E1", self._desk.rulebook))
        self._typed_wrongly = self._log()

    def opening(self) -> Taken:
        """Open the closed desk by a password at its real cost, and read the first page.

        As in the window, the pages of a large file are checked beside; closing waits for that,
        since the sign-in is noted after it, and is not counted.
        """
        wall, cpu = perf_counter(), process_time()
        baselines.derived(CLERK.password, STANDARD_COST)
        with self._bench.desk(CLERK, self._closed, patient=False) as desk:
            lists = reading.lists(desk)
            ids = lists.window(Filter(), ListOrder(), desk.today).ids
            lists.lines(ids[:_PAGE], desk.today)
            return Taken((perf_counter() - wall) * 1000, (process_time() - cpu) * 1000)

    def name(self) -> None:
        """Search for a name."""
        self._show(Filter(next(self._names)))

    def address(self) -> None:
        """Search for a part of an address."""
        self._show(Filter(next(self._addresses)))

    def number(self) -> None:
        """Search for a receipt number."""
        self._show(Filter(next(self._numbers)))

    def adding(self) -> None:
        """Log one more envelope."""
        self._log()

    def correcting(self) -> None:
        """Correct a telephone number; the old one, the reason and the name are kept."""
        id_ = self._typed_wrongly
        number = f"03-0000-{next(self._turns):04}"
        version = self._version(id_)
        told = correcting.CorrectionDraft(id_, version, "principal.phone", number, "聞き違い")
        correcting.correct(self._desk, told)

    def filtering(self) -> None:
        """Show what is open."""
        self._show(Filter(open_only=True))

    def sorting(self) -> None:
        """Sort all by kana, one way and the other."""
        self._show(Filter(), ListOrder(ApplicationColumn.KANA, ascending=next(self._ways)))

    def counting(self) -> None:
        """Come back to Today: every group is counted."""
        self._today.come_back()

    def letters(self) -> Taken:
        """Issue an acknowledgement for each of 100 applications, logged before anything counts."""
        ids = [self._log() for _ in range(_LETTERS)]
        wall, cpu = perf_counter(), process_time()
        for id_ in ids:
            kind, version = LetterKind.ACKNOWLEDGEMENT, self._version(id_)
            told = corresponding.LetterDraft(id_, version, kind, self._desk.today)
            corresponding.issue_letter(self._desk, told)
        return Taken((perf_counter() - wall) * 1000, (process_time() - cpu) * 1000)

    def _show(self, wanted: Filter, order: ListOrder | None = None) -> None:
        self._list.show(wanted, order or ListOrder())
        if self._list.model.rowCount():
            self._list.model.row_at(0)

    def _log(self) -> ApplicationId:
        (typed,) = self._sent.applications
        principal = replace(typed.application.principal, name=f"髙橋 みゆき{next(self._turns)}")
        application = replace(typed.application, principal=principal)
        again = replace(self._sent, applications=(replace(typed, application=application),))
        (id_,) = intake.log_application(self._desk, again).ids(Kind.APPLICATION)
        return ApplicationId(int(id_))

    def _version(self, id_: ApplicationId) -> int:
        with self._desk.ports.store.reading() as books:
            return books.files.get(id_).application.version
