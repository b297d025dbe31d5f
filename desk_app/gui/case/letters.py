# SPDX-License-Identifier: MIT
"""Letters as several pages read them: owed, stopped, to print, to post; and their questions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desk_app.desk import reading
from desk_app.desk.applications import undoing
from desk_app.desk.context import Changes
from desk_app.desk.errors import KnownError
from desk_app.desk.inquiries import handling
from desk_app.desk.inquiries.sending import what_stops
from desk_app.desk.keeping import stands
from desk_app.desk.letters import corresponding
from desk_app.desk.post import posting
from desk_app.desk.post.postage import cash_postage
from desk_app.desk.rows import (
    ApplicationColumn,
    Filter,
    Group,
    LetterColumn,
    LetterLine,
    LetterOrder,
    LetterState,
    ListOrder,
)
from desk_app.gui.asking import (
    Answers,
    Asked,
    ChoiceAsked,
    DayAsked,
    LineAsked,
    LongAsked,
    Question,
    Questions,
    TicksAsked,
    Weight,
    day,
    several,
    text,
)
from desk_app.gui.case.read import Opened, read
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.session.session import Did, Undo, of_posting
from desk_app.i18n import dates, messages, writing
from desk_app.records.base import ApplicationId, LetterId, inquiry_of, kept_id_of
from desk_app.records.case.history import ReturnReason
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import STAMPS_BACK, HeldKind, MailKind
from desk_app.rules import codes
from desk_app.rules.case import deadlines, replies
from desk_app.rules.case.replies import sender, unposted
from desk_app.rules.findings.envelope import things_to_return, waits_for_word
from desk_app.rules.letters import letters_due
from desk_app.rules.work_codes import Refusal, What
from desk_app.rules.workflow.attempt import WISHED, Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from desk_app.desk.context import Desk
    from desk_app.desk.inquiries.handling import OpenedInquiry
    from desk_app.gui.session.session import Session
    from desk_app.records.base import ClaimId, HeldThingId, PostingId, UserId
    from desk_app.records.case.application import Application
    from desk_app.records.case.history import Letter, Posting
    from desk_app.records.case.letters import LetterFacts
    from desk_app.records.case.mail import HeldThing
    from desk_app.records.desk.people import Language
    from desk_app.records.desk.profile import EnvelopeWindow

    Letters = Sequence[tuple[ApplicationId, LetterId]]
    Doing = Callable[[Desk], Changes]


@dataclass(frozen=True, slots=True)
class Owed:
    """A letter that an application owes: its kind and the claims it answers.

    ``again`` is the envelope that came back, for the letter with which it goes again (L14);
    ``things`` are what lies in the envelope of a cover sheet (L12).
    """

    application: ApplicationId
    kind: LetterKind
    claims: tuple[ClaimId, ...] = ()
    again: PostingId | None = None
    things: tuple[HeldThingId, ...] = ()


# Letters that were issued and go nowhere as they stand: which, and the word of each reason.


def stopped(reason: Refusal) -> tuple[Mark, str]:
    """Return how a letter stands in a list that may be neither printed nor posted for a reason."""
    match reason:
        case Refusal.APPROVE_AGAIN:
            return Mark.ASK, QCoreApplication.translate("StoppedLetters", "approve again")
        case Refusal.WITHDRAWAL_OPEN:
            return Mark.HELD, QCoreApplication.translate("StoppedLetters", "withdrawal waits")
        case Refusal.CLAIM_WITHDRAWN:
            return Mark.DEFECTIVE, QCoreApplication.translate("StoppedLetters", "withdrawn")
        case Refusal.LETTER_OVERTAKEN | Refusal.NOTICE_OVERTAKEN:
            return Mark.DEFECTIVE, QCoreApplication.translate("StoppedLetters", "write anew")
        case Refusal.CASH_NEEDS_WORD:
            return Mark.PEOPLE, QCoreApplication.translate("StoppedLetters", "supervisor first")
        case _:
            return Mark.DEFECTIVE, QCoreApplication.translate("StoppedLetters", "cannot go")


class StoppedLetters(QObject):
    """Says `changed` with why letters go nowhere, of those looked into so far that do not.

    They are looked into on the desk's thread, those in sight alone: a long queue costs no more.
    """

    changed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._found: dict[LetterId, Refusal] = {}
        self._judged: set[LetterId] = set()
        self._stay = 0

    def begin_anew(self) -> None:
        """Look into every letter in sight once more; what was found stands until then."""
        self._judged.clear()

    def judge(self, letters: Letters) -> None:
        """Look into the letters that nothing is known of."""
        some = [each for each in letters if each[1] not in self._judged]
        if some:
            self._judged |= {letter for _, letter in some}
            self._ask(some, lambda _: None)

    def send_others(self, letters: Letters, send: Callable[[Letters], None]) -> None:
        """Send those of several letters that may go; the others hold up none of them and stay.

        One alone is sent as it is: the desk refuses it with its reason.
        """

        def go(stopped: Mapping[LetterId, Refusal]) -> None:
            self._stay = len(stopped)
            going = [each for each in letters if each[1] not in stopped]
            if going:
                send(going)
            else:
                self._session.said.emit(self.told_once())

        if len(letters) > 1:
            self._ask(letters, go)
        elif letters:
            send(letters)

    def told_once(self) -> str:
        """Say how many stayed when letters were sent last; nothing the second time."""
        count, self._stay = self._stay, 0
        return self.tr("%n letter(s) stay: why stands beside each.", "", count) if count else ""

    def _ask(self, letters: Letters, then: Callable[[Mapping[LetterId, Refusal]], None]) -> None:
        def take(stopped: Mapping[LetterId, Refusal]) -> None:
            asked = {letter for _, letter in letters}
            kept = {each: why for each, why in self._found.items() if each not in asked}
            self._found = kept | dict(stopped)
            self.changed.emit(self._found)
            then(stopped)

        self._session.runner.submit(
            self, lambda: what_stops(self._session.desk, letters), take, self._session.trouble.emit
        )


# The letters page as the desk's thread reads it: what is owed, to print, to post, posted.


Wanted = Owed | LetterId | ApplicationId | None
"""What the page is opened with: a letter owed or issued, a case, or nothing."""

MOST_OWED, MOST_POSTED = 100, 50
_DELAY_DAYS = 14
_OWED_BY = {
    LetterColumn.NAME: ApplicationColumn.NAME,
    LetterColumn.RECEIPT: ApplicationColumn.NUMBER,
}
"""What letters not written yet are sorted by; of the rest they have nothing yet."""
_OWES = frozenset({What.ISSUE_LETTER.value, What.GIVE_NOTICE.value, What.GIVE_DELAY.value})


class Stage(Enum):
    """How far a letter of the queue is."""

    TO_ISSUE = "to_issue"
    TO_PRINT = "to_print"
    TO_POST = "to_post"
    POSTED = "posted"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class QueuedLetter:
    """A letter of the queue: its key, how far it is, whose application's it is, and its numbers.

    ``name`` is the one a letter is addressed to, ``principal`` whose data it is about. A reply
    stands under the id and the number of its inquiry (``records.base.kept_id_of``).
    """

    key: Owed | LetterId
    stage: Stage
    application: ApplicationId
    receipt_number: str
    name: str
    principal: str
    kind: LetterKind
    number: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a letter not issued yet is to go: the day (today where none is said), a new target day.

    ``labelled``: under a label, or in an envelope that bears the address itself.
    """

    posting_day: date | None = None
    target: date | None = None
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """A letter looked at: its pages, its application; for one not issued its draft and facts.

    ``trouble`` is why its pages could not be made, ``window`` that of the envelope it goes into,
    where it goes into one. A reply is ``asked`` for by its inquiry, and has no application.
    """

    entry: QueuedLetter
    opened: Opened | None = None
    asked: OpenedInquiry | None = None
    pages: bytes = b""
    draft: corresponding.LetterDraft | None = None
    facts: LetterFacts | None = None
    trouble: KnownError | None = None
    window: EnvelopeWindow | None = None

    @property
    def letter(self) -> Letter | None:
        """The letter itself; nothing where it is not issued yet."""
        if self.asked is not None:
            letters = self.asked.inquiry.letters
        else:
            letters = () if self.opened is None else self.opened.file.letters
        return next((each for each in letters if each.id == self.entry.key), None)

    @property
    def sent(self) -> Posting | None:
        """The envelope in which it went last, where it did."""
        letter = self.letter
        if letter is None:
            return None
        if self.opened is not None:
            return replies.posting_of(self.opened.file, letter)
        postings = () if self.asked is None else self.asked.inquiry.postings
        return next((each for each in postings if each.id == letter.posting), None)

    def name_of(self, id_: UserId) -> str:
        """Return the name of a user of the desk."""
        if self.opened is not None:
            return self.opened.name_of(id_)
        return str(id_) if self.asked is None else self.asked.people.get(id_, str(id_))


