# SPDX-License-Identifier: MIT
"""Days: due dates, holidays, ages, and when the clock is believed (T12)."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.records.case.application import Right
from desk_app.rules.case import deadlines
from desk_app.rules.days.calendar import NATIONAL_HOLIDAYS
from desk_app.rules.days.clock import ClockDoubt, Trusted, day_of, doubt, moved_on, trusted_at
from desk_app.rules.rulebook.rulebook import Rules, loads
from desk_app.rules.work_codes import StepCode
from tests.builders import application, rules

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


def test_a_warning_never_comes_after_a_target_that_moved_back() -> None:
    """Over the holidays of May the target moves back by days (practice 11)."""
    assert deadlines.reply_target(date(2026, 4, 22), rules()).on == date(2026, 5, 1)
    assert deadlines.warning_on(date(2026, 4, 22), rules()) == date(2026, 4, 30)
    for number in range(3 * 366):
        arrived = date(2026, 1, 1) + timedelta(days=number)
        warned, target = (
            deadlines.warning_on(arrived, rules(arrived)),
            deadlines.reply_target(arrived, rules(arrived)).on,
        )
        assert arrived <= warned < target, arrived


@pytest.mark.parametrize(
    ("day", "moves"), [(date(2026, 12, 16), False), (date(2026, 12, 22), True)]
)
def test_posting_later_moves_the_due_date_or_not(day: date, moves: bool) -> None:
    """Over the year's end several posting days share one due date (practice 3)."""
    assert deadlines.posting_moves_due(date(2026, 12, 15), day, rules()) is moves


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 11, 25), date(2026, 11, 24), 17),
        (date(2008, 11, 25), date(2026, 11, 25), 18),
        (date(2008, 11, 26), date(2026, 11, 25), 17),
        (date(2026, 11, 25), date(2026, 11, 25), 0),
        (date(2026, 11, 26), date(2026, 11, 25), -1),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 28), 19),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
    ],
)
def test_age_on_a_day(born: date, day: date, age: int) -> None:
    assert deadlines.age_on(born, day) == age


@pytest.mark.parametrize(
    ("born", "age", "day"),
    [
        (date(2008, 11, 26), 18, date(2026, 11, 26)),
        (date(2008, 2, 29), 18, date(2026, 3, 1)),
        (date(2008, 2, 29), 20, date(2028, 2, 29)),
        (date(9999, 5, 1), 18, date(9999, 5, 1)),
    ],
)
def test_the_day_from_which_somebody_has_an_age(born: date, age: int, day: date) -> None:
    assert deadlines.birthday(born, age) == day


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


ASKING = """
import sys
from datetime import date
from desk_app.rules.days.calendar import NATIONAL_HOLIDAYS
assert date(2026, 11, 23) in NATIONAL_HOLIDAYS
print(sorted(each for each in sys.modules if each.startswith("holidays.countries")))
"""


@pytest.mark.parametrize("year", [1949, 1973, 2019, 2026, 2027, 2032, 2050])
def test_a_year_has_the_days_the_package_gives_for_the_whole_country(year: int) -> None:
    first = date(year, 1, 1)
    days = (first + timedelta(days=number) for number in range(366))
    ours = {day for day in days if day.year == year and day in NATIONAL_HOLIDAYS}
    assert ours == set(holidays.country_holidays("JP", years=year))
    assert ours


def test_no_other_country_is_read() -> None:
    asked = subprocess.run(
        [sys.executable, "-c", ASKING], capture_output=True, text=True, check=True
    )
    assert asked.stdout.strip() == "[]"


def test_what_is_no_day_is_no_holiday() -> None:
    assert "2026-11-23" not in NATIONAL_HOLIDAYS


CALENDAR = rules().calendar
WEDNESDAY = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)
TRUSTED = trusted_at(10, WEDNESDAY)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    ("later", "found"),
    [
        (timedelta(), None),
        (-10 * MINUTE, None),
        (-11 * MINUTE, ClockDoubt.BEHIND),
        (-400 * DAY, ClockDoubt.BEHIND),
        (7 * DAY, None),
        (8 * DAY, ClockDoubt.AHEAD),
        (800 * DAY, ClockDoubt.AHEAD),
    ],
)
def test_how_far_the_clock_may_stand_from_what_was_seen(
    later: timedelta, found: ClockDoubt | None
) -> None:
    assert doubt(TRUSTED, (), WEDNESDAY + later, CALENDAR) is found


