# SPDX-License-Identifier: MIT
"""The people of the sample desk at work: they do what the program says is to be done next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from desk_app.cli.sample_file import Proposal, SampleApplication
from desk_app.cli.sample_stamps import StampDrawer
from desk_app.desk import (
    checking,
    corresponding,
    deciding,
    departments,
    ending,
    envelopes,
    outgoing,
    papers,
    posting,
)
from desk_app.desk.context import Desk
from desk_app.desk.errors import Refused
from desk_app.records.decisions import Content, GroundUse, Outcome
from desk_app.records.findings import ClaimState, ReplyState
from desk_app.records.history import ApplicationFile, DepartmentInquiry, RegisteredRecord, Ruling
from desk_app.records.ids import ApplicationId, ClaimId
from desk_app.records.letters import LetterKind
from desk_app.records.mail import MailKind
from desk_app.records.papers import MaskAction, MaskState
from desk_app.rules import letters_due, replies, withdrawals
from desk_app.rules.check import told
from desk_app.rules.claims import ANSWERS_NOTHING, claim_states, live_decision
from desk_app.rules.findings import envelope
from desk_app.rules.permission import judging
from desk_app.rules.situation import Situation, situation_of
from desk_app.rules.work_codes import What

MOST_STEPS = 60
_DELAY = timedelta(days=14)


@dataclass(slots=True)
class People:
    """Who works at the sample desk: a clerk who proposes, a supervisor who approves."""

    clerk: Desk
    supervisor: Desk
    department: str
    drawer: StampDrawer


@dataclass(slots=True)
class Case:
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

    def __init__(self, people: People) -> None:
        self.posts_answers = True
        self._people = people
        self._steps: Mapping[str, Callable[[Case, Situation], bool]] = {
            What.MASK: self._mask,
            What.JUDGE: self._judge,
            What.ACCEPT_LATE: self._judge,
            What.DECIDE_JOINT: self._judge,
            What.GO_ON_WITHOUT: self._judge,
            What.ASK_DEPARTMENT: self._ask,
            What.CHASE_DEPARTMENT: self._chase,
            What.GIVE_NOTICE: self._give_notice,
            What.CONFIRM_LAPSE: self._lapse,
            What.CONFIRM_WITHDRAWAL: self._withdraw,
            What.PROPOSE: self._propose,
            What.APPROVE: self._approve,
            What.ISSUE_LETTER: self._answer,
            What.PRINT_LETTER: self._print,
            What.POST_LETTER: self._post,
            What.RETURN_THINGS: self._return,
            What.GIVE_DELAY: self._delay,
        }

    def work_on(self, case: Case) -> bool:
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

    def look(self, case: Case) -> Situation:
        """Return how an application stands today."""
        desk = self._people.clerk
        with desk.ports.store.reading() as books:
            file = books.files.get(case.id)
        return situation_of(file, desk.rules_of(file.application), desk.today)

    def _mask(self, case: Case, situation: Situation) -> bool:
        desk, action = self._people.clerk, case.data.masking
        if action is None:
            return False
        for paper in situation.file.enclosures:
            visible = [
                each
                for each in paper.masking
                if each.state is MaskState.VISIBLE and each.action is None
            ]
            for each in visible:
                papers.black_out(desk, case.id, paper.id, each.item, action)
            if not visible and any(
                finding.subject == paper.id and finding.verdict.value == "ask"
                for finding in situation.findings
            ):
                papers.let_go(desk, case.id, paper.id, _whereabouts(action))
        return True

    def _judge(self, case: Case, situation: Situation) -> bool:
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

    def _ask(self, case: Case, _: Situation) -> bool:
        desk = self._people.clerk
        departments.ask_department(desk, case.id, self._people.department, desk.today)
        return True

    def _take_answer(self, case: Case, situation: Situation) -> bool:
        """Record what the department answers on its day, whatever else is to be done."""
        desk = self._people.clerk
        waiting = [each for each in situation.file.inquiries if each.answered_on is None]
        if not waiting or desk.today < _answer_day(case.data, situation, waiting[0]):
            return False
        inquiry = waiting[0]
        found = _records(case.data, situation.file)
        answer = departments.AnswerDraft(case.id, inquiry.id, desk.today, found, nothing=not found)
        departments.record_answer(desk, answer)
        return True

    def _chase(self, case: Case, situation: Situation) -> bool:
        desk = self._people.clerk
        waiting = [each for each in situation.file.inquiries if each.answered_on is None]
        if any(each.chased_on for each in waiting):
            return False
        departments.chase_department(desk, case.id, waiting[0].id, desk.today)
        return True

    def _give_notice(self, case: Case, situation: Situation) -> bool:
        return self._issue(case, situation, LetterKind.DEFICIENCIES)

    def _delay(self, case: Case, situation: Situation) -> bool:
        return self._issue(case, situation, LetterKind.DELAY)

    def _answer(self, case: Case, situation: Situation) -> bool:
        due = letters_due.letters_due(situation)
        answers = [each for each in due if each.kind not in ANSWERS_NOTHING]
        return bool(answers) and self._issue(case, situation, answers[0].kind, answers[0].claims)

    def _issue(
        self, case: Case, situation: Situation, kind: LetterKind, claims: tuple[ClaimId, ...] = ()
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

    def _print(self, case: Case, situation: Situation) -> bool:
        waiting = [each.id for each in replies.unposted(situation.file) if not each.printed_at]
        outgoing.record_printed(self._people.clerk, case.id, tuple(waiting))
        return True

    def _post(self, case: Case, situation: Situation) -> bool:
        """Post an envelope to each addressee, in the first everything that goes back."""
        if not self.posts_answers and replies.state(situation.file) is ReplyState.TO_POST:
            return False
        desk = self._people.clerk
        things = envelope.things_to_return(situation.file)
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
        return True

    def _return(self, case: Case, situation: Situation) -> bool:
        desk = self._people.clerk
        things = tuple(each.id for each in envelope.things_to_return(situation.file))
        kind = MailKind(situation.rules.switches.reply_mail)
        posting.return_things(desk, posting.ReturnDraft(case.id, things, kind, desk.today))
        return True

    def _lapse(self, case: Case, situation: Situation) -> bool:
        ending.confirm_lapse(self._people.supervisor, case.id, situation.lapsing)
        return True

    def _withdraw(self, case: Case, situation: Situation) -> bool:
        for writing in withdrawals.waiting(situation.case):
            ending.confirm_withdrawal(self._people.supervisor, case.id, writing.mail_item)
        return True

    def _refer(self, case: Case) -> bool:
        """A service matter is referred at once: nothing about data is checked or said."""
        return any(
            self._try(case, number, proposal)
            for number, proposal in case.proposals()
            if proposal.outcome is Outcome.REFERRED
        )

    def _propose(self, case: Case, _: Situation) -> bool:
        tried = [self._try(case, number, each) for number, each in case.proposals()]
        return any(tried)

    def _try(self, case: Case, number: int, proposal: Proposal) -> bool:
        """Propose, if the claim is open and the workflow allows it; whether it was proposed."""
        file = self.look(case).file
        states = claim_states(file)
        claim = next(
            (
                each
                for each in file.application.claims
                if each.right.value == proposal.claim and states[each.id] is ClaimState.OPEN
            ),
            None,
        )
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
            content=_content(proposal, file),
        )
        try:
            deciding.propose(self._people.clerk, draft)
        except Refused:
            return False
        case.proposed.add(number)
        return True

    def _approve(self, case: Case, situation: Situation) -> bool:
        for id_, state in claim_states(situation.file).items():
            decision = live_decision(situation.file, id_)
            if state is ClaimState.PROPOSED and decision is not None:
                deciding.approve(self._people.supervisor, case.id, decision.id)
        return True


def _content(proposal: Proposal, file: ApplicationFile) -> Content:
    """Return what the letter says; its scope is the form's, unless the clerk writes another."""
    content = proposal.content_record()
    return replace(content, scope=content.scope or file.application.scope)


def _whereabouts(action: MaskAction) -> papers.Whereabouts:
    returned = action is MaskAction.RETURNED
    return papers.Whereabouts.TO_RETURN if returned else papers.Whereabouts.DESTROYED


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
