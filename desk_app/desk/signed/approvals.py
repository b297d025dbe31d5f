# SPDX-License-Identifier: MIT
"""Whether approvals are sound: two people signed exactly what stands there (T17, T36)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from desk_app.desk.context import Desk
from desk_app.desk.errors import DamageFound
from desk_app.desk.ports import Books, Seal
from desk_app.desk.signed.signing import Domain, Said, act_to_sign, content_to_sign, decision_said
from desk_app.records.base import ApplicationId, ClaimId, DecisionId, UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Application
from desk_app.records.case.decisions import (
    Approval,
    Covered,
    DecidedApplication,
    Decision,
    Signature,
    SignedForm,
)
from desk_app.records.case.history import ApplicationFile
from desk_app.records.desk.people import NO_ROSTER, Role
from desk_app.rules.case.claims import live_decision
from desk_app.rules.rulebook.terms import AT_MOST, Duty

APPROVALS_BEFORE = "approvals_before"
"""Names the value: the journal's number up to which an approval of the first form counts.

A desk that was there before proposers signed has it from the day its file was brought to today's
form; a desk founded since has 0. Where it is missing, the first form counts only while there is no
roster.
"""

PROPOSERS = AT_MOST[Duty.PROPOSE]
APPROVERS = AT_MOST[Duty.APPROVE]
DISPOSERS = AT_MOST[Duty.DISPOSE]
DISPOSAL_SIGNERS = AT_MOST[Duty.SIGN_DISPOSAL]
RULEBOOK_PROPOSERS = AT_MOST[Duty.RULEBOOK]


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of signed act: its word in the content, its entry in the journal, who may do it."""

    domain: Domain
    action: Action
    roles: frozenset[Role]


DECISION_PROPOSED = Act(Domain.DECISION_PROPOSED, Action.DECISION_PROPOSED, PROPOSERS)
DECISION_APPROVED = Act(Domain.DECISION_APPROVED, Action.DECISION_APPROVED, APPROVERS)
DISPOSAL_PROPOSED = Act(Domain.DISPOSAL_PROPOSED, Action.DISPOSAL_PROPOSED, DISPOSERS)
DISPOSAL_SIGNED = Act(Domain.DISPOSAL_SIGNED, Action.DISPOSAL_SIGNED, DISPOSAL_SIGNERS)
WORDING_PROPOSED = Act(Domain.WORDING_PROPOSED, Action.WORDING_PROPOSED, APPROVERS)
WORDING_APPROVED = Act(Domain.WORDING_APPROVED, Action.WORDING_APPROVED, APPROVERS)
RULEBOOK_PROPOSED = Act(Domain.RULEBOOK_PROPOSED, Action.RULEBOOK_PROPOSED, RULEBOOK_PROPOSERS)
RULEBOOK_CONFIRMED = Act(Domain.RULEBOOK_CONFIRMED, Action.RULEBOOK_CONFIRMED, APPROVERS)


@dataclass(frozen=True, slots=True)
class Unsound:
    """A decision that stands as approved, and that nobody approved as it stands."""

    application: ApplicationId
    receipt_number: str
    decision: DecisionId


def signed_proposal(
    desk: Desk, books: Books, act: Act, said: Said, covered: Covered | None = None
) -> Signature:
    """Return the acting person's signature under what he proposes, in this unit of work."""
    return _signed(desk, act, said, _unsigned(desk, books, Signature, covered), None)


def signed_approval(
    desk: Desk,
    books: Books,
    act: Act,
    said: Said,
    under: Signature,
    covered: Covered | None = None,
) -> Approval:
    """Return the acting person's signature under what another proposed and signed."""
    return _signed(desk, act, said, _unsigned(desk, books, Approval, covered), under)


AnySignature = TypeVar("AnySignature", bound=Signature)


def _unsigned(
    desk: Desk, books: Books, kind: type[AnySignature], covered: Covered | None
) -> AnySignature:
    entry, head = books.journal.head()
    return kind(
        by=desk.actor.id,
        at=desk.ports.clock.now(),
        on=desk.today,
        content_sha256="",
        signature=b"",
        form=SignedForm.BOTH,
        place=desk.ports.seal.place,
        entry=entry,
        head=head.hex(),
        covered=covered,
    )


