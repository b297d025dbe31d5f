# SPDX-License-Identifier: MIT
"""Fitting an address and a name into a room: the window of an envelope, an envelope, a label."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.errors import AddressTooLong, NoRoom
from desk_app.letters.fonts.faces import clusters
from desk_app.letters.typesetting.setting import tokens
from desk_app.letters.typesetting.sheet import Face, Type
from desk_app.records.desk.people import Language
from desk_app.rules.letters.paper import safe_box

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from desk_app.letters.typesetting.setting import Setter
    from desk_app.letters.typesetting.sheet import Sheet
    from desk_app.records.desk.profile import EnvelopeWindow
    from desk_app.records.pages import Addressed

LEFT = 24.0
WIDTH = 62.0
MOST_LINES = 3
NAME_SIZE = 12.5
SMALLEST = 8.0
_STEP = 0.25
_SPACE = re.compile("(?<=[^ \u3000])[ \u3000]+")
# Before a town's or a chome's name; never inside a number.
_TOWN = re.compile(
    "(?<=[市区郡村])(?=[^市区郡町村0-9\\-])|(?<=[上下]る)|(?<=[東西]入る)|(?<=[東西]入ル)"
    "|(?<=[^0-9一二三四五六七八九十百〇])(?=[0-9一二三四五六七八九十百〇]+丁目)|(?<=, )"
)
# Before a building's name that follows the number without a space.
_BUILDING = re.compile(
    "(?:(?<=番地)|(?<=[0-9号]))(?=[ァ-ヺA-Za-z一-鿿])"
    "(?!丁目|番|号|階|室|棟|館|条|線|部|組|区|地割|[FＦ](?![A-Za-z])|[A-Za-z]?[0-9])"
)


# Before a part of a village's or town's land, and where a word in katakana begins or ends.
_WORD = re.compile(
    "(?<=[市区町村])(?=大字)|(?<=[^大十文])(?=字[^0-9])|(?<=[一-鿿])(?=[ァ-ヺ]{2})"
    "|(?<=[ァ-ヺー]{2})(?=[一-鿿])(?![号階棟館室番丁町村市区])"
)


class WindowLine(NamedTuple):
    """One line seen through the window: its base line in millimetres, type and text."""

    base: float
    kind: Type
    text: str


class AddressZone(NamedTuple):
    """Where in the window the address stands: left edge, width, how much lower than usual."""

    left: float = LEFT
    width: float = WIDTH
    lower: float = 0.0


class Pitch(NamedTuple):
    """The lines of an address of so many lines: largest size, pitch, and where the name stands.

    They are set no smaller than ``least``.
    """

    lines: int
    size: float
    pitch: float
    name: float
    least: float = SMALLEST


USUAL_ZONE = AddressZone()
_INSIDE_LEFT = 2.0
_INSIDE_RIGHT = 1.0
_USUAL_TOP = 12.0
_PITCHES = (Pitch(2, 10.0, 4.6, 6.2), Pitch(MOST_LINES, 9.0, 4.0, 5.4))
_FOUR_LINES = Pitch(4, 9.0, 4.0, 5.4)
"""Of an address written in four lines, where no line of a postal code stands beside them."""

_FIRST_BASE = 16.5
_ENGLISH_NAME_BASE = 17.4
_ENGLISH_FIRST = 5.4


def zone_of(window: EnvelopeWindow) -> AddressZone:
    """Return where the address stands so that the window shows it wherever the sheet lies."""
    safe = safe_box(window)
    left = safe.left / 10 + _INSIDE_LEFT
    return AddressZone(left, safe.right / 10 - _INSIDE_RIGHT - left, safe.top / 10 - _USUAL_TOP)


def japanese_block(
    setter: Setter, name: str, postal_code: str, address: str, zone: AddressZone = USUAL_ZONE
) -> tuple[WindowLine, ...]:
    """Return postal code, address and name with its title, or refuse what does not fit.

    An address abroad, which has no postal code of ours, keeps a fourth line of its own.
    """
    four = not postal_code and _lines_of(address) == _FOUR_LINES.lines
    pitches = (*_PITCHES, _FOUR_LINES) if four else _PITCHES
    lines, pitch, size = fitted(setter, address, zone.width, pitches)
    kind = _mincho(size)
    texts = [f"〒{postal_code}", *lines] if postal_code else lines
    first = _FIRST_BASE + zone.lower
    bases = [first + number * pitch.pitch for number in range(len(texts))]
    block = [WindowLine(base, kind, text) for base, text in zip(bases, texts, strict=True)]
    name_kind = fitting_name(setter, f"{name} 様", zone.width, NAME_SIZE)
    return (*block, WindowLine(bases[-1] + pitch.name, name_kind, f"{name} 様"))


def english_block(
    setter: Setter, name: str, postal_code: str, address: str, zone: AddressZone = USUAL_ZONE
) -> tuple[WindowLine, ...]:
    """Return name, address and postal code, or refuse what does not fit.

    Four lines as they were written stay lines where the postal code needs no fifth.
    """
    four = _lines_of(address) == _FOUR_LINES.lines
    pitches = (*_PITCHES, _FOUR_LINES) if four else _PITCHES
    lines, pitch, size = fitted(setter, address, zone.width, pitches)
    lines = with_code(setter, _mincho(size), lines, postal_code, zone.width)
    if len(lines) > _FOUR_LINES.lines:
        lines, pitch, size = fitted(setter, address, zone.width, _PITCHES)
        lines = with_code(setter, _mincho(size), lines, postal_code, zone.width)
    kind = _mincho(size)
    tight = len(lines) > MOST_LINES
    if tight:
        size = min(size, _PITCHES[-1].size)
        kind = _mincho(size)
    base = _ENGLISH_NAME_BASE + zone.lower - (0.4 if tight else 0.0)
    step = 3.9 if tight else pitch.pitch
    first = base + (5.0 if tight else _ENGLISH_FIRST)
    return (
        WindowLine(base, fitting_name(setter, name, zone.width, NAME_SIZE), name),
        *(WindowLine(first + number * step, kind, text) for number, text in enumerate(lines)),
    )


def _lines_of(address: str) -> int:
    return sum(bool(line.strip()) for line in address.splitlines())


def with_code(
    setter: Setter, kind: Type, lines: list[str], postal_code: str, width: float
) -> list[str]:
    """Return the lines of an English address with the postal code after them, where it fits."""
    if not postal_code:
        return lines
    last = f"{lines[-1]} {postal_code}"
    if setter.width(kind, last) <= width:
        return [*lines[:-1], last]
    return [*lines, postal_code]


def fitting_name(setter: Setter, text: str, width: float, largest: float) -> Type:
    """Return the type in which a name fits on one line, or refuse it."""
    for size in sizes(largest):
        kind = _mincho(size)
        if setter.width(kind, text) <= width:
            return kind
    raise AddressTooLong(place="name")


def sizes(largest: float, least: float = SMALLEST) -> Iterator[float]:
    """Return the sizes in which text is tried, in points, from the largest down."""
    size = largest
    while size >= least:
        yield size
        size -= _STEP


def fitted(
    setter: Setter, address: str, width: float, pitches: Sequence[Pitch]
) -> tuple[list[str], Pitch, float]:
    """Return the lines of an address with their pitch and size.

    It is broken before a building first, then before a town or chome, then between words, at last
    where JIS X 4051 lets a line end; in between it is set smaller. Lines as they were written stay
    lines where they can.
    """
    written = [line.strip() for line in address.splitlines() if line.strip()]
    for lines in (written, [" ".join(written)]):
        for cut in _CUTS:
            found = _smaller(setter, [cut(line) for line in lines], width, pitches)
            if found is not None:
                return found
    raise AddressTooLong(place="address")


def _smaller(
    setter: Setter, parts: Sequence[list[str]], width: float, pitches: Sequence[Pitch]
) -> tuple[list[str], Pitch, float] | None:
    """Return the lines in the largest size in which they are few enough, or nothing."""
    for pitch in pitches:
        for size in sizes(pitch.size, pitch.least):
            lines = _filled(setter, parts, _mincho(size), width)
            if lines is not None and len(lines) <= pitch.lines:
                return lines, pitch, size
    return None


def _cutting(*places: re.Pattern[str]) -> Callable[[str], list[str]]:
    """Return what cuts a line at those places; a space stays at the end of its part."""
    pattern = re.compile("|".join(f"(?:{place.pattern})" for place in places))

    def cut(line: str) -> list[str]:
        cuts = sorted({match.end() for match in pattern.finditer(line)} - {0, len(line)})
        return [line[start:end] for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True)]

    return cut


_CUTS = (
    _cutting(_SPACE),
    _cutting(_SPACE, _BUILDING),
    _cutting(_SPACE, _BUILDING, _TOWN),
    _cutting(_SPACE, _BUILDING, _TOWN, _WORD),
    tokens,
)
"""Where an address may be broken, the places that are asked first first."""


def _filled(
    setter: Setter, written: Sequence[list[str]], kind: Type, width: float
) -> list[str] | None:
    """Return as few lines as hold the parts, or nothing if one part is too wide."""
    lines = []
    for parts in written:
        current = ""
        for part in parts:
            if setter.width(kind, part.strip()) > width:
                return None
            if setter.width(kind, (current + part).strip()) > width:
                lines.append(current.strip())
                current = ""
            current += part
        lines.append(current.strip())
    return lines


# Name and address where there is more room than in a window: on an envelope, on a label.


_FIRST_UNDER_ENGLISH = 1.3
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


class PlacedLine(NamedTuple):
    """One line of an addressee: how far right of the corner and below its first base line."""

    right: float
    down: float
    kind: Type
    text: str


def addressee_lines(setter: Setter, addressed: Addressed, room: Room) -> tuple[PlacedLine, ...]:
    """Return the lines of an addressee, or refuse one that has no room (NoRoom)."""
    japanese = addressed.language is Language.JA
    try:
        return tuple((_japanese if japanese else _english)(setter, addressed, room))
    except AddressTooLong as error:
        raise NoRoom(place=error.place) from error


def draw_addressee(
    sheet: Sheet, corner: tuple[float, float], lines: tuple[PlacedLine, ...]
) -> None:
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


def _japanese(setter: Setter, addressed: Addressed, room: Room) -> Iterator[PlacedLine]:
    to = addressed.addressee
    lines, pitch, size = _address(setter, to.address, room)
    down = 0.0
    if to.postal_code:
        yield PlacedLine(0.0, down, _mincho(room.code_size), f"〒{to.postal_code}")
        down += room.first
    for number, line in enumerate(lines):
        yield PlacedLine(0.0, down + number * pitch.pitch, _mincho(size), line)
    down += (len(lines) - 1) * pitch.pitch + pitch.name
    yield from _name(setter, to.name, " 様", room, down)


def _name(setter: Setter, name: str, title: str, room: Room, down: float) -> Iterator[PlacedLine]:
    """Yield a name on one line, or on two smaller ones that begin at the edge."""
    try:
        kind = fitting_name(setter, name + title, room.width - room.indent, room.name_size)
    except AddressTooLong:
        size, lines = _halved(setter, name, title, room.width)
        for number, line in enumerate(lines):
            yield PlacedLine(0.0, down + number * _LONG_NAME_PITCH, _mincho(size), line)
    else:
        yield PlacedLine(room.indent, down, kind, name + title)


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


def _english(setter: Setter, addressed: Addressed, room: Room) -> Iterator[PlacedLine]:
    to = addressed.addressee
    lines, pitch, size = _address(setter, to.address, room)
    names = tuple(_name(setter, to.name, "", room._replace(indent=0.0), 0.0))
    yield from names
    first = names[-1].down + pitch.pitch * _FIRST_UNDER_ENGLISH
    for number, line in enumerate(
        with_code(setter, _mincho(size), lines, to.postal_code, room.width)
    ):
        yield PlacedLine(0.0, first + number * pitch.pitch, _mincho(size), line)
