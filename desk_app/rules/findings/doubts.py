# SPDX-License-Identifier: MIT
"""What a supervisor clears up or not, with a reason (practices 23 and 32)."""

from __future__ import annotations

from desk_app.records.case.findings import Finding
from desk_app.records.case.history import Ruling, Topic
from desk_app.rules.case.case import Case
from desk_app.rules.finding_codes import Aim, Code, ok


def is_cleared(case: Case, code: Code, subject: str) -> bool:
    """Return whether a supervisor cleared up a doubt."""
    return case.ruling(Topic.DOUBT, f"{code.value}:{subject}") is Ruling.ACCEPTED


def cleared_up(case: Case, asked: Finding, refused: Finding) -> Finding:
    """Return what a doubt comes to: cleared up, still asked, or what the applicant must cure."""
    ruling = case.ruling(Topic.DOUBT, asked.key)
    if ruling is None:
        return asked
    if ruling is Ruling.ACCEPTED:
        return ok(Code.DOUBT_CLEARED, asked.key, {"finding": asked.key}, Aim(asked.axis))
    return refused
