# SPDX-License-Identifier: MIT
"""One pattern for many words, branching octet by octet: a text is read once for all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_Trie = dict[int, Any]
_WIDE = ("utf-16-le", "utf-16-be")
_PIECE = 4


def pattern(words: Iterable[bytes]) -> re.Pattern[bytes] | None:
    """Return one pattern for all words, None for none; where several begin, it is the longest."""
    trie: _Trie = {}
    for word in words:
        node = trie
        for octet in word:
            node = node.setdefault(octet, {})
        node[-1] = None
    return re.compile(_branches(trie), re.DOTALL) if trie else None


def longest(wanted: re.Pattern[bytes], text: bytes) -> Iterator[bytes]:
    """Yield the longest word that begins at each place of a text, overlapping others or not."""
    found = wanted.search(text)
    while found is not None:
        yield found.group()
        found = wanted.search(text, found.start() + 1)


def standing_in(words: Iterable[str], texts: Iterable[bytes]) -> frozenset[str]:
    """Return those of the words that stand in any of the texts; each is read once."""
    spelled = {word.encode(): word for word in words}
    wanted = pattern(spelled)
    if wanted is None:
        return frozenset()
    found = {each for text in texts for each in longest(wanted, text)}
    # A shorter word that begins at the same place is the beginning of the longest.
    begun = {each[:end] for each in found for end in range(1, len(each) + 1)}
    return frozenset(word for octets, word in spelled.items() if octets in begun)


class WideWords:
    """Words in UTF-16, either way round, in pages that seldom hold any.

    A pattern of all of them is slow: they begin with any octet. So four octets of each, those least
    likely elsewhere, are looked up for each number of four octets that a page consists of.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._spelled = {word.encode(code): word for word in words for code in _WIDE}
        self._pattern = pattern(self._spelled)
        self._pieces: tuple[set[int], ...] = tuple(set() for _ in range(_PIECE))
        for octets in self._spelled:
            self._note(octets)
        self._tiny = any(len(octets) < _PIECE for octets in self._spelled)

    def standing_in(self, page: bytes) -> Iterator[str]:
        """Yield the longest word that begins at each place of a page."""
        if self._pattern is None or not (self._tiny or self._may_stand_in(page)):
            return iter(())
        return (self._spelled[each] for each in longest(self._pattern, page))

    def _note(self, octets: bytes) -> None:
        """Note pieces of which a page has one as a whole number, wherever the word stands in it."""
        if len(octets) < 2 * _PIECE - 1:
            # So short a word may hold no whole number: it is looked for at each offset.
            for pieces in self._pieces:
                pieces.update(_numbers(octets[:_PIECE]))
            return
        for start in range(_PIECE):
            ends = range(start + _PIECE, len(octets) + 1, _PIECE)
            rarest = max((octets[end - _PIECE : end] for end in ends), key=_rarity)
            self._pieces[0].update(_numbers(rarest))

    def _may_stand_in(self, page: bytes) -> bool:
        return any(
            pieces and not pieces.isdisjoint(_numbers(page[offset:]))
            for offset, pieces in enumerate(self._pieces)
        )


def _numbers(octets: bytes) -> memoryview:
    """Return octets as numbers of four; what is left at their end is left out."""
    return memoryview(octets)[: len(octets) // _PIECE * _PIECE].cast("I")


def _rarity(piece: bytes) -> tuple[int, int]:
    return len(piece) - piece.count(0), len(set(piece))


def _branches(root: _Trie) -> bytes:
    """Return a trie as a pattern; of two words that begin alike the longer one is found."""
    written: dict[int, bytes] = {}
    for node in reversed(list(_nodes(root))):
        ways = [
            re.escape(bytes([octet])) + written[id(after)]
            for octet, after in node.items()
            if octet != -1
        ]
        written[id(node)] = _any_of(ways, or_none=-1 in node)
    return written[id(root)]


def _any_of(ways: list[bytes], *, or_none: bool) -> bytes:
    if or_none:
        return b"(?:" + b"|".join(ways) + b")?" if ways else b""
    return ways[0] if len(ways) == 1 else b"(?:" + b"|".join(ways) + b")"


def _nodes(root: _Trie) -> Iterator[_Trie]:
    """Yield every node, parents before their children."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(after for octet, after in node.items() if octet != -1)
