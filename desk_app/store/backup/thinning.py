# SPDX-License-Identifier: MIT
"""Which backups may go: those of the newest day stay, and twelve daily and eight weekly before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.store.clock import JAPAN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable
    from datetime import date

    from desk_app.records.safekeeping import Backup

DAILY = 12
WEEKLY = 8


def thin(backups: Iterable[Backup], today: date, live: Collection[str]) -> tuple[Backup, ...]:
    """Return the backups to remove (security.md §9).

    Every one of the newest day that has any stays: what was done wrongly in the morning can be
    undone at noon. Of the days before, the newest of each of the last twelve that have any stays,
    and the newest of each of the last eight weeks (from Monday). Those of another database, from
    before a restore, are thinned for themselves. A backup whose sheet is not live opens for nobody
    and goes. What bears a day still to come, as after the clock was set back, stays.
    """
    every = sorted(backups, key=lambda each: (each.made_at, each.sequence), reverse=True)
    readable = [each for each in every if each.sheet in live]
    kept = {each.name for each in readable if _day(each) > today}
    for database in {each.database for each in readable}:
        kept |= _kept([each for each in readable if each.database == database], today)
    return tuple(each for each in every if each.name not in kept)


def _kept(newest_first: Iterable[Backup], today: date) -> set[str]:
    """Return the names of what stays of one database up to today."""
    past = [each for each in newest_first if _day(each) <= today]
    newest_day = max(map(_day, past), default=today)
    before = [each for each in past if _day(each) < newest_day]
    return (
        {each.name for each in past if _day(each) == newest_day}
        | _newest_of_each(before, _day, DAILY)
        | _newest_of_each(before, _week, WEEKLY)
    )


def _newest_of_each(
    newest_first: Iterable[Backup], span: Callable[[Backup], Hashable], most: int
) -> set[str]:
    """Return the names of the newest backup of each of the last so many days or weeks."""
    newest: dict[Hashable, str] = {}
    for each in newest_first:
        newest.setdefault(span(each), each.name)
    return set(list(newest.values())[:most])


def _day(backup: Backup) -> date:
    return backup.made_at.astimezone(JAPAN).date()


def _week(backup: Backup) -> tuple[int, int]:
    year, week, _ = _day(backup).isocalendar()
    return year, week
