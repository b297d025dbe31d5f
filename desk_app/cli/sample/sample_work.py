# SPDX-License-Identifier: MIT
"""The people of the sample desk at work, from its first day to its last, and how all ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.cli.check import check_reading
from desk_app.cli.sample.pdf_text import text_of
from desk_app.cli.sample.sample_file import (
    Expected,
    Proposal,
    SampleApplication,
    SampleClock,
    SampleDesk,
    SampleEnvelope,
)
from desk_app.desk import registers
from desk_app.desk.applications import (
    accesses,
    checking,
    deciding,
    intake,
    papers,
    supplements,
)
from desk_app.desk.applications.deciding import genuine
from desk_app.desk.context import Desk, Kind
from desk_app.desk.errors import Refused
from desk_app.desk.letters import corresponding
from desk_app.desk.letters.corresponding import pages_of
from desk_app.desk.post import envelopes, postage, posting, stamps
from desk_app.desk.post.envelopes import grams_of
from desk_app.records.base import ApplicationId, ClaimId, MailItemId
from desk_app.records.case.decisions import Content, GroundUse, Outcome
from desk_app.records.case.findings import ClaimState, ReplyState, Verdict
from desk_app.records.case.history import (
    AddressChange,
    ApplicationFile,
    DepartmentInquiry,
    RegisteredRecord,
    Ruling,
    Topic,
)
from desk_app.records.case.letters import ANSWERS_NOTHING, LetterKind
from desk_app.records.case.mail import HeldKind, HeldThing, MailItem, MailKind, Matter
from desk_app.records.case.papers import Enclosure, MaskAction, MaskState, Subject
from desk_app.records.registers import PlaceVersion, ProvisionEntry, PurposeVersion, TrainingEntry
from desk_app.rules.case import replies
from desk_app.rules.case.claims import claim_states, live_decision
from desk_app.rules.fee.pieces import SEN
from desk_app.rules.findings import envelope
from desk_app.rules.letters import letters_due
from desk_app.rules.postage.quote import Contents, Service, usual_envelope
from desk_app.rules.situation import withdrawals
from desk_app.rules.situation.check import examine, told
from desk_app.rules.situation.situation import Situation, situation_of
from desk_app.rules.work_codes import What
from desk_app.rules.workflow import judging

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.post.envelopes import WaitingEnvelope
from desk_app.records.case.stamps import Pile, Postage


@dataclass(frozen=True, slots=True)
class StampDrawer:
    """The desk's own stamps: values in yen with counts, as they lie there on the first day.

    Where there are none, no stamp book is kept, and nothing is told of what pays the postage.
    """

    stamps: tuple[tuple[int, int], ...]

    def fill(self, desk: Desk) -> None:
        """Open the stamp book with what lies in the drawer."""
        if self.stamps:
            stamps.open_book(desk, stamps.StampDraft(self._piles(), desk.today))

    def postage_for(
        self, desk: Desk, envelope: WaitingEnvelope, things: Sequence[HeldThing]
    ) -> Postage | None:
        """Return what an envelope costs, paid with the fewest stamps there are.

        Where none make it up, as many are bought as lay there on the first day.
        """
        if not self.stamps:
            return None
        service = Service(envelope.usual)
        sheets = envelope.every_sheet
        name = usual_envelope(sheets, desk.tariff.on(desk.today))
        contents = Contents(name, sheets, grams=grams_of(things))
        offered = postage.offer(desk, contents, service, desk.today)
        if not offered.choices or offered.choices[0].over:
            stamps.buy(desk, stamps.StampDraft(self._piles(), desk.today))
            offered = postage.offer(desk, contents, service, desk.today)
        return postage.postage_of(offered.quote, service, offered.choices[0])

    def _piles(self) -> tuple[Pile, ...]:
        return tuple((yen * SEN, count) for yen, count in self.stamps)


# The people of the sample desk at work: they do what the program says is to be done next.


MOST_STEPS = 60
_DELAY = timedelta(days=14)


@dataclass(slots=True)
class SamplePeople:
    """Who works at the sample desk: a clerk who proposes, a supervisor who approves."""

    clerk: Desk
    supervisor: Desk
    department: str
    drawer: StampDrawer
    registers: SampleDesk | None = None
    """Whose registers are filled on the first day; none where they were."""

    def fill_registers(self) -> None:
        """Enter what the sample's registers say, all from the first day on."""
        if self.registers is None:
            return
        desk, today = self.supervisor, self.supervisor.today
        for purpose in self.registers.purposes:
            told = dict(purpose) | {"marks": frozenset(purpose.marks)}
            registers.enter_purpose(desk, PurposeVersion(applies_from=today, **told))
        for place in self.registers.places:
            told = dict(place)
            begun = told.pop("applies_from") or today
            registers.enter_place(desk, PlaceVersion(applies_from=begun, **told))
        for provision in self.registers.provisions:
            registers.enter_provision(desk, ProvisionEntry(id=0, **dict(provision)))
        for training in self.registers.trainings:
            registers.enter_training(desk, TrainingEntry(id=0, **dict(training)))


