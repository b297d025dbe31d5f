# SPDX-License-Identifier: MIT
"""How much waits at each place of the navigation, counted in one question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.desk import reading
from desk_app.desk.queries import Filter, Group, Order

if TYPE_CHECKING:
    from desk_app.desk.context import Desk


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits; ``letters`` are the applications of which one is to be printed or posted."""

    today: int
    mail: int
    applications: int
    letters: int
    post: int
    disposal: int


def waiting(desk: Desk) -> Waiting:
    """Count what waits everywhere; applications are counted up to the cap of lists."""
    queries = reading.lists(desk)
    counts = queries.counts(desk.today)
    return Waiting(
        today=sum(counts.values()),
        mail=counts.get(Group.TO_LOG, 0),
        applications=queries.window(Filter(), Order(), desk.today, limit=1).count,
        letters=counts.get(Group.TO_PRINT, 0) + counts.get(Group.TO_POST, 0),
        post=counts.get(Group.TO_POST, 0),
        disposal=counts.get(Group.DISPOSAL_DUE, 0),
    )
