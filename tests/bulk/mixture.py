# SPDX-License-Identifier: MIT
"""Which applications a desk is filled with: a plan for each, and the order of all that is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from heapq import heappop, heappush
from random import Random
from typing import NamedTuple

from desk_app.records.application import Principal
from tests.builders import ARRIVED
from tests.bulk.courses import COMPLETED, OPEN, POSTED, SUPPLEMENTED, Asked, Course, asked
from tests.bulk.people import NAMESAKES, namesake, person

GENERATOR = "3"
"""Another one makes other applications of the same mixture: a desk kept aside is made anew."""

_WEEK = timedelta(days=7)
_OPEN_HOURS = timedelta(hours=7)
_FINISHED = (POSTED, *[COMPLETED] * 7, *[SUPPLEMENTED] * 4)
"""Two letters each third time: 1.3 letters an application."""

LOG = -1


@dataclass(frozen=True, slots=True)
class Mixture:
    """How many applications in how many weeks up to today; how many letters have their pages.

    An application has on average 1.1 claims, 2 papers, 1.6 lines of stamps, 1.3 letters. Its
    entries in the journal are as many as the verbs leave for that: 12, since each letter is issued,
    printed and posted, and each decision proposed and approved.

    The post comes once a week. What came in the last two weeks is still being worked at, all else
    is done; what is older than two years and some days is due for disposal.
    """

    applications: int
    weeks: int = 110
    pages: int = 2000
    today: date = ARRIVED
    seed: int = 1


class Plan(NamedTuple):
    """One application: when it is logged, who it is, what is asked, what becomes of it."""

    number: int
    at: datetime
    week: int
    course: Course
    asked: Asked
    principal: Principal


class Deed(NamedTuple):
    """One thing to be done with a planned application: its log, or a step of its course."""

    at: datetime
    plan: Plan
    step: int


def plans(mixture: Mixture) -> Iterator[Plan]:
    """Return every application in the order in which they come; equal mixtures give equal ones."""
    opening = time(0, 0, tzinfo=UTC)
    apart = max(1, mixture.applications // NAMESAKES)
    for number in range(mixture.applications):
        chance = Random(f"{mixture.seed}, {number}")  # noqa: S311  sample people, no secrets
        weeks_passed, rest = divmod(number * mixture.weeks, mixture.applications)
        week = mixture.weeks - 1 - weeks_passed
        day = mixture.today - week * _WEEK
        at = datetime.combine(day, opening) + _OPEN_HOURS * (rest / mixture.applications)
        course = chance.choice(_courses(week))
        someone = person(chance)
        if number % apart == apart - 1 and number < NAMESAKES * apart:
            someone = namesake(someone)
        yield Plan(number, at, week, course, asked(week + len(course.steps)), someone)


def _courses(week: int) -> tuple[Course, ...]:
    if week == 0:
        return tuple(course for course in OPEN if course.days == 0)
    return OPEN if week == 1 else _FINISHED


def timetable(mixture: Mixture) -> Iterator[Deed]:
    """Return everything that is done with all of them, as time passes."""
    waiting: list[tuple[datetime, int, int, Plan]] = []
    for plan in plans(mixture):
        while waiting and waiting[0][0] < plan.at:
            yield _next(waiting)
        _wait(waiting, plan, LOG)
    while waiting:
        yield _next(waiting)


def _next(waiting: list[tuple[datetime, int, int, Plan]]) -> Deed:
    at, _, step, plan = heappop(waiting)
    if step + 1 < len(plan.course.steps):
        _wait(waiting, plan, step + 1)
    return Deed(at, plan, step)


def _wait(waiting: list[tuple[datetime, int, int, Plan]], plan: Plan, step: int) -> None:
    after = timedelta() if step == LOG else plan.course.steps[step].after
    heappush(waiting, (plan.at + after, plan.number, step, plan))
