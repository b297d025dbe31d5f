# SPDX-License-Identifier: MIT
"""Folded texts as tokens of one and two characters, for an index that knows ASCII words only.

FTS5's trigrams find nothing under three characters, and most surnames have one or two. Figures are
only ten: two of them stand in a third of all telephone numbers, so they have tokens of three too,
and one figure said four times or more has a token of its own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk_app.store.folding import Folded, Word

_KINDS = "nax"
"""The first letter of a token: names, addresses, numbers."""

_NUMBERS = _KINDS[-1]

_ROWS = re.compile(r"[0-9-]{3,}")
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
    made = set[str]()
    for kind, text in zip(_KINDS, folded, strict=True):
        for line in text.splitlines():
            made.update(_singles(kind, line), _pairs(kind, line))
            for row in _ROWS.findall(line):
                made.update(_threes(kind, row), _again(kind, row))
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
    rows = [*_ROWS.finditer(spelling)]
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
    return [kind + _code(sign) for sign in line]


def _pairs(kind: str, line: str) -> list[str]:
    codes = [*map(_code, line)]
    return [f"{kind}{one}{_JOINT}{other}" for one, other in pairwise(codes)]


def _threes(kind: str, row: str) -> list[str]:
    """Return the tokens of three figures that stand together."""
    codes = [*map(_code, row)]
    return [
        f"{kind}{one}{_JOINT}{two}{_JOINT}{three}"
        for one, two, three in zip(codes, codes[1:], codes[2:], strict=False)
    ]


def _again(kind: str, row: str) -> list[str]:
    """Return the tokens of one figure said several times: four times, five times and so on."""
    return [
        f"{kind}{_code(same[1])}{_TIMES}{times}"
        for same in _AGAIN.finditer(row)
        for times in range(_LEAST_AGAIN, min(len(same[0]), _MOST_AGAIN) + 1)
    ]


@lru_cache(maxsize=8192)
def _code(sign: str) -> str:
    """Return a sign's number in hexadecimal digits; most signs come again and again."""
    return f"{ord(sign):x}"
