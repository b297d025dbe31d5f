# SPDX-License-Identifier: MIT
"""Folded texts as tokens of one and two characters, for an index that knows ASCII words only.

FTS5's trigrams find nothing under three characters, and most surnames have one or two.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk_app.store.folding import Folded, Word

_KINDS = "nax"
"""The first letter of a token: names, addresses, numbers."""

_MOST_OF_ONE_WORD = 24
"""So many tokens of a long word are looked up; the folded text decides the rest."""

_JOINT = "g"
"""Stands between the two characters of a token; it is no hexadecimal digit."""


def tokens(folded: Folded) -> str:
    """Return all tokens of an application's texts, each once, in a fixed order."""
    made = {
        token
        for kind, text in zip(_KINDS, folded, strict=True)
        for line in text.splitlines()
        for token in (*_singles(kind, line), *_pairs(kind, line))
    }
    return " ".join(sorted(made))


def match(ways: tuple[tuple[Word, ...], ...]) -> str:
    """Return the index's expression for a typed text; empty where it can be nowhere."""
    alternatives = [_all(way) for way in ways]
    return " OR ".join(f"({each})" for each in alternatives if each)


def is_exact(ways: tuple[tuple[Word, ...], ...]) -> bool:
    """Return whether the index alone decides: no word has more than two characters."""
    two = 2
    return all(
        len(spelling) <= two
        for way in ways
        for word in way
        for spellings in word
        for spelling in spellings
    )


def _all(way: tuple[Word, ...]) -> str:
    words = [_any(word) for word in way]
    return " AND ".join(f"({each})" for each in words) if all(words) else ""


def _any(word: Word) -> str:
    looked_up = [
        _needed(kind, spelling)
        for kind, spellings in zip(_KINDS, word, strict=True)
        for spelling in spellings
    ]
    return " OR ".join(f"({each})" for each in looked_up)


def _needed(kind: str, spelling: str) -> str:
    needed = _singles(kind, spelling) if len(spelling) == 1 else _pairs(kind, spelling)
    return " AND ".join(dict.fromkeys(needed[:_MOST_OF_ONE_WORD]))


def _singles(kind: str, line: str) -> list[str]:
    return [f"{kind}{ord(sign):x}" for sign in line]


def _pairs(kind: str, line: str) -> list[str]:
    return [f"{kind}{ord(one):x}{_JOINT}{ord(other):x}" for one, other in pairwise(line)]
