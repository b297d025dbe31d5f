# SPDX-License-Identifier: MIT
"""Which letters an application owes now: kind, claims, to whom, and what goes back (practice 7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from desk_app.records.base import ClaimId
from desk_app.records.case.application import Claim, ProxyKind, ReplyTo, Right
from desk_app.records.case.decisions import Decision, Outcome
from desk_app.records.case.findings import ClaimState
from desk_app.records.case.history import Letter
from desk_app.records.case.letters import (
    ANSWERS_NOTHING,
    LETTERS,
    Addressee,
    LetterKind,
    StampsBack,
)
from desk_app.records.case.mail import STAMPS_BACK
from desk_app.rules.case import replies
from desk_app.rules.case.claims import confirmed_withdrawals, live_decision
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.situation import approved, asking, withdrawals
from desk_app.rules.situation.situation import Situation
from desk_app.rules.situation.status import delay_is_due

_OF_RIGHT = {
    Right.PURPOSE: LetterKind.PURPOSE,
    Right.CORRECTION: LetterKind.CORRECTION,
    Right.ADDITION: LetterKind.CORRECTION,
    Right.DELETION: LetterKind.CORRECTION,
    Right.CESSATION: LetterKind.CESSATION,
    Right.ERASURE: LetterKind.CESSATION,
    Right.PROVISION_STOP: LetterKind.CESSATION,
    Right.PROVISION_RECORDS: LetterKind.PROVISION_RECORDS,
}
_OF_DISCLOSURE = {
    Outcome.REFUSED: LetterKind.REFUSAL,
    Outcome.NO_SUCH_DATA: LetterKind.NO_SUCH_DATA,
}
_ORDER = (LetterKind.LAPSE, LetterKind.WITHDRAWAL, LetterKind.REFERRAL)
"""The letters with which a fee goes back come first, so that its stamps are in them."""


@dataclass(frozen=True, slots=True)
class LetterDue:
    """A letter that is owed: the claims it answers, to whom it goes, and the stamps in it.

    ``unproven`` says that it takes the form of L5b: it confirms nothing and goes to the sender.
    """

    kind: LetterKind
    claims: tuple[ClaimId, ...]
    to: Addressee
    unproven: bool = False
    back: StampsBack | None = None


def letters_due(
    situation: Situation, promised: Iterable[StampsBack] | None = None
) -> tuple[LetterDue, ...]:
    """Return the letters to be issued now: answers first, then a notice (L2), then a delay (L15).

    Word to a parent that the child is answered himself goes with the answers.

    Stamps that go back are in the first letter that answers, less what is ``promised`` by letters
    issued before and not posted yet. Whoever cannot read those letters leaves it out: one that
    waits is then taken to carry everything.
    """
    answers = _answers(situation)
    waits = any(map(_answers_unposted, replies.unposted(situation.file)))
    if answers and not (waits and promised is None):
        back = stamps_back(situation, promised or ())
        answers = (replace(answers[0], back=back), *answers[1:])
    return (*answers, *_of_age(situation), *_notice(situation), *_delay(situation))


def _answers_unposted(letter: Letter) -> bool:
    return letter.kind not in ANSWERS_NOTHING


def letter_kind(right: Right, outcome: Outcome) -> LetterKind:
    """Return the letter that tells a decision on a right."""
    if outcome is Outcome.REFERRED:
        return LetterKind.REFERRAL
    if right is Right.DISCLOSURE:
        return _OF_DISCLOSURE.get(outcome, LetterKind.DISCLOSURE)
    return _OF_RIGHT[right]


def _answers(situation: Situation) -> tuple[LetterDue, ...]:
    """Return one letter for the claims of one kind; each writing that withdraws has its own."""
    claims = {claim.id: claim for claim in situation.file.application.claims}
    groups: dict[tuple[LetterKind, bool, int], list[ClaimId]] = {}
    for id_ in replies.unanswered(situation.file, situation.stopped):
        groups.setdefault(_group(situation, claims[id_]), []).append(id_)
    found = (
        _due(situation, kind, tuple(ids), unproven=unproven)
        for (kind, unproven, _), ids in groups.items()
    )
    ordered = sorted(found, key=lambda due: due.kind not in _ORDER)
    return (*ordered, *_told_already(situation))


def _told_already(situation: Situation) -> Iterator[LetterDue]:
    """Yield a letter for each withdrawal that came after its answer: it changes nothing (L13)."""
    for writing in withdrawals.to_be_told(situation.file):
        yield _due(situation, LetterKind.WITHDRAWAL, writing.claims)


def _group(situation: Situation, claim: Claim) -> tuple[LetterKind, bool, int]:
    state = situation.claim_states[claim.id]
    if state is ClaimState.LAPSED:
        return LetterKind.LAPSE, False, 0
    decision = live_decision(situation.file, claim.id)
    if decision is None or state is ClaimState.WITHDRAWN:
        return LetterKind.WITHDRAWAL, False, _writing(situation, claim.id)
    unproven = is_unproven(decision, situation.rules)
    return letter_kind(claim.right, decision.outcome), unproven, 0


def _writing(situation: Situation, claim: ClaimId) -> int:
    """Return which writing withdrew a claim."""
    return next(
        each.mail_item for each in confirmed_withdrawals(situation.file) if claim in each.claims
    )


def is_unproven(decision: Decision, rules: Rules) -> bool:
    """Return whether a decision rests on identity or authority not shown: the form of L5b."""
    return bool(approved.unproven(decision, rules))


def _due(
    situation: Situation, kind: LetterKind, claims: tuple[ClaimId, ...], *, unproven: bool = False
) -> LetterDue:
    to_sender = unproven or LETTERS[kind].to_sender
    to = replies.addressee(situation.file.application, situation.rules, to_sender=to_sender)
    return LetterDue(kind, claims, to, unproven)


def usual_reply_to(kind: ProxyKind | None, rules: Rules) -> ReplyTo:
    """Return to whom the reply goes where the form does not say (practice 7).

    A minor's goes to the parent, and a dead person's to the heir. ``kind`` is None where nobody
    stands for the principal.
    """
    if kind is ProxyKind.HEIR:
        return ReplyTo.PROXY
    term = None if kind is None else rules.proxy(kind)
    if term is None:
        return ReplyTo.PRINCIPAL
    switches = rules.switches
    return ReplyTo(switches.minor_reply_to if term.minor else switches.reply_to_default)


def stamps_back(situation: Situation, promised: Iterable[StampsBack] = ()) -> StampsBack | None:
    """Return the stamps that go back and have not gone yet: whole pieces (practice 2)."""
    left = Counter(dict(situation.fee.returnable_pieces))
    for each in promised:
        left.subtract(dict(each.pieces))
    for item in situation.file.mail:
        for thing in item.held:
            own = thing.application == situation.file.application.id
            if own and thing.kind in STAMPS_BACK and thing.returned_on is not None:
                left.subtract(dict(thing.pieces))
    pieces = tuple(sorted((pile for pile in left.items() if pile[1] > 0), reverse=True))
    amount = sum(denomination * count for denomination, count in pieces)
    return StampsBack(amount, pieces) if pieces else None


def _notice(situation: Situation) -> tuple[LetterDue, ...]:
    """Return the notice owed for what was not asked for yet: one, for all that is missing (D1)."""
    if not asking.unasked(situation.case, situation.deficiencies()):
        return ()
    return (_due(situation, LetterKind.DEFICIENCIES, ()),)


def _of_age(situation: Situation) -> tuple[LetterDue, ...]:
    """Return the word to parent or guardian that the reply goes to the child himself (L1)."""
    if not replies.tells_of_age(situation.file, situation.rules):
        return ()
    claims = tuple(claim.id for claim in situation.file.application.claims)
    return (_due(situation, LetterKind.ACKNOWLEDGEMENT, claims),)


def _delay(situation: Situation) -> tuple[LetterDue, ...]:
    return (_due(situation, LetterKind.DELAY, ()),) if delay_is_due(situation) else ()
