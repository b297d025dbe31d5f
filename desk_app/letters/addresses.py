# SPDX-License-Identifier: MIT
"""Fitting an address and a name into a room: the window of an envelope, an envelope, a label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.errors import AddressTooLong
from desk_app.letters.setting import tokens
from desk_app.letters.sheet import Face, Type
from desk_app.rules.paper import safe_box

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from desk_app.letters.setting import Setter
    from desk_app.records.printers import EnvelopeWindow

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
    """Return postal code, address and name with its title, or refuse what does not fit."""
    lines, pitch, size = fitted(setter, address, zone.width, _PITCHES)
    kind = Type(Face.MINCHO, size, size)
    texts = [f"〒{postal_code}", *lines] if postal_code else lines
    first = _FIRST_BASE + zone.lower
    bases = [first + number * pitch.pitch for number in range(len(texts))]
    block = [WindowLine(base, kind, text) for base, text in zip(bases, texts, strict=True)]
    name_kind = fitting_name(setter, f"{name} 様", zone.width, NAME_SIZE)
    return (*block, WindowLine(bases[-1] + pitch.name, name_kind, f"{name} 様"))


def english_block(
    setter: Setter, name: str, postal_code: str, address: str, zone: AddressZone = USUAL_ZONE
) -> tuple[WindowLine, ...]:
    """Return name, address and postal code, or refuse what does not fit."""
    lines, pitch, size = fitted(setter, address, zone.width, _PITCHES)
    kind = Type(Face.MINCHO, size, size)
    lines = with_code(setter, kind, lines, postal_code, zone.width)
    tight = len(lines) > MOST_LINES
    if tight:
        size = min(size, _PITCHES[-1].size)
        kind = Type(Face.MINCHO, size, size)
    base = _ENGLISH_NAME_BASE + zone.lower - (0.4 if tight else 0.0)
    step = 3.9 if tight else pitch.pitch
    first = base + (5.0 if tight else _ENGLISH_FIRST)
    return (
        WindowLine(base, fitting_name(setter, name, zone.width, NAME_SIZE), name),
        *(WindowLine(first + number * step, kind, text) for number, text in enumerate(lines)),
    )


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
        kind = Type(Face.MINCHO, size, size)
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

    It is broken before a building first, then before a town or chome, at last where JIS X 4051 lets
    a line end; in between it is set smaller. Lines as they were written stay lines where they can.
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
            lines = _filled(setter, parts, Type(Face.MINCHO, size, size), width)
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
