# SPDX-License-Identifier: MIT
"""Two addresses side by side: which piece answers which, and the parts in which they differ."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from desk_app.records.comparison import Likeness, Part, Span
from desk_app.rules.addressing.tokens import Gap, Kind, Label, Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from desk_app.rules.addressing.reading import Piece, Reading
    from desk_app.rules.addressing.tokens import Token


_ROOMS = frozenset({Label.NONE, Label.GO, Label.ROOM})
_PLAIN = frozenset({Label.CHOME, Label.BAN, Label.GO, Label.WARI, Label.PART})
_BLOCKS = frozenset({Label.BLOCK, Label.HALL})
_FOURTH = 3
_THIRD = 2
_ROOM_DIGITS = 3


def alike(left: Piece, right: Piece) -> bool:
    """Tell whether two pieces say the same, however each is written."""
    one, other = left.token, right.token
    if one.kind is not other.kind or one.key != other.key:
        return False
    if one.kind is Kind.CITY:
        return not (one.former and other.former) or one.former == other.former
    if one.kind is Kind.TOWN:
        return _same_area(left, right)
    if one.kind in {Kind.NUMBER, Kind.LETTER}:
        return _same_rank(left, right)
    return True


def _same_area(left: Piece, right: Piece) -> bool:
    """Tell whether 大字 was merely left out of a town's name.

    大字芝 and 芝一丁目 of one city are two places: with 大字 on one side and a chome straight
    after the name on the other, or where the table knows both, the towns are not the same.
    """
    if (Note.OAZA in left.token.notes) == (Note.OAZA in right.token.notes):
        return True
    if Note.APART in left.token.notes or Note.APART in right.token.notes:
        return False
    chome = left.next_label is Label.CHOME, right.next_label is Label.CHOME
    return chome[0] == chome[1]


def _same_rank(left: Piece, right: Piece) -> bool:
    """Tell whether two equal numbers count the same thing (3丁目 is not 3番)."""
    labels = {left.token.label, right.token.label}
    if left.housed and right.housed and labels <= _ROOMS:
        return True
    rooms = {_room(left), _room(right)}
    if labels <= _ROOMS and True in rooms:
        return len(rooms) == 1 or _is_room_place(left) or _is_room_place(right)
    if len(labels) == 1:
        return True
    if Label.NONE not in labels:
        return False
    if labels & _PLAIN:
        return True
    return bool(labels & _BLOCKS) and _may_be_block(left) and _may_be_block(right)


def _room(piece: Piece) -> bool:
    """Tell whether a number is told to be a room, by a label or by standing apart."""
    return piece.token.label is Label.ROOM or (
        piece.token.label is not Label.GO and stands_apart(piece)
    )


def stands_apart(piece: Piece) -> bool:
    """Tell whether a number stands behind a space or a comma where a number is complete."""
    return piece.index > 0 and piece.token.gap is Gap.BREAK and piece.behind in _ROOMS


def _is_room_place(piece: Piece) -> bool:
    """Tell whether a number can be nothing but a room: 12番7号203, 3-12-7-203, 8-20-305."""
    return (
        piece.behind is Label.GO
        or piece.index >= _FOURTH
        or (piece.index == _THIRD and is_long(piece.token))
    )


def is_long(token: Token) -> bool:
    """Tell whether a number has the three digits of a room."""
    return token.kind is Kind.NUMBER and len(token.key) >= _ROOM_DIGITS


def _may_be_block(piece: Piece) -> bool:
    """Tell whether a number can be a block: a room follows, and a house is known before it."""
    return piece.leads and (piece.housed or piece.index >= _FOURTH)


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


# The parts in which two addresses differ, as spans of both texts.


_OFFICE_DIGITS = 3


def differences(left: Reading, right: Reading) -> tuple[Part, ...]:
    """List the parts in which two addresses differ, in the order of the left text."""
    if not (left.pieces and right.pieces):
        return (Part(_whole(left), _whole(right), Likeness.DIFFERENT),)
    wide = _wide_spans(left), _wide_spans(right)
    found = [*_code_parts(left, right, *wide), *_piece_parts(left, right, *wide)]
    return tuple(sorted(found, key=lambda part: (part.left.start, part.right.start)))


def _whole(reading: Reading) -> Span:
    return Span(reading.start, reading.end)


def _wide_spans(reading: Reading) -> dict[Token, Span]:
    """Give each token the text up to the next one, so that no sign of the text is left over."""
    tokens = [*reading.codes, *(piece.token for piece in reading.pieces)]
    tokens.sort(key=lambda token: token.start)
    starts = [reading.start, *(token.start for token in tokens[1:]), reading.end]
    spans = map(Span, starts, starts[1:])
    return dict(zip(tokens, spans, strict=True))


def _core(token: Token) -> Span:
    return Span(token.start, token.end)


def _code_parts(
    left: Reading, right: Reading, left_wide: Mapping[Token, Span], right_wide: Mapping[Token, Span]
) -> Iterator[Part]:
    """Compare the postal codes: one may be left out, but two codes are two places."""
    for one, other in zip_longest(left.codes, right.codes):
        if one is None:
            yield Part(_nothing(left), _core(other), _one_code(other, left, right))
        elif other is None:
            yield Part(_core(one), _nothing(right), _one_code(one, left, right))
        elif _say_the_same(one.key, other.key):
            yield from _written(left, right, left_wide[one], right_wide[other])
        else:
            yield Part(_core(one), _core(other), Likeness.DIFFERENT)


def _nothing(reading: Reading) -> Span:
    return Span(reading.start, reading.start)


def _say_the_same(one: str, other: str) -> bool:
    """Tell whether two codes agree; of an old code of 3 or 5 digits the office is all there is."""
    if len(one) != len(other):
        return one[:_OFFICE_DIGITS] == other[:_OFFICE_DIGITS]
    return one == other


def _one_code(code: Token, left: Reading, right: Reading) -> Likeness:
    """Judge a code on one side only: it may tell which of two towns is meant, or which floor."""
    telling = Note.OF_FLOOR in code.notes or shared(left) or shared(right)
    return Likeness.DIFFERENT if telling else Likeness.WRITTEN_DIFFERENTLY


def _piece_parts(
    left: Reading, right: Reading, left_wide: Mapping[Token, Span], right_wide: Mapping[Token, Span]
) -> Iterator[Part]:
    """Give a part for each pair written in two ways, and one for each run that has no answer."""
    last = _nothing(left), _nothing(right)
    for paired, run in groupby(matches(left, right), key=_grouping):
        group = list(run)
        spans = (
            _run(left, [match.left for match in group], last[0]),
            _run(right, [match.right for match in group], last[1]),
        )
        last = spans
        if not paired[0]:
            yield Part(*spans, paired[1])
            continue
        for match in group:
            one, other = _token(left, match.left), _token(right, match.right)
            if match.moved:
                yield Part(_core(one), _core(other), Likeness.WRITTEN_DIFFERENTLY)
            else:
                yield from _written(left, right, left_wide[one], right_wide[other])


def _grouping(match: Match) -> tuple[bool, Likeness]:
    return match.left is not None and match.right is not None, match.likeness


def _token(reading: Reading, place: int | None) -> Token:
    return reading.pieces[place or 0].token


def _run(reading: Reading, places: Iterable[int | None], last: Span) -> Span:
    """Give the span of a run of pieces, or an empty one behind what came last."""
    tokens = [reading.pieces[place].token for place in places if place is not None]
    if not tokens:
        return Span(last.end, last.end)
    return Span(min(token.start for token in tokens), max(token.end for token in tokens))


def _written(left: Reading, right: Reading, one: Span, other: Span) -> Iterator[Part]:
    """Give the part in which two writings of one thing differ, if they do."""
    first, second = left.text[one.start : one.end], right.text[other.start : other.end]
    if first == second:
        return
    head = _common_length(first, second)
    while head and any(_clings(text[head : head + 1]) for text in (first, second)):
        head -= 1
    tail = _common_length(first[head:][::-1], second[head:][::-1])
    yield Part(
        Span(one.start + head, one.end - tail),
        Span(other.start + head, other.end - tail),
        Likeness.WRITTEN_DIFFERENTLY,
    )


def _common_length(first: str, second: str) -> int:
    length = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        length += 1
    return length


def _clings(sign: str) -> bool:
    """Tell whether a sign belongs to the one before it: a variation selector, a mark of voicing."""
    return bool(sign) and unicodedata.category(sign) in {"Mn", "Lm"}
