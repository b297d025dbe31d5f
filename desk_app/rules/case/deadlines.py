# SPDX-License-Identifier: MIT
"""Due dates: counted in days or months, landing on a business day, explained step by step."""

from __future__ import annotations

import calendar as months
from datetime import date, timedelta

from desk_app.records.case.application import Application, Right
from desk_app.records.case.findings import DayStep, DueDate
from desk_app.rules.days.calendar import Calendar
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.work_codes import StepCode

_DAY = timedelta(days=1)


def due(start: date, days: int, calendar: Calendar) -> DueDate:
    """Return start + days, moved to the next business day (Civil Code 140, 142; practice 3).

    The first day is not counted. Each step names a day and why it is not the last one.
    """
    return _landed(start, start + timedelta(days=days), calendar, _DAY)


def before(start: date, days: int, calendar: Calendar) -> DueDate:
    """Return start + days, moved to the business day before where closed (practice 11)."""
    return _landed(start, start + timedelta(days=days), calendar, -_DAY)


def business_days(start: date, days: int, calendar: Calendar) -> DueDate:
    """Return the last of so many business days after start; the first day is not counted.

    Each day on which the desk is closed is a step.
    """
    steps = [DayStep(StepCode.START, start), DayStep(StepCode.BUSINESS, start)]
    day = start
    while days > 0 or calendar.reason(day) is not None:
        day += _DAY
        closed = calendar.reason(day)
        if closed is None:
            days -= 1
        else:
            steps.append(DayStep(closed, day))
    steps.append(DayStep(StepCode.LANDS, day))
    return DueDate(day, tuple(steps))


def _landed(start: date, day: date, calendar: Calendar, move: timedelta) -> DueDate:
    steps = [DayStep(StepCode.START, start), DayStep(StepCode.COUNTED, day)]
    while (closed := calendar.reason(day)) is not None:
        steps.append(DayStep(closed, day))
        day += move
    steps.append(DayStep(StepCode.LANDS, day))
    return DueDate(day, tuple(steps))


def notice_due(dispatched_on: date, rules: Rules) -> DueDate:
    """Return the due date of a notice posted on a day: the days in force on that day (PR-4s)."""
    days = rules.at(dispatched_on).days
    count = business_days if "notice" in days.business else due
    return count(dispatched_on, days.notice, rules.calendar)


def posting_moves_due(for_posting_on: date, posted_on: date, rules: Rules) -> bool:
    """Return whether posting a notice on another day than planned would move its due date."""
    return notice_due(for_posting_on, rules).on != notice_due(posted_on, rules).on


def reply_target(arrived_on: date, rules: Rules) -> DueDate:
    """Return the day by which the desk means to reply, never later than planned (practice 11)."""
    days = rules.at(arrived_on).days
    count = business_days if "target" in days.business else before
    return count(arrived_on, days.target, rules.calendar)


def warning_on(arrived_on: date, rules: Rules) -> date:
    """Return the day from which the reply target is warned of (practice 11).

    It lies before the target: where that moved back over a row of closed days, on the business day
    before it, though never before the arrival.
    """
    days = rules.at(arrived_on).days
    if "warning" in days.business:
        counted = business_days(arrived_on, days.warning, rules.calendar).on
    else:
        counted = arrived_on + timedelta(days=days.warning)
    target = reply_target(arrived_on, rules).on
    if counted < target:
        return counted
    return max(arrived_on, before(target, -1, rules.calendar).on)


def warned_before(arrived_on: date, rules: Rules) -> timedelta:
    """Return how long before the reply target it is warned of, a later target likewise."""
    days = rules.at(arrived_on).days
    if days.business.isdisjoint({"target", "warning"}):
        return timedelta(days=days.target - days.warning)
    return reply_target(arrived_on, rules).on - warning_on(arrived_on, rules)


def suit_on(arrived_on: date, rules: Rules) -> date:
    """Return the day on which two weeks have passed, after which a suit is possible (APPI 39)."""
    return arrived_on + timedelta(days=rules.at(arrived_on).days.suit)


def months_after(day: date, count: int) -> date:
    """Return the last day of a period of months that starts the day after (Civil Code 140, 143).

    The period ends on the day before the corresponding one, or on the last day of the month where
    there is none: 08-25 gives 11-25, 02-28 gives 05-31, 11-30 gives 02-28.
    """
    first = day + _DAY
    index = first.year * 12 + first.month - 1 + count
    year, month = divmod(index, 12)
    length = months.monthrange(year, month + 1)[1]
    if first.day > length:
        return date(year, month + 1, length)
    return date(year, month + 1, first.day) - _DAY


def years_after(day: date, count: int) -> date:
    """Return the last day of a period of years that starts the day after (Civil Code 140, 143)."""
    return months_after(day, 12 * count)


def suit_for(application: Application, rules: Rules) -> date | None:
    """Return the day after which a suit about an application is possible; None where none is.

    Article 39 speaks of the requests of Articles 33 to 35: the notification of a purpose of use is
    asked for under Article 32, and no such suit is known.
    """
    if all(right is Right.PURPOSE for right in application.rights()):
        return None
    return suit_on(application.received_on, rules)


def birthday(born: date, age: int) -> date:
    """Return the day from which a person has an age (``age_on``)."""
    year = min(born.year + age, date.max.year)
    if (born.month, born.day) == (2, 29) and not months.isleap(year):
        return date(year, 3, 1)
    return born.replace(year=year)


OLDEST = 125
"""Nobody was ever older than 122: a day of birth before it is misread or mistyped."""


def birth_fault(born: date | None, arrived: date, *, deceased: bool = False) -> str:
    """Return why a day of birth cannot be right on an arrival; empty where it can.

    One who has died may have been born long ago.
    """
    if born is None:
        return ""
    if born > arrived:
        return "born_after_arrival"
    return "born_too_early" if not deceased and age_on(born, arrived) > OLDEST else ""


def age_on(born: date, day: date) -> int:
    """Return the age in whole years on a day, below zero before the birth.

    A year of age is full at the end of the day before the birthday (年齢計算ニ関スル法律, Civil
    Code 143), so the age counts from the birthday on. One born on 29 February is a year older
    from 1 March where there is no such day.
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
