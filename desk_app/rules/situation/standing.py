# SPDX-License-Identifier: MIT
"""What the ledger of applications tells of how one stands (6.1), worked out when it is saved."""

from __future__ import annotations

from desk_app.records.findings import ClaimState, Completeness, LedgerStanding
from desk_app.rules.findings.envelope import fee_told
from desk_app.rules.situation.situation import Situation

_ORDER = {state: place for place, state in enumerate(ClaimState)}


def ledger_standing(situation: Situation) -> LedgerStanding:
    """Return what a ledger tells of an application that stands so.

    No day that passes changes it: where one would, the application's place in the lists turns on
    that day, too, and it is saved anew.
    """
    fee = fee_told(situation.case, situation.fee)
    states = situation.claim_states.values()
    return LedgerStanding(
        state=min(states, key=_ORDER.__getitem__, default=_unmarked(situation)),
        complete=situation.axes.completeness is Completeness.COMPLETE,
        compared=situation.axes.identity,
        required=fee.standing.required,
        counted=fee.standing.counted,
        short=fee.standing.short,
        came=fee.came,
        paid_on=fee.paid_on,
        completed_on=situation.completed_on,
        came_back=tuple(situation.came_back),
    )


def _unmarked(situation: Situation) -> ClaimState:
    """Return how far something is on whose form no right is marked."""
    over = situation.file.application.is_carried_over
    return ClaimState.CARRIED_OVER if over else ClaimState.OPEN
