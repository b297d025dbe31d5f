# SPDX-License-Identifier: MIT
"""What was printed and what was not; any of it can be printed again, as the same pages (F1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut

from desk_app.desk import reading
from desk_app.desk.rows import LetterState
from desk_app.gui.asking import Ask
from desk_app.gui.kit.display.notes import EmptyNote
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import in_column, in_row
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.layout.layout import Dialog
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.tables.columns import Column, RowsModel, TextSide
from desk_app.gui.kit.tables.table import list_of
from desk_app.i18n import dates, messages
from desk_app.records.desk.printers import JobState
from desk_app.rules import codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from desk_app.desk.context import Changes, Desk
    from desk_app.desk.rows import LetterLine, PrintedLine
    from desk_app.gui.printing.letters import LetterPrinting
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session.session import Session
    from desk_app.records.base import UserId
    from desk_app.records.case.history import Printed


_WIDTH, _HEIGHT = 1000, 560
_UNKNOWN = JobState.UNKNOWN
_MARKS = {
    JobState.WAITING: Mark.WAITING,
    JobState.PRINTING: Mark.WAITING,
    JobState.STOPPED: Mark.HELD,
    JobState.PRINTED: Mark.OK,
    JobState.NOT_PRINTED: Mark.DEFECTIVE,
    JobState.UNKNOWN: Mark.DONE,
}


@dataclass(frozen=True, slots=True)
class PrintRow:
    """One print of a letter, or a letter that waits for its first; then ``made`` is nothing.

    ``number`` is its document number, ``by`` who printed it. ``state`` is what the print system
    says, nothing where none was asked or told. ``filed`` says that it went out as a file.
    """

    letter: LetterLine
    number: str
    made: Printed | None = None
    by: str = ""
    state: JobState | None = None
    filed: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """Return what names the row: the letter and the number of its copy."""
        return self.letter.id, 0 if self.made is None else self.made.copy


class PrintJobsDialog(Dialog):
    """Each print of each letter, the newest first, and what became of it.

    It reads the print system again on F5; Enter and the blue button print a row again.
    """

    def __init__(
        self, session: Session, printing: Printing, sending: LetterPrinting, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._printing = printing
        self._sending = sending
        self.setObjectName("printJobs")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What was printed"))
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        columns = self._columns()
        self._model: RowsModel[PrintRow] = RowsModel(columns, lambda row: row.key, None, self)
        self._table = list_of("prints", self.windowTitle(), self._model)
        self._table.opened.connect(lambda _: self._print())
        self._table.current_changed.connect(lambda _: self._offer())
        self._empty = EmptyNote()
        self._empty.say(self.tr("Nothing was printed yet."))
        self._do = KeyButton(kind=ButtonKind.MAIN)
        self._do.setObjectName("printAgain")
        self._do.show_key(Key.MAIN)
        self._do.clicked.connect(self._print)
        for key, slot in ((Key.MAIN, self._print), (Key.READ_AGAIN, self.read_again)):
            for keys in shortcuts.sequences(key):
                QShortcut(keys, self, slot)
        self._lay_out()
        self._show(())
        session.hub.listen(self._changed)

    def begin(self) -> None:
        """Open and read."""
        self.open()
        self._table.setFocus()
        self.read_again()

    def read_again(self) -> None:
        """Read what was printed, then ask what became of it."""
        self._session.ask(self, "prints", _read, self._take)

    def current(self) -> PrintRow | None:
        """Return the row chosen."""
        return self._model.row_at(self._table.currentIndex().row())

    def _columns(self) -> list[Column[PrintRow]]:
        return [
            Column("state", self.tr("State"), self._state, 176, mark=_mark),
            Column("letter", self.tr("Letter"), lambda row: row.number, 176, detail=self._kind),
            Column(
                "to",
                self.tr("To"),
                lambda row: row.letter.to,
                176,
                detail=lambda row: row.letter.receipt_number,
            ),
            Column("when", self.tr("Printed"), self._when, 192, detail=lambda row: row.by),
            Column("copy", self.tr("Copy"), _copy, 56, TextSide.RIGHT),
            Column("reason", self.tr("Reason, job"), _reason, detail=_job),
        ]

    def _state(self, row: PrintRow) -> str:
        if row.filed:
            return self.tr("Saved as a file")
        if row.made is None:
            return self.tr("Not printed yet")
        return messages.label(row.state or _UNKNOWN, self._session.language)

    def _kind(self, row: PrintRow) -> str:
        return messages.label(row.letter.kind, self._session.language)

    def _when(self, row: PrintRow) -> str:
        if row.made is None:
            return ""
        day = dates.full(dates.day_of(row.made.at), self._session.language)
        return f"{day} {dates.clock(row.made.at)}"

    def _lay_out(self) -> None:
        back = KeyButton(self.tr("Back"))
        back.setObjectName("back")
        back.show_key(Key.CLOSE)
        back.clicked.connect(self.reject)
        row = in_row(
            None,
            (Text(self.tr("F5 asks the print system again."), Size.LABEL, "text2", wrap=True), 1),
            back,
            self._do,
        )
        in_column(
            self,
            Text(self.windowTitle(), Size.SECTION, bold=True),
            (self._table, 1),
            (self._empty, 1),
            row,
            gap=12,
            edge=16,
        )

    def _show(self, rows: tuple[PrintRow, ...]) -> None:
        before = self.current()
        self._model.show_rows(rows)
        place = self._model.row_of(None if before is None else before.key)
        self._table.choose(0 if place is None else place)
        self._table.setHidden(not rows)
        self._empty.setHidden(bool(rows))
        self._offer()

    def _offer(self) -> None:
        row = self.current()
        first = row is not None and row.made is None and not row.filed
        self._do.setText(self.tr("Print") if first else self.tr("Print again"))
        self._do.setEnabled(row is not None)

    def _print(self) -> None:
        """Print a row; why, is asked of a letter that was printed before."""
        row = self.current()
        if row is None:
            return
        letters = [(row.letter.application, row.letter.id)]
        if row.made is None and not row.filed:
            self._sending.send(letters)
            return
        dialog = Ask(self._session, self._sending.again_question(letters), self)
        dialog.accepted.connect(self._sending.go_again)
        dialog.begin()

    def _take(self, rows: tuple[PrintRow, ...]) -> None:
        self._show(rows)
        jobs = [row.made.job for row in rows if row.made is not None and row.made.job]
        if jobs:
            states = partial(self._printing.states, jobs)
            self._session.beside.latest(self, "jobs", states, self._take_states)

    def _take_states(self, states: Mapping[str, JobState]) -> None:
        known = (
            row if row.made is None else replace(row, state=states.get(row.made.job, _UNKNOWN))
            for row in self._model.rows
        )
        self._show(tuple(known))

    def _changed(self, _changes: Changes, _initiator: QObject | None) -> None:
        self.read_again()


def _mark(row: PrintRow) -> Mark:
    if row.filed:
        return Mark.DONE
    return Mark.OPEN if row.made is None else _MARKS[row.state or _UNKNOWN]


def _copy(row: PrintRow) -> str:
    if row.made is None:
        return ""
    last = row.made.copy + row.made.copies - 1
    return str(last) if last == row.made.copy else f"{row.made.copy}-{last}"


def _reason(row: PrintRow) -> str:
    return row.made.reason if row.made is not None else ""


def _job(row: PrintRow) -> str:
    return row.made.job if row.made is not None else ""


def _read(desk: Desk) -> tuple[PrintRow, ...]:
    queries = reading.lists(desk)
    waiting, printed = queries.letters(LetterState.TO_PRINT), queries.printed()
    profile, _ = reading.office(desk)
    names = {user.id: user.name for user in reading.people(desk)}

    def number(line: LetterLine) -> str:
        return codes.document_number(profile.number_prefix, line.number)

    prints = [
        PrintRow(
            line.letter,
            number(line.letter),
            made,
            by,
            None if made is None else _UNKNOWN,
            filed=made is None,
        )
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
