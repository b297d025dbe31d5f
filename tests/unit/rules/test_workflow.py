# SPDX-License-Identifier: MIT
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from desk_app.records.base import ClaimId
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import Outcome
from desk_app.records.case.history import ApplicationFile, Topic
from desk_app.records.desk.people import Role
from desk_app.rules.rulebook.rulebook import loads
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.situation.situation import Situation, situation_of
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow.attempt import Attempt, Ending, Verb
from desk_app.rules.workflow.workflow import WORKFLOW, Workflow, allowed, duty, endings_of, refusals
from tests.builders import ARRIVED, CLERK, SUPERVISOR, rules, with_decision
from tests.unit.rules import courses
from tests.unit.rules.courses import DUE, PAST, Course
from tests.unit.rules.kept import FIRST

DISCLOSURE, CORRECTION = ClaimId("disclosure"), ClaimId("correction")
EVERY_CLAIM = (DISCLOSURE, CORRECTION)

ANSWERED, REFERRED, LAPSED = Ending.ANSWERED, Ending.REFERRED, Ending.LAPSED
NO_IDENTITY, NO_AUTHORITY = Ending.IDENTITY_NOT_SHOWN, Ending.AUTHORITY_NOT_SHOWN

TABLE: list[tuple[Course, date, set[Ending], set[Ending]]] = [
    (courses.overpaid, ARRIVED, {ANSWERED}, {ANSWERED}),
    (courses.by_guardian, ARRIVED, {ANSWERED}, {ANSWERED}),
    (courses.referred_heirs, ARRIVED, set(), set()),
    (courses.gone_on, PAST, {ANSWERED}, {ANSWERED}),
    (courses.unpaid, ARRIVED, set(), {ANSWERED}),
    (courses.unpaid, DUE, set(), {ANSWERED}),
    (courses.unpaid, PAST, {LAPSED}, {ANSWERED}),
    (courses.paid_late, PAST, set(), {ANSWERED}),
    (courses.unproven, ARRIVED, set(), set()),
    (courses.unproven, DUE, set(), set()),
    (courses.unproven, PAST, {NO_IDENTITY}, {NO_IDENTITY}),
    (courses.another_address, DUE, set(), set()),
    (courses.another_address, PAST, {NO_IDENTITY}, {NO_IDENTITY}),
    (courses.unpaid_and_unproven, PAST, {LAPSED}, {NO_IDENTITY}),
    (courses.lapsed_and_unproven, PAST, set(), {NO_IDENTITY}),
    (courses.by_parent, DUE, set(), set()),
    (courses.by_parent, PAST, {NO_AUTHORITY}, {NO_AUTHORITY}),
    (courses.without_scope, PAST, set(), set()),
    (courses.register_open, ARRIVED, set(), set()),
    (courses.department_silent, PAST, set(), set()),
    (courses.written_differently, ARRIVED, set(), set()),
    (courses.by_joint_parent, ARRIVED, set(), set()),
    (courses.number_visible, ARRIVED, set(), set()),
    (courses.proof_late, PAST, set(), set()),
    (courses.certificate_late, PAST, set(), set()),
    (courses.unpaid_by_parent, PAST, {LAPSED}, {NO_AUTHORITY}),
]
"""By hand: how the chargeable and the free claim may end, referrals apart."""


def _situation(file: ApplicationFile, on: date) -> Situation:
    return situation_of(file, rules(on), on)


def _endings(situation: Situation, workflow: Workflow = WORKFLOW) -> Mapping[ClaimId, set[Ending]]:
    """Return how each claim may end now."""
    found: dict[ClaimId, set[Ending]] = {claim: set() for claim in EVERY_CLAIM}
    for attempt in allowed(situation, workflow=workflow):
        ending = LAPSED if attempt.verb is Verb.CONFIRM_LAPSE else attempt.ending
        if ending is not None:
            found[attempt.claims[0]].add(ending)
    return found


def _as_expected(
    row: tuple[Course, date, set[Ending], set[Ending]], workflow: Workflow = WORKFLOW
) -> bool:
    course, on, chargeable, free = row
    situation = _situation(course(), on)
    wanted = {DISCLOSURE: chargeable, CORRECTION: free}
    for claim in situation.open_claims:
        wanted[claim.id] = wanted[claim.id] | {REFERRED}
    return _endings(situation, workflow) == wanted


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row[0].__name__}-{row[1]:%m%d}")
def test_a_claim_may_end_only_as_the_table_says(
    row: tuple[Course, date, set[Ending], set[Ending]],
) -> None:
    assert _as_expected(row)


CONDITIONS = [
    (ending, number)
    for ending in (ANSWERED, NO_IDENTITY, NO_AUTHORITY, LAPSED)
    for number in range(len(WORKFLOW.endings[ending]))
]


