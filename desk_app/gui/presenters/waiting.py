# SPDX-License-Identifier: MIT
"""How much waits at each place of the navigation, counted in one question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.desk import reading
from desk_app.desk.queries import Group, LetterState, still_open
from desk_app.gui.presenters.letters_read import waiting_letters

if TYPE_CHECKING:
    from desk_app.desk.context import Desk


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, as the pages count it: letters to issue, to print and to post; envelopes.

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
    queries = reading.lists(desk)
    counts = queries.counts(desk.today)
    to_post = queries.letters(LetterState.TO_POST)
    return Waiting(
        today=sum(counts.values()),
        mail=counts.get(Group.TO_LOG, 0),
        applications=still_open(counts),
        letters=waiting_letters(desk),
        post=len({(line.application, line.to) for line in to_post}),
        disposal=counts.get(Group.DISPOSAL_DUE, 0),
    )


def open_applications(desk: Desk) -> int:
    """Count the applications that are not done: as many as the navigation says."""
    return still_open(reading.lists(desk).counts(desk.today))
