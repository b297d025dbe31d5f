# SPDX-License-Identifier: MIT
"""Under which articles of the Act the claims of an application were answered (E1, I3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desk_app.records.case.application import Right
from desk_app.records.case.decisions import Decision, GroundUse, Outcome
from desk_app.rules.rulebook.file import Ground
from desk_app.rules.rulebook.rulebook import Rules

_CORRECTED, _CEASED = ("34(3)", "34(3)"), ("35(7)", "35(7)")
_ANSWERED: Mapping[Right, tuple[str, str]] = {
    Right.PURPOSE: ("32(2)", "32(3)"),
    Right.DISCLOSURE: ("33(2)", "33(3)"),
    Right.PROVISION_RECORDS: ("33(5)", "33(5) with 33(3)"),
    **dict.fromkeys((Right.CORRECTION, Right.ADDITION, Right.DELETION), _CORRECTED),
    **dict.fromkeys((Right.CESSATION, Right.ERASURE, Right.PROVISION_STOP), _CEASED),
}
"""Under which article what was asked for is done, and it is told that it is not or cannot be."""

_PROCEDURE = "37(1)"
"""The applicant must follow the procedure: identity, authority, form."""


def grounds_used(decision: Decision) -> tuple[GroundUse, ...]:
    """Return the grounds a decision rests on, those of parts that were withheld behind them."""
    return (*decision.grounds, *(each.ground for each in decision.content.withheld))


def articles(right: Right, decision: Decision, rules: Rules) -> tuple[str, ...]:
    """Return the articles a decision rests on, as the rulebook writes them, each once.

    Where no ground is named they are those under which its letter tells it (APPI 32 to 35).
    """
    found = (ground.articles.get(right, ground.clause) for ground in _grounds(decision, rules))
    done = decision.outcome in {Outcome.GRANTED, Outcome.GRANTED_IN_PART}
    if decision.outcome is Outcome.REFERRED:
        return tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys(found)) or (_ANSWERED[right][not done],)


def is_for_the_procedure(right: Right, decision: Decision, rules: Rules) -> bool:
    """Return whether a request was refused because what was asked for did not come (APPI 37(1))."""
    return any(
        ground.unproven or ground.articles.get(right) == _PROCEDURE
        for ground in _grounds(decision, rules)
    )


def _grounds(decision: Decision, rules: Rules) -> Iterator[Ground]:
    for use in grounds_used(decision):
        ground = rules.ground(use.code)
        if ground is not None:
            yield ground
