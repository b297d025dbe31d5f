# SPDX-License-Identifier: MIT
"""The questions of the post page: what is printed for the post, and what became of envelopes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from desk_app.desk.context import Changes
from desk_app.desk.errors import NotAsShown
from desk_app.desk.inquiries import sending
from desk_app.desk.inquiries.handling import open_inquiry
from desk_app.desk.post import envelopes as mailing
from desk_app.desk.post import posting
from desk_app.desk.post.envelopes import Sending
from desk_app.desk.post.posting import NumberDraft
from desk_app.gui.asking import (
    Answers,
    ChoiceAsked,
    DayAsked,
    LineAsked,
    LineShape,
    LongAsked,
    Question,
    day,
    text,
)
from desk_app.gui.case.inquiries import ReplyQuestions
from desk_app.gui.case.letters import LetterQuestions, how_posted
from desk_app.gui.case.post import FOLLOWED, Sent, Waiting, slip_pages
from desk_app.gui.case.read import Opened, read
from desk_app.gui.pages.post.words import service_of
from desk_app.gui.session.session import Did, Undo, together
from desk_app.i18n import dates, messages
from desk_app.records.base import EnclosureId
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.printers import PaperUse
from desk_app.records.pages import Envelope, EnvelopesPage
from desk_app.rules import codes
from desk_app.rules.workflow.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from desk_app.desk.context import Desk
    from desk_app.desk.inquiries.handling import OpenedInquiry
    from desk_app.gui.case import post
    from desk_app.gui.printing.own_pages import OwnPrinting
    from desk_app.gui.session.session import Session
    from desk_app.records.base import LetterId
    from desk_app.records.case.history import Posting

    Doing = Callable[[Desk], Changes]


_FIRST, _LAST = 1, mailing.LABELS_ON_A_SHEET


class PostQuestions(QObject):
    """Says `asked` with a question that needs the application to be read first."""

    asked = Signal(object)

    def __init__(self, session: Session, printing: OwnPrinting, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._printing = printing
        self._letters = LetterQuestions(session, self)
        self._replies = ReplyQuestions(session, self)
        self._next_label = _FIRST

    def slip(self, number: str, on: date, shown: str) -> Question:
        """Print the slip of registered mail, whose bytes that stood drawn have this SHA-256."""
        making = partial(_slip, number=number, on=on, shown=shown)
        title = self.tr("Print the slip")
        return self._printing.question(title, making, use=PaperUse.SLIPS, file="mail-slip")

    def envelopes(self, rows: Sequence[post.Envelope]) -> Question:
        """Print the fronts of envelopes, as each of them goes."""
        choices = tuple((each, messages.label(each, self._session.language)) for each in Envelope)
        return self._printing.question(
            self.tr("Print envelopes"),
            partial(_fronts, rows=tuple(rows)),
            ChoiceAsked("envelope", self.tr("Envelope"), choices, _usual(rows)),
            use=PaperUse.LONG_3,
            use_of=_use_of_envelope,
            file="envelopes",
        )

    def labels(self, rows: Sequence[post.Envelope]) -> Question:
        """Print address labels, from the first free one of the sheet on."""
        letters = tuple(letter for row in rows if (letter := _first_letter(row)) is not None)
        self._next_label = min(max(self._next_label, _FIRST), _LAST)

        def making(desk: Desk, answers: Answers) -> bytes:
            first = _number(answers, "first")
            pages = desk.ports.press.page(mailing.labels_page(desk, letters, first))
            self._next_label = (first + len(letters) - 1) % _LAST + 1
            return pages

        asked = LineAsked(
            "first",
            self.tr("First free label (1 to {last})").format(last=_LAST),
            str(self._next_label),
            LineShape.NUMBER,
        )
        title = self.tr("Print labels")
        return self._printing.question(title, making, asked, use=PaperUse.LABELS, file="labels")

    def ask_delivered(self, rows: Sequence[Sent]) -> None:
        """Ask when envelopes were delivered."""
        if len(rows) == 1:
            self._ask_of(rows[0], self._letters.delivered, self._replies.delivered)
        elif rows:
            self.asked.emit(self._delivered(rows))

    def ask_came_back(self, row: Sent) -> None:
        """Ask when an envelope came back, and why."""
        self._ask_of(row, self._letters.came_back, self._replies.came_back)

    def ask_number(self, row: Sent) -> None:
        """Ask for the tracking number that the receipt of the post office shows."""
        self.asked.emit(self._number(row))

    def ask_new_address(self, row: Sent) -> None:
        """Ask where an envelope goes now, and which paper shows it."""
        self._ask_of(row, self._new_address)

    def _ask_of(
        self,
        row: Sent,
        question: Callable[[Opened, Posting, str], Question],
        of_reply: Callable[[OpenedInquiry, Posting], Question] | None = None,
    ) -> None:
        id_, sent, name = row.line.application, row.line.posting, row.to.name
        inquiry = row.inquiry
        if inquiry is not None:
            self._session.ask(
                self,
                "opened",
                lambda desk: open_inquiry(desk, inquiry),
                lambda opened: self.asked.emit(of_reply(opened, sent)) if of_reply else None,
            )
            return

        def ask(opened: Opened) -> None:
            self.asked.emit(question(opened, sent, name))

        self._session.ask(self, "opened", lambda desk: read(desk, id_), ask)

    def _delivered(self, rows: Sequence[Sent]) -> Question:
        today = self._session.today

        def doing(answers: Answers) -> Doing:
            on = day(answers, "on", today)

            def verb(desk: Desk) -> Changes:
                changes = Changes.of()
                for row in rows:
                    changes |= sending.record_delivery(
                        desk, row.line.application, row.line.posting.id, on
                    )
                return changes

            return verb

        return Question(
            title=messages.label(Verb.RECORD_DELIVERY, self._session.language),
            verb=self.tr("Record the deliveries"),
            doing=doing,
            effect=self.tr("%n envelope(s) delivered on the same day", "", len(rows)),
            asked=(DayAsked("on", self.tr("Delivered on"), today),),
            undo=lambda _: _undo_of(rows),
        )

    def _number(self, row: Sent) -> Question:
        sent = row.line.posting
        before = sent.tracking_number

        def doing(answers: Answers) -> Doing:
            typed, why = text(answers, "tracking_number"), text(answers, "reason")
            draft = NumberDraft(row.line.application, sent.id, typed, why)
            return lambda desk: sending.write_number(desk, draft)

        asked = LineAsked("tracking_number", self.tr("Number on the receipt"), before)
        why = LineAsked("reason", self.tr("Reason (needed)"))
        return Question(
            title=self.tr("Tracking number of an envelope"),
            verb=self.tr("Write the number"),
            doing=doing,
            effect=f"{row.to.name}  {row.line.receipt_number}",
            detail=how_posted(sent, self._session.language)
            + (" " + self.tr("The old number and the reason are kept.") if before else ""),
            asked=(asked, why) if before else (asked,),
            remark=self._doubt if sent.kind in FOLLOWED else None,
            said=self.tr("The tracking number is written."),
        )

    def _doubt(self, answers: Answers) -> str:
        """Say what looks wrong with the number; it holds nothing up."""
        doubt = codes.doubt(text(answers, "tracking_number"))
        if doubt is None:
            return ""
        why = messages.word(doubt, self._session.language)
        return self.tr("Look at the number again: {why}.").format(why=why)

    def _new_address(self, opened: Opened, sent: Posting, _name: str) -> Question:
        language = self._session.language
        papers = tuple(
            (
                paper.id,
                self.tr("{paper}, arrived {day}").format(
                    paper=messages.titled(opened.rules.document(paper.kind), paper.kind, language),
                    day=dates.full(paper.arrived_on, language),
                ),
            )
            for paper in opened.file.enclosures
            if paper.arrived_on > sent.posted_on
        )

        def doing(answers: Answers) -> Doing:
            draft = posting.AddressDraft(
                opened.id,
                sent.id,
                text(answers, "postal_code"),
                text(answers, "address").strip(),
                EnclosureId(str(answers["paper"])),
            )
            return lambda desk: posting.record_new_address(desk, draft)

        return Question(
            title=self.tr("A new address"),
            verb=self.tr("Record the address"),
            doing=doing,
            effect=self.tr("Compare the address with the paper that shows it"),
            detail=self.tr(
                "The letters that came back may go to it. The address on the form stays as it is."
            ),
            asked=(
                ChoiceAsked("paper", self.tr("Paper that shows it"), papers),
                LineAsked("postal_code", self.tr("Postal code"), shape=LineShape.POSTAL_CODE),
                LongAsked("address", self.tr("Address as on the paper")),
            ),
            hindered=""
            if papers
            else self.tr(
                "No paper came since that shows an address. Ask for one, and log it as a"
                " supplement when it comes."
            ),
            said=self.tr("The new address is recorded: send the letters again."),
        )


def _undo_of(rows: Sequence[Sent]) -> Undo:
    """Return how deliveries recorded together are taken back together."""
    first, *others = rows
    number = first.line.receipt_number
    counters = [
        partial(sending.take_back_outcome, kept=row.line.application, sent=row.line.posting.id)
        for row in rows
    ]
    named = f"{number} +{len(others)}" if others else number
    return Undo(Did.OUTCOME, named, together(counters))


def _slip(desk: Desk, _: Answers, *, number: str, on: date, shown: str) -> bytes:
    """Return the slip as it was shown; raises NotAsShown where it is another by now (T40)."""
    pages = slip_pages(desk, number, on)
    if sha256(pages).hexdigest() != shown:
        raise NotAsShown
    return pages


def _fronts(desk: Desk, answers: Answers, *, rows: Sequence[post.Envelope]) -> bytes:
    """Return one front for each envelope, with the marks of its own kind of mail."""
    envelope = cast("Envelope", answers["envelope"])
    made: EnvelopesPage | None = None
    for row in rows:
        letter = _first_letter(row)
        if letter is not None:
            page = mailing.envelopes_page(desk, (letter,), _sending(row, envelope))
            made = page if made is None else replace(made, fronts=(*made.fronts, *page.fronts))
    if made is None:
        made = mailing.envelopes_page(desk, (), Sending(envelope, MailKind.ORDINARY))
    return desk.ports.press.page(made)


def _sending(row: post.Envelope, envelope: Envelope) -> Sending:
    service = service_of(row)
    return Sending(envelope, service.kind, service.express)


def _first_letter(row: post.Envelope) -> LetterId | None:
    """Return the letter that tells to whom an envelope goes; none where none lies in it."""
    if isinstance(row, Waiting):
        return row.key
    return next(iter(row.line.posting.letters), None)


def _use_of_envelope(answers: Answers) -> PaperUse:
    """Return the kind of page that the chosen envelope is."""
    square = answers.get("envelope") is Envelope.SQUARE_2
    return PaperUse.SQUARE_2 if square else PaperUse.LONG_3


def _usual(rows: Sequence[post.Envelope]) -> Envelope:
    """Return the envelope that the first row goes in."""
    first = next(iter(rows), None)
    square = isinstance(first, Waiting) and first.filling.envelope == Envelope.SQUARE_2.value
    return Envelope.SQUARE_2 if square else Envelope.LONG_3


def _number(answers: Answers, name: str) -> int:
    value = answers.get(name)
    return value if isinstance(value, int) else _FIRST