@dataclass(slots=True)
class SampleCase:
    """One application of the sample desk: its data, and what was used up of them."""

    name: str
    data: SampleApplication
    id: ApplicationId
    judged: int = 0
    proposed: set[int] = field(default_factory=set)

    def proposals(self) -> list[tuple[int, Proposal]]:
        """Return the proposals that were not made yet."""
        left = enumerate(self.data.proposals)
        return [(number, each) for number, each in left if number not in self.proposed]


class Clerk:
    """Works on one application at a time, step by step, as ``Next`` says.

    Answers are left lying, printed, while ``posts_answers`` is off; a notice goes on its day.
    """

    def __init__(self, people: SamplePeople) -> None:
        self.posts_answers = True
        self._people = people
        self._steps: Mapping[str, Callable[[SampleCase, Situation], bool]] = {
            What.MASK: self._mask,
            What.JUDGE: self._judge,
            What.ACCEPT_LATE: self._judge,
            What.DECIDE_JOINT: self._judge,
            What.GO_ON_WITHOUT: self._judge,
            What.CLEAR_UP: self._judge,
            What.ASK_DEPARTMENT: self._ask,
            What.CHASE_DEPARTMENT: self._chase,
            What.GIVE_NOTICE: partial(self._issue, kind=LetterKind.DEFICIENCIES),
            What.CONFIRM_LAPSE: self._lapse,
            What.CONFIRM_WITHDRAWAL: self._withdraw,
            What.PROPOSE: self._propose,
            What.APPROVE: self._approve,
            What.ISSUE_LETTER: self._answer,
            What.PRINT_LETTER: self._print,
            What.POST_LETTER: self._post,
            What.RETURN_THINGS: self._return,
            What.GIVE_DELAY: partial(self._issue, kind=LetterKind.DELAY),
        }

    def work_on(self, case: SampleCase) -> bool:
        """Do all that can be done on an application today; whether it has ended."""
        for _ in range(MOST_STEPS):
            situation = self.look(case)
            if self._refer(case) or self._take_answer(case, situation):
                continue
            what = told(situation).next.what
            step = self._steps.get(what)
            if step is None or not step(case, situation):
                return what == What.KEEP
        return False

    def look(self, case: SampleCase) -> Situation:
        """Return how an application stands today."""
        desk = self._people.clerk
        with desk.ports.store.reading() as books:
            file = books.files.get(case.id)
        return situation_of(file, desk.rules_of(file.application), desk.today)

    def _mask(self, case: SampleCase, situation: Situation) -> bool:
        desk, action = self._people.clerk, case.data.masking
        if action is None:
            return False
        asked = {each.subject for each in situation.findings if each.verdict is Verdict.ASK}
        for paper in situation.file.enclosures:
            masked = (each for each in paper.masking if each.state is MaskState.VISIBLE)
            visible = [each.item for each in masked if each.action is None]
            for item in visible:
                papers.black_out(desk, case.id, paper.id, item, action)
            if not visible and paper.id in asked:
                papers.let_go(desk, case.id, paper.id, _whereabouts(action))
        return True

    def _judge(self, case: SampleCase, situation: Situation) -> bool:
        """Judge the first question; the data say how, and a clerk's eye says "the same"."""
        asked = judging.questions(situation)
        if not asked:
            return False
        topic, subject = asked[0]
        ruling, reason, alone = Ruling.SAME, "", topic not in judging.NEEDS_REASON
        given = [each for each in case.data.judgings if each.topic is topic]
        if given:
            ruling, reason = given[0].ruling, given[0].reason
        elif not alone or ruling not in judging.RULINGS[topic]:
            return False
        who = self._people.clerk if alone else self._people.supervisor
        checking.judge(who, checking.JudgementDraft(case.id, topic, subject, ruling, reason))
        return True

    def _ask(self, case: SampleCase, _: Situation) -> bool:
        desk = self._people.clerk
        checking.ask_department(desk, case.id, self._people.department, desk.today)
        return True

    def _take_answer(self, case: SampleCase, situation: Situation) -> bool:
        """Record what the department answers on its day, whatever else is to be done."""
        desk, asked = self._people.clerk, _unanswered(situation)
        if not asked or desk.today < _answer_day(case.data, situation, asked[0]):
            return False
        found = _records(case.data, situation.file)
        answer = checking.AnswerDraft(case.id, asked[0].id, desk.today, found, nothing=not found)
        checking.record_answer(desk, answer)
        return True

    def _chase(self, case: SampleCase, situation: Situation) -> bool:
        desk, asked = self._people.clerk, _unanswered(situation)
        if any(each.chased_on for each in asked):
            return False
        checking.chase_department(desk, case.id, asked[0].id, desk.today)
        return True

    def _answer(self, case: SampleCase, situation: Situation) -> bool:
        due = letters_due.letters_due(situation)
        answers = [each for each in due if each.kind not in ANSWERS_NOTHING]
        return bool(answers) and self._issue(case, situation, answers[0].kind, answers[0].claims)

    def _issue(
        self,
        case: SampleCase,
        situation: Situation,
        kind: LetterKind,
        claims: tuple[ClaimId, ...] = (),
    ) -> bool:
        desk = self._people.clerk
        draft = corresponding.LetterDraft(
            application=case.id,
            version=situation.file.application.version,
            kind=kind,
            posting_day=desk.today,
            claims=claims,
            new_target=desk.today + _DELAY if kind is LetterKind.DELAY else None,
        )
        corresponding.issue_letter(desk, draft)
        return True

    def _print(self, case: SampleCase, situation: Situation) -> bool:
        waiting = [each.id for each in replies.unposted(situation.file) if not each.printed_at]
        corresponding.record_printed(self._people.clerk, case.id, tuple(waiting))
        return True

    def _post(self, case: SampleCase, situation: Situation) -> bool:
        """Post an envelope to each addressee, in the first everything that goes back but cash."""
        if not self.posts_answers and replies.state(situation.file) is ReplyState.TO_POST:
            return False
        desk = self._people.clerk
        things = tuple(
            each
            for each in envelope.things_to_return(situation.file)
            if each.kind is not HeldKind.CASH
        )
        own = (each for each in envelopes.waiting(desk) if each.application == case.id)
        for waiting in own:
            draft = posting.PostingDraft(
                application=case.id,
                letters=tuple(letter.id for letter in waiting.letters),
                kind=waiting.usual,
                posted_on=desk.today,
                returned=tuple(each.id for each in things),
                postage=self._people.drawer.postage_for(desk, waiting, things),
            )
            posting.post(desk, draft)
            things = ()
        self._return_cash(case, situation)
        return True

    def _return_cash(self, case: SampleCase, situation: Situation) -> None:
        """Have a supervisor say that cash goes back, and send it in an envelope of its own."""
        desk, kind = self._people.clerk, MailKind.CASH_REGISTERED
        for thing in envelope.things_to_return(situation.file):
            if thing.kind is HeldKind.CASH:
                said = checking.JudgementDraft(case.id, Topic.CASH_BACK, thing.id, Ruling.ACCEPTED)
                checking.judge(self._people.supervisor, said)
                draft = posting.ReturnDraft(case.id, (thing.id,), kind, desk.today)
                posting.return_things(desk, draft)

    def _return(self, case: SampleCase, situation: Situation) -> bool:
        desk = self._people.clerk
        things = tuple(each.id for each in envelope.things_to_return(situation.file))
        kind = MailKind(situation.rules.switches.reply_mail)
        posting.return_things(desk, posting.ReturnDraft(case.id, things, kind, desk.today))
        return True

    def _lapse(self, case: SampleCase, situation: Situation) -> bool:
        deciding.confirm_lapse(self._people.supervisor, case.id, situation.lapsing)
        return True

    def _withdraw(self, case: SampleCase, situation: Situation) -> bool:
        for writing in withdrawals.waiting(situation.case):
            deciding.confirm_withdrawal(self._people.supervisor, case.id, writing.mail_item)
        return True

    def _refer(self, case: SampleCase) -> bool:
        """A service matter is referred at once: nothing about data is checked or said."""
        return any(
            self._try(case, number, proposal)
            for number, proposal in case.proposals()
            if proposal.outcome is Outcome.REFERRED
        )

    def _propose(self, case: SampleCase, _: Situation) -> bool:
        tried = [self._try(case, number, each) for number, each in case.proposals()]
        return any(tried)

    def _try(self, case: SampleCase, number: int, proposal: Proposal) -> bool:
        """Propose, if the claim is open and the workflow allows it; whether it was proposed."""
        file = self.look(case).file
        states = claim_states(file)
        named = (each for each in file.application.claims if each.right.value == proposal.claim)
        claim = next((each for each in named if states[each.id] is ClaimState.OPEN), None)
        if claim is None:
            return False
        draft = deciding.ProposalDraft(
            application=case.id,
            version=file.application.version,
            claim=claim.id,
            outcome=proposal.outcome,
            grounds=tuple(GroundUse(**dict(ground)) for ground in proposal.grounds),
            facts=proposal.facts,
            explanation=proposal.explanation,
            note=proposal.note,
            content=_content(self._people.clerk, proposal, file),
        )
        try:
            deciding.propose(self._people.clerk, draft)
        except Refused:
            return False
        case.proposed.add(number)
        return True

    def _approve(self, case: SampleCase, situation: Situation) -> bool:
        for id_, state in claim_states(situation.file).items():
            decision = live_decision(situation.file, id_)
            if state is ClaimState.PROPOSED and decision is not None:
                accesses.note_opened(self._people.supervisor, (case.id,))
                deciding.approve(self._people.supervisor, case.id, decision.id)
        return True


