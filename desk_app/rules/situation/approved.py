# SPDX-License-Identifier: MIT
"""What an approval stands on, and whether it stands still.

What was approved is the answer to these people, at this address, shown and paid for as they were.
Whatever changes one of them sends the decision back to approval; once its letter was posted it is
carried out, and nothing sends it back. Nothing here looks at signatures.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from desk_app.records.base import DecisionId
from desk_app.records.case.application import Application, Claim
from desk_app.records.case.decisions import (
    Approval,
    CameBack,
    Covered,
    CoveredPart,
    Decision,
    Outcome,
)
from desk_app.records.case.findings import Axes, Axis, Completeness, Identity
from desk_app.records.case.history import ApplicationFile
from desk_app.rules.case import replies
from desk_app.rules.case.claims import live_decision
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.situation.asking import Asking
from desk_app.rules.writing.canonical import hashed, plain

_FINE = frozenset({"shown", "not_needed", "paid", "over"})
"""The verdicts on authority and fee with which an answer may go."""

_UNPROVEN = {"identity": Axis.IDENTITY, "authority": Axis.AUTHORITY}


@dataclass(frozen=True, slots=True)
class ApprovedStanding:
    """An application with the approvals that hold, and those that came back, by decision."""

    file: ApplicationFile
    came_back: Mapping[DecisionId, CameBack] = field(default_factory=dict)


class Before(Protocol):
    """How an application stands before a decision is approved (a ``Situation``)."""

    @property
    def file(self) -> ApplicationFile:
        """Return the facts of the application."""
        ...

    @property
    def rules(self) -> Rules:
        """Return the rules of the day."""
        ...

    @property
    def axes(self) -> Axes:
        """Return the verdicts."""
        ...

    def asking(self, *of: Axis) -> Asking:
        """Return how far the asking for what is missing on some axes is."""
        ...

    def is_chargeable(self, claim: Claim) -> bool:
        """Return whether a fee is due for a claim."""
        ...


BeforeApproval = Callable[[Decision], Before]


def as_it_stands(file: ApplicationFile, before_approval: BeforeApproval) -> ApprovedStanding:
    """Return the application without the approvals that do not hold any more.

    ``before_approval`` says how it stands on the day that is asked about, had one of its decisions
    not been approved yet.
    """
    back: dict[DecisionId, CameBack] = {}
    for claim in file.application.claims:
        decision = live_decision(file, claim.id)
        if decision is None or not _is_open(file, decision):
            continue
        approval = decision.approval
        if approval and (changed := _changed(approval, before_approval(decision), decision)):
            back[decision.id] = CameBack(approval, changed)
    if not back:
        return ApprovedStanding(file)
    return ApprovedStanding(_without(file, back), back)


def _is_open(file: ApplicationFile, decision: Decision) -> bool:
    """Return whether an approval is asked still: it was given, and no letter told it yet."""
    approval = decision.approval
    if approval is None or not approval.signature:
        return False  # One that was only told, of a file or of what a letter would say.
    return not replies.is_answered(file, decision.claim)


def _changed(approval: Approval, before: Before, decision: Decision) -> tuple[CoveredPart, ...]:
    """Return what changed since an approval.

    One of the first form says not what it stood on: of it only what an answer needs is asked, so
    that a decision which cannot be told any more comes back to somebody who can send it back.
    """
    if approval.covered is not None:
        return approval.covered.differs(covered(before, decision))
    if decision.outcome is Outcome.REFERRED or unproven(decision, before.rules):
        return ()
    claim = next((c for c in before.file.application.claims if c.id == decision.claim), None)
    axes = before.axes
    fine = {
        CoveredPart.COMPLETENESS: axes.completeness is Completeness.COMPLETE,
        CoveredPart.IDENTITY: axes.identity is Identity.SHOWN,
        CoveredPart.AUTHORITY: axes.authority.value in _FINE,
        CoveredPart.FEE: not _fee(before, claim) or axes.fee.value in _FINE,
    }
    return tuple(part for part, holds in fine.items() if not holds)


def undecided(file: ApplicationFile, decision: Decision) -> ApplicationFile:
    """Return the application as it was before a decision was approved.

    Nothing had ended its claim then: a writing that withdraws it came later, and changes nothing.
    """
    claim = decision.claim
    return replace(
        _without(file, {decision.id}),
        lapses=tuple(each for each in file.lapses if each.claim != claim),
        withdrawals=tuple(
            replace(each, claims=tuple(one for one in each.claims if one != claim))
            for each in file.withdrawals
        ),
    )


def _without(file: ApplicationFile, ids: Container[DecisionId]) -> ApplicationFile:
    kept = (replace(each, approval=None) if each.id in ids else each for each in file.decisions)
    return replace(file, decisions=tuple(kept))


def covered(before: Before, decision: Decision) -> Covered:
    """Return what a decision stands on, by how its application stands before it is approved.

    A referral says nothing about data: it asks for no verdict. A refusal for want of a proof stands
    on how far the applicant was asked for it, too.
    """
    application = before.file.application
    people = people_covered(application, decision, before.rules)
    if decision.outcome is Outcome.REFERRED:
        return people
    not_shown = unproven(decision, before.rules)
    asked = {axis: f" {before.asking(axis).value}" for axis in not_shown}
    axes = before.axes
    claim = next((each for each in application.claims if each.id == decision.claim), None)
    return replace(
        people,
        completeness=axes.completeness.value,
        identity=axes.identity.value + asked.get(Axis.IDENTITY, ""),
        authority=axes.authority.value + asked.get(Axis.AUTHORITY, ""),
        fee=_fee(before, claim),
    )


def people_covered(application: Application, decision: Decision, rules: Rules) -> Covered:
    """Return to whom a decision's answer goes, principal and proxy, each as a hash alone.

    A referral, and a refusal for want of a proof, go to whoever sent the form.
    """
    to_sender = bool(unproven(decision, rules)) or decision.outcome is Outcome.REFERRED
    return Covered(
        addressee=_digest(application, _addressed(application, rules, to_sender=to_sender)),
        principal=_digest(application, application.principal),
        proxy=_digest(application, application.proxy),
    )


def unproven(decision: Decision, rules: Rules) -> frozenset[Axis]:
    """Return what a decision says is not shown, by the grounds of the day of its proposal."""
    then = rules.at(decision.proposed_on)
    grounds = (then.ground(use.code) for use in decision.grounds)
    found = (_UNPROVEN.get(ground.unproven) for ground in grounds if ground is not None)
    return frozenset(axis for axis in found if axis is not None)


def _fee(before: Before, claim: Claim | None) -> str:
    chargeable = claim is not None and before.is_chargeable(claim)
    return before.axes.fee.value if chargeable else ""


def _addressed(application: Application, rules: Rules, *, to_sender: bool) -> tuple[object, ...]:
    """Return to whom the answer goes: name, postal code and address, whose, in which language."""
    to = replies.addressee(application, rules, to_sender=to_sender)
    return (to, to_sender, application.reply_to, application.language)


def _digest(application: Application, value: object) -> str:
    return hashed({"application": application.token, "value": plain(value)}).hex()
