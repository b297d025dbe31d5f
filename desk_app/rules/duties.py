# SPDX-License-Identifier: MIT
"""Who may do what: roles against duties."""

from __future__ import annotations

from collections.abc import Iterable

from desk_app.records.people import Role
from desk_app.rules.rulebook import Rules
from desk_app.rules.terms import Duty


def may(roles: Iterable[Role], duty: Duty, rules: Rules) -> bool:
    """Return whether one of the roles has the duty on that day (security.md §5)."""
    return not rules.duty(duty).isdisjoint(roles)
