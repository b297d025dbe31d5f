# SPDX-License-Identifier: MIT
"""Who may do what, in which state: one table, and all that can be done now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from desk_app.records.base import JudgementId, UserId
from desk_app.records.case.decisions import Decision, Outcome
from desk_app.records.case.history import Judgement, Ruling, Topic
from desk_app.records.case.letters import ANSWERS_NOTHING
from desk_app.records.desk.people import Role
from desk_app.rules.case.claims import ENDED, live_decision
from desk_app.rules.letters import letters_due
from desk_app.rules.rulebook import rulebook
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.situation.situation import Situation
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow import conditions, judging
from desk_app.rules.workflow import conditions as needs
from desk_app.rules.workflow.attempt import Attempt, Ending, Verb
from desk_app.rules.workflow.conditions import Condition

__all__ = [
    "WORKFLOW",
    "Attempt",
    "Ending",
    "Verb",
    "VerbLine",
    "Workflow",
    "duty",
    "endings",
    "endings_of",
    "refusals",
]


@dataclass(frozen=True, slots=True)
class VerbLine:
    """A verb's line of the table: the duty whose roles may do it, and what it needs."""

    duty: Duty
    needs: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Workflow:
    """The table: verbs, what each way of ending a claim needs, and topics with a duty of their own.

    It is handed to the functions below so that a test can hand them a broken one.
    """

    verbs: Mapping[Verb, VerbLine]
    endings: Mapping[Ending, tuple[Condition, ...]]
    topics: Mapping[Topic, Duty]


