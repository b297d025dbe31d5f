# SPDX-License-Identifier: MIT
"""Places of the decision page: a claim's, and where what is still missing is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.rules.work_codes import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk_app.records.ids import ApplicationId, ClaimId

_LISTED = ("disclosed", "purposes", "provided", "obtained", "changes", "cessations")
_GROUNDS = ("grounds", "withheld")
_PLACES: Mapping[Refusal, tuple[str, ...]] = {
    Refusal.NO_GROUND: _GROUNDS,
    Refusal.LAW_MISSING: _GROUNDS,
    Refusal.ITEM_MISSING: _GROUNDS,
    Refusal.FACTS_MISSING: ("facts",),
    Refusal.EXPLANATION_MISSING: ("explanation", "withheld"),
    Refusal.WITHHELD_MISSING: ("withheld",),
    Refusal.CONTENT_MISSING: _LISTED,
    Refusal.SEARCH_MISSING: ("searched",),
    Refusal.PUBLISHED_AT_MISSING: ("published_at",),
    Refusal.SUBSTITUTE_MISSING: ("substitute",),
    Refusal.REFERRAL_MISSING: ("contact",),
    Refusal.DIFFICULTY_MISSING: ("difficulty",),
}


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """The page as it stands on one claim of an application."""

    application: ApplicationId
    claim: ClaimId


def place_of(reason: Refusal, shown: frozenset[str]) -> str:
    """Return the part where it is written, of those on the page; empty where it has none."""
    return next((name for name in _PLACES.get(reason, ()) if name in shown), "")
