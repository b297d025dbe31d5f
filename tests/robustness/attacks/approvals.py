# SPDX-License-Identifier: MIT
"""Approvals that nobody gave: of a decision that one clerk proposed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desk_app.desk import approvals, deciding
from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError
from desk_app.desk.keeping import keep
from desk_app.desk.ports import Books
from desk_app.desk.signing import content_to_sign, decision_said
from desk_app.records.base import UserId
from desk_app.records.decisions import Approval
from desk_app.records.journal import Action
from desk_app.records.people import NO_ROSTER, RosterPlace
from tests.robustness.attacks.hand import PASSWORD, Hand, Signer
from tests.robustness.attacks.office import CLERK, SUPERVISOR, Wanted, opened


@dataclass(frozen=True)
class AnySeal:
    """A seal that signs with any key, at any place."""

    key: Ed25519PrivateKey
    place: RosterPlace

    def sign(self, content: bytes) -> bytes:
        return self.key.sign(content)


def _place(hand: Hand, number: int = 0) -> RosterPlace:
    where = number or hand.office.statements
    return RosterPlace(where, hand.roster.head_at(where) or "")


def _approved(
    hand: Hand,
    by: UserId,
    key: Ed25519PrivateKey,
    place: RosterPlace,
    proposer: Signer | None = None,
) -> Wanted:
    """Put an approval into the rows, its entry noted in the name of whom it names."""

    if proposer is not None:
        _proposed(hand, proposer)

    def write(desk: Desk, books: Books) -> None:
        id_ = hand.office.undecided
        file = books.files.get(id_)
        (decision,) = file.decisions
        assert decision.proposal is not None
        signing = acting_as(desk, by, AnySeal(key, place))
        said = decision_said(file.application, decision)
        approval = approvals.signed_approval(
            signing,
            books,
            approvals.DECISION_APPROVED,
            said,
            decision.proposal,
            decision.proposal.covered,
        )
        books.journal.note(
            Action.DECISION_APPROVED, id_, decision=decision.id, **approvals.noted_of(approval)
        )
        keep(desk, books, replace(file, decisions=(replace(decision, approval=approval),)))

    hand.at_desk(write, by)
    return Wanted(letters=(hand.office.undecided,))


def _proposed(hand: Hand, proposer: Signer) -> None:
    """Put a proposal of another person into the rows."""

    def write(desk: Desk, books: Books) -> None:
        id_ = hand.office.undecided
        file = books.files.get(id_)
        (before,) = file.decisions
        assert before.proposal is not None
        decision = replace(before, proposed_by=proposer.id)
        signing = acting_as(desk, proposer.id, AnySeal(proposer.key, _place(hand)))
        act = approvals.DECISION_PROPOSED
        said = decision_said(file.application, decision)
        proposal = approvals.signed_proposal(signing, books, act, said, before.proposal.covered)
        noted = approvals.noted_of(proposal)
        books.journal.note(act.action, id_, **approvals.proposal_facts(decision), **noted)
        keep(desk, books, replace(file, decisions=(replace(decision, proposal=proposal),)))

    hand.at_desk(write, proposer.id)


def acting_as(desk: Desk, by: UserId, seal: AnySeal) -> Desk:
    actor = replace(desk.actor, id=by)
    return replace(desk, actor=actor, ports=replace(desk.ports, seal=seal))  # type: ignore[arg-type]


def slot_exchanged_and_put_back(hand: Hand) -> Wanted:
    """Exchange the supervisor's slot, approve under an own password, put the slot back."""
    before = hand.body()
    there = hand.slot(SUPERVISOR.name)
    slot, _ = hand.new_slot(replace(SUPERVISOR, password=PASSWORD), there.user.id)
    hand.put(hand.with_wrap(hand.with_slot(slot), slot.recipient))
    with suppress(KnownError):
        desk = opened(hand.site, replace(SUPERVISOR, password=PASSWORD))
        with desk.ports.store.reading() as books:
            (decision,) = books.files.get(hand.office.undecided).decisions
        deciding.approve(desk, hand.office.undecided, decision.id)
        desk.ports.store.close()
    hand.put(before)
    return Wanted(letters=(hand.office.undecided,))


def in_the_supervisors_name(hand: Hand) -> Wanted:
    """Approve in the supervisor's name with the clerk's own key."""
    by = hand.office.users[SUPERVISOR.name]
    return _approved(hand, by, hand.own.signing_key, _place(hand))


def by_the_clerk_himself(hand: Hand) -> Wanted:
    """Approve the own proposal with the own key in the own name."""
    return _approved(hand, hand.clerk.id, hand.own.signing_key, _place(hand))


def by_the_clerk_with_another_as_proposer(hand: Hand) -> Wanted:
    """Sign alone, with the supervisor's name under the proposal."""
    other = Signer(hand.office.users[SUPERVISOR.name], hand.own.signing_key)
    return _approved(hand, hand.clerk.id, hand.own.signing_key, _place(hand), other)