WORKFLOW = Workflow(
    verbs={
        Verb.LOG: VerbLine(Duty.LOG),
        Verb.CORRECT: VerbLine(Duty.LOG, (needs.logged,)),
        Verb.ALLOT: VerbLine(Duty.LOG, (needs.logged, conditions.something_to_allot)),
        Verb.ATTACH_SUPPLEMENT: VerbLine(Duty.LOG, (needs.logged,)),
        Verb.MOVE_SUPPLEMENT: VerbLine(Duty.LOG, (needs.logged,)),
        Verb.READ_PAPER: VerbLine(Duty.CHECK, (needs.logged, needs.paper_there)),
        Verb.JUDGE: VerbLine(Duty.CHECK, (needs.logged, judging.still_asked, judging.to_judge)),
        Verb.ASK_DEPARTMENT: VerbLine(
            Duty.ASK_DEPARTMENT,
            (needs.logged, needs.something_open, needs.goes_on, conditions.not_asked_already),
        ),
        Verb.CHASE_DEPARTMENT: VerbLine(Duty.ASK_DEPARTMENT, (conditions.answer_awaited,)),
        Verb.RECORD_ANSWER: VerbLine(Duty.ASK_DEPARTMENT, (conditions.answer_awaited,)),
        Verb.ACKNOWLEDGE: VerbLine(
            Duty.WRITE_LETTERS,
            (
                needs.logged,
                conditions.something_to_tell,
                needs.something_asked,
                needs.nothing_waits,
                conditions.word_on_heirs,
                conditions.not_acknowledged,
            ),
        ),
        Verb.GIVE_NOTICE: VerbLine(
            Duty.WRITE_LETTERS,
            (
                needs.logged,
                needs.something_open,
                needs.goes_on,
                conditions.word_on_heirs,
                needs.something_missing,
                needs.no_notice_waits,
                needs.not_all_asked,
            ),
        ),
        Verb.GIVE_DELAY: VerbLine(
            Duty.WRITE_LETTERS,
            (
                needs.logged,
                needs.something_open,
                needs.something_asked,
                needs.goes_on,
                conditions.word_on_heirs,
                needs.target_in_danger,
                conditions.no_delay_waits,
            ),
        ),
        Verb.CONFIRM_LAPSE: VerbLine(
            Duty.CONFIRM_LAPSE,
            (
                needs.logged,
                needs.claims_known,
                needs.claims_open,
                needs.no_withdrawal_waits,
                conditions.word_on_heirs,
            ),
        ),
        Verb.CONFIRM_WITHDRAWAL: VerbLine(Duty.CONFIRM_WITHDRAWAL, (needs.logged,)),
        Verb.PROPOSE: VerbLine(
            Duty.PROPOSE,
            (
                needs.logged,
                needs.claims_known,
                needs.claims_open,
                needs.no_withdrawal_waits,
                conditions.word_on_heirs,
                needs.not_proposed,
                needs.says_enough,
            ),
        ),
        Verb.TAKE_BACK: VerbLine(Duty.PROPOSE, (needs.waits_for_approval, needs.by_proposer)),
        Verb.SEND_BACK: VerbLine(Duty.APPROVE, (needs.waits_for_approval,)),
        Verb.APPROVE: VerbLine(
            Duty.APPROVE,
            (
                needs.waits_for_approval,
                needs.claims_open,
                needs.no_withdrawal_waits,
                conditions.word_on_heirs,
                needs.by_another,
                needs.says_enough,
            ),
        ),
        Verb.ISSUE_LETTER: VerbLine(
            Duty.WRITE_LETTERS,
            (
                needs.no_withdrawal_waits,
                conditions.word_on_heirs,
                conditions.approval_holds,
                conditions.letter_owed,
            ),
        ),
        Verb.VOID_LETTER: VerbLine(
            Duty.WRITE_LETTERS, (conditions.letter_valid, conditions.letter_unposted)
        ),
        Verb.PRINT_LETTER: VerbLine(
            Duty.WRITE_LETTERS,
            (
                conditions.letter_valid,
                conditions.word_on_heirs,
                conditions.not_held_up,
                conditions.approval_holds,
                conditions.not_overtaken,
            ),
        ),
        Verb.POST: VerbLine(
            Duty.POST,
            (
                conditions.letter_valid,
                conditions.letter_unposted,
                conditions.word_on_heirs,
                conditions.not_held_up,
                conditions.approval_holds,
                conditions.not_overtaken,
                conditions.not_before_its_date,
                conditions.due_date_stands,
                conditions.cash_lies_alone,
                conditions.cash_goes_as_cash,
            ),
        ),
        Verb.RECORD_DELIVERY: VerbLine(Duty.POST, (conditions.under_way,)),
        Verb.RECORD_RETURN: VerbLine(Duty.POST, (conditions.under_way,)),
        Verb.SEND_AGAIN: VerbLine(
            Duty.WRITE_LETTERS,
            (
                conditions.came_back,
                conditions.word_on_heirs,
                conditions.has_an_address,
                conditions.new_address_by_another,
                conditions.not_withdrawn_since,
            ),
        ),
        Verb.LIST_RETURNS: VerbLine(
            Duty.WRITE_LETTERS,
            (needs.logged, conditions.something_held, conditions.cash_lies_alone),
        ),
        Verb.RETURN_THINGS: VerbLine(
            Duty.POST,
            (
                conditions.something_held,
                conditions.cash_lies_alone,
                conditions.cash_goes_as_cash,
            ),
        ),
    },
    endings={
        Ending.ANSWERED: (
            conditions.covered,
            needs.complete,
            needs.identity_shown,
            needs.authority_shown,
            needs.fee_fine,
        ),
        Ending.IDENTITY_NOT_SHOWN: (
            needs.identity_not_shown,
            needs.identity_asked_in_vain,
            needs.fee_fine_or_lapsed,
        ),
        Ending.AUTHORITY_NOT_SHOWN: (
            needs.authority_not_shown,
            needs.authority_asked_in_vain,
            needs.fee_fine_or_lapsed,
        ),
        Ending.LAPSED: (needs.chargeable, needs.fee_short, needs.fee_asked_in_vain),
        Ending.WITHDRAWN: (needs.writing_signed,),
        Ending.REFERRED: (),
    },
    topics={
        Topic.LATE_ARRIVAL: Duty.ACCEPT_LATE,
        Topic.JOINT_AUTHORITY: Duty.DECIDE_JOINT,
        Topic.GO_ON_WITHOUT: Duty.GO_ON_WITHOUT,
        Topic.DOUBT: Duty.GO_ON_WITHOUT,
        Topic.DECEASED: Duty.GO_ON_WITHOUT,
        Topic.WITHDRAWAL: Duty.CONFIRM_WITHDRAWAL,
        Topic.POST_AS_ISSUED: Duty.GO_ON_WITHOUT,
        Topic.CASH_BACK: Duty.GO_ON_WITHOUT,
    },
)
"""The table in force; that a second person approves is a line of the verb ``APPROVE``."""

_TELLS = frozenset({Verb.ISSUE_LETTER, Verb.PRINT_LETTER, Verb.POST})
"""The verbs with which a decision leaves the desk: what its outcome needs is asked each time."""

