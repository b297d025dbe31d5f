# SPDX-License-Identifier: MIT
"""Thinning over 365 generated days: twelve daily and eight weekly backups stay."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from desk_app.records.safekeeping import Backup, Quarter
from desk_app.store.backup.thinning import DAILY, WEEKLY, thin
from desk_app.store.clock import JAPAN

FIRST = date(2026, 1, 1)


def backup(day: date, hour: int, number: int, sheet: str) -> Backup:
    at = datetime(day.year, day.month, day.day, hour, tzinfo=JAPAN).astimezone(UTC)
    return Backup(f"backup-{number}", "d", sheet, number, "", at, 1, 1)


def day_of(each: Backup) -> date:
    return each.made_at.astimezone(JAPAN).date()


def live_on(day: date) -> set[str]:
    """The sheets of the current and the earlier quarter."""
    now = Quarter.of(day)
    before = Quarter.of(now.first_day - timedelta(days=1))
    return {f"{now}-1", f"{before}-1"}


@pytest.mark.parametrize("seed", range(2))
def test_a_year_of_hourly_backups(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  days off and hours worked
    kept: list[Backup] = []
    made: list[Backup] = []
    for day in (FIRST + timedelta(days=each) for each in range(365)):
        if day.weekday() > 4 or chance.random() < 0.1:
            continue
        for hour in range(9, 9 + chance.randint(1, 9)):
            new = backup(day, hour, len(made), f"{Quarter.of(day)}-1")
            made.append(new)
            kept.append(new)
            gone = thin(kept, day, live_on(day))
            kept = [each for each in kept if each not in gone]
            assert new in kept
        readable = [each for each in made if each.sheet in live_on(day)]
        days = sorted({day_of(each) for each in readable})
        weeks = sorted({day_of(each).isocalendar()[:2] for each in readable})
        newest_of_day = {day_of(each): each for each in readable}
        newest_of_week = {day_of(each).isocalendar()[:2]: each for each in readable}
        wanted = {newest_of_day[each].name for each in days[-DAILY:]}
        wanted |= {newest_of_week[each].name for each in weeks[-WEEKLY:]}
        assert {each.name for each in kept} == wanted
        assert len(kept) <= DAILY + WEEKLY
    assert len(made) > 1000


def test_a_backup_whose_sheet_is_destroyed_goes() -> None:
    old, new = backup(FIRST, 9, 1, "2025Q4-1"), backup(FIRST, 10, 2, "2026Q1-1")
    assert thin([new, old], FIRST, {"2026Q1-1"}) == (old,)


def test_the_day_is_the_one_in_japan() -> None:
    before = backup(FIRST, 1, 1, "s")
    after = backup(FIRST, 23, 2, "s")
    assert before.made_at.date() < after.made_at.date()
    assert thin([before, after], FIRST, {"s"}) == (before,)


def test_a_clock_set_back_removes_nothing_of_days_to_come() -> None:
    days = [FIRST + timedelta(days=each) for each in range(40)]
    every = [backup(day, 9, number, "s") for number, day in enumerate(days)]
    gone = thin(every, days[5], {"s"})
    assert all(day_of(each) <= days[5] for each in gone)
    assert {each.name for each in every[6:]}.isdisjoint(each.name for each in gone)
