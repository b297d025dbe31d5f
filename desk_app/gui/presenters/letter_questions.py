# SPDX-License-Identifier: MIT
"""The questions of a letter's course: issued, void, posted with what goes back, delivered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from desk_app.desk import corresponding, outgoing, posting, undoing
from desk_app.desk.changes import Changes
from desk_app.gui import shortcuts
from desk_app.gui.presenters.letter_place import Owed
from desk_app.gui.presenters.question import (
    Answers,
    Asked,
    ChoiceAsked,
    DayAsked,
    LineAsked,
    LongAsked,
    Question,
    TicksAsked,
    Weight,
    day,
    several,
    text,
)
from desk_app.gui.shortcuts import Key
from desk_app.gui.undoing import Did, Undo, of_posting
from desk_app.i18n import dates, messages, writing
from desk_app.records.history import ReturnReason
from desk_app.records.letters import LetterKind
from desk_app.records.mail import STAMPS_BACK, MailKind
from desk_app.rules.findings.envelope import things_to_return
from desk_app.rules.permission.attempt import Verb
from desk_app.rules.replies import unposted

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.context import Desk
    from desk_app.gui.presenters.application_read import Opened
    from desk_app.gui.workplace import Workplace
    from desk_app.records.history import Letter, Posting
    from desk_app.records.ids import HeldThingId, LetterId
    from desk_app.records.letters import LetterFacts

    Doing = Callable[[Desk], Changes]


_REGISTERED = frozenset({MailKind.SIMPLE_REGISTERED, MailKind.REGISTERED})


class LetterQuestions(QObject):
    """Writes each question in the clerk's language."""

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def issue(self, draft: corresponding.LetterDraft, facts: LetterFacts, shown: str) -> Question:
        """Issue the letter that is seen: its number is taken and its pages never change.

        ``shown`` is the SHA-256 in hex of the bytes whose pages stood drawn (T40).
        """
        language = self._work.language
        seen = corresponding.ShownPages(shown, facts.number, facts.journal_mark)

        def doing(_: Answers) -> Doing:
            return lambda desk: corresponding.issue_letter(desk, draft, seen)

        posted = dates.full(draft.posting_day, language, weekday=True)
        effect = self.tr("{letter} to {name}, to be posted on {day}").format(
            letter=messages.label(draft.kind, language), name=facts.addressee.name, day=posted
        )
        return Question(
            title=messages.label(Verb.ISSUE_LETTER, language),
            verb=self.tr("Issue"),
            doing=doing,
            effect=effect,
            detail=self.tr(
                "Number {number} is taken. The pages are frozen: a reprint gives the same bytes. "
                "Until it is posted it can be made void; its number is not used again."
            ).format(number=facts.number),
            weight=Weight.FINAL,
            said=self.tr("The letter is issued."),
        )

    def void(self, opened: Opened, letter: Letter) -> Question:
        """Make an issued letter void before it is posted."""
        id_ = opened.id

        def doing(answers: Answers) -> Doing:
            reason = text(answers, "reason")
            return lambda desk: outgoing.void_letter(desk, id_, letter.id, reason)

        return Question(
            title=messages.label(Verb.VOID_LETTER, self._work.language),
            verb=self.tr("Make it void"),
            doing=doing,
            effect=self.tr("No. {number} stays void for ever").format(number=letter.number),
            detail=self.tr("The letter can be issued again under a new number."),
            asked=(LongAsked("reason", self.tr("Reason (needed)")),),
        )

    def post(self, opened: Opened, letter: Letter) -> Question:
        """Post one envelope: its letters, how, and what a person put into it."""
        language, id_, today = self._work.language, opened.id, self._work.today
        others = [each for each in unposted(opened.file) if each.printed_at is not None]
        letters = tuple(
            (each.id, f"{each.number} {messages.label(each.kind, language)}")
            for each in (letter, *(other for other in others if other.id != letter.id))
        )

        def doing(answers: Answers) -> Doing:
            draft = posting.PostingDraft(
                application=id_,
                letters=cast("tuple[LetterId, ...]", several(answers, "letters")),
                kind=cast("MailKind", answers["kind"]),
                posted_on=day(answers, "posted_on", today),
                tracking_number=text(answers, "tracking_number").strip(),
                returned=cast("tuple[HeldThingId, ...]", several(answers, "returned")),
            )
            return lambda desk: posting.post(desk, draft)

        asked: list[Asked] = [
            TicksAsked("letters", self.tr("Letters in the envelope"), letters, (letter.id,)),
            *self._how(opened),
        ]
        if held := self._held(opened):
            asked.append(TicksAsked("returned", self.tr("What goes back in it"), held))
        return Question(
            title=messages.label(Verb.POST, language),
            verb=self.tr("Record the posting"),
            doing=doing,
            effect=self.tr("Put everything named into the envelope first"),
            detail=self._kept_elsewhere(enclosing=bool(held)),
            asked=tuple(asked),
            remark=self._without_number,
            said=self.tr("The posting is recorded."),
            undo=lambda answers: Undo(
                Did.POSTING,
                opened.application.receipt_number,
                of_posting(id_, cast("tuple[LetterId, ...]", several(answers, "letters"))),
            ),
        )

    def _kept_elsewhere(self, *, enclosing: bool) -> str:
        """Say what is not recorded here, and where it is; also what an enclosure is ticked for."""
        found = []
        if enclosing:
            found.append(
                self.tr(
                    "Tick what you put in. A letter that says something is enclosed does not leave "
                    "without it."
                )
            )
        found.append(
            self.tr(
                "No postage, no stamps and no slip are recorded here: the Post page ({key}) "
                "does that too."
            ).format(key=shortcuts.label(Key.POST))
        )
        return "\n".join(found)

    def return_things(self, opened: Opened) -> Question | None:
        """Send back what is still on the return list, in an envelope of its own."""
        held = self._held(opened)
        if not held:
            return None
        id_, today = opened.id, self._work.today

        def doing(answers: Answers) -> Doing:
            draft = posting.ReturnDraft(
                application=id_,
                things=cast("tuple[HeldThingId, ...]", several(answers, "returned")),
                kind=cast("MailKind", answers["kind"]),
                posted_on=day(answers, "posted_on", today),
                tracking_number=text(answers, "tracking_number").strip(),
            )
            return lambda desk: posting.return_things(desk, draft)

        return Question(
            title=messages.label(Verb.RETURN_THINGS, self._work.language),
            verb=self.tr("Record the return"),
            doing=doing,
            effect=self.tr("These go back by themselves"),
            detail=self.tr("What is ticked leaves the return list."),
            asked=(TicksAsked("returned", self.tr("What goes back"), held), *self._how(opened)),
            remark=self._without_number,
            undo=lambda answers: Undo(
                Did.RETURN,
                opened.application.receipt_number,
                partial(
                    undoing.take_back_return,
                    id_=id_,
                    things=cast("tuple[HeldThingId, ...]", several(answers, "returned")),
                ),
            ),
        )

    def cover_sheet(self, opened: Opened) -> Question | None:
        """Ask what lies in an envelope of things that go back; its cover sheet lists them (L12)."""
        held = self._held(opened)
        if not held:
            return None
        things = things_to_return(opened.file)
        alone = tuple(each.id for each in things if each.kind not in STAMPS_BACK)

        def leads(answers: Answers) -> Owed:
            ticked = cast("tuple[HeldThingId, ...]", several(answers, "returned"))
            return Owed(opened.id, LetterKind.RETURN, things=ticked)

        return Question(
            title=messages.label(Verb.LIST_RETURNS, self._work.language),
            verb=self.tr("See the sheet"),
            doing=lambda _: lambda _desk: Changes.of(),
            effect=self.tr("The sheet lists exactly what lies in the envelope"),
            detail=self.tr(
                "Tick what goes back now. Stamps that a reply encloses go with the reply. The "
                "posting asks again for what was put in."
            ),
            asked=(
                TicksAsked(
                    "returned",
                    self.tr("What goes back"),
                    held,
                    alone or tuple(each.id for each in things),
                ),
            ),
            remark=self._nothing_ticked,
            leads=leads,
        )

    def _nothing_ticked(self, answers: Answers) -> str:
        if several(answers, "returned"):
            return ""
        return self.tr("Nothing is ticked: a sheet without a thing cannot be issued.")

    def delivered(self, opened: Opened, sent: Posting, to: str = "") -> Question:
        """Record that an envelope was delivered; without an addressee its principal is named."""
        id_, today = opened.id, self._work.today

        def doing(answers: Answers) -> Doing:
            on = day(answers, "on", today)
            return lambda desk: posting.record_delivery(desk, id_, sent.id, on)

        return Question(
            title=messages.label(Verb.RECORD_DELIVERY, self._work.language),
            verb=self.tr("Record the delivery"),
            doing=doing,
            effect=_whose(opened, to),
            detail=self.sent(sent),
            asked=(DayAsked("on", self.tr("Delivered on"), today),),
            undo=lambda _: outcome_undo(opened, sent),
        )

    def came_back(self, opened: Opened, sent: Posting, to: str = "") -> Question:
        """Record that an envelope came back undelivered, and why, as the post office marked it."""
        id_, today = opened.id, self._work.today
        reasons = tuple((each, messages.label(each, self._work.language)) for each in ReturnReason)

        def doing(answers: Answers) -> Doing:
            on, why = day(answers, "on", today), cast("ReturnReason", answers["reason"])
            return lambda desk: posting.record_return(desk, id_, sent.id, on, why)

        return Question(
            title=messages.label(Verb.RECORD_RETURN, self._work.language),
            verb=self.tr("Record it"),
            doing=doing,
            effect=_whose(opened, to),
            detail=self.sent(sent),
            asked=(
                ChoiceAsked("reason", self.tr("Marked by the post office"), reasons),
                DayAsked("on", self.tr("Came back on"), today),
            ),
            undo=lambda _: outcome_undo(opened, sent),
        )

    def _without_number(self, answers: Answers) -> str:
        """Remark on a registered letter whose number was not typed: nobody can follow it then."""
        if answers["kind"] not in _REGISTERED or text(answers, "tracking_number").strip():
            return ""
        return self.tr(
            "Registered mail has a tracking number. Without it the posting can be recorded, but "
            "nobody can follow the letter."
        )

    def _how(self, opened: Opened) -> tuple[Asked, ...]:
        kinds = tuple((kind, messages.label(kind, self._work.language)) for kind in MailKind)
        usual = opened.rules.switches.reply_mail
        kind = next((each for each in MailKind if each.value == usual), None)
        return (
            ChoiceAsked("kind", self.tr("Kind of mail"), kinds, kind),
            LineAsked("tracking_number", self.tr("Tracking number")),
            DayAsked("posted_on", self.tr("Posted on"), self._work.today),
        )

    def _held(self, opened: Opened) -> tuple[tuple[object, str], ...]:
        language = self._work.language
        found = []
        for thing in things_to_return(opened.file):
            pieces = writing.pieces(thing.pieces, language)
            worth = "" if pieces or not thing.amount else writing.yen(thing.amount, language)
            words = (messages.thing(thing, language), pieces, worth)
            found.append((thing.id, " ".join(word for word in words if word)))
        return tuple(found)

    def sent(self, sent: Posting) -> str:
        """Say when and how an envelope was posted."""
        language = self._work.language
        told = self.tr("Posted on {day}, {kind} {number}").format(
            day=dates.full(sent.posted_on, language, weekday=True),
            kind=messages.word(sent.kind, language),
            number=sent.tracking_number,
        )
        return told.strip()


def _whose(opened: Opened, to: str) -> str:
    """Name an envelope by the person it went to and the receipt number."""
    application = opened.application
    return f"{to or application.principal.name}  {application.receipt_number}"


def outcome_undo(opened: Opened, sent: Posting) -> Undo:
    """Return how it is taken back that an envelope was delivered, or came back."""
    counter = partial(undoing.take_back_outcome, id_=opened.id, posting_id=sent.id)
    return Undo(Did.OUTCOME, opened.application.receipt_number, counter)
