# SPDX-License-Identifier: MIT
"""Searching every decrypted page of a database for words, pages that are free included.

SQL cannot see what stands between the rows. It knows no driver: a process of its own reads the
file, which may not be opened in one that has connections to it (security.md §1.5).
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from desk_app.desk.errors import DamageFound
from desk_app.store.first_bytes import PAGE_BYTES
from desk_app.store.page_words import PageWords

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from typing import BinaryIO

    Tell = Callable[[int, int], None]

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


def _nobody(_done: int, _total: int) -> None:
    """Hear how far a search is, and do nothing."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of so many parts of a file, by its number from 0."""

    number: int
    of: int

    def of_pages(self, count: int) -> range:
        """Return the numbers of its pages in a file of so many, from 1."""
        return range(1 + self.number * count // self.of, 1 + (self.number + 1) * count // self.of)


WHOLE = Part(0, 1)


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


def scan_file(
    file: BinaryIO, key: bytes, words: Collection[str], tell: Tell = _nobody, part: Part = WHOLE
) -> Scan:
    """Search the pages of a file that nobody writes to, or a part of them; raises DamageFound.

    ``tell`` hears how many of how many pages were read.
    """
    pages = RawPages(file, key)
    leaves = pages.free_leaves()
    wanted, narrowed = PageWords(words, pages.sample()), _NARROWED_FROM
    found: set[str] = set()
    filled = 0
    numbers = part.of_pages(pages.count)
    for done, number in enumerate(numbers, 1):
        page = pages.page(number)
        filled += number in leaves and any(page)
        found |= wanted.standing_in(page)
        if done == narrowed:
            # What many people are called is met on every other page: once is enough.
            wanted, narrowed = PageWords(set(words) - found, pages.sample()), 2 * narrowed
        if done % _PAGES_AT_ONCE == 0 or done == len(numbers):
            tell(done, len(numbers))
    return Scan(len(numbers), frozenset(found), filled)


def _number_at(page: bytes, place: int) -> int:
    return int.from_bytes(page[place : place + _NUMBER], "big")