_STAGES = {
    LetterState.TO_PRINT: Stage.TO_PRINT,
    LetterState.TO_POST: Stage.TO_POST,
    LetterState.POSTED: Stage.POSTED,
    LetterState.VOID: Stage.VOID,
}


def queue(desk: Desk, wanted: Wanted, order: LetterOrder) -> tuple[QueuedLetter, ...]:
    """Return the letters of the queue by stage, those asked for or of a whole case among them.

    Those of a stage stand in the order; sent ones are the newest, in the order too.
    """
    owed = {entry.key: entry for entry in _in_order(_owed(desk, order), order)}
    case = wanted.application if isinstance(wanted, Owed) else wanted
    if isinstance(case, int) and inquiry_of(ApplicationId(case)) is None:
        owed |= {entry.key: entry for entry in _owed_by(desk, ApplicationId(case))}
    if isinstance(wanted, Owed) and wanted.kind in WISHED:
        owed |= {entry.key: entry for entry in _wished(desk, wanted)}
    queries = reading.lists(desk)
    in_hand = (LetterState.TO_PRINT, LetterState.TO_POST)
    waiting = [line for state in in_hand for line in queries.letters(state, order=order)]
    done = [line for line in queries.letters(None) if line not in waiting]
    posted = [line for line in done if line.state is LetterState.POSTED][:MOST_POSTED]
    if order != LetterOrder():
        newest = {line.id for line in posted}
        ordered = queries.letters(LetterState.POSTED, order=order)
        posted = [line for line in ordered if line.id in newest]
    asked = [line for line in done if wanted in {line.id, line.application} and line not in posted]
    waiting = [
        line
        for state in in_hand
        for line in _among(desk, state, [each for each in waiting if each.state is state], order)
    ]
    posted = list(_among(desk, LetterState.POSTED, posted, order))
    with reading.cases(desk) as books:
        prefix = books.settings.profile().number_prefix
    found = [_entry(line, prefix) for line in (*waiting, *posted, *asked)]
    known = {entry.key for entry in found}
    found += [entry for entry in _of_inquiry(desk, case, prefix) if entry.key not in known]
    return (*owed.values(), *found)