def _signed(
    desk: Desk, act: Act, said: Said, unsigned: AnySignature, under: Signature | None
) -> AnySignature:
    content = act_to_sign(act.domain, said, unsigned, under)
    signature = desk.ports.seal.sign(content)
    return replace(unsigned, content_sha256=content.hex(), signature=signature)


def noted_of(signature: Signature) -> dict[str, str]:
    """Return what the journal notes of a signed act: by this its entry is found again."""
    return {
        "content": signature.content_sha256,
        "signature": hashlib.sha256(signature.signature).hexdigest(),
    }


def is_genuine(
    seal: Seal, act: Act, said: Said, signature: Signature, under: Signature | None = None
) -> bool:
    """Return whether a signature is its signer's, under exactly this, at a place he had the duty.

    The journal is not asked here.
    """
    content = act_to_sign(act.domain, said, signature, under)
    return (
        signature.form is SignedForm.BOTH
        and content.hex() == signature.content_sha256
        and seal.is_genuine(signature.by, content, signature.signature, signature.place, act.roles)
    )


def are_two(
    seal: Seal,
    acts: tuple[Act, Act],
    said: Said,
    proposed_by: UserId,
    signatures: tuple[Signature | None, Approval | None],
) -> bool:
    """Return whether two people signed the same: who proposed it, and another one under it."""
    (proposing, approving), (proposal, approval) = acts, signatures
    return (
        proposal is not None
        and approval is not None
        and proposal.by == proposed_by
        and approval.by != proposal.by
        and is_genuine(seal, proposing, said, proposal)
        and is_genuine(seal, approving, said, approval, proposal)
    )


@dataclass(frozen=True, slots=True)
class Witness:
    """The journal as a witness of what was signed, in one unit of work."""

    books: Books
    _left: dict[UserId, int | None] = field(default_factory=dict)

    def bears_out(
        self,
        seal: Seal,
        act: Act,
        subject: ApplicationId | None,
        signature: Signature,
        **facts: str | int,
    ) -> bool:
        """Return whether the journal holds the entry of a signed act, before its signer left."""
        return self.entry_of(seal, act, subject, signature, **facts) is not None

    def entry_of(
        self,
        seal: Seal,
        act: Act,
        subject: ApplicationId | None,
        signature: Signature,
        **facts: str | int,
    ) -> int | None:
        """Return the number of a signed act's entry; None where there is none that counts.

        What is of the time before any roster must have been noted before there was one.
        """
        found = self.books.journal.holds(
            act.action, subject, signature.by, **facts, **noted_of(signature)
        )
        in_time = signature.place.number > 0 or _before_roster(seal, found)
        return found if in_time and self._before_leaving(found, signature.by) else None

    def is_of_before(self, seal: Seal, entry: int) -> bool:
        """Return whether an entry is of before proposers signed too (``APPROVALS_BEFORE``).

        It is older than any roster: a desk that was founded with one has none.
        """
        limit = self.books.settings.value(APPROVALS_BEFORE)
        if limit is None:
            return seal.place.number == 0
        return limit.isdecimal() and entry <= int(limit) and _before_roster(seal, entry)

    def bears_out_alone(
        self,
        seal: Seal,
        action: Action,
        subject: ApplicationId | None,
        approval: Approval,
        **facts: str | int,
    ) -> bool:
        """Return whether an approval of the first form counts still (``APPROVALS_BEFORE``)."""
        if self.books.settings.value(APPROVALS_BEFORE) is None:
            return seal.place.number == 0
        content = approval.content_sha256
        found = self.books.journal.holds(action, subject, approval.by, **facts, content=content)
        within = found is not None and self.is_of_before(seal, found)
        return within and self._before_leaving(found, approval.by)

    def _before_leaving(self, entry: int | None, by: UserId) -> bool:
        if by not in self._left:
            self._left[by] = self.books.journal.holds(Action.USER_REMOVED, None, None, user=by)
        left = self._left[by]
        return entry is not None and (left is None or entry < left)


