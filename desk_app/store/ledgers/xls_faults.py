# SPDX-License-Identifier: MIT
"""The cells of an older workbook (XLS) whose formula failed: the reader gives them as empty.

An XLS is a compound file, in which the workbook lies as one stream of records. Nothing of it is
read but where its sheets begin, and the records of cells that hold an error. Whoever made the file
may have meant harm: each chain of sectors is followed no further than the file is long.
"""

from __future__ import annotations

import struct
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LAST_SECTOR = 0xFFFFFFFA
_HEADER = 512
_NAMES = ("Workbook", "Book")
_STREAM, _ROOT = 2, 5
_ENTRY = 128
_IN_HEADER = 109
"""So many sectors of the table of sectors are named in the header; others in a chain behind it."""

_SHEET, _ERROR, _FORMULA, _END = 0x0085, 0x0205, 0x0006, 0x000A
_FAILED, _NO_NUMBER = 2, 0xFFFF
_SHOWN = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def faults(content: bytes, place: int) -> dict[tuple[int, int], str]:
    """Return the error cells of a sheet by row and column from 0, as the sheet shows them.

    ``place`` is that of the sheet among all. Raises ValueError for what cannot be followed.
    """
    try:
        book = _Compound(content).stream(_NAMES)
        sheets = [told for kind, told in _records(book, 0) if kind == _SHEET]
        (begin,) = struct.unpack_from("<I", sheets[place])
        return dict(_failed(book, begin))
    except (struct.error, IndexError, StopIteration) as error:
        raise ValueError("no workbook") from error


def _failed(book: bytes, begin: int) -> Iterator[tuple[tuple[int, int], str]]:
    for kind, told in _records(book, begin):
        if kind == _ERROR:
            row, column, _, code, is_error = struct.unpack_from("<HHHBB", told)
            if is_error:
                yield (row, column), _SHOWN.get(code, "#ERR")
        elif kind == _FORMULA:
            row, column, _, what, _, code, end = struct.unpack_from("<HHHBBB3xH", told)
            if end == _NO_NUMBER and what == _FAILED:
                yield (row, column), _SHOWN.get(code, "#ERR")


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one part of a workbook, up to its end."""
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        if kind == _END:
            return
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


class _Compound:
    """A compound file: sectors in chains, and a folder of the streams that they make."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        (power, self._small_power) = struct.unpack_from("<HH", content, 30)
        self._size = 1 << min(power, 16)
        self._table = self._sectors_of_table()
        folder = b"".join(self._chain(struct.unpack_from("<I", content, 48)[0]))
        self._entries = [folder[at : at + _ENTRY] for at in range(0, len(folder), _ENTRY)]

    def stream(self, names: tuple[str, ...]) -> bytes:
        """Return the first stream of one of some names; raises ValueError where there is none."""
        for entry in self._entries:
            length = struct.unpack_from("<H", entry, 64)[0]
            name = entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
            if entry[66] == _STREAM and name in names:
                return self._read(entry)
        raise ValueError("no workbook")

    def _read(self, entry: bytes) -> bytes:
        start, size = struct.unpack_from("<II", entry, 116)
        (least,) = struct.unpack_from("<I", self._content, 56)
        if size >= least:
            return b"".join(self._chain(start))[:size]
        root = next(each for each in self._entries if each[66] == _ROOT)
        small = b"".join(self._chain(struct.unpack_from("<I", root, 116)[0]))
        (first,) = struct.unpack_from("<I", self._content, 60)
        table = _numbers(b"".join(self._chain(first)))
        length = 1 << min(self._small_power, 12)
        pieces = _followed(table, start)
        return b"".join(small[each * length : (each + 1) * length] for each in pieces)[:size]

    def _sectors_of_table(self) -> list[int]:
        named = list(struct.unpack_from(f"<{_IN_HEADER}I", self._content, 76))
        (sector,) = struct.unpack_from("<I", self._content, 68)
        # No more sectors than the file has can name others.
        for _ in range(len(self._content) // self._size):
            if sector >= _LAST_SECTOR:
                break
            more = _numbers(self._sector(sector))
            named, sector = [*named, *more[:-1]], more[-1]
        sectors = (self._sector(each) for each in named if each < _LAST_SECTOR)
        return _numbers(b"".join(sectors))

    def _chain(self, start: int) -> Iterator[bytes]:
        return map(self._sector, _followed(self._table, start))

    def _sector(self, number: int) -> bytes:
        at = max(_HEADER, self._size) + number * self._size
        return self._content[at : at + self._size]


def _followed(table: list[int], start: int) -> Iterator[int]:
    """Yield the places of a chain, no more than there are: it may lead round in a circle."""

    def places() -> Iterator[int]:
        at = start
        while at < _LAST_SECTOR:
            yield at
            at = table[at]

    return islice(places(), len(table))


def _numbers(content: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))
