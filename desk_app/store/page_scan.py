# SPDX-License-Identifier: MIT
"""Searching every decrypted page of a database for words, pages that are free included.

SQL cannot see what stands between the rows. The pages are those of a copy that SQLite itself made
page by page, free ones too, under a key thrown away after: the live file may never be opened
beside its connections, since closing it would drop SQLite's locks (security.md §1.5).
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as driver
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from desk_app.desk.errors import Cancelled, DamageFound
from desk_app.store.faults import told
from desk_app.store.first_bytes import PAGE_BYTES
from desk_app.store.page_words import PageWords
from desk_app.store.writing_aside import PART

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from desk_app.desk.safe_ports import Progress

_SALT_BYTES = _IV_BYTES = 16
_MAC_BYTES = 64
_RESERVED = _IV_BYTES + _MAC_BYTES
_MAC_SALT_MASK = 0x3A
_MAC_ROUNDS = 2
_KEY_BYTES = 32
_FIRST_TRUNK, _NUMBER = 32, 4
_HEADER = b"SQLite format 3\x00"
_LOCK_PAGE = (1 << 30) // PAGE_BYTES + 1
"""The page at the first gibibyte, in which SQLite keeps its locks: it never writes it."""

_PAGES_AT_ONCE = 2_000
_SAMPLE_PAGES = 32
_NARROWED_FROM = 20_000
"""From so many pages on it pays to make the search anew without what was found already."""

_NAME = "pages" + PART


@dataclass(frozen=True, slots=True)
class Scan:
    """How many pages were read, which words stand on them, and how many free ones hold anything."""

    pages: int
    found: frozenset[str]
    free_pages_filled: int


class RawPages:
    """The pages of a database file of SQLCipher 4, decrypted one by one; checked by their MAC."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        self._file = file
        salt = file.read(_SALT_BYTES)
        mask = bytes(octet ^ _MAC_SALT_MASK for octet in salt)
        self._cipher = algorithms.AES(key)
        self._mac_key = hashlib.pbkdf2_hmac("sha512", key, mask, _MAC_ROUNDS, _KEY_BYTES)
        self.count = file.seek(0, os.SEEK_END) // PAGE_BYTES

    def page(self, number: int) -> bytes:
        """Return a page by its number, from 1; raises DamageFound, also for a wrong key."""
        self._file.seek((number - 1) * PAGE_BYTES)
        sealed = self._file.read(PAGE_BYTES)
        if number == _LOCK_PAGE and not any(sealed):
            return sealed
        start = _SALT_BYTES if number == 1 else 0
        body, end = sealed[start:-_MAC_BYTES], sealed[-_MAC_BYTES:]
        mac = hmac.digest(self._mac_key, body + number.to_bytes(_NUMBER, "little"), "sha512")
        if not hmac.compare_digest(mac, end):
            raise DamageFound("database_damaged")
        cipher = Cipher(self._cipher, modes.CBC(body[-_IV_BYTES:]))
        opened = cipher.decryptor().update(body[:-_IV_BYTES])
        return _HEADER[:start] + opened

    def sample(self) -> Iterator[bytes]:
        """Yield a few pages from everywhere."""
        return map(self.page, range(1, self.count + 1, self.count // _SAMPLE_PAGES + 1))

    def free_leaves(self) -> frozenset[int]:
        """Return the numbers of the free pages but those that list the others."""
        leaves: set[int] = set()
        trunk = _number_at(self.page(1), _FIRST_TRUNK)
        while trunk:
            page = self.page(trunk)
            trunk, count = _number_at(page, 0), _number_at(page, _NUMBER)
            leaves.update(_number_at(page, _NUMBER * (2 + place)) for place in range(count))
        return frozenset(leaves)


def scan(
    raw: driver.Connection,
    folder: Path,
    words: Collection[str],
    progress: Progress | None = None,
) -> Scan:
    """Search the pages behind an open connection; raises DiskFull, Cancelled, DamageFound.

    The copy lies in the folder for as long as it is read, encrypted with a key nobody else has.
    """
    path, key = folder / _NAME, os.urandom(_KEY_BYTES)
    try:
        _copy_pages(raw, path, key)
        with told(), path.open("rb") as file:
            return scan_file(file, key, words, progress)
    finally:
        path.unlink(missing_ok=True)


def scan_file(
    file: BinaryIO, key: bytes, words: Collection[str], progress: Progress | None = None
) -> Scan:
    """Search all pages of a file that nobody has open; raises Cancelled, DamageFound."""
    pages = RawPages(file, key)
    leaves = pages.free_leaves()
    wanted, narrowed = PageWords(words, pages.sample()), _NARROWED_FROM
    found: set[str] = set()
    filled = 0
    for number in range(1, pages.count + 1):
        page = pages.page(number)
        filled += number in leaves and any(page)
        found |= wanted.standing_in(page)
        if number == narrowed:
            # What many people are called is met on every other page: once is enough.
            wanted, narrowed = PageWords(set(words) - found, pages.sample()), 2 * narrowed
        if progress is not None:
            _go_on(progress, number, pages.count)
    return Scan(pages.count, frozenset(found), filled)


def _copy_pages(raw: driver.Connection, path: Path, key: bytes) -> None:
    with told():
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        copy = driver.connect(str(path), isolation_level=None)
        try:
            copy.execute("PRAGMA cipher_log_level = NONE")
            copy.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            # Whatever happens to the machine, nobody opens this copy again.
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA synchronous = OFF")
            raw.backup(copy, pages=_PAGES_AT_ONCE)
        finally:
            copy.close()


def _go_on(progress: Progress, done: int, total: int) -> None:
    if done % _PAGES_AT_ONCE == 0 or done == total:
        progress.report(done, total)
        if progress.cancelled:
            raise Cancelled


def _number_at(page: bytes, place: int) -> int:
    return int.from_bytes(page[place : place + _NUMBER], "big")
