# SPDX-License-Identifier: MIT
"""What JIS X 4051 and the desk's own rules say of lines that are set; tables of its own.

The classes of characters are those of the standard (and of its kinsoku), written down anew: the
letters' tables are not looked at.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from desk_app.records.people import Language
from tests.paper.paragraph_text import Whole, Written

CLOSING = "’”）〕］｝〉》」』】｠〙〗»〟)]}"
HYPHENS = "‐〜゠–～"
DIVIDING = "！？‼⁇⁈⁉!?"
MIDDLE = "・：；:;"
FULL_STOPS = "。．."
COMMAS = "、，,"
REPEATING = "ヽヾゝゞ々〻"
PROLONGED = "ー"
SMALL = "ぁぃぅぇぉァィゥェォっゃゅょゎゕゖッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
PER_CENT = "％%‰"
OPENING = "‘“（〔［｛〈《「『【｟〘〖«〝([{"
POSTAL = "〒"
FIRST_NEVER = frozenset(
    CLOSING + HYPHENS + DIVIDING + MIDDLE + FULL_STOPS + COMMAS + REPEATING + PROLONGED + SMALL
) | frozenset(PER_CENT)
LAST_NEVER = frozenset(OPENING + POSTAL)
WIDEST_GAP = 250
"""A quarter of an em, in thousandths."""

FEWEST_LAST = 3
_ENDS = frozenset(CLOSING + FULL_STOPS + COMMAS + DIVIDING + " \u3000")
_WHITE = " \u3000"


class Laid(NamedTuple):
    """A line as it was set: its text, the sum of its widths, and how much each gap was widened."""

    text: str
    width: int
    gap: int
    gaps: int


Width = Callable[[str], int]


def faults(of: Written, lines: Sequence[Laid], measure: int, width: Width) -> Counter[str]:
    """Return how often each rule is broken; ``measure`` and widths in thousandths of an em."""
    found: Counter[str] = Counter()
    starts = _starts(of.plain, lines)
    if starts is None:
        return Counter({"text lost or added": 1})
    for start in starts[1:]:
        before = of.plain[:start].rstrip(_WHITE)
        found["kinsoku at the beginning"] += of.plain[start] in FIRST_NEVER
        found["kinsoku at the end"] += before[-1:] in LAST_NEVER
        found["inseparable torn"] += _torn(of, start, measure, width)
        found["begins with 町 or 様"] += _begins_wrongly(of, start)
    found["widow"] += len(lines) > 1 and _length(lines[-1].text) < FEWEST_LAST
    japanese = of.language is Language.JA
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        allowed = WIDEST_GAP if japanese and not last else 0
        found["gap too wide"] += not 0 <= line.gap <= allowed
        found["wider than its measure"] += line.width + line.gap * line.gaps > measure
    return +found


def _starts(plain: str, lines: Sequence[Laid]) -> list[int] | None:
    """Return where each line begins in the paragraph; None where they are not its text."""
    at, starts = 0, list[int]()
    for line in lines:
        text = line.text.strip(_WHITE)
        while plain[at : at + 1] and plain[at] in _WHITE and not plain.startswith(line.text, at):
            at += 1
        found = plain.find(text, at)
        if not text or plain[at:found].strip(_WHITE) or found < 0:
            return None
        starts.append(found)
        at = found + len(text)
    return starts if not plain[at:].strip(_WHITE) else None


def _torn(of: Written, start: int, measure: int, width: Width) -> bool:
    """Return whether a line begins inside of what stays whole and would fit on a line."""
    return any(
        whole.start < start < whole.end and width(of.plain[whole.start : whole.end]) <= measure
        for whole in of.wholes
    )


def _begins_wrongly(of: Written, start: int) -> bool:
    if of.plain[start] == "様":
        return True
    return of.plain[start] == "町" and any(_inside(each, start) for each in of.addresses)


def _inside(place: Whole, start: int) -> bool:
    return place.start < start < place.end


def _length(text: str) -> int:
    """Return how many characters a line has, marks and selectors and the last stops not counted."""
    kept = text.strip(_WHITE)
    while kept and kept[-1] in _ENDS:
        kept = kept[:-1]
    return sum(not unicodedata.category(each).startswith("M") for each in kept)
