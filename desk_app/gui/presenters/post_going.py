# SPDX-License-Identifier: MIT
"""Several envelopes on their way out at once: each by itself, and how they are taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.desk import posting
from desk_app.desk.changes import Changes
from desk_app.desk.errors import KnownError
from desk_app.gui.presenters import post_filling
from desk_app.gui.presenters.post_filling import ON_A_SLIP
from desk_app.gui.undoing import Did, Undo, of_posting, together

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.desk.context import Desk
    from desk_app.gui.presenters.post_read import Waiting
    from desk_app.records.ids import LetterId


class Told:
    """What the desk's thread tells of several envelopes: the slip, which stayed, and why."""

    def __init__(self, slip: str) -> None:
        self.slip = slip
        self.left: set[LetterId] = set()
        self.refused: list[KnownError] = []


def post_each(desk: Desk, going: Sequence[Waiting], told: Told) -> Changes:
    """Post each envelope by itself; raises the first reason where none could be."""
    changes = Changes.of()
    for each in going:
        if each.filling.kind in ON_A_SLIP and not told.slip:
            told.slip = posting.begin_slip(desk)
        paid = post_filling.postage(each.filling, each.priced)
        try:
            changes |= posting.post(
                desk, post_filling.draft(each.envelope, each.filling, paid, told.slip)
            )
        except KnownError as error:
            told.left.add(each.key)
            told.refused.append(error)
    if len(told.refused) == len(going):
        raise told.refused[0]
    return changes


def undo_of(going: Sequence[Waiting], told: Told) -> Undo:
    """Return how the postings are taken back together: those that were recorded."""
    first, *others = going
    number = first.envelope.receipt_number

    def counter(desk: Desk) -> Changes:
        gone = [each for each in reversed(going) if each.key not in told.left]
        counters: list[Callable[[Desk], Changes]] = [
            of_posting(each.envelope.application, each.filling.letters) for each in gone
        ]
        return together(counters)(desk)

    return Undo(Did.POSTING, f"{number} +{len(others)}" if others else number, counter)
