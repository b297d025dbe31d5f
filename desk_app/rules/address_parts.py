# SPDX-License-Identifier: MIT
"""An address taken apart for the eye: which stretch of the text names what."""

from __future__ import annotations

from enum import StrEnum

from desk_app.records.comparison import Span
from desk_app.rules.addressing.reading import read
from desk_app.rules.addressing.tokens import Kind, Token


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
