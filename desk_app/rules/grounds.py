# SPDX-License-Identifier: MIT
"""Grounds for refusing: which are lawful for a right, and which fit the state of the axes."""

from __future__ import annotations

from desk_app.records.application import Right
from desk_app.records.decisions import Outcome
from desk_app.records.findings import AuthorityState, Axes, Identity
from desk_app.rules.rulebook import Rules
from desk_app.rules.terms import Ground

_AUTHORITY_FINE = frozenset({AuthorityState.SHOWN, AuthorityState.NOT_NEEDED})


def offered(
    right: Right, axes: Axes, rules: Rules, outcome: Outcome = Outcome.REFUSED
) -> tuple[Ground, ...]:
    """Return the grounds a decision on a right may use, in the order of the rulebook.

    Only what is lawful for that right (E1, APPI 32 to 35, 37). Where identity or authority is not
    shown, only the ground that says so is offered: nothing else may be told (E4).
    """
    unproven = _unproven(axes)
    told = outcome if outcome is Outcome.NO_SUCH_DATA else Outcome.REFUSED
    return tuple(
        ground
        for ground in rules.grounds_for(right)
        if ground.unproven in unproven and ground.outcome is told
    )


def _unproven(axes: Axes) -> frozenset[str]:
    """Return the axes a ground may rest on; the empty word stands for a ground on none."""
    missing = set()
    if axes.identity is Identity.NOT_SHOWN:
        missing.add("identity")
    if axes.authority is AuthorityState.NOT_SHOWN:
        missing.add("authority")
    if missing:
        return frozenset(missing)
    shown = axes.identity is Identity.SHOWN and axes.authority in _AUTHORITY_FINE
    return frozenset({""}) if shown else frozenset()
