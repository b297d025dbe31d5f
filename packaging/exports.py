# SPDX-License-Identifier: MIT
"""The names that a DLL of Windows gives to others, read from the file itself."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CODE = 0x20000000
"""The mark of a section that holds program."""


@dataclass(frozen=True, slots=True)
class _Section:
    address: int
    length: int
    offset: int
    marks: int


class Library:
    """A DLL of 64 bits, as the description of portable executables has it."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        (self._head,) = struct.unpack_from("<I", content, 0x3C)
        count, self._optional = self._two(self._head + 6)[0], self._two(self._head + 20)[0]
        first = self._head + 24 + self._optional
        self._sections = [self._section(first + 40 * number) for number in range(count)]

    def names(self) -> Iterator[tuple[str, bool]]:
        """Yield each name, and whether it is of data and no program."""
        (table,) = self._four(self._head + 24 + 112)
        place = self._place(table)
        (count,) = self._four(place + 24)
        functions, names, numbers = (self._place(at) for at in self._fours(place + 28, 3))
        for number in range(count):
            (name,) = self._four(names + 4 * number)
            (which,) = self._two(numbers + 2 * number)
            (address,) = self._four(functions + 4 * which)
            start = self._place(name)
            text = self._content[start : self._content.index(b"\0", start)].decode("ascii")
            yield text, not self._of(address).marks & _CODE

    def _section(self, at: int) -> _Section:
        length, address, raw, offset = self._fours(at + 8, 4)
        return _Section(address, max(length, raw), offset, self._four(at + 36)[0])

    def _of(self, address: int) -> _Section:
        return next(each for each in self._sections if 0 <= address - each.address < each.length)

    def _place(self, address: int) -> int:
        section = self._of(address)
        return address - section.address + section.offset

    def _two(self, at: int) -> tuple[int]:
        (number,) = struct.unpack_from("<H", self._content, at)
        return (int(number),)

    def _four(self, at: int) -> tuple[int]:
        (number,) = struct.unpack_from("<I", self._content, at)
        return (int(number),)

    def _fours(self, at: int, count: int) -> tuple[int, ...]:
        return struct.unpack_from(f"<{count}I", self._content, at)


def definitions(library: Path, alias: str) -> tuple[str, str]:
    """Return what describes a DLL to the linker, and one that hands all of it on as ``alias``."""
    names = list(Library(library.read_bytes()).names())
    own = [f"  {name}{' DATA' if data else ''}\n" for name, data in names]
    handed = [
        f"  {name} = {library.stem}.{name}{' DATA' if data else ''}\n" for name, data in names
    ]
    return (
        f"LIBRARY {library.name}\nEXPORTS\n{''.join(own)}",
        f"LIBRARY {alias}\nEXPORTS\n{''.join(handed)}",
    )