def _content(desk: Desk, proposal: Proposal, file: ApplicationFile) -> Content:
    """Return what the letter says, with what the registers say of it.

    Its scope is the form's, unless the clerk writes another.
    """
    content, application = proposal.content_record(), file.application
    content = replace(content, scope=content.scope or application.scope)
    wanted = proposal.of_purposes
    purposes = [each.id for each in registers.purposes(desk) if each.versions[-1].clause in wanted]
    found = registers.provision_offers(desk, application) if proposal.of_provisions else ()
    rows = [each.id for each in found]
    return registers.written_from(desk, content, application, purposes, rows)


def _whereabouts(action: MaskAction) -> papers.PaperWhereabouts:
    returned = action is MaskAction.RETURNED
    return papers.PaperWhereabouts.TO_RETURN if returned else papers.PaperWhereabouts.DESTROYED


def _unanswered(situation: Situation) -> list[DepartmentInquiry]:
    return [each for each in situation.file.inquiries if each.answered_on is None]


def _answer_day(data: SampleApplication, situation: Situation, asked: DepartmentInquiry) -> date:
    """Return the business day on which the department answers."""
    day = asked.asked_on
    for _ in range(data.answer.after_days):
        day = situation.rules.calendar.next_business_day(day + timedelta(days=1))
    return day


