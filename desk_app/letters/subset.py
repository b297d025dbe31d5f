# SPDX-License-Identifier: MIT
"""Making a small TrueType font out of the glyphs a document uses."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.letters.truetype import TrueType

_WORDS_GIVEN = 0x0001
_SCALED = 0x0008
_MORE_FOLLOW = 0x0020
_SCALED_BOTH = 0x0040
_TWO_BY_TWO = 0x0080
_LONG_OFFSETS = 1
_NEGATIVE = 0x80
_HINTING = ("cvt ", "fpgm", "prep")
_MAXIMA = (6, 8, 10, 12)
"""Where the table of maxima counts points and contours, of simple and of composed glyphs."""


def make_subset(font: TrueType, glyphs: Sequence[int]) -> bytes:
    """Return a font whose glyph n is the n-th of those given, followed by the parts they need.

    The first must be glyph 0, which PDF readers show for what is missing.
    """
    order = list(glyphs)
    places = {glyph: place for place, glyph in reversed(list(enumerate(order)))}
    outlines = []
    metrics = []
    for glyph in order:  # grows while it is walked: parts of composed glyphs come last
        outlines.append(_renumbered(font.outline(glyph), order, places))
        metrics.append((glyph, font.side_bearing(glyph)))
    tables = {tag: content for tag in _HINTING if (content := font.table(tag))}
    tables["glyf"], tables["loca"] = _joined(outlines)
    tables["hmtx"] = b"".join(
        struct.pack(">Hh", font.raw_advance(glyph), bearing) for glyph, bearing in metrics
    )
    tables["head"] = _patched(font.table("head"), {50: _LONG_OFFSETS})
    tables["hhea"] = _patched(font.table("hhea"), {34: len(order)})
    tables["maxp"] = _patched(font.table("maxp"), {4: len(order)})
    return _file(tables)


def join_glyphs(parts: Sequence[tuple[TrueType, int]]) -> bytes:
    """Return a font whose glyph n is the n-th of those given, each from a font of its own.

    The first font gives the measures of all; the others have as many units to the em. Hints are
    left out: they speak to one font's own tables.
    """
    order = list(parts)
    places = {part: place for place, part in reversed(list(enumerate(order)))}
    outlines = []
    for font, glyph in order:  # grows while it is walked, as above
        outlines.append(_unhinted(_renumbered_in(font, glyph, order, places)))
    main = order[0][0]
    tables = {}
    tables["glyf"], tables["loca"] = _joined(outlines)
    tables["hmtx"] = b"".join(
        struct.pack(">Hh", font.raw_advance(glyph), font.side_bearing(glyph))
        for font, glyph in order
    )
    tables["head"] = _patched(main.table("head"), {50: _LONG_OFFSETS})
    tables["hhea"] = _patched(main.table("hhea"), {34: len(order)})
    largest = {at: max(map(_word_at(at), {font for font, _ in order})) for at in _MAXIMA}
    tables["maxp"] = _patched(main.table("maxp"), {4: len(order), **largest})
    return _file(tables)


def _word_at(at: int) -> Callable[[TrueType], int]:
    return lambda font: int(struct.unpack_from(">H", font.table("maxp"), at)[0])


def _renumbered_in(
    font: TrueType,
    glyph: int,
    order: list[tuple[TrueType, int]],
    places: dict[tuple[TrueType, int], int],
) -> bytes:
    """Return a glyph's outline; the parts of a composed one join the order, under its font."""
    outline = font.outline(glyph)
    if not outline or outline[0] < _NEGATIVE:
        return outline
    own_order = [part for _, part in order]
    own_places = {part: place for (owner, part), place in places.items() if owner is font}
    outline = _renumbered(outline, own_order, own_places)
    for part in own_order[len(order) :]:
        places[font, part] = len(order)
        order.append((font, part))
    return outline


def _unhinted(outline: bytes) -> bytes:
    """Return the outline of a glyph that is not composed without its instructions."""
    if not outline or outline[0] >= _NEGATIVE:
        return outline
    at = 10 + 2 * int(struct.unpack_from(">h", outline)[0])
    length = int(struct.unpack_from(">H", outline, at)[0])
    return outline[:at] + bytes(2) + outline[at + 2 + length :]


def _renumbered(outline: bytes, order: list[int], places: dict[int, int]) -> bytes:
    """Return the outline with the parts of a composed glyph named by their new numbers."""
    if not outline or outline[0] < _NEGATIVE:  # the count of contours is negative for composed ones
        return outline
    new = bytearray(outline)
    at = 10
    more = True
    while more:
        flags, part = struct.unpack_from(">HH", new, at)
        if part not in places:
            places[part] = len(order)
            order.append(part)
        struct.pack_into(">H", new, at + 2, places[part])
        at += _part_size(flags)
        more = bool(flags & _MORE_FOLLOW)
    return bytes(new)


def _part_size(flags: int) -> int:
    size = 8 if flags & _WORDS_GIVEN else 6
    if flags & _SCALED:
        return size + 2
    if flags & _SCALED_BOTH:
        return size + 4
    return size + 8 if flags & _TWO_BY_TWO else size


def _joined(outlines: list[bytes]) -> tuple[bytes, bytes]:
    """Return the outline table, each entry on a multiple of four, and its offsets."""
    padded = [outline + bytes(-len(outline) % 4) for outline in outlines]
    offsets = [0]
    for outline in padded:
        offsets.append(offsets[-1] + len(outline))
    return b"".join(padded), struct.pack(f">{len(offsets)}L", *offsets)


def _patched(table: bytes, words: dict[int, int]) -> bytes:
    new = bytearray(table)
    for at, word in words.items():
        struct.pack_into(">H", new, at, word)
    return bytes(new)


def _file(tables: dict[str, bytes]) -> bytes:
    """Return the font file; checksums are left at zero, which embedded fonts may do."""
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(
        ">4sHHHH", b"\x00\x01\x00\x00", count, 16 << power, power, 16 * (count - (1 << power))
    )
    offset = len(head) + 16 * count
    entries = []
    contents = []
    for tag in sorted(tables):
        content = tables[tag]
        entries.append(struct.pack(">4sLLL", tag.encode(), 0, offset, len(content)))
        contents.append(content + bytes(-len(content) % 4))
        offset += len(contents[-1])
    return head + b"".join(entries) + b"".join(contents)
