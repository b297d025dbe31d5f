# SPDX-License-Identifier: MIT
from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from desk_app.records.application import Right
from desk_app.records.base import ClaimId, HeldThingId, MailItemId
from desk_app.records.findings import Work
from desk_app.records.history import ApplicationFile, Ruling, Topic
from desk_app.records.letters import LetterKind
from desk_app.records.mail import Condition, HeldKind, HeldThing
from desk_app.rules.check import examine, first_change, told
from desk_app.rules.situation import Situation, on_another_day, reply_target, situation_of
from desk_app.rules.status import fold
from desk_app.rules.work_codes import BY_REPLY_TARGET, What, Why
from tests.builders import (
    ARRIVED,
    complete,
    mail,
    moment,
    paper,
    rules,
    stamps,
    with_decision,
    with_judgement,
    with_lapse,
    with_letter,
    with_notice,
    with_withdrawal,
)
from tests.unit.rules import courses
from tests.unit.rules.courses import BOTH, DUE, PAST, Course, unpaid, without_scope
from tests.unit.rules.strategies import DAYS, FILES, LIKELY_FILES, NEAR

TARGET, WARNING = date(2026, 12, 9), date(2026, 12, 5)
DISCLOSURE = ClaimId("disclosure")


def unread() -> ApplicationFile:
    licence = replace(paper("driving_licence"), valid_until=None)
    return replace(complete(), enclosures=(licence,))


def notice_first() -> ApplicationFile:
    """No identity document came, and the department was not asked: what it is to look for is."""
    return replace(complete(), enclosures=(), inquiries=())


def nobody_asked() -> ApplicationFile:
    """Neither was the sender told what is missing, nor a department asked."""
    form = replace(complete().application, scope="")
    return replace(courses.register_open(), application=form, enclosures=(), notices=())


def scope_asked_for() -> ApplicationFile:
    """A notice asks what data are meant; no department can look for them yet."""
    return replace(courses.without_scope(), inquiries=())


def paper_asked_for() -> ApplicationFile:
    """A notice asks for a paper; the form says what a department is to look for."""
    return replace(courses.unproven(), inquiries=())


def stuck_stamps() -> ApplicationFile:
    (line,) = stamps("500x2")
    return replace(complete(), mail=(mail(replace(line, condition=Condition.STUCK)),))


def noticed_not_printed() -> ApplicationFile:
    return with_notice(replace(complete(), mail=(mail(),)), ARRIVED, posted=False)


def noticed_and_printed() -> ApplicationFile:
    file = noticed_not_printed()
    return replace(file, letters=(replace(file.letters[0], printed_at=moment(ARRIVED)),))


def noticed_without_letter() -> ApplicationFile:
    return replace(noticed_not_printed(), letters=())


def proposed() -> ApplicationFile:
    return with_decision(complete(), Right.DISCLOSURE, approved=False)


def sent_back() -> ApplicationFile:
    file = proposed()
    return replace(file, decisions=(replace(file.decisions[0], sent_back="根拠が足りない"),))


def decided() -> ApplicationFile:
    return with_decision(complete(), Right.DISCLOSURE)


def answered() -> ApplicationFile:
    return with_letter(decided(), LetterKind.DISCLOSURE, [DISCLOSURE], ARRIVED)


def answered_holding_cash() -> ApplicationFile:
    file = answered()
    cash = HeldThing(HeldThingId("h"), HeldKind.CASH, MailItemId(1), amount=1000)
    return replace(file, mail=(replace(file.mail[0], held=(cash,)),))


def both_silent() -> ApplicationFile:
    """A notice runs, and the department has not answered."""
    return replace(courses.unproven(), inquiries=courses.department_silent().inquiries)


def lapsed() -> ApplicationFile:
    return with_lapse(courses.unpaid(), Right.DISCLOSURE, PAST)


def withdrawing() -> ApplicationFile:
    return with_withdrawal(complete(), Right.DISCLOSURE, on=ARRIVED, confirmed=False)


def withdrawn() -> ApplicationFile:
    return with_withdrawal(complete(), Right.DISCLOSURE, on=ARRIVED)


def second_shortage() -> ApplicationFile:
    file = courses.unpaid()
    came = mail(*stamps("100x1"), number=2, arrived_on=DUE)
    return replace(file, mail=(*file.mail, came))


def another_fault() -> ApplicationFile:
    """The document that was asked for came, and has expired."""
    file = courses.unproven()
    came = mail(number=2, arrived_on=DUE)
    expired = replace(
        paper("driving_licence"),
        mail_item=came.id,
        arrived_on=DUE,
        valid_until=date(2026, 12, 1),
    )
    return replace(file, mail=(*file.mail, came), enclosures=(expired,))