_ALONE = (Refusal.WITHDRAWAL_OPEN, Refusal.DECEASED_OPEN, Refusal.DECEASED_REFERRED)
"""What is said alone: the first of these makes the other reasons idle."""

_UNPROVEN = {
    "identity": Ending.IDENTITY_NOT_SHOWN,
    "authority": Ending.AUTHORITY_NOT_SHOWN,
}


def refusals(
    attempt: Attempt, situation: Situation, workflow: Workflow = WORKFLOW
) -> tuple[Refusal, ...]:
    """Return every reason why it may not be done now; empty where it may.

    While a withdrawal of it waits nothing else about it is a reason, nor where the principal has
    died: it may not be needed at all.
    """
    role = tuple(_role(attempt, situation.rules, workflow))
    unmet = tuple(dict.fromkeys(_unmet(attempt, situation, workflow)))
    alone = next(((each,) for each in _ALONE if each in unmet), unmet)
    return (*role, *alone)


def _role(attempt: Attempt, rules: Rules, workflow: Workflow) -> Iterator[Refusal]:
    if attempt.roles is not None and not rulebook.may(
        attempt.roles, duty(attempt, workflow), rules
    ):
        yield Refusal.ROLE


def duty(attempt: Attempt, workflow: Workflow = WORKFLOW) -> Duty:
    """Return the duty whose roles may do it: a topic's own, or the verb's."""
    usual = workflow.verbs[attempt.verb].duty
    if attempt.verb is Verb.JUDGE and attempt.judgement is not None:
        return duty_of(attempt.judgement.topic, attempt.judgement.ruling, workflow)
    return usual


def duty_of(topic: Topic, ruling: Ruling, workflow: Workflow = WORKFLOW) -> Duty:
    """Return the duty a verdict asks for: the topic's own, else that of whoever checks.

    That a difference is none is confirmed by whoever approves what others proposed (decision 26).
    """
    if ruling is Ruling.CONFIRMED:
        return Duty.APPROVE
    return workflow.topics.get(topic, workflow.verbs[Verb.JUDGE].duty)


def _unmet(attempt: Attempt, situation: Situation, workflow: Workflow) -> Iterator[Refusal]:
    for condition in workflow.verbs[attempt.verb].needs:
        yield from condition(situation, attempt)
    for ending in endings(attempt, situation.rules):
        for condition in workflow.endings[ending]:
            yield from condition(situation, attempt)
    if attempt.verb in _TELLS:
        yield from _outcome_unmet(attempt, situation, workflow)


def _outcome_unmet(attempt: Attempt, situation: Situation, workflow: Workflow) -> Iterator[Refusal]:
    """Yield what the outcomes a letter tells need and have not any more, until it is posted.

    It is asked as it was at the approval: of an application in which the claim has not ended.
    """
    for decision in conditions.told_decisions(situation, attempt):
        before = situation.before_approval(decision)
        asked = Attempt(Verb.APPROVE, decision=decision)
        for ending in endings_of(decision, situation.rules):
            for condition in workflow.endings[ending]:
                yield from condition(before, asked)


def endings(attempt: Attempt, rules: Rules) -> tuple[Ending, ...]:
    """Return the ways of ending a claim that an attempt means; empty where it ends none.

    A proposal on several grounds needs what each of them needs.
    """
    if attempt.verb is Verb.CONFIRM_LAPSE:
        return (Ending.LAPSED,)
    if attempt.verb is Verb.CONFIRM_WITHDRAWAL:
        return (Ending.WITHDRAWN,)
    if attempt.verb not in {Verb.PROPOSE, Verb.APPROVE}:
        return ()
    if attempt.decision is not None:
        return endings_of(attempt.decision, rules)
    return () if attempt.ending is None else (attempt.ending,)


def endings_of(decision: Decision, rules: Rules) -> tuple[Ending, ...]:
    """Return how a decision ends its claim: by outcome and grounds of the day of its proposal."""
    if decision.outcome is Outcome.REFERRED:
        return (Ending.REFERRED,)
    then = rules.at(decision.proposed_on)
    grounds = (then.ground(use.code) for use in decision.grounds)
    found = (
        Ending.ANSWERED if ground is None else _UNPROVEN.get(ground.unproven, Ending.ANSWERED)
        for ground in grounds
    )
    return tuple(dict.fromkeys(found)) or (Ending.ANSWERED,)


# What can be done with an application now: every attempt that the workflow does not refuse.


