# SPDX-License-Identifier: MIT
"""Whether two written names are one person's name, and the keys under which a name is found.

Text alone never decides that two ways of writing mean one person: what is not equal character for
character goes to a person's eye, and another character is always another name.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from desk_app.records.comparison import Comparison, Likeness, Part, Span
from desk_app.rules import glyphs
from desk_app.rules.naming.alignment import Units, align, marked, reordered, worst
from desk_app.rules.naming.units import Kind, Unit, parts, read

if TYPE_CHECKING:
    from collections.abc import Iterator

Parts = tuple[Part, ...]

_MOST_KEYS = 16
_NEEDS_NEIGHBOURS = frozenset("ヴゔｳーｰﾞﾟ々〻ゝヽゞヾhHｈＨ")
# A longer text is no name (the desk takes 200 characters); it is compared by its characters alone.
_LONGEST = 1_000


def compare(a: str, b: str) -> Comparison:
    """Compare two names as written.

    EQUAL: the same characters, spaces apart. WRITTEN_DIFFERENTLY: another glyph form, variation
    selector, width, case, accent, order of parts, kana form or mark of a long vowel, a former name
    in brackets, a confused pair of one surname (斉/斎). DIFFERENT: anything else, one character
    more or less included. The parts are spans of code points, in the order of the first name.
    """
    if _without_spaces(a) == _without_spaces(b):
        return Comparison(Likeness.EQUAL)
    if max(len(a), len(b)) > _LONGEST:
        whole = Part(Span(0, len(a)), Span(0, len(b)), Likeness.DIFFERENT)
        return Comparison(whole.likeness, (whole,))
    found = _compared(read(a), read(b))
    return Comparison(worst(part.likeness for part in found), found)


def folds(text: str) -> tuple[str, ...]:
    """Give every key under which a name is found, the plain one first.

    Two names that one way of writing tells apart share a key; more than one key comes from marks
    that may be spelled out (コージ as コオジ and コウジ, Müller as Muller and Mueller).
    """
    simple = [_simple_fold(character) for character in text]
    if None not in simple:
        return ("".join(filter(None, simple)),)
    keys = islice(product(*map(_choices, _flat(read(text)))), _MOST_KEYS)
    return tuple(dict.fromkeys("".join(key) for key in keys))


def _compared(left: Units, right: Units) -> Parts:
    """Mark two names in the way that makes the least of their difference."""
    straight = marked(align(left, right))
    if not _weight(straight):
        return straight
    others = [reordered(left, right), *_by_former_name(left, right)]
    others += [_mirrored(found) for found in _by_former_name(right, left)]
    return min([straight, *(found for found in others if found)], key=_weight)


def _by_former_name(left: Units, right: Units) -> Iterator[Parts]:
    """Compare with the former names in the brackets of the left name put in their place."""
    if any(unit.kind is Kind.FORMER for unit in right):
        return
    for reading in _former_readings(left):
        straight = marked(align(reading, right))
        yield straight
        if _weight(straight):
            yield reordered(reading, right) or straight


def _former_readings(units: Units) -> Iterator[Units]:
    """Read a former name as the whole name, or in the place of the part before it or of the first.

    The units of the former name count as written differently, for they stand in brackets.
    """
    rows = parts(units)
    for number, row in enumerate(rows):
        if row[0].kind is not Kind.FORMER:
            continue
        before, behind = rows[:number], rows[number + 1 :]
        bracket = Span(row[0].start, row[0].end)
        yield _as_former(row[0].inner, bracket)
        if before:
            beside = Span(before[-1][0].start, bracket.end)
            yield (*_joined(before[:-1]), *_as_former(row[0].inner, beside), *_joined(behind))
            yield (*_as_former(row[0].inner, bracket), *_joined(before[1:]), *_joined(behind))


def _as_former(units: Units, place: Span) -> Units:
    return tuple(
        replace(unit, written=f"({unit.written}", start=place.start, end=place.end)
        for unit in units
    )


def _joined(rows: list[Units]) -> Units:
    return tuple(unit for row in rows for unit in row)


def _mirrored(found: Parts) -> Parts:
    turned = (Part(part.right, part.left, part.likeness) for part in found)
    return tuple(sorted(turned, key=lambda part: (part.left.start, part.right.start)))


def _weight(found: Parts) -> int:
    """Count the code points, on both sides, that make two names different."""
    return sum(
        part.left.end - part.left.start + part.right.end - part.right.start
        for part in found
        if part.likeness is Likeness.DIFFERENT
    )


def _without_spaces(text: str) -> str:
    return "".join(character for character in text if not character.isspace())


@lru_cache(maxsize=20_000)
def _simple_fold(character: str) -> str | None:
    """Fold a character that needs no neighbour to be understood; None for any other."""
    if character.isspace():
        return ""
    if not unicodedata.category(character).startswith("L") or character in _NEEDS_NEIGHBOURS:
        return None
    units = read(character)
    return _key(units[0]) if len(units) == 1 and not units[0].tail else None


def _key(unit: Unit) -> str:
    return glyphs.filed_under(unit.key)


def _flat(units: Units) -> Iterator[Unit]:
    for unit in units:
        if unit.kind is Kind.FORMER:
            yield from _flat(unit.inner)
        elif unit.kind is not Kind.SEPARATOR or unit.also:
            yield unit


def _choices(unit: Unit) -> tuple[str, ...]:
    """List how a unit may be spelled, the plain way first."""
    if unit.also and unit.kind is not Kind.LENGTH:
        spelled = sorted(unit.also - {"ー"}, reverse=True)
        return tuple(["", *spelled] if unit.kind is Kind.SEPARATOR else spelled)
    if unit.kind is Kind.LENGTH:
        return (unit.key, "", *sorted(unit.also))
    return (_key(unit), *(unit.key + tail for tail in sorted(unit.tail)))
