# SPDX-License-Identifier: MIT
"""Two written addresses side by side: whether they name the same home, and where they differ."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from desk_app.records.case.findings import Comparison, DifferingPart, Likeness, Span
from desk_app.rules.addresses.pieces import (
    DASH,
    LONG,
    NUMERALS,
    Gap,
    Label,
    PieceKind,
    PieceNote,
    Token,
    shadow,
    to_digits,
)
from desk_app.rules.addresses.reading import is_latin, read, read_latin, read_merger
from desk_app.rules.writing.text import composed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from desk_app.rules.addresses.places import Merger
    from desk_app.rules.addresses.reading import AddressReading, PlacedPiece


_ROOMS = frozenset({Label.NONE, Label.GO, Label.ROOM})
_PLAIN = frozenset({Label.CHOME, Label.BAN, Label.GO, Label.WARI, Label.PART})
_BLOCKS = frozenset({Label.BLOCK, Label.HALL})
_FOURTH = 3
_THIRD = 2
_ROOM_DIGITS = 3
_ON_A_FLOOR = 2


def alike(left: PlacedPiece, right: PlacedPiece) -> bool:
    """Tell whether two pieces say the same, however each is written."""
    one, other = left.token, right.token
    if one.kind is not other.kind:
        return False
    if one.kind is PieceKind.CITY:
        return _may_be_one(one, other)
    if one.key != other.key:
        return False
    if one.kind is PieceKind.TOWN:
        return _same_area(left, right)
    if one.kind in {PieceKind.NUMBER, PieceKind.LETTER}:
        return _same_rank(left, right)
    return True


def _may_be_one(one: Token, other: Token) -> bool:
    """Tell whether two names may mean one municipality: a person looks where it stays open.

    府中市 without its prefecture may be the one of Tokyo or the one of Hiroshima: where the other
    address names either, nothing tells them apart but a person's eye. Of a city that is gone the
    wards it became are told apart by their towns alone.
    """
    if one.former and other.former and one.former != other.former:
        return False
    if one.key == other.key or one.former or other.former:
        return one.key == other.key
    return not set(one.key.split("|")).isdisjoint(other.key.split("|"))


def _same_area(left: PlacedPiece, right: PlacedPiece) -> bool:
    """Tell whether 大字 was merely left out of a town's name.

    大字芝 and 芝一丁目 of one city are two places: with 大字 on one side and a chome straight
    after the name on the other, or where the table knows both, the towns are not the same.
    """
    if (PieceNote.OAZA in left.token.notes) == (PieceNote.OAZA in right.token.notes):
        return True
    if PieceNote.APART in left.token.notes or PieceNote.APART in right.token.notes:
        return False
    chome = left.next_label is Label.CHOME, right.next_label is Label.CHOME
    return chome[0] == chome[1]


def _same_rank(left: PlacedPiece, right: PlacedPiece) -> bool:
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


def _room(piece: PlacedPiece) -> bool:
    """Tell whether a number is told to be a room, by a label or by standing apart."""
    return piece.token.label is Label.ROOM or (
        piece.token.label is not Label.GO and stands_apart(piece)
    )


def stands_apart(piece: PlacedPiece) -> bool:
    """Tell whether a number stands behind a space or a comma where a number is complete."""
    return piece.index > 0 and piece.token.gap is Gap.BREAK and piece.behind in _ROOMS


def _is_room_place(piece: PlacedPiece) -> bool:
    """Tell whether a number can be nothing but a room: 12番7号203, 3-12-7-203, 8-20-305."""
    return (
        piece.behind is Label.GO
        or piece.index >= _FOURTH
        or (piece.index == _THIRD and is_long(piece.token))
    )


def is_long(token: Token) -> bool:
    """Tell whether a number has the three digits of a room."""
    return token.kind is PieceKind.NUMBER and len(token.key) >= _ROOM_DIGITS


def _may_be_block(piece: PlacedPiece) -> bool:
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


def matches(left: AddressReading, right: AddressReading) -> list[Match]:
    """Match the pieces of two addresses in reading order."""
    return _moved_room(left, right) or _in_order(left, right, left.pieces, right.pieces)


def shared(reading: AddressReading) -> bool:
    """Tell whether several towns of the municipality bear the name of the address's town."""
    town = _of(reading, PieceKind.TOWN)
    return town is not None and PieceNote.SHARED in town.token.notes