_DECIDED_BY_CLAIM = (
    Ending.ANSWERED,
    Ending.IDENTITY_NOT_SHOWN,
    Ending.AUTHORITY_NOT_SHOWN,
    Ending.REFERRED,
)


def allowed(
    situation: Situation,
    *,
    by: UserId | None = None,
    roles: frozenset[Role] | None = None,
    workflow: Workflow = WORKFLOW,
    tried: Iterable[Attempt] | None = None,
) -> tuple[Attempt, ...]:
    """Return what may be done now, by a person or by anybody, in the order of the verbs.

    ``tried`` are the `attempts` of the situation, where they were worked out before.
    """
    return tuple(
        attempt
        for bare in (attempts(situation) if tried is None else tried)
        if not refusals(attempt := replace(bare, by=by, roles=roles), situation, workflow)
    )


def attempts(situation: Situation) -> Iterator[Attempt]:
    """Yield everything that could be tried with what the application has, whatever refuses it."""
    for verb in Verb:
        yield from _OF_VERB.get(verb, _plain)(situation, verb)


def _plain(_: Situation, verb: Verb) -> Iterator[Attempt]:
    yield Attempt(verb)


def _judgements(situation: Situation, verb: Verb) -> Iterator[Attempt]:
    for topic, subject in judging.questions(situation):
        yield Attempt(verb, judgement=_judgement(situation, topic, subject))


def _judgement(situation: Situation, topic: Topic, subject: str) -> Judgement:
    """Return the judgement a topic asks for, as far as it can be made up without a person."""
    ruling = min(judging.choices(situation.case, topic, subject), key=lambda each: each.value)
    at = datetime.combine(situation.on, time(), UTC)
    reason = topic.value
    return Judgement(JudgementId(""), topic, subject, ruling, reason, UserId(""), at, situation.on)


def _inquiries(situation: Situation, verb: Verb) -> Iterator[Attempt]:
    for inquiry in situation.file.inquiries:
        yield Attempt(verb, inquiry=inquiry.id)


def _lapses(situation: Situation, verb: Verb) -> Iterator[Attempt]:
    for claim in situation.open_claims:
        yield Attempt(verb, claims=(claim.id,))


def _withdrawals(situation: Situation, verb: Verb) -> Iterator[Attempt]:
    for writing in situation.file.withdrawals:
        yield Attempt(verb, mail_item=writing.mail_item)


def _proposals(situation: Situation, verb: Verb) -> Iterator[Attempt]:
    for claim in situation.open_claims:
        for ending in _DECIDED_BY_CLAIM:
            yield Attempt(verb, claims=(claim.id,), ending=ending)


def _decisions(situation: Situation, verb: Verb) -> Iterator[Attempt]:
    for claim, state in situation.claim_states.items():
        if state not in ENDED and (decision := live_decision(situation.file, claim)) is not None:
            yield Attempt(verb, decision=decision)


def _owed(situation: Situation, verb: Verb) -> Iterator[Attempt]:
    for due in letters_due.letters_due(situation):
        if due.kind not in ANSWERS_NOTHING:
            yield Attempt(verb, claims=due.claims, letter_kind=due.kind)


def _letters(situation: Situation, verb: Verb) -> Iterator[Attempt]:
    for letter in situation.file.letters:
        yield Attempt(verb, letter=letter.id)


def _postings(situation: Situation, verb: Verb) -> Iterator[Attempt]:
    for posting in situation.file.postings:
        yield Attempt(verb, posting=posting.id)


_OF_VERB: Mapping[Verb, Callable[[Situation, Verb], Iterator[Attempt]]] = {
    Verb.JUDGE: _judgements,
    Verb.CHASE_DEPARTMENT: _inquiries,
    Verb.RECORD_ANSWER: _inquiries,
    Verb.CONFIRM_LAPSE: _lapses,
    Verb.CONFIRM_WITHDRAWAL: _withdrawals,
    Verb.PROPOSE: _proposals,
    Verb.TAKE_BACK: _decisions,
    Verb.SEND_BACK: _decisions,
    Verb.APPROVE: _decisions,
    Verb.ISSUE_LETTER: _owed,
    Verb.VOID_LETTER: _letters,
    Verb.PRINT_LETTER: _letters,
    Verb.POST: _letters,
    Verb.RECORD_DELIVERY: _postings,
    Verb.RECORD_RETURN: _postings,
    Verb.SEND_AGAIN: _postings,
}
"""With what each verb could be tried; the others take nothing."""
