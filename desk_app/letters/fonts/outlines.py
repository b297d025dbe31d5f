# SPDX-License-Identifier: MIT
"""The outline of a glyph, its strokes widened, as a path of a page: read from TrueType."""

from __future__ import annotations

import struct
from functools import lru_cache
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_ON, _X_SHORT, _Y_SHORT, _REPEAT, _X_SAME, _Y_SAME = 1, 2, 4, 8, 16, 32
_HEAD = 10
_SHARP = -0.94
"""A turn back by more than 160 degrees, as the cosine between its sides."""


class Point(NamedTuple):
    """A point of a contour in the font's units; one that is not ``on`` it pulls the curve."""

    x: float
    y: float
    on: bool = True


class Side(NamedTuple):
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


def _side(one: Point, other: Point) -> Side:
    length = hypot(other.x - one.x, other.y - one.y) or 1.0
    return Side((other.x - one.x) / length, (other.y - one.y) / length, length)


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
