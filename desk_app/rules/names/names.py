# SPDX-License-Identifier: MIT
"""Whether two written names are one person's, laid side by side so that least differs."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, islice, product
from typing import TYPE_CHECKING

from desk_app.records.case.findings import Comparison, DifferingPart, Likeness, Span
from desk_app.rules.names.units import NameUnit, UnitKind, parts, read
from desk_app.rules.writing import characters
from desk_app.rules.writing.text import composed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


Units = tuple[NameUnit, ...]

# Another character must cost more than any number of other ways of writing; one character in the
# place of another less than one left out and one added.
_REPLACED, _LEFT_OUT, _WRITTEN = 10_000, 6_000, 1
# Beyond this many pairs of units two texts are no names; they are not laid side by side.
_MOST_PAIRS = 10_000
_SEVERITY = (Likeness.EQUAL, Likeness.WRITTEN_DIFFERENTLY, Likeness.DIFFERENT)
_MAY_BE_LEFT_OUT = frozenset({UnitKind.SEPARATOR, UnitKind.LENGTH})


@dataclass(frozen=True, slots=True)
class AlignmentStep:
    """Some units of the left row against some of the right, and what they are to each other."""

    left: Units
    right: Units
    likeness: Likeness


def worst(likenesses: Iterable[Likeness]) -> Likeness:
    """Give the gravest of some likenesses; EQUAL where there is none."""
    return max(likenesses, key=_SEVERITY.index, default=Likeness.EQUAL)


def align(left: Units, right: Units) -> list[AlignmentStep]:
    """Lay two rows side by side, from left to right."""
    shorter = min(len(left), len(right))
    head = _same_at_front(left, right, shorter)
    tail = _same_at_front(left[::-1], right[::-1], shorter - head)
    steps = [
        AlignmentStep((unit,), (other,), Likeness.EQUAL)
        for unit, other in zip(left, right, strict=False)
    ]
    behind = [
        AlignmentStep((unit,), (other,), Likeness.EQUAL)
        for unit, other in zip(left[len(left) - tail :], right[len(right) - tail :], strict=True)
    ]
    middle = _laid(left[head : len(left) - tail], right[head : len(right) - tail])
    return [*steps[:head], *middle, *behind]


def fit(left: Units, right: Units) -> bool:
    """Tell whether two rows, laid side by side, differ in no sign, however they are written."""
    if all(map(_stands_for_itself, left + right)):
        return len(left) == len(right) and all(
            _likeness(unit, other) is not Likeness.DIFFERENT
            for unit, other in zip(left, right, strict=True)
        )
    return worst(step.likeness for step in align(left, right)) is not Likeness.DIFFERENT


def _stands_for_itself(unit: NameUnit) -> bool:
    """Tell whether a unit needs one other beside it: it is neither left out nor spelled out."""
    return unit.kind is UnitKind.SIGN and not unit.tail


def marked(steps: Iterable[AlignmentStep]) -> tuple[DifferingPart, ...]:
    """Give the differing parts of two rows as spans of both texts, neighbours joined."""
    found: list[DifferingPart] = []
    left = right = 0
    joins = False
    for step in steps:
        spans = _span(step.left, left), _span(step.right, right)
        left, right = spans[0].end, spans[1].end
        if step.likeness is not Likeness.EQUAL:
            if joins and found[-1].likeness is step.likeness:
                before = found.pop()
                spans = _hull(before.left, spans[0]), _hull(before.right, spans[1])
            found.append(DifferingPart(*spans, step.likeness))
        joins = step.likeness is not Likeness.EQUAL
    return tuple(found)


def _same_at_front(left: Units, right: Units, most: int) -> int:
    pairs = zip(left[:most], right[:most], strict=True)
    return next((at for at, (unit, other) in enumerate(pairs) if not _equal(unit, other)), most)


def _laid(left: Units, right: Units) -> list[AlignmentStep]:
    if not left and not right:
        return []
    if len(left) * len(right) > _MOST_PAIRS:
        return [AlignmentStep(left, right, Likeness.DIFFERENT)]
    table = _Table(left, right, both_former=_has_former(left) and _has_former(right))
    return table.cheapest()


def _has_former(units: Units) -> bool:
    return any(unit.kind is UnitKind.FORMER for unit in units)


class _Table:
    """What it costs at least to come to each pair of places in two rows."""

    def __init__(self, left: Units, right: Units, *, both_former: bool) -> None:
        self._left = left
        self._right = right
        self._both_former = both_former
        self._left_out = [_cost_left_out(unit, both_former=both_former) for unit in left]
        self._right_out = [_cost_left_out(unit, both_former=both_former) for unit in right]
        self._replaced = [[_cost_replaced(unit, other) for other in right] for unit in left]
        self._spelled_out = any(unit.tail for unit in (*left, *right))
        self._costs = [[*accumulate(self._right_out, initial=0)]]
        for i, left_out in enumerate(self._left_out, start=1):
            self._costs.append([self._costs[-1][0] + left_out])
            for j in range(1, len(right) + 1):
                self._costs[i].append(self._cheapest_to(i, j))

    def _cheapest_to(self, i: int, j: int) -> int:
        """Give what the cheapest step to a pair of places costs in all, both past the front."""
        if self._spelled_out:
            return min(cost for cost, _ in self._ways(i, j))
        before, here = self._costs[i - 1], self._costs[i]
        return min(
            before[j - 1] + self._replaced[i - 1][j - 1],
            before[j] + self._left_out[i - 1],
            here[j - 1] + self._right_out[j - 1],
        )

    def cheapest(self) -> list[AlignmentStep]:
        """Walk back from the end; of steps that cost the same the first kind is taken."""
        i, j = len(self._left), len(self._right)
        steps: list[AlignmentStep] = []
        while i or j:
            _, (di, dj) = min(self._ways(i, j), key=_cost_alone)
            left, right = self._left[i - di : i], self._right[j - dj : j]
            steps.append(AlignmentStep(left, right, self._likeness(left, right)))
            i, j = i - di, j - dj
        return steps[::-1]

    def _ways(self, i: int, j: int) -> Iterator[tuple[int, tuple[int, int]]]:
        """List what each step to a pair of places costs in all, with the units it takes."""
        costs = self._costs
        if i and j:
            unit, other = self._left[i - 1], self._right[j - 1]
            yield costs[i - 1][j - 1] + self._replaced[i - 1][j - 1], (1, 1)
            if unit.tail and _spells_out(unit, self._right[max(j - 2, 0) : j]):
                yield costs[i - 1][j - 2] + _WRITTEN, (1, 2)
            if other.tail and _spells_out(other, self._left[max(i - 2, 0) : i]):
                yield costs[i - 2][j - 1] + _WRITTEN, (2, 1)
        if i:
            yield costs[i - 1][j] + self._left_out[i - 1], (1, 0)
        if j:
            yield costs[i][j - 1] + self._right_out[j - 1], (0, 1)

    def _likeness(self, left: Units, right: Units) -> Likeness:
        if len(left) == len(right):
            return _likeness(left[0], right[0])
        if left and right:
            return Likeness.WRITTEN_DIFFERENTLY
        cost = _cost_left_out((left or right)[0], both_former=self._both_former)
        return Likeness.WRITTEN_DIFFERENTLY if cost == _WRITTEN else Likeness.DIFFERENT


def _cost_left_out(unit: NameUnit, *, both_former: bool) -> int:
    may = unit.kind in _MAY_BE_LEFT_OUT or (unit.kind is UnitKind.FORMER and not both_former)
    return _WRITTEN if may else _LEFT_OUT


def _cost_replaced(unit: NameUnit, other: NameUnit) -> int:
    likeness = _likeness(unit, other)
    if likeness is Likeness.EQUAL:
        return 0
    return _WRITTEN if likeness is Likeness.WRITTEN_DIFFERENTLY else _REPLACED


def _cost_alone(way: tuple[int, tuple[int, int]]) -> int:
    return way[0]


def _spells_out(unit: NameUnit, two: Units) -> bool:
    """Tell whether two letters spell out one letter and its mark (oe for ö, oo for ō)."""
    if not unit.tail or len(two) != len("oe"):
        return False
    return two[0].key == unit.key and two[1].key in unit.tail


def _equal(unit: NameUnit, other: NameUnit) -> bool:
    return unit.written == other.written and unit.key == other.key


def _likeness(unit: NameUnit, other: NameUnit) -> Likeness:
    if _equal(unit, other):
        return Likeness.EQUAL
    if unit.kind is UnitKind.FORMER or other.kind is UnitKind.FORMER:
        return _of_former(unit, other)
    if unit.means(other) or unit.kind is other.kind is UnitKind.SEPARATOR:
        return Likeness.WRITTEN_DIFFERENTLY
    return Likeness.DIFFERENT


def _of_former(unit: NameUnit, other: NameUnit) -> Likeness:
    """Compare two former names; a former name is never like a sign."""
    if unit.kind is not other.kind:
        return Likeness.DIFFERENT
    inside = worst(step.likeness for step in align(unit.inner, other.inner))
    return worst((inside, Likeness.WRITTEN_DIFFERENTLY))


def _span(units: Units, at: int) -> Span:
    if not units:
        return Span(at, at)
    return Span(min(unit.start for unit in units), max(unit.end for unit in units))


def _hull(one: Span, other: Span) -> Span:
    """Join two spans; an empty one only marks a place and adds nothing."""
    if one.start == one.end:
        return other
    if other.start == other.end:
        return one
    return Span(min(one.start, other.start), max(one.end, other.end))


# Names whose parts stand in another order (OCONNOR MARIA JOSE for Maria José O'Connor).


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


def reordered(left: Units, right: Units) -> tuple[DifferingPart, ...] | None:
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


def _moved(pairs: list[tuple[_Run, _Run]]) -> Iterator[DifferingPart]:
    """Mark each matched run that moved, and what is written differently inside the others."""
    order = sorted(range(len(pairs)), key=lambda number: pairs[number][1].first)
    for number, (one, other) in enumerate(pairs):
        if order[number] == number:
            yield from marked(align(one.units, other.units))
        else:
            yield DifferingPart(one.span, other.span, Likeness.WRITTEN_DIFFERENTLY)


def _rest(left: Units, right: Units, pairs: list[tuple[_Run, _Run]]) -> Iterator[DifferingPart]:
    """Mark the parts that matched nothing."""
    if not left and not right:
        return
    ends = max(one.span.end for one, _ in pairs), max(other.span.end for _, other in pairs)
    for part in marked(align(left, right)):
        yield DifferingPart(
            _placed(part.left, ends[0]), _placed(part.right, ends[1]), part.likeness
        )


def _placed(span: Span, end: int) -> Span:
    """Put the place of a part that is missing behind the parts that are there."""
    return Span(end, end) if span.start == span.end else span


# Whether two written names are one person's name, and the keys under which a name is found.


Parts = tuple[DifferingPart, ...]

_MOST_KEYS = 16
_NEEDS_NEIGHBOURS = frozenset("ヴゔｳーｰﾞﾟ々〻ゝヽゞヾhHｈＨ")
# A longer text is no name (the desk takes 200 characters); it is compared by its characters alone.
_LONGEST = 1_000


def compare(a: str, b: str) -> Comparison:
    """Compare two names as written.

    EQUAL: the same characters, spaces and how a mark is encoded apart. WRITTEN_DIFFERENTLY: another
    glyph form, variation selector, width, case, accent, order of parts, kana form or mark of a long
    vowel, a former name in brackets, a confused pair of one surname (斉/斎). DIFFERENT: anything
    else, one character more or less included. The parts are spans of code points, in the order of
    the first name.
    """
    if composed(_without_spaces(a)) == composed(_without_spaces(b)):
        return Comparison(Likeness.EQUAL)
    if max(len(a), len(b)) > _LONGEST:
        whole = DifferingPart(Span(0, len(a)), Span(0, len(b)), Likeness.DIFFERENT)
        return Comparison(whole.likeness, (whole,))
    found = _compared(read(a), read(b))
    return Comparison(worst(part.likeness for part in found), found)


def folds(text: str) -> tuple[str, ...]:
    """Give every key under which a name is found, the plain one first.

    Two names that one way of writing tells apart share a key; more than one key comes from marks
    that may be spelled out (コージ as コオジ and コウジ, Müller as Muller and Mueller).
    """
    simple = [_simple_fold(character) for character in text]
    if None not in simple:
        return ("".join(filter(None, simple)),)
    keys = islice(product(*map(_choices, _flat(read(text)))), _MOST_KEYS)
    return tuple(dict.fromkeys("".join(key) for key in keys))


def _compared(left: Units, right: Units) -> Parts:
    """Mark two names in the way that makes the least of their difference."""
    straight = marked(align(left, right))
    if not _weight(straight):
        return straight
    others = [reordered(left, right), *_by_former_name(left, right)]
    others += [_mirrored(found) for found in _by_former_name(right, left)]
    return min([straight, *(found for found in others if found)], key=_weight)


def _by_former_name(left: Units, right: Units) -> Iterator[Parts]:
    """Compare with the former names in the brackets of the left name put in their place."""
    if any(unit.kind is UnitKind.FORMER for unit in right):
        return
    for reading in _former_readings(left):
        straight = marked(align(reading, right))
        yield straight
        if _weight(straight):
            yield reordered(reading, right) or straight


def _former_readings(units: Units) -> Iterator[Units]:
    """Read a former name as the whole name, or in the place of the part before it or of the first.

    The units of the former name count as written differently, for they stand in brackets.
    """
    rows = parts(units)
    for number, row in enumerate(rows):
        if row[0].kind is not UnitKind.FORMER:
            continue
        before, behind = rows[:number], rows[number + 1 :]
        bracket = Span(row[0].start, row[0].end)
        yield _as_former(row[0].inner, bracket)
        if before:
            beside = Span(before[-1][0].start, bracket.end)
            yield (*_joined(before[:-1]), *_as_former(row[0].inner, beside), *_joined(behind))
            yield (*_as_former(row[0].inner, bracket), *_joined(before[1:]), *_joined(behind))


def _as_former(units: Units, place: Span) -> Units:
    return tuple(
        replace(unit, written=f"({unit.written}", start=place.start, end=place.end)
        for unit in units
    )


def _joined(rows: list[Units]) -> Units:
    return tuple(unit for row in rows for unit in row)


def _mirrored(found: Parts) -> Parts:
    turned = (DifferingPart(part.right, part.left, part.likeness) for part in found)
    return tuple(sorted(turned, key=lambda part: (part.left.start, part.right.start)))


def _weight(found: Parts) -> int:
    """Count the code points, on both sides, that make two names different."""
    return sum(
        part.left.end - part.left.start + part.right.end - part.right.start
        for part in found
        if part.likeness is Likeness.DIFFERENT
    )


def _without_spaces(text: str) -> str:
    return "".join(character for character in text if not character.isspace())


@lru_cache(maxsize=20_000)
def _simple_fold(character: str) -> str | None:
    """Fold a character that needs no neighbour to be understood; None for any other."""
    if character.isspace():
        return ""
    if not unicodedata.category(character).startswith("L") or character in _NEEDS_NEIGHBOURS:
        return None
    units = read(character)
    return _key(units[0]) if len(units) == 1 and not units[0].tail else None


def _key(unit: NameUnit) -> str:
    return characters.filed_under(unit.key)


def _flat(units: Units) -> Iterator[NameUnit]:
    for unit in units:
        if unit.kind is UnitKind.FORMER:
            yield from _flat(unit.inner)
        elif unit.kind is not UnitKind.SEPARATOR or unit.also:
            yield unit


def _choices(unit: NameUnit) -> tuple[str, ...]:
    """List how a unit may be spelled, the plain way first."""
    if unit.also and unit.kind is not UnitKind.LENGTH:
        spelled = sorted(unit.also - {"ー"}, reverse=True)
        return tuple(["", *spelled] if unit.kind is UnitKind.SEPARATOR else spelled)
    if unit.kind is UnitKind.LENGTH:
        return (unit.key, "", *sorted(unit.also))
    return (_key(unit), *(unit.key + tail for tail in sorted(unit.tail)))