def delayed() -> ApplicationFile:
    file = with_letter(courses.department_silent(), LetterKind.DELAY, [], TARGET)
    later = replace(file.letters[0], delay_until=date(2026, 12, 25))
    return replace(file, letters=(later,))


STEPS: list[tuple[Course, date, Work, What, Why, date | None]] = [
    (complete, ARRIVED, Work.TO_DECIDE, What.PROPOSE, Why.ALL_SHOWN, TARGET),
    (courses.number_visible, ARRIVED, Work.TO_CHECK, What.MASK, Why.NUMBER_VISIBLE, ARRIVED),
    (unread, ARRIVED, Work.TO_CHECK, What.CHECK, Why.UNREAD, TARGET),
    (
        courses.written_differently,
        ARRIVED,
        Work.TO_CHECK,
        What.JUDGE,
        Why.WRITTEN_DIFFERENTLY,
        TARGET,
    ),
    (stuck_stamps, ARRIVED, Work.TO_CHECK, What.JUDGE, Why.PIECE_DOUBTFUL, TARGET),
    (
        courses.register_open,
        ARRIVED,
        Work.TO_CHECK,
        What.ASK_DEPARTMENT,
        Why.REGISTER_NOT_ASKED,
        TARGET,
    ),
    (nobody_asked, ARRIVED, Work.TO_CHECK, What.GIVE_NOTICE, Why.DEFICIENT, TARGET),
    (notice_first, ARRIVED, Work.TO_CHECK, What.GIVE_NOTICE, Why.NOTICE_FIRST, TARGET),
    (
        scope_asked_for,
        DUE,
        Work.WAITING_FOR_APPLICANT,
        What.AWAIT_APPLICANT,
        Why.NOTICE_RUNNING,
        DUE,
    ),
    (scope_asked_for, PAST, Work.TO_CHECK, What.ASK_DEPARTMENT, Why.REGISTER_NOT_ASKED, TARGET),
    (paper_asked_for, DUE, Work.TO_CHECK, What.ASK_DEPARTMENT, Why.REGISTER_NOT_ASKED, TARGET),
    (
        courses.department_silent,
        ARRIVED,
        Work.WAITING_FOR_DEPARTMENT,
        What.AWAIT_DEPARTMENT,
        Why.REGISTER_AWAITED,
        TARGET,
    ),
    (
        courses.department_silent,
        WARNING,
        Work.WAITING_FOR_DEPARTMENT,
        What.CHASE_DEPARTMENT,
        Why.TARGET_NEAR,
        TARGET,
    ),
    (
        courses.department_silent,
        TARGET,
        Work.TO_PRINT,
        What.GIVE_DELAY,
        Why.TARGET_PASSED,
        TARGET,
    ),
    (
        delayed,
        PAST,
        Work.WAITING_FOR_DEPARTMENT,
        What.AWAIT_DEPARTMENT,
        Why.REGISTER_AWAITED,
        date(2026, 12, 25),
    ),
    (
        both_silent,
        ARRIVED,
        Work.WAITING_FOR_APPLICANT,
        What.AWAIT_APPLICANT,
        Why.BOTH_AWAITED,
        DUE,
    ),
    (
        both_silent,
        WARNING,
        Work.WAITING_FOR_DEPARTMENT,
        What.CHASE_DEPARTMENT,
        Why.TARGET_NEAR,
        TARGET,
    ),
    (both_silent, TARGET, Work.TO_PRINT, What.GIVE_DELAY, Why.TARGET_PASSED, TARGET),
    (noticed_not_printed, ARRIVED, Work.TO_PRINT, What.PRINT_LETTER, Why.ISSUED, ARRIVED),
    (noticed_and_printed, ARRIVED, Work.TO_POST, What.POST_LETTER, Why.PRINTED, ARRIVED),
    (noticed_without_letter, ARRIVED, Work.TO_POST, What.POST_LETTER, Why.ISSUED, ARRIVED),
    (
        noticed_and_printed,
        date(2026, 11, 26),
        Work.TO_PRINT,
        What.ISSUE_AGAIN,
        Why.POSTING_DAY_PASSED,
        ARRIVED,
    ),
    (
        courses.unproven,
        DUE,
        Work.WAITING_FOR_APPLICANT,
        What.AWAIT_APPLICANT,
        Why.NOTICE_RUNNING,
        DUE,
    ),
    (courses.unproven, PAST, Work.TO_DECIDE, What.PROPOSE, Why.IDENTITY_NOT_SHOWN, TARGET),
    (courses.by_parent, PAST, Work.TO_DECIDE, What.PROPOSE, Why.AUTHORITY_NOT_SHOWN, TARGET),
    (courses.unpaid, DUE, Work.TO_DECIDE, What.PROPOSE, Why.ALL_SHOWN, TARGET),
    (courses.unpaid, PAST, Work.LAPSE_TODAY, What.CONFIRM_LAPSE, Why.FEE_NOT_PAID, PAST),
    (
        courses.unpaid_and_unproven,
        PAST,
        Work.LAPSE_TODAY,
        What.CONFIRM_LAPSE,
        Why.FEE_NOT_PAID,
        PAST,
    ),
    (lapsed, PAST, Work.TO_PRINT, What.ISSUE_LETTER, Why.LAPSED, TARGET),
    (courses.paid_late, PAST, Work.TO_DECIDE, What.ACCEPT_LATE, Why.CAME_LATE, TARGET),
    (courses.proof_late, PAST, Work.TO_DECIDE, What.ACCEPT_LATE, Why.CAME_LATE, TARGET),
    (
        courses.by_joint_parent,
        ARRIVED,
        Work.TO_DECIDE,
        What.DECIDE_JOINT,
        Why.JOINT_AUTHORITY,
        TARGET,
    ),
    (courses.without_scope, PAST, Work.TO_DECIDE, What.GO_ON_WITHOUT, Why.NOT_CURED, TARGET),
    (courses.gone_on, PAST, Work.TO_DECIDE, What.PROPOSE, Why.ALL_SHOWN, TARGET),
    (second_shortage, DUE, Work.TO_CHECK, What.GIVE_NOTICE, Why.FEE_SHORT, TARGET),
    (another_fault, PAST, Work.TO_CHECK, What.GIVE_NOTICE, Why.DEFICIENT, TARGET),
    (proposed, ARRIVED, Work.TO_APPROVE, What.APPROVE, Why.PROPOSED, TARGET),
    (sent_back, ARRIVED, Work.TO_DECIDE, What.PROPOSE, Why.SENT_BACK, TARGET),
    (withdrawing, ARRIVED, Work.WITHDRAWAL, What.CONFIRM_WITHDRAWAL, Why.WITHDRAWN, TARGET),
    (withdrawn, ARRIVED, Work.TO_PRINT, What.ISSUE_LETTER, Why.WITHDRAWN, TARGET),
    (decided, ARRIVED, Work.TO_PRINT, What.ISSUE_LETTER, Why.DECIDED, TARGET),
    (answered, ARRIVED, Work.DONE, What.KEEP, Why.COMPLETED, date(2028, 11, 25)),
    (
        answered,
        date(2028, 11, 26),
        Work.DONE,
        What.DISPOSE,
        Why.PERIOD_ENDED,
        date(2028, 11, 26),
    ),
    (answered_holding_cash, ARRIVED, Work.TO_RETURN, What.RETURN_THINGS, Why.HELD, TARGET),
]


