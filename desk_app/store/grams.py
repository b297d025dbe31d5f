# SPDX-License-Identifier: MIT
"""Folded texts as tokens of one and two characters, for an index that knows ASCII words only.

FTS5's trigrams find nothing under three characters, and most surnames have one or two. Figures are
only ten: two of them stand in a third of all telephone numbers, so they have tokens of three too,
and one figure said four times or more has a token of its own.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk_app.store.folding import Folded, Word

_KINDS = "nax"
"""The first letter of a token: names, addresses, numbers."""

_NUMBERS = _KINDS[-1]

_FIGURES = re.compile(r"[0-9-]+")
_THREE = 3
_AGAIN = re.compile(r"([0-9])\1{3,}")
_LEAST_AGAIN, _MOST_AGAIN = 4, 8
_MOST_OF_FIGURES = 5
"""So many tokens of a row of figures are looked up, the last ones: many numbers begin alike."""

_OF_MOBILES = ("090", "080", "070")
"""What a third of all numbers begin with says nothing beside the figures that follow."""

_MOST_PAIRS = 6
"""So many pairs of a long word are looked up, the last ones: many addresses begin alike.

The folded text decides the rest.
"""

_JOINT, _TIMES = "g", "r"
"""Stand between the characters of a token; they are no hexadecimal digits."""


def tokens(folded: Folded) -> str:
    """Return all tokens of an application's texts, each once, in a fixed order."""
    made = {
        token
        for kind, text in zip(_KINDS, folded, strict=True)
        for line in text.splitlines()
        for tokens_of in (_singles, _pairs, _threes, _again)
        for token in tokens_of(kind, line)
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
    return " AND ".join(dict.fromkeys(_rare(kind, spelling)))


def _rare(kind: str, spelling: str) -> list[str]:
    """Return tokens that stand wherever a spelling does, the rare ones first."""
    if len(spelling) == 1:
        return _singles(kind, spelling)
    pairs = _pairs(kind, spelling)
    rows = [row for row in _FIGURES.finditer(spelling) if len(row[0]) >= _THREE]
    if not rows:
        return pairs[-_MOST_PAIRS:]
    figures = [token for row in rows for token in _of_figures(kind, row[0])]
    if kind == _NUMBERS:
        return figures
    inside = {at for row in rows for at in range(row.start(), row.end() - 1)}
    others = [pair for at, pair in enumerate(pairs) if at not in inside]
    return [*figures, *others[-_MOST_PAIRS:]]


def _of_figures(kind: str, row: str) -> list[str]:
    ends = [row[at : at + _THREE] for at in range(len(row) - _THREE, -1, -1)]
    telling = [three for three in ends if three not in _OF_MOBILES] or ends
    last = [token for three in telling[:_MOST_OF_FIGURES] for token in _threes(kind, three)]
    return [*_again(kind, row)[-1:], *last]


def _singles(kind: str, line: str) -> list[str]:
    return [f"{kind}{ord(sign):x}" for sign in line]


def _threes(kind: str, line: str) -> list[str]:
    """Return the tokens of three characters: where figures stand together."""
    return [
        f"{kind}{ord(one):x}{_JOINT}{ord(two):x}{_JOINT}{ord(three):x}"
        for row in _FIGURES.findall(line)
        for one, two, three in zip(row, row[1:], row[2:], strict=False)
    ]


def _again(kind: str, line: str) -> list[str]:
    """Return the tokens of one figure said several times: four times, five times and so on."""
    return [
        f"{kind}{ord(row[1]):x}{_TIMES}{times}"
        for row in _AGAIN.finditer(line)
        for times in range(_LEAST_AGAIN, min(len(row[0]), _MOST_AGAIN) + 1)
    ]


def _pairs(kind: str, line: str) -> list[str]:
    return [f"{kind}{ord(one):x}{_JOINT}{ord(other):x}" for one, other in pairwise(line)]
