# SPDX-License-Identifier: MIT
"""Deciding a claim: proposed by one person, approved by another (E1, E3)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from desk_app.desk import reading
from desk_app.desk.approvals import (
    DECISION_APPROVED,
    DECISION_PROPOSED,
    Witness,
    facts_of,
    is_sound,
    must_be_proposed,
    noted_of,
    signed_approval,
    signed_proposal,
)
from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, NotAsShown, Refused, StaleEdit
from desk_app.desk.foretelling import told_of
from desk_app.desk.gate import admit
from desk_app.desk.keeping import covered_today, keep, must_be_allowed, stands
from desk_app.desk.signing import decision_said
from desk_app.records.decisions import Content, Decision, GroundUse, Outcome
from desk_app.records.history import ApplicationFile
from desk_app.records.ids import ApplicationId, ClaimId, DecisionId
from desk_app.records.journal import Action
from desk_app.records.letters import LetterText
from desk_app.rules.terms import Duty
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow import Attempt, Verb


@dataclass(frozen=True, slots=True)
class ProposalDraft:
    """What a clerk proposes for one claim; ``version`` is the one the clerk saw.

    ``draft_key`` names the text kept while it was written; it is forgotten with the proposal.
    """

    application: ApplicationId
    version: int
    claim: ClaimId
    outcome: Outcome
    grounds: tuple[GroundUse, ...] = ()
    facts: str = ""
    explanation: str = ""
    note: str = ""
    content: Content = field(default_factory=Content)
    draft_key: str = ""


def propose(desk: Desk, draft: ProposalDraft) -> Changes:
    """Propose the decision on one claim, with the actor's signature under it.

    Raises Refused with every reason the workflow or the ground's catalogue has: a precondition of
    the outcome not met, a ground unlawful for the right, a refusal without ground, facts and
    explanation (E1).
    """
    desk.must(Duty.PROPOSE, DECISION_PROPOSED.roles)
    draft = admit(draft)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(draft.application)
        _same_version(file, draft.version)
        decision = Decision(
            id=DecisionId(desk.ports.chance.token()),
            claim=draft.claim,
            outcome=draft.outcome,
            proposed_by=desk.actor.id,
            proposed_at=desk.ports.clock.now(),
            proposed_on=desk.today,
            grounds=draft.grounds,
            facts=draft.facts,
            explanation=draft.explanation,
            note=draft.note,
            content=draft.content,
        )
        must_be_allowed(desk, file, Attempt(Verb.PROPOSE, decision=decision))
        said = decision_said(file.application, decision)
        covered = covered_today(desk, file, decision)
        proposal = signed_proposal(desk, books, DECISION_PROPOSED, said, covered)
        decision = replace(decision, proposal=proposal)
        books.journal.note(
            Action.DECISION_PROPOSED,
            draft.application,
            **facts_of(decision),
            **noted_of(proposal),
        )
        keep(desk, books, replace(file, decisions=(*file.decisions, decision)))
        if draft.draft_key:
            books.drafts.drop(desk.actor.id, draft.draft_key)
        books.commit()
    return Changes.of((Kind.APPLICATION, draft.application))


def approve(
    desk: Desk, id_: ApplicationId, decision_id: DecisionId, shown: LetterText | None = None
) -> Changes:
    """Approve what another person proposed, with the actor's signature over its exact content.

    It signs to whom the answer goes and how identity, authority and fee stand, too. Nobody
    approves what he proposed, whatever his roles (security.md §5). What the outcome needs is asked
    again: facts may have changed since the proposal, or since an approval that holds no more.
    Where the words of its letter were ``shown``, they are told anew and must be the same, all of
    them (T40). Raises Refused, NotAsShown, DamageFound where it is not what its proposer signed.
    """
    desk.must(Duty.APPROVE, DECISION_APPROVED.roles)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        decision = _decision(stands(desk, file).file, decision_id)
        must_be_allowed(desk, file, Attempt(Verb.APPROVE, decision=decision))
        if decision.proposal is None:
            raise Refused((Refusal.PROPOSAL_UNSIGNED.value,))
        must_be_proposed(desk.ports.seal, books, file, decision)
        if shown is not None and told_of(desk, books, file, decision) != shown:
            raise NotAsShown
        approval = signed_approval(
            desk,
            books,
            DECISION_APPROVED,
            decision_said(file.application, decision),
            decision.proposal,
            covered_today(desk, file, decision),
        )
        approved = replace(decision, approval=approval)
        books.journal.note(
            Action.DECISION_APPROVED, id_, decision=decision_id, **noted_of(approval)
        )
        keep(desk, books, _with(file, approved))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def send_back(desk: Desk, id_: ApplicationId, decision_id: DecisionId, reason: str) -> Changes:
    """Send a proposal back to its proposer with a reason.

    Raises BadInput without a reason, Refused where no such proposal waits for approval.
    """
    desk.must(Duty.APPROVE)
    if not reason.strip():
        raise BadInput("reason_missing", place="reason")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        decision = _decision(stands(desk, file).file, decision_id)
        must_be_allowed(desk, file, Attempt(Verb.SEND_BACK, decision=decision))
        returned = admit(replace(decision, sent_back=reason))
        books.journal.note(Action.DECISION_SENT_BACK, id_, decision=decision_id)
        keep(desk, books, _with(file, returned))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def take_back(desk: Desk, id_: ApplicationId, decision_id: DecisionId) -> Changes:
    """Take one's own proposal back before it is approved."""
    desk.must(Duty.PROPOSE)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        decision = _decision(stands(desk, file).file, decision_id)
        must_be_allowed(desk, file, Attempt(Verb.TAKE_BACK, decision=decision))
        books.journal.note(Action.DECISION_TAKEN_BACK, id_, decision=decision_id)
        keep(desk, books, _with(file, replace(decision, taken_back=True)))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def genuine(desk: Desk, file: ApplicationFile, decision: Decision) -> bool:
    """Return whether a decision bears two people's signatures under exactly what it says.

    Raises NotAllowed for who may read no applicant's data.
    """
    with reading.cases(desk) as books:
        return is_sound(desk.ports.seal, Witness(books), file.application, decision)


def _decision(file: ApplicationFile, id_: DecisionId) -> Decision:
    for decision in file.decisions:
        if decision.id == id_:
            return decision
    raise BadInput("no_such_decision", place="decision")


def _same_version(file: ApplicationFile, version: int) -> None:
    if file.application.version != version:
        raise StaleEdit


def _with(file: ApplicationFile, changed: Decision) -> ApplicationFile:
    return replace(
        file,
        decisions=tuple(changed if each.id == changed.id else each for each in file.decisions),
    )
