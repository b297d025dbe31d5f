# SPDX-License-Identifier: MIT
"""Words of scripts that are written from right to left: their order on paper, joined letters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Self

from typing_extensions import override

from desk_app.letters.fonts.directions import MIRRORED, in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

_FORMS = (*range(0xFB50, 0xFDFC), *range(0xFE70, 0xFEFD))
"""Where Unicode has the forms of Arabic letters that stand beside others."""

_LAM, _ALEF = "\u0644", "\u0622\u0623\u0625\u0627"
_APART = "\u200c"
"""Parts two letters that would be joined, and is drawn nowhere."""

TURNED = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Letters that are read from right to left, of whatever script."""

_TURNED = re.compile(f"[{TURNED}]")


class LetterForm(NamedTuple):
    """What is drawn at one place, and what of the text it shows."""

    drawn: str
    shown: str


class Placed(str):
    """A piece of a line, with the level that its paragraph gives each of its characters.

    Alone it could be read in another direction: it equals no other that is placed otherwise.
    """

    __slots__ = ("levels",)
    levels: tuple[int, ...]

    def __new__(cls, text: str, levels: Sequence[int]) -> Self:
        """Place a text."""
        placed = super().__new__(cls, text)
        placed.levels = tuple(levels)
        return placed

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Placed) and (str(self), self.levels) == (str(other), other.levels)

    @override
    def __ne__(self, other: object) -> bool:
        return not self == other

    @override
    def __hash__(self) -> int:
        return hash((str(self), self.levels))


def is_turned(text: str) -> bool:
    """Tell whether something in a text is read from right to left."""
    return isinstance(text, Placed) or _TURNED.search(text) is not None


def on_paper(parts: Sequence[str], levels: Sequence[int]) -> list[LetterForm]:
    """Return what is drawn at once, each with its level, as it stands on paper from left to right.

    Letters have their joined forms, brackets are turned round, and numbers stand as they are read.
    """
    forms = _forms()
    shapes: list[LetterForm | None] = []
    for place, part in enumerate(parts):
        turned = bool(levels[place] % 2)
        lam = parts[place - 1] if turned and place and part in _ALEF else ""
        if lam == _LAM and shapes[-1]:
            kind = _KINDS[_joins(parts[place - 2] if place > 1 else "", _LAM), False]
            shapes[-1] = LetterForm(forms[_LAM + part][kind], _LAM + part)
            shapes.append(None)
        elif turned and part == _APART:
            shapes.append(None)
        elif turned:
            before = parts[place - 1] if place else ""
            after = parts[place + 1] if place + 1 < len(parts) else ""
            kind = _KINDS[_joins(before, part), _joins(part, after)]
            own = forms.get(part, {})
            shapes.append(LetterForm(own.get(kind, MIRRORED.get(part, part)), part))
        else:
            shapes.append(LetterForm(part, part))
    return [shape for place in in_order(levels) if (shape := shapes[place])]


def in_reading_order(pieces: Sequence[str], levels: Sequence[int]) -> list[str]:
    """Join the pieces of a line that are turned as one; each is placed as its paragraph says."""
    found: list[str] = []
    of: list[list[int]] = []
    at = 0
    for piece in pieces:
        its = [*levels[at : at + len(piece)]]
        at += len(piece)
        if of and of[-1][-1:] > [0] and its[:1] > [0]:
            found[-1] += piece
            of[-1] += its
        else:
            found.append(piece)
            of.append(its)
    return [Placed(piece, its) if any(its) else piece for piece, its in zip(found, of, strict=True)]


_KINDS = {
    (False, False): "<isolated>",
    (True, False): "<final>",
    (False, True): "<initial>",
    (True, True): "<medial>",
}


def _joins(before: str, after: str) -> bool:
    forms = _forms()
    return "<initial>" in forms.get(before, {}) and "<final>" in forms.get(after, {})


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Return the forms of each letter, and of lam with alef, which are drawn as one."""
    found: dict[str, dict[str, str]] = {}
    for point in _FORMS:
        kind, *parts = unicodedata.decomposition(chr(point)).split() or [""]
        letters = "".join(chr(int(part, 16)) for part in parts)
        single = len(letters) == 1 or (letters[:1] == _LAM and letters[1:] in [*_ALEF])
        if kind in _KINDS.values() and single:
            found.setdefault(letters, {})[kind] = chr(point)
    return found
