# SPDX-License-Identifier: MIT
"""What the ledger of applications tells that is judged, kept when an application is saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk_app.records.base import DecisionId
from desk_app.records.findings import ClaimState, Identity


@dataclass(frozen=True, slots=True)
class LedgerStanding:
    """How an application stood when it was saved last: what a ledger need not judge anew.

    ``state`` is how far the claim is that is least far; ``complete`` says that form and papers are
    there; ``compared`` how far the register agrees. Of the fee in yen: what is due, what counts,
    what is short, what came by face value, and when the whole of it was there. ``came_back`` are
    the decisions whose approval does not hold any more.
    """

    state: ClaimState
    complete: bool
    compared: Identity
    required: int
    counted: int
    short: int
    came: int
    paid_on: date | None = None
    completed_on: date | None = None
    came_back: tuple[DecisionId, ...] = ()
