# SPDX-License-Identifier: MIT
"""The pages of an open desk: held still while others save, read plain, sealed under another key."""

from __future__ import annotations

import hashlib
import hmac
import mmap
import os
import struct
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from time import sleep
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from typing_extensions import override

from desk_app.desk.errors import DamageFound, Mishap
from desk_app.store.disk.desk_file import PAGE_BYTES
from desk_app.store.disk.faults import told
from desk_app.store.disposal.page_scan import (
    IV_BYTES,
    LOCK_PAGE,
    MAC_BYTES,
    NUMBER_BYTES,
    SALT_BYTES,
    RawPages,
    mac_key_of,
)
from desk_app.store.schema.connecting import reading_connection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

RESERVED_BYTES = IV_BYTES + MAC_BYTES
"""What the cipher keeps for itself at the end of each page; a plain copy has zeros there."""

RESERVED_AT = 20
"""Where the first page says how many bytes are kept."""

_COUNT_AT = 28
_JOURNAL_KIND = slice(18, 20)
_ROLLBACK = b"\x01\x01"
"""Says that nothing but the file itself is to be read: a copy has no log."""


# Holding still.


@contextmanager
def held_still(database: Path, data_key: bytes) -> Iterator[Callable[[], None]]:
    """Hold the pages of a desk's file as they are while the desk goes on saving.

    What is saved meanwhile goes into the log: SQLite writes nothing of it into the file and does
    not begin the log anew before this reader lets go. It yields what lets go early. The pages are
    read by another process: closing the file in this one would drop its locks (POSIX). Raises what
    the driver's faults stand for.
    """
    with told(database):
        raw = reading_connection(database, data_key)
    with closing(raw):
        with told(database):
            raw.execute("BEGIN")
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()

        def let_go() -> None:
            if raw.in_transaction:
                raw.execute("ROLLBACK")

        yield let_go


# Reading what is held still: the file, and the log over it.

_INDEX = struct.Struct("=12xBxxxII8x8s8x")
"""Of the index of the log: whether it stands, how many frames count, how many pages there are then,
the salt of its frames. SQLite writes it twice, in the machine's own order of bytes."""

_MOVED = struct.Struct("=I")
_LOOKED_AT = 2 * _INDEX.size + _MOVED.size
_LOG_HEADER, _FRAME_HEADER = 32, 24
_FRAME_SALT = slice(8, 16)
_TRIES, _BETWEEN_SECONDS = 200, 0.005


@dataclass(frozen=True, slots=True)
class _Log:
    """How far a log counts: its frames, how many of them are in the file already, their salt."""

    frames: int
    moved: int
    salt: bytes


class StillPages(RawPages):
    """The pages of a desk's file as its last save left them, while a reader `held_still` them.

    A page that was saved and not moved into the file yet is read from the log. For a process that
    has no connection on the file.
    """

    def __init__(self, database: Path, key: bytes) -> None:
        """Open the file and look through its log.

        Raises Mishap where nobody holds the file still, DamageFound.
        """
        with told(database):
            self._log_file = _log_of(database)
            self._in_log = dict[int, int]()
            try:
                if self._log_file is not None:
                    self._in_log = _newest_frames(database, self._log_file)
                super().__init__(database.open("rb"), key)
                self.count = int.from_bytes(self.page(1)[_COUNT_AT:][:NUMBER_BYTES], "big")
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """Close both files."""
        if self._log_file is not None:
            self._log_file.close()
        with suppress(AttributeError):
            self._file.close()

    @override
    def sealed(self, number: int) -> bytes:
        place = self._in_log.get(number)
        if place is None or self._log_file is None:
            return super().sealed(number)
        self._log_file.seek(place)
        return self._log_file.read(PAGE_BYTES)


def _log_of(database: Path) -> BinaryIO | None:
    """Open the log of a file, None where it holds nothing."""
    path = database.with_name(database.name + "-wal")
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return None
    if file.seek(0, os.SEEK_END) <= _LOG_HEADER:
        file.close()
        return None
    return file


def _newest_frames(database: Path, log: BinaryIO) -> dict[int, int]:
    """Return where in the log the newest content of each page lies; nothing where all is moved.

    Where all is moved the log may be begun anew at any moment, and the file stands still; where
    something is not, neither is touched before the reader lets go.
    """
    index = _index_of(database)
    places = dict[int, int]()
    if index.moved >= index.frames:
        return places
    for place in range(_LOG_HEADER, _LOG_HEADER + index.frames * _STEP, _STEP):
        log.seek(place)
        header = log.read(_FRAME_HEADER)
        if header[_FRAME_SALT] != index.salt:
            raise DamageFound("database_damaged")
        places[int.from_bytes(header[:NUMBER_BYTES], "big")] = place + _FRAME_HEADER
    return places


_STEP = _FRAME_HEADER + PAGE_BYTES


def _index_of(database: Path) -> _Log:
    """Return what the index of a log says, once it says the same twice; raises Mishap."""
    path = database.with_name(database.name + "-shm")
    before = b""
    for _ in range(_TRIES):
        seen = _seen(path)
        if seen and seen == before and seen[: _INDEX.size] == seen[_INDEX.size : 2 * _INDEX.size]:
            stands, frames, _pages, salt = _INDEX.unpack_from(seen)
            (moved,) = _MOVED.unpack_from(seen, 2 * _INDEX.size)
            if stands:
                return _Log(frames, moved, salt)
        before = seen
        sleep(_BETWEEN_SECONDS)
    raise Mishap("work_interrupted")


def _seen(index: Path) -> bytes:
    """Return what the index says at this moment; nothing where there is none."""
    with suppress(FileNotFoundError, ValueError), ExitStack() as opened:
        file = opened.enter_context(index.open("rb"))
        # As the desk does: what is mapped is what the others see, at once.
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return opened.enter_context(mapped)[:_LOOKED_AT]
    return b""


def plain_pages(pages: RawPages) -> Iterator[bytes]:
    """Yield the pages as any SQLite reads them, a file without log; raises DamageFound."""
    for number in range(1, pages.count + 1):
        page = bytearray(pages.page(number).ljust(PAGE_BYTES, b"\x00"))
        if number == 1:
            page[_JOURNAL_KIND] = _ROLLBACK
        yield bytes(page)


# Sealing them again.


class PageSealer:
    """Writes plain pages into a file that SQLCipher 4 opens with another key; none is plain there.

    They come in their order, each with room for the cipher at its end.
    """

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        """Take an empty file and 32 bytes of a key."""
        self._file = file
        self._salt = os.urandom(SALT_BYTES)
        self._cipher, self._mac_key = algorithms.AES(key), mac_key_of(key, self._salt)
        self._number = 0

    def add(self, page: bytes) -> None:
        """Seal the next page; raises OSError."""
        self._number += 1
        if self._number == LOCK_PAGE and not any(page):
            self._file.write(page)
            return
        start = SALT_BYTES if self._number == 1 else 0
        vector = os.urandom(IV_BYTES)
        cipher = Cipher(self._cipher, modes.CBC(vector)).encryptor()
        body = cipher.update(page[start:-RESERVED_BYTES]) + vector
        number = self._number.to_bytes(NUMBER_BYTES, "little")
        mac = hmac.digest(self._mac_key, body + number, hashlib.sha512)
        self._file.write(self._salt[:start] + body + mac)
