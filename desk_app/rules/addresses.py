# SPDX-License-Identifier: MIT
"""Whether two written addresses name the same home: equal, written differently, different."""

from __future__ import annotations

from desk_app.records.comparison import Comparison, Likeness, Part, Span
from desk_app.rules.addressing.differences import differences
from desk_app.rules.addressing.latin import is_latin, read_latin
from desk_app.rules.addressing.reading import read
from desk_app.rules.addressing.searching import search_text

_LONGEST = 1_000
"""An address has fewer characters; what is longer is compared as it is written."""


def compare(a: str, b: str) -> Comparison:
    """Compare two addresses (PR-G1: form, identity document and registered address).

    EQUAL is character for character, outer spaces apart. WRITTEN_DIFFERENTLY is the same home
    in another manner of writing: a person must look at it. Whatever could be another home is
    DIFFERENT. The parts are spans of both texts, in code points; there are none if EQUAL.
    """
    if a.strip() == b.strip():
        return Comparison(Likeness.EQUAL)
    if max(len(a), len(b)) > _LONGEST:
        whole = Part(Span(0, len(a)), Span(0, len(b)), Likeness.DIFFERENT)
        return Comparison(Likeness.DIFFERENT, (whole,))
    reader = read_latin if is_latin(a) and is_latin(b) else read
    parts = differences(reader(a), reader(b))
    differ = any(part.likeness is Likeness.DIFFERENT for part in parts)
    return Comparison(Likeness.DIFFERENT if differ else Likeness.WRITTEN_DIFFERENTLY, parts)


def search_key(text: str) -> str:
    """Fold an address, or a piece of one, to what the search index holds.

    Width, kana, forms of kanji and dashes are folded, numbers are digits joined by hyphens,
    spaces are gone. The same words give the same key wherever in an address they stand.
    """
    return search_text(text)