def by_the_removed_one_now(hand: Hand) -> Wanted:
    """Approve with the removed supervisor's key, at the roster's place of now."""
    return _approved(hand, hand.removed.id, hand.removed.key, _place(hand))


def by_the_removed_one_backdated(hand: Hand) -> Wanted:
    """Approve with the removed supervisor's key, at a place at which he still had the duty."""
    return _approved(hand, hand.removed.id, hand.removed.key, _place(hand, 1))


def by_the_removed_one_before_any_roster(hand: Hand) -> Wanted:
    """Approve with the removed supervisor's key, as of the time before there was a roster."""
    return _approved(hand, hand.removed.id, hand.removed.key, NO_ROSTER)


def by_a_second_clerk(hand: Hand) -> Wanted:
    """Approve as another clerk what the clerk proposed."""
    return _approved(hand, hand.second_clerk.id, hand.second_clerk.key, _place(hand))


def by_a_second_clerk_before_any_roster(hand: Hand) -> Wanted:
    """Approve as another clerk, as of the time before a roster said who has the duty."""
    return _approved(hand, hand.second_clerk.id, hand.second_clerk.key, NO_ROSTER)


def by_a_second_clerk_at_a_place_that_is_none(hand: Hand) -> Wanted:
    """Approve as another clerk, at a place that the roster never had."""
    place = RosterPlace(hand.office.statements, "ee" * 32)
    return _approved(hand, hand.second_clerk.id, hand.second_clerk.key, place)


def alone_in_the_first_form(hand: Hand) -> Wanted:
    """Approve in the form of before proposers signed, with the limit of that form raised."""

    def write(desk: Desk, books: Books) -> None:
        id_ = hand.office.undecided
        file = books.files.get(id_)
        (before,) = file.decisions
        proposer = hand.office.users[SUPERVISOR.name]
        decision = replace(before, proposed_by=proposer, proposal=None)
        content = content_to_sign(file.application, decision)
        now = desk.ports.clock.now()
        signature = hand.own.signing_key.sign(content)
        alone = Approval(hand.clerk.id, now, desk.today, content.hex(), signature)
        books.settings.keep_value(approvals.APPROVALS_BEFORE, "999999")
        books.journal.note(
            Action.DECISION_APPROVED, id_, decision=decision.id, content=content.hex()
        )
        keep(desk, books, replace(file, decisions=(replace(decision, approval=alone),)))

    hand.at_desk(write)
    return Wanted(letters=(hand.office.undecided,))


def replayed_from_another(hand: Hand) -> Wanted:
    """Take the approval of the application that two people decided."""

    def write(desk: Desk, books: Books) -> None:
        file = books.files.get(hand.office.undecided)
        (decision,) = file.decisions
        (other,) = books.files.get(hand.office.decided).decisions
        given = replace(decision, proposal=other.proposal, approval=other.approval)
        books.journal.note(Action.APPLICATION_CORRECTED, file.application.id)
        keep(desk, books, replace(file, decisions=(given,)))

    hand.at_desk(write)
    return Wanted(letters=(hand.office.undecided,))


def whole_decision_of_another(hand: Hand) -> Wanted:
    """Take the whole decision of another application, as it was decided there."""

    def write(desk: Desk, books: Books) -> None:
        file = books.files.get(hand.office.undecided)
        (decision,) = file.decisions
        (other,) = books.files.get(hand.office.decided).decisions
        books.journal.note(Action.APPLICATION_CORRECTED, file.application.id)
        given = replace(other, id=decision.id, claim=decision.claim)
        keep(desk, books, replace(file, decisions=(given,)))

    hand.at_desk(write)
    return Wanted(letters=(hand.office.undecided,))


def by_the_verb_with_roles_raised(hand: Hand) -> Wanted:
    """Call the verb as the clerk in an own program that asks for no duty."""
    desk = opened(hand.site, CLERK)
    with patch.object(Desk, "must", lambda *_: None), suppress(KnownError):
        with desk.ports.store.reading() as books:
            (decision,) = books.files.get(hand.office.undecided).decisions
        deciding.approve(desk, hand.office.undecided, decision.id)
    desk.ports.store.close()
    return Wanted(letters=(hand.office.undecided,))


TRIES = (
    slot_exchanged_and_put_back,
    in_the_supervisors_name,
    by_the_clerk_himself,
    by_the_clerk_with_another_as_proposer,
    by_the_removed_one_now,
    by_the_removed_one_backdated,
    by_the_removed_one_before_any_roster,
    by_a_second_clerk,
    by_a_second_clerk_before_any_roster,
    by_a_second_clerk_at_a_place_that_is_none,
    alone_in_the_first_form,
    replayed_from_another,
    whole_decision_of_another,
    by_the_verb_with_roles_raised,
)
