# SPDX-License-Identifier: MIT
"""One question about many chosen things: envelopes that were posted, claims that lapse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from desk_app.desk.applications import deciding
from desk_app.desk.context import Changes
from desk_app.desk.errors import KnownError
from desk_app.desk.inquiries import handling, sending
from desk_app.desk.post import posting
from desk_app.gui import words
from desk_app.gui.asking import (
    Answers,
    ChoiceAsked,
    DayAsked,
    LineAsked,
    Question,
    Questions,
    Weight,
    day,
    text,
)
from desk_app.gui.case.judging import SecondPerson
from desk_app.gui.case.read import Opened, read
from desk_app.gui.session.session import Did, Undo, of_posting, together
from desk_app.records.base import inquiry_of
from desk_app.records.case.mail import MailKind
from desk_app.rules.findings.envelope import things_to_return
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.workflow.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from desk_app.desk.context import Desk
    from desk_app.gui.session.session import Session
    from desk_app.records.base import ApplicationId, LetterId

    Doing = Callable[[Desk], Changes]


_REPLIES = "reply_kind"
MOST_AT_ONCE = 8
"""So many tracking numbers have room in one question."""


@dataclass(frozen=True, slots=True)
class ChosenEnvelope:
    """Letters that leave together: of one application, or the reply to one inquiry.

    ``kept`` names it (``records.base.kept_id_of``). ``usual`` is how such letters go;
    ``goes_back`` says that something goes back in the envelope.
    """

    kept: ApplicationId
    number: str
    person: str
    letters: tuple[LetterId, ...]
    usual: MailKind | None
    goes_back: bool = False

    @property
    def name(self) -> str:
        """The number and the person, as a clerk finds the envelope."""
        return f"{self.number} {self.person}".strip()

    @property
    def is_reply(self) -> bool:
        """Whether it is the reply to an inquiry."""
        return inquiry_of(self.kept) is not None


class Many(Questions):
    """Says `asked` with a question; what some of the chosen things refused is said when it is done.

    Each thing is done by itself: one that is refused holds up no other.
    """

    asked = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self._second = SecondPerson(session, self)
        self._refused: list[KnownError] = []

    def ask_posting(self, letters: Sequence[tuple[ApplicationId, LetterId]]) -> None:
        """Ask how the envelopes of these letters were posted, one for each it belongs to."""
        by_case: dict[ApplicationId, list[LetterId]] = {}
        for application, letter in letters:
            by_case.setdefault(application, []).append(letter)

        def opened(desk: Desk) -> list[ChosenEnvelope]:
            return [_envelope(desk, id_, tuple(each)) for id_, each in by_case.items()]

        self._session.ask(self, "many", opened, self._ask_posting)

    def ask_lapse(self, applications: Sequence[ApplicationId]) -> None:
        """Ask whether the claims of these applications end as never made."""

        def opened(desk: Desk) -> list[Opened]:
            return [read(desk, id_) for id_ in applications]

        self._session.ask(self, "many", opened, self._ask_lapse)

    def tell_refused(self) -> None:
        """Say the first reason for which some of the things were not done."""
        if self._refused:
            self._session.trouble.emit(self._refused[0])
        self._refused = []

    def _ask_posting(self, envelopes: list[ChosenEnvelope]) -> None:
        alone = [each for each in envelopes if each.goes_back]
        posted = [each for each in envelopes if each not in alone]
        today = self._session.today
        posted, later = posted[:MOST_AT_ONCE], posted[MOST_AT_ONCE:]
        if not posted:
            self._session.said.emit(self.tr("Something goes back in each: post them one by one."))
            return
        self.asked.emit(
            Question(
                title=self._label(Verb.POST),
                verb=self.tr("Record the postings"),
                doing=lambda given: self._each([_posted(each, given, today) for each in posted]),
                effect=self.tr("%n envelope(s) posted on the same day", "", len(posted)),
                detail=self._left_out(alone, later),
                asked=(
                    DayAsked("posted_on", self.tr("Posted on"), today),
                    *self._kinds(posted),
                    *(
                        LineAsked(
                            _number_of(each), self.tr("Tracking number, {name}").format(name=name)
                        )
                        for each in posted
                        if (name := each.name)
                    ),
                ),
                said=self.tr("%n posting(s) recorded.", "", len(posted)),
                undo=lambda _: _undo_of(posted),
            )
        )

    def _kinds(self, posted: Sequence[ChosenEnvelope]) -> Iterator[ChoiceAsked]:
        """Ask for the kind of mail, for replies to inquiries by itself: they go otherwise."""
        replies = self.tr("Kind of mail, replies to inquiries")
        titles = (("kind", self.tr("Kind of mail")), (_REPLIES, replies))
        for name, title in titles:
            usual = [each.usual for each in posted if each.is_reply is (name == _REPLIES)]
            if usual:
                yield ChoiceAsked(name, title, self._choices(MailKind), usual[0])

    def _left_out(self, alone: Sequence[ChosenEnvelope], later: Sequence[ChosenEnvelope]) -> str:
        told = []
        if alone:
            names = words.listed((each.name for each in alone), self._session.language)
            told.append(
                self.tr("Something goes back in these; post each by itself: {names}").format(
                    names=names
                )
            )
        if later:
            told.append(self.tr("%n more wait for another time.", "", len(later)))
        return "\n".join(told)

    def _ask_lapse(self, cases: list[Opened]) -> None:
        lapsing = [each for each in cases if each.examination.lapsing]
        if not lapsing:
            self._session.said.emit(self.tr("None of them can lapse now."))
            return
        language = self._session.language
        names = (
            f"{each.application.receipt_number} {each.application.principal.name}"
            for each in lapsing
        )

        question = Question(
            title=self._label(Verb.CONFIRM_LAPSE),
            verb=self.tr("Confirm the lapse"),
            doing=lambda _: self._each([_lapsed(each) for each in lapsing]),
            effect=self.tr(
                "%n application(s): the chargeable claims end as never made. "
                "This cannot be undone.",
                "",
                len(lapsing),
            ),
            detail=words.listed(names, language),
            weight=Weight.FINAL,
            said=self.tr("%n lapse(s) confirmed.", "", len(lapsing)),
        )
        self.asked.emit(self._second.put(question, lapsing[0], Duty.CONFIRM_LAPSE))

    def _each(self, verbs: Sequence[Doing]) -> Doing:
        """Return what does each by itself; raises the first reason where nothing was done."""

        def verb(desk: Desk) -> Changes:
            changes, refused = Changes.of(), list[KnownError]()
            for one in verbs:
                try:
                    changes |= one(desk)
                except KnownError as error:
                    refused.append(error)
            if len(refused) == len(verbs):
                raise refused[0]
            self._refused = refused
            return changes

        return verb


def _envelope(desk: Desk, kept: ApplicationId, letters: tuple[LetterId, ...]) -> ChosenEnvelope:
    asked = inquiry_of(kept)
    if asked is not None:
        inquiry = handling.open_inquiry(desk, asked).inquiry
        return ChosenEnvelope(kept, inquiry.number, inquiry.said.name, letters, MailKind.ORDINARY)
    opened = read(desk, kept)
    usual = opened.rules.switches.reply_mail
    return ChosenEnvelope(
        kept,
        opened.application.receipt_number,
        opened.application.principal.name,
        letters,
        next((each for each in MailKind if each.value == usual), None),
        goes_back=bool(things_to_return(opened.file)),
    )


def _number_of(envelope: ChosenEnvelope) -> str:
    return f"tracking_number_{envelope.kept}"


def _undo_of(envelopes: Sequence[ChosenEnvelope]) -> Undo:
    """Return how the postings recorded together are taken back together."""
    first, *others = envelopes
    number = first.number
    counters = [of_posting(each.kept, each.letters) for each in envelopes]
    return Undo(Did.POSTING, f"{number} +{len(others)}" if others else number, together(counters))


def _posted(envelope: ChosenEnvelope, answers: Answers, today: date) -> Doing:
    draft = posting.PostingDraft(
        application=envelope.kept,
        letters=envelope.letters,
        kind=cast("MailKind", answers[_REPLIES if envelope.is_reply else "kind"]),
        posted_on=day(answers, "posted_on", today),
        tracking_number=text(answers, _number_of(envelope)).strip(),
    )
    return lambda desk: sending.post(desk, draft)


def _lapsed(opened: Opened) -> Doing:
    claims = tuple(opened.examination.lapsing)
    return lambda desk: deciding.confirm_lapse(desk, opened.id, claims)
