# SPDX-License-Identifier: MIT
"""One mail item as received, and marking it done with a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.theme import Size
from desk_app.gui.widgets.buttons import KeyButton
from desk_app.gui.widgets.composing import LongText
from desk_app.gui.widgets.facts_card import FactLine, FactsCard
from desk_app.gui.widgets.fields import FieldBody, label_for
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.text import Text
from desk_app.i18n import dates, messages, writing
from desk_app.records.mail import HeldThing, MailItem, Matter

if TYPE_CHECKING:
    from desk_app.gui.workplace import Workplace

_NOTE_HEIGHT = 76


class MailDetail(QWidget):
    """Shows a mail item; ``done_wanted`` carries its id and the note of what was done.

    ``returns_wanted`` asks for the application from which something of it goes back,
    ``envelope_wanted`` for the envelope of ours that came back as it.
    """

    open_wanted = Signal(object)
    returns_wanted = Signal()
    envelope_wanted = Signal(object)
    done_wanted = Signal(object, str)

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._mail: MailItem | None = None
        self._title = Text("", Size.TITLE, bold=True, wrap=True)
        self._facts = FactsCard(name_width=88)
        self._said = NoteFrame("info")
        self._note = LongText()
        self._note.setObjectName("handledNote")
        self._note.setFixedHeight(theme.px(_NOTE_HEIGHT))
        self._body = FieldBody(self._note)
        self._label = label_for(self._note, self.tr("What was done"))
        self._done = KeyButton(self.tr("Mark as done"), icon="check")
        self._done.setObjectName("markDone")
        self._done.clicked.connect(self._mark_done)
        self._open = KeyButton(icon="application")
        self._open.setObjectName("openIntake")
        self._open.clicked.connect(self._ask_to_open)
        self._returns = KeyButton(self.tr("To what goes back"), icon="back")
        self._returns.setObjectName("toReturns")
        self._returns.clicked.connect(self.returns_wanted)
        self._envelope = KeyButton(self.tr("To its envelope"), icon="post")
        self._envelope.setObjectName("toEnvelope")
        self._envelope.clicked.connect(self._ask_for_envelope)
        self._envelope_note = NoteFrame(
            "info",
            self.tr("Record at its envelope that it came back"),
            self.tr("Post says why it did and what becomes of it. Then mark this item as done."),
        )
        self._lay_out()
        self._show_parts()

    def show_mail(self, mail: object) -> None:
        """Show a mail item, or nothing."""
        fresh = mail if isinstance(mail, MailItem) else None
        if fresh is None or self._mail is None or fresh.id != self._mail.id:
            self._note.clear()
            self._body.show_error("")
        self._mail = fresh
        self._show_parts()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addWidget(self._said)
        column.addWidget(self._open)
        column.addWidget(self._returns)
        column.addWidget(self._envelope_note)
        column.addWidget(self._envelope)
        column.addSpacing(theme.px(8))
        column.addWidget(self._label)
        column.addWidget(self._body)
        column.addWidget(self._done)
        column.addStretch(1)

    def _mark_done(self) -> None:
        note = self._note.toPlainText()
        if self._mail is None:
            return
        if not note.strip():
            self._body.show_error(self.tr("Say in a few words what was done."))
            self._note.setFocus()
            return
        self._body.show_error("")
        self.done_wanted.emit(self._mail.id, note)

    def _ask_to_open(self) -> None:
        if self._mail is not None:
            self.open_wanted.emit(self._mail.id)

    def _ask_for_envelope(self) -> None:
        if self._mail is not None:
            self.envelope_wanted.emit(self._mail.id)

    def _show_parts(self) -> None:
        """Show what there is to tell of the item, and what can be done with it."""
        mail = self._mail
        new = mail is not None and mail.matter is Matter.NEW_APPLICATION
        to_do = mail is not None and not mail.handled
        # What belongs to an open application is logged on the same page.
        later = mail is not None and mail.matter in {Matter.SUPPLEMENT, Matter.WITHDRAWAL}
        self._open.setText(
            self.tr("Log what is in it") if later else self.tr("Log the application in it")
        )
        self._open.setVisible((new or later) and to_do)
        self._returns.setVisible(mail is not None and mail.handled and bool(_going_back(mail)))
        came_back = mail is not None and mail.matter is Matter.RETURNED_LETTER
        self._envelope.setVisible(came_back and to_do)
        self._envelope_note.setVisible(came_back and to_do)
        self._label.setVisible(to_do and not new)
        self._body.setVisible(to_do and not new)
        self._done.setVisible(to_do and not new)
        self._title.setVisible(mail is not None)
        self._facts.setVisible(mail is not None)
        self._said.setVisible(bool(mail and (mail.note or mail.handled_note)))
        if mail is not None:
            self._show(mail)

    def _show(self, mail: MailItem) -> None:
        language = self._work.language
        self._title.setText(messages.label(mail.matter, language))
        marking = self.tr("Seen") if mail.red_marking else self.tr("Not seen; this is no ground")
        facts = [
            FactLine(
                "mail", self.tr("Arrived"), dates.full(mail.arrived_on, language, weekday=True)
            ),
            FactLine("post", self.tr("Kind"), messages.label(mail.kind, language)),
            FactLine("eye", self.tr("Red mark"), marking),
        ]
        if mail.postmark is not None:
            postmark = dates.full(mail.postmark, language)
            facts.insert(1, FactLine("today", self.tr("Postmark"), postmark))
        if mail.tracking_number:
            facts.append(FactLine("scan", self.tr("Tracking"), mail.tracking_number))
        if mail.sender:
            facts.append(FactLine("user", self.tr("Sender"), mail.sender))
        if going := _going_back(mail):
            told = writing.listed([self._thing(each) for each in going], language)
            facts.append(FactLine("back", self.tr("Goes back"), told))
        self._facts.show_facts(facts)
        self._said.say(mail.note, mail.handled_note)

    def _thing(self, thing: HeldThing) -> str:
        """Return what a thing is and what it is worth."""
        language = self._work.language
        worth = writing.yen(thing.amount, language) if thing.amount else ""
        return " ".join(part for part in (messages.thing(thing, language), worth) if part)


def _going_back(mail: MailItem) -> tuple[HeldThing, ...]:
    """Return what of a mail item must go back and has not yet."""
    return tuple(thing for thing in mail.held if thing.returned_on is None)
