# SPDX-License-Identifier: MIT
"""How much waits at each place of the navigation, counted in one question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.desk import reading
from desk_app.desk.queries import Group, still_open

if TYPE_CHECKING:
    from desk_app.desk.context import Desk


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits; ``letters`` are the applications of which one is to be printed or posted.

    ``applications`` are the open ones: what was done long ago waits for nobody.
    """

    today: int
    mail: int
    applications: int
    letters: int
    post: int
    disposal: int


def waiting(desk: Desk) -> Waiting:
    """Count what waits everywhere."""
    counts = reading.lists(desk).counts(desk.today)
    return Waiting(
        today=sum(counts.values()),
        mail=counts.get(Group.TO_LOG, 0),
        applications=still_open(counts),
        letters=counts.get(Group.TO_PRINT, 0) + counts.get(Group.TO_POST, 0),
        post=counts.get(Group.TO_POST, 0),
        disposal=counts.get(Group.DISPOSAL_DUE, 0),
    )


def open_applications(desk: Desk) -> int:
    """Count the applications that are not done: as many as the navigation says."""
    return still_open(reading.lists(desk).counts(desk.today))
