# SPDX-License-Identifier: MIT
"""The questions of an application: departments, lapse, withdrawal, its papers, where they lie."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QCoreApplication, QObject

from desk_app.desk import reading
from desk_app.desk.applications import (
    checking,
    deciding,
    filing,
    intake,
    papers,
    supplements,
    undoing,
)
from desk_app.desk.applications.checking import JudgementDraft, judge
from desk_app.desk.applications.filing import FilingDraft
from desk_app.desk.applications.papers import ReadingDraft, read_paper
from desk_app.desk.errors import NotFound
from desk_app.gui.asking import (
    Answers,
    Asked,
    ChoiceAsked,
    DayAsked,
    LineAsked,
    LinesAsked,
    LongAsked,
    Question,
    Questions,
    TicksAsked,
    Weight,
    day,
    several,
    text,
)
from desk_app.gui.case.judging import SecondPerson
from desk_app.gui.case.typed import (
    CERTIFIED,
    LETTER_OF_PROXY,
    NAMING_DEPENDANTS,
    QUESTIONS,
    PaperForm,
    enclosure_of,
)
from desk_app.gui.kit.fields.choices import FieldKind, LineField, LineValues
from desk_app.gui.session.session import Did, Undo
from desk_app.i18n import dates, messages, writing
from desk_app.records.case.application import ProxyKind, Right
from desk_app.records.case.history import CorrectiveNeed, RegisteredRecord, Ruling, Topic
from desk_app.records.case.mail import Matter
from desk_app.records.case.papers import Authority, Exercise, MaskAction, MaskState
from desk_app.records.desk.people import Language
from desk_app.rules.case import pages_back, replies
from desk_app.rules.codes import CodeError, read_receipt_number
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.situation import withdrawals
from desk_app.rules.situation.withdrawals import Writing
from desk_app.rules.workflow.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.case.read import Opened
    from desk_app.gui.session.session import Session
    from desk_app.records.base import ApplicationId, ClaimId, EnclosureId, MailItemId, PaymentLineId
    from desk_app.records.case.history import DepartmentInquiry, Filing
    from desk_app.records.case.papers import Enclosure

    Doing = Callable[[Desk], Changes]


class ApplicationQuestions(Questions):
    """Writes each question in the clerk's language; none where there is nothing to ask."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self._second = SecondPerson(session, self)

    def ask_department(self, opened: Opened) -> Question:
        """Note that the department that holds the data was asked."""
        id_, today = opened.id, self._session.today

        def doing(answers: Answers) -> Doing:
            on = day(answers, "asked_on", today)
            return lambda desk: checking.ask_department(desk, id_, text(answers, "department"), on)

        return Question(
            title=self._label(Verb.ASK_DEPARTMENT),
            verb=self.tr("Note the inquiry"),
            doing=doing,
            effect=self.tr("Ask what is registered, and for the data asked for"),
            detail=self.tr("Until every department has answered, identity stays open."),
            asked=(
                LineAsked(
                    "department",
                    self.tr("Department"),
                    self._last_department(opened),
                    offered=opened.beside.departments,
                    offers=self.tr("↓ asked before"),
                ),
                DayAsked("asked_on", self.tr("Asked on"), today),
            ),
            lasting=True,
        )

    def chase(self, opened: Opened) -> Question | None:
        """Note that the first department that has not answered was chased."""
        inquiry = _waiting_inquiry(opened)
        if inquiry is None:
            return None
        id_, today = opened.id, self._session.today

        def doing(answers: Answers) -> Doing:
            on = day(answers, "chased_on", today)
            return lambda desk: checking.chase_department(desk, id_, inquiry.id, on)

        asked_on = dates.near(inquiry.asked_on, today, self._session.language)
        return Question(
            title=self._label(Verb.CHASE_DEPARTMENT),
            verb=self.tr("Note the reminder"),
            doing=doing,
            effect=inquiry.department,
            detail=self.tr("Asked on {day}, not answered yet.").format(day=asked_on),
            asked=(DayAsked("chased_on", self.tr("Chased on"), today),),
            lasting=True,
        )

    def answer(self, opened: Opened) -> Question | None:
        """Record what the first department answers: its records, or that nothing is registered."""
        inquiry = _waiting_inquiry(opened)
        if inquiry is None:
            return None
        id_, today = opened.id, self._session.today

        def doing(answers: Answers) -> Doing:
            draft = checking.AnswerDraft(
                application=id_,
                inquiry=inquiry.id,
                answered_on=day(answers, "answered_on", today),
                records=tuple(map(_record, _lines(answers, "records"))),
                answer=text(answers, "answer"),
                nothing=bool(several(answers, "nothing")),
            )
            return lambda desk: checking.record_answer(desk, draft)

        told = self.tr(
            "Each record is compared with the form. Where the "
            "department says so, write where the data came from: the annex prints it. "
            "Where it answered the very same as the form, = writes that."
        )
        return Question(
            title=self._label(Verb.RECORD_ANSWER),
            verb=self.tr("Record the answer"),
            doing=doing,
            effect=self.tr("{department}, asked on {day}").format(
                department=inquiry.department,
                day=dates.near(inquiry.asked_on, today, self._session.language),
            ),
            detail="\n".join((self._on_the_form(opened), told)),
            asked=(
                DayAsked("answered_on", self.tr("Answered on"), today),
                LinesAsked("records", self.tr("Registered records"), self._record_fields(opened)),
                TicksAsked("nothing", "", ((True, self.tr("It answered: nothing is registered")),)),
                LongAsked("answer", self.tr("What else was answered (never printed)")),
            ),
            draft=f"answer-{inquiry.id}",
            lasting=True,
        )

    def confirm_lapse(self, opened: Opened) -> Question | None:
        """Confirm that chargeable claims are treated as never made."""
        lapsing = opened.examination.lapsing
        if not lapsing:
            return None
        language, id_ = self._session.language, opened.id

        def doing(answers: Answers) -> Doing:
            claims = cast("tuple[ClaimId, ...]", several(answers, "claims"))
            return lambda desk: deciding.confirm_lapse(desk, id_, claims)

        choices = tuple((c, messages.label(opened.claim(c).right, language)) for c in lapsing)
        fee = opened.examination.fee
        short = writing.yen(fee.short, language)
        question = Question(
            title=self._label(Verb.CONFIRM_LAPSE),
            verb=self.tr("Confirm the lapse"),
            doing=doing,
            effect=self.tr("{name}, {number}: {short} missing; the due date has passed").format(
                name=opened.application.principal.name,
                number=opened.application.receipt_number,
                short=short,
            ),
            detail=self.tr(
                "The claims ticked end as never made (PR-4s). A letter says so, and the stamps go "
                "back with it. This cannot be undone."
            ),
            asked=(TicksAsked("claims", self.tr("Claims that lapse"), choices, lapsing),),
            weight=Weight.FINAL,
        )
        return self._second.put(question, opened, Duty.CONFIRM_LAPSE)

    def confirm_withdrawal(self, opened: Opened) -> Question | None:
        """Confirm the first writing that waits for a supervisor, or say why it does not stand."""
        case = opened.situation.case
        waiting = withdrawals.waiting(case)
        if not waiting:
            return None
        came, language, id_ = waiting[0], self._session.language, opened.id
        received = dates.full(came.received_on, language, weekday=True)
        why_void = self.tr("Withdrawn by the writing of {day}").format(day=received)

        def doing(answers: Answers) -> Doing:
            if answers["stands"]:
                return lambda desk: deciding.confirm_withdrawal(desk, id_, came.mail_item, why_void)
            topic, item = Topic.WITHDRAWAL, str(came.mail_item)
            reason = text(answers, "reason")
            return lambda desk: judge(
                desk, JudgementDraft(id_, topic, item, Ruling.REFUSED, reason)
            )

        late = withdrawals.standing(case, came) is Writing.TOO_LATE
        rights = [messages.word(opened.claim(claim).right, language) for claim in came.claims]
        stands = (True, self._stands(late=late))
        stands_not = (False, self.tr("It does not stand: the work goes on"))
        choices = (stands_not,) if withdrawals.lacks_powers(case, came) else (stands, stands_not)
        question = Question(
            title=self._label(Verb.CONFIRM_WITHDRAWAL),
            verb=self.tr("Record the verdict"),
            doing=doing,
            effect=self.tr("Withdrawn: {rights}").format(rights=writing.listed(rights, language)),
            detail=self._what_follows(opened, received, late=late),
            asked=(
                ChoiceAsked("stands", self.tr("Verdict"), choices),
                LongAsked("reason", self.tr("Reason (needed where it does not stand)")),
            ),
            weight=Weight.FINAL,
            draft=f"withdrawal-{id_}-{came.mail_item}",
        )
        return self._second.put(question, opened, Duty.CONFIRM_WITHDRAWAL)

    def _stands(self, *, late: bool) -> str:
        if late:
            return self.tr("Confirmed: it changes nothing, and a letter says so")
        return self.tr("Confirmed: the claims end with it")

    def _what_follows(self, opened: Opened, received: str, *, late: bool) -> str:
        """Say what the writing ends, and which letters in hand are void with it."""
        if late:
            return self.tr(
                "By a writing received on {day}, after the answer had been posted. The answer "
                "stands. Once it is confirmed, a letter says that all had been answered."
            ).format(day=received)
        said = self.tr(
            "By a signed writing received on {day}. The claims end with it, and the stamps of "
            "the fee go back. This cannot be undone."
        ).format(day=received)
        held = [each for each in replies.unposted(opened.file) if opened.situation.holds_up(each)]
        if not held:
            return said
        numbers = writing.listed([each.number for each in held], self._session.language)
        void = self.tr("Not posted yet and void with it: {numbers}.").format(numbers=numbers)
        return f"{said} {void}" if self._session.language is Language.EN else said + void

    def _on_the_form(self, opened: Opened) -> str:
        """Return what the form says of the principal: the answer is read beside it."""
        person, language = opened.application.principal, self._session.language
        born = "" if person.born is None else dates.full(person.born, language)
        said = (person.name, person.former_name, born, person.address, person.member_number)
        return self.tr("On the form: {said}").format(said="  ".join(filter(None, said)))

    def _last_department(self, opened: Opened) -> str:
        inquiries = opened.file.inquiries
        return inquiries[-1].department if inquiries else ""

    def _record_fields(self, opened: Opened) -> tuple[LineField, ...]:
        fields = (
            LineField("name", self.tr("Name"), width=112),
            LineField("former_name", self.tr("Formerly"), width=96),
            LineField("born", self.tr("Birth date"), FieldKind.DAY, 120),
            LineField("address", self.tr("Address")),
            LineField("member_number", self.tr("Member no."), width=104),
            LineField("email", self.tr("E-mail"), width=120),
        )
        form = opened.application.principal
        copied = (replace(each, same=getattr(form, each.name)) for each in fields)
        return (*copied, LineField("source", self.tr("Source"), width=104))


