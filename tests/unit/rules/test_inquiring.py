# SPDX-License-Identifier: MIT
"""An inquiry's days, its next step, and what a step may follow on (I1; Act 26)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from desk_app.records.base import InquiryKey, LetterId, PostingId, UserId
from desk_app.records.case.history import Letter, Posting, ReturnReason
from desk_app.records.case.inquiries import (
    Channel,
    CourseEntry,
    CourseStep,
    Inquiry,
    InquiryKind,
    InquirySaid,
    InquiryWork,
)
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.people import Language
from desk_app.rules.inquiries import inquiring
from desk_app.rules.inquiries.inquiring import InquiryNext, StepRefusal
from desk_app.rules.work_codes import DueKind
from tests.builders import ARRIVED, book

AT = datetime(2026, 11, 25, 1, tzinfo=UTC)
CLERK, OTHER = UserId("clerk"), UserId("other")
RULES = book().on(ARRIVED)


def inquiry(*course: CourseEntry, kind: InquiryKind = InquiryKind.INQUIRY) -> Inquiry:
    said = InquirySaid(ARRIVED, Channel.WEB, kind, "利用目的を知りたい")
    return Inquiry(InquiryKey(1), "t", "R8-Q0001", said, AT, CLERK, course=course)


def entry(step: CourseStep, **more: Any) -> CourseEntry:  # noqa: ANN401 any field
    given = {"id": f"{step.value}-{len(more)}", "on": ARRIVED, "by": CLERK, "at": AT}
    return CourseEntry(step=step, **{**given, **more})


def letter(**more: Any) -> Letter:  # noqa: ANN401 any field
    return Letter(
        **{
            "id": LetterId("l"),
            "kind": LetterKind.INQUIRY,
            "number": "8-1",
            "dated": ARRIVED,
            "for_posting_on": ARRIVED,
            "language": Language.JA,
            "claims": (),
            "sha256": "",
            "issued_by": CLERK,
            "issued_at": AT,
            **more,
        }
    )


def stand(asked: Inquiry, on: date = ARRIVED) -> tuple[InquiryWork, InquiryNext, date | None]:
    found = inquiring.standing(asked, RULES, on)
    return found.work, found.next, found.by


TARGET = date(2026, 12, 9)
UNTIL = date(2026, 12, 2)
TAKEN = entry(CourseStep.TAKEN)
GIVEN = entry(CourseStep.GIVEN, user=OTHER)
ANSWERED = entry(CourseStep.ANSWERED)
NEEDED = entry(CourseStep.MEASURE_NEEDED, until=UNTIL)
CAUSE = entry(CourseStep.CAUSE)
DONE, CHECKED = entry(CourseStep.MEASURE_DONE), entry(CourseStep.MEASURE_CHECKED)
ASKED = entry(CourseStep.ASKED, until=UNTIL)


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        ((), (InquiryWork.TO_TAKE, InquiryNext.TAKE, TARGET)),
        ((replace(TAKEN, taken_back=True),), (InquiryWork.TO_TAKE, InquiryNext.TAKE, TARGET)),
        ((TAKEN,), (InquiryWork.TO_ANSWER, InquiryNext.ANSWER, TARGET)),
        ((TAKEN, ASKED), (InquiryWork.WAITING, InquiryNext.AWAIT_DEPARTMENT, UNTIL)),
        (
            (entry(CourseStep.ASKED),),
            (InquiryWork.WAITING, InquiryNext.AWAIT_DEPARTMENT, TARGET),
        ),
        (
            (ASKED, entry(CourseStep.DEPARTMENT_ANSWERED)),
            (InquiryWork.TO_ANSWER, InquiryNext.ANSWER, TARGET),
        ),
        ((ANSWERED,), (InquiryWork.TO_CLOSE, InquiryNext.CLOSE, None)),
        ((ANSWERED, NEEDED), (InquiryWork.TO_FOLLOW_UP, InquiryNext.DO_MEASURE, UNTIL)),
        (
            (ANSWERED, NEEDED, DONE),
            (InquiryWork.TO_FOLLOW_UP, InquiryNext.CHECK_MEASURE, UNTIL),
        ),
        ((ANSWERED, NEEDED, DONE, CHECKED), (InquiryWork.TO_CLOSE, InquiryNext.CLOSE, None)),
    ],
)
def test_what_is_next(
    course: tuple[CourseEntry, ...], expected: tuple[InquiryWork, InquiryNext, date | None]
) -> None:
    assert stand(inquiry(*course)) == expected


def test_an_answer_that_came_back_opens_the_inquiry_again() -> None:
    sent = Posting(PostingId("p"), ARRIVED, MailKind.ORDINARY, (LetterId("l"),))
    given = entry(CourseStep.ANSWERED, id="l")
    gone = replace(
        inquiry(given, entry(CourseStep.CLOSED)),
        letters=(letter(posting=sent.id),),
        postings=(sent,),
    )
    assert stand(gone)[0] is InquiryWork.DONE
    assert inquiring.returned(gone) is None
    assert inquiring.refusals(gone, CourseStep.UNDELIVERABLE, CLERK) == (StepRefusal.CLOSED,)
    back = replace(sent, came_back_on=ARRIVED, came_back_why=ReturnReason.ADDRESS_UNKNOWN)
    opened = replace(gone, postings=(back,))
    assert stand(opened) == (InquiryWork.RETURNED, InquiryNext.SEND_AGAIN, TARGET)
    assert inquiring.retained(opened, RULES) is None
    assert inquiring.refusals(opened, CourseStep.ANSWERED, CLERK) == ()
    assert StepRefusal.NOT_ANSWERED in inquiring.refusals(opened, CourseStep.CLOSED, CLERK)
    kept = replace(opened, course=(*opened.course, entry(CourseStep.UNDELIVERABLE)))
    assert stand(kept)[:2] == (InquiryWork.TO_CLOSE, InquiryNext.CLOSE)
    assert inquiring.refusals(kept, CourseStep.UNDELIVERABLE, CLERK) == (StepRefusal.NOT_RETURNED,)


def test_a_department_that_is_late_is_chased() -> None:
    assert stand(inquiry(ASKED), date(2026, 12, 3))[1] is InquiryNext.CHASE_DEPARTMENT


@pytest.mark.parametrize(
    ("kind", "next_"),
    [
        (InquiryKind.APPLICATION, InquiryNext.CARRY_OVER),
        (InquiryKind.REFERRED, InquiryNext.REFER),
        (InquiryKind.CONSULTATION, InquiryNext.ANSWER),
    ],
)
def test_what_it_is_says_how_it_is_answered(kind: InquiryKind, next_: InquiryNext) -> None:
    assert stand(inquiry(TAKEN, kind=kind))[1] is next_


def test_a_complaint_needs_a_cause_a_word_on_measures_and_a_second_person() -> None:
    nexts = [
        stand(inquiry(*course, kind=InquiryKind.COMPLAINT))[1]
        for course in (
            (ANSWERED,),
            (ANSWERED, CAUSE),
            (ANSWERED, CAUSE, entry(CourseStep.NO_MEASURE)),
        )
    ]
    assert nexts == [
        InquiryNext.FIND_CAUSE,
        InquiryNext.DECIDE_MEASURE,
        InquiryNext.CLOSE_BY_SECOND,
    ]


def test_a_letter_in_hand_is_posted_first() -> None:
    asked = replace(inquiry(ANSWERED), letters=(letter(void=True), letter()))
    assert stand(asked) == (InquiryWork.TO_POST, InquiryNext.POST_LETTER, TARGET)
    posted = replace(asked, letters=(letter(posting=PostingId("p")),))
    assert stand(posted)[0] is InquiryWork.TO_CLOSE


def test_an_interim_answer_moves_the_day_only_to_a_later_one() -> None:
    later, earlier = date(2026, 12, 20), date(2026, 12, 1)
    for until, by in ((later, later), (earlier, TARGET), (None, TARGET)):
        assert stand(inquiry(entry(CourseStep.INTERIM, until=until)))[2] == by


@pytest.mark.parametrize("end", [CourseStep.CLOSED, CourseStep.CARRIED_OVER])
def test_it_ends_and_is_kept_two_years(end: CourseStep) -> None:
    ended = inquiry(ANSWERED, entry(end))
    found = inquiring.standing(ended, RULES, ARRIVED)
    assert (found.work, found.next) == (InquiryWork.DONE, InquiryNext.NOTHING)
    assert (found.completed_on, found.kept_until) == (ARRIVED, date(2028, 11, 25))
    kept = inquiring.retained(ended, RULES)
    assert kept is not None
    assert (kept.completed_on, kept.kept_until, kept.hold) == (ARRIVED, date(2028, 11, 25), None)
    assert inquiring.retained(inquiry(), RULES) is None


def test_who_took_it_last_looks_after_it() -> None:
    assert inquiring.looked_after_by(inquiry()) is None
    assert inquiring.looked_after_by(inquiry(TAKEN, entry(CourseStep.TAKEN, by=OTHER))) == OTHER
    assert inquiring.looked_after_by(inquiry(TAKEN, GIVEN)) == OTHER
    assert inquiring.looked_after_by(inquiry(GIVEN, TAKEN)) == CLERK


def test_what_was_handed_back_is_to_be_taken_again() -> None:
    back = inquiry(TAKEN, entry(CourseStep.INTERIM), entry(CourseStep.HANDED_BACK))
    assert inquiring.looked_after_by(back) is None
    assert stand(back)[:2] == (InquiryWork.TO_TAKE, InquiryNext.TAKE)
    assert stand(replace(back, course=(*back.course, GIVEN)))[0] is InquiryWork.TO_ANSWER
    taken_back = replace(back, course=(*back.course[:2], replace(back.course[2], taken_back=True)))
    assert inquiring.looked_after_by(taken_back) == CLERK


# A suspected leak: the day it became known is the first (Guidelines 3-5-3-4).


KNOWN = datetime(2026, 11, 24, 16, tzinfo=UTC)  # 25 November, 1 a.m. at the desk
SUSPECTED = entry(CourseStep.LEAK_SUSPECTED, known_at=KNOWN, whom="石川 秀樹")


def test_the_days_of_a_leak() -> None:
    days = inquiring.leak_days(inquiry(SUSPECTED))
    assert days is not None
    assert (days.first_from, days.first_by) == (date(2026, 11, 27), date(2026, 11, 29))
    assert (days.full_by, days.due) == (date(2026, 12, 24), days.first_by)
    assert (days.known, days.entry.whom) == (KNOWN, "石川 秀樹")
    attack = inquiring.leak_days(inquiry(replace(SUSPECTED, attack=True)))
    assert attack is not None
    # The sixtieth day is a Saturday.
    assert attack.full_by == date(2027, 1, 25)


@pytest.mark.parametrize(
    ("known", "full_by"),
    [
        (date(2026, 11, 30), date(2027, 1, 4)),  # 29 December: closed to 3 January
        (date(2026, 12, 3), date(2027, 1, 4)),  # 1 January
        (date(2026, 12, 13), date(2027, 1, 12)),  # Coming of Age Day
        (date(2026, 12, 1), date(2027, 1, 4)),
    ],
)
def test_the_full_report_moves_behind_closed_days(known: date, full_by: date) -> None:
    at = datetime(known.year, known.month, known.day, 3, tzinfo=UTC)
    days = inquiring.leak_days(inquiry(replace(SUSPECTED, known_at=at)))
    assert days is not None
    assert days.full_by == full_by


def test_a_leak_without_an_hour_counts_from_when_it_was_noted() -> None:
    days = inquiring.leak_days(inquiry(replace(SUSPECTED, known_at=None)))
    assert days is not None
    assert days.first_by == date(2026, 11, 29)


def test_what_is_next_is_done_by_its_own_day() -> None:
    told = entry(CourseStep.INTERIM, until=TARGET + timedelta(days=30))
    reported = entry(CourseStep.LEAK_REPORTED)
    for course, by in (
        ((told,), told.until),
        ((told, SUSPECTED), "first_by"),
        ((told, SUSPECTED, reported), "full_by"),
        ((told, SUSPECTED, reported, entry(CourseStep.LEAK_REPORTED_IN_FULL)), told.until),
    ):
        stands = inquiring.standing(inquiry(*course), RULES, ARRIVED)
        assert stands.next_by == (getattr(stands.leak, by) if isinstance(by, str) else by)


def test_the_day_of_what_is_next_is_known_by_its_kind() -> None:
    """A department's day is told apart from the reply's, which is watched where it has none."""
    soon = entry(CourseStep.ASKED, until=ARRIVED + timedelta(days=2))
    needed = entry(CourseStep.MEASURE_NEEDED, until=TARGET)
    for course, kind in (
        ((), DueKind.REPLY),
        ((soon,), DueKind.DEPARTMENT),
        ((entry(CourseStep.ASKED),), DueKind.REPLY),
        ((ANSWERED, needed), DueKind.MEASURE),
        ((SUSPECTED,), DueKind.FIRST_REPORT),
        ((SUSPECTED, entry(CourseStep.LEAK_REPORTED)), DueKind.FULL_REPORT),
    ):
        assert inquiring.standing(inquiry(*course), RULES, ARRIVED).due is kind


def test_a_leak_comes_before_all_else_until_both_reports_are_made() -> None:
    assert stand(inquiry(SUSPECTED)) == (
        InquiryWork.TO_ANSWER,
        InquiryNext.REPORT_LEAK,
        TARGET,
    )
    reported = inquiry(SUSPECTED, entry(CourseStep.LEAK_REPORTED))
    assert stand(reported)[1] is InquiryNext.REPORT_LEAK_IN_FULL
    days = inquiring.leak_days(reported)
    assert days is not None
    assert days.due == days.full_by
    whole = replace(reported, course=(*reported.course, entry(CourseStep.LEAK_REPORTED_IN_FULL)))
    assert stand(whole)[1] is InquiryNext.ANSWER
    days = inquiring.leak_days(whole)
    assert days is not None
    assert days.due is None
    assert inquiring.leak_days(inquiry(SUSPECTED, entry(CourseStep.NO_LEAK))) is None


def test_each_suspicion_has_reports_of_its_own_and_one_that_was_ruled_out_stays_told() -> None:
    """What was ruled out is suspected anew: the reports of before are no reports on it."""
    reported, none = entry(CourseStep.LEAK_REPORTED), entry(CourseStep.NO_LEAK, text="同姓同名")
    again = replace(SUSPECTED, id="again", attack=True)
    first, second = inquiring.suspicions(inquiry(SUSPECTED, reported, none, again, TAKEN))
    assert (first.reported, first.ruled_out, first.reported_in_full) == (reported, none, None)
    assert (second.entry, second.reported, second.ruled_out) == (again, None, None)
    assert second.full_by > first.full_by
    assert inquiring.leak_days(inquiry(SUSPECTED, none, again)) == second
    assert inquiring.suspicions(inquiry(TAKEN)) == ()


# What a step may follow on.


def against(asked: Inquiry, step: CourseStep, by: UserId = CLERK) -> set[StepRefusal]:
    return set(inquiring.refusals(asked, step, by))


@pytest.mark.parametrize(
    ("course", "step", "expected"),
    [
        ((entry(CourseStep.CLOSED),), CourseStep.TAKEN, {StepRefusal.CLOSED}),
        ((entry(CourseStep.CARRIED_OVER),), CourseStep.CLOSED, {StepRefusal.CLOSED}),
        ((), CourseStep.TAKEN, set()),
        ((TAKEN,), CourseStep.TAKEN, {StepRefusal.YOURS}),
        ((GIVEN,), CourseStep.TAKEN, set()),
        ((TAKEN,), CourseStep.HANDED_BACK, set()),
        ((GIVEN,), CourseStep.HANDED_BACK, {StepRefusal.NOT_YOURS}),
        ((), CourseStep.HANDED_BACK, {StepRefusal.NOT_YOURS}),
        ((), CourseStep.DEPARTMENT_ANSWERED, {StepRefusal.NOT_ASKED}),
        ((ASKED,), CourseStep.DEPARTMENT_ANSWERED, set()),
        ((ANSWERED,), CourseStep.ANSWERED, {StepRefusal.ANSWERED}),
        ((ANSWERED,), CourseStep.CARRIED_OVER, {StepRefusal.ANSWERED}),
        ((), CourseStep.ANSWERED, set()),
        ((), CourseStep.MEASURE_DONE, {StepRefusal.NO_MEASURE}),
        ((NEEDED,), CourseStep.MEASURE_DONE, set()),
        ((NEEDED,), CourseStep.MEASURE_CHECKED, {StepRefusal.NO_MEASURE}),
        ((NEEDED, DONE), CourseStep.MEASURE_CHECKED, set()),
        ((SUSPECTED,), CourseStep.LEAK_SUSPECTED, {StepRefusal.LEAK_KNOWN}),
        ((), CourseStep.LEAK_SUSPECTED, set()),
        ((), CourseStep.LEAK_REPORTED, {StepRefusal.NO_LEAK}),
        ((SUSPECTED,), CourseStep.NO_LEAK, set()),
        ((), CourseStep.CLOSED, {StepRefusal.NOT_ANSWERED}),
        ((ANSWERED,), CourseStep.CLOSED, set()),
        ((ANSWERED, NEEDED), CourseStep.CLOSED, {StepRefusal.MEASURE_OPEN}),
        ((ANSWERED, SUSPECTED), CourseStep.CLOSED, {StepRefusal.LEAK_OPEN}),
    ],
)
def test_what_a_step_may_follow_on(
    course: tuple[CourseEntry, ...], step: CourseStep, expected: set[StepRefusal]
) -> None:
    assert against(inquiry(*course), step) == expected


def test_a_complaint_is_closed_by_another_person() -> None:
    asked = inquiry(ANSWERED, kind=InquiryKind.COMPLAINT)
    both = {StepRefusal.CAUSE_OPEN, StepRefusal.SECOND_PERSON}
    assert against(asked, CourseStep.CLOSED) == both
    followed = replace(asked, course=(*asked.course, CAUSE, entry(CourseStep.NO_MEASURE)))
    assert against(followed, CourseStep.CLOSED) == {StepRefusal.SECOND_PERSON}
    assert against(followed, CourseStep.CLOSED, OTHER) == set()


def test_a_letter_in_hand_keeps_it_open() -> None:
    asked = replace(inquiry(ANSWERED), letters=(letter(),))
    assert against(asked, CourseStep.CLOSED) == {StepRefusal.LETTER_OPEN}