@pytest.mark.parametrize(("ending", "number"), CONDITIONS, ids=str)
def test_a_table_without_one_condition_is_caught(ending: Ending, number: int) -> None:
    needs = WORKFLOW.endings[ending]
    broken = {**WORKFLOW.endings, ending: needs[:number] + needs[number + 1 :]}
    workflow = replace(WORKFLOW, endings=broken)
    assert not all(_as_expected(row, workflow) for row in TABLE)


@pytest.mark.parametrize(
    ("verb", "role"),
    [
        (Verb.APPROVE, Role.CLERK),
        (Verb.CONFIRM_LAPSE, Role.CLERK),
        (Verb.CONFIRM_WITHDRAWAL, Role.CLERK),
        (Verb.PROPOSE, Role.AUDITOR),
        (Verb.LOG, Role.OFFICER),
    ],
)
def test_a_verb_is_refused_to_other_roles(verb: Verb, role: Role) -> None:
    attempt = Attempt(verb, roles=frozenset({role}))
    assert Refusal.ROLE in refusals(attempt, _situation(courses.overpaid(), ARRIVED))


def test_a_supervisor_may_do_every_verb() -> None:
    situation = _situation(courses.overpaid(), ARRIVED)
    for verb in Verb:
        attempt = Attempt(verb, roles=frozenset({Role.SUPERVISOR}))
        assert Refusal.ROLE not in refusals(attempt, situation)


@pytest.mark.parametrize(
    ("course", "on", "topic", "wanted"),
    [
        (courses.paid_late, PAST, Topic.LATE_ARRIVAL, Duty.ACCEPT_LATE),
        (courses.by_joint_parent, ARRIVED, Topic.JOINT_AUTHORITY, Duty.DECIDE_JOINT),
        (courses.without_scope, PAST, Topic.GO_ON_WITHOUT, Duty.GO_ON_WITHOUT),
        (courses.written_differently, ARRIVED, Topic.NAME, Duty.CHECK),
    ],
)
def test_a_judgement_asks_for_the_duty_of_its_topic(
    course: Course, on: date, topic: Topic, wanted: Duty
) -> None:
    judgements = [
        attempt for attempt in allowed(_situation(course(), on)) if attempt.verb is Verb.JUDGE
    ]
    assert [each.judgement.topic for each in judgements if each.judgement] == [topic]
    assert duty(judgements[0]) is wanted


def test_a_proposal_on_several_grounds_needs_what_each_needs() -> None:
    file = with_decision(courses.unproven(), Right.DISCLOSURE, Outcome.REFUSED, "PR-G1", "PR-G4")
    assert set(endings_of(file.decisions[0], rules())) == {NO_IDENTITY, ANSWERED}


def test_a_proposal_is_offered_for_approval_to_another_person_only() -> None:
    refused = Outcome.REFUSED
    file = with_decision(courses.overpaid(), Right.DISCLOSURE, refused, "PR-G5", approved=False)
    situation = _situation(file, ARRIVED)
    offered = {
        name: {attempt.verb for attempt in allowed(situation, by=name)}
        for name in (CLERK, SUPERVISOR)
    }
    assert offered[SUPERVISOR] - offered[CLERK] == {Verb.APPROVE}
    assert offered[CLERK] - offered[SUPERVISOR] == {Verb.TAKE_BACK}


def test_a_draft_lets_nothing_be_decided() -> None:
    situation = _situation(courses.draft(), ARRIVED)
    assert {attempt.verb for attempt in allowed(situation)} == {Verb.LOG}


@pytest.mark.parametrize(
    ("switch", "course", "ending", "refused"),
    [
        ("notice_before_refusal", courses.unproven, NO_IDENTITY, Refusal.NOTICE_RUNNING),
        ("lapse_first", courses.unpaid_and_unproven, NO_IDENTITY, Refusal.LAPSE_FIRST),
    ],
)
def test_a_rulebook_may_take_the_order_of_the_endings_lightly(
    switch: str, course: Course, ending: Ending, refused: Refusal
) -> None:
    """Practices 5 and 15 are values of the rulebook: without one nothing waits for it."""
    before = f"[[switch.{switch}]]\nfrom = 2015-02-04\nvalue = true"
    source = FIRST.read_text("utf-8")
    assert before in source
    lighter = loads(source.replace(before, before.replace("true", "false")).encode(), "light.toml")
    day = DUE if refused is Refusal.NOTICE_RUNNING else PAST
    attempt = Attempt(Verb.PROPOSE, claims=(DISCLOSURE,), ending=ending)
    strict = refusals(attempt, situation_of(course(), rules(day), day))
    light = refusals(attempt, situation_of(course(), lighter.on(day), day))
    assert set(strict) - set(light) == {refused}
