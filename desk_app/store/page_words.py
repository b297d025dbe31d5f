# SPDX-License-Identifier: MIT
"""Many words looked for on pages of any content, in every spelling a page may hold them in."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_WIDE = ("utf-16-le", "utf-16-be")
_UNIT = 2
_PAIR = 2
_HALVES = range(0xD8, 0xE0)
_NO_HALVES = bytes(octet - _HALVES.start if octet in _HALVES else octet for octet in range(256))
"""Takes away what no text of sixteen bits may hold; a word then meets more, and is compared."""


class PageWords:
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
