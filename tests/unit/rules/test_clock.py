# SPDX-License-Identifier: MIT
"""When the clock is believed (T12): ten minutes back, seven days past the last day worked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from desk_app.rules.clock import ClockDoubt, Trusted, day_of, doubt, moved_on, trusted_at
from tests.builders import rules

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