def _before_roster(seal: Seal, entry: int | None) -> bool:
    """Return whether an entry was noted before the roster began: what it signed says up to where.

    What the books keep of it anybody could change who holds the data key.
    """
    limit = seal.before_roster
    return limit is None or (entry is not None and entry <= limit)


def is_sound(
    seal: Seal,
    witness: Witness,
    application: Application | DecidedApplication,
    decision: Decision,
) -> bool:
    """Return whether a decision bears two people's signatures under exactly what it says.

    That what it stands on has not changed since is asked by ``rules.situation.approved``.
    """
    approval, proposal = decision.approval, decision.proposal
    if approval is None or approval.by == decision.proposed_by:
        return False
    if approval.form is SignedForm.ALONE:
        return _is_sound_alone(seal, witness, application, decision, approval)
    said = decision_said(application, decision)
    acts = (DECISION_PROPOSED, DECISION_APPROVED)
    if proposal is None or not are_two(
        seal, acts, said, decision.proposed_by, (proposal, approval)
    ):
        return False
    return witness.bears_out(
        seal, DECISION_PROPOSED, application.id, proposal, **proposal_facts(decision)
    ) and witness.bears_out(seal, DECISION_APPROVED, application.id, approval, decision=decision.id)


def _is_sound_alone(
    seal: Seal,
    witness: Witness,
    application: Application | DecidedApplication,
    decision: Decision,
    approval: Approval,
) -> bool:
    """Return whether an approval of before proposers signed stands under exactly this decision."""
    content = content_to_sign(application, decision)
    return (
        content.hex() == approval.content_sha256
        and seal.is_genuine(
            approval.by, content, approval.signature, NO_ROSTER, DECISION_APPROVED.roles
        )
        and witness.bears_out_alone(
            seal, Action.DECISION_APPROVED, application.id, approval, decision=decision.id
        )
    )


def proposal_facts(decision: Decision) -> dict[str, str]:
    """Return what the journal notes of a proposal, beside its signature."""
    return {
        "claim": decision.claim,
        "outcome": decision.outcome.value,
        "decision": decision.id,
    }


def must_be_proposed(seal: Seal, books: Books, file: ApplicationFile, decision: Decision) -> None:
    """Go on only if a proposal is what its proposer signed; raises DamageFound."""
    application, proposal = file.application, decision.proposal
    said = decision_said(application, decision)
    sound = (
        proposal is not None
        and proposal.by == decision.proposed_by
        and is_genuine(seal, DECISION_PROPOSED, said, proposal)
        and Witness(books).bears_out(
            seal, DECISION_PROPOSED, application.id, proposal, **proposal_facts(decision)
        )
    )
    if not sound:
        raise _altered(file)


def must_be_sound(
    seal: Seal, books: Books, file: ApplicationFile, claims: Iterable[ClaimId]
) -> None:
    """Go on only if what was approved of the claims is what was signed; raises DamageFound."""
    decisions = (live_decision(file, claim) for claim in claims)
    approved = [each for each in decisions if each is not None and each.approval is not None]
    witness = Witness(books)
    if not all(is_sound(seal, witness, file.application, each) for each in approved):
        raise _altered(file)


def _altered(file: ApplicationFile) -> DamageFound:
    number = file.application.receipt_number
    return DamageFound("approval_altered", {"number": number}, place="decision")


_AT_ONCE = 200


def _decided(books: Books, ids: Sequence[ApplicationId]) -> Iterator[DecidedApplication]:
    """Read what was decided of applications, some at a time: they may be many."""
    for start in range(0, len(ids), _AT_ONCE):
        yield from books.files.decided(ids[start : start + _AT_ONCE])


def unsound(
    books: Books, seal: Seal, ids: Iterable[ApplicationId] | None = None
) -> tuple[Unsound, ...]:
    """Return every decision that stands as approved and is not what two people signed.

    It reads these applications; all of the desk, done ones too, where none are named.
    """
    witness = Witness(books)
    return tuple(
        Unsound(each.id, each.receipt_number, decision.id)
        for each in _decided(books, books.files.all_ids() if ids is None else tuple(ids))
        for decision in each.decisions
        if decision.approval is not None and not is_sound(seal, witness, each, decision)
    )
