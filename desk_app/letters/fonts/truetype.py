# SPDX-License-Identifier: MIT
"""Reading a TrueType font file: characters to glyphs, widths, outlines with widened strokes."""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


COMPOSING = b"ccmp"
"""The feature every reader of a font has to apply: it puts characters together."""

_LIGATURES = 4
_EXTENSION = 7
_RANGES = 2


class _Substitutions(NamedTuple):
    """A table of glyph substitutions; offsets count from where each part of it begins."""

    data: bytes

    def words(self, at: int, count: int = 1) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}H", self.data, at)

    def word(self, at: int) -> int:
        return self.words(at)[0]

    def parts(self, at: int) -> list[int]:
        """Return where the parts of a list lie: their number, then an offset for each."""
        return [at + offset for offset in self.words(at + 2, self.word(at))]


def composed_glyphs(substitutions: bytes) -> dict[tuple[int, ...], int]:
    """Return, for glyphs that stand after one another, the one glyph of all of them together.

    ``substitutions`` is the font's GSUB table, empty where it has none.
    """
    if not substitutions:
        return {}
    table = _Substitutions(substitutions)
    features, lookups = table.words(6, 2)
    every = table.parts(lookups)
    found: dict[tuple[int, ...], int] = {}
    for number in sorted(set(_lookups_of(table, features))):
        for kind, at in _subtables(table, every[number]):
            if kind == _LIGATURES:
                found |= dict(_ligatures(table, at))
    return found


def _lookups_of(table: _Substitutions, features: int) -> Iterator[int]:
    """Yield the lookups of the composing feature, whatever script asks for it."""
    for number in range(table.word(features)):
        at = features + 2 + 6 * number
        if table.data[at : at + 4] == COMPOSING:
            feature = features + table.word(at + 4)
            yield from table.words(feature + 4, table.word(feature + 2))


def _subtables(table: _Substitutions, lookup: int) -> Iterator[tuple[int, int]]:
    """Yield kind and place of each part of a lookup; a far one is found through its extension."""
    kind, count = table.word(lookup), table.word(lookup + 4)
    for offset in table.words(lookup + 6, count):
        at = lookup + offset
        if kind == _EXTENSION:
            far, distance = struct.unpack_from(">HL", table.data, at + 2)
            yield far, at + distance
        else:
            yield kind, at


def _ligatures(table: _Substitutions, at: int) -> Iterator[tuple[tuple[int, ...], int]]:
    firsts = _covered(table, at + table.word(at + 2))
    sets = [at + offset for offset in table.words(at + 6, table.word(at + 4))]
    for first, place in zip(firsts, sets, strict=True):
        for ligature in table.parts(place):
            glyph, count = table.words(ligature, 2)
            yield (first, *table.words(ligature + 4, count - 1)), glyph


def _covered(table: _Substitutions, at: int) -> list[int]:
    """Return the glyphs of a coverage table in their order."""
    form, count = table.words(at, 2)
    if form != _RANGES:
        return list(table.words(at + 4, count))
    glyphs: list[int] = []
    for number in range(count):
        first, last = table.words(at + 4 + 6 * number, 2)
        glyphs += range(first, last + 1)
    return glyphs


# Reading a TrueType font file: characters to glyphs, widths, outlines.


_COLLECTION = b"ttcf"
_TRUETYPE = {b"\x00\x01\x00\x00", b"true"}
_UNICODE_PLATFORM = 0
_WINDOWS_PLATFORM = 3
_POSTSCRIPT_NAME = 6
_FAMILY_NAMES = {1, 16}
_EM = 1000


class NotTrueTypeError(Exception):
    """A file that is no TrueType font with outlines, or not the one wanted."""


class _Table(NamedTuple):
    offset: int
    length: int


class _Segments(NamedTuple):
    """A format 4 character map: parallel columns, one entry per run of characters."""

    ends: tuple[int, ...]
    starts: tuple[int, ...]
    deltas: tuple[int, ...]
    range_offsets: tuple[int, ...]
    ranges_at: int