@pytest.mark.parametrize(
    ("course", "on", "work", "what", "why", "by"),
    STEPS,
    ids=[f"{row[0].__name__}-{row[1]:%y%m%d}" for row in STEPS],
)
def test_what_is_to_be_done_next(
    course: Course, on: date, work: Work, what: What, why: Why, by: date | None
) -> None:
    found = examine(course(), rules(on), on)
    assert (found.work, found.next.what, found.next.why, found.next.by) == (work, what, why, by)


@pytest.mark.parametrize(("course", "on"), [row[:2] for row in STEPS])
def test_only_what_has_no_day_of_its_own_is_done_by_the_reply_target(
    course: Course, on: date
) -> None:
    situation = situation_of(course(), rules(on), on)
    step = told(situation).next
    if step.what in BY_REPLY_TARGET:
        assert step.by == reply_target(situation)


@pytest.mark.parametrize(
    ("course", "on", "turns"),
    [
        (courses.unproven, ARRIVED, PAST),
        (courses.unpaid_and_unproven, ARRIVED, PAST),
        (courses.department_silent, ARRIVED, WARNING),
        (courses.department_silent, WARNING, TARGET),
        (noticed_and_printed, ARRIVED, date(2026, 11, 26)),
        (answered, ARRIVED, date(2028, 11, 26)),
        (complete, ARRIVED, None),
        (decided, ARRIVED, None),
    ],
)
def test_the_first_day_on_which_time_alone_changes_it(
    course: Course, on: date, turns: date | None
) -> None:
    situation = situation_of(course(), rules(on), on)
    changed = first_change(situation, told(situation))
    assert (None if changed is None else changed.on) == turns


