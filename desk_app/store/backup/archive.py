# SPDX-License-Identifier: MIT
"""The tar inside a backup, as a stream: six members of fixed names in a fixed order.

Those of before the roster have four: neither the roster nor the list of what was disposed of.
"""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

README, MANIFEST, DATA, VERIFIER = "README.txt", "manifest.json", "data.sqlite", "verify.py"
ROSTER, DISPOSALS = "roster.json", "disposals.json"
BEFORE_ROSTER = (README, MANIFEST, DATA, VERIFIER)
MEMBERS = (*BEFORE_ROSTER, ROSTER, DISPOSALS)
"""In this order; a file with any other member, or in another order, is none of ours."""

MOST_BYTES = {
    README: 64 * 1024,
    MANIFEST: 1024 * 1024,
    VERIFIER: 64 * 1024,
    ROSTER: 16 * 1024 * 1024,
    DISPOSALS: 256 * 1024 * 1024,
}
"""Of the small members; the data are at most as large as the file they came in."""

_BLOCK = tarfile.BLOCKSIZE
_END = bytes(2 * _BLOCK)


class Packing:
    """The bytes of the tar, read piece by piece; nothing is held twice."""

    def __init__(
        self,
        contents: Sequence[bytes],
        at: datetime,
        tell: Callable[[int, int], None],
    ) -> None:
        """Take the six contents in order; ``tell`` hears how many bytes of how many were read."""
        self._pieces = _pieces(contents, int(at.timestamp()))
        self._piece = memoryview(b"")
        self._read = 0
        self._total = sum(len(content) for content in contents)
        self._tell = tell

    def read(self, size: int) -> bytes:
        """Return the next bytes, at most so many; none at the end."""
        if not self._piece:
            self._piece = next(self._pieces, self._piece)
        taken, self._piece = bytes(self._piece[:size]), self._piece[size:]
        self._read += len(taken)
        self._tell(min(self._read, self._total), self._total)
        return taken


class Unpacking:
    """Takes the bytes of a tar as they are decrypted and keeps its members in memory.

    No member is written anywhere; a path, a link, a size that is too large is refused at its
    header, before it takes any room.
    """

    def __init__(self, most_data: int) -> None:
        """Take the largest size of the data, in bytes; no other member is larger than these."""
        self._most = {name: min(most, most_data) for name, most in MOST_BYTES.items()}
        self._most[DATA] = most_data
        self._header = bytearray()
        self._member = bytearray()
        self._filled = 0
        self._padding = 0
        self._done: dict[str, bytearray] = {}
        self._ended = False

    def write(self, piece: bytes) -> int:
        """Take the next bytes; raises DamageFound."""
        rest = memoryview(piece)
        while rest:
            rest = rest[self._take(rest) :]
        return len(piece)

    def flush(self) -> None:
        """Do nothing: all is in memory."""

    def members(self) -> dict[str, bytearray]:
        """Return the contents by their names, six or the four of before the roster.

        Raises DamageFound where one is missing or cut.
        """
        there = len(self._done)
        whole = there == len(MEMBERS) or (self._ended and there == len(BEFORE_ROSTER))
        if self._filled < len(self._member) or not whole:
            raise DamageFound("backup_damaged")
        return dict(self._done)

    def _take(self, rest: memoryview) -> int:
        """Take some of the bytes to where they belong; return how many."""
        if self._filled < len(self._member):
            took = min(len(rest), len(self._member) - self._filled)
            self._member[self._filled : self._filled + took] = rest[:took]
            self._filled += took
            return took
        if self._padding:
            took = min(len(rest), self._padding)
            self._padding -= took
            return took
        took = min(len(rest), _BLOCK - len(self._header))
        self._header += rest[:took]
        if len(self._header) == _BLOCK:
            self._begin(bytes(self._header))
            self._header.clear()
        return took

    def _begin(self, header: bytes) -> None:
        """Begin the member of a header, or pass over the zeros of the end."""
        self._ended = self._ended or not any(header)
        if self._ended or len(self._done) == len(MEMBERS):
            if any(header):
                raise DamageFound("backup_damaged")
            return
        name = MEMBERS[len(self._done)]
        try:
            found = tarfile.TarInfo.frombuf(header, "ascii", "strict")
        except (tarfile.TarError, ValueError):
            raise DamageFound("backup_damaged") from None
        fits = 0 <= found.size <= self._most[name]
        if found.name != name or found.type != tarfile.REGTYPE or not fits:
            raise DamageFound("backup_damaged")
        self._member, self._filled = bytearray(found.size), 0
        self._padding = -found.size % _BLOCK
        self._done[name] = self._member


def _pieces(contents: Sequence[bytes], moment: int) -> Iterator[memoryview]:
    for name, content in zip(MEMBERS, contents, strict=True):
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = len(content), moment, 0o600
        yield memoryview(info.tobuf(tarfile.USTAR_FORMAT, "ascii", "strict"))
        for piece in (content, bytes(-len(content) % _BLOCK)):
            if piece:
                yield memoryview(piece)
    yield memoryview(_END)