def _records(data: SampleApplication, file: ApplicationFile) -> tuple[RegisteredRecord, ...]:
    """Return what the department answers: by default one record that equals the form."""
    if data.answer.nothing:
        return ()
    if data.answer.records:
        return tuple(
            RegisteredRecord(**{**dict(each), "id": f"r{number}"})
            for number, each in enumerate(data.answer.records, 1)
        )
    principal = file.application.principal
    return (
        RegisteredRecord("r1", name=principal.name, born=principal.born, address=principal.address),
    )


# The sample desk from its first day to its last: mail arrives, people work, everything ends.


_OnDay = Callable[[date], None]


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing that will arrive by post for an application that was logged: papers, stamps.

    ``moved`` is the new address that it tells.
    """

    name: str
    mail: MailItem
    papers: tuple[Enclosure, ...]
    moved: AddressChange | None = None
    withdraws: tuple[str, ...] = ()
    written_on: date | None = None
    signed: bool = False


class SampleRun:
    """The run of a sample desk: through every business day until nothing is left to do."""

    def __init__(
        self,
        desk: SampleDesk,
        envelopes: tuple[SampleEnvelope, ...],
        people: SamplePeople,
        clock: SampleClock,
    ) -> None:
        self._desk = desk
        self._waiting = list(envelopes)
        self._people = people
        self._clock = clock
        self._clerk = Clerk(people)
        self._coming: list[Coming] = []
        self._open: list[SampleCase] = []
        self.cases: list[SampleCase] = []

    def run(self, progress: _OnDay) -> None:
        """Go through the days; what has not ended by the last one is left as it stands."""
        for day in self._days(self._desk.last_day):
            progress(day)
            self._day()

    def run_until(self, last_day: date, progress: _OnDay) -> None:
        """Go through the days and leave the work of the last one lying: a desk to try.

        The answers of the day before it lie there printed, to be posted; what the basket holds is
        opened, and waits.
        """
        for day in self._days(last_day):
            progress(day)
            self._clerk.posts_answers = self._day_after(day) < last_day
            if day < last_day:
                self._day()
            else:
                self._take_in()
                self._open_basket()

    def _open_basket(self) -> None:
        for each in self._desk.waiting:
            item = MailItem(MailItemId(0), self._clock.today(), **dict(each))
            intake.log_mail(self._people.clerk, item)

    def _days(self, last_day: date) -> Iterator[date]:
        """Move the clock on through the business days as long as anything is left to do."""
        calendar = self._people.clerk.rulebook.calendar
        day = calendar.next_business_day(self._clock.today())
        self._clock.move_to(day)
        self._people.drawer.fill(self._people.clerk)
        self._people.fill_registers()
        while day <= last_day and (self._waiting or self._coming or self._open):
            self._clock.move_to(day)
            yield day
            day = self._day_after(day)

    def _day_after(self, day: date) -> date:
        calendar = self._people.clerk.rulebook.calendar
        return calendar.next_business_day(day + timedelta(days=1))

    def _day(self) -> None:
        self._take_in()
        self._open = [case for case in self._open if not self._clerk.work_on(case)]

    def _take_in(self) -> None:
        today = self._clock.today()
        while self._waiting and self._waiting[0].row.mail_item.arrived_on <= today:
            self._log(self._waiting.pop(0))
        for coming in [each for each in self._coming if each.mail.arrived_on <= today]:
            self._coming.remove(coming)
            self._attach(coming)

    def _log(self, envelope: SampleEnvelope) -> None:
        """Log an envelope with its applications, as a clerk types them from paper."""
        row = envelope.row
        files = check_reading.read(row.check_file(), self._people.clerk.rulebook)
        own = files[0].mail[0]
        drafts = tuple(
            intake.ApplicationDraft(
                application=file.application,
                enclosures=tuple(each for each in file.enclosures if each.mail_item == own.id),
                pieces=data.pieces,
            )
            for file, data in zip(files, row.applications, strict=True)
        )
        mail = replace(own, matter=Matter.NEW_APPLICATION, handled=False)
        changes = intake.log_application(self._people.clerk, intake.EnvelopeDraft(mail, drafts))
        ids = sorted(int(id_) for id_ in changes.ids(Kind.APPLICATION))
        accesses.note_opened(self._people.clerk, map(ApplicationId, ids))
        for name, id_, data, file in zip(envelope.names, ids, row.applications, files, strict=True):
            case = SampleCase(name, data, ApplicationId(id_))
            self.cases.append(case)
            self._open.append(case)
            self._coming.extend(_later(name, file))

    def _attach(self, coming: Coming) -> None:
        moved = coming.moved
        case = next(each for each in self.cases if each.name == coming.name)
        claims = self._clerk.look(case).file.application.claims
        supplements.attach_supplement(
            self._people.clerk,
            supplements.SupplementDraft(
                mail=coming.mail,
                application=case.id,
                enclosures=coming.papers,
                withdraws=tuple(
                    ClaimId(claim.id) for claim in claims if claim.right.value in coming.withdraws
                ),
                written_on=coming.written_on,
                signed=coming.signed,
                by_proxy=moved is not None and moved.of is Subject.PROXY,
                postal_code=moved.postal_code if moved else "",
                address=moved.address if moved else "",
            ),
        )


def _later(name: str, file: ApplicationFile) -> Iterator[Coming]:
    """Yield what will arrive for an application after its own envelope."""
    withdrawals = {each.mail_item: each for each in file.withdrawals}
    moves = {each.mail_item: each for each in file.address_changes}
    rights = {claim.id: claim.right.value for claim in file.application.claims}
    for mail in file.mail[1:]:
        coming = Coming(
            name, mail, tuple(each for each in file.enclosures if each.mail_item == mail.id)
        )
        if writing := withdrawals.get(mail.id):
            withdrawn = tuple(rights[claim] for claim in writing.claims)
            day, signed = writing.written_on, writing.signed
            coming = replace(coming, withdraws=withdrawn, written_on=day, signed=signed)
        if moved := moves.get(mail.id):
            coming = replace(coming, moved=moved, written_on=moved.written_on)
        yield coming


# The letters by the titles on their pages, in both languages, as written in the published set.


_TITLES = {
    "書類等の不備のお知らせ": "L2",
    "請求がなかったものとする旨の通知": "L3",
    "開示決定通知書": "L4",
    "不開示決定通知書": "L5",
    "保有個人データ不存在の通知": "L6",
    "利用目的通知書": "L7",
    "訂正等決定通知書": "L8",
    "利用停止等決定通知書": "L9",
    "第三者提供記録開示通知書": "L10",
    "担当窓口のご案内": "L11",
    "取下げの確認について": "L13",
    "取下げのお申し出について": "L13",
    "回答が遅れる旨のお知らせ": "L15",
    "Notice of Missing or Insufficient Documents and Fee": "L2",
    "Notice of Request Treated as Not Made": "L3",
    "Notice of Decision to Disclose": "L4",
    "Notice of Decision Not to Disclose": "L5",
    "Notice of No Such Data": "L6",
    "Notice of Purpose of Use": "L7",
    "Notice of Decision on Correction, etc.": "L8",
    "Notice of Decision on Cessation of Use, etc.": "L9",
    "Notice of Third-Party Provision Records": "L10",
    "Referral": "L11",
    "Withdrawal Confirmed": "L13",
    "About Your Withdrawal": "L13",
    "Notice of Delay": "L15",
}


def kind_of(text: str) -> str:
    """Return the letter whose title stands on a line of its own; a question mark for none."""
    lines = (line.strip() for line in text.splitlines())
    return next((_TITLES[line] for line in lines if line in _TITLES), "?")


# How the applications of the sample desk ended, read back, beside how they should have.


_STAMPS = frozenset({HeldKind.EXCESS_STAMPS, HeldKind.FEE_STAMPS, HeldKind.FREE_STAMPS})
_UNSIGNED = "not_signed"


@dataclass(frozen=True, slots=True)
class SummaryEntry:
    """One application of the summary."""

    id: str
    what: str
    expected: dict[str, object]
    actual: dict[str, object]
    letters: tuple[str, ...]
    what_ja: str = ""

    @property
    def as_expected(self) -> bool:
        """Return whether it ended as it should."""
        return self.expected == self.actual


def entries(desk: Desk, cases: list[SampleCase], letters: Path) -> Iterator[SummaryEntry]:
    """Read every application back, write its letters as files, and yield how it ended.

    The kinds of letters and what they say are read from the pages' own text, not from the records.
    """
    for case in cases:
        with desk.ports.store.reading() as books:
            file = books.files.get(case.id)
        written = dict(_written(desk, file, letters))
        expected = case.data.expected
        yield SummaryEntry(
            id=case.name,
            what=case.data.what,
            expected=_wanted(expected),
            actual=_actual(desk, file, tuple(map(text_of, written.values())), expected),
            letters=tuple(written),
            what_ja=case.data.what_ja,
        )


def _written(desk: Desk, file: ApplicationFile, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Write the letters that were not voided; yield names and pages in the order of issue."""
    taken: Counter[str] = Counter()
    for letter in file.letters:
        if letter.void:
            continue
        stem = f"{file.application.receipt_number}-{letter.kind.value}"
        taken[stem] += 1
        name = f"{stem}.pdf" if taken[stem] == 1 else f"{stem}-{taken[stem]}.pdf"
        pages = pages_of(desk, letter.id)
        (folder / name).write_bytes(pages)
        yield name, pages


