# SPDX-License-Identifier: MIT
"""Making a finding from its code: axis, clause and cure come from the registry of codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from desk_app.records.facts import NO_FACTS, Fact
from desk_app.records.findings import Axis, Finding, Verdict
from desk_app.rules.finding_codes import TERMS, Code, Cure


@dataclass(frozen=True, slots=True)
class Aim:
    """What a finding serves where that is not the usual: axis, clause, and what cures it."""

    axis: Axis | None = None
    clause: str = ""
    cure: Cure | None = None


USUAL = Aim()


def ok(
    code: Code, subject: str = "", facts: Mapping[str, Fact] = NO_FACTS, aim: Aim = USUAL
) -> Finding:
    """Return a finding that says something is in order, or only to be known."""
    return _finding(code, Verdict.OK, subject, facts, aim)


def ask(
    code: Code, subject: str = "", facts: Mapping[str, Fact] = NO_FACTS, aim: Aim = USUAL
) -> Finding:
    """Return a finding on which a person must decide or look."""
    return _finding(code, Verdict.ASK, subject, facts, aim)


def missing(
    code: Code, subject: str = "", facts: Mapping[str, Fact] = NO_FACTS, aim: Aim = USUAL
) -> Finding:
    """Return a finding that something is not there; the applicant is asked for it."""
    return _finding(code, Verdict.MISSING, subject, facts, aim)


def defective(
    code: Code, subject: str = "", facts: Mapping[str, Fact] = NO_FACTS, aim: Aim = USUAL
) -> Finding:
    """Return a finding that something is there but does not do; the applicant is asked for it."""
    return _finding(code, Verdict.DEFECTIVE, subject, facts, aim)


def _finding(
    code: Code, verdict: Verdict, subject: str, facts: Mapping[str, Fact], aim: Aim
) -> Finding:
    term = TERMS[code]
    cure = aim.cure or term.cure if verdict in {Verdict.MISSING, Verdict.DEFECTIVE} else None
    return Finding(
        code=code.value,
        clause=aim.clause or term.clause,
        verdict=verdict,
        axis=aim.axis or term.axis,
        subject=subject,
        facts=MappingProxyType(dict(facts)),
        cure="" if cure is None else cure.value,
    )
