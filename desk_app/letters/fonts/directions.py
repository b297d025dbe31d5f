# SPDX-License-Identifier: MIT
"""Which characters of a text are read from right to left: the rules of Unicode (UAX #9).

Every text of the desk begins on the left. Signs that turn the direction by order (LRE, RLO, LRI …)
are in no font and stop a letter before: the rules for them (X1 to X8) are not needed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BRACKETS = "()[]{}「」『』【】〔〕〈〉《》〖〗〘〙〚〛（）［］｛｝｟｠｢｣⦅⦆"
_CLOSING = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True))
_SIGNS = "<>«»‹›≤≥≪≫＜＞⟨⟩"
MIRRORED = {
    each: other
    for pairs in (_BRACKETS, _SIGNS)
    for left, right in zip(pairs[::2], pairs[1::2], strict=True)
    for each, other in ((left, right), (right, left))
}
"""What stands the other way round where it is read from right to left."""

_AT_END = " \u3000\u200b\u2060\ufeff\u00ad"
_AS_SPACE = str.maketrans("\t\v\f\r\n\x1c\x1d\x1e\x1f\x85\u2028\u2029", " " * 12)
"""What is drawn as a space, or nowhere, ends no paragraph here: lines were cut before."""


_KINDS = {
    "L": "L",
    "R": "R",
    "AL": "A",
    "AN": "N",
    "EN": "E",
    "ES": "S",
    "ET": "T",
    "CS": "C",
    "NSM": "M",
    "ON": "O",
    "WS": "O",
}
"""The kinds of characters in one letter each, so that rules are patterns; white is a sign."""

_LEVELS = {"L": 0, "R": 1, "N": 2, "E": 2}


def levels_of(text: str) -> tuple[int, ...]:
    """Return the level of each character: even ones are read from left to right."""
    text = text.translate(_AS_SPACE)
    given = [unicodedata.bidirectional(each) or "L" for each in text]
    seen = [place for place, kind in enumerate(given) if kind in _KINDS]
    kinds = _weak("".join(_KINDS[given[place]] for place in seen))
    kinds = _neutral(_bracketed(kinds, [text[place] for place in seen]))
    levels = dict(zip(seen, map(_LEVELS.__getitem__, kinds), strict=True))
    found: list[int] = []
    for place in range(len(text)):  # what has no width is on the level of what stands before it
        found.append(levels.get(place, found[-1] if found else 0))
    return in_line(found, 0, text)


def in_line(levels: Sequence[int], first: int, line: str) -> tuple[int, ...]:
    """Return the levels of a line of a text that begins at that place; white ends it on none."""
    read = len(line.rstrip(_AT_END))
    return (*levels[first : first + read], *[0] * (len(line) - read))


def _weak(kinds: str) -> str:
    """Say what marks, numbers and their signs are beside what stands round them (W1 to W7)."""
    kinds = re.sub("(^|.)M+", lambda found: (found[1] or "L") * len(found[0]), kinds)
    kinds = re.sub("A[^LRA]*", lambda found: found[0].replace("E", "N"), kinds).replace("A", "R")
    kinds = re.sub("(?<=N)C(?=N)", "N", re.sub("(?<=E)[SC](?=E)", "E", kinds))
    kinds = re.sub("T+(?=E)|(?<=E)T+", lambda found: "E" * len(found[0]), kinds)
    kinds = re.sub("[STC]", "O", kinds)
    return re.sub("(?:^|L)[^LR]*", lambda found: found[0].replace("E", "L"), kinds)


def _bracketed(kinds: str, text: Sequence[str]) -> str:
    """Give both brackets of a pair one direction: that of what stands in them (N0)."""
    for first, last in _pairs(kinds, text):
        inside, before = kinds[first + 1 : last].strip("O"), kinds[:first].rstrip("O")[-1:]
        if not inside:
            continue
        kind = "L" if "L" in inside or before in {"", "L"} else "R"
        kinds = f"{kinds[:first]}{kind}{kinds[first + 1 : last]}{kind}{kinds[last + 1 :]}"
    return kinds


def _pairs(kinds: str, text: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of brackets that belong together, by the first of each pair."""
    found: list[tuple[int, int]] = []
    open_: list[tuple[int, str]] = []
    for place, each in enumerate(text):
        if kinds[place] != "O":
            continue
        if each in _CLOSING:
            if len(open_) == _DEEPEST:
                break
            open_.append((place, _CLOSING[each]))
        elif any(closing == each for _, closing in open_):
            while open_[-1][1] != each:
                open_.pop()
            found.append((open_.pop()[0], place))
    return sorted(found)


_DEEPEST = 63
"""Brackets that lie deeper in each other are signs like others (BD16)."""


def _neutral(kinds: str) -> str:
    """Turn what has no direction where both of its neighbours are turned (N1, N2)."""
    return re.sub("(?<=[RNE])O+(?=[RNE])", lambda found: "R" * len(found[0]), kinds).replace(
        "O", "L"
    )


def in_order(levels: Sequence[int]) -> list[int]:
    """Return the places of a line's characters as they stand from left to right (L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        turned = "".join("T" if levels[place] >= level else "-" for place in order)
        for run in re.finditer("T+", turned):
            order[slice(*run.span())] = reversed(order[slice(*run.span())])
    return order