def _waiting_inquiry(opened: Opened) -> DepartmentInquiry | None:
    """Return the first inquiry that a department has not answered."""
    return next((each for each in opened.file.inquiries if each.answered_on is None), None)


def _record(line: LineValues) -> RegisteredRecord:
    return RegisteredRecord(
        id="",
        name=text(line, "name"),
        former_name=text(line, "former_name"),
        born=cast("date | None", line.get("born")),
        address=text(line, "address"),
        member_number=text(line, "member_number"),
        email=text(line, "email"),
        source=text(line, "source"),
    )


def _lines(answers: Answers, name: str) -> tuple[LineValues, ...]:
    return cast("tuple[LineValues, ...]", several(answers, name))


# The questions of an application's papers: what may not be kept, stamps, a supplement moved.


class PaperQuestions(Questions):
    """Writes each question in the clerk's language; none where there is nothing to ask."""

    def move_supplement(self, opened: Opened) -> Question | None:
        """Move a supplement that was attached to the wrong application."""
        language = self._session.language
        choices = tuple(
            (item.id, dates.full(item.arrived_on, language, weekday=True))
            for item in opened.file.mail
            if item.matter is Matter.SUPPLEMENT
        )
        if not choices:
            return None

        def doing(answers: Answers) -> Doing:
            item = cast("MailItemId", answers["mail_item"])
            number, reason = text(answers, "to"), text(answers, "reason")
            return lambda desk: supplements.move_supplement(
                desk, item, _application(desk, number), reason
            )

        return Question(
            title=self._label(Verb.MOVE_SUPPLEMENT),
            verb=self.tr("Move it"),
            doing=doing,
            effect=self.tr("Its papers and stamps go with it"),
            detail=self.tr("Both applications are examined anew; the reason is kept."),
            asked=(
                ChoiceAsked("mail_item", self.tr("Supplement arrived on"), choices, choices[0][0]),
                LineAsked("to", self.tr("Receipt number it belongs to")),
                LongAsked("reason", self.tr("Reason")),
            ),
        )

    def mask(self, opened: Opened) -> Question | None:
        """Record what was done with an item that arrived visible; its content is typed nowhere."""
        id_ = opened.id
        visible = [
            (paper, each.item)
            for paper in opened.file.enclosures
            for each in paper.masking
            if each.state is MaskState.VISIBLE and each.action is None
        ]
        visible = visible or _unlisted(opened)
        if not visible:
            return None

        def doing(answers: Answers) -> Doing:
            paper, item = cast("tuple[EnclosureId, str]", answers["paper"])
            action = cast("MaskAction", answers["action"])
            return lambda desk: papers.black_out(desk, id_, paper, item, action)

        choices = tuple(
            ((paper.id, item), self._visible(opened, paper, item)) for paper, item in visible
        )
        actions = self._choices(MaskAction)
        return Question(
            title=self.tr("Black out what is visible"),
            verb=self.tr("Note what was done"),
            doing=doing,
            effect=self.tr("Black it out, destroy the page or set it aside to go back"),
            detail=self.tr(
                "What stands there is typed nowhere (PR-6). A page to be sent back goes onto the "
                "return list; the next posting puts it into the envelope."
            ),
            asked=(
                ChoiceAsked("paper", self.tr("What is visible"), choices, choices[0][0]),
                ChoiceAsked("action", self.tr("What was done"), actions, MaskAction.MASKED_HERE),
            ),
            lasting=True,
        )

    def let_go(self, opened: Opened, paper_id: EnclosureId) -> Question:
        """Record that a paper that may not be kept is to be returned, or was destroyed."""
        language, id_ = self._session.language, opened.id
        paper = next(each for each in opened.file.enclosures if each.id == paper_id)

        def doing(answers: Answers) -> Doing:
            where = cast("papers.PaperWhereabouts", answers["whereabouts"])
            return lambda desk: papers.let_go(desk, id_, paper_id, where)

        words = {
            papers.PaperWhereabouts.TO_RETURN: self.tr("To be returned"),
            papers.PaperWhereabouts.DESTROYED: self.tr("Destroyed"),
        }
        return Question(
            title=self.tr("Paper that may not be kept"),
            verb=self.tr("Note what was done"),
            doing=doing,
            effect=messages.titled(opened.rules.document(paper.kind), paper.kind, language),
            detail=self.tr(
                "It does not stay in the case folder (PR-6). To be returned, it goes onto the "
                "return list; the next posting puts it into the envelope."
            ),
            asked=(
                ChoiceAsked(
                    "whereabouts",
                    self.tr("What was done"),
                    tuple(words.items()),
                    papers.PaperWhereabouts.DESTROYED,
                ),
            ),
            lasting=True,
        )

    def allot(self, opened: Opened) -> Question | None:
        """Allot the pieces of the envelope that this application and its siblings came in."""
        item = opened.file.mail[0]
        pieces = [(line.id, count) for line in item.payments for count in range(line.count)]
        if not pieces or not opened.file.siblings:
            return None
        language, id_ = self._session.language, opened.id
        taken = {
            line.id: sum(a.count for a in line.allotments if a.application == id_)
            for line in item.payments
        }

        def doing(answers: Answers) -> Doing:
            ticked = cast("tuple[tuple[PaymentLineId, int], ...]", several(answers, "pieces"))
            return lambda desk: _allot(desk, item.id, id_, ticked)

        names = {
            line.id: f"{messages.label(line.piece, language)} "
            + writing.yen(line.denomination, language)
            for line in item.payments
        }
        before = tuple(
            (line.id, each.application, each.count)
            for line in item.payments
            for each in line.allotments
        )
        choices = tuple((piece, names[piece[0]]) for piece in pieces)
        ticked = tuple(piece for piece in pieces if piece[1] < taken[piece[0]])
        return Question(
            title=self._label(Verb.ALLOT),
            verb=self.tr("Allot"),
            doing=doing,
            effect=self.tr("{number}: whole pieces of the envelope for this application").format(
                number=opened.application.receipt_number
            ),
            detail=self.tr("What is not ticked stays with the other applications."),
            asked=(TicksAsked("pieces", self.tr("Pieces"), choices, ticked),),
            undo=lambda _: Undo(
                Did.ALLOTMENT,
                opened.application.receipt_number,
                partial(undoing.take_back_allotment, id_=item.id, before=before),
            ),
        )

    def _visible(self, opened: Opened, paper: Enclosure, item: str) -> str:
        language = self._session.language
        kind = messages.titled(opened.rules.document(paper.kind), paper.kind, language)
        return f"{kind}: {messages.titled(opened.rules.mask(item), item, language)}"