def _in_order(
    left: AddressReading,
    right: AddressReading,
    one: Sequence[PlacedPiece],
    other: Sequence[PlacedPiece],
) -> list[Match]:
    return [_judged(left, right, *pair) for pair in _pairs(one, other)]


def _judged(
    left: AddressReading, right: AddressReading, one: int | None, other: int | None
) -> Match:
    if one is not None and other is not None:
        return Match(one, other)
    if one is not None:
        return Match(one, None, _left_out(one, left, right))
    return Match(None, other, _left_out(other or 0, right, left))


def _left_out(place: int, own: AddressReading, other: AddressReading) -> Likeness:
    """Judge a piece that stands on one side only.

    A prefecture may be left out where both may name the same municipality, a Kyoto street where
    both name the same town and only one town of the ward bears the name, a floor where the
    number of the room behind it tells it (2階203号室).
    """
    kind = own.pieces[place].token.kind
    if _of(other, kind) is None and (
        (kind is PieceKind.PREFECTURE and _same(own, other, PieceKind.CITY))
        or (kind is PieceKind.STREET and _same(own, other, PieceKind.TOWN) and not shared(own))
        or (kind is PieceKind.FLOOR and _room_tells(own.pieces[place : place + 2], other))
    ):
        return Likeness.WRITTEN_DIFFERENTLY
    return Likeness.DIFFERENT


def _room_tells(pieces: Sequence[PlacedPiece], other: AddressReading) -> bool:
    """Tell whether the room behind a floor begins with its number, and is a room on both sides."""
    floor, *rooms = (piece.token for piece in pieces)
    told = {
        room.key
        for room in rooms
        if room.kind is PieceKind.NUMBER
        and room.key.startswith(floor.key)
        and len(room.key) == len(floor.key) + _ON_A_FLOOR
    }
    return any(piece.token.key in told and _names_a_room(piece) for piece in other.pieces)


def _names_a_room(piece: PlacedPiece) -> bool:
    """Tell whether a number is no house number: behind a building, apart, labelled, or fourth."""
    return (
        piece.housed
        or piece.token.label is Label.ROOM
        or stands_apart(piece)
        or piece.behind is Label.GO
        or piece.index >= _FOURTH
    )


def _of(reading: AddressReading, kind: PieceKind) -> PlacedPiece | None:
    return next((piece for piece in reading.pieces if piece.token.kind is kind), None)


def _same(left: AddressReading, right: AddressReading, kind: PieceKind) -> bool:
    one, other = _of(left, kind), _of(right, kind)
    return one is not None and other is not None and alike(one, other)


