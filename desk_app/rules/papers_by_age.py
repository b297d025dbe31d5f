# SPDX-License-Identifier: MIT
"""Which identity documents a young person can have: a notice names first what may be at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from desk_app.rules.deadlines import age_on

LEAST_AGE: Mapping[str, int] = {
    "driving_licence": 16,
    "driving_record_certificate": 16,
    "licence_on_individual_number_card": 16,
    "pension_book": 15,
    "basic_pension_number_notice": 15,
    "seal_certificate": 15,
}
"""The age before which nobody has such a paper: the first licence is that for a moped (Road Traffic
Act 88), a pension begins with employment (Labor Standards Act 56), a seal is registered from 15."""


def can_have(kind: str, born: date | None, on: date) -> bool:
    """Return whether a person of that day of birth may have such a paper; an unknown one may."""
    return born is None or age_on(born, on) >= LEAST_AGE.get(kind, 0)


def likely_first(kinds: Iterable[str], born: date | None, on: date) -> tuple[str, ...]:
    """Return all of the kinds, those last that a person of that age cannot have."""
    return tuple(sorted(kinds, key=lambda kind: not can_have(kind, born, on)))
