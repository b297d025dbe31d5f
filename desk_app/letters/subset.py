# SPDX-License-Identifier: MIT
"""Making a small TrueType font out of the glyphs a document uses."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.letters.truetype import TrueType

_WORDS_GIVEN = 0x0001
_SCALED = 0x0008
_MORE_FOLLOW = 0x0020
_SCALED_BOTH = 0x0040
_TWO_BY_TWO = 0x0080
_LONG_OFFSETS = 1
_NEGATIVE = 0x80
_HINTING = ("cvt ", "fpgm", "prep")


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