def _wanted(expected: Expected) -> dict[str, object]:
    return {
        "claims": dict(expected.claims),
        "letters": list(expected.letters),
        "back": expected.back,
        "findings": list(expected.findings),
        "judged": list(expected.judged),
        "gone": sorted(expected.gone),
        "masked": list(expected.masked),
        "work": expected.work,
        "said": expected.said(),
    }


def _actual(
    desk: Desk, file: ApplicationFile, texts: tuple[str, ...], expected: Expected
) -> dict[str, object]:
    examination = examine(file, desk.rules_of(file.application), desk.today)
    returned = _returned(file)
    found = {finding.code for finding in examination.findings}
    kinds = [kind_of(text) for text in texts]
    return {
        "claims": {
            claim.right.value: _end(desk, file, claim.id) for claim in file.application.claims
        },
        "letters": kinds,
        "back": sum(thing.amount for thing in returned if thing.kind in _STAMPS),
        "findings": [code for code in expected.findings if code in found],
        "judged": [f"{each.topic.value}:{each.ruling.value}" for each in file.judgements],
        "gone": sorted(thing.kind.value for thing in returned if thing.kind not in _STAMPS),
        "masked": [
            f"{each.item}:{each.action.value}"
            for paper in file.enclosures
            for each in paper.masking
            if each.action
        ],
        "work": examination.work.value,
        "said": {
            kind: {sentence: _unspaced(sentence) in text for sentence in sentences}
            for kind, sentences in expected.said().items()
            for text in [_unspaced("".join(_of_kind(kind, kinds, texts)))]
        },
    }


def _of_kind(kind: str, kinds: list[str], texts: tuple[str, ...]) -> Iterator[str]:
    return (text for each, text in zip(kinds, texts, strict=True) if each == kind)


def _unspaced(text: str) -> str:
    """Return a text without white: where a line of a page ends does not matter."""
    return "".join(text.split())


def _returned(file: ApplicationFile) -> tuple[HeldThing, ...]:
    """Return the things that went back to the applicant."""
    return tuple(
        thing
        for item in file.mail
        for thing in item.held
        if thing.returned_on is not None and thing.application in {None, file.application.id}
    )


def _end(desk: Desk, file: ApplicationFile, claim: ClaimId) -> str:
    """Return how a claim ended: its outcome, with its grounds; or lapsed, withdrawn, open."""
    state = claim_states(file)[claim]
    decision = live_decision(file, claim)
    if decision is None or state not in {ClaimState.DECIDED, ClaimState.REFERRED}:
        return state.value
    if not genuine(desk, file, decision):
        return _UNSIGNED
    grounds = "+".join(
        f"{use.code}({use.item})" if use.item else use.code for use in decision.grounds
    )
    return f"{decision.outcome.value}:{grounds}" if grounds else decision.outcome.value