def _of_inquiry(desk: Desk, case: object, prefix: str) -> Iterator[QueuedLetter]:
    """Yield the replies to an inquiry, where it is one that is asked for."""
    id_ = inquiry_of(ApplicationId(case)) if isinstance(case, int) else None
    if id_ is None:
        return
    inquiry = handling.open_inquiry(desk, id_).inquiry
    for letter in inquiry.letters:
        posted, printed = letter.posting is not None, letter.printed_at is not None
        stage = Stage.POSTED if posted else Stage.TO_POST if printed else Stage.TO_PRINT
        number = codes.document_number(prefix, letter.number)
        yield QueuedLetter(
            letter.id,
            Stage.VOID if letter.void else stage,
            kept_id_of(id_),
            inquiry.number,
            inquiry.said.name,
            inquiry.said.name,
            letter.kind,
            number,
        )


_BY_TEXT: Mapping[LetterColumn, Callable[[LetterLine], str]] = {
    LetterColumn.NAME: lambda line: line.to,
    LetterColumn.POSTING: lambda line: line.for_posting_on.isoformat(),
}
"""By what replies are sorted in among letters; by anything else they stand behind them."""


def _among(
    desk: Desk, state: LetterState, letters: Sequence[LetterLine], order: LetterOrder
) -> Sequence[LetterLine]:
    """Return letters of a state with the replies to inquiries among them, in their order."""
    replied = desk.ports.store.inquiries.letters
    found = replied(state, MOST_POSTED) if state is LetterState.POSTED else replied(state)
    by = _BY_TEXT.get(order.column)
    if not found or by is None:
        return (*letters, *found)
    return sorted((*letters, *found), key=by, reverse=not order.ascending)


