# SPDX-License-Identifier: MIT
"""Holds and disposals of applications whose time of keeping is over (PR-6; features H1, H2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from desk_app.records.decisions import Approval
from desk_app.records.ids import ApplicationId, UserId


class PaperMethod(Enum):
    """How paper is destroyed."""

    SHREDDED = "shredded"
    DISSOLVED = "dissolved"
    BURNT = "burnt"


class DisposalState(Enum):
    """How far a disposal has come."""

    PROPOSED = "proposed"
    SENT_BACK = "sent_back"
    SIGNED = "signed"
    CARRIED_OUT = "carried_out"
    """Rows, index, salts and letters are gone; new key, new backup and the scan stand out."""
    VERIFIED = "verified"
    """A verified backup under a new key was made and the scan found nothing."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold: the application is not disposed of while it stands."""

    application: ApplicationId
    reason: str
    review_on: date
    ordered_by: UserId
    ordered_on: date
    lifted_by: UserId | None = None
    lifted_on: date | None = None


@dataclass(frozen=True, slots=True)
class DisposalItem:
    """One application of a disposal: nothing that identifies a person.

    ``token`` is its random name; ``sheets`` the sheets of paper counted before.
    """

    application: ApplicationId
    token: str
    receipt_number: str
    completed_on: date
    kept_until: date
    sheets: int


@dataclass(frozen=True, slots=True)
class PaperDestroyed:
    """The destruction of the papers: by whom, before whom, how many sheets after."""

    method: PaperMethod
    by: UserId
    witness: UserId
    on: date
    sheets: int


@dataclass(frozen=True, slots=True)
class DisposalCheck:
    """What was found when all was done: the checks of the report, counts alone."""

    rows: int
    letters: int
    search_rows: int
    pages_scanned: int
    markers_found: int
    backup: str
    unreadable_after: date
    """The day after which no old backup can be opened any more."""


@dataclass(frozen=True, slots=True)
class DisposalRecord:
    """A disposal from proposal to report, by its number; no personal data (security.md §10)."""

    id: int
    number: str
    state: DisposalState
    items: tuple[DisposalItem, ...]
    proposed_by: UserId
    proposed_at: datetime
    approval: Approval | None = None
    sent_back_reason: str = ""
    paper: PaperDestroyed | None = None
    carried_out_at: datetime | None = None
    check: DisposalCheck | None = None
