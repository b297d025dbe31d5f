# SPDX-License-Identifier: MIT
"""The sheets of a ledger: A4 on its side, title, boxes to sign, ruled rows in fixed columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.blocks import HEAD_FILL, RULE, BodyZone, Slab, paginate
from desk_app.letters.setting import Align, plain, plain_text
from desk_app.letters.sheet import BLACK, Colour, Face, Format, Type
from desk_app.letters.wording import Table, WordingPart, read
from desk_app.records.people import Language
from desk_app.rules.eras import MONTHS_EN, format_short

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from desk_app.letters.blocks import PlacedSlabs
    from desk_app.letters.setting import SetLine, Setter
    from desk_app.letters.sheet import Sheet
    from desk_app.letters.wording import Wording
    from desk_app.records.pages import LedgerPage

    Draw = Callable[[Sheet], None]


class StampWords(WordingPart):
    """The stamp book: its table, the count of the month, what stands below."""

    title: str
    subtitle: str
    head: tuple[str, ...]
    carried: str
    total: str
    taken_back: str
    kept: str
    movements: Table
    count: str
    uncounted: str
    count_head: tuple[str, ...]
    count_total: str
    count_on: str
    equal: str
    cause: str
    measure: str
    counted_by: str
    witness: str
    held: str
    note: str


class ApplicationWords(WordingPart):
    """The ledger of applications: its table and what its cells say."""

    title: str
    subtitle: str
    head: tuple[str, ...]
    no_fee: str
    short: str
    notice: str
    cured: str
    asked: str
    unmarked: str
    disposed: str
    article: str
    proxy: str
    mark: str
    nameless: str
    rights: Table
    articles: Table
    states: Table
    mails: Table
    proxies: Table


class LedgerWording(WordingPart):
    """All words of the ledgers; a ``short_day`` is one of the year of the ledger."""

    boxes: tuple[str, ...]
    secret: str
    printed: str
    short_day: str
    long_day: str
    nothing: str
    loss: str
    stamps: StampWords
    applications: ApplicationWords


@lru_cache(maxsize=4)
def ledger_words(folder: Path, language: Language) -> LedgerWording:
    """Return the words of a language from the folder of all; raises BadWording."""
    return read(folder / language.value / "ledgers.toml", LedgerWording)


# The tables of the ledgers: ruled rows of one or more lines each, in columns of fixed widths.


CELL = Type(Face.GOTHIC, 7.3, 9.6)
STRONG = CELL._replace(face=Face.BOLD)
NAME = Type(Face.MINCHO, 8.8, 10.4)
_HEAD = Type(Face.GOTHIC, 7.3, 9.6)
_PADDING_X = 1.1
_PADDING_Y = 0.65
_A_LITTLE = 1.2
"""Text that is not wider than its room by more than this stays in one line."""


class LedgerLine(NamedTuple):
    """What stands in one line of a cell, or goes on in the next where it has no room."""

    text: str
    kind: Type = CELL
    colour: Colour = BLACK


Cell = tuple[LedgerLine, ...]


class LedgerColumn(NamedTuple):
    """A column: its head, its width in millimetres, where its cells stand."""

    head: str
    width: float
    align: Align = Align.LEFT


def cell(text: str, kind: Type = CELL, colour: Colour = BLACK) -> Cell:
    """Return a cell of plain text; empty text leaves it empty."""
    return (LedgerLine(text, kind, colour),) if text else ()


def _head(setter: Setter, column: LedgerColumn) -> Cell:
    """Return the lines of a head; a word that is wider than its column is set smaller."""
    room = column.width - 2 * _PADDING_X
    parts = column.head.split("\n")
    return tuple(LedgerLine(part, _HEAD.fitted(setter.width(_HEAD, part), room)) for part in parts)


class _Set(NamedTuple):
    """A line that is set: what is drawn, in which type and colour."""

    line: SetLine
    kind: Type
    colour: Colour


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """Rows under a head that is repeated on every sheet; no row is cut, none lower than ``row``."""

    columns: tuple[LedgerColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row: float = 4.83
    head_height: float = 5.1

    @property
    def width(self) -> float:
        """The width of the table in millimetres."""
        return sum(column.width for column in self.columns)

    def slabs(self, setter: Setter, x: float) -> list[Slab]:
        """Return the head, then one slab for each row."""
        edges = tuple(accumulate((column.width for column in self.columns), initial=x))
        aligns = tuple(column.align for column in self.columns)
        heads = tuple(_head(setter, column) for column in self.columns)
        centred = (Align.CENTRE,) * len(self.columns)
        head = _on_grey(self._slab(setter, edges, heads, centred, self.head_height), edges)
        rows = [self._slab(setter, edges, row, aligns, self.row) for row in self.rows]
        return [head._replace(keep=True), *(each._replace(head=head) for each in rows)]

    def _slab(
        self,
        setter: Setter,
        edges: tuple[float, ...],
        cells: Sequence[Cell],
        aligns: Sequence[Align],
        least: float,
    ) -> Slab:
        placed = [
            _set(setter, cell, right - left - 2 * _PADDING_X, align)
            for cell, (left, right), align in zip(cells, pairwise(edges), aligns, strict=True)
        ]
        height = max(least, max(map(_height, placed)) + 2 * _PADDING_Y)
        return Slab(height, _drawer(edges, height, placed))


def _on_grey(slab: Slab, edges: Sequence[float]) -> Slab:
    draw, width = slab.draw, edges[-1] - edges[0]

    def filled(sheet: Sheet, top: float) -> None:
        sheet.fill((edges[0], top), (width, slab.height), HEAD_FILL)
        draw(sheet, top)

    return slab._replace(draw=filled)


def _set(setter: Setter, cell: Cell, room: float, align: Align) -> list[_Set]:
    """Set the lines of a cell; what is a little too wide is set smaller, else it goes on below."""
    found = []
    for text, kind, colour in cell:
        width = setter.width(kind, text)
        fitting = kind.fitted(width, room) if width <= room * _A_LITTLE else kind
        lines = setter.lines(plain(text), fitting, room, align)
        found += [_Set(line, fitting, colour) for line in lines]
    return found


def _height(lines: Sequence[_Set]) -> float:
    return sum(placed.kind.height for placed in lines)


def _drawer(
    edges: tuple[float, ...], height: float, cells: list[list[_Set]]
) -> Callable[[Sheet, float], None]:
    def draw(sheet: Sheet, top: float) -> None:
        for left, lines in zip(edges[:-1], cells, strict=True):
            y = top + (height - _height(lines)) / 2
            for line, kind, colour in lines:
                with sheet.ink(colour):
                    line.draw(sheet, left + _PADDING_X, y + kind.drop)
                y += kind.height
        for edge in edges[1:-1]:
            sheet.rule((edge, top), (edge, top + height), RULE)
        sheet.frame((edges[0], top), (edges[-1] - edges[0], height), RULE)

    return draw


# The sheets of a ledger: A4 on its side, title and boxes to sign above, whose it is below.


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
    words: LedgerWording
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
        zone = BodyZone(TOP, BOTTOM, BOTTOM)
        pages: list[PlacedSlabs] = paginate([self.slabs], zone, zone)
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
