# SPDX-License-Identifier: MIT
"""How long the papers of an application are kept, and from when they are due for disposal."""

from __future__ import annotations

from datetime import date, timedelta

from desk_app.rules.deadlines import years_after
from desk_app.rules.rulebook import Rules


def kept_until(completed_on: date, rules: Rules) -> date:
    """Return the last day of keeping: the years in force on completion (PR-6, practice 14)."""
    return years_after(completed_on, rules.at(completed_on).days.retention_years)


def disposal_from(completed_on: date, rules: Rules) -> date:
    """Return the first day on which disposal is due (H1)."""
    return kept_until(completed_on, rules) + timedelta(days=1)
