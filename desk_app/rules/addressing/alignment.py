# SPDX-License-Identifier: MIT
"""Two addresses side by side: which piece answers which, and what may be left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.records.comparison import Likeness
from desk_app.rules.addressing.alike import alike, is_long
from desk_app.rules.addressing.tokens import Gap, Kind, Label, Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk_app.rules.addressing.reading import Piece, Reading

_ROOM_LABELS = frozenset({Label.NONE, Label.GO, Label.ROOM})
_HOUSE_NUMBERS = 2
_MOVED = 2
# A longest common row is looked for among so many pairs; beyond, the middle differs as a whole.
_MOST_PAIRS = 10_000


@dataclass(frozen=True, slots=True)
class Match:
    """Two pieces that answer one another, by their places; None where nothing answers.

    ``moved`` is true for pieces that stand in another order.
    """

    left: int | None
    right: int | None
    likeness: Likeness = Likeness.WRITTEN_DIFFERENTLY
    moved: bool = False


def matches(left: Reading, right: Reading) -> list[Match]:
    """Match the pieces of two addresses in reading order."""
    return _moved_room(left, right) or _in_order(left, right, left.pieces, right.pieces)


def shared(reading: Reading) -> bool:
    """Tell whether several towns of the municipality bear the name of the address's town."""
    town = _of(reading, Kind.TOWN)
    return town is not None and Note.SHARED in town.token.notes


def _in_order(
    left: Reading, right: Reading, one: Sequence[Piece], other: Sequence[Piece]
) -> list[Match]:
    return [_judged(left, right, *pair) for pair in _pairs(one, other)]


def _judged(left: Reading, right: Reading, one: int | None, other: int | None) -> Match:
    if one is not None and other is not None:
        return Match(one, other)
    if one is not None:
        return Match(one, None, _left_out(left.pieces[one], left, right))
    return Match(None, other, _left_out(right.pieces[other or 0], right, left))


def _left_out(piece: Piece, own: Reading, other: Reading) -> Likeness:
    """Judge a piece that stands on one side only.

    A prefecture may be left out where both name the same municipality, a Kyoto street where
    both name the same town and only one town of the ward bears the name.
    """
    kind = piece.token.kind
    if _of(other, kind) is None and (
        (kind is Kind.PREFECTURE and _same(own, other, Kind.CITY))
        or (kind is Kind.STREET and _same(own, other, Kind.TOWN) and not shared(own))
    ):
        return Likeness.WRITTEN_DIFFERENTLY
    return Likeness.DIFFERENT


def _of(reading: Reading, kind: Kind) -> Piece | None:
    return next((piece for piece in reading.pieces if piece.token.kind is kind), None)


def _same(left: Reading, right: Reading, kind: Kind) -> bool:
    one, other = _of(left, kind), _of(right, kind)
    return one is not None and other is not None and alike(one, other)


def _pairs(
    left: Sequence[Piece], right: Sequence[Piece]
) -> Iterator[tuple[int | None, int | None]]:
    """Pair the pieces that are alike, keeping the order; the rest is paired with nothing."""
    most = min(len(left), len(right))
    head = _same_length(zip(left, right, strict=False), most)
    tail = _same_length(zip(reversed(left), reversed(right), strict=False), most - head)
    rows, columns = range(head, len(left) - tail), range(head, len(right) - tail)
    row, column = 0, 0
    for one, other in [
        *((place, place) for place in range(head)),
        *_longest_row(left, right, rows, columns),
        *((len(left) - place, len(right) - place) for place in range(tail, -1, -1)),
    ]:
        yield from ((place, None) for place in range(row, one))
        yield from ((None, place) for place in range(column, other))
        if one < len(left) and other < len(right):
            yield one, other
        row, column = one + 1, other + 1


def _same_length(pairs: Iterator[tuple[Piece, Piece]], most: int) -> int:
    length = 0
    for one, other in pairs:
        if length == most or not alike(one, other):
            break
        length += 1
    return length


def _longest_row(
    left: Sequence[Piece], right: Sequence[Piece], rows: range, columns: range
) -> Iterator[tuple[int, int]]:
    """Give a longest row of pairs that are alike and in order."""
    if len(rows) * len(columns) > _MOST_PAIRS:
        return
    lengths: dict[tuple[int, int], int] = {}
    same = {(one, other): alike(left[one], right[other]) for one in rows for other in columns}
    for one in reversed(rows):
        for other in reversed(columns):
            skipped = max(lengths.get((one + 1, other), 0), lengths.get((one, other + 1), 0))
            taken = 1 + lengths.get((one + 1, other + 1), 0) if same[one, other] else 0
            lengths[one, other] = max(skipped, taken)
    one, other = rows.start, columns.start
    while one < rows.stop and other < columns.stop:
        if same[one, other]:
            yield one, other
            one, other = one + 1, other + 1
        elif lengths.get((one + 1, other), 0) >= lengths.get((one, other + 1), 0):
            one += 1
        else:
            other += 1


def _moved_room(left: Reading, right: Reading) -> list[Match]:
    """Match 12番7-203 ハイツ with 12番7号 ハイツ203号室: the room before or behind the building.

    Everything before must say the same, and the number must be able to be nothing but a room.
    """
    one, other = left.pieces, right.pieces
    if min(len(one), len(other)) < _HOUSE_NUMBERS + _MOVED:
        return []
    forward = _is_room_before(one) and _is_room_behind(other)
    backward = _is_room_behind(one) and _is_room_before(other)
    crossed = [(len(one) - 2, len(other) - 1), (len(one) - 1, len(other) - 2)]
    if not (forward or backward) or any(
        one[here].token.key != other[there].token.key for here, there in crossed
    ):
        return []
    before = _in_order(left, right, one[:-_MOVED], other[:-_MOVED])
    if any(match.likeness is Likeness.DIFFERENT for match in before):
        return []
    return [*before, *(Match(here, there, moved=True) for here, there in crossed)]


def _is_room_behind(pieces: Sequence[Piece]) -> bool:
    """Tell whether an address ends in a house number, a building and one number."""
    house, building, room = pieces[-3:]
    kinds = (house.token.kind, building.token.kind, room.token.kind)
    numbered = house.index + 1 >= _HOUSE_NUMBERS and room.token.label in _ROOM_LABELS
    return kinds == (Kind.NUMBER, Kind.WORD, Kind.NUMBER) and numbered


def _is_room_before(pieces: Sequence[Piece]) -> bool:
    """Tell whether an address ends in a house number, a number that must be a room, a building."""
    room, building = pieces[-2:]
    if (room.token.kind, building.token.kind) != (Kind.NUMBER, Kind.WORD):
        return False
    if room.index < _HOUSE_NUMBERS or room.token.label not in _ROOM_LABELS:
        return False
    parted = room.token.gap is not Gap.NONE or room.behind is Label.GO
    sure = room.index > _HOUSE_NUMBERS or is_long(room.token) or room.behind is Label.GO
    return parted and sure
