# SPDX-License-Identifier: MIT
"""Issued letters on their way to a printer: envelope by envelope, each recorded once it went."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.printing import EnvelopeJob, Through, jobs_of, print_job
from desk_app.gui.presenters.print_order import print_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.changes import Changes
    from desk_app.gui.printing import Printing
    from desk_app.gui.workplace import Workplace
    from desk_app.records.ids import ApplicationId, LetterId

    Letters = Sequence[tuple[ApplicationId, LetterId]]


@dataclass(frozen=True, slots=True)
class _Sending:
    """One envelope for one printer, none where each page has its own; why it is printed again."""

    job: EnvelopeJob
    printer: str
    reason: str


@dataclass(slots=True)
class _Round:
    """What is printed in one go: what is left, and how many letters went of how many."""

    left: deque[_Sending] = field(default_factory=deque)
    went: int = 0
    total: int = 0
    busy: bool = False


class LetterPrinting(QObject):
    """Says `printed` with how many letters went; ``failed`` with what stopped the rest.

    The letters of an envelope are sent and recorded in one go on the desk's thread, whatever the
    window does then; between two envelopes the window may stop the rest, and the desk answers what
    it is asked.
    """

    printed = Signal(int)
    failed = Signal(object)

    def __init__(self, work: Workplace, printing: Printing, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._printing = printing
        self._round = _Round()

    def send(self, letters: Letters, printer: str = "", reason: str = "") -> None:
        """Send letters to a printer, or each to that of its paper, one envelope after the other.

        ``reason`` is why they are printed once more, of those that were.
        """
        if letters:
            self._work.runner.submit(
                self,
                lambda: jobs_of(self._work.desk, letters),
                lambda jobs: self._take([_Sending(job, printer, reason) for job in jobs]),
                self._fail,
            )

    def stop(self) -> None:
        """Send no further letter; the envelope under way still goes and is recorded."""
        self._round.left.clear()

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
        sending = now.left.popleft()
        through = Through(
            self._printing,
            lambda use: print_order(self._work.screen, use, sending.printer),
            sending.reason,
        )
        self._work.do(
            self,
            partial(print_job, job=sending.job, through=through),
            partial(self._gone, len(sending.job.letters)),
            self._fail,
        )

    def _gone(self, letters: int, _changes: Changes) -> None:
        self._round.went += letters
        self._go_on()

    def _fail(self, error: Exception) -> None:
        self._end(0)
        self.failed.emit(error)

    def _end(self, went: int) -> None:
        self._round = _Round()
        self._work.long_work.end()
        if went:
            self.printed.emit(went)
