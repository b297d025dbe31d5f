# SPDX-License-Identifier: MIT
"""A written address as a row of pieces, each with its standing among the others."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from desk_app.rules.addressing.body import read_body
from desk_app.rules.addressing.numerals import NUMERALS, to_digits
from desk_app.rules.addressing.places import read_place
from desk_app.rules.addressing.shadow import shadow
from desk_app.rules.addressing.tokens import Kind, Label, Note, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.rules.addressing.shadow import Shadow

_DIGIT = f"[0-9{NUMERALS}]"
_CODE = re.compile(
    rf"\s*(?:(?:〒|郵便番号):? ?({_DIGIT}{{3}}) ?-? ?({_DIGIT}{{4}}|[0-9]{{2}})?(?!{_DIGIT})"
    r"|([0-9]{3})-?([0-9]{4})(?=\s*[㐀-鿿ァ-ヺ])(?!\s*(?:番|号|丁|ノ)))"
)
_COUNTABLE = frozenset({Kind.NUMBER, Kind.LETTER})


@dataclass(frozen=True, slots=True)
class Piece:
    """A token and where it stands: which number of its row, behind what, before what."""

    token: Token
    index: int = 0
    """How many numbers and letters of the same row stand before it."""
    housed: bool = False
    """Whether a building has been named before it."""
    behind: Label = Label.NONE
    """The label of the number straight before it."""
    leads: bool = False
    """Whether another number or letter follows in its row."""
    next_label: Label = Label.NONE
    """The label of the number that follows."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The pieces of an address; the postal codes stand apart, for they may stand anywhere."""

    text: str
    start: int
    end: int
    pieces: tuple[Piece, ...]
    codes: tuple[Token, ...]


def read(text: str) -> Reading:
    """Read an address: the head by the tables, the tail by the signs."""
    folded = shadow(text)
    code, begin = _code(folded)
    place = read_place(folded, begin)
    after = place.tokens[-1].kind if place.tokens else None
    tokens = [*place.tokens, *read_body(folded, place.rest, after)]
    codes = [token for token in (*code, *tokens) if token.kind is Kind.POSTAL]
    floors = any(token.kind is Kind.FLOOR for token in tokens)
    others = [token for token in tokens if token.kind is not Kind.POSTAL]
    start = len(text) - len(text.lstrip())
    return Reading(
        text,
        start,
        max(start, len(text.rstrip())),
        tuple(pieces_of(others)),
        tuple(_marked(code, told=floors) for code in codes),
    )


def _code(folded: Shadow) -> tuple[tuple[Token, ...], int]:
    """Read the postal code at the head."""
    found = _CODE.match(folded.text)
    if found is None:
        return (), 0
    spelled = "".join(filter(None, found.groups()))
    digits = "".join(sign if sign.isdecimal() else to_digits(sign) or "" for sign in spelled)
    first, last = found.end() - len(found[0].lstrip()), found.end() - 1
    token = Token(Kind.POSTAL, digits, folded.starts[first], folded.ends[last])
    return (token,), found.end()


def _marked(code: Token, *, told: bool) -> Token:
    """Mark the code of a single floor where the address itself does not name that floor."""
    if told or code.key[:5] not in _floor_codes():
        return code
    return replace(code, notes=frozenset({Note.OF_FLOOR}))


@cache
def _floor_codes() -> frozenset[str]:
    path = files("desk_app.rules").joinpath("tables", "floor_codes.txt")
    return frozenset(line for line in path.read_text("utf-8").split("\n") if line[:1] != "#")


def pieces_of(tokens: Sequence[Token]) -> list[Piece]:
    """Give each token its standing among the others."""
    pieces: list[Piece] = []
    index, numbered, housed, behind = 0, False, False, Label.NONE
    for place, token in enumerate(tokens):
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        countable = token.kind in _COUNTABLE
        leads = after is not None and after.kind in _COUNTABLE
        label = after.label if after else Label.NONE
        pieces.append(Piece(token, index, housed, behind, leads, label))
        index = index + 1 if countable else 0
        numbered = numbered or countable
        housed = housed or (numbered and token.kind is Kind.WORD)
        behind = token.label if countable else Label.NONE
    return pieces
