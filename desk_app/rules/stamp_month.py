# SPDX-License-Identifier: MIT
"""A month of the stamp book as it is printed (R2): rows by face value with both balances."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desk_app.records.ids import UserId
from desk_app.records.stamps import Movement, StampBalance, StampCount, StampEntry


@dataclass(frozen=True, slots=True)
class MonthRow:
    """Stamps of one face value (in sen) that came or went with one entry.

    ``left`` is how many of the value there are after it, ``balance`` what all stamps are then worth
    in sen. ``kept`` is how many only became the desk's: held before, they neither came nor went.
    """

    on: date
    movement: Movement
    receipt_number: str
    reference: str
    value: int
    came: int
    went: int
    kept: int
    left: int
    balance: int
    by: UserId
    takes_back: bool = False

    @property
    def came_worth(self) -> int:
        """Return what came in sen."""
        return self.value * self.came

    @property
    def went_worth(self) -> int:
        """Return what went in sen."""
        return self.value * self.went


@dataclass(frozen=True, slots=True)
class StampMonth:
    """A month: what was there, what came and went, what is there; the counts entered in it.

    ``opening`` and ``closing`` are what all stamps are worth in sen, ``closing_piles`` the balance
    by face value at the end.
    """

    first: date
    last: date
    opening: int
    rows: tuple[MonthRow, ...]
    closing: int
    closing_piles: tuple[StampBalance, ...]
    counts: tuple[tuple[date, StampCount], ...]

    @property
    def came(self) -> int:
        """Return what came in sen."""
        return sum(row.came_worth for row in self.rows)

    @property
    def went(self) -> int:
        """Return what went in sen."""
        return sum(row.went_worth for row in self.rows)


def month_of(
    first: date, last: date, before: Sequence[StampBalance], entries: Iterable[StampEntry]
) -> StampMonth:
    """Return a month from the balance before it and its entries in the order of the book."""
    there = {each.value: each for each in before}
    opening = balance = sum(each.worth for each in before)
    rows, counts = [], []
    for entry in entries:
        if entry.count is not None:
            counts.append((entry.on, entry.count))
        for move in entry.moves:
            known = there.get(move.value, StampBalance(move.value, 0, 0))
            after = StampBalance(move.value, known.held + move.held, known.owned + move.owned)
            there[move.value] = after
            balance += move.worth
            rows.append(
                MonthRow(
                    on=entry.on,
                    movement=entry.movement,
                    receipt_number=entry.receipt_number,
                    reference=entry.reference,
                    value=move.value,
                    came=max(0, move.count),
                    went=max(0, -move.count),
                    kept=move.owned if entry.movement is Movement.KEPT else 0,
                    left=after.count,
                    balance=balance,
                    by=entry.by,
                    takes_back=entry.takes_back is not None,
                )
            )
    left = (there[value] for value in sorted(there, reverse=True))
    return StampMonth(
        first=first,
        last=last,
        opening=opening,
        rows=tuple(rows),
        closing=balance,
        closing_piles=tuple(each for each in left if each.held or each.owned),
        counts=tuple(counts),
    )
