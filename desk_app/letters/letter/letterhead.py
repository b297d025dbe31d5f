# SPDX-License-Identifier: MIT
"""What stands on a letter's sheets beside its body, and the types it is set in, by role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.typesetting.setting import Align
from desk_app.letters.typesetting.sheet import GREY, Face, Type, qr_shape
from desk_app.letters.typesetting.structure import PAGE_FOOT, PAGE_HEAD, Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.letters.typesetting.addresses import WindowLine
    from desk_app.letters.typesetting.sheet import Sheet


class Roles(NamedTuple):
    """The types of a language whose running text differs; widths and gaps in millimetres."""

    body: Type
    table: Type
    note: Type
    align: Align
    indent: int
    title: Type
    label_width: float
    label_gap: float


JAPANESE = Roles(
    body=Type(Face.MINCHO, 10.5, 17.0),
    table=Type(Face.MINCHO, 9.5, 14.0),
    note=Type(Face.MINCHO, 9.0, 13.5),
    align=Align.EVEN,
    indent=1000,
    title=Type(Face.BOLD, 14.0, 14.0, 120),
    label_width=34.0,
    label_gap=0.5,
)
ENGLISH = Roles(
    body=Type(Face.MINCHO, 10.0, 14.2),
    table=Type(Face.MINCHO, 9.5, 13.0),
    note=Type(Face.MINCHO, 9.0, 12.2),
    align=Align.LEFT,
    indent=0,
    title=Type(Face.BOLD, 14.0, 14.0),
    label_width=36.4,
    label_gap=0.9,
)

LABEL = Type(Face.GOTHIC, 10.0, 17.0)
TABLE_HEAD = Type(Face.GOTHIC, 9.0, 14.0)
TABLE_LABEL = Type(Face.GOTHIC, 9.0, 14.0)
DUE_DAY = Type(Face.BOLD, 12.5, 17.0)
DUE_NOTE = Type(Face.GOTHIC, 9.5, 14.0)
CONTACT = Type(Face.GOTHIC, 9.0, 12.4)
CONTACT_LABEL = Type(Face.BOLD, 9.0, 12.4)
SMALLEST_CONTACT = 8.5
"""Down to this size, in points, the box is set so that no line of it goes on below."""
FOOT = Type(Face.GOTHIC, 7.8, 10.0)
FOOT_PAGE = Type(Face.GOTHIC, 9.0, 10.0)
JOURNAL = Type(Face.GOTHIC, 5.5, 6.0)
HEAD = Type(Face.GOTHIC, 9.0, 12.0)
NUMBER = Type(Face.MINCHO, 10.5, 16.0)
SENDER_ADDRESS = Type(Face.MINCHO, 9.5, 14.0)
SMALLEST_SENDER = 7.5
SENDER_COMPANY = Type(Face.MINCHO, 12.0, 17.0)
SENDER_DESK = Type(Face.MINCHO, 10.5, 15.0)


# What stands on a letter's sheets beside its body: address, sender, contact, foot, marks.


BODY_LEFT = 24.0
BODY_RIGHT = 190.0
BODY_WIDTH = BODY_RIGHT - BODY_LEFT
MIDDLE = (BODY_LEFT + BODY_RIGHT) / 2
TITLE_BASE = 71.6
CONTACT_BOTTOM = 275.0
QR_SIZE = 12.0
QR_LEFT = 178.0
QR_TOP = 279.0
FOOT_BASE = 288.5
JOURNAL_BASE = 291.0
_HAIRLINE = 0.2
_TICK = 2.2
_HEAD_GAP = 4.0
_CONTACT_PADDING = 0.95
CONTACT_LEFT = BODY_LEFT + 3.2
CONTACT_RIGHT = BODY_RIGHT - 2.0


@dataclass(frozen=True, slots=True)
class Corner:
    """The seal's place: corner and side of its square, marked by grey ticks."""

    x: float
    y: float
    side: float


@dataclass(frozen=True, slots=True)
class SenderLine:
    """One line of the sender: base line in millimetres, type, text."""

    base: float
    kind: Type
    text: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """All that surrounds the body of one letter."""

    title: str
    title_kind: Type
    window_left: float
    window: tuple[WindowLine, ...]
    number: str
    date: str
    sender_left: float
    sender: tuple[SenderLine, ...]
    seal: Corner
    contact_label: str
    contact: tuple[str, ...]
    contact_left: float
    contact_kind: Type
    receipt_label: str
    receipt_number: str
    qr: str
    journal_mark: str
    slash: str


