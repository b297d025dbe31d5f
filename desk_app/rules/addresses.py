# SPDX-License-Identifier: MIT
"""Whether two written addresses name the same home, and how one is searched and taken apart."""

from __future__ import annotations

import re
from enum import StrEnum

from desk_app.records.comparison import Comparison, Likeness, Part, Span
from desk_app.rules.addressing.comparing import differences
from desk_app.rules.addressing.latin import is_latin, read_latin
from desk_app.rules.addressing.numerals import NUMERALS, to_digits
from desk_app.rules.addressing.reading import read
from desk_app.rules.addressing.shadow import DASH, LONG, shadow
from desk_app.rules.addressing.tokens import Kind, Token

_NUMERALS = re.compile(f"[{NUMERALS}]+")
_JOINTS = re.compile(r"(?<=[0-9])(?:丁目|丁(?=[0-9-])|番地?|号[室棟]?|室|ノ(?=[0-9]))+")
_FIELDS = re.compile(r"大字|小字|字")
_HYPHENS = re.compile(r"-+")
_LOOSE_HYPHEN = re.compile(r"(?<![0-9])-|-(?![0-9])")
# Here no neighbour decides, so that the middle of a name is found too: 霞ヶ関 and が関, 之 and の.
_ALWAYS_ONE = str.maketrans("カガ箇个之乃", "ケケケケノノ")
_UNSPOKEN = {ord(LONG): "", ord(" "): "", ord("・"): "", ord("、"): "", ord(","): ""}


def search_text(text: str) -> str:
    """Fold a text to the key; every number, also one in a name (三田), is written in digits."""
    folded = shadow(text).text.translate(_ALWAYS_ONE).translate(_UNSPOKEN)
    digits = _NUMERALS.sub(lambda found: to_digits(found[0]) or found[0], folded)
    joined = _JOINTS.sub(DASH, _FIELDS.sub("", digits))
    return _LOOSE_HYPHEN.sub("", _HYPHENS.sub(DASH, joined))


# An address taken apart for the eye: which stretch of the text names what.


class AddressPart(StrEnum):
    """What a stretch of an address names, in the order of a Japanese address."""

    PREFECTURE = "prefecture"
    CITY = "city"
    TOWN = "town"
    NUMBERS = "numbers"
    BUILDING = "building"
    ROOM = "room"


_HOUSE = 3
"""So many numbers say at most which house it is: 丁目, 番, 号."""

_HEAD = {
    Kind.PREFECTURE: AddressPart.PREFECTURE,
    Kind.CITY: AddressPart.CITY,
    Kind.STREET: AddressPart.TOWN,
    Kind.TOWN: AddressPart.TOWN,
}


def parts(text: str) -> dict[AddressPart, Span]:
    """Return the stretch of each part that the address has, in code points of the text.

    What stands between two parts belongs to neither. A number is a house number until a building is
    named, a room after it; without a building the fourth is a room (三丁目12番7-203号).
    """
    found: dict[AddressPart, Span] = {}
    housed, numbers = False, 0
    for piece in read(text).pieces:
        numbers += piece.token.kind is Kind.NUMBER
        part = _part(piece.token, housed=housed or numbers > _HOUSE)
        housed = housed or part is AddressPart.BUILDING
        before = found.get(part)
        start = piece.token.start if before is None else min(before.start, piece.token.start)
        end = piece.token.end if before is None else max(before.end, piece.token.end)
        found[part] = Span(start, end)
    return found


def _part(token: Token, *, housed: bool) -> AddressPart:
    if token.kind in _HEAD and not housed:
        return _HEAD[token.kind]
    if token.kind is Kind.WORD:
        return AddressPart.BUILDING
    return AddressPart.ROOM if housed or token.kind is Kind.FLOOR else AddressPart.NUMBERS


# Whether two written addresses name the same home: equal, written differently, different.


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


# A town that stands twice in an address: what a postal code filled in was typed once more.


_LONGEST_TOWN = 200
"""An address has fewer characters; what is longer is not looked at."""

_UNITS = "市区町村"
_BEFORE_NUMBER = re.compile(r"[^\d\n]*")
_TWICE = re.compile(rf"([^\s\d]{{2,}}[{_UNITS}])(?![{_UNITS}]).*?\1(?![{_UNITS}])")


_SHORTEST = 2
_ENDS = re.compile(rf"[都道府県{_UNITS}](?!$)")
"""Where a prefecture, a city, a ward, a town may end and the next place begin."""

_PREFECTURE = re.compile(r"東京都|北海道|(?:京都|大阪)府|.{2,3}県")
_CITY = re.compile(rf".+?[市区郡町村](?![{_UNITS}])")


def typed_whole(town: str, behind: str) -> bool:
    """Say whether what stands behind a town is an address of its own, written from its beginning.

    It names the town's prefecture or its city again: what the postal code filled in is on the
    paper too, and was typed with the rest.
    """
    prefecture = _PREFECTURE.match(town)
    after = town[prefecture.end() :] if prefecture else town
    city = _CITY.match(after)
    begins = [found.group() for found in (prefecture, city) if found is not None]
    return bool(begins) and behind.lstrip().startswith(tuple(begins))


def before_again(town: str, behind: str) -> str:
    """Return as much of a town as stands before what was typed behind it: all of it, as a rule.

    Nothing where the address was typed whole, its district where the paper's own way of writing
    the town follows: 北二十四条西 filled in, 北24条西5丁目 typed. A number must come behind it,
    so that a building called after the town stays.
    """
    if typed_whole(town, behind):
        return ""
    typed = search_text(behind.lstrip()[:_LONGEST_TOWN])
    for end in _ENDS.finditer(town):
        last = town[end.end() :]
        key = search_text(last)
        named = len(last) >= _SHORTEST and last[-1] not in NUMERALS
        if named and typed.startswith(key) and typed[len(key) : len(key) + 1].isdecimal():
            return town[: end.end()]
    return town


def town_twice(address: str) -> str:
    """Return the place that is named twice before the house number; empty where none is.

    It may be right: it is to be looked at on the paper. A building after the number often has the
    town's name, and 廿日市市廿日市 names two places.
    """
    before = _BEFORE_NUMBER.match(address[:_LONGEST_TOWN])
    found = None if before is None else _TWICE.search(before.group())
    return "" if found is None else found.group(1)


# An address in Japan that has no postal code: to be looked up before a letter goes there.


_IN_JAPAN = frozenset({AddressPart.PREFECTURE, AddressPart.CITY})
_IN_LATIN = re.compile(
    r"(?<![a-z])[a-z]+[ -](?:ku|shi|gun|cho|machi|mura|fu|ken)(?![a-z-])|(?<![a-z])japan(?![a-z])",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"[0-9０-９]{3}[-‐‑–—−ー－]?[0-9０-９]{4}(?![0-9０-９])")


def lacks_code(postal_code: str, address: str) -> bool:
    """Say whether an address names a place of Japan and stands without its postal code.

    The post carries such a letter, later: it is a remark and never a refusal. Abroad there is no
    code of seven digits, and a code may stand in the address itself.
    """
    if postal_code.strip() or _WRITTEN.search(address):
        return False
    return bool(_IN_LATIN.search(address)) or not _IN_JAPAN.isdisjoint(parts(address))
