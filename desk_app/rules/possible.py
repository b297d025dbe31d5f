# SPDX-License-Identifier: MIT
"""What can be done with an application now: every attempt that the workflow does not refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time

from desk_app.records.history import Judgement, Topic
from desk_app.records.ids import JudgementId, UserId
from desk_app.records.people import Role
from desk_app.rules import letters_due
from desk_app.rules.claims import ANSWERS_NOTHING, ENDED, live_decision
from desk_app.rules.permission import judging
from desk_app.rules.permission.attempt import Attempt, Ending, Verb
from desk_app.rules.situation import Situation
from desk_app.rules.workflow import WORKFLOW, Workflow, refusals

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
    ruling = min(judging.RULINGS[topic], key=lambda each: each.value)
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
