# SPDX-License-Identifier: MIT
"""Which stamps of the stock pay a postage: the fewest, those there are most of, or others (F2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desk_app.records.stamps import Pile
from desk_app.rules.pieces.sorting import SEN

MOST_STAMPS = 12
"""More stamps find no room on an envelope."""

_Order = Callable[[Pile], tuple[int, int]]
_Reached = list[int]
"""For each number of stamps, the sums in yen that at most so many make, one bit for each sum."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Stamps that pay a postage, the highest first; ``over`` is what they are more, in yen."""

    stamps: tuple[Pile, ...]
    over: int = 0

    @property
    def count(self) -> int:
        """Return how many stamps these are."""
        return sum(count for _, count in self.stamps)


def fewest(stock: Sequence[Pile], yen: int, most: int = MOST_STAMPS) -> Choice | None:
    """Return the fewest stamps that pay a postage exactly, or else with the least over.

    Of equally few those with the highest values are taken. Stamps of odd sen are left alone. None
    where no ``most`` stamps of the stock are enough.
    """
    return _chosen(stock, yen, most, _by_value, few=True)


def from_largest_stock(stock: Sequence[Pile], yen: int, most: int = MOST_STAMPS) -> Choice | None:
    """Return the stamps of which there are most, at most ``most``, as exact as can be."""
    return _chosen(stock, yen, most, _by_stock, few=False)


def choices(
    stock: Sequence[Pile], yen: int, most: int = MOST_STAMPS, limit: int = 8
) -> tuple[Choice, ...]:
    """Return different ways to pay: the fewest, from the largest stock, then without some value.

    None of them pays more over than the first one does.
    """
    found: dict[tuple[Pile, ...], Choice] = {}
    for choice in _ways(stock, yen, most):
        if found and choice.over > next(iter(found.values())).over:
            continue
        found.setdefault(choice.stamps, choice)
        if len(found) == limit:
            break
    return tuple(found.values())


def _ways(stock: Sequence[Pile], yen: int, most: int) -> Iterator[Choice]:
    waiting: list[tuple[frozenset[int], Choice]] = []
    for first in (fewest(stock, yen, most), from_largest_stock(stock, yen, most)):
        if first is not None:
            yield first
            waiting.append((frozenset(), first))
    seen = {frozenset[int]()}
    while waiting:
        without, choice = waiting.pop(0)
        for value, _ in choice.stamps:
            left_out = without | {value}
            if left_out in seen:
                continue
            seen.add(left_out)
            rest = [pile for pile in stock if pile[0] not in left_out]
            other = fewest(rest, yen, most)
            if other is not None:
                yield other
                waiting.append((left_out, other))


def _by_value(pile: Pile) -> tuple[int, int]:
    return pile


def _by_stock(pile: Pile) -> tuple[int, int]:
    value, count = pile
    return count, value


def _chosen(
    stock: Sequence[Pile], yen: int, most: int, order: _Order, *, few: bool
) -> Choice | None:
    """Return stamps taken in an order, the last of it first, as many of each as can be."""
    piles = [(value // SEN, count) for value, count in _in_order(stock, order)]
    if yen <= 0 or not piles:
        return None
    highest = max(value for value, _ in piles)
    reached = [[1] * (most + 1)]
    for value, count in piles:
        reached.append(_with_pile(reached[-1], value, count, (1 << yen + highest) - 1))
    enough = reached[-1][most] >> yen
    if not enough:
        return None
    pay = yen + (enough & -enough).bit_length() - 1
    number = most
    if few:
        number = next(each for each in range(most + 1) if reached[-1][each] >> pay & 1)
    stamps = _walked_back(piles, reached, pay, number)
    return Choice(tuple(sorted(((value * SEN, n) for value, n in stamps), reverse=True)), pay - yen)


def _in_order(stock: Sequence[Pile], order: _Order) -> list[Pile]:
    merged: dict[int, int] = {}
    for value, count in stock:
        if count > 0 and value % SEN == 0:
            merged[value] = merged.get(value, 0) + count
    return sorted(merged.items(), key=order)


def _with_pile(before: _Reached, value: int, count: int, within: int) -> _Reached:
    """Return the sums that can be made with up to ``count`` stamps of one value more."""
    after = []
    for number in range(len(before)):
        sums = 0
        for taken in range(min(count, number) + 1):
            sums |= before[number - taken] << value * taken
        after.append(sums & within)
    return after


def _walked_back(
    piles: list[Pile], reached: list[_Reached], wanted: int, number: int
) -> Iterator[Pile]:
    """Yield the counts that make a sum, as many as possible of what stands last."""
    for (value, count), before in zip(reversed(piles), reversed(reached[:-1]), strict=True):
        taken = min(count, number, wanted // value)
        while not before[number - taken] >> (wanted - taken * value) & 1:
            taken -= 1
        if taken:
            yield value, taken
        wanted -= taken * value
        number -= taken