def look(desk: Desk, entry: QueuedLetter, plan: Plan) -> Looked:
    """Look at a letter: one not issued is made as it is to go, and nothing of it is kept."""
    inquiry = inquiry_of(entry.application)
    if inquiry is not None:
        return _frozen(desk, Looked(entry, asked=handling.open_inquiry(desk, inquiry)))
    opened = read(desk, entry.application)
    if not isinstance(entry.key, Owed):
        return _frozen(desk, Looked(entry, opened))
    draft = _draft(desk, opened, entry.key, plan)
    try:
        seen = corresponding.preview(desk, draft)
    except KnownError as error:
        return Looked(entry, opened, draft=draft, trouble=error)
    window = _window(seen.facts)
    return Looked(entry, opened, pages=seen.pages, draft=draft, facts=seen.facts, window=window)


def _frozen(desk: Desk, looked: Looked) -> Looked:
    """Look at the pages of a letter that was issued, or at why they cannot be read."""
    letter = LetterId(str(looked.entry.key))
    try:
        pages = corresponding.pages_of(desk, letter)
        with reading.cases(desk) as books:
            window = _window(books.letters.facts(letter))
        return replace(looked, pages=pages, window=window)
    except KnownError as error:
        return replace(looked, trouble=error)


def _window(facts: LetterFacts) -> EnvelopeWindow | None:
    return None if facts.labelled else facts.profile.window


def waiting_letters(desk: Desk) -> int:
    """Count the letters that wait as the page does, for whom nobody reads a case.

    An application whose next step is a letter counts as one: that it owes several, its page knows.
    """
    queries = reading.lists(desk)
    asked = desk.ports.store.inquiries
    in_hand = (LetterState.TO_PRINT, LetterState.TO_POST)
    issued = (len(queries.letters(each)) + len(asked.letters(each)) for each in in_hand)
    return sum(issued) + sum(1 for _ in _owing(desk, ListOrder()))


def _owed(desk: Desk, order: LetterOrder) -> Iterator[QueuedLetter]:
    column = _OWED_BY.get(order.column)
    by = ListOrder() if column is None else ListOrder(column, order.ascending)
    for id_ in _owing(desk, by):
        yield from _owed_by(desk, id_)


def _owing(desk: Desk, by: ListOrder) -> Iterator[ApplicationId]:
    """Yield the applications whose next step is a letter that nobody issued yet."""
    queries = reading.lists(desk)
    for group in (Group.TO_PRINT, Group.TO_CHECK):
        window = queries.window(Filter(group=group), by, desk.today, MOST_OWED)
        for line in queries.lines(window.ids, desk.today):
            if line.next_what in _OWES:
                yield line.id


def _in_order(owed: Iterable[QueuedLetter], order: LetterOrder) -> list[QueuedLetter]:
    """Return letters not written yet by whom they go to, where that is asked for."""
    if order.column is not LetterColumn.NAME:
        return list(owed)
    return sorted(owed, key=lambda entry: entry.name, reverse=not order.ascending)


def _owed_by(desk: Desk, id_: ApplicationId) -> Iterator[QueuedLetter]:
    with reading.cases(desk) as books:
        file = books.files.get(id_)
    situation = stands(desk, file)
    for due in letters_due.letters_due(situation):
        yield _to_issue(file.application, Owed(id_, due.kind, due.claims), due.to.name)


def _wished(desk: Desk, wanted: Owed) -> Iterator[QueuedLetter]:
    """Yield the letter that somebody wants to write, where it may be: nothing owes it."""
    opened = read(desk, wanted.application)
    if any(attempt.posting == wanted.again for attempt in opened.may(WISHED[wanted.kind])):
        yield _to_issue(opened.application, wanted, _wished_to(desk, opened, wanted))


