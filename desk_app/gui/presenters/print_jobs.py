# SPDX-License-Identifier: MIT
"""What went to the printers and what did not: each print of each letter, and what became of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import reading
from desk_app.desk.queries import LetterState
from desk_app.gui.models.print_columns import PrintRow
from desk_app.gui.presenters.print_again import PrintAgain
from desk_app.records.printers import JobState
from desk_app.rules import codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.desk.queries import LetterLine, PrintedLine
    from desk_app.gui.presenters.letter_printing import LetterPrinting
    from desk_app.gui.presenters.question import Question
    from desk_app.gui.printing import Printing
    from desk_app.gui.workplace import Workplace
    from desk_app.records.history import Printed
    from desk_app.records.ids import UserId


class PrintJobs(QObject):
    """Says ``read`` with the rows, newest first; again once the print system has answered."""

    read = Signal(object)

    def __init__(
        self, work: Workplace, printing: Printing, sending: LetterPrinting, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._printing = printing
        self._sending = sending
        self._rows: tuple[PrintRow, ...] = ()
        self.again = PrintAgain(sending, self)
        work.hub.listen(self._changed)

    def read_again(self) -> None:
        """Read what was printed, then ask what became of it."""
        self._work.ask(self, "prints", _read, self._take)

    def question(self, row: PrintRow) -> Question | None:
        """Ask why a letter is printed once more; nothing is asked before its first print."""
        if row.made is None and not row.filed:
            return None
        return self.again.question([(row.letter.application, row.letter.id)])

    def print_first(self, row: PrintRow) -> None:
        """Print a letter that waits for it."""
        self._sending.send([(row.letter.application, row.letter.id)])

    def _take(self, rows: tuple[PrintRow, ...]) -> None:
        self._rows = rows
        self.read.emit(rows)
        jobs = [row.made.job for row in rows if row.made is not None and row.made.job]
        if jobs:
            self._work.beside.latest(
                self, "jobs", lambda: self._printing.states(jobs), self._take_states
            )

    def _take_states(self, states: Mapping[str, JobState]) -> None:
        self._rows = tuple(
            replace(row, state=states.get(row.made.job, JobState.UNKNOWN))
            if row.made is not None
            else row
            for row in self._rows
        )
        self.read.emit(self._rows)

    def _changed(self, _changes: Changes, _initiator: QObject | None) -> None:
        self.read_again()


def _read(desk: Desk) -> tuple[PrintRow, ...]:
    queries = reading.lists(desk)
    waiting, printed = queries.letters(LetterState.TO_PRINT), queries.printed()
    profile, _ = reading.office(desk)
    names = {user.id: user.name for user in reading.people(desk)}

    def number(line: LetterLine) -> str:
        return codes.document_number(profile.number_prefix, line.number)

    prints = [
        PrintRow(line.letter, number(line.letter), made, by, _told(made), filed=made is None)
        for line in printed
        for made, by in _made(line, names)
    ]
    moments = {line.letter.id: line.printed_at for line in printed}

    def moment(row: PrintRow) -> tuple[datetime, int]:
        return (row.made.at, row.made.copy) if row.made else (moments[row.letter.id], 0)

    prints.sort(key=moment, reverse=True)
    return (*(PrintRow(line, number(line)) for line in waiting), *prints)


def _made(line: PrintedLine, names: Mapping[UserId, str]) -> Iterator[tuple[Printed | None, str]]:
    """Yield the prints of a letter, each with who made it; one without any went out as a file."""
    for made in line.prints:
        yield made, names.get(made.by, "")
    if not line.prints:
        yield None, ""


def _told(made: Printed | None) -> JobState | None:
    """Return what is known of a print before the print system has answered."""
    return None if made is None else JobState.UNKNOWN
