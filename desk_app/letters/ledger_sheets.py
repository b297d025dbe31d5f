# SPDX-License-Identifier: MIT
"""The sheets of a ledger: A4 on its side, title and boxes to sign above, whose it is below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.letters.markup import plain_text
from desk_app.letters.paging import Zone, paginate
from desk_app.letters.sheet import Face, Format, Type
from desk_app.letters.tables import HEAD_FILL
from desk_app.records.people import Language
from desk_app.rules.era_table import MONTHS_EN
from desk_app.rules.eras import format_short

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from desk_app.letters.blocks import Slab
    from desk_app.letters.ledger_words import LedgerWords
    from desk_app.letters.paging import Page
    from desk_app.letters.sheet import Sheet
    from desk_app.letters.wording import Wording
    from desk_app.records.ledger_pages import LedgerPage

    Draw = Callable[[Sheet], None]

ON_ITS_SIDE = Format(297.0, 210.0)
LEFT, RIGHT, TOP, BOTTOM = 10.0, 287.0, 28.3, 199.5
_TITLES = {
    Language.JA: Type(Face.BOLD, 14.0, 14.0, 60),
    Language.EN: Type(Face.BOLD, 14.0, 14.0),
}
_SUBTITLE = Type(Face.GOTHIC, 8.8, 12.0)
_BOX = Type(Face.GOTHIC, 7.8, 10.0)
_FOOT = Type(Face.GOTHIC, 7.8, 10.0)
_TITLE_BASE, _SUBTITLE_BASE, _FOOT_BASE = 14.8, 21.1, 204.9
_BOX_TOP, _BOX_HEAD, _BOX_HEIGHT, _BOX_WIDTH = 8.1, 5.4, 12.5, 18.0
_BETWEEN = 6.0


@dataclass(frozen=True, slots=True)
class Saying:
    """The words of a ledger, and the days and sums it says with them."""

    page: LedgerPage
    words: LedgerWords
    wording: Wording

    def say(self, template: str, **values: object) -> str:
        """Return what a template says."""
        return plain_text(self.wording.voice.say(template, values))

    def day(self, day: date | None, year: int) -> str:
        """Say a day in a table, its year only where it is not that of the ledger."""
        if day is None:
            return ""
        return self.say(
            self.words.short_day if day.year == year else self.words.long_day,
            year=day.year,
            month=day.month,
            day=day.day,
            name=MONTHS_EN[day.month - 1][:3],
        )

    def dated(self, day: date | None) -> str:
        """Say a day with its year: R8.11.25, or 25 Nov 2026."""
        if day is None or self.page.language is not Language.JA:
            return self.day(day, 0)
        return format_short(day)

    def office(self) -> str:
        """Say whose ledger it is, and that it stays there."""
        profile, japanese = self.page.profile, self.page.language is Language.JA
        return self.say(
            self.words.secret,
            company=profile.company_ja if japanese else profile.company_en,
            desk=profile.desk_ja if japanese else profile.desk_en,
        )


@dataclass(frozen=True, slots=True)
class LedgerSheets:
    """A ledger ready to be drawn: its table's slabs, and what stands beside them at the end."""

    saying: Saying
    title: str
    subtitle: str
    slabs: Sequence[Slab]
    foot: str = ""
    beside: tuple[Draw, ...] = ()

    def draw(self, sheet: Sheet) -> None:
        """Draw all sheets; what stands beside the table comes on the last of them."""
        zone = Zone(TOP, BOTTOM, BOTTOM)
        pages: list[Page] = paginate([self.slabs], zone, zone)
        count = max(len(pages), len(self.beside))
        pages += [[] for _ in range(count - len(pages))]
        sides = [None] * (count - len(self.beside)) + list(self.beside)
        for number, (page, side) in enumerate(zip(pages, sides, strict=True), start=1):
            self._draw_head(sheet)
            for top, slab in page:
                slab.draw(sheet, top)
            if side is not None:
                side(sheet)
            self._draw_foot(sheet, number, count)
            sheet.end_page()

    def _draw_head(self, sheet: Sheet) -> None:
        boxes = self.saying.words.boxes
        left = RIGHT - _BOX_WIDTH * len(boxes)
        room = left - LEFT - _BETWEEN
        title = _TITLES[self.saying.page.language]
        sheet.text_within(LEFT, _TITLE_BASE, title, self.title, room)
        sheet.text_within(LEFT, _SUBTITLE_BASE, _SUBTITLE, self.subtitle, room)
        for place, box in enumerate(boxes):
            x = left + place * _BOX_WIDTH
            sheet.fill((x, _BOX_TOP), (_BOX_WIDTH, _BOX_HEAD), HEAD_FILL)
            sheet.frame((x, _BOX_TOP), (_BOX_WIDTH, _BOX_HEAD))
            sheet.frame((x, _BOX_TOP + _BOX_HEAD), (_BOX_WIDTH, _BOX_HEIGHT))
            kind = _BOX.fitted(sheet.width(_BOX, box), _BOX_WIDTH - 2.0)
            sheet.text_centred(x + _BOX_WIDTH / 2, _BOX_TOP + 3.7, kind, box)

    def _draw_foot(self, sheet: Sheet, number: int, count: int) -> None:
        saying = self.saying
        room = (RIGHT - LEFT - sheet.width(_FOOT, self.foot)) / 2 - _BETWEEN
        sheet.text_within(LEFT, _FOOT_BASE, _FOOT, saying.office(), room)
        sheet.text_centred((LEFT + RIGHT) / 2, _FOOT_BASE, _FOOT, self.foot)
        printed = saying.say(
            saying.words.printed, on=saying.page.printed_on, page=number, pages=count
        )
        sheet.text_right(RIGHT, _FOOT_BASE, _FOOT, printed)