class _Groups(NamedTuple):
    """A format 12 character map: runs of characters with consecutive glyphs."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    glyphs: tuple[int, ...]


class TrueType:
    """One face of a TrueType file, read on demand; the file stays mapped, not loaded.

    All measures are given in thousandths of an em. A glyph of 0 means "not there".
    """

    def __init__(self, path: Path, family: str = "") -> None:
        """Open the file; of a collection take the face of that family."""
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.path = path
        start = self._face_offset(family)
        self._tables = self._directory(start)
        if "glyf" not in self._tables:
            raise NotTrueTypeError(path.name)
        self.units = self._u16("head", 18)
        self._long_offsets = self._u16("head", 50) == 1
        self.glyph_count = self._u16("maxp", 4)
        self._metric_count = self._u16("hhea", 34)

    def _u16(self, table: str, at: int) -> int:
        return int(struct.unpack_from(">H", self._data, self._tables[table].offset + at)[0])

    def _i16(self, table: str, at: int) -> int:
        return int(struct.unpack_from(">h", self._data, self._tables[table].offset + at)[0])

    def _face_offset(self, family: str) -> int:
        if self._data[:4] != _COLLECTION:
            return 0
        count = struct.unpack_from(">L", self._data, 8)[0]
        for offset in struct.unpack_from(f">{count}L", self._data, 12):
            self._tables = self._directory(offset)
            if family in self.names(_FAMILY_NAMES):
                return int(offset)
        raise NotTrueTypeError(f"{self.path.name}: {family}")

    def _directory(self, start: int) -> dict[str, _Table]:
        if self._data[start : start + 4] not in _TRUETYPE:
            raise NotTrueTypeError(self.path.name)
        count = struct.unpack_from(">H", self._data, start + 4)[0]
        tables = {}
        for index in range(count):
            tag, _, offset, length = struct.unpack_from(
                ">4sLLL", self._data, start + 12 + 16 * index
            )
            tables[tag.decode("latin-1")] = _Table(offset, length)
        return tables

    def table(self, tag: str) -> bytes:
        """Return a whole table, empty where the font has none."""
        if tag not in self._tables:
            return b""
        offset, length = self._tables[tag]
        return self._data[offset : offset + length]

    def names(self, wanted: set[int]) -> tuple[str, ...]:
        """Return the entries of the name table with those identifiers."""
        base = self._tables["name"].offset
        count, strings = struct.unpack_from(">HH", self._data, base + 2)
        found = []
        for index in range(count):
            platform, _, _, name, length, offset = struct.unpack_from(
                ">6H", self._data, base + 6 + 12 * index
            )
            if name in wanted:
                at = base + strings + offset
                code = "utf-16-be" if platform in {_UNICODE_PLATFORM, _WINDOWS_PLATFORM} else None
                found.append(self._data[at : at + length].decode(code or "mac-roman"))
        return tuple(found)

    @cached_property
    def postscript_name(self) -> str:
        """The font's name as a PDF writes it."""
        return self.names({_POSTSCRIPT_NAME})[0].replace(" ", "")

    def scaled(self, units: int) -> int:
        """Return font units in thousandths of an em."""
        return round(units * _EM / self.units)

    @cached_property
    def box(self) -> tuple[int, int, int, int]:
        """The box that holds every glyph: left, bottom, right, top."""
        left, bottom, right, top = (self.scaled(self._i16("head", at)) for at in (36, 38, 40, 42))
        return left, bottom, right, top

    @cached_property
    def ascent(self) -> int:
        """The height of the em box above the base line."""
        return self.scaled(self._i16("hhea", 4))

    @cached_property
    def descent(self) -> int:
        """The depth of the em box below the base line, negative."""
        return self.scaled(self._i16("hhea", 6))

    def advance(self, glyph: int) -> int:
        """Return a glyph's width from the raw table; the last width stands for all that follow."""
        return self.scaled(self.raw_advance(glyph))

    def raw_advance(self, glyph: int) -> int:
        """Return a glyph's width in font units."""
        return self._u16("hmtx", 4 * min(glyph, self._metric_count - 1))

    def side_bearing(self, glyph: int) -> int:
        """Return a glyph's left side bearing in font units."""
        if glyph < self._metric_count:
            return self._i16("hmtx", 4 * glyph + 2)
        return self._i16("hmtx", 4 * self._metric_count + 2 * (glyph - self._metric_count))

    def outline(self, glyph: int) -> bytes:
        """Return the glyph's own record of the outline table, empty for a blank."""
        base = self._tables["loca"].offset
        if self._long_offsets:
            start, end = struct.unpack_from(">LL", self._data, base + 4 * glyph)
        else:
            start, end = (
                2 * half for half in struct.unpack_from(">HH", self._data, base + 2 * glyph)
            )
        at = self._tables["glyf"].offset
        return self._data[at + start : at + end]

    def glyph(self, character: str) -> int:
        """Return the glyph of one character."""
        code = ord(character)
        if self._groups is not None:
            return self._glyph_by_group(code, self._groups)
        if self._segments is not None:
            return self._glyph_by_segment(code, self._segments)
        return 0

    @cached_property
    def _maps(self) -> dict[int, int]:
        """The places of the Unicode character maps by their format."""
        base = self._tables["cmap"].offset
        places = {}
        for index in range(self._u16("cmap", 2)):
            platform, encoding, offset = struct.unpack_from(
                ">HHL", self._data, base + 4 + 8 * index
            )
            unicode = platform == _UNICODE_PLATFORM or (
                platform == _WINDOWS_PLATFORM and encoding in {1, 10}
            )
            if unicode:
                places[struct.unpack_from(">H", self._data, base + offset)[0]] = base + offset
        return places

    @cached_property
    def _groups(self) -> _Groups | None:
        at = self._maps.get(12)
        if at is None:
            return None
        count = struct.unpack_from(">L", self._data, at + 12)[0]
        flat = struct.unpack_from(f">{3 * count}L", self._data, at + 16)
        return _Groups(flat[::3], flat[1::3], flat[2::3])

    @staticmethod
    def _glyph_by_group(code: int, groups: _Groups) -> int:
        index = bisect_right(groups.starts, code) - 1
        if index < 0 or code > groups.ends[index]:
            return 0
        return groups.glyphs[index] + code - groups.starts[index]

    @cached_property
    def _segments(self) -> _Segments | None:
        at = self._maps.get(4)
        if at is None:
            return None
        count = struct.unpack_from(">H", self._data, at + 6)[0] // 2
        column = f">{count}H"
        ends = struct.unpack_from(column, self._data, at + 14)
        starts = struct.unpack_from(column, self._data, at + 16 + 2 * count)
        deltas = struct.unpack_from(column, self._data, at + 16 + 4 * count)
        ranges_at = at + 16 + 6 * count
        return _Segments(
            ends, starts, deltas, struct.unpack_from(column, self._data, ranges_at), ranges_at
        )

    def _glyph_by_segment(self, code: int, segments: _Segments) -> int:
        index = bisect_left(segments.ends, code)
        if index == len(segments.ends) or code < segments.starts[index]:
            return 0
        offset = segments.range_offsets[index]
        if offset == 0:
            return (code + segments.deltas[index]) & 0xFFFF
        at = segments.ranges_at + 2 * index + offset + 2 * (code - segments.starts[index])
        glyph = int(struct.unpack_from(">H", self._data, at)[0])
        return (glyph + segments.deltas[index]) & 0xFFFF if glyph else 0

    def joined(self, cluster: str) -> int:
        """Return the one glyph of a letter with its marks that the font puts together itself."""
        return self._composed.get(tuple(map(self.glyph, cluster)), 0)

    @cached_property
    def _composed(self) -> dict[tuple[int, ...], int]:
        return composed_glyphs(self.table("GSUB"))

    def variation(self, base: str, selector: str) -> int:
        """Return the glyph of a variation sequence the font itself lists."""
        record = self._selectors.get(ord(selector))
        if record is None:
            return 0
        defaults, others = record
        code = ord(base)
        if others and (glyph := self._listed_variation(code, others)):
            return glyph
        return self.glyph(base) if defaults and self._is_default(code, defaults) else 0

    @cached_property
    def _selectors(self) -> dict[int, tuple[int, int]]:
        """The places of the two lists of each variation selector (format 14)."""
        at = self._maps.get(14)
        if at is None:
            return {}
        selectors = {}
        for index in range(struct.unpack_from(">L", self._data, at + 6)[0]):
            place = at + 10 + 11 * index
            selector = int.from_bytes(self._data[place : place + 3], "big")
            defaults, others = struct.unpack_from(">LL", self._data, place + 3)
            selectors[selector] = (defaults and at + defaults, others and at + others)
        return selectors

    def _listed_variation(self, code: int, at: int) -> int:
        count = struct.unpack_from(">L", self._data, at)[0]
        index = self._search(code, at + 4, count, 5)
        place = at + 4 + 5 * index
        if index < 0 or int.from_bytes(self._data[place : place + 3], "big") != code:
            return 0
        return int(struct.unpack_from(">H", self._data, place + 3)[0])

    def _is_default(self, code: int, at: int) -> bool:
        count = struct.unpack_from(">L", self._data, at)[0]
        index = self._search(code, at + 4, count, 4)
        if index < 0:
            return False
        place = at + 4 + 4 * index
        start = int.from_bytes(self._data[place : place + 3], "big")
        return start <= code <= start + self._data[place + 3]

    def _search(self, code: int, at: int, count: int, step: int) -> int:
        """Return the last record whose three-byte character is not above the code, or -1."""
        low, high = 0, count
        while low < high:
            middle = (low + high) // 2
            place = at + step * middle
            if int.from_bytes(self._data[place : place + 3], "big") <= code:
                low = middle + 1
            else:
                high = middle
        return low - 1


