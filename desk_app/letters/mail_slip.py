# SPDX-License-Identifier: MIT
"""The slip of registered mail (P3): above for the post office, below the desk's receipt."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.breaking import KEEP_FROM, KEEP_TO
from desk_app.letters.envelopes import department, sender_name
from desk_app.letters.markup import plain_text
from desk_app.letters.setting import Align, plain
from desk_app.letters.sheet import DARK, PAGE_HEIGHT, PAGE_WIDTH, POINTS, Face, Type
from desk_app.letters.tables import HEAD_FILL
from desk_app.records.mail import MailKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.letters.envelopes import Words
    from desk_app.letters.setting import SetLine, Setter
    from desk_app.letters.sheet import Sheet
    from desk_app.records.postal_pages import MailSlipLine, MailSlipPage

LINES = 6
_LEFT, _RIGHT = 18.0, 192.8
_COLUMNS = (_LEFT, 26.2, 67.3, 110.4, 130.4, 144.3, 162.6, _RIGHT)
_SENDER_RIGHT, _STAMP_LEFT = 148.5, 152.7
_HALF = PAGE_HEIGHT / 2
_CUT = (8.0, PAGE_WIDTH - 8.0)
_TITLE_BASE = 19.0
_BOX_TOP, _BOX_HEIGHT = 23.7, 23.9
_BOX_BASES = (28.6, 33.5, 38.6, 44.4)
_HEAD_TOP, _HEAD_HEIGHT = 49.8, 6.9
_ROW = 9.65
_TOTAL_HEIGHT = 8.3
_PADDING = 1.8
_THICK, _THIN = 0.4, 0.22
_DASH = "3 2"
_STAMP_GREY = (0.45,) * 3

_TITLE = Type(Face.BOLD, 13.5, 14.0, 40)
_USE = Type(Face.GOTHIC, 8.6, 12.0)
_SMALL = Type(Face.GOTHIC, 8.0, 11.0)
_FINE = Type(Face.GOTHIC, 8.4, 12.0)
_ADDRESS = Type(Face.MINCHO, 10.0, 12.0)
_COMPANY = Type(Face.MINCHO, 12.0, 14.0)
_HEAD = Type(Face.GOTHIC, 8.6, 12.0)
_COUNTED = Type(Face.MINCHO, 9.5, 12.0)
_NAME = Type(Face.MINCHO, 12.0, 14.0)
_TRACKING = Type(Face.GOTHIC, 12.0, 14.0)
_KIND = Type(Face.GOTHIC, 9.5, 12.0)
_GRAMS = Type(Face.GOTHIC, 9.0, 12.0)
_YEN = Type(Face.GOTHIC, 12.0, 14.0)
_REMARKS = Type(Face.GOTHIC, 8.4, 10.0)
_TOTAL = Type(Face.BOLD, 12.5, 14.0)
_SMALLEST_ON_ONE_LINE = 9.0


class _Half(NamedTuple):
    """What differs between the slip and its receipt: how far down, title, for whom."""

    down: float
    title: str
    use: str


def draw_mail_slip(sheet: Sheet, setter: Setter, page: MailSlipPage, words: Words) -> None:
    """Draw as many sheets as the lines need; each has a subtotal of its own."""
    drawing = _Drawing(sheet, setter, page, words)
    parts = [page.lines[at : at + LINES] for at in range(0, len(page.lines), LINES)] or [()]
    slip = words.post.slip
    for number, lines in enumerate(parts, start=1):
        for half in (
            _Half(0.0, slip.office_title, slip.office_use),
            _Half(_HALF, slip.receipt_title, slip.receipt_use),
        ):
            drawing.head(half, number, len(parts))
            drawing.table(half.down, lines)
            drawing.foot(half.down, lines)
        sheet.rule((_CUT[0], _HALF), (_CUT[1], _HALF), _THIN, DARK, _DASH)
        sheet.end_page()


def _middle(top: float, height: float, kind: Type) -> float:
    return top + height / 2 + 0.37 * kind.size / POINTS


class _Drawing:
    """The slip under way."""

    def __init__(self, sheet: Sheet, setter: Setter, page: MailSlipPage, words: Words) -> None:
        self._sheet = sheet
        self._setter = setter
        self._page = page
        self._words = words
        self._slip = words.post.slip

    def _say(self, template: str, **values: object) -> str:
        return plain_text(self._words.voice.say(template, values))

    def head(self, half: _Half, number: int, count: int) -> None:
        """Draw title, sender, and where the post office puts its stamp."""
        sheet, profile, down = self._sheet, self._page.profile, half.down
        sheet.text(_LEFT, down + _TITLE_BASE, _TITLE, half.title)
        sheet.text_right(_RIGHT, down + _TITLE_BASE - 0.4, _USE, half.use)
        sheet.frame((_LEFT, down + _BOX_TOP), (_SENDER_RIGHT - _LEFT, _BOX_HEIGHT), _THIN)
        address = "　".join((f"〒{profile.postal_code}", *profile.address_ja))
        sender = f"{sender_name(profile)}{department(profile, self._words)}"
        posted = self._say(
            self._slip.posted,
            on=self._page.posted_on,
            number=self._page.number,
            sheet=number,
            sheets=count,
        )
        texts = (
            (_SMALL, self._slip.sender),
            (_ADDRESS, address),
            (_COMPANY, sender),
            (_FINE, posted),
        )
        room = _SENDER_RIGHT - _LEFT - 2 * 3.2
        for base, (kind, text) in zip(_BOX_BASES, texts, strict=True):
            sheet.text_within(_LEFT + 3.2, down + base, kind, text, room)
        stamp = (_RIGHT - _STAMP_LEFT, _BOX_HEIGHT)
        sheet.frame((_STAMP_LEFT, down + _BOX_TOP), stamp, _THIN, _STAMP_GREY, _DASH)
        middle = (_STAMP_LEFT + _RIGHT) / 2
        sheet.text_centred(middle, down + _BOX_BASES[0] - 0.6, _SMALL, self._slip.stamp)

    def table(self, down: float, lines: Sequence[MailSlipLine]) -> None:
        """Draw the six rows; the first that is empty says that nothing follows."""
        top = down + _HEAD_TOP
        for (left, right), word in zip(pairwise(_COLUMNS), self._slip.head, strict=True):
            self._sheet.fill((left, top), (right - left, _HEAD_HEIGHT), HEAD_FILL)
            base = _middle(top, _HEAD_HEIGHT, _HEAD)
            kind = _HEAD.fitted(self._sheet.width(_HEAD, word), right - left - 1.0)
            self._sheet.text_centred((left + right) / 2, base, kind, word)
        top += _HEAD_HEIGHT
        for number in range(LINES):
            y = top + number * _ROW
            self._centred(0, y, _COUNTED, str(number + 1))
            if number < len(lines):
                self._row(y, lines[number])
            elif number == len(lines):
                base = _middle(y, _ROW, _KIND)
                self._sheet.text(_COLUMNS[1] + _PADDING, base, _KIND, self._slip.rest)
        self._grid(down)

    def _row(self, y: float, line: MailSlipLine) -> None:
        self._wrapped(1, y, _NAME, f"{line.name} 様")
        self._centred(2, y, _TRACKING, line.tracking_number)
        self._centred(3, y, _KIND, self._words.post.kinds[line.kind.value])
        if line.grams:
            self._right(4, y, _GRAMS, self._say(self._slip.grams, grams=line.grams))
        self._right(5, y, _YEN, f"{line.postage:,}")
        express = self._words.post.marks[MailKind.EXPRESS.value] if line.express else ""
        self._wrapped(6, y, _REMARKS, "、".join(filter(None, (express, line.remarks))))

    def _room(self, column: int) -> float:
        return _COLUMNS[column + 1] - _COLUMNS[column] - 2 * _PADDING

    def _centred(self, column: int, y: float, kind: Type, text: str, height: float = _ROW) -> None:
        fitting = kind.fitted(self._sheet.width(kind, text), self._room(column))
        middle = (_COLUMNS[column] + _COLUMNS[column + 1]) / 2
        self._sheet.text_centred(middle, _middle(y, height, fitting), fitting, text)

    def _right(self, column: int, y: float, kind: Type, text: str, height: float = _ROW) -> None:
        fitting = kind.fitted(self._sheet.width(kind, text), self._room(column))
        edge = _COLUMNS[column + 1] - _PADDING
        self._sheet.text_right(edge, _middle(y, height, fitting), fitting, text)

    def _wrapped(self, column: int, y: float, kind: Type, text: str, height: float = _ROW) -> None:
        """Draw text on one line, or on two smaller ones where it would become too small."""
        left, room = _COLUMNS[column] + _PADDING, self._room(column)
        fitting = kind.fitted(self._sheet.width(kind, text), room)
        if fitting.size >= min(kind.size, _SMALLEST_ON_ONE_LINE):
            self._sheet.text(left, _middle(y, height, fitting), fitting, text)
            return
        small, lines = _in_two_lines(self._setter, kind, text, room)
        first = _middle(y, height, small) - (len(lines) - 1) * small.height / 2
        for number, line in enumerate(lines):
            line.draw(self._sheet, left, first + number * small.height)

    def _grid(self, down: float) -> None:
        top = down + _HEAD_TOP
        rows = top + _HEAD_HEIGHT
        bottom = rows + LINES * _ROW
        for y in (rows, *(rows + number * _ROW for number in range(1, LINES))):
            self._sheet.rule((_LEFT, y), (_RIGHT, y), _THIN)
        for x in _COLUMNS[1:-1]:
            self._sheet.rule((x, top), (x, bottom), _THIN)
        self._sheet.frame((_LEFT, top), (_RIGHT - _LEFT, bottom - top), _THICK)

    def foot(self, down: float, lines: Sequence[MailSlipLine]) -> None:
        """Draw the subtotal, how it was paid, and who made the slip and checked it."""
        sheet, slip = self._sheet, self._slip
        y = down + _HEAD_TOP + _HEAD_HEIGHT + LINES * _ROW
        base = _middle(y, _TOTAL_HEIGHT, _KIND)
        sheet.text(_LEFT + _PADDING, base, _KIND, self._say(slip.count, count=len(lines)))
        middle = (_COLUMNS[3] + _COLUMNS[5]) / 2
        sheet.text_centred(middle, base, _KIND, slip.total)
        total = f"{sum(line.postage for line in lines):,}"
        self._right(5, y, _TOTAL, total, _TOTAL_HEIGHT)
        if franked := self._franked(lines):
            paid = self._say(slip.paid, paid=franked)
            self._wrapped(6, y, _REMARKS, paid, _TOTAL_HEIGHT)
        for x in (_COLUMNS[3], _COLUMNS[5], _COLUMNS[6]):
            sheet.rule((x, y), (x, y + _TOTAL_HEIGHT), _THIN)
        sheet.frame((_LEFT, y), (_RIGHT - _LEFT, _TOTAL_HEIGHT), _THICK)
        under = y + _TOTAL_HEIGHT + 4.2
        sheet.text(_LEFT, under, _SMALL, slip.note)
        sheet.text(_COLUMNS[5] + 15.0, under, _SMALL, slip.made)
        sheet.text(_COLUMNS[6] + 14.0, under, _SMALL, slip.checked)

    def _franked(self, lines: Sequence[MailSlipLine]) -> str:
        """Say how many pieces bear stamps of each sum, the highest first; none where none does."""
        sums = Counter(line.franked for line in lines if line.franked)
        counted = sorted(sums.items(), reverse=True)
        said = (self._say(self._slip.paid_each, postage=each, count=n) for each, n in counted)
        return "、".join(said)


def _in_two_lines(setter: Setter, kind: Type, text: str, room: float) -> tuple[Type, list[SetLine]]:
    """Return the largest type in which text stands on two lines, and these.

    They end after a comma where they can.
    """
    kept = "、".join(f"{KEEP_FROM}{part}{KEEP_TO}" for part in text.split("、"))
    size = min(kind.size, _SMALLEST_ON_ONE_LINE)
    while True:
        small = kind._replace(size=size, leading=size * 1.15)
        lines = setter.lines(plain(kept), small, room, Align.LEFT)
        if len(lines) * small.height <= _TOTAL_HEIGHT - 0.8:
            return small, lines
        size -= 0.5
