# SPDX-License-Identifier: MIT
"""The stamp book (切手受払簿), and what a posting costs and how it was paid (F2, G1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desk_app.records.base import ApplicationId, MailItemId, PostingId, UserId, Word
from desk_app.records.field import PersonText

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


# The stamp book (切手受払簿): every stamp in and out, by face value, with a balance (G1).


class Movement(Word):
    """Why stamps came or went."""

    OPENING = "opening"
    BOUGHT = "bought"
    RECEIVED = "received"
    """They came in an envelope, and are held for whoever sent them."""
    KEPT = "kept"
    """Held until now, they are the desk's: the answer that keeps the fee was posted."""
    RETURNED = "returned"
    POSTAGE = "postage"
    EXCHANGED = "exchanged"
    SPOILT = "spoilt"
    COUNTED = "counted"
    """A count of the stock; its moves are the differences found."""
    CORRECTED = "corrected"
    """What came was typed wrongly, or belongs to another application."""


@dataclass(frozen=True, slots=True)
class Move:
    """Stamps of one face value (in sen) that came, or went (below 0).

    ``held`` are an applicant's until it is decided whose they are, ``owned`` the desk's.
    """

    value: int
    held: int = 0
    owned: int = 0

    @property
    def count(self) -> int:
        """Return how many more, or fewer, lie in the desk."""
        return self.held + self.owned

    @property
    def worth(self) -> int:
        """Return by how many sen the balance moves."""
        return self.value * self.count


@dataclass(frozen=True, slots=True)
class StampBalance:
    """How many stamps of one face value (in sen) lie in the desk: held, and the desk's own."""

    value: int
    held: int
    owned: int

    @property
    def count(self) -> int:
        """Return how many there are."""
        return self.held + self.owned

    @property
    def worth(self) -> int:
        """Return what they are worth in sen."""
        return self.value * self.count


@dataclass(frozen=True, slots=True)
class CountedPile:
    """One face value (in sen) as counted: what the book said, and what was there."""

    value: int
    book: int
    counted: int

    @property
    def difference(self) -> int:
        """Return how many more there were than the book said."""
        return self.counted - self.book


@dataclass(frozen=True, slots=True)
class StampCount:
    """A count of the whole stock by two people; where it differs, cause and measure."""

    piles: tuple[CountedPile, ...]
    counted_by: UserId
    witness: UserId
    cause: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class StampEntry:
    """One entry of the book; nothing in it is ever changed.

    ``on`` is the day of what happened, ``at`` the moment it was entered. ``receipt_number`` stays
    when the application was disposed of. ``reference`` is what a posting's letters are numbered,
    ``note`` the clerk's own: where they were bought, why they spoilt. ``takes_back`` names the
    entry that this one takes back.
    """

    id: int
    on: date
    movement: Movement
    moves: tuple[Move, ...]
    by: UserId
    at: datetime
    application: ApplicationId | None = None
    mail_item: MailItemId | None = None
    posting: PostingId | None = None
    receipt_number: str = ""
    reference: str = ""
    note: PersonText = ""
    second: UserId | None = None
    takes_back: int | None = None
    count: StampCount | None = None

    @property
    def worth(self) -> int:
        """Return by how many sen the balance moves."""
        return sum(move.worth for move in self.moves)