# The outline of a glyph, its strokes widened, as a path of a page: read from TrueType.


_ON, _X_SHORT, _Y_SHORT, _REPEAT, _X_SAME, _Y_SAME = 1, 2, 4, 8, 16, 32
_HEAD = 10
_SHARP = -0.94
"""A turn back by more than 160 degrees, as the cosine between its sides."""


class Point(NamedTuple):
    """A point of a contour in the font's units; one that is not ``on`` it pulls the curve."""

    x: float
    y: float
    on: bool = True


class OutlineSide(NamedTuple):
    """The way from a point to the next: its direction and its length."""

    x: float
    y: float
    length: float


@lru_cache(maxsize=256)
def widened(outline: bytes, by: float) -> str:
    """Return the path of a glyph whose strokes reach so many units further to each side.

    Nothing is returned for a blank, nor for a glyph made of others.
    """
    if len(outline) < _HEAD:
        return ""
    (count,) = struct.unpack_from(">h", outline)
    if count <= 0:
        return ""
    contours = (_wider(each, by) for each in _contours(outline, count) if len(each) > 1)
    return " ".join(" ".join(_drawn(contour)) for contour in contours)


def _wider(contour: Sequence[Point], by: float) -> list[Point]:
    """Return a contour each of whose points is moved outwards, half way between its two sides.

    What is black lies to the right of a contour; a point at a sharp turn stays where it is.
    """
    sides = [_side(one, other) for one, other in pairwise([*contour, contour[0]])]
    moved = []
    for point, before, after in zip(contour, [sides[-1], *sides[:-1]], sides, strict=True):
        straight = before.x * after.x + before.y * after.y
        if straight <= _SHARP:
            moved.append(point)
            continue
        right, up = -(before.y + after.y), before.x + after.x
        turn = before.x * after.y - before.y * after.x
        shorter = min(before.length, after.length)
        enough = 1 + straight
        far = by / enough if by * turn <= shorter * enough else shorter / turn
        moved.append(point._replace(x=point.x + right * far, y=point.y + up * far))
    return moved


