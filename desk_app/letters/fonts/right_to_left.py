# SPDX-License-Identifier: MIT
"""Words of scripts that are written from right to left: their order on paper, joined letters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

_FORMS = (*range(0xFB50, 0xFDFC), *range(0xFE70, 0xFEFD))
"""Where Unicode has the forms of Arabic letters that stand beside others."""

_LAM, _ALEF = "\u0644", "\u0622\u0623\u0625\u0627"
_APART = "\u200c"
"""Parts two letters that would be joined, and is drawn nowhere."""

TURNED = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Letters that are read from right to left, of whatever script."""

_TURNED = re.compile(f"[{TURNED}]")
_PIECES = re.compile(
    f"[0-9]+(?:[.,:/-][0-9]+)*|[\u0660-\u0669\u06f0-\u06f9]+|{_LAM}[{_ALEF}]|[\\s\\S]"
)
_MIRRORED = dict(zip("()[]{}<>«»", ")(][}{><»«", strict=True))
_LEFT_TO_RIGHT = (
    "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u02b8\u0370-\u0589\u0900-\u1fff\u2c00-\u2dff"
    "\u3005-\ud7ff\uf900-\ufb17\uff21-\uffdc\U00010000-\U000107ff\U00020000-\U0003ffff"
)
_RUN = re.compile(f"[{TURNED}](?:[^{_LEFT_TO_RIGHT}]*[{TURNED}{_APART}])?")
_GOES_ON = re.compile(f"[^{_LEFT_TO_RIGHT}]*")
"""What stands between two words that are turned and is turned with them."""


class LetterForm(NamedTuple):
    """What is drawn at one place, and what of the text it shows."""

    drawn: str
    shown: str


def is_turned(text: str) -> bool:
    """Tell whether something in a text is read from right to left."""
    return _TURNED.search(text) is not None


def on_paper(text: str) -> list[LetterForm]:
    """Return a text as it stands on paper from left to right, letters in their joined forms.

    What is read from right to left is turned as far as it goes on; numbers in it are not.
    """
    shapes: list[LetterForm] = []
    at = 0
    for run in _RUN.finditer(text):
        shapes += (LetterForm(each, each) for each in text[at : run.start()])
        shapes += reversed(_joined(_PIECES.findall(run[0])))
        at = run.end()
    return [*shapes, *(LetterForm(each, each) for each in text[at:])]


def in_reading_order(pieces: list[str]) -> list[str]:
    """Join the pieces of a line from the first to the last of a run: as one they are turned."""
    found: list[str] = []
    between: list[str] = []
    open_ = False
    for piece in pieces:
        if open_ and is_turned(piece):
            found[-1] += "".join(between) + piece
            between = []
        elif open_ and _GOES_ON.fullmatch(piece):
            between.append(piece)
            continue
        else:
            found += [*between, piece]
            between = []
        open_ = is_turned(piece)
    return [*found, *between]


def _joined(pieces: list[str]) -> list[LetterForm]:
    """Return the pieces of a run in the order they are read, each letter in its form."""
    shapes: list[LetterForm] = []
    for place, piece in enumerate(pieces):
        if piece == _APART:
            continue
        if len(piece) > 1 and piece not in _forms():  # a number is drawn as it is read
            shapes += reversed([LetterForm(each, each) for each in piece])
            continue
        before = pieces[place - 1] if place else ""
        after = pieces[place + 1] if place + 1 < len(pieces) else ""
        kind = _KINDS[_joins(before, piece), _joins(piece, after)]
        own = _forms().get(piece, {})
        shapes.append(LetterForm(own.get(kind, _MIRRORED.get(piece, piece)), piece))
    return shapes


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
