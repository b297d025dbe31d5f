# SPDX-License-Identifier: MIT
"""Issued letters on their way to a printer: frozen bytes, each recorded once it went."""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from desk_app.desk import outgoing, proofreading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.gui.printing import Printing
    from desk_app.gui.workplace import Workplace
    from desk_app.records.ids import ApplicationId, LetterId


class _Job(NamedTuple):
    """One letter for one printer."""

    application: ApplicationId
    letter: LetterId
    printer: str


class LetterPrinting(QObject):
    """Says `printed` with how many letters went; ``failed`` with what stopped the rest.

    A letter is sent and recorded in one go on the desk's thread, whatever the window does then;
    between two letters the window may stop the rest, and the desk answers what it is asked.
    """

    printed = Signal(int)
    failed = Signal(object)

    def __init__(self, work: Workplace, printing: Printing, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._printing = printing
        self._left: deque[_Job] = deque()
        self._busy = False
        self._went = self._total = 0

    def send(self, letters: Sequence[tuple[ApplicationId, LetterId]], printer: str) -> None:
        """Send letters to a printer, one after the other."""
        self._left.extend(_Job(*each, printer) for each in letters)
        self._total += len(letters)
        if letters and not self._busy:
            self._go_on()

    def send_to_usual(self, letters: Sequence[tuple[ApplicationId, LetterId]]) -> None:
        """Send letters to the system's usual printer."""

        def send(printers: Sequence[str]) -> None:
            self.send(letters, next(iter(printers), ""))

        self._work.runner.submit(self, self._printing.printers, send)

    def stop(self) -> None:
        """Send no further letter; the one under way still goes and is recorded."""
        self._left.clear()

    def _go_on(self) -> None:
        """Take the next letter; after the last one tell how many went."""
        self._busy = bool(self._left)
        if not self._busy:
            self._end(self._went)
            return
        words = self.tr("Printing letters: {done} of {total}")
        told = words.format(done=self._went, total=self._total)
        self._work.long_work.reach(told, self._went, self._total, self.stop)
        self._work.do(
            self, partial(_sent, self._printing, self._left.popleft()), self._gone, self._fail
        )

    def _gone(self, _changes: Changes) -> None:
        self._went += 1
        self._go_on()

    def _fail(self, error: Exception) -> None:
        self._end(0)
        self.failed.emit(error)

    def _end(self, went: int) -> None:
        self._left.clear()
        self._busy, self._went, self._total = False, 0, 0
        self._work.long_work.end()
        if went:
            self.printed.emit(went)


def _sent(printing: Printing, job: _Job, desk: Desk) -> Changes:
    """Send a letter's frozen bytes, read back, to the printer, and record that they went."""
    pages = proofreading.pages_to_print(desk, job.application, job.letter)
    printing.send(pages, job.printer)
    return outgoing.record_printed(desk, job.application, (job.letter,))