def _unlisted(opened: Opened) -> list[tuple[Enclosure, str]]:
    """Return the items whose pages were to go back and stand on no return list: asked anew."""
    return [
        (page.paper, each.item)
        for page in pages_back.unlisted(opened.file)
        for each in page.paper.masking
        if each.item in page.items
    ]


def _application(desk: Desk, number: str) -> ApplicationId:
    """Return the application of a typed receipt number; raises NotFound where there is none."""
    try:
        wanted = str(read_receipt_number(number))
    except CodeError as error:
        raise NotFound(place="to") from error
    with reading.cases(desk) as books:
        found = books.files.by_number(wanted)
    if found is None:
        raise NotFound(place="to")
    return found


def _allot(
    desk: Desk,
    mail_item: MailItemId,
    application: ApplicationId,
    ticked: tuple[tuple[PaymentLineId, int], ...],
) -> Changes:
    """Give the ticked pieces to one application; the others keep what is left of theirs."""
    with reading.cases(desk) as books:
        item = books.mail.get(mail_item)
    pieces = []
    for line in item.payments:
        own = sum(1 for id_, _ in ticked if id_ == line.id)
        pieces.append((line.id, application, own))
        left = line.count - own
        for other in line.allotments:
            if other.application != application:
                share = min(other.count, left)
                left -= share
                pieces.append((line.id, other.application, share))
    return intake.allot(desk, mail_item, tuple(pieces))


