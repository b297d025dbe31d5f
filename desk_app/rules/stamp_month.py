# SPDX-License-Identifier: MIT
"""A month of the stamp book as it is printed (R2): what came and went, with both balances."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from desk_app.records.ledger_pages import MonthRow, StampMonth
from desk_app.records.stamps import Movement, StampBalance, StampEntry


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
                    note="" if entry.application is not None else entry.note,
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
