# SPDX-License-Identifier: MIT
"""A decision to grant, proposed by one person and approved by another in place."""

from __future__ import annotations

from datetime import date

from desk_app.records.decisions import Outcome
from desk_app.records.findings import ClaimState
from tests.gui.x11_keys import RETURN
from tests.keys.home import FIRST, SECOND
from tests.keys.later import number
from tests.keys.prepared import DISCLOSED, to_be_approved, to_be_decided
from tests.keys.reading import Kept
from tests.keys.scenario import Faults, Scenario, wrong
from tests.keys.strokes import (
    BLUE_BUTTON,
    ENTER,
    INSERT,
    TAB,
    Press,
    Secret,
    Strokes,
    Write,
    ctrl,
)

PURPOSE = "会員サービスを提供するため"


def type_a_decision(today: date) -> Strokes:
    """Open an application by its number and propose to grant it, with what is disclosed."""
    return (
        *_open(today),
        ctrl("d"),
        Press("1"),
        INSERT,
        Write(DISCLOSED.group),
        TAB,
        Write(DISCLOSED.item),
        TAB,
        Write(DISCLOSED.content),
        TAB,
        Write(DISCLOSED.source),
        Press(RETURN),
        TAB,
        Write(PURPOSE),
        BLUE_BUTTON,
    )


def type_an_approval(today: date) -> Strokes:
    """Open it by its number; the second person shows the own password in place and approves."""
    return (*_open(today), ctrl("d"), BLUE_BUTTON, Secret(SECOND.password), BLUE_BUTTON)


def _open(today: date) -> Strokes:
    return (ctrl("g"), Write(number(today)), ENTER)


def _proposed(read: Kept) -> Faults:
    """Name what is wrong with the one decision: its outcome, what it tells, who proposed it."""
    outcomes = [each.outcome for each in read.file.decisions]
    if outcomes != [Outcome.GRANTED]:
        return wrong("decisions", outcomes, [Outcome.GRANTED])
    decision = read.file.decisions[0]
    return (
        *wrong("as of", decision.content.as_of, read.today),
        *wrong("disclosed", decision.content.disclosed, (DISCLOSED,)),
        *wrong("proposed by", read.names.get(decision.proposed_by), FIRST.name),
        *wrong("proposed on", decision.proposed_on, read.today),
    )


def judge_decision(read: Kept) -> Faults:
    """Name what is not as it was proposed."""
    faults = _proposed(read)
    purposes = [each.content.disclosed_purpose for each in read.file.decisions]
    return (
        *faults,
        *wrong("purpose", purposes, [PURPOSE]),
        *wrong("approvals", [each.approval for each in read.file.decisions], [None]),
        *wrong("claims", list(read.found.axes.claims.values()), [ClaimState.PROPOSED]),
    )


def judge_approval(read: Kept) -> Faults:
    """Name what is not approved as it should be."""
    approvals = [
        (read.names.get(each.approval.by), each.id in read.genuine)
        for each in read.file.decisions
        if each.approval is not None
    ]
    return (
        *_proposed(read),
        *wrong("approved by, genuinely", approvals, [(SECOND.name, True)]),
        *wrong("claims", list(read.found.axes.claims.values()), [ClaimState.DECIDED]),
    )


DECISION = Scenario("a decision to grant", 15, type_a_decision, judge_decision, to_be_decided)
APPROVAL = Scenario(
    "approval by the second person", 5, type_an_approval, judge_approval, to_be_approved
)