def test_days_count_from_the_last_business_day_worked() -> None:
    saturday = WEDNESDAY + 3 * DAY
    assert doubt(TRUSTED, (saturday,), WEDNESDAY + 7 * DAY, CALENDAR) is None
    assert doubt(TRUSTED, (saturday,), WEDNESDAY + 8 * DAY, CALENDAR) is ClockDoubt.AHEAD
    friday = WEDNESDAY + 2 * DAY
    assert doubt(TRUSTED, (friday,), WEDNESDAY + 8 * DAY, CALENDAR) is None


def test_a_leap_stays_doubtful_whatever_was_noted_after_it() -> None:
    leapt = WEDNESDAY + 40 * DAY
    noted = (leapt, leapt + MINUTE, leapt + DAY)
    assert doubt(TRUSTED, noted, leapt + DAY, CALENDAR) is ClockDoubt.AHEAD


def test_a_clock_that_was_ahead_is_behind_when_it_is_put_right() -> None:
    noted = (WEDNESDAY + 5 * DAY,)
    assert doubt(TRUSTED, noted, WEDNESDAY + DAY, CALENDAR) is ClockDoubt.BEHIND
    assert doubt(TRUSTED, noted, WEDNESDAY + 5 * DAY, CALENDAR) is None


def test_entries_noted_while_the_clock_was_behind_are_no_new_measure() -> None:
    noted = (WEDNESDAY - 2 * DAY, WEDNESDAY - 2 * DAY + MINUTE)
    assert doubt(TRUSTED, noted, WEDNESDAY - 2 * DAY, CALENDAR) is ClockDoubt.BEHIND
    assert doubt(TRUSTED, noted, WEDNESDAY + MINUTE, CALENDAR) is None


def test_trust_moves_on_with_what_was_seen() -> None:
    saturday = WEDNESDAY + 3 * DAY
    moved = moved_on(TRUSTED, (WEDNESDAY + DAY, saturday), saturday + MINUTE, 12, CALENDAR)
    assert moved == Trusted(12, saturday + MINUTE, date(2026, 11, 26))


def test_the_day_is_japans() -> None:
    assert day_of(datetime(2026, 11, 25, 14, 59, tzinfo=UTC)) == date(2026, 11, 25)
    assert day_of(datetime(2026, 11, 25, 15, 0, tzinfo=UTC)) == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ((Right.PURPOSE,), None),
        ((Right.DISCLOSURE,), date(2026, 12, 9)),
        ((Right.PURPOSE, Right.CORRECTION), date(2026, 12, 9)),
        ((Right.ERASURE,), date(2026, 12, 9)),
    ],
)
def test_a_suit_is_known_for_the_requests_of_articles_33_to_35(
    asked: tuple[Right, ...], day: date | None
) -> None:
    assert deadlines.suit_for(application(*asked), rules()) == day


SECOND = Path(__file__).resolve().parents[2] / "rulebooks" / "second" / "rulebook.toml"
WARNING = "value = 20\nclause"


def _second(warning: str = WARNING) -> Rules:
    source = SECOND.read_text("utf-8")
    assert source.count(WARNING) == 1
    return loads(source.replace(WARNING, warning).encode(), SECOND.name).on(date(2026, 11, 25))


def test_business_days_are_counted_one_by_one_and_end_on_one() -> None:
    calendar = _second().calendar
    wednesday = date(2026, 11, 25)
    for days in range(60):
        found = deadlines.business_days(wednesday, days, calendar)
        passed = [
            wednesday + timedelta(days=number)
            for number in range(1, (found.on - wednesday).days + 1)
        ]
        assert sum(map(calendar.is_business_day, passed)) == max(days, 1)
        assert calendar.is_business_day(found.on)
        closed = [step for step in found.steps[2:-1] if not calendar.is_business_day(step.day)]
        assert len(closed) == len(found.steps) - 3


def test_a_warning_comes_as_long_before_a_later_target_as_before_the_first() -> None:
    arrived = date(2026, 11, 25)
    own, second = rules(arrived), _second()
    in_business_days = _second("value = 14\nbusiness = true\nclause")
    assert deadlines.warned_before(arrived, own) == timedelta(days=4)
    for each in (second, in_business_days):
        target, warned = (
            deadlines.reply_target(arrived, each).on,
            deadlines.warning_on(arrived, each),
        )
        assert deadlines.warned_before(arrived, each) == target - warned
    assert deadlines.warning_on(arrived, second) == date(2026, 12, 15)
    assert deadlines.warning_on(arrived, in_business_days) == date(2026, 12, 14)
