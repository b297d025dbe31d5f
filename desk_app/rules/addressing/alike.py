# SPDX-License-Identifier: MIT
"""Whether two pieces of two addresses say the same: every doubt makes them differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.rules.addressing.tokens import Gap, Kind, Label, Note

if TYPE_CHECKING:
    from desk_app.rules.addressing.reading import Piece
    from desk_app.rules.addressing.tokens import Token

_ROOMS = frozenset({Label.NONE, Label.GO, Label.ROOM})
_PLAIN = frozenset({Label.CHOME, Label.BAN, Label.GO, Label.WARI, Label.PART})
_BLOCKS = frozenset({Label.BLOCK, Label.HALL})
_FOURTH = 3
_THIRD = 2
_ROOM_DIGITS = 3


def alike(left: Piece, right: Piece) -> bool:
    """Tell whether two pieces say the same, however each is written."""
    one, other = left.token, right.token
    if one.kind is not other.kind or one.key != other.key:
        return False
    if one.kind is Kind.CITY:
        return not (one.former and other.former) or one.former == other.former
    if one.kind is Kind.TOWN:
        return _same_area(left, right)
    if one.kind in {Kind.NUMBER, Kind.LETTER}:
        return _same_rank(left, right)
    return True


def _same_area(left: Piece, right: Piece) -> bool:
    """Tell whether 大字 was merely left out of a town's name.

    大字芝 and 芝一丁目 of one city are two places: with 大字 on one side and a chome straight
    after the name on the other, or where the table knows both, the towns are not the same.
    """
    if (Note.OAZA in left.token.notes) == (Note.OAZA in right.token.notes):
        return True
    if Note.APART in left.token.notes or Note.APART in right.token.notes:
        return False
    chome = left.next_label is Label.CHOME, right.next_label is Label.CHOME
    return chome[0] == chome[1]


def _same_rank(left: Piece, right: Piece) -> bool:
    """Tell whether two equal numbers count the same thing (3丁目 is not 3番)."""
    labels = {left.token.label, right.token.label}
    if left.housed and right.housed and labels <= _ROOMS:
        return True
    rooms = {_room(left), _room(right)}
    if labels <= _ROOMS and True in rooms:
        return len(rooms) == 1 or _is_room_place(left) or _is_room_place(right)
    if len(labels) == 1:
        return True
    if Label.NONE not in labels:
        return False
    if labels & _PLAIN:
        return True
    return bool(labels & _BLOCKS) and _may_be_block(left) and _may_be_block(right)


def _room(piece: Piece) -> bool:
    """Tell whether a number is told to be a room, by a label or by standing apart."""
    return piece.token.label is Label.ROOM or (
        piece.token.label is not Label.GO and stands_apart(piece)
    )


def stands_apart(piece: Piece) -> bool:
    """Tell whether a number stands behind a space or a comma where a number is complete."""
    return piece.index > 0 and piece.token.gap is Gap.BREAK and piece.behind in _ROOMS


def _is_room_place(piece: Piece) -> bool:
    """Tell whether a number can be nothing but a room: 12番7号203, 3-12-7-203, 8-20-305."""
    return (
        piece.behind is Label.GO
        or piece.index >= _FOURTH
        or (piece.index == _THIRD and is_long(piece.token))
    )


def is_long(token: Token) -> bool:
    """Tell whether a number has the three digits of a room."""
    return token.kind is Kind.NUMBER and len(token.key) >= _ROOM_DIGITS


def _may_be_block(piece: Piece) -> bool:
    """Tell whether a number can be a block: a room follows, and a house is known before it."""
    return piece.leads and (piece.housed or piece.index >= _FOURTH)
