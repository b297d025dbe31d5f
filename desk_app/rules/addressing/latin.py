# SPDX-License-Identifier: MIT
"""An address in Latin letters, read into the same pieces, from the largest to the smallest."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from desk_app.rules.addressing.reading import Reading, pieces_of
from desk_app.rules.addressing.shadow import shadow
from desk_app.rules.addressing.tokens import Gap, Kind, Label, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CODE = re.compile(r"(?:〒 ?)?(?<![0-9-])([0-9]{3})-([0-9]{4})(?![0-9-])")
_COUNTRY = re.compile(r"[ ,]*(?<![a-z])japan[ .]*$")
_COMMA = re.compile(r"[^,、;]+")
_AREA = re.compile(
    r"(?<![a-z'’-])(?P<name>[a-z][a-z'’]*(?:-[a-z'’]+)*?)[ -]"
    r"(?P<kind>ku|shi|gun|cho|machi|mura|son|to|fu|ken|ward|city|prefecture|pref\.?|metropolis)"
    r"(?![a-z'’])"
)
_KINDS = {"ward": "ku", "city": "shi", "metropolis": "to"}
_PREFECTURES = frozenset({"ken", "fu", "to", "prefecture", "pref", "pref."})
_OUTER_KINDS = ("-shi", "-gun")
_PART = re.compile(
    r"(?:floor|fl\.?) ?(?P<storey>[0-9]+)"
    r"|(?P<floor>[0-9]+) ?(?:f(?![a-z])|(?:st|nd|rd|th)? ?(?:floor|fl)(?![a-z])\.?)"
    r"|(?:(?P<told>#|room|rm\.?|apartment|apt\.?|unit) ?(?:no\.? ?)?#?|no\.? ?)?"
    r"(?P<number>[0-9]+)(?:[ -]?(?P<label>chome|banchi|ban|goshitsu|goto|go)(?![a-z]))?"
    r"|(?P<letter>[a-z](?![a-z'’]))"
    r"|(?P<word>[a-z'’&]+(?:[ .-]+(?!(?:floor|fl|room|rm|apartment|apt|unit|no)\.? ?#?[0-9])"
    r"[a-z'’&]{2,})*)"
)
_LABELS = {
    "chome": Label.CHOME,
    "banchi": Label.BAN,
    "ban": Label.BAN,
    "go": Label.GO,
    "goshitsu": Label.ROOM,
    "goto": Label.BLOCK,
}
_NUMBERS = frozenset({Kind.NUMBER, Kind.LETTER, Kind.FLOOR})


class _Letters(NamedTuple):
    """The plain signs of a text, and where each begins and ends in it."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def token(self, kind: Kind, key: str, first: int, last: int) -> Token:
        """Make a piece of the signs from one to before another."""
        return Token(kind, key, self.starts[first], self.ends[last - 1])


def is_latin(text: str) -> bool:
    """Tell whether a text has letters, and all of them are Latin."""
    letters = [sign for sign in text if sign.isalpha()]
    return bool(letters) and all(
        unicodedata.name(sign, "").removeprefix("FULLWIDTH ").startswith("LATIN ")
        for sign in letters
    )


def read_latin(text: str) -> Reading:
    """Read an address in Latin letters, whichever end it is written from.

    An accent, and Japan at the end, may be left out; a number stands behind its name.
    """
    letters = _letters(text)
    codes = tuple(
        letters.token(Kind.POSTAL, found[1] + found[2], *found.span())
        for found in _CODE.finditer(letters.text)
    )
    bare = _CODE.sub(lambda found: "," * len(found[0]), letters.text)
    country = _COUNTRY.search(bare.rstrip(" ,"))
    units = list(_units(letters, bare[: country.start()] if country else bare))
    if units and _is_numbered(units[0]) and not _is_numbered(units[-1]):
        units.reverse()
    tokens = [token for unit in _short_prefecture(units) for token in unit]
    start = len(text) - len(text.lstrip())
    return Reading(text, start, max(start, len(text.rstrip())), tuple(pieces_of(tokens)), codes)


def _letters(text: str) -> _Letters:
    """Fold width, case and accents; a mark of its own goes with the letter before it."""
    folded = shadow(text)
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for sign, start, end in zip(folded.text, folded.starts, folded.ends, strict=True):
        if unicodedata.combining(sign) and ends:
            ends[-1] = end
            continue
        signs.append(unicodedata.normalize("NFD", sign)[0])
        starts.append(start)
        ends.append(end)
    return _Letters("".join(signs), starts, ends)


def _units(letters: _Letters, text: str) -> Iterator[tuple[Token, ...]]:
    """Part a text at commas and around names with their kind (Minato-ku)."""
    for stretch in _COMMA.finditer(text):
        at = stretch.start()
        for area in _AREA.finditer(text, *stretch.span()):
            yield from _unit(letters, text, at, area.start())
            kind = _KINDS.get(area["kind"], area["kind"])
            key = f"{_joined(area['name'])}-{kind}"
            yield (letters.token(Kind.WORD, key, *area.span()),)
            at = area.end()
        yield from _unit(letters, text, at, stretch.end())


def _unit(letters: _Letters, text: str, begin: int, end: int) -> Iterator[tuple[Token, ...]]:
    """Read the numbers and names of a stretch; numbers before a name stand behind it."""
    tokens: list[Token] = []
    last = begin
    for found in _PART.finditer(text, begin, end):
        between = text[last : found.start()]
        gap = Gap.DASH if between == "-" else Gap.BREAK if between and tokens else Gap.NONE
        tokens.append(replace(_part(letters, found), gap=gap))
        last = found.end()
    lead = next((n for n, token in enumerate(tokens) if token.kind not in _NUMBERS), 0)
    if any(_is_own_number(token) for token in tokens[lead:]):
        lead = 0
    if tokens:
        yield (*tokens[lead:], *tokens[:lead])


def _part(letters: _Letters, found: re.Match[str]) -> Token:
    where = found.span()
    if floor := found["storey"] or found["floor"]:
        return letters.token(Kind.FLOOR, floor, *where)
    if number := found["number"]:
        label = Label.ROOM if found["told"] else _LABELS.get(found["label"], Label.NONE)
        return replace(letters.token(Kind.NUMBER, number, *where), label=label)
    if letter := found["letter"]:
        return letters.token(Kind.LETTER, letter, *where)
    return letters.token(Kind.WORD, _joined(found["word"]), *where)


def _joined(words: str) -> str:
    return re.sub(r"[^a-z&]", "", words)


def _is_own_number(token: Token) -> bool:
    """Tell whether a number behind a name belongs to it alone; a chome is read before any other."""
    return token.kind in _NUMBERS and token.label is not Label.CHOME


def _is_numbered(unit: tuple[Token, ...]) -> bool:
    return any(token.kind in _NUMBERS for token in unit)


def _short_prefecture(units: list[tuple[Token, ...]]) -> list[tuple[Token, ...]]:
    """Name the prefecture without its kind where that names nothing else.

    Tokyo is one; Osaka is the prefecture where Osaka-shi stands beside it.
    """
    if not units:
        return units
    (first, *more), inner = units[0], any(unit[0].key.endswith(_OUTER_KINDS) for unit in units[1:2])
    name, _, kind = first.key.rpartition("-")
    if more or kind not in _PREFECTURES or not (inner or name == "tokyo"):
        return units
    return [(replace(first, key=name),), *units[1:]]
