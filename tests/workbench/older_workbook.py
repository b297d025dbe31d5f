# SPDX-License-Identifier: MIT
"""Writes a small workbook as older programs do (XLS): a compound file of one stream."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Cells = Mapping[tuple[int, int], "str | float | Failed"]

_BEGIN, _END, _SHEET, _CODE_PAGE = 0x0809, 0x000A, 0x0085, 0x0042
_LABEL, _NUMBER, _ERROR, _FORMULA = 0x0204, 0x0203, 0x0205, 0x0006
_SECTOR, _LEAST = 512, 4096
_NONE, _LAST, _OF_TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


@dataclass(frozen=True, slots=True)
class Failed:
    """A cell with an error by its code: written as it is, or as what a formula came to."""

    code: int
    formula: bool = False


def older_workbook(sheets: Sequence[tuple[str, Cells]]) -> bytes:
    """Return a workbook of sheets by name; a cell has its row and column from 0."""
    head = _begin(0x0005) + _record(_CODE_PAGE, struct.pack("<H", 1200))
    bodies = [_sheet(cells) for _, cells in sheets]
    names = [name for name, _ in sheets]
    at, places = len(head) + len(_index(names, [0] * len(names))), list[int]()
    for body in bodies:
        places.append(at)
        at += len(body)
    return _compound(head + _index(names, places) + b"".join(bodies))


def _record(kind: int, told: bytes) -> bytes:
    return struct.pack("<HH", kind, len(told)) + told


def _begin(kind: int) -> bytes:
    return _record(_BEGIN, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))


def _index(names: Sequence[str], places: Sequence[int]) -> bytes:
    told = (
        struct.pack("<IHBB", place, 0, len(name), 1) + name.encode("utf-16-le")
        for name, place in zip(names, places, strict=True)
    )
    return b"".join(_record(_SHEET, each) for each in told) + _record(_END, b"")


def _sheet(cells: Cells) -> bytes:
    told = (_cell(struct.pack("<HHH", *place, 0), value) for place, value in cells.items())
    return _begin(0x0010) + b"".join(told) + _record(_END, b"")


def _cell(place: bytes, value: str | float | Failed) -> bytes:
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(_LABEL, place + struct.pack("<HB", len(text) // 2, 1) + text)
    if isinstance(value, Failed) and value.formula:
        came_to = bytes([2, 0, value.code, 0, 0, 0, 0xFF, 0xFF])
        return _record(_FORMULA, place + came_to + struct.pack("<HIH", 0, 0, 3) + b"\x1e\x01\x00")
    if isinstance(value, Failed):
        return _record(_ERROR, place + bytes([value.code, 1]))
    return _record(_NUMBER, place + struct.pack("<d", value))


def _compound(stream: bytes) -> bytes:
    """Return a file of one stream: sector 0 is the table of sectors, 1 the folder."""
    whole = stream.ljust(_LEAST, b"\0")
    whole += bytes(-len(whole) % _SECTOR)
    count = len(whole) // _SECTOR
    table = [_OF_TABLE, _LAST, *(each + 3 for each in range(count - 1)), _LAST]
    table += [_NONE] * (_SECTOR // 4 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, _LEAST, _LAST, 0, _LAST, 0)
    header += struct.pack("<I", 0) + b"\xff" * 4 * 108
    folder = _entry("Root Entry", 5, _LAST, 0, 1) + _entry("Workbook", 2, 2, len(whole), _NONE)
    return header + struct.pack(f"<{len(table)}I", *table) + folder.ljust(_SECTOR, b"\0") + whole


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    written = f"{name}\0".encode("utf-16-le")
    told = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
    return (
        told
        + struct.pack("<III", _NONE, _NONE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
