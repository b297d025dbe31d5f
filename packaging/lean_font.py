# SPDX-License-Identifier: MIT
"""A font without the characters that another one, which is asked before it, draws already.

The numbers of its glyphs stay; their outlines go, and the characters from its map. For fonts whose
licence allows it.
"""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import Final

GROUPS, VARIATIONS = 12, 14
"""Formats of a character map: runs of characters, and forms chosen by a selector."""
UNICODE: Final = ((0, 4, GROUPS), (0, 5, VARIATIONS), (3, 10, GROUPS))
COMPOSED: Final = 0xFFFF
MORE, WORDS, ONE_SCALE, TWO_SCALES, FOUR_SCALES = 0x20, 0x1, 0x8, 0x40, 0x80
PLACES_AT: Final = 50
MAGIC: Final = 0xB1B0AFBA


def characters(font: bytes) -> dict[int, int]:
    """Return the glyphs of a font by their characters."""
    table = tables(font)["cmap"]
    found: dict[int, int] = {}
    for number in range(_word(table, 2)):
        (at,) = struct.unpack_from(">L", table, 8 + 8 * number)
        if _word(table, at) != GROUPS:
            continue
        (count,) = struct.unpack_from(">L", table, at + 12)
        for group in range(count):
            first, last, glyph = struct.unpack_from(">3L", table, at + 16 + 12 * group)
            found |= {code: glyph + code - first for code in range(first, last + 1)}
    return found


def without(font: bytes, known: set[int]) -> bytes:
    """Return a font without the characters that are known elsewhere.

    Raises ValueError for a font whose places of outlines are short: none of ours has them.
    """
    parts, drawn = tables(font), characters(font)
    kept = {code: glyph for code, glyph in drawn.items() if code not in known}
    gone = {drawn[code] for code in drawn.keys() & known} - {*kept.values()}
    if not _word(parts["head"], PLACES_AT):
        raise ValueError("short places of outlines")
    places = struct.unpack(f">{len(parts['loca']) // 4}L", parts["loca"])
    outlines = [parts["glyf"][begin:end] for begin, end in pairwise(places)]
    needed = [number for number in range(len(outlines)) if number not in gone]
    while needed:
        used = {each for number in needed for each in _parts_of(outlines[number])} & gone
        gone -= used
        needed = list(used)
    outlines = [b"" if number in gone else each for number, each in enumerate(outlines)]
    ends = [0]
    for each in outlines:
        ends.append(ends[-1] + len(each))
    parts["glyf"] = b"".join(outlines)
    parts["loca"] = struct.pack(f">{len(ends)}L", *ends)
    parts["cmap"] = _map(kept, parts["cmap"])
    return _together(parts, font[:4])


def tables(font: bytes) -> dict[str, bytes]:
    """Return the tables of a font by their names, in its order."""
    found = {}
    for number in range(_word(font, 4)):
        name, _, at, length = struct.unpack_from(">4s3L", font, 12 + 16 * number)
        found[name.decode("ascii")] = font[at : at + length]
    return found


def _word(data: bytes, at: int) -> int:
    value: int = struct.unpack_from(">H", data, at)[0]
    return value


def _parts_of(outline: bytes) -> list[int]:
    """Return the glyphs that one is composed of."""
    if not outline or _word(outline, 0) != COMPOSED:
        return []
    found, at, flags = [], 10, MORE
    while flags & MORE:
        flags, glyph = struct.unpack_from(">2H", outline, at)
        found.append(glyph)
        at += 8 if flags & WORDS else 6
        at += 2 * bool(flags & ONE_SCALE) + 4 * bool(flags & TWO_SCALES)
        at += 8 * bool(flags & FOUR_SCALES)
    return found


def _map(kept: dict[int, int], before: bytes) -> bytes:
    """Return the character map of what is kept, with the chosen forms as they were."""
    runs: list[list[int]] = []
    for code in sorted(kept):
        if runs and code == runs[-1][1] + 1 and kept[code] == runs[-1][2] + code - runs[-1][0]:
            runs[-1][1] = code
        else:
            runs.append([code, code, kept[code]])
    body = b"".join(struct.pack(">3L", *run) for run in runs)
    groups = struct.pack(">2H3L", GROUPS, 0, 16 + len(body), 0, len(runs)) + body
    forms = b""
    for number in range(_word(before, 2)):
        (at,) = struct.unpack_from(">L", before, 8 + 8 * number)
        if _word(before, at) == VARIATIONS:
            (length,) = struct.unpack_from(">L", before, at + 2)
            forms = before[at : at + length]
    listed = [each for each in UNICODE if forms or each[2] == GROUPS]
    begins = 4 + 8 * len(listed)
    places = {GROUPS: begins, VARIATIONS: begins + len(groups)}
    heads = (struct.pack(">2HL", one, two, places[kind]) for one, two, kind in listed)
    return struct.pack(">2H", 0, len(listed)) + b"".join(heads) + groups + forms


def _together(parts: dict[str, bytes], kind: bytes) -> bytes:
    """Return a font of tables, its sums put right."""
    head = bytearray(parts["head"])
    head[8:12] = bytes(4)
    parts["head"] = bytes(head)
    power = 1 << (len(parts).bit_length() - 1)
    listed = struct.pack(
        ">4H", len(parts), power * 16, power.bit_length() - 1, (len(parts) - power) * 16
    )
    at = 12 + 16 * len(parts)
    directory, bodies = [], []
    for name, body in sorted(parts.items()):
        whole = body + bytes(-len(body) % 4)
        directory.append(struct.pack(">4s3L", name.encode("ascii"), _sum(whole), at, len(body)))
        bodies.append(whole)
        at += len(whole)
    made = bytearray(kind + listed + b"".join(directory) + b"".join(bodies))
    listed_heads = struct.iter_unpack(">4s3L", made[12 : 12 + 16 * len(parts)])
    (begin,) = (place for name, _, place, _ in listed_heads if name == b"head")
    made[begin + 8 : begin + 12] = struct.pack(">L", (MAGIC - _sum(bytes(made))) & 0xFFFFFFFF)
    return bytes(made)


def _sum(data: bytes) -> int:
    total: int = sum(struct.unpack(f">{len(data) // 4}L", data))
    return total & 0xFFFFFFFF
