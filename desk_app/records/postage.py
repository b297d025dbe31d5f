# SPDX-License-Identifier: MIT
"""What a posting costs and how it was paid (F2)."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.records.word import Word

Pile = tuple[int, int]
"""Equal stamps: the face value of one in sen (1/100 yen), and how many."""


class Shape(Word):
    """How the post office takes an envelope: by its size, or in its own prepaid one."""

    STANDARD = "standard"
    """定形"""
    LARGE = "large"
    """定形外 規格内"""
    OUTSIZE = "outsize"
    """定形外 規格外"""
    PACK_LIGHT = "pack_light"
    """レターパックライト"""
    PACK_PLUS = "pack_plus"
    """レターパックプラス"""


class PaidBy(Word):
    """How the postage of an envelope was paid."""

    STAMPS = "stamps"
    """With stamps of the desk's stock."""
    PREPAID = "prepaid"
    """It lies in the price of the envelope, as of a Letter Pack."""
    OTHERWISE = "otherwise"
    """At the counter, by a meter, on account: no stamp of the desk's."""


@dataclass(frozen=True, slots=True)
class Postage:
    """What one envelope cost: shape, weight in grams, yen by the tariff, and the stamps on it."""

    shape: Shape
    grams: int
    yen: int
    express: bool = False
    paid_by: PaidBy = PaidBy.STAMPS
    stamps: tuple[Pile, ...] = ()
