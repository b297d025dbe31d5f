# SPDX-License-Identifier: MIT
"""Which glyph a font has for a letter and its mark together, as in か゚, which is no character."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPOSING = b"ccmp"
"""The feature every reader of a font has to apply: it puts characters together."""

_LIGATURES = 4
_EXTENSION = 7
_RANGES = 2


class _Table(NamedTuple):
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
    table = _Table(substitutions)
    features, lookups = table.words(6, 2)
    every = table.parts(lookups)
    found: dict[tuple[int, ...], int] = {}
    for number in sorted(set(_lookups_of(table, features))):
        for kind, at in _subtables(table, every[number]):
            if kind == _LIGATURES:
                found |= dict(_ligatures(table, at))
    return found


def _lookups_of(table: _Table, features: int) -> Iterator[int]:
    """Yield the lookups of the composing feature, whatever script asks for it."""
    for number in range(table.word(features)):
        at = features + 2 + 6 * number
        if table.data[at : at + 4] == COMPOSING:
            feature = features + table.word(at + 4)
            yield from table.words(feature + 4, table.word(feature + 2))


def _subtables(table: _Table, lookup: int) -> Iterator[tuple[int, int]]:
    """Yield kind and place of each part of a lookup; a far one is found through its extension."""
    kind, count = table.word(lookup), table.word(lookup + 4)
    for offset in table.words(lookup + 6, count):
        at = lookup + offset
        if kind == _EXTENSION:
            far, distance = struct.unpack_from(">HL", table.data, at + 2)
            yield far, at + distance
        else:
            yield kind, at


def _ligatures(table: _Table, at: int) -> Iterator[tuple[tuple[int, ...], int]]:
    firsts = _covered(table, at + table.word(at + 2))
    sets = [at + offset for offset in table.words(at + 6, table.word(at + 4))]
    for first, place in zip(firsts, sets, strict=True):
        for ligature in table.parts(place):
            glyph, count = table.words(ligature, 2)
            yield (first, *table.words(ligature + 4, count - 1)), glyph


def _covered(table: _Table, at: int) -> list[int]:
    """Return the glyphs of a coverage table in their order."""
    form, count = table.words(at, 2)
    if form != _RANGES:
        return list(table.words(at + 4, count))
    glyphs: list[int] = []
    for number in range(count):
        first, last = table.words(at + 4 + 6 * number, 2)
        glyphs += range(first, last + 1)
    return glyphs