# A paper of the case folder read on: what was not read yet, and what was read wrongly (B5, C2).


_UNREAD = "unread"
_THREE = {_UNREAD: None, "yes": True, "no": False}
_DAYS = ("issued_on", "valid_until", "born")
_LINES = ("name", "address", "former_name", "former_address")
_TICKED = (
    "original",
    "names_principal",
    "names_proxy",
    "other_signed",
    "powers_listed",
    "registered_seal",
    "covers_receipt",
)
_YES_OR_NO = ("shows_address", "powers_cover", "supervisor_appointed", "seal_matches")
_AS_ON_FORM = {"kind": "certified", "other_holder_signed": "other_signed"}
_EVERY_PAPER = frozenset({"original", "shows_address", *_DAYS, *_LINES})


class ReadingQuestions(Questions):
    """Writes the question in the clerk's language."""

    def read(self, opened: Opened, paper: Enclosure) -> Question:
        """Ask for what stands on a paper; the reason is needed where something read changes."""
        form, application = _form_of(paper), opened.application

        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            written = enclosure_of(_answered(form, answers), paper.arrived_on)
            draft = ReadingDraft(
                application.id, application.version, written, text(answers, "reason")
            )
            return lambda desk: read_paper(desk, draft)

        return Question(
            title=self._label(Verb.READ_PAPER),
            verb=self.tr("Keep what was read"),
            doing=doing,
            effect=messages.titled(
                opened.rules.document(paper.kind), paper.kind, self._session.language
            ),
            detail=self.tr(
                "As written on the paper. A number that must be masked is typed nowhere."
            ),
            asked=(
                *self._asked(form),
                LongAsked("reason", self.tr("Reason, where something read before changes")),
            ),
        )

    def unread(self, opened: Opened) -> Enclosure | None:
        """Return the first paper of which something was not read yet; else the first of all."""
        for finding in opened.examination.findings:
            if finding.code.endswith(".unread") and finding.verdict.value == "ask":
                for paper in opened.file.enclosures:
                    if finding.subject.startswith(paper.id):
                        return paper
        return next(iter(opened.file.enclosures), None)

    def _asked(self, form: PaperForm) -> Iterator[Asked]:
        names = _names(form)
        for name in _LINES:
            if name in {"name", "address"} or getattr(form, name):
                yield LineAsked(name, self._field(name), getattr(form, name))
        for name in _DAYS:
            yield DayAsked(name, self._field(name), getattr(form, name))
        ticks = tuple((name, self._field(name)) for name in _TICKED if name in names)
        ticked = tuple(name for name, _ in ticks if getattr(form, name))
        yield TicksAsked("ticked", self.tr("What the paper shows"), ticks, ticked)
        yield from (self._three(name, form) for name in _YES_OR_NO if name in names)
        yield from self._of_proxy(form, names)

    def _of_proxy(self, form: PaperForm, names: frozenset[str]) -> Iterator[Asked]:
        if "authority" in names:
            yield self._choice("authority", tuple(Authority), form.authority)
        if "certified" in names:
            yield self._choice("certified", CERTIFIED, form.certified)
            yield self._choice("exercise", tuple(Exercise), form.exercise)
        if "rights" in names:
            rights = self._choices(Right)
            yield TicksAsked("rights", self._field("rights"), rights, form.rights)

    def _three(self, name: str, form: PaperForm) -> ChoiceAsked:
        says = partial(messages.answer, name, self._session.language)
        words = {_UNREAD: self.tr("not read yet"), "yes": says(yes=True), "no": says(yes=False)}
        chosen = next(word for word, known in _THREE.items() if known is getattr(form, name))
        return ChoiceAsked(name, self._field(name), tuple(words.items()), chosen)

    def _choice(
        self, name: str, values: tuple[Authority | ProxyKind | Exercise, ...], value: object
    ) -> ChoiceAsked:
        choices = ((_UNREAD, self.tr("not read yet")), *self._choices(values))
        return ChoiceAsked(name, self._field(name), choices, value or _UNREAD)

    def _field(self, name: str) -> str:
        own = {
            "original": self.tr("It is the original"),
            "names_principal": self.tr("It names the principal"),
            "names_proxy": self.tr("It names the proxy"),
            "other_signed": self.tr("The other holder signed too"),
            "powers_listed": self.tr("The powers are listed"),
            "registered_seal": self.tr("It bears the registered seal"),
            "covers_receipt": self.tr("It covers the receipt of the reply"),
            "seal_matches": self.tr("The seal equals the certificate"),
            "authority": self.tr("Parental authority or guardianship"),
            "certified": self.tr("What it certifies"),
            "exercise": self.tr("How the powers are exercised"),
            "former_address": self.tr("Former address"),
        }
        field = messages.field(name, self._session.language)
        return own.get(name, field[:1].upper() + field[1:])


