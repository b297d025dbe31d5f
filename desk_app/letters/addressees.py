# SPDX-License-Identifier: MIT
"""Name and address where there is more room than in a window: on an envelope, on a label."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.addresses import SMALLEST, Pitch, fitted, fitting_name, sizes, with_code
from desk_app.letters.errors import AddressTooLong, NoRoom
from desk_app.letters.fonts import clusters
from desk_app.letters.sheet import Face, Type
from desk_app.records.people import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk_app.letters.setting import Setter
    from desk_app.letters.sheet import Sheet
    from desk_app.records.postal_pages import Addressed

_ENGLISH_FIRST = 1.3
"""The first line under an English name is so many line pitches below it."""

_LONG_NAME_SIZE, _LONG_NAME_PITCH = 11.0, 4.6
_BETWEEN_PARTS = re.compile("[ \u3000・＝=]+(?=.)")


class Room(NamedTuple):
    """The room of an addressee, in millimetres, its types in points.

    ``first`` is how far the first line of the address is below the postal code; in a Japanese
    address the name is set in by ``indent``.
    """

    width: float
    pitches: tuple[Pitch, ...]
    code_size: float
    first: float
    name_size: float
    indent: float


class Placed(NamedTuple):
    """One line of an addressee: how far right of the corner and below its first base line."""

    right: float
    down: float
    kind: Type
    text: str


def addressee_lines(setter: Setter, addressed: Addressed, room: Room) -> tuple[Placed, ...]:
    """Return the lines of an addressee, or refuse one that has no room (NoRoom)."""
    japanese = addressed.language is Language.JA
    try:
        return tuple((_japanese if japanese else _english)(setter, addressed, room))
    except AddressTooLong as error:
        raise NoRoom(place=error.place) from error


def draw_addressee(sheet: Sheet, corner: tuple[float, float], lines: tuple[Placed, ...]) -> None:
    """Draw an addressee whose first base line begins at the corner."""
    x, base = corner
    for line in lines:
        sheet.text(x + line.right, base + line.down, line.kind, line.text)


def _mincho(size: float) -> Type:
    return Type(Face.MINCHO, size, size)


def _address(setter: Setter, address: str, room: Room) -> tuple[list[str], Pitch, float]:
    """Return the lines of an address: broken rather than small, but small rather than refused."""
    try:
        return fitted(setter, address, room.width, room.pitches)
    except AddressTooLong:
        smaller = [pitch._replace(least=SMALLEST) for pitch in room.pitches]
        return fitted(setter, address, room.width, smaller)


def _japanese(setter: Setter, addressed: Addressed, room: Room) -> Iterator[Placed]:
    to = addressed.addressee
    lines, pitch, size = _address(setter, to.address, room)
    down = 0.0
    if to.postal_code:
        yield Placed(0.0, down, _mincho(room.code_size), f"〒{to.postal_code}")
        down += room.first
    for number, line in enumerate(lines):
        yield Placed(0.0, down + number * pitch.pitch, _mincho(size), line)
    down += (len(lines) - 1) * pitch.pitch + pitch.name
    yield from _name(setter, to.name, " 様", room, down)


def _name(setter: Setter, name: str, title: str, room: Room, down: float) -> Iterator[Placed]:
    """Yield a name on one line, or on two smaller ones that begin at the edge."""
    try:
        kind = fitting_name(setter, name + title, room.width - room.indent, room.name_size)
    except AddressTooLong:
        size, lines = _halved(setter, name, title, room.width)
        for number, line in enumerate(lines):
            yield Placed(0.0, down + number * _LONG_NAME_PITCH, _mincho(size), line)
    else:
        yield Placed(room.indent, down, kind, name + title)


def _halved(setter: Setter, name: str, title: str, width: float) -> tuple[float, tuple[str, str]]:
    """Return a name in two lines about as long as each other, cut between its parts, or refuse."""
    ends = [match.end() for match in _BETWEEN_PARTS.finditer(name)] or list(
        accumulate(map(len, clusters(name)))
    )
    halves = [(name[:end].rstrip(), name[end:] + title) for end in ends]
    kind = _mincho(_LONG_NAME_SIZE)
    best = min(halves, key=lambda pair: max(setter.width(kind, half) for half in pair))
    for size in sizes(_LONG_NAME_SIZE):
        if max(setter.width(_mincho(size), half) for half in best) <= width:
            return size, best
    raise AddressTooLong(place="name")


def _english(setter: Setter, addressed: Addressed, room: Room) -> Iterator[Placed]:
    to = addressed.addressee
    lines, pitch, size = _address(setter, to.address, room)
    names = tuple(_name(setter, to.name, "", room._replace(indent=0.0), 0.0))
    yield from names
    first = names[-1].down + pitch.pitch * _ENGLISH_FIRST
    for number, line in enumerate(
        with_code(setter, _mincho(size), lines, to.postal_code, room.width)
    ):
        yield Placed(0.0, first + number * pitch.pitch, _mincho(size), line)
