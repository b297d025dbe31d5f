# SPDX-License-Identifier: MIT
"""One pattern for many words, branching octet by octet: a text is read once for all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_Trie = dict[int, Any]


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
