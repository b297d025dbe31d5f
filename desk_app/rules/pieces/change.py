# SPDX-License-Identifier: MIT
"""Which whole pieces must stay so that a sum is still there and as little as possible is kept."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd

Pile = tuple[int, int]
"""Denomination and count."""


def total(piles: Sequence[Pile]) -> int:
    """Return the sum of all pieces."""
    return sum(denomination * count for denomination, count in piles)


def smallest_kept(piles: Sequence[Pile], target: int) -> tuple[Pile, ...] | None:
    """Return the pieces with the smallest sum that is at least the target; None if too little.

    Exact, whatever the counts: a smallest choice either is one piece, or has only pieces below the
    target and therefore less than twice the target, so that the work is bounded by the target.
    Of equal sums the one of fewer, larger pieces is taken. Denominations are at least 1.
    """
    if total(piles) < target:
        return None
    if target <= 0:
        return ()
    merged = _merged(piles)
    unit = gcd(*merged)
    choice = _of_small(merged, -(-target // unit), unit)
    single = min((value for value in merged if value >= target), default=None)
    if single is not None and (choice is None or single <= total(choice)):
        return ((single, 1),)
    return choice


def _merged(piles: Sequence[Pile]) -> dict[int, int]:
    merged: dict[int, int] = {}
    for denomination, count in sorted(piles):
        if count > 0:
            merged[denomination] = merged.get(denomination, 0) + count
    return merged


def _of_small(merged: dict[int, int], target: int, unit: int) -> tuple[Pile, ...] | None:
    """Return the best choice of pieces below the target; values are counted in units.

    ``reached`` holds one bit per sum that the piles so far can make.
    """
    piles = [
        (value // unit, min(count, -(-target * unit // value)))
        for value, count in merged.items()
        if value < target * unit
    ]
    reached = [1]
    for value, count in piles:
        reached.append(_with_pile(reached[-1], value, count, (1 << 2 * target) - 1))
    enough = reached[-1] >> target
    if not enough:
        return None
    wanted = target + (enough & -enough).bit_length() - 1
    return tuple((value * unit, count) for value, count in _walked_back(piles, reached, wanted))


def _with_pile(reached: int, value: int, count: int, within: int) -> int:
    """Return the sums that can be made with up to ``count`` more pieces of a value."""
    step = 1
    while count > 0:
        taken = min(step, count)
        reached |= (reached << value * taken) & within
        count -= taken
        step *= 2
    return reached


def _walked_back(piles: list[Pile], reached: list[int], wanted: int) -> list[Pile]:
    """Return the counts that make a sum, as many of the largest values as possible."""
    kept = []
    for (value, count), before in zip(reversed(piles), reversed(reached[:-1]), strict=True):
        taken = min(count, wanted // value)
        while not before >> (wanted - taken * value) & 1:
            taken -= 1
        if taken:
            kept.append((value, taken))
        wanted -= taken * value
    return kept
