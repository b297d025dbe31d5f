# SPDX-License-Identifier: MIT
"""Which backups may go: twelve daily and eight weekly ones stay, within the live quarters."""

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

    Of each of the last twelve days that have any, and of each of the last eight weeks (from
    Monday), the newest stays. A backup whose sheet is not live opens for nobody and goes. What
    bears a day still to come, as after the clock was set back, stays.
    """
    every = sorted(backups, key=lambda each: (each.made_at, each.sequence), reverse=True)
    readable = [each for each in every if each.sheet in live]
    past = [each for each in readable if _day(each) <= today]
    kept = {each.name for each in readable if _day(each) > today}
    kept |= _newest_of_each(past, _day, DAILY) | _newest_of_each(past, _week, WEEKLY)
    return tuple(each for each in every if each.name not in kept)


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