def _names(form: PaperForm) -> frozenset[str]:
    """Return what is read from a kind of paper."""
    kind = form.kind
    own = QUESTIONS.get(kind, ())
    if kind in NAMING_DEPENDANTS:
        own = ("names_principal", "names_proxy")
    return _EVERY_PAPER | frozenset(own)


def _form_of(paper: Enclosure) -> PaperForm:
    """Return a paper as a form: what nobody read yet is blank."""
    issued, shown = paper.issued_on, _shown(paper)
    if "dated" in shown:
        dated = shown.pop("dated")
        issued = dated or issued if paper.kind == LETTER_OF_PROXY else issued
    return PaperForm(
        key=paper.id,
        kind=paper.kind,
        of=paper.of,
        here=True,
        original=paper.original,
        issued_on=issued,
        valid_until=paper.valid_until,
        name=paper.name,
        address=paper.address,
        born=paper.born,
        shows_address=paper.shows_address,
        former_name="、".join(paper.former_names),
        former_address="、".join(paper.former_addresses),
        note=paper.note,
        whereabouts=paper.whereabouts,
        **shown,
    )


def _shown(paper: Enclosure) -> dict[str, Any]:
    """Return what a paper shows of a proxy, as its form names it."""
    shown: dict[str, Any] = {}
    for part in (paper.register, paper.guardianship, paper.mandate):
        if part is not None:
            told = {each.name: getattr(part, each.name) for each in fields(part)}
            shown |= {_AS_ON_FORM.get(name, name): value for name, value in told.items()}
    if "certified" in shown:
        shown["certified"] = ProxyKind(shown["certified"])
    if "rights" in shown:
        shown["rights"] = tuple(right for right in Right if right.value in shown["rights"])
    return shown


