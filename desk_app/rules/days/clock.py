# SPDX-License-Identifier: MIT
"""Whether the clock can be believed before anything is done that cannot be undone (T12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

from desk_app.rules.days.calendar import Calendar

MOST_BEHIND = timedelta(minutes=10)
"""So much earlier than what was noted last, the clock may be."""

LEAST_BACK = timedelta(minutes=1)
"""By so much the clock must be behind the entry before to have gone back: less is a correction."""

MOST_AHEAD = timedelta(days=7)
"""So many days after the last business day worked, the day may be."""

_JAPAN = timezone(timedelta(hours=9))


def went_back(before: datetime | None, at: datetime) -> datetime | None:
    """Return the moment noted before, where the clock went back behind it; else None."""
    return before if before is not None and before - at >= LEAST_BACK else None


class ClockDoubt(StrEnum):
    """Why the clock is not believed."""

    BEHIND = "behind"
    """It is earlier than what was noted last: it was set back, or had been ahead."""
    AHEAD = "ahead"
    """It is far past the last business day worked: it was set forward, or the desk rested."""


@dataclass(frozen=True, slots=True)
class Trusted:
    """Up to which entry of the journal the clock was believed.

    ``latest`` is the latest moment seen by then, ``worked_on`` the last business day worked.
    """

    sequence: int
    latest: datetime
    worked_on: date


def time_of(moment: datetime) -> str:
    """Return the time of day of a moment at the desk: 9:05."""
    there = moment.astimezone(_JAPAN)
    return f"{there.hour}:{there.minute:02}"


def day_of(moment: datetime) -> date:
    """Return the day at the desk (Japan) of a moment."""
    return moment.astimezone(_JAPAN).date()


def beginning_of(day: date) -> datetime:
    """Return the first moment of a day at the desk, aware."""
    return datetime.combine(day, time(), _JAPAN)


def trusted_at(sequence: int, moment: datetime) -> Trusted:
    """Return the trust that begins with a moment somebody answers for."""
    return Trusted(sequence, moment, day_of(moment))


def doubt(
    trusted: Trusted, since: Iterable[datetime], now: datetime, calendar: Calendar
) -> ClockDoubt | None:
    """Return why the clock is not believed, None where it is.

    ``since`` are the moments of the entries noted after ``trusted``, in their order. A leap stays
    doubtful whatever was noted after it: signing in on a wrong day makes it no right one.
    """
    reached = trusted
    for moment in (*since, now):
        if day_of(moment) - reached.worked_on > MOST_AHEAD:
            return ClockDoubt.AHEAD
        reached = _reached(reached, moment, calendar)
    return ClockDoubt.BEHIND if now < reached.latest - MOST_BEHIND else None


def moved_on(
    trusted: Trusted, since: Iterable[datetime], now: datetime, sequence: int, calendar: Calendar
) -> Trusted:
    """Return the trust that reaches to now, once nothing was doubtful."""
    for moment in (*since, now):
        trusted = _reached(trusted, moment, calendar)
    return replace(trusted, sequence=sequence)


def _reached(trusted: Trusted, moment: datetime, calendar: Calendar) -> Trusted:
    day = day_of(moment)
    worked = day if calendar.is_business_day(day) else trusted.worked_on
    return replace(
        trusted,
        latest=max(trusted.latest, moment),
        worked_on=max(trusted.worked_on, worked),
    )