def draw_first(sheet: Sheet, furniture: Furniture) -> None:
    """Draw what only the first page has: address, number and date, sender, seal, title."""
    for line in furniture.window:
        sheet.text(furniture.window_left, line.base, line.kind, line.text, Tag("P"))
    sheet.text_right(BODY_RIGHT, 16.5, NUMBER, furniture.number, Tag("P"))
    sheet.text_right(BODY_RIGHT, 22.1, NUMBER, furniture.date, Tag("P"))
    room = BODY_RIGHT - furniture.sender_left
    for part in furniture.sender:
        left = furniture.sender_left
        sheet.text_within(left, part.base, part.kind, part.text, room, Tag("P"))
    _seal_ticks(sheet, furniture.seal)
    wide = sheet.width(furniture.title_kind, furniture.title)
    title_kind = furniture.title_kind.fitted(wide, BODY_WIDTH)
    sheet.text_centred(MIDDLE, TITLE_BASE, title_kind, furniture.title, Tag("H1"))


def _seal_ticks(sheet: Sheet, seal: Corner) -> None:
    for x, inward_x in ((seal.x, _TICK), (seal.x + seal.side, -_TICK)):
        for y, inward_y in ((seal.y, _TICK), (seal.y + seal.side, -_TICK)):
            sheet.rule((x, y), (x + inward_x, y), _HAIRLINE, GREY)
            sheet.rule((x, y), (x, y + inward_y), _HAIRLINE, GREY)


def draw_running_head(sheet: Sheet, furniture: Furniture, label: str) -> None:
    """Draw the head of a page after the first."""
    right = f"{furniture.number}  {furniture.receipt_label} {furniture.receipt_number}"
    sheet.text_right(BODY_RIGHT, 16.6, HEAD, right, PAGE_HEAD)
    room = BODY_WIDTH - sheet.width(HEAD, right) - _HEAD_GAP
    sheet.text_within(BODY_LEFT, 16.6, HEAD, label, room, PAGE_HEAD)
    sheet.rule((BODY_LEFT, 19.0), (BODY_RIGHT, 19.0), 0.35)


def draw_every(sheet: Sheet, furniture: Furniture, page: int, pages: int) -> None:
    """Draw what every page has: fold and filing marks, foot, QR code, journal mark."""
    for y, end in ((99.0, 9.0), (148.5, 6.6), (198.0, 9.0)):
        sheet.rule((5.0, y), (end, y), _HAIRLINE, GREY)
    sheet.text(BODY_LEFT, FOOT_BASE, FOOT, furniture.number, PAGE_FOOT)
    count = f"{page}{furniture.slash}{pages}"
    sheet.text_centred(MIDDLE, FOOT_BASE, FOOT_PAGE, count, PAGE_FOOT)
    right = QR_LEFT - 2.5
    sheet.text_right(right, FOOT_BASE - 3.9, FOOT, furniture.receipt_label, PAGE_FOOT)
    sheet.text_right(right, FOOT_BASE, FOOT, furniture.receipt_number, PAGE_FOOT)
    sheet.shape(QR_LEFT, QR_TOP, qr_shape(furniture.qr, QR_SIZE))
    if furniture.journal_mark:
        sheet.text(BODY_LEFT, JOURNAL_BASE, JOURNAL, furniture.journal_mark, PAGE_FOOT)


def contact_top(lines: Sequence[str]) -> float:
    """Return the upper edge of the contact box in millimetres."""
    return CONTACT_BOTTOM - len(lines) * CONTACT.height - 2 * _CONTACT_PADDING


def draw_contact(sheet: Sheet, furniture: Furniture) -> None:
    """Draw the box that says whom to write to."""
    top = contact_top(furniture.contact)
    sheet.frame((BODY_LEFT, top), (BODY_WIDTH, CONTACT_BOTTOM - top))
    base = top + _CONTACT_PADDING + CONTACT.drop
    sheet.text(CONTACT_LEFT, base, CONTACT_LABEL, furniture.contact_label, Tag("P"))
    for number, line in enumerate(furniture.contact):
        if line:
            y = base + number * CONTACT.height
            sheet.text(furniture.contact_left, y, furniture.contact_kind, line, Tag("P"))
