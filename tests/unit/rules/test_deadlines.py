# SPDX-License-Identifier: MIT
from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.rules import deadlines, retention
from desk_app.rules.work_codes import StepCode
from tests.builders import rules

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("posted", "due"),
    [
        (date(2026, 4, 22), date(2026, 5, 7)),
        (date(2026, 9, 7), date(2026, 9, 24)),
        (date(2026, 11, 25), date(2026, 12, 9)),
        (date(2026, 12, 15), date(2027, 1, 4)),
        (date(2026, 12, 18), date(2027, 1, 4)),
        (date(2027, 3, 7), date(2027, 3, 23)),
    ],
)
def test_a_notice_is_due_as_the_vectors_say(posted: date, due: date) -> None:
    assert deadlines.notice_due(posted, rules(posted)).on == due


@pytest.mark.parametrize(
    ("completed", "until", "disposal"),
    [
        (date(2026, 11, 25), date(2028, 11, 25), date(2028, 11, 26)),
        (date(2028, 2, 29), date(2030, 2, 28), date(2030, 3, 1)),
        (date(2026, 2, 28), date(2028, 2, 29), date(2028, 3, 1)),
    ],
)
def test_papers_are_kept_as_the_vectors_say(completed: date, until: date, disposal: date) -> None:
    assert retention.kept_until(completed, rules()) == until
    assert retention.disposal_from(completed, rules()) == disposal


@pytest.mark.parametrize(
    ("issued", "fresh_until"),
    [
        (date(2026, 8, 25), date(2026, 11, 25)),
        (date(2026, 2, 28), date(2026, 5, 31)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
    ],
)
def test_months_are_counted_from_the_day_after(issued: date, fresh_until: date) -> None:
    assert deadlines.months_after(issued, 3) == fresh_until


def test_a_due_date_is_explained_step_by_step() -> None:
    due = deadlines.notice_due(date(2026, 12, 15), rules())
    assert [(step.code, step.day.isoformat()) for step in due.steps] == [
        (StepCode.START, "2026-12-15"),
        (StepCode.COUNTED, "2026-12-29"),
        (StepCode.YEAR_END, "2026-12-29"),
        (StepCode.YEAR_END, "2026-12-30"),
        (StepCode.YEAR_END, "2026-12-31"),
        (StepCode.HOLIDAY, "2027-01-01"),
        (StepCode.SATURDAY, "2027-01-02"),
        (StepCode.SUNDAY, "2027-01-03"),
        (StepCode.LANDS, "2027-01-04"),
    ]


@given(DAYS)
def test_a_notice_lands_on_the_first_business_day_from_day_fourteen(posted: date) -> None:
    due, calendar = deadlines.notice_due(posted, rules()).on, rules().calendar
    day = posted + timedelta(days=14)
    assert calendar.is_business_day(due)
    while day < due:
        assert not calendar.is_business_day(day)
        day += timedelta(days=1)
    assert day == due


@given(DAYS)
def test_the_reply_target_is_never_later_than_day_fourteen(arrived: date) -> None:
    target = deadlines.reply_target(arrived, rules()).on
    assert rules().calendar.is_business_day(target)
    assert target <= arrived + timedelta(days=14)
    assert not any(
        rules().calendar.is_business_day(target + timedelta(days=ahead))
        for ahead in range(1, (arrived + timedelta(days=14) - target).days + 1)
    )


def test_warning_and_suit_days() -> None:
    assert deadlines.warning_on(date(2026, 11, 25), rules()) == date(2026, 12, 5)
    assert deadlines.suit_on(date(2026, 11, 25), rules()) == date(2026, 12, 9)


@pytest.mark.parametrize(
    ("day", "moves"), [(date(2026, 12, 16), False), (date(2026, 12, 22), True)]
)
def test_posting_later_moves_the_due_date_or_not(day: date, moves: bool) -> None:  # noqa: FBT001
    """Over the year's end several posting days share one due date (practice 3)."""
    assert deadlines.posting_moves_due(date(2026, 12, 15), day, rules()) is moves


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 11, 25), date(2026, 11, 25), 18),
        (date(2008, 11, 26), date(2026, 11, 25), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_age_on_a_day(born: date, day: date, age: int) -> None:
    assert deadlines.age_on(born, day) == age


@pytest.mark.parametrize(
    ("day", "works_on"),
    [
        (date(2026, 11, 25), date(2026, 11, 25)),
        (date(2026, 11, 21), date(2026, 11, 24)),
        (date(2026, 12, 29), date(2027, 1, 4)),
    ],
)
def test_the_next_day_on_which_the_desk_works(day: date, works_on: date) -> None:
    """A working day is its own; else weekend, holiday and the year's end are passed over."""
    assert rules().calendar.next_business_day(day) == works_on