def _side(one: Point, other: Point) -> OutlineSide:
    length = hypot(other.x - one.x, other.y - one.y) or 1.0
    return OutlineSide((other.x - one.x) / length, (other.y - one.y) / length, length)


def _contours(outline: bytes, count: int) -> Iterator[list[Point]]:
    ends = struct.unpack_from(f">{count}H", outline, _HEAD)
    at = _HEAD + 2 * count
    at += 2 + struct.unpack_from(">H", outline, at)[0]
    flags = list[int]()
    while len(flags) <= ends[-1]:
        flag = outline[at]
        times = outline[at + 1] + 1 if flag & _REPEAT else 1
        flags += [flag] * times
        at += 2 if flag & _REPEAT else 1
    xs, at = _places(outline, at, flags, (_X_SHORT, _X_SAME))
    ys, _ = _places(outline, at, flags, (_Y_SHORT, _Y_SAME))
    points = [Point(x, y, bool(flag & _ON)) for x, y, flag in zip(xs, ys, flags, strict=False)]
    begin = 0
    for end in ends:
        yield points[begin : end + 1]
        begin = end + 1


def _places(
    outline: bytes, at: int, flags: Sequence[int], bits: tuple[int, int]
) -> tuple[list[int], int]:
    """Return one coordinate of every point, and where the next begin."""
    short, same = bits
    found, place = list[int](), 0
    for flag in flags:
        if flag & short:
            place += outline[at] if flag & same else -outline[at]
            at += 1
        elif not flag & same:
            place += struct.unpack_from(">h", outline, at)[0]
            at += 2
        found.append(place)
    return found, at


def _drawn(contour: Sequence[Point]) -> Iterator[str]:
    """Yield the operators of a closed contour; between two pulls it passes their middle."""
    around = list[Point]()
    for one, other in pairwise([contour[-1], *contour]):
        if not one.on and not other.on:
            around.append(Point((one.x + other.x) / 2, (one.y + other.y) / 2))
        around.append(other)
    first = next(number for number, point in enumerate(around) if point.on)
    around = [*around[first:], *around[: first + 1]]
    yield f"{around[0].x:g} {around[0].y:g} m"
    pull: Point | None = None
    for last, point in pairwise(around):
        if not point.on:
            pull, start = point, last
        elif pull is None:
            yield f"{point.x:g} {point.y:g} l"
        else:
            yield f"{_pulled(start, pull)} {_pulled(point, pull)} {point.x:g} {point.y:g} c"
            pull = None
    yield "h"


def _pulled(end: Point, pull: Point) -> str:
    return f"{end.x + (pull.x - end.x) * 2 / 3:.1f} {end.y + (pull.y - end.y) * 2 / 3:.1f}"