def _answered(form: PaperForm, answers: Answers) -> PaperForm:
    """Return the form with what was answered."""
    ticked = several(answers, "ticked")
    names = _names(form)
    fresh: dict[str, Any] = {name: name in ticked for name in _TICKED if name in names}
    fresh |= {name: answers[name] for name in (*_DAYS, *_LINES) if name in answers}
    fresh |= {name: _THREE[cast("str", answers[name])] for name in _YES_OR_NO if name in answers}
    for name in ("authority", "certified", "exercise"):
        if name in answers:
            fresh[name] = None if answers[name] == _UNREAD else answers[name]
    if "rights" in answers:
        fresh["rights"] = several(answers, "rights")
    return replace(form, **fresh)


# What is noted of an application beside its course: where its papers lie.


def filing_told(noted: Filing) -> str:
    """Tell where the papers lie, and that something is to be mended; empty where neither."""
    told = []
    if noted.place:
        told.append(
            QCoreApplication.translate("Filing", "Papers: {place}").format(place=noted.place)
        )
    if noted.corrective is CorrectiveNeed.NEEDED:
        told.append(QCoreApplication.translate("Filing", "Corrective action needed"))
    return "  ".join(told)


class FilingQuestions(Questions):
    """Writes the question about where the papers of an application lie."""

    def note(self, opened: Opened) -> Question:
        """Ask where the papers lie, whether anything is to be mended, and for a remark."""
        now, id_ = opened.filing, opened.id

        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            corrective = answers.get("corrective")
            draft = FilingDraft(
                id_,
                text(answers, "place"),
                corrective if isinstance(corrective, CorrectiveNeed) else None,
                text(answers, "remark"),
            )
            return partial(filing.note_filing, draft=draft)

        before = filing.draft_of(id_, now)
        number = opened.application.receipt_number
        undo = Undo(Did.FILING, number, partial(filing.note_filing, draft=before))
        undecided = ("", self.tr("not said yet"))
        return Question(
            title=self.tr("Where the papers of {number} lie").format(number=number),
            verb=self.tr("Note it"),
            doing=doing,
            effect=self.tr("The ledger of applications tells it; nothing that is signed changes."),
            asked=(
                LineAsked(
                    "place",
                    self.tr("Papers kept at"),
                    now.place,
                    offered=opened.beside.places,
                    offers=self.tr("↓ used before"),
                ),
                ChoiceAsked(
                    "corrective",
                    self.tr("Corrective action"),
                    (undecided, *self._choices(CorrectiveNeed)),
                    now.corrective or "",
                ),
                LongAsked("remark", self.tr("Remarks"), now.remark),
            ),
            undo=lambda _: undo,
        )
