# SPDX-License-Identifier: MIT
"""Fitting an address and a name into the window of an envelope."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.errors import AddressTooLong
from desk_app.letters.sheet import Face, Type

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk_app.letters.setting import Setter

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
_BREAKS = tuple(
    re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns))
    for patterns in ((_SPACE,), (_SPACE, _BUILDING), (_SPACE, _BUILDING, _TOWN))
)
"""Where an address may be broken, the places that are asked first first."""


class WindowLine(NamedTuple):
    """One line seen through the window: its base line in millimetres, type and text."""

    base: float
    kind: Type
    text: str


class _Pitch(NamedTuple):
    """The lines of an address of so many lines: largest size, pitch, and where the name stands."""

    lines: int
    size: float
    pitch: float
    name: float


_PITCHES = (_Pitch(2, 10.0, 4.6, 6.2), _Pitch(MOST_LINES, 9.0, 4.0, 5.4))
_FIRST_BASE = 16.5
_ENGLISH_NAME_BASE = 17.4
_ENGLISH_FIRST = 5.4


def japanese_block(
    setter: Setter, name: str, postal_code: str, address: str
) -> tuple[WindowLine, ...]:
    """Return postal code, address and name with its title, or refuse what does not fit."""
    lines, pitch, size = _fitted(setter, address)
    kind = Type(Face.MINCHO, size, size)
    texts = [f"〒{postal_code}", *lines] if postal_code else lines
    bases = [_FIRST_BASE + number * pitch.pitch for number in range(len(texts))]
    block = [WindowLine(base, kind, text) for base, text in zip(bases, texts, strict=True)]
    return (*block, _name_line(setter, f"{name} 様", bases[-1] + pitch.name))


def english_block(
    setter: Setter, name: str, postal_code: str, address: str
) -> tuple[WindowLine, ...]:
    """Return name, address and postal code, or refuse what does not fit."""
    lines, pitch, size = _fitted(setter, address)
    kind = Type(Face.MINCHO, size, size)
    if postal_code and setter.width(kind, f"{lines[-1]} {postal_code}") <= WIDTH:
        lines = [*lines[:-1], f"{lines[-1]} {postal_code}"]
    elif postal_code:
        lines = [*lines, postal_code]
    if len(lines) > MOST_LINES:
        pitch = _PITCHES[-1]
        size = min(size, pitch.size)
        kind = Type(Face.MINCHO, size, size)
    tight = len(lines) > MOST_LINES
    first = _ENGLISH_NAME_BASE - (0.4 if tight else 0.0)
    step = 3.9 if tight else pitch.pitch
    name_line = _name_line(setter, name, first)
    return (
        name_line,
        *(
            WindowLine(first + (5.0 if tight else _ENGLISH_FIRST) + number * step, kind, text)
            for number, text in enumerate(lines)
        ),
    )


def _name_line(setter: Setter, text: str, base: float) -> WindowLine:
    for size in _sizes(NAME_SIZE):
        kind = Type(Face.MINCHO, size, size)
        if setter.width(kind, text) <= WIDTH:
            return WindowLine(base, kind, text)
    raise AddressTooLong(place="name")


def _sizes(largest: float) -> Iterator[float]:
    size = largest
    while size >= SMALLEST:
        yield size
        size -= _STEP


def _fitted(setter: Setter, address: str) -> tuple[list[str], _Pitch, float]:
    """Return the lines of an address with their pitch and size.

    It is broken before a building first, then before a town or chome, and set smaller in between.
    """
    written = [line.strip() for line in address.splitlines() if line.strip()]
    for pattern in _BREAKS:
        parts = [_parts(line, pattern) for line in written]
        for pitch in _PITCHES:
            for size in _sizes(pitch.size):
                lines = _filled(setter, parts, Type(Face.MINCHO, size, size))
                if lines is not None and len(lines) <= pitch.lines:
                    return lines, pitch, size
    raise AddressTooLong(place="address")


def _parts(line: str, pattern: re.Pattern[str]) -> list[str]:
    """Cut a line where the pattern lets it be broken; a space stays at the end of its part."""
    cuts = sorted({match.end() for match in pattern.finditer(line)} - {0, len(line)})
    return [line[start:end] for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True)]


def _filled(setter: Setter, written: Sequence[list[str]], kind: Type) -> list[str] | None:
    """Return as few lines as hold the parts, or nothing if one part is too wide."""
    lines = []
    for parts in written:
        current = ""
        for part in parts:
            if setter.width(kind, part.rstrip()) > WIDTH:
                return None
            if setter.width(kind, (current + part).rstrip()) > WIDTH:
                lines.append(current.rstrip())
                current = ""
            current += part
        lines.append(current.rstrip())
    return lines