def _to_issue(application: Application, owed: Owed, to: str) -> QueuedLetter:
    number, principal = application.receipt_number, application.principal.name
    return QueuedLetter(owed, Stage.TO_ISSUE, application.id, number, to, principal, owed.kind)


def _wished_to(desk: Desk, opened: Opened, wanted: Owed) -> str:
    """Return whom such a letter goes to: the sender, or where what it repeats went (practice 7)."""
    for past in opened.file.postings:
        if past.id == wanted.again:
            first = replies.letters_of(opened.file, past)[0]
            with reading.cases(desk) as books:
                return books.letters.facts(first.id).addressee.name
    return sender(opened.application).name


def _entry(line: LetterLine, prefix: str) -> QueuedLetter:
    return QueuedLetter(
        LetterId(line.id),
        _STAGES[line.state],
        line.application,
        line.receipt_number,
        line.to,
        line.name,
        line.kind,
        codes.document_number(prefix, line.number),
    )


def _draft(desk: Desk, opened: Opened, owed: Owed, plan: Plan) -> corresponding.LetterDraft:
    day = plan.posting_day or desk.today
    delay = None
    if owed.kind is LetterKind.DELAY:
        delay = plan.target or deadlines.due(day, _DELAY_DAYS, opened.rules.calendar).on
    return corresponding.LetterDraft(
        application=owed.application,
        version=opened.application.version,
        kind=owed.kind,
        posting_day=day,
        claims=owed.claims,
        new_target=delay,
        labelled=plan.labelled,
        again=owed.again,
        things=owed.things,
    )


# The questions of a letter's course: issued, void, posted with what goes back, delivered.


_REGISTERED = frozenset({MailKind.SIMPLE_REGISTERED, MailKind.REGISTERED, MailKind.CASH_REGISTERED})


