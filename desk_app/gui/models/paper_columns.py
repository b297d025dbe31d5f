# SPDX-License-Identifier: MIT
"""The columns of mail items, of letters in the queue, and of what must go back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.desk.queries import LetterColumn
from desk_app.gui.marks import Mark
from desk_app.gui.models.columns import Column
from desk_app.i18n import dates, messages

if TYPE_CHECKING:
    from datetime import date

    from desk_app.desk.queries import LetterLine, MailLine, ReturnLine
    from desk_app.records.people import Language

LETTER_ORDER = {
    "number": LetterColumn.NUMBER,
    "letter": LetterColumn.KIND,
    "who": LetterColumn.NAME,
    "receipt": LetterColumn.RECEIPT,
    "posting": LetterColumn.POSTING,
}
"""What the columns of letters are sorted by."""


class PaperColumns(QObject):
    """Makes the columns of papers; the language is asked again each time."""

    def __init__(self, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._language = language

    def of_mail_to_log(self) -> list[Column[MailLine]]:
        """Return the columns of the mail that waits to be logged."""
        return [
            Column("arrived", self.tr("Arrived"), self._arrived, 112),
            Column(
                "what",
                self.tr("What it is, sender"),
                lambda line: messages.label(line.matter, self._language),
                detail=lambda line: line.sender,
            ),
            Column(
                "kind",
                self.tr("Kind of mail"),
                lambda line: messages.label(line.kind, self._language),
                168,
                detail=lambda line: line.tracking_number,
            ),
        ]

    def of_mail(self) -> list[Column[MailLine]]:
        """Return the columns of mail items."""
        return [
            Column("arrived", self.tr("Arrived"), self._arrived, 104),
            Column(
                "matter",
                self.tr("What it is"),
                lambda line: messages.label(line.matter, self._language),
                176,
            ),
            Column("sender", self.tr("Sender"), lambda line: line.sender),
            Column(
                "kind",
                self.tr("Kind of mail"),
                lambda line: messages.label(line.kind, self._language),
                168,
                detail=lambda line: line.tracking_number,
            ),
            Column(
                "numbers",
                self.tr("Applications"),
                lambda line: "\n".join(line.numbers),
                112,
                digits=True,
            ),
            Column(
                "state",
                self.tr("State"),
                lambda line: self.tr("Done") if line.handled else self.tr("Open"),
                104,
                mark=lambda line: Mark.DONE if line.handled else Mark.OPEN,
            ),
        ]

    def of_letters(self) -> list[Column[LetterLine]]:
        """Return the columns of the letters of a group of the work list."""
        return [
            Column("number", self.tr("Document"), lambda line: line.number, 136),
            Column(
                "letter", self.tr("Letter"), lambda line: messages.label(line.kind, self._language)
            ),
            Column("who", self.tr("To"), lambda line: line.to, 160),
            Column("receipt", self.tr("Number"), lambda line: line.receipt_number, 88, digits=True),
            Column(
                "posting",
                self.tr("To be posted on"),
                lambda line: self._day(line.for_posting_on),
                120,
            ),
        ]

    def of_returns(self) -> list[Column[ReturnLine]]:
        """Return the columns of the return list."""
        return [
            Column(
                "kind",
                self.tr("What goes back"),
                lambda line: messages.label(line.kind, self._language),
                detail=lambda line: line.note,
            ),
            Column("amount", self.tr("How much"), self._amount, 200),
            Column("receipt", self.tr("Number"), lambda line: line.receipt_number, 96, digits=True),
        ]

    def _arrived(self, line: MailLine) -> str:
        return self._day(line.arrived_on)

    def _day(self, on: date) -> str:
        return dates.narrow(on, self._language)

    def _amount(self, line: ReturnLine) -> str:
        if line.pieces:
            return " + ".join(
                self.tr("{value} yen × {count}").format(value=value, count=count)
                for value, count in line.pieces
            )
        return self.tr("{amount} yen").format(amount=f"{line.amount:,}") if line.amount else ""
