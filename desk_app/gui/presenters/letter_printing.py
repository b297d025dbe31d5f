# SPDX-License-Identifier: MIT
"""Issued letters on their way to a printer: envelope by envelope, each recorded once it went."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desk_app.desk.errors import PrinterFailed, PrintStopped
from desk_app.desk.printing import EnvelopeJob, Through, jobs_of, numbers_of, print_job
from desk_app.gui.long_work import Errand
from desk_app.gui.overriding import override
from desk_app.gui.presenters.print_again import PrintAgain
from desk_app.gui.presenters.print_order import print_order
from desk_app.gui.presenters.print_watch import PrintWatch
from desk_app.gui.presenters.remedy import Remedy
from desk_app.i18n import writing
from desk_app.records.printers import JobState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QObject

    from desk_app.desk.changes import Changes
    from desk_app.gui.printing import Printing
    from desk_app.gui.workplace import Workplace
    from desk_app.records.ids import ApplicationId, LetterId
    from desk_app.records.printers import PrintOrder

    Letters = Sequence[tuple[ApplicationId, LetterId]]


@dataclass(frozen=True, slots=True)
class _Sending:
    """One envelope for one printer, none where each page has its own; why it is printed again.

    ``shown`` holds, of letters that were looked at, the SHA-256 of the bytes that stood drawn.
    """

    job: EnvelopeJob
    printer: str
    reason: str
    shown: Mapping[LetterId, str]


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
    it is asked. What failed is told by the workplace, with the way to print it: what the printer
    did not take goes as it is, what jammed is printed again, as a copy with its number.
    """

    printed = Signal(int)
    failed = Signal()

    def __init__(self, work: Workplace, printing: Printing, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._printing = printing
        self._round = _Round()
        self._awaited = 0
        self._told: frozenset[LetterId] = frozenset()
        self._again = PrintAgain(self, self)
        self.watch = PrintWatch(work, printing, self)
        self.watch.failed.connect(self._stuck)

    @override
    def is_under_way(self) -> bool:
        return bool(self._awaited or self._round.busy or self.watch.follows or self._told)

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
            self._work.runner.submit(
                self,
                lambda: jobs_of(self._work.desk, letters),
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
                self._work.remedied.emit(None)

    def _begin(self, sendings: Sequence[_Sending]) -> None:
        self._awaited -= 1
        self._take(sendings)

    def _refuse(self, error: Exception) -> None:
        self._awaited -= 1
        self._work.trouble.emit(error)

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
        self._work.long_work.reach(told, now.went, now.total, self.stop)
        sending, heard = now.left.popleft(), _Heard(self._printing)
        through = Through(
            heard,
            lambda use: print_order(self._work.screen, use, sending.printer),
            sending.reason,
            sending.shown,
        )
        self._work.do(
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
            self._work.trouble.emit(error)
        self.failed.emit()

    def _stuck(self, sendings: Sequence[_Sending], state: JobState) -> None:
        """Tell that letters are stuck in a printer, with the question why they go once more."""
        self._work.ask(
            self,
            "stuck",
            lambda desk: [name for each in sendings for name in numbers_of(desk, each.job)],
            lambda numbers: self._tell_stuck(sendings, state, numbers),
        )

    def _tell_stuck(
        self, sendings: Sequence[_Sending], state: JobState, numbers: Sequence[str]
    ) -> None:
        code = "not_printed" if state is JobState.NOT_PRINTED else ""
        named = writing.listed(numbers, self._work.language)
        error = PrintStopped(code, {"numbers": named})
        letters = [(each.job.application, id_) for each in sendings for id_ in each.job.letters]
        question = partial(self._again.question, letters, sendings[0].printer)
        self._tell(sendings, Remedy(error, self._again.send, question))

    def _tell(self, sendings: Sequence[_Sending], remedy: Remedy) -> None:
        self._told = frozenset(id_ for each in sendings for id_ in each.job.letters)
        self._work.remedied.emit(remedy)

    def _printed_now(self, letters: frozenset[LetterId]) -> None:
        """Look no longer after what became of earlier prints of these letters, nor tell of it."""
        self.watch.leave(
            lambda thing: isinstance(thing, _Sending) and not letters.isdisjoint(thing.job.letters)
        )
        if not letters.isdisjoint(self._told):
            self._told = frozenset()
            self._work.remedied.emit(None)

    def _end(self, went: int) -> None:
        self._round = _Round()
        self._work.long_work.end()
        if went:
            self.printed.emit(went)
