# SPDX-License-Identifier: MIT
"""Deciding a claim: proposed by one person, approved by another (E1, E3)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from desk_app.desk.approvals import is_sound
from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, NotAsShown, StaleEdit
from desk_app.desk.foretelling import told_of
from desk_app.desk.gate import admit
from desk_app.desk.keeping import keep
from desk_app.desk.permitting import must_be_allowed
from desk_app.desk.signing import content_to_sign
from desk_app.records.decisions import Approval, Content, Decision, GroundUse, Outcome
from desk_app.records.history import ApplicationFile
from desk_app.records.ids import ApplicationId, ClaimId, DecisionId
from desk_app.records.journal import Action
from desk_app.records.letters import LetterText
from desk_app.rules.terms import Duty
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
    """Propose the decision on one claim.

    Raises Refused with every reason the workflow or the ground's catalogue has: a precondition of
    the outcome not met, a ground unlawful for the right, a refusal without ground, facts and
    explanation (E1).
    """
    desk.must(Duty.PROPOSE)
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
        books.journal.note(
            Action.DECISION_PROPOSED,
            draft.application,
            claim=draft.claim,
            outcome=draft.outcome.value,
            decision=decision.id,
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

    Nobody approves what he proposed, whatever his roles (security.md §5). What the outcome needs
    is asked again: facts may have changed since the proposal. Where the words of its letter were
    ``shown``, they are told anew and must be the same, all of them (T40); raises NotAsShown.
    """
    desk.must(Duty.APPROVE)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        decision = _decision(file, decision_id)
        must_be_allowed(desk, file, Attempt(Verb.APPROVE, decision=decision))
        if shown is not None and told_of(desk, books, file, decision) != shown:
            raise NotAsShown
        content = content_to_sign(file.application, decision)
        approval = Approval(
            by=desk.actor.id,
            at=desk.ports.clock.now(),
            on=desk.today,
            content_sha256=content.hex(),
            signature=desk.ports.seal.sign(content),
        )
        approved = replace(decision, approval=approval)
        books.journal.note(
            Action.DECISION_APPROVED,
            id_,
            decision=decision_id,
            content=content.hex(),
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
        decision = _decision(file, decision_id)
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
        decision = _decision(file, decision_id)
        must_be_allowed(desk, file, Attempt(Verb.TAKE_BACK, decision=decision))
        books.journal.note(Action.DECISION_TAKEN_BACK, id_, decision=decision_id)
        keep(desk, books, _with(file, replace(decision, taken_back=True)))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def genuine(desk: Desk, file: ApplicationFile, decision: Decision) -> bool:
    """Return whether a decision carries a second person's signature over exactly its content."""
    return is_sound(desk.ports.seal, file.application, decision)


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
