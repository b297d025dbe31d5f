# SPDX-License-Identifier: MIT
"""Thinning over 365 generated days: the newest day whole, twelve daily and eight weekly before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from desk_app.records.safekeeping import Backup, Quarter
from desk_app.store.backup.local import DAILY, WEEKLY, thin
from desk_app.store.machine import JAPAN

FIRST = date(2026, 1, 1)


def backup(day: date, hour: int, number: int, sheet: str, database: str = "d") -> Backup:
    at = datetime(day.year, day.month, day.day, hour, tzinfo=JAPAN).astimezone(UTC)
    return Backup(f"backup-{database}-{number}", database, sheet, number, "", at, 1, 1)


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
        before = [each for each in readable if day_of(each) < day]
        days = sorted({day_of(each) for each in before})
        weeks = sorted({day_of(each).isocalendar()[:2] for each in before})
        newest_of_day = {day_of(each): each for each in before}
        newest_of_week = {day_of(each).isocalendar()[:2]: each for each in before}
        wanted = {newest_of_day[each].name for each in days[-DAILY:]}
        wanted |= {newest_of_week[each].name for each in weeks[-WEEKLY:]}
        assert len(wanted) <= DAILY + WEEKLY
        of_day = {each.name for each in readable if day_of(each) == day}
        assert {each.name for each in kept} == wanted | of_day
    assert len(made) > 1000


def test_a_backup_whose_sheet_is_destroyed_goes() -> None:
    old, new = backup(FIRST, 9, 1, "2025Q4-1"), backup(FIRST, 10, 2, "2026Q1-1")
    assert thin([new, old], FIRST, {"2026Q1-1"}) == (old,)


def test_the_day_is_the_one_in_japan() -> None:
    before = backup(FIRST, 1, 1, "s")
    after = backup(FIRST, 23, 2, "s")
    assert before.made_at.date() < after.made_at.date()
    later = backup(FIRST + timedelta(days=1), 9, 3, "s")
    assert thin([before, after, later], FIRST + timedelta(days=1), {"s"}) == (before,)


def test_a_mornings_mistake_can_be_undone_at_noon() -> None:
    every = [backup(FIRST, hour, hour, "s") for hour in range(8, 13)]
    assert thin(every, FIRST, {"s"}) == ()
    assert thin(every, FIRST + timedelta(days=3), {"s"}) == ()
    every.append(backup(FIRST + timedelta(days=4), 9, 20, "s"))
    assert thin(every, FIRST + timedelta(days=4), {"s"}) == tuple(reversed(every[:4]))


def test_backups_from_before_a_restore_are_thinned_for_themselves() -> None:
    days = [FIRST + timedelta(days=each) for each in range(DAILY)]
    old = [backup(day, 9, number, "s") for number, day in enumerate(days)]
    old.append(backup(days[-1], 10, 50, "s"))
    new = [backup(days[-1] + timedelta(days=each), 11, each, "s", "e") for each in range(40)]
    gone = thin([*old, *new], day_of(new[-1]), {"s"})
    assert set(gone).isdisjoint(old)
    assert set(gone) == set(thin(new, day_of(new[-1]), {"s"})) != set()
    assert thin([*old, *new], day_of(new[-1]), set()) == tuple(reversed([*old, *new]))


def test_a_clock_set_back_removes_nothing_of_days_to_come() -> None:
    days = [FIRST + timedelta(days=each) for each in range(40)]
    every = [backup(day, 9, number, "s") for number, day in enumerate(days)]
    gone = thin(every, days[5], {"s"})
    assert all(day_of(each) <= days[5] for each in gone)
    assert {each.name for each in every[6:]}.isdisjoint(each.name for each in gone)
