# SPDX-License-Identifier: MIT
"""Refused pieces as piles of the return list: what tells them apart, and when each went back."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from desk_app.records.mail import HeldKind, HeldThing, Piece
from desk_app.rules.pieces.sorting import SEN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from desk_app.records.findings import RefusedPiece
    from desk_app.records.history import ApplicationFile

KIND_OF_PIECE = {
    Piece.REVENUE_STAMP: HeldKind.REVENUE_STAMP,
    Piece.PREFECTURAL_STAMP: HeldKind.REVENUE_STAMP,
    Piece.MONEY_ORDER: HeldKind.MONEY_ORDER,
    Piece.CASH: HeldKind.CASH,
    Piece.CARD: HeldKind.CARD,
}

PileKey = tuple[HeldKind, str, tuple[tuple[int, int], ...]]
"""Its kind, its note, which is the reason, and its pieces in yen."""


def key_of(piece: RefusedPiece) -> PileKey:
    """Return what tells a refused pile on the return list from the others."""
    kind = KIND_OF_PIECE.get(Piece(piece.piece), HeldKind.REFUSED_STAMP)
    sen = sen_of(piece)
    return kind, piece.reason, ((sen // SEN, piece.count),) if sen % SEN == 0 else ()


def sen_of(piece: RefusedPiece) -> int:
    """Return the value of one piece in sen."""
    return piece.denomination * (1 if Piece(piece.piece) is Piece.SEN_STAMP else SEN)


def is_returned(thing: HeldThing, file: ApplicationFile) -> bool:
    """Say whether a thing of an application has gone back."""
    return thing.returned_on is not None and thing.application == file.application.id


def days_gone(file: ApplicationFile) -> Mapping[PileKey, list[date]]:
    """Return on which days things of an application went back, by what tells piles apart."""
    days: dict[PileKey, list[date]] = defaultdict(list)
    for item in file.mail[:1]:
        for thing in item.held:
            if thing.returned_on is not None and is_returned(thing, file):
                days[thing.kind, thing.note, thing.pieces].append(thing.returned_on)
    return days
