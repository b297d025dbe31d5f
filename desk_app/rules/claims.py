# SPDX-License-Identifier: MIT
"""How far each claim of an application is: open, proposed, decided, lapsed, withdrawn, referred."""

from __future__ import annotations

from collections.abc import Mapping

from desk_app.records.application import Claim
from desk_app.records.decisions import Decision, Outcome
from desk_app.records.findings import ClaimState
from desk_app.records.history import ApplicationFile, Withdrawal
from desk_app.records.ids import ClaimId

ENDED = frozenset(
    {ClaimState.DECIDED, ClaimState.LAPSED, ClaimState.WITHDRAWN, ClaimState.REFERRED}
)
"""The states in which nothing more is decided on a claim."""


def claim_states(file: ApplicationFile) -> Mapping[ClaimId, ClaimState]:
    """Return the state of every claim, in the order of the form."""
    lapsed = {lapse.claim for lapse in file.lapses}
    withdrawn = {claim for withdrawal in confirmed_withdrawals(file) for claim in withdrawal.claims}
    return {
        claim.id: _state(claim.id, live_decision(file, claim.id), lapsed, withdrawn)
        for claim in file.application.claims
    }


def _state(
    claim: ClaimId, decision: Decision | None, lapsed: set[ClaimId], withdrawn: set[ClaimId]
) -> ClaimState:
    if decision is not None and decision.approval is not None:
        return ClaimState.REFERRED if decision.outcome is Outcome.REFERRED else ClaimState.DECIDED
    if claim in lapsed:
        return ClaimState.LAPSED
    if claim in withdrawn:
        return ClaimState.WITHDRAWN
    return ClaimState.OPEN if decision is None else ClaimState.PROPOSED


def live_decision(file: ApplicationFile, claim: ClaimId) -> Decision | None:
    """Return the decision that stands on a claim: proposed or approved, not sent or taken back."""
    for decision in reversed(file.decisions):
        if decision.claim == claim and not decision.sent_back and not decision.taken_back:
            return decision
    return None


def confirmed_withdrawals(file: ApplicationFile) -> tuple[Withdrawal, ...]:
    """Return the withdrawals a supervisor has confirmed."""
    return tuple(each for each in file.withdrawals if each.confirmed_on is not None)


def waiting_withdrawals(file: ApplicationFile) -> tuple[Withdrawal, ...]:
    """Return the signed withdrawals of claims not ended yet that wait for a supervisor."""
    states = claim_states(file)
    return tuple(
        each
        for each in file.withdrawals
        if each.signed
        and each.confirmed_on is None
        and any(states[claim] not in ENDED for claim in each.claims if claim in states)
    )


def asked_claims(file: ApplicationFile) -> tuple[Claim, ...]:
    """Return the claims still asked: neither lapsed, withdrawn nor referred."""
    gone = {ClaimState.LAPSED, ClaimState.WITHDRAWN, ClaimState.REFERRED}
    states = claim_states(file)
    return tuple(claim for claim in file.application.claims if states[claim.id] not in gone)
