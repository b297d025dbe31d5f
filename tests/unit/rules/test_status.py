# SPDX-License-Identifier: MIT
from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from desk_app.records.base import ClaimId, HeldThingId, MailItemId
from desk_app.records.case.application import Right
from desk_app.records.case.findings import Work
from desk_app.records.case.history import ApplicationFile, Ruling, Topic
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import Condition, HeldKind, HeldThing
from desk_app.rules.situation.check import examine, first_change, told
from desk_app.rules.situation.situation import Situation, on_another_day, reply_target, situation_of
from desk_app.rules.situation.status import fold
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


def answered_with_cash_to_go() -> ApplicationFile:
    return with_judgement(answered_holding_cash(), Topic.CASH_BACK, "h", Ruling.ACCEPTED)


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


STEPS: list[tuple[Course, date, str, date | None]] = [
    (complete, ARRIVED, "to_decide: propose, all_shown", TARGET),
    (courses.number_visible, ARRIVED, "to_check: mask, number_visible", ARRIVED),
    (unread, ARRIVED, "to_check: check, unread", TARGET),
    (courses.written_differently, ARRIVED, "to_check: judge, written_differently", TARGET),
    (stuck_stamps, ARRIVED, "to_check: judge, piece_doubtful", TARGET),
    (courses.register_open, ARRIVED, "to_check: ask_department, register_not_asked", TARGET),
    (nobody_asked, ARRIVED, "to_check: give_notice, deficient", TARGET),
    (notice_first, ARRIVED, "to_check: give_notice, notice_first", TARGET),
    (scope_asked_for, DUE, "waiting_for_applicant: await_applicant, notice_running", DUE),
    (scope_asked_for, PAST, "to_check: ask_department, register_not_asked", TARGET),
    (paper_asked_for, DUE, "to_check: ask_department, register_not_asked", TARGET),
    (
        courses.department_silent,
        ARRIVED,
        "waiting_for_department: await_department, register_awaited",
        TARGET,
    ),
    (
        courses.department_silent,
        WARNING,
        "waiting_for_department: chase_department, target_near",
        TARGET,
    ),
    (courses.department_silent, TARGET, "to_print: give_delay, target_passed", TARGET),
    (
        delayed,
        PAST,
        "waiting_for_department: await_department, register_awaited",
        date(2026, 12, 25),
    ),
    (both_silent, ARRIVED, "waiting_for_applicant: await_applicant, both_awaited", DUE),
    (both_silent, WARNING, "waiting_for_department: chase_department, target_near", TARGET),
    (both_silent, TARGET, "to_print: give_delay, target_passed", TARGET),
    (noticed_not_printed, ARRIVED, "to_print: print_letter, issued", ARRIVED),
    (noticed_and_printed, ARRIVED, "to_post: post_letter, printed", ARRIVED),
    (noticed_without_letter, ARRIVED, "to_post: post_letter, issued", ARRIVED),
    (noticed_and_printed, date(2026, 11, 26), "to_print: issue_again, posting_day_passed", ARRIVED),
    (courses.unproven, DUE, "waiting_for_applicant: await_applicant, notice_running", DUE),
    (courses.unproven, PAST, "to_decide: propose, identity_not_shown", TARGET),
    (courses.by_parent, PAST, "to_decide: propose, authority_not_shown", TARGET),
    (courses.unpaid, DUE, "to_decide: propose, all_shown", TARGET),
    (courses.unpaid, PAST, "lapse_today: confirm_lapse, fee_not_paid", PAST),
    (courses.unpaid_and_unproven, PAST, "lapse_today: confirm_lapse, fee_not_paid", PAST),
    (lapsed, PAST, "to_print: issue_letter, lapsed", TARGET),
    (courses.paid_late, PAST, "to_decide: accept_late, came_late", TARGET),
    (courses.proof_late, PAST, "to_decide: accept_late, came_late", TARGET),
    (courses.by_joint_parent, ARRIVED, "to_decide: decide_joint, joint_authority", TARGET),
    (courses.without_scope, PAST, "to_decide: go_on_without, not_cured", TARGET),
    (courses.gone_on, PAST, "to_decide: propose, all_shown", TARGET),
    (second_shortage, DUE, "to_check: give_notice, fee_short", TARGET),
    (another_fault, PAST, "to_check: give_notice, deficient", TARGET),
    (proposed, ARRIVED, "to_approve: approve, proposed", TARGET),
    (sent_back, ARRIVED, "to_decide: propose, sent_back", TARGET),
    (withdrawing, ARRIVED, "withdrawal: confirm_withdrawal, withdrawn", TARGET),
    (withdrawn, ARRIVED, "to_print: issue_letter, withdrawn", TARGET),
    (decided, ARRIVED, "to_print: issue_letter, decided", TARGET),
    (answered, ARRIVED, "done: keep, completed", date(2028, 11, 25)),
    (answered, date(2028, 11, 26), "done: dispose, period_ended", date(2028, 11, 26)),
    (answered_holding_cash, ARRIVED, "to_return: judge, cash", TARGET),
    (answered_with_cash_to_go, ARRIVED, "to_return: return_things, held", TARGET),
]
"""A course, a day, the word of the work list with what is to be done and why, and by when."""


@pytest.mark.parametrize(
    ("course", "on", "says", "by"),
    STEPS,
    ids=[f"{row[0].__name__}-{row[1]:%y%m%d}" for row in STEPS],
)
def test_what_is_to_be_done_next(course: Course, on: date, says: str, by: date | None) -> None:
    """What has no day of its own is done by the reply target."""
    situation = situation_of(course(), rules(on), on)
    found = told(situation)
    step = found.next
    words = f"{found.work.value}: {step.what}, {step.why}"
    assert (words, step.by) == (says, by)
    assert step.what not in BY_REPLY_TARGET or step.by == reply_target(situation)


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
    max_examples=12,
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


many = settings(max_examples=10, suppress_health_check=list(HealthCheck))

TURNS = (
    pytest.param(date(2025, 12, 31), date(2026, 1, 1), id="taken no more"),
    pytest.param(date(2026, 6, 13), date(2026, 6, 14), id="taken from now on"),
)
"""Neighbouring days of which one has a kind of document more than the other."""


def seen(situation: Situation) -> tuple[Any, ...]:
    """Return all that a situation says; rules are told apart by version and day."""
    case, of = situation.case, situation.rules
    read = (case.file, case.on, case.judgements, case.due_before, of.version, of.day)
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
