# SPDX-License-Identifier: MIT
"""What stands on a letter's sheets beside its body: address, sender, contact, foot, marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.letters import types
from desk_app.letters.barcodes import qr_shape
from desk_app.letters.sheet import GREY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.letters.addresses import WindowLine
    from desk_app.letters.sheet import Sheet, Type

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
_CONTACT_RIGHT = 2.0


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
    receipt_label: str
    receipt_number: str
    qr: str
    journal_mark: str
    slash: str


def draw_first(sheet: Sheet, furniture: Furniture) -> None:
    """Draw what only the first page has: address, number and date, sender, seal, title."""
    for line in furniture.window:
        sheet.text(furniture.window_left, line.base, line.kind, line.text)
    sheet.text_right(BODY_RIGHT, 16.5, types.NUMBER, furniture.number)
    sheet.text_right(BODY_RIGHT, 22.1, types.NUMBER, furniture.date)
    for part in furniture.sender:
        room = BODY_RIGHT - furniture.sender_left
        sheet.text_within(furniture.sender_left, part.base, part.kind, part.text, room)
    _seal_ticks(sheet, furniture.seal)
    wide = sheet.width(furniture.title_kind, furniture.title)
    title_kind = furniture.title_kind.fitted(wide, BODY_WIDTH)
    sheet.text_centred(MIDDLE, TITLE_BASE, title_kind, furniture.title)


def _seal_ticks(sheet: Sheet, seal: Corner) -> None:
    for x, inward_x in ((seal.x, _TICK), (seal.x + seal.side, -_TICK)):
        for y, inward_y in ((seal.y, _TICK), (seal.y + seal.side, -_TICK)):
            sheet.rule((x, y), (x + inward_x, y), _HAIRLINE, GREY)
            sheet.rule((x, y), (x, y + inward_y), _HAIRLINE, GREY)


def draw_running_head(sheet: Sheet, furniture: Furniture, label: str) -> None:
    """Draw the head of a page after the first."""
    right = f"{furniture.number}  {furniture.receipt_label} {furniture.receipt_number}"
    sheet.text_right(BODY_RIGHT, 16.6, types.HEAD, right)
    room = BODY_WIDTH - sheet.width(types.HEAD, right) - _HEAD_GAP
    sheet.text_within(BODY_LEFT, 16.6, types.HEAD, label, room)
    sheet.rule((BODY_LEFT, 19.0), (BODY_RIGHT, 19.0), 0.35)


def draw_every(sheet: Sheet, furniture: Furniture, page: int, pages: int) -> None:
    """Draw what every page has: fold and filing marks, foot, QR code, journal mark."""
    for y, end in ((99.0, 9.0), (148.5, 6.6), (198.0, 9.0)):
        sheet.rule((5.0, y), (end, y), _HAIRLINE, GREY)
    sheet.text(BODY_LEFT, FOOT_BASE, types.FOOT, furniture.number)
    count = f"{page}{furniture.slash}{pages}"
    sheet.text_centred(MIDDLE, FOOT_BASE, types.FOOT_PAGE, count)
    right = QR_LEFT - 2.5
    sheet.text_right(right, FOOT_BASE - 3.9, types.FOOT, furniture.receipt_label)
    sheet.text_right(right, FOOT_BASE, types.FOOT, furniture.receipt_number)
    sheet.shape(QR_LEFT, QR_TOP, qr_shape(furniture.qr, QR_SIZE))
    if furniture.journal_mark:
        sheet.text(BODY_LEFT, JOURNAL_BASE, types.JOURNAL, furniture.journal_mark)


def contact_top(lines: Sequence[str]) -> float:
    """Return the upper edge of the contact box in millimetres."""
    return CONTACT_BOTTOM - len(lines) * types.CONTACT.height - 2 * _CONTACT_PADDING


def draw_contact(sheet: Sheet, furniture: Furniture) -> None:
    """Draw the box that says whom to write to."""
    top = contact_top(furniture.contact)
    sheet.frame((BODY_LEFT, top), (BODY_WIDTH, CONTACT_BOTTOM - top))
    base = top + _CONTACT_PADDING + types.CONTACT.drop
    sheet.text(BODY_LEFT + 3.2, base, types.CONTACT_LABEL, furniture.contact_label)
    left = furniture.contact_left
    widest = max(sheet.width(types.CONTACT, line) for line in furniture.contact)
    kind = types.CONTACT.fitted(widest, BODY_RIGHT - _CONTACT_RIGHT - left)
    for number, line in enumerate(furniture.contact):
        sheet.text(left, base + number * types.CONTACT.height, kind, line)
