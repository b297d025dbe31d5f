# SPDX-License-Identifier: MIT
"""Names whose parts stand in another order (OCONNOR MARIA JOSE for Maria José O'Connor)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from desk_app.records.comparison import Likeness, Part, Span
from desk_app.rules.naming.alignment import Units, align, fit, marked
from desk_app.rules.naming.units import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

# So many neighbouring parts of one name may be written as one part in the other (De la Cruz).
_LONGEST_RUN = 3
# A row of more parts than this is no name, and is not put in another order.
_MOST_PARTS = 12


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring parts of one name, from the first up to but not with the last."""

    first: int
    last: int
    units: Units

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(range(self.first, self.last))

    @property
    def span(self) -> Span:
        return Span(self.units[0].start, self.units[-1].end)


def reordered(left: Units, right: Units) -> tuple[Part, ...] | None:
    """Mark two names part by part, whatever their order; None where no part matches another."""
    rows = parts(left), parts(right)
    if not all(1 < len(row) <= _MOST_PARTS for row in rows):
        return None
    pairs = _matched(*rows)
    if not pairs:
        return None
    rest = [
        tuple(
            unit
            for number, part in enumerate(row)
            if number not in _taken(pairs, side)
            for unit in part
        )
        for side, row in enumerate(rows)
    ]
    found = [*_moved(pairs), *_rest(rest[0], rest[1], pairs)]
    return tuple(sorted(found, key=lambda part: (part.left.start, part.right.start)))


def _matched(left: list[Units], right: list[Units]) -> list[tuple[_Run, _Run]]:
    """Match runs of parts that are one name, the longest first, each part once."""
    found: list[tuple[_Run, _Run]] = []
    for one, other in sorted(product(_runs(left), _runs(right)), key=_longest_first):
        free = one.numbers.isdisjoint(_taken(found, 0)) and other.numbers.isdisjoint(
            _taken(found, 1)
        )
        single = 1 in (len(one.numbers), len(other.numbers))
        if free and single and fit(one.units, other.units):
            found.append((one, other))
    return sorted(found, key=lambda pair: pair[0].first)


def _longest_first(pair: tuple[_Run, _Run]) -> tuple[int, int, int]:
    one, other = pair
    return -len(one.units) - len(other.units), one.first, other.first


def _runs(row: list[Units]) -> Iterator[_Run]:
    """List single parts, and runs of neighbouring parts in plain letters."""
    for first in range(len(row)):
        for last in range(first + 1, min(first + _LONGEST_RUN, len(row)) + 1):
            units = tuple(unit for part in row[first:last] for unit in part)
            if last == first + 1 or all(unit.key.isascii() for unit in units):
                yield _Run(first, last, units)


def _taken(pairs: list[tuple[_Run, _Run]], side: int) -> frozenset[int]:
    return frozenset(number for pair in pairs for number in pair[side].numbers)


def _moved(pairs: list[tuple[_Run, _Run]]) -> Iterator[Part]:
    """Mark each matched run that moved, and what is written differently inside the others."""
    order = sorted(range(len(pairs)), key=lambda number: pairs[number][1].first)
    for number, (one, other) in enumerate(pairs):
        if order[number] == number:
            yield from marked(align(one.units, other.units))
        else:
            yield Part(one.span, other.span, Likeness.WRITTEN_DIFFERENTLY)


def _rest(left: Units, right: Units, pairs: list[tuple[_Run, _Run]]) -> Iterator[Part]:
    """Mark the parts that matched nothing."""
    if not left and not right:
        return
    ends = max(one.span.end for one, _ in pairs), max(other.span.end for _, other in pairs)
    for part in marked(align(left, right)):
        yield Part(_placed(part.left, ends[0]), _placed(part.right, ends[1]), part.likeness)


def _placed(span: Span, end: int) -> Span:
    """Put the place of a part that is missing behind the parts that are there."""
    return Span(end, end) if span.start == span.end else span
