# SPDX-License-Identifier: MIT
"""Mail as several pages show it: its columns, what comes next, and the line for mail begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.desk.rows import LetterColumn
from desk_app.gui.case.drafts import BegunMail, begun_mail
from desk_app.gui.case.typed import ASKS, BELONGS_TO_OPEN
from desk_app.gui.kit.display.notes import NoteFrame, NoteLine
from desk_app.gui.kit.layout.buttons import KeyButton
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.tables.columns import Column
from desk_app.i18n import dates, messages
from desk_app.records.case.mail import Matter

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desk_app.desk.rows import LetterLine, MailLine, ReturnLine
    from desk_app.gui.session.session import Session
    from desk_app.records.desk.people import Language


LETTER_ORDER = {
    "number": LetterColumn.NUMBER,
    "letter": LetterColumn.KIND,
    "who": LetterColumn.NAME,
    "receipt": LetterColumn.RECEIPT,
    "posting": LetterColumn.POSTING,
}
"""What the columns of letters are sorted by."""


class MailNext(QObject):
    """Says what comes next with an item of mail that waits, on Today and on Mail alike."""

    def what(self, matter: Matter) -> str:
        """Return what is to be done with what an item is."""
        if matter is Matter.NEW_APPLICATION:
            return self.tr("Type in the application in this envelope")
        if matter is Matter.RETURNED_LETTER:
            return self.tr("Record at its envelope that it came back")
        if matter in BELONGS_TO_OPEN:
            return self.tr("Type in what is in this envelope")
        if matter in ASKS:
            return self.tr("Log it as an inquiry or a complaint")
        return self.tr("Deal with it, and mark it done with a note")


class PaperColumns(QObject):
    """Makes the columns of papers, in the language of the screens."""

    def __init__(self, language: Language, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._language = language
        self._today = today

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
            self._kind(),
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
                detail=lambda line: self.tr("Red mark") if line.red_marking else "",
            ),
            Column("sender", self.tr("Sender"), lambda line: line.sender),
            self._kind(),
            Column(
                "numbers",
                self.tr("Applications"),
                lambda line: "\n".join(line.numbers),
                112,
            ),
            Column(
                "state",
                self.tr("State"),
                lambda line: self.tr("Done") if line.handled else self.tr("Open"),
                104,
                mark=lambda line: Mark.DONE if line.handled else Mark.OPEN,
            ),
        ]

    def of_letters(
        self, is_late: Callable[[LetterLine], bool], carer: Callable[[LetterLine], str]
    ) -> list[Column[LetterLine]]:
        """Return the columns of the letters of a group; one that is late says by how many days.

        Below the number stands who looks after what it answers.
        """
        return [
            Column("number", self.tr("Document"), lambda line: line.number, 88),
            Column(
                "letter", self.tr("Letter"), lambda line: messages.label(line.kind, self._language)
            ),
            Column("who", self.tr("To"), lambda line: line.to, 120),
            Column(
                "receipt", self.tr("Number"), lambda line: line.receipt_number, 92, detail=carer
            ),
            Column(
                "posting",
                self.tr("To be posted on"),
                lambda line: self._late(line) if is_late(line) else self._day(line.for_posting_on),
                160,
                mark=lambda line: Mark.OVERDUE if is_late(line) else None,
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
            Column("receipt", self.tr("Number"), lambda line: line.receipt_number, 96),
        ]

    def _kind(self) -> Column[MailLine]:
        return Column(
            "kind",
            self.tr("Kind of mail"),
            lambda line: messages.label(line.kind, self._language),
            168,
            detail=lambda line: line.tracking_number,
        )

    def _late(self, line: LetterLine) -> str:
        over = self.tr("%n day(s) over", "", (self._today() - line.for_posting_on).days)
        return self.tr("{day}, {over}").format(day=self._day(line.for_posting_on), over=over)

    def _arrived(self, line: MailLine) -> str:
        return self._day(line.arrived_on)

    def _day(self, on: date) -> str:
        return dates.beside(on, self._today(), self._language)

    def _amount(self, line: ReturnLine) -> str:
        if line.pieces:
            return " + ".join(
                self.tr("{value} yen × {count}").format(value=value, count=count)
                for value, count in line.pieces
            )
        return self.tr("{amount} yen").format(amount=f"{line.amount:,}") if line.amount else ""


# The line over a list that says that mail was begun and not logged, with the way back to it.


_KEYS = {Matter.NEW_APPLICATION: Key.LOG_MAIL, Matter.SUPPLEMENT: Key.LOG_SUPPLEMENT}
"""The keys that open a page again, by what it begins with."""


class DraftLine(NoteLine):
    """Takes no room where nothing was begun; it names nobody."""

    def __init__(self, session: Session) -> None:
        super().__init__(NoteFrame("info"), KeyButton(icon="edit"))
        self._button.setText(self.tr("Go on writing"))
        self._session = session
        self._begun: BegunMail | None = None
        self._note.setObjectName("draftWaits")
        self._button.setObjectName("goOnWriting")
        self._button.clicked.connect(self._go_on)

    def read(self) -> None:
        """Ask the desk whether anything of this person's was begun."""
        self._session.ask(self, "draft", begun_mail, self._show_begun)

    def _show_begun(self, begun: BegunMail | None) -> None:
        self._begun = begun
        key = None if begun is None else _key_of(begun)
        if key is not None:
            self._button.show_key(key)
        self._button.tell_key(told=key is not None)
        self._note.say(
            self._what(),
            self.tr("What was typed is kept; go on where it stopped, or begin anew there."),
        )
        self.setVisible(begun is not None)

    def _what(self) -> str:
        begun = self._begun
        if begun is None or not begun.later:
            return self.tr("Mail was begun and not logged yet")
        if not begun.number:
            return self.tr("What came later was begun and not logged yet")
        words = self.tr("What came later for {number} was begun and not logged yet")
        return words.format(number=begun.number)

    def _go_on(self) -> None:
        begun = self._begun
        if begun is None or begun.opens is Matter.NEW_APPLICATION:
            self._session.open_intake.emit(None)
        else:
            self._session.open_intake.emit(begun.opens)


def _key_of(begun: BegunMail) -> Key | None:
    """Return the key that opens a page; that for one application stands at no one key."""
    return _KEYS.get(begun.opens) if isinstance(begun.opens, Matter) else None