def _pairs(
    left: Sequence[PlacedPiece], right: Sequence[PlacedPiece]
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


def _same_length(pairs: Iterator[tuple[PlacedPiece, PlacedPiece]], most: int) -> int:
    length = 0
    for one, other in pairs:
        if length == most or not alike(one, other):
            break
        length += 1
    return length


def _longest_row(
    left: Sequence[PlacedPiece], right: Sequence[PlacedPiece], rows: range, columns: range
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


def _moved_room(left: AddressReading, right: AddressReading) -> list[Match]:
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


def _is_room_behind(pieces: Sequence[PlacedPiece]) -> bool:
    """Tell whether an address ends in a house number, a building and one number."""
    house, building, room = pieces[-3:]
    kinds = (house.token.kind, building.token.kind, room.token.kind)
    numbered = house.index + 1 >= _HOUSE_NUMBERS and room.token.label in _ROOM_LABELS
    return kinds == (PieceKind.NUMBER, PieceKind.WORD, PieceKind.NUMBER) and numbered


def _is_room_before(pieces: Sequence[PlacedPiece]) -> bool:
    """Tell whether an address ends in a house number, a number that must be a room, a building."""
    room, building = pieces[-2:]
    if (room.token.kind, building.token.kind) != (PieceKind.NUMBER, PieceKind.WORD):
        return False
    if room.index < _HOUSE_NUMBERS or room.token.label not in _ROOM_LABELS:
        return False
    parted = room.token.gap is not Gap.NONE or room.behind is Label.GO
    sure = room.index > _HOUSE_NUMBERS or is_long(room.token) or room.behind is Label.GO
    return parted and sure


# The parts in which two addresses differ, as spans of both texts.


_OFFICE_DIGITS = 3


def differences(left: AddressReading, right: AddressReading) -> tuple[DifferingPart, ...]:
    """List the parts in which two addresses differ, in the order of the left text."""
    if not (left.pieces and right.pieces):
        return (DifferingPart(_whole(left), _whole(right), Likeness.DIFFERENT),)
    wide = _wide_spans(left), _wide_spans(right)
    found = [*_code_parts(left, right, *wide), *_piece_parts(left, right, *wide)]
    return tuple(sorted(found, key=lambda part: (part.left.start, part.right.start)))


def _whole(reading: AddressReading) -> Span:
    return Span(reading.start, reading.end)


def _wide_spans(reading: AddressReading) -> dict[Token, Span]:
    """Give each token the text up to the next one, so that no sign of the text is left over."""
    tokens = [*reading.codes, *(piece.token for piece in reading.pieces)]
    tokens.sort(key=lambda token: token.start)
    starts = [reading.start, *(token.start for token in tokens[1:]), reading.end]
    spans = map(Span, starts, starts[1:])
    return dict(zip(tokens, spans, strict=True))


def _core(token: Token) -> Span:
    return Span(token.start, token.end)


def _code_parts(
    left: AddressReading,
    right: AddressReading,
    left_wide: Mapping[Token, Span],
    right_wide: Mapping[Token, Span],
) -> Iterator[DifferingPart]:
    """Compare the postal codes: one may be left out, but two codes are two places."""
    for one, other in zip_longest(left.codes, right.codes):
        if one is None:
            yield DifferingPart(_nothing(left), _core(other), _one_code(other, left, right))
        elif other is None:
            yield DifferingPart(_core(one), _nothing(right), _one_code(one, left, right))
        elif _say_the_same(one.key, other.key):
            yield from _written(left, right, left_wide[one], right_wide[other])
        else:
            yield DifferingPart(_core(one), _core(other), Likeness.DIFFERENT)


def _nothing(reading: AddressReading) -> Span:
    return Span(reading.start, reading.start)


def _say_the_same(one: str, other: str) -> bool:
    """Tell whether two codes agree; of an old code of 3 or 5 digits the office is all there is."""
    if len(one) != len(other):
        return one[:_OFFICE_DIGITS] == other[:_OFFICE_DIGITS]
    return one == other


def _one_code(code: Token, left: AddressReading, right: AddressReading) -> Likeness:
    """Judge a code on one side only: it may tell which of two towns is meant, or which floor."""
    telling = PieceNote.OF_FLOOR in code.notes or shared(left) or shared(right)
    return Likeness.DIFFERENT if telling else Likeness.WRITTEN_DIFFERENTLY


def _piece_parts(
    left: AddressReading,
    right: AddressReading,
    left_wide: Mapping[Token, Span],
    right_wide: Mapping[Token, Span],
) -> Iterator[DifferingPart]:
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
            yield DifferingPart(*spans, paired[1])
            continue
        for match in group:
            one, other = _token(left, match.left), _token(right, match.right)
            if match.moved:
                yield DifferingPart(_core(one), _core(other), Likeness.WRITTEN_DIFFERENTLY)
            else:
                yield from _written(left, right, left_wide[one], right_wide[other])


def _grouping(match: Match) -> tuple[bool, Likeness]:
    return match.left is not None and match.right is not None, match.likeness


def _token(reading: AddressReading, place: int | None) -> Token:
    return reading.pieces[place or 0].token


def _run(reading: AddressReading, places: Iterable[int | None], last: Span) -> Span:
    """Give the span of a run of pieces, or an empty one behind what came last."""
    tokens = [reading.pieces[place].token for place in places if place is not None]
    if not tokens:
        return Span(last.end, last.end)
    return Span(min(token.start for token in tokens), max(token.end for token in tokens))


def _written(
    left: AddressReading, right: AddressReading, one: Span, other: Span
) -> Iterator[DifferingPart]:
    """Give the part in which two writings of one thing differ, if they do."""
    first, second = left.text[one.start : one.end], right.text[other.start : other.end]
    if composed(first) == composed(second):
        return
    head = _common_length(first, second)
    while head and any(_clings(text[head : head + 1]) for text in (first, second)):
        head -= 1
    tail = _common_length(first[head:][::-1], second[head:][::-1])
    yield DifferingPart(
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


# Whether two written addresses name the same home, and how one is searched and taken apart.


_NUMERALS = re.compile(f"[{NUMERALS}]+")
_JOINTS = re.compile(r"(?<=[0-9])(?:丁目|丁(?=[0-9-])|番地?|号[室棟]?|室|ノ(?=[0-9]))+")
_FIELDS = re.compile(r"大字|小字|字")
_HYPHENS = re.compile(r"-+")
_LOOSE_HYPHEN = re.compile(r"(?<![0-9])-|-(?![0-9])")
# Here no neighbour decides, so that the middle of a name is found too: 霞ヶ関 and が関, 之 and の.
_ALWAYS_ONE = str.maketrans("カガ箇个之乃", "ケケケケノノ")
_UNSPOKEN = {ord(LONG): "", ord(" "): "", ord("・"): "", ord("、"): "", ord(","): ""}


def search_text(text: str) -> str:
    """Fold a text to the key; every number, also one in a name (三田), is written in digits."""
    folded = shadow(text).text.translate(_ALWAYS_ONE).translate(_UNSPOKEN)
    digits = _NUMERALS.sub(lambda found: to_digits(found[0]) or found[0], folded)
    joined = _JOINTS.sub(DASH, _FIELDS.sub("", digits))
    return _LOOSE_HYPHEN.sub("", _HYPHENS.sub(DASH, joined))


# An address taken apart for the eye: which stretch of the text names what.


class AddressPart(StrEnum):
    """What a stretch of an address names, in the order of a Japanese address."""

    PREFECTURE = "prefecture"
    CITY = "city"
    TOWN = "town"
    NUMBERS = "numbers"
    BUILDING = "building"
    ROOM = "room"


_HOUSE = 3
"""So many numbers say at most which house it is: 丁目, 番, 号."""

_CARE_OF = "方"
_HEAD = {
    PieceKind.PREFECTURE: AddressPart.PREFECTURE,
    PieceKind.CITY: AddressPart.CITY,
    PieceKind.STREET: AddressPart.TOWN,
    PieceKind.TOWN: AddressPart.TOWN,
    PieceKind.WORD: AddressPart.TOWN,
}
_HEAD_PARTS = (AddressPart.PREFECTURE, AddressPart.CITY, AddressPart.TOWN)
_OF_HOUSE = frozenset({PieceKind.NUMBER, PieceKind.LETTER})
_COUNTED = _OF_HOUSE | {PieceKind.FLOOR}


def parts(text: str) -> dict[AddressPart, Span]:
    """Return the stretch of each part that the address has, in code points of the text.

    What stands between two parts belongs to neither. A field before the first number is part of the
    town (平字梅本21番地). Up to three numbers are the house's, a further one is a room
    (三丁目12番7-203号); a name behind them is the building, and what follows its last word the
    room, with whoever it is in care of.
    """
    pieces = [piece.token for piece in read(text).pieces]
    begin = next((n for n, token in enumerate(pieces) if token.kind in _COUNTED), len(pieces))
    end = _end_of_house(pieces, begin)
    building, room = _building_and_room(pieces[end:])
    found = {
        **{part: [t for t in pieces[:begin] if _HEAD.get(t.kind) is part] for part in _HEAD_PARTS},
        AddressPart.NUMBERS: pieces[begin:end],
        AddressPart.BUILDING: building,
        AddressPart.ROOM: room,
    }
    return {part: Span(told[0].start, told[-1].end) for part, told in found.items() if told}


def _end_of_house(pieces: Sequence[Token], begin: int) -> int:
    """Return the place behind the last number of the house."""
    numbers, end = 0, begin
    for token in pieces[begin:]:
        numbers += token.kind is PieceKind.NUMBER
        if token.kind not in _OF_HOUSE or numbers > _HOUSE:
            break
        end += 1
    return end


def _building_and_room(tail: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Part what stands behind the house's numbers."""
    words = [n for n, token in enumerate(tail) if token.kind is PieceKind.WORD]
    if len(words) > 1 and tail[words[-1]].key.endswith(_CARE_OF):
        words.pop()
    if not words:
        return (), tail
    return tail[words[0] : words[-1] + 1], tail[words[-1] + 1 :] or tail[: words[0]]


# Whether two written addresses name the same home: equal, written differently, different.


_LONGEST = 1_000
"""An address has fewer characters; what is longer is compared as it is written."""


def compare(a: str, b: str) -> Comparison:
    """Compare two addresses (PR-G1: form, identity document and registered address).

    EQUAL is character for character, outer spaces and how a mark is encoded apart.
    WRITTEN_DIFFERENTLY is the same home in another manner of writing, or one that may be it because
    a municipality of that name lies in several prefectures and one side leaves its out: a person
    must look at it. Whatever else could be another home is DIFFERENT. The parts are spans of both
    texts, in code points; there are none if EQUAL.
    """
    if composed(a.strip()) == composed(b.strip()):
        return Comparison(Likeness.EQUAL)
    if max(len(a), len(b)) > _LONGEST:
        whole = DifferingPart(Span(0, len(a)), Span(0, len(b)), Likeness.DIFFERENT)
        return Comparison(Likeness.DIFFERENT, (whole,))
    reader = read_latin if is_latin(a) and is_latin(b) else read
    parts = differences(reader(a), reader(b))
    differ = any(part.likeness is Likeness.DIFFERENT for part in parts)
    return Comparison(Likeness.DIFFERENT if differ else Likeness.WRITTEN_DIFFERENTLY, parts)


def merger(text: str) -> Merger | None:
    """Return what became of an address's municipality, where that is gone: for the eye (C5)."""
    return None if len(text) > _LONGEST or is_latin(text) else read_merger(text)


def search_key(text: str) -> str:
    """Fold an address, or a piece of one, to what the search index holds.

    Width, kana, forms of kanji and dashes are folded, numbers are digits joined by hyphens,
    spaces are gone. The same words give the same key wherever in an address they stand.
    """
    return search_text(text)


# A town that stands twice in an address: what a postal code filled in was typed once more.


_LONGEST_TOWN = 200
"""An address has fewer characters; what is longer is not looked at."""

_UNITS = "市区町村"
_BEFORE_NUMBER = re.compile(r"[^\d\n]*")
_TWICE = re.compile(rf"([^\s\d]{{2,}}[{_UNITS}])(?![{_UNITS}]).*?\1(?![{_UNITS}])")


_SHORTEST = 2
_ENDS = re.compile(rf"[都道府県{_UNITS}](?!$)")
"""Where a prefecture, a city, a ward, a town may end and the next place begin."""

_PREFECTURE = re.compile(r"東京都|北海道|(?:京都|大阪)府|.{2,3}県")
_CITY = re.compile(rf".+?[市区郡町村](?![{_UNITS}])")


def typed_whole(town: str, behind: str) -> bool:
    """Say whether what stands behind a town is an address of its own, written from its beginning.

    It names the town's prefecture or its city again: what the postal code filled in is on the
    paper too, and was typed with the rest.
    """
    prefecture = _PREFECTURE.match(town)
    after = town[prefecture.end() :] if prefecture else town
    city = _CITY.match(after)
    begins = [found.group() for found in (prefecture, city) if found is not None]
    return bool(begins) and behind.lstrip().startswith(tuple(begins))


def before_again(town: str, behind: str) -> str:
    """Return as much of a town as stands before what was typed behind it: all of it, as a rule.

    Nothing where the address was typed whole, its district where the paper's own way of writing
    the town follows: 北二十四条西 filled in, 北24条西5丁目 typed. A number must come behind it,
    so that a building called after the town stays.
    """
    if typed_whole(town, behind):
        return ""
    typed = search_text(behind.lstrip()[:_LONGEST_TOWN])
    for end in _ENDS.finditer(town):
        last = town[end.end() :]
        key = search_text(last)
        named = len(last) >= _SHORTEST and last[-1] not in NUMERALS
        if named and typed.startswith(key) and typed[len(key) : len(key) + 1].isdecimal():
            return town[: end.end()]
    return town


def town_twice(address: str) -> str:
    """Return the place that is named twice before the house number; empty where none is.

    It may be right: it is to be looked at on the paper. A building after the number often has the
    town's name, and 廿日市市廿日市 names two places.
    """
    before = _BEFORE_NUMBER.match(address[:_LONGEST_TOWN])
    found = None if before is None else _TWICE.search(before.group())
    return "" if found is None else found.group(1)


# An address in Japan that has no postal code: to be looked up before a letter goes there.


_IN_JAPAN = frozenset({AddressPart.PREFECTURE, AddressPart.CITY})
_IN_LATIN = re.compile(
    r"(?<![a-z])[a-z]+[ -](?:ku|shi|gun|cho|machi|mura|fu|ken)(?![a-z-])|(?<![a-z])japan(?![a-z])",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"[0-9０-９]{3}[-‐‑–—−ー－]?[0-9０-９]{4}(?![0-9０-９])")


def lacks_code(postal_code: str, address: str) -> bool:
    """Say whether an address names a place of Japan and stands without its postal code.

    The post carries such a letter, later: it is a remark and never a refusal. Abroad there is no
    code of seven digits, and a code may stand in the address itself.
    """
    if postal_code.strip() or _WRITTEN.search(address):
        return False
    return bool(_IN_LATIN.search(address)) or not _IN_JAPAN.isdisjoint(parts(address))


_A_CODE = re.compile(r"[0-9０-９]{3}[-‐‑–—−ー－]?[0-9０-９]{4}")
_CODE_INSIDE = re.compile(rf"(?<![0-9０-９]){_A_CODE.pattern}(?![0-9０-９])")
_COUNTRY = re.compile(
    r"\s*(?:アメリカ|米国|カナダ|メキシコ|ブラジル|ペルー|アルゼンチン|チリ|イギリス|英国|アイルランド"
    r"|フランス|ドイツ|オランダ|ベルギー|ルクセンブルク|スイス|オーストリア|イタリア|スペイン|ポルトガル"
    r"|スウェーデン|ノルウェー|デンマーク|フィンランド|ポーランド|チェコ|ハンガリー|ロシア|トルコ|エジプト"
    r"|アラブ首長国連邦|サウジアラビア|イスラエル|南アフリカ|インド|タイ国|タイ王国|ベトナム|フィリピン"
    r"|マレーシア|シンガポール|インドネシア|カンボジア|ミャンマー|中国|中華人民共和国|台湾|香港|韓国"
    r"|大韓民国|モンゴル|オーストラリア|豪州|ニュージーランド)"
)
"""How an address abroad begins in Japanese: countries in which many Japanese live."""


def is_abroad(postal_code: str, address: str) -> bool:
    """Say whether an address lies outside Japan: in Latin letters, or beginning with a country.

    It has no postal code of seven digits and names no place of Japan. What leaves it open, such as
    a town without its city, is taken for an address in Japan.
    """
    if _A_CODE.fullmatch(postal_code.strip()) or _CODE_INSIDE.search(address):
        return False
    if is_latin(address):
        return not _IN_LATIN.search(address) and _IN_JAPAN.isdisjoint(parts(address))
    return _COUNTRY.match(address) is not None


# A postal code and an address beside one another: one of the two may have been misread.


_PLACES = (PieceKind.PREFECTURE, PieceKind.CITY, PieceKind.TOWN)


def fits_code(address: str, areas: Iterable[str]) -> bool:
    """Say whether an address lies in one of the areas that its postal code stands for.

    What one of the two leaves out contradicts nothing, nor does an address in Latin letters or one
    whose municipality no table knows. The letter goes by both: where they do not fit, a person
    looks at the paper.
    """
    if is_latin(address):
        return True
    written = read(address)
    return all(_of(written, kind) is None for kind in _PLACES[:2]) or any(
        _lies_in(written, read(area)) for area in areas
    )


def _lies_in(written: AddressReading, area: AddressReading) -> bool:
    home = _of(area, PieceKind.PREFECTURE)
    if home is not None and _of(written, PieceKind.PREFECTURE) is None:
        # Of two municipalities of one name (府中市) the one of the code's prefecture is meant.
        written = read(home.token.key + written.text)
    return all(_agree(_of(written, kind), _of(area, kind)) for kind in _PLACES)


def _agree(one: PlacedPiece | None, other: PlacedPiece | None) -> bool:
    """Tell whether two names may mean one place: a town's name may go on with a field's."""
    if one is None or other is None or one.token.kind is not PieceKind.TOWN:
        return one is None or other is None or alike(one, other)
    names = one.token.key, other.token.key
    return names[0].startswith(names[1]) or names[1].startswith(names[0])
