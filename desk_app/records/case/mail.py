# SPDX-License-Identifier: MIT
"""What arrives by post: the mail item, its payment lines and the things that must go back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desk_app.records.base import (
    ApplicationId,
    HeldThingId,
    LetterId,
    MailItemId,
    PaymentLineId,
    UserId,
    Word,
)
from desk_app.records.case.stamps import Pile
from desk_app.records.field import LaterDay, PersonName, PersonNumber, PersonText


class MailKind(Word):
    """The kind of mail an item came by, or a posting goes by."""

    ORDINARY = "ordinary"
    SPECIFIED_RECORD = "specified_record"
    SIMPLE_REGISTERED = "simple_registered"
    REGISTERED = "registered"
    CASH_REGISTERED = "cash_registered"
    """Registered cash mail (現金書留): the only lawful way for money (Postal Act 17)."""
    LETTER_PACK = "letter_pack"
    EXPRESS = "express"
    OTHER = "other"


class Matter(Word):
    """What a mail item is (A1)."""

    NEW_APPLICATION = "new_application"
    SUPPLEMENT = "supplement"
    WITHDRAWAL = "withdrawal"
    CHANGE_OF_ADDRESS = "change_of_address"
    RETURNED_LETTER = "returned_letter"
    INQUIRY = "inquiry"
    COMPLAINT = "complaint"
    OTHER = "other"


class Piece(Word):
    """What a piece of a payment line is; the first three are postage stamps."""

    STAMP = "stamp"
    CHARITY_STAMP = "charity_stamp"
    SEN_STAMP = "sen_stamp"
    REVENUE_STAMP = "revenue_stamp"
    PREFECTURAL_STAMP = "prefectural_stamp"
    POSTCARD = "postcard"
    FOREIGN_STAMP = "foreign_stamp"
    MONEY_ORDER = "money_order"
    TRANSFER = "transfer"
    CASH = "cash"
    CARD = "card"
    OTHER = "other"


class Condition(Word):
    """The state a piece arrived in."""

    SOUND = "sound"
    SLIGHTLY_DAMAGED = "slightly_damaged"
    STUCK = "stuck"
    SOILED = "soiled"
    TORN = "torn"
    USED = "used"
    NO_FACE_VALUE = "no_face_value"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Allotment:
    """Whole pieces of a payment line given to one application by a person (A4)."""

    application: ApplicationId
    count: int


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """Denomination × count × condition of one kind of piece.

    ``denomination`` is in yen, for a sen stamp in sen (1/100 yen); ``surcharge`` is the part of a
    charity stamp that is no postage, in yen. ``issued_on`` is the day that a piece bears which is
    good for some months only, such as a money order; None: none was typed.
    """

    id: PaymentLineId
    piece: Piece
    denomination: int
    count: int
    condition: Condition = Condition.SOUND
    surcharge: int = 0
    allotments: tuple[Allotment, ...] = ()
    issued_on: LaterDay = None


class HeldKind(Word):
    """A thing that must not be kept, or is returned for another reason (A3)."""

    CASH = "cash"
    REVENUE_STAMP = "revenue_stamp"
    MONEY_ORDER = "money_order"
    CARD = "card"
    MY_NUMBER_DOCUMENT = "my_number_document"
    REFUSED_STAMP = "refused_stamp"
    EXCESS_STAMPS = "excess_stamps"
    FEE_STAMPS = "fee_stamps"
    FREE_STAMPS = "free_stamps"
    ORIGINAL = "original"
    OTHER = "other"


STAMPS_BACK = frozenset({HeldKind.EXCESS_STAMPS, HeldKind.FEE_STAMPS, HeldKind.FREE_STAMPS})
"""The kinds that the stamps of a letter's BACK sentence come from."""

POSTAGE_STAMPS = frozenset({Piece.STAMP, Piece.CHARITY_STAMP, Piece.SEN_STAMP})
"""The pieces that stand in the stamp book."""


@dataclass(frozen=True, slots=True)
class HeldThing:
    """One entry of the return list: what, how much, and with which letter it went back.

    ``amount`` is yen (0 where it has none); ``pieces`` lists denomination in yen and count of
    stamps, without those of odd sen. ``stamps`` are the postage stamps among it, as the stamp book
    counts them: value in sen and count, none where they were not counted as pieces.
    """

    id: HeldThingId
    kind: HeldKind
    mail_item: MailItemId
    application: ApplicationId | None = None
    amount: int = 0
    pieces: tuple[tuple[int, int], ...] = ()
    note: PersonText = ""
    returned_on: date | None = None
    returned_with: LetterId | None = None
    returned_by: UserId | None = None
    stamps: tuple[Pile, ...] = ()


@dataclass(frozen=True, slots=True)
class MailItem:
    """One thing that arrived by post, as received (A1, B4)."""

    id: MailItemId
    arrived_on: date
    kind: MailKind
    matter: Matter
    postmark: date | None = None
    tracking_number: PersonNumber = ""
    red_marking: bool = False
    opened_by: tuple[UserId, ...] = ()
    concerns: ApplicationId | None = None
    sender: PersonName = ""
    note: PersonText = ""
    handled: bool = False
    handled_note: PersonText = ""
    payments: tuple[PaymentLine, ...] = ()
    held: tuple[HeldThing, ...] = ()
    logged_at: datetime | None = None
    logged_by: UserId | None = None
    version: int = 0
