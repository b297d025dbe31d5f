# SPDX-License-Identifier: MIT
"""The columns of what went to the printers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui.marks import Mark
from desk_app.gui.models.columns import Column, Side
from desk_app.i18n import dates, messages
from desk_app.records.printers import JobState

if TYPE_CHECKING:
    from desk_app.desk.queries import LetterLine
    from desk_app.records.history import Printed
    from desk_app.records.people import Language

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


class PrintColumns(QObject):
    """Makes the columns; the language is asked again each time."""

    def __init__(self, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._language = language

    def of_prints(self) -> list[Column[PrintRow]]:
        """Return the columns of the prints."""
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
            Column("when", self.tr("Printed"), self._when, 152, detail=lambda row: row.by),
            Column("copy", self.tr("Copy"), _copy, 56, Side.RIGHT),
            Column("reason", self.tr("Reason, job"), _reason, detail=_job),
        ]

    def _state(self, row: PrintRow) -> str:
        if row.filed:
            return self.tr("Saved as a file")
        if row.made is None:
            return self.tr("Not printed yet")
        return messages.label(row.state or JobState.UNKNOWN, self._language)

    def _kind(self, row: PrintRow) -> str:
        return messages.label(row.letter.kind, self._language)

    def _when(self, row: PrintRow) -> str:
        if row.made is None:
            return ""
        day = dates.narrow(dates.day_of(row.made.at), self._language)
        return f"{day} {dates.clock(row.made.at)}"


def _mark(row: PrintRow) -> Mark:
    if row.filed:
        return Mark.DONE
    return Mark.OPEN if row.made is None else _MARKS[row.state or JobState.UNKNOWN]


def _copy(row: PrintRow) -> str:
    if row.made is None:
        return ""
    last = row.made.copy + row.made.copies - 1
    return str(last) if last == row.made.copy else f"{row.made.copy}-{last}"


def _reason(row: PrintRow) -> str:
    return row.made.reason if row.made is not None else ""


def _job(row: PrintRow) -> str:
    return row.made.job if row.made is not None else ""