def test_the_day_before_the_change_still_says_the_same() -> None:
    file = courses.unproven()
    assert examine(file, rules(), DUE).next == examine(file, rules(), ARRIVED).next


def test_a_form_on_which_no_right_is_marked_is_asked_about_and_never_done() -> None:
    file = complete()
    file = replace(file, application=replace(file.application, claims=()))
    asked = with_notice(file, ARRIVED)
    seen = [
        examine(each, rules(on), on) for each, on in ((file, ARRIVED), (asked, DUE), (asked, PAST))
    ]
    assert [each.work for each in seen] == [
        Work.TO_CHECK,
        Work.WAITING_FOR_APPLICANT,
        Work.TO_CHECK,
    ]
    # Nobody goes on without it: there would be nothing to decide on.
    assert [each.next.what for each in seen] == [
        What.GIVE_NOTICE,
        What.AWAIT_APPLICANT,
        What.GIVE_NOTICE,
    ]


def test_a_supplement_accepted_late_lets_the_work_go_on() -> None:
    file = with_judgement(courses.proof_late(), Topic.LATE_ARRIVAL, "2", Ruling.ACCEPTED, PAST)
    assert examine(file, rules(PAST), PAST).work is Work.TO_DECIDE


@settings(
    max_examples=20,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(LIKELY_FILES, NEAR)
def test_nothing_changes_by_time_alone_on_any_other_day(file: ApplicationFile, on: date) -> None:
    """The work list keeps one later day; every day up to it must say what today says."""
    today = examine(file, rules(on), on)
    situation = situation_of(file, rules(on), on)
    changed = first_change(situation, told(situation))
    for ahead in range(1, 90):
        day = on + timedelta(days=ahead)
        then = examine(file, rules(day), day)
        if (then.work, then.next) != (today.work, today.next):
            assert changed is not None
            assert changed.on == day
            return
    assert changed is None or changed.on is None or changed.on >= on + timedelta(days=90)


def test_what_no_look_knows_is_checked_again() -> None:
    """No application may stand in a list without a word, whatever a later rule forgets."""
    situation = situation_of(courses.register_open(), rules(), ARRIVED)
    work, following = fold(replace(situation, findings=(), asked=frozenset()))
    assert (work, following.what, following.why) == (Work.TO_CHECK, What.CHECK, Why.UNREAD)


many = settings(max_examples=60, suppress_health_check=list(HealthCheck))

TURNS = (
    pytest.param(date(2025, 12, 31), date(2026, 1, 1), id="taken no more"),
    pytest.param(date(2026, 6, 13), date(2026, 6, 14), id="taken from now on"),
)
"""Neighbouring days of which one has a kind of document more than the other."""


def seen(situation: Situation) -> tuple[Any, ...]:
    """Return all that a situation says; rules are told apart by version and day."""
    case, of = situation.case, situation.rules
    read = (case.file, case.on, case.rulings, case.due_before, of.version, of.day)
    told = (situation.findings, situation.axes, situation.fee, situation.asked)
    return (*read, *told, situation.completed_on)


def same(file: ApplicationFile, on: date, other: date) -> None:
    """Look ahead, or back, and stand there."""
    ahead = on_another_day(situation_of(file, rules(on), on), other)
    assert seen(ahead) == seen(situation_of(file, rules(other), other))


@many
@given(LIKELY_FILES, NEAR, NEAR)
def test_likely_files_on_days_near_their_arrival(
    file: ApplicationFile, on: date, other: date
) -> None:
    same(file, on, other)


@many
@given(FILES, DAYS, DAYS)
def test_any_file_on_any_day(file: ApplicationFile, on: date, other: date) -> None:
    same(file, on, other)


@pytest.mark.parametrize(("before", "after"), TURNS)
def test_a_kind_of_document_turns(before: date, after: date) -> None:
    file = replace(complete(*BOTH), enclosures=())
    situation = situation_of(file, rules(before), before)
    assert situation.findings != situation_of(file, rules(after), after).findings
    same(file, before, after)
    same(file, after, before)


@pytest.mark.parametrize("file", [unpaid(), without_scope()])
def test_nothing_is_looked_for_anew_where_the_rules_read_the_same(file: ApplicationFile) -> None:
    situation = situation_of(file, rules(), DUE)
    ahead = on_another_day(situation, date(2026, 12, 10))
    assert ahead.findings is situation.findings
    assert ahead.rules.day == ahead.on == date(2026, 12, 10)
