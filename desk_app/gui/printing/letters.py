# SPDX-License-Identifier: MIT
"""Issued letters on their way to a printer: envelope by envelope, each recorded once it went."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.desk.errors import PrinterFailed, PrintStopped
from desk_app.desk.inquiries.sending import ask_to_print, jobs_of, numbers_of, print_job
from desk_app.desk.letters.printing import EnvelopeJob, Through
from desk_app.gui.asking import Answers, LineAsked, Question, text
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.session.session import Errand
from desk_app.i18n import writing
from desk_app.records.desk.printers import JobState, PrinterChoice
from desk_app.rules.letters.paper import order_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desk_app.desk.context import Changes, Desk
    from desk_app.desk.errors import KnownError
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session.screen import Screen
    from desk_app.gui.session.session import Session
    from desk_app.records.base import ApplicationId, LetterId
    from desk_app.records.desk.printers import PaperUse, PrintOrder

    Letters = Sequence[tuple[ApplicationId, LetterId]]


def print_order(screen: Screen, use: PaperUse, printer: str = "") -> PrintOrder:
    """Return how a kind of page is printed; another printer has no tray and makes one copy."""
    choice = screen.printer_for(use)
    if printer and printer != choice.printer:
        choice = PrinterChoice(printer)
    return order_for(use, choice)


# What failed, and what can be done about it at once, where it is told.


@dataclass(frozen=True, slots=True)
class Remedy:
    """Letters not printed, and what prints them: ``then``, after the question if there is one.

    It is carried by the signal ``remedied`` of the session.
    """

    error: KnownError
    then: Callable[[], None]
    question: Callable[[], Question] | None = None


@dataclass(frozen=True, slots=True)
class _Sending:
    """One envelope for one printer, none where each page has its own; why it is printed again.

    ``shown`` holds, of letters that were looked at, the SHA-256 of the bytes that stood drawn.
    """

    job: EnvelopeJob
    printer: str
    reason: str
    shown: Mapping[LetterId, str]


# What becomes of letters that went to the printer: one that stands still is told at once (F1).


LOOK_MS = 3_000
MOST_LOOKS = 200
"""A job is watched for ten minutes; what is still to be printed then waits behind others."""

_ENDED = frozenset({JobState.PRINTED, JobState.NOT_PRINTED})


class PrintWatch(QObject):
    """Says `failed` with the envelopes of some jobs, and their state.

    Of a printer that stands still it is said once, of the job it stands at. The print system is
    asked beside the desk's own work, and only while a job is under way.
    """

    failed = Signal(object, object)

    def __init__(self, session: Session, printing: Printing, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._printing = printing
        self._followed: dict[str, _Sending] = {}
        self._looks: dict[str, int] = {}
        self._stands = False
        self._tick = QTimer(self, interval=LOOK_MS)
        self._tick.timeout.connect(self.look)

    @property
    def follows(self) -> bool:
        """Say whether a job is watched."""
        return bool(self._followed)

    def follow(self, job: str, sending: _Sending) -> None:
        """Watch a job; one without a name, as where nobody tells of it, is none."""
        if job:
            self._followed[job] = sending
            self._looks[job] = MOST_LOOKS
            self._tick.start()

    def leave(self, letters: frozenset[LetterId]) -> None:
        """Watch no longer the jobs of letters that were printed again since."""
        for job, sending in tuple(self._followed.items()):
            if not letters.isdisjoint(sending.job.letters):
                del self._followed[job], self._looks[job]

    def look(self) -> None:
        """Ask what became of the jobs under way."""
        jobs = tuple(self._followed)
        if jobs:
            states = partial(self._printing.states, jobs)
            self._session.beside.latest(self, "printing", states, self._take)

    def _take(self, states: Mapping[str, JobState]) -> None:
        given_up, stuck = list[_Sending](), list[_Sending]()
        for job, sending in tuple(self._followed.items()):
            state = states.get(job, JobState.UNKNOWN)
            self._looks[job] -= 1
            if state is JobState.STOPPED:
                stuck.append(sending)
            elif state is JobState.NOT_PRINTED:
                given_up.append(sending)
            if state in _ENDED or not self._looks[job]:
                del self._followed[job], self._looks[job]
        if not self._followed:
            self._tick.stop()
        if given_up:
            self.failed.emit(tuple(given_up), JobState.NOT_PRINTED)
        if stuck and not self._stands:
            # What waits behind it goes on with it.
            self.failed.emit((stuck[0],), JobState.STOPPED)
        self._stands = bool(stuck)


@dataclass(slots=True)
class _Heard:
    """The way to the printer, which hears as which job the pages go."""

    printing: Printing
    job: str = ""

    def send(self, pages: bytes, order: PrintOrder) -> str:
        """Have pages printed and return the name of the job; raises PrinterFailed."""
        self.job = self.printing.send(pages, order)
        return self.job


@dataclass(slots=True)
class _Round:
    """What is printed in one go: what is left, and how many letters went of how many."""

    left: deque[_Sending] = field(default_factory=deque)
    went: int = 0
    total: int = 0
    busy: bool = False


class LetterPrinting(Errand):
    """Says `printed` with how many letters went; ``failed`` that something stopped the rest.

    The letters of an envelope are sent and recorded in one go on the desk's thread, whatever the
    window does then; between two envelopes the window may stop the rest, and the desk answers what
    it is asked. What failed is told by the session, with the way to print it: what the printer
    did not take goes as it is, what jammed is printed again, as a copy with its number.
    """

    printed = Signal(int)
    failed = Signal()

    def __init__(self, session: Session, printing: Printing, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._printing = printing
        self._round = _Round()
        self._awaited = 0
        self._told: frozenset[LetterId] = frozenset()
        self._wanted: Callable[[], None] | None = None
        self.watch = PrintWatch(session, printing, self)
        self.watch.failed.connect(self._stuck)

    @override
    def is_under_way(self) -> bool:
        return bool(self._awaited or self._round.busy or self.watch.follows or self._told)

    @override
    def outlive(self) -> None:
        self.printed.connect(self._say)

    def _say(self, count: int) -> None:
        self._session.said.emit(self.tr("%n letter(s) sent to the printer.", "", count))

    def send(
        self,
        letters: Letters,
        printer: str = "",
        reason: str = "",
        shown: Mapping[LetterId, str] | None = None,
    ) -> None:
        """Send letters to a printer, or each to that of its paper, one envelope after the other.

        ``reason`` is why they are printed once more, of those that were; ``shown`` holds, of
        letters that were looked at, the SHA-256 of the bytes that stood drawn (T40).
        """
        seen = shown or {}
        if letters:
            self._awaited += 1
            self._session.runner.submit(
                self,
                lambda: jobs_of(self._session.desk, letters),
                lambda jobs: self._begin([_Sending(job, printer, reason, seen) for job in jobs]),
                self._refuse,
            )

    def stop(self) -> None:
        """Send no further letter; the envelope under way still goes and is recorded."""
        self._round.left.clear()

    def out_of(self, letter: LetterId) -> None:
        """Tell no longer that a letter was not printed which went out another way."""
        if letter in self._told:
            self._told -= {letter}
            if not self._told:
                self._session.remedied.emit(None)

    def again_question(
        self, letters: Letters, printer: str = "", shown: Mapping[LetterId, str] | None = None
    ) -> Question:
        """Ask why letters are printed once more, the same pages (F1); `go_again` prints them then.

        They go to a printer, or to those of their papers; ``shown`` is as `send` takes it.
        """

        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            reason = text(answers, "reason")

            def verb(desk: Desk) -> Changes:
                changes = ask_to_print(desk, letters, reason)
                self._wanted = partial(self.send, letters, printer, reason, shown)
                return changes

            return verb

        usual = (
            self.tr("Paper jam"),
            self.tr("Badly printed"),
            self.tr("Wrong paper"),
            self.tr("Damaged before posting"),
        )
        asked = LineAsked(
            "reason",
            self.tr("Reason (needed)"),
            offered=usual,
            offers=self.tr("↓ usual reasons"),
        )
        return Question(
            title=self.tr("Print again"),
            verb=self.tr("Print"),
            doing=doing,
            effect=self.tr("%n letter(s), the same pages as before", "", len(letters)),
            detail=self.tr(
                "The copy gets its number, and number and reason go into the journal. Destroy what"
                " cannot be used."
            ),
            asked=(asked,),
            said=self.tr("The pages go to the printer."),
        )

    def go_again(self) -> None:
        """Print what was asked for."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted()

    def _begin(self, sendings: Sequence[_Sending]) -> None:
        self._awaited -= 1
        self._take(sendings)

    def _refuse(self, error: Exception) -> None:
        self._awaited -= 1
        self._session.trouble.emit(error)

    def _take(self, sendings: Sequence[_Sending]) -> None:
        self._round.left.extend(sendings)
        self._round.total += sum(len(each.job.letters) for each in sendings)
        if not self._round.busy:
            self._go_on()

    def _go_on(self) -> None:
        """Take the next envelope; after the last one tell how many letters went."""
        now = self._round
        now.busy = bool(now.left)
        if not now.busy:
            self._end(now.went)
            return
        words = self.tr("Printing letters: {done} of {total}")
        told = words.format(done=now.went, total=now.total)
        self._session.long_work.reach(told, now.went, now.total, self.stop)
        sending, heard = now.left.popleft(), _Heard(self._printing)
        through = Through(
            heard,
            lambda use: print_order(self._session.screen, use, sending.printer),
            sending.reason,
            sending.shown,
        )
        self._session.do(
            self,
            partial(print_job, job=sending.job, through=through),
            partial(self._gone, sending, heard),
            partial(self._fail, sending),
        )

    def _gone(self, sending: _Sending, heard: _Heard, _changes: Changes) -> None:
        self._round.went += len(sending.job.letters)
        self._printed_now(frozenset(sending.job.letters))
        self.watch.follow(heard.job, sending)
        self._go_on()

    def _fail(self, sending: _Sending, error: Exception) -> None:
        left = [sending, *self._round.left]
        self._end(0)
        if isinstance(error, PrinterFailed):
            # Nothing of it was recorded: it goes as it was to go.
            self._tell(left, Remedy(error, partial(self._take, left)))
        else:
            self._session.trouble.emit(error)
        self.failed.emit()

    def _stuck(self, sendings: Sequence[_Sending], state: JobState) -> None:
        """Tell that letters are stuck in a printer, with the question why they go once more."""
        self._session.ask(
            self,
            "stuck",
            lambda desk: [name for each in sendings for name in numbers_of(desk, each.job)],
            lambda numbers: self._tell_stuck(sendings, state, numbers),
        )

    def _tell_stuck(
        self, sendings: Sequence[_Sending], state: JobState, numbers: Sequence[str]
    ) -> None:
        code = "not_printed" if state is JobState.NOT_PRINTED else ""
        named = writing.listed(numbers, self._session.language)
        error = PrintStopped(code, {"numbers": named})
        letters = [(each.job.application, id_) for each in sendings for id_ in each.job.letters]
        question = partial(self.again_question, letters, sendings[0].printer)
        self._tell(sendings, Remedy(error, self.go_again, question))

    def _tell(self, sendings: Sequence[_Sending], remedy: Remedy) -> None:
        self._told = frozenset(id_ for each in sendings for id_ in each.job.letters)
        self._session.remedied.emit(remedy)

    def _printed_now(self, letters: frozenset[LetterId]) -> None:
        """Look no longer after what became of earlier prints of these letters, nor tell of it."""
        self.watch.leave(letters)
        if not letters.isdisjoint(self._told):
            self._told = frozenset()
            self._session.remedied.emit(None)

    def _end(self, went: int) -> None:
        self._round = _Round()
        self._session.long_work.end()
        if went:
            self.printed.emit(went)
