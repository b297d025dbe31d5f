# SPDX-License-Identifier: MIT
"""Searching every decrypted page of a database for words, pages that are free included."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from desk_app.desk.errors import DamageFound
from desk_app.store.disk.desk_file import PAGE_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from typing import BinaryIO

    Tell = Callable[[int, int], None]


_WIDE = ("utf-16-le", "utf-16-be")
_UNIT = 2
_PAIR = 2
_HALVES = range(0xD8, 0xE0)
_NO_HALVES = bytes(octet - _HALVES.start if octet in _HALVES else octet for octet in range(256))
"""Takes away what no text of sixteen bits may hold; a word then meets more, and is compared."""


class ScannedWords:
    """Words in UTF-8, escaped in JSON, in UTF-16 either way round, at any place of a page.

    A page is read as text of units of two octets, in which a pattern of two sets of units passes
    over nearly everything. Each spelling gives it one pair of units for an even place and one for
    an odd place: those least seen on a sample of the pages. Where it meets a pair, the spellings
    it stands for are compared with the page itself.
    """

    def __init__(self, words: Collection[str], sample: Iterable[bytes] = ()) -> None:
        """Take the words and, to be quicker, some of the pages."""
        seen = Counter[str]()
        for page in sample:
            seen.update(_units(page))
        self._short = list[tuple[bytes, str]]()
        self._behind: dict[str, list[tuple[int, bytes, str]]] = {}
        for octets, word in {(each, known) for known in words for each in _spellings(known)}:
            self._take(octets, word, seen)
        self._patterns = tuple(_patterns(self._behind))

    def standing_in(self, page: bytes) -> set[str]:
        """Return the words that stand on a page."""
        found = {word for octets, word in self._short if octets in page}
        units = _units(page)
        for pattern in self._patterns:
            met = pattern.search(units)
            while met is not None:
                for before, octets, word in self._behind.get(met.group(), ()):
                    start = _UNIT * met.start() - before
                    if start >= 0 and page.startswith(octets, start):
                        found.add(word)
                met = pattern.search(units, met.start() + 1)
        return found

    def _take(self, octets: bytes, word: str, seen: Counter[str]) -> None:
        if len(octets) < 2 * _UNIT:
            # At an odd place so short a spelling may hold no whole unit.
            self._short.append((octets, word))
            return
        for odd in range(_UNIT):
            place, piece = _rarest(_units(octets[odd:]), seen)
            self._behind.setdefault(piece, []).append((odd + _UNIT * place, octets, word))


def _units(octets: bytes) -> str:
    """Return octets as a text of units of two; one that is left at their end is left out."""
    return octets[: len(octets) // _UNIT * _UNIT].translate(_NO_HALVES).decode("utf-16-le")


def _rarest(units: str, seen: Counter[str]) -> tuple[int, str]:
    """Return place and text of the pair least seen, or of the one unit there is."""
    pieces = ((place, units[place : place + _PAIR]) for place in range(max(1, len(units) - 1)))
    return min(pieces, key=lambda piece: [seen[each] for each in piece[1]])


def _patterns(pieces: Collection[str]) -> Iterator[re.Pattern[str]]:
    """Yield what meets every pair, and what meets every single unit, where there are any."""
    for long in (_PAIR, 1):
        those = [piece for piece in pieces if len(piece) == long]
        if those:
            sets = ({piece[place] for piece in those} for place in range(long))
            yield re.compile("".join(f"[{''.join(map(re.escape, sorted(s)))}]" for s in sets))


def _spellings(word: str) -> Iterator[bytes]:
    yield word.encode()
    yield json.dumps(word)[1:-1].encode("ascii")
    for code in _WIDE:
        yield word.encode(code)


SALT_BYTES = IV_BYTES = 16
MAC_BYTES = 64
NUMBER_BYTES = 4
HEADER = b"SQLite format 3\x00"
LOCK_PAGE = (1 << 30) // PAGE_BYTES + 1
"""The page at the first gibibyte, in which SQLite keeps its locks: it never writes it."""

_MAC_SALT_MASK = 0x3A
_MAC_ROUNDS = 2
_KEY_BYTES = 32
_FIRST_TRUNK = 32
_PAGES_AT_ONCE = 2_000
_SAMPLE_PAGES = 32
_NARROWED_FROM = 20_000
"""From so many pages on it pays to make the search anew without what was found already."""


def _nobody(_done: int, _total: int) -> None:
    """Hear how far a search is, and do nothing."""


@dataclass(frozen=True, slots=True)
class FilePart:
    """One of so many parts of a file, by its number from 0."""

    number: int
    of: int

    def of_pages(self, count: int) -> range:
        """Return the numbers of its pages in a file of so many, from 1."""
        return range(1 + self.number * count // self.of, 1 + (self.number + 1) * count // self.of)


WHOLE = FilePart(0, 1)


@dataclass(frozen=True, slots=True)
class PagesRead:
    """How many pages were read, which words stand on them, and how many free ones hold anything."""

    pages: int
    found: frozenset[str]
    free_pages_filled: int


def mac_key_of(key: bytes, salt: bytes) -> bytes:
    """Return the key of the MACs of a file, by its own key and the salt it begins with."""
    mask = bytes(octet ^ _MAC_SALT_MASK for octet in salt)
    return hashlib.pbkdf2_hmac("sha512", key, mask, _MAC_ROUNDS, _KEY_BYTES)


class RawPages:
    """The pages of a database file of SQLCipher 4, decrypted one by one; checked by their MAC."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        self._file = file
        self._cipher = algorithms.AES(key)
        self._mac_key = mac_key_of(key, self.sealed(1)[:SALT_BYTES])
        self.count = file.seek(0, os.SEEK_END) // PAGE_BYTES

    def page(self, number: int) -> bytes:
        """Return a page by its number, from 1; raises DamageFound, also for a wrong key."""
        sealed = self.sealed(number)
        if number == LOCK_PAGE and not any(sealed):
            return sealed
        start = SALT_BYTES if number == 1 else 0
        body, end = sealed[start:-MAC_BYTES], sealed[-MAC_BYTES:]
        mac = hmac.digest(self._mac_key, body + number.to_bytes(NUMBER_BYTES, "little"), "sha512")
        if not hmac.compare_digest(mac, end):
            raise DamageFound("database_damaged")
        cipher = Cipher(self._cipher, modes.CBC(body[-IV_BYTES:]))
        opened = cipher.decryptor().update(body[:-IV_BYTES])
        return HEADER[:start] + opened

    def sealed(self, number: int) -> bytes:
        """Return a page by its number, from 1, as it lies in the file."""
        self._file.seek((number - 1) * PAGE_BYTES)
        return self._file.read(PAGE_BYTES)

    def sample(self) -> Iterator[bytes]:
        """Yield a few pages from everywhere."""
        return map(self.page, range(1, self.count + 1, self.count // _SAMPLE_PAGES + 1))

    def free_leaves(self) -> frozenset[int]:
        """Return the numbers of the free pages but those that list the others."""
        leaves: set[int] = set()
        trunk = _number_at(self.page(1), _FIRST_TRUNK)
        while trunk:
            page = self.page(trunk)
            trunk, count = _number_at(page, 0), _number_at(page, NUMBER_BYTES)
            leaves.update(_number_at(page, NUMBER_BYTES * (2 + place)) for place in range(count))
        return frozenset(leaves)


def scan_file(
    file: BinaryIO, key: bytes, words: Collection[str], tell: Tell = _nobody, part: FilePart = WHOLE
) -> PagesRead:
    """Search the pages of a file that nobody writes to, or a part of them; raises DamageFound.

    ``tell`` hears how many of how many pages were read.
    """
    pages = RawPages(file, key)
    leaves = pages.free_leaves()
    wanted, narrowed = ScannedWords(words, pages.sample()), _NARROWED_FROM
    found: set[str] = set()
    filled = 0
    numbers = part.of_pages(pages.count)
    for done, number in enumerate(numbers, 1):
        page = pages.page(number)
        filled += number in leaves and any(page)
        found |= wanted.standing_in(page)
        if done == narrowed:
            # What many people are called is met on every other page: once is enough.
            wanted, narrowed = ScannedWords(set(words) - found, pages.sample()), 2 * narrowed
        if done % _PAGES_AT_ONCE == 0 or done == len(numbers):
            tell(done, len(numbers))
    return PagesRead(len(numbers), frozenset(found), filled)


def _number_at(page: bytes, place: int) -> int:
    return int.from_bytes(page[place : place + NUMBER_BYTES], "big")