class LetterQuestions(Questions):
    """Writes each question in the clerk's language."""

    def issue(self, draft: corresponding.LetterDraft, facts: LetterFacts, shown: str) -> Question:
        """Issue the letter that is seen: its number is taken and its pages never change.

        ``shown`` is the SHA-256 in hex of the bytes whose pages stood drawn (T40).
        """
        language = self._session.language
        seen = corresponding.ShownPages(shown, facts.number, facts.journal_mark)

        posted = dates.full(draft.posting_day, language, weekday=True)
        effect = self.tr("{letter} to {name}, to be posted on {day}").format(
            letter=messages.label(draft.kind, language), name=facts.addressee.name, day=posted
        )
        return Question(
            title=self._label(Verb.ISSUE_LETTER),
            verb=self.tr("Issue"),
            doing=lambda _: lambda desk: corresponding.issue_letter(desk, draft, seen),
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
            return lambda desk: corresponding.void_letter(desk, id_, letter.id, reason)

        return Question(
            title=self._label(Verb.VOID_LETTER),
            verb=self.tr("Make it void"),
            doing=doing,
            effect=self.tr("No. {number} stays void for ever").format(number=letter.number),
            detail=self.tr("The letter can be issued again under a new number."),
            asked=(LongAsked("reason", self.tr("Reason (needed)")),),
        )

    def post(self, opened: Opened, letter: Letter) -> Question:
        """Post one envelope: its letters, how, and what a person put into it."""
        language, id_, today = self._session.language, opened.id, self._session.today
        others = [each for each in unposted(opened.file) if each.printed_at is not None]
        letters = tuple(
            (each.id, f"{each.number} {messages.label(each.kind, language)}")
            for each in (letter, *(other for other in others if other.id != letter.id))
        )

        def doing(answers: Answers) -> Doing:
            draft = posting.PostingDraft(
                application=id_,
                letters=_letters(answers),
                kind=cast("MailKind", answers["kind"]),
                posted_on=day(answers, "posted_on", today),
                tracking_number=text(answers, "tracking_number").strip(),
                returned=_things(answers),
            )
            return lambda desk: posting.post(desk, draft)

        own_sheet = letter.kind is LetterKind.RETURN
        held = self._held(opened, lambda each: own_sheet or each.kind is not HeldKind.CASH)
        returned = TicksAsked("returned", self.tr("What goes back in it"), held)
        return Question(
            title=self._label(Verb.POST),
            verb=self.tr("Record the posting"),
            doing=doing,
            effect=self.tr("Put everything named into the envelope first"),
            detail=self._kept_elsewhere(enclosing=bool(held)),
            asked=(
                TicksAsked("letters", self.tr("Letters in the envelope"), letters, (letter.id,)),
                *self._how(opened),
                *((returned,) if held else ()),
            ),
            remark=self._without_number,
            said=self.tr("The posting is recorded."),
            undo=lambda answers: Undo(
                Did.POSTING, opened.application.receipt_number, of_posting(id_, _letters(answers))
            ),
        )

    def _kept_elsewhere(self, *, enclosing: bool) -> str:
        """Say what is not recorded here, and where it is; also what an enclosure is ticked for."""
        tick = self.tr(
            "Tick what you put in. A letter that says something is enclosed does not leave "
            "without it."
        )
        elsewhere = self.tr(
            "No postage, no stamps and no slip are recorded here: the Post page ({key}) "
            "does that too."
        ).format(key=shortcuts.label(Key.POST))
        return f"{tick}\n{elsewhere}" if enclosing else elsewhere

    def return_things(self, opened: Opened) -> Question | None:
        """Send back what is still on the return list, in an envelope of its own.

        Cash of which a supervisor said so goes first, by itself (practice 30).
        """
        case, things = opened.situation.case, things_to_return(opened.file)
        cash = tuple(
            each for each in things if each.kind is HeldKind.CASH and not waits_for_word(case, each)
        )
        held = self._held(opened, lambda each: (each.kind is HeldKind.CASH) is bool(cash))
        if not held:
            return None
        id_, today = opened.id, self._session.today

        def doing(answers: Answers) -> Doing:
            draft = posting.ReturnDraft(
                application=id_,
                things=_things(answers),
                kind=cast("MailKind", answers["kind"]),
                posted_on=day(answers, "posted_on", today),
                tracking_number=text(answers, "tracking_number").strip(),
            )
            return lambda desk: posting.return_things(desk, draft)

        return Question(
            title=self._label(Verb.RETURN_THINGS),
            verb=self.tr("Record the return"),
            doing=doing,
            effect=self.tr("These go back by themselves"),
            detail=self._cash_detail(cash) or self.tr("What is ticked leaves the return list."),
            asked=(
                TicksAsked("returned", self.tr("What goes back"), held),
                *self._how(opened, cash=bool(cash)),
            ),
            remark=self._without_number,
            undo=lambda answers: Undo(
                Did.RETURN,
                opened.application.receipt_number,
                partial(undoing.take_back_return, id_=id_, things=_things(answers)),
            ),
        )

    def _cash_detail(self, cash: Sequence[HeldThing]) -> str:
        """Say how cash goes back, and what it costs; nothing where none does."""
        if not cash:
            return ""
        told = self.tr(
            "Cash goes back by registered cash mail, in an envelope of its own, at the counter and "
            "at the desk's expense. What is ticked leaves the return list."
        )
        amount = sum(each.amount for each in cash)
        postage = cash_postage(self._session.desk, amount, self._session.today)
        if postage is None:
            costs = self.tr("What it costs is not in the tariff: ask at the counter.")
        else:
            yen = writing.yen(postage.yen, self._session.language)
            costs = self.tr("It costs {amount}, recorded as paid otherwise.").format(amount=yen)
        return f"{told}\n{costs}"

    def cover_sheet(self, opened: Opened) -> Question | None:
        """Ask what lies in an envelope of things that go back; its cover sheet lists them (L12)."""
        held = self._held(opened)
        if not held:
            return None
        things = things_to_return(opened.file)
        apart = STAMPS_BACK | {HeldKind.CASH}
        alone = tuple(each.id for each in things if each.kind not in apart)

        def leads(answers: Answers) -> Owed:
            ticked = _things(answers)
            return Owed(opened.id, LetterKind.RETURN, things=ticked)

        return Question(
            title=self._label(Verb.LIST_RETURNS),
            verb=self.tr("See the sheet"),
            doing=lambda _: lambda _desk: Changes.of(),
            effect=self.tr("The sheet lists exactly what lies in the envelope"),
            detail=self.tr(
                "Tick what goes back now. Stamps that a reply encloses go with the reply; cash has "
                "a sheet and an envelope of its own. The posting asks again for what was put in."
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
        id_, today = opened.id, self._session.today

        def doing(answers: Answers) -> Doing:
            on = day(answers, "on", today)
            return lambda desk: posting.record_delivery(desk, id_, sent.id, on)

        return Question(
            title=self._label(Verb.RECORD_DELIVERY),
            verb=self.tr("Record delivery"),
            doing=doing,
            effect=_whose(opened, to),
            detail=how_posted(sent, self._session.language),
            asked=(DayAsked("on", self.tr("Delivered on"), today),),
            undo=lambda _: outcome_undo(opened, sent),
        )

    def came_back(self, opened: Opened, sent: Posting, to: str = "") -> Question:
        """Record that an envelope came back undelivered, and why, as the post office marked it."""
        id_, today, reasons = opened.id, self._session.today, self._choices(ReturnReason)

        def doing(answers: Answers) -> Doing:
            on, why = day(answers, "on", today), cast("ReturnReason", answers["reason"])
            return lambda desk: posting.record_return(desk, id_, sent.id, on, why)

        return Question(
            title=self._label(Verb.RECORD_RETURN),
            verb=self.tr("Record it"),
            doing=doing,
            effect=_whose(opened, to),
            detail=f"{how_posted(sent, self._session.language)}\n"
            + self.tr("Its letters wait in Post then: they go again, or are kept here."),
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

    def _how(self, opened: Opened, *, cash: bool = False) -> tuple[Asked, ...]:
        usual = MailKind.CASH_REGISTERED.value if cash else opened.rules.switches.reply_mail
        kind = next((each for each in MailKind if each.value == usual), None)
        kinds = tuple(each for each in self._choices(MailKind) if not cash or each[0] is kind)
        return (
            ChoiceAsked("kind", self.tr("Kind of mail"), kinds, kind),
            LineAsked("tracking_number", self.tr("Tracking number")),
            DayAsked("posted_on", self.tr("Posted on"), self._session.today),
        )

    def _held(
        self, opened: Opened, wanted: Callable[[HeldThing], bool] = lambda _: True
    ) -> tuple[tuple[object, str], ...]:
        language, found = self._session.language, []
        for thing in filter(wanted, things_to_return(opened.file)):
            pieces = writing.pieces(thing.pieces, language)
            worth = "" if pieces or not thing.amount else writing.yen(thing.amount, language)
            words = (messages.thing(thing, language), pieces, worth)
            found.append((thing.id, " ".join(filter(None, words))))
        return tuple(found)


def how_posted(sent: Posting, language: Language) -> str:
    """Say when and how an envelope was posted."""
    told = QCoreApplication.translate("LetterQuestions", "Posted on {day}, {kind} {number}").format(
        day=dates.full(sent.posted_on, language, weekday=True),
        kind=messages.word(sent.kind, language),
        number=sent.tracking_number,
    )
    return told.strip()


def _things(answers: Answers) -> tuple[HeldThingId, ...]:
    return cast("tuple[HeldThingId, ...]", several(answers, "returned"))


def _letters(answers: Answers) -> tuple[LetterId, ...]:
    return cast("tuple[LetterId, ...]", several(answers, "letters"))


def _whose(opened: Opened, to: str) -> str:
    """Name an envelope by the person it went to and the receipt number."""
    application = opened.application
    return f"{to or application.principal.name}  {application.receipt_number}"


def outcome_undo(opened: Opened, sent: Posting) -> Undo:
    """Return how it is taken back that an envelope was delivered, or came back."""
    counter = partial(undoing.take_back_outcome, id_=opened.id, posting_id=sent.id)
    return Undo(Did.OUTCOME, opened.application.receipt_number, counter)
