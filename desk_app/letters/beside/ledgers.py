# SPDX-License-Identifier: MIT
"""Ledgers on paper: the sheets, applications of a period (R1), a month's stamps (R2), any table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.beside.columns import HALF_WIDTH, LEAST_HEAD, ToFit, fitted, head_lines
from desk_app.letters.typesetting.blocks import HEAD_FILL, RULE, BodyZone, Slab, paginate
from desk_app.letters.typesetting.setting import Align, plain, plain_text
from desk_app.letters.typesetting.sheet import BLACK, RED, Colour, Face, Format, Type
from desk_app.letters.wording import values
from desk_app.letters.wording import values as naming
from desk_app.letters.wording.wording import Table, WordingPart, read
from desk_app.records.books.ledgers import LedgerFieldKind
from desk_app.records.case.findings import ClaimState
from desk_app.records.case.stamps import CountedPile
from desk_app.records.desk.people import Language
from desk_app.rules.days.eras import MONTHS_EN, format_ja, format_short
from desk_app.rules.fee.pieces import SEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from desk_app.letters.beside.columns import FittedColumn
    from desk_app.letters.typesetting.blocks import PlacedSlabs
    from desk_app.letters.typesetting.setting import SetLine, Setter
    from desk_app.letters.typesetting.sheet import Sheet
    from desk_app.letters.wording.wording import Wording
    from desk_app.records.base import UserId
    from desk_app.records.books.ledgers import Ledger, LedgerCell
    from desk_app.records.case.application import Right
    from desk_app.records.case.stamps import StampCount
    from desk_app.records.pages import (
        ApplicationsPage,
        LedgerPage,
        LedgerRow,
        MonthRow,
        SentLine,
        StampBookPage,
        TablePage,
    )

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
    uncured: str
    back: str
    asked: str
    unmarked: str
    alone: str
    unopened: str
    disposed: str
    missing: str
    proxy: str
    mark: str
    nameless: str
    rights: Table
    states: Table
    mails: Table
    proxies: Table


class LedgerTableHead(WordingPart):
    """What stands above any other ledger: its days, what was left out or narrowed down."""

    subtitle: str
    narrowed: str
    dropped: str


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
    tables: LedgerTableHead


@lru_cache(maxsize=4)
def ledger_words(folder: Path, language: Language) -> LedgerWording:
    """Return the words of a language from the folder of all; raises BadWording."""
    return read(folder / language.value / "ledgers.toml", LedgerWording)


# The tables of the ledgers: ruled rows of one or more lines each, in columns of fixed widths.


CELL = Type(Face.GOTHIC, 7.3, 9.6)
STRONG = CELL._replace(face=Face.BOLD)
NAME = Type(Face.MINCHO, 8.8, 10.4)
_HEAD = Type(Face.GOTHIC, 7.3, 9.6)
PADDING_X = 1.1
_PADDING_Y = 0.65
_A_LITTLE = 1.1
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
    room = column.width - 2 * PADDING_X
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
            _set(setter, cell, right - left - 2 * PADDING_X, align)
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
                    line.draw(sheet, left + PADDING_X, y + kind.drop)
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
_ABOVE_RULE = 2.0


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
    """A ledger ready to be drawn: its table's slabs, and what stands beside them at the end.

    Down to ``ruled_out`` what is left white below the table is crossed out: nothing is added later.
    """

    saying: Saying
    title: str
    subtitle: str
    slabs: Sequence[Slab]
    foot: str = ""
    beside: tuple[Draw, ...] = ()
    ruled_out: float = 0.0

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
            if number == count:
                self._rule_out(sheet, page)
            self._draw_foot(sheet, number, count)
            sheet.end_page()

    def _rule_out(self, sheet: Sheet, page: PlacedSlabs) -> None:
        top = max((top + slab.height for top, slab in page), default=TOP) + _ABOVE_RULE
        if self.ruled_out - top > _ABOVE_RULE:
            sheet.rule((RIGHT, top), (LEFT, self.ruled_out))

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


# The ledger of the applications of a period on paper (R1): two lines and more for each.


_APPLICATION_WIDTHS = (19.0, 21.0, 33.4, 23.0, 32.0, 32.0, 21.5, 22.0, 26.0, 27.1, 20.0)
_ROW = 9.55
_HEAD_HEIGHT = 8.1


def application_ledger(saying: Saying, setter: Setter, page: ApplicationsPage) -> LedgerSheets:
    """Return the sheets of the ledger of a period."""
    words = saying.words.applications
    count = len(page.rows)
    subtitle = saying.say(words.subtitle, first=page.first, last=page.last, count=count)
    if page.text:
        subtitle = f"{subtitle}　　{saying.say(saying.words.tables.narrowed, text=page.text)}"
    if not page.named:
        subtitle = f"{subtitle}　　{words.nameless}"
    rows = _Rows(saying, page)
    columns = tuple(map(LedgerColumn, words.head, _APPLICATION_WIDTHS))
    table = LedgerTable(columns, tuple(map(rows.row, page.rows)), _ROW, _HEAD_HEIGHT)
    return LedgerSheets(
        saying=saying,
        title=words.title,
        subtitle=subtitle,
        slabs=table.slabs(setter, LEFT),
        foot=saying.say(words.mark, mark=str(page.mark)),
    )


class _Rows:
    """Says one application in the cells of its row."""

    def __init__(self, saying: Saying, page: ApplicationsPage) -> None:
        self._saying = saying
        self._page = page
        self._words = saying.words.applications
        self._nothing = saying.words.nothing

    def row(self, row: LedgerRow) -> tuple[Cell, ...]:
        """Return the cells of an application, or of one that was disposed of."""
        if row.kind is None:
            return self._gone(row)
        return (
            (LedgerLine(row.receipt_number, STRONG), *self._lines(self._dated(row.received_on))),
            self._lines(
                naming.word(self._words.mails, row.kind.value, "mails"), row.tracking_number
            ),
            self._people(row),
            self._lines(row.logged_by, self._opened(row)),
            self._lines(self._asked(row.rights), row.scope),
            (
                *self._lines(self._joined(row.identity) or self._nothing),
                *self._lines(self._joined(row.authority) or self._nothing),
            ),
            self._fee(row),
            self._notices(row),
            self._decision(row),
            self._sent(row),
            self._lines(self._dated(row.completed_on), self._dated(row.kept_until), row.stored_at),
        )

    def _gone(self, row: LedgerRow) -> tuple[Cell, ...]:
        nothing = self._lines(self._nothing)
        return (
            (LedgerLine(row.receipt_number, STRONG),),
            *(nothing,) * 7,
            self._lines(self._words.disposed if row.disposal else self._words.missing),
            nothing,
            self._lines(self._dated(row.completed_on), self._dated(row.kept_until)),
        )

    def _lines(self, *texts: str) -> Cell:
        return tuple(LedgerLine(text) for text in texts if text)

    def _dated(self, day: date | None) -> str:
        return self._saying.dated(day)

    def _joined(self, texts: tuple[str, ...]) -> str:
        return str(self._saying.wording.voice.row(filter(None, texts)))

    def _opened(self, row: LedgerRow) -> str:
        """Say who opened the envelope: two do, and of fewer it is said."""
        if row.state is ClaimState.CARRIED_OVER:
            return ""
        said = self._joined(row.opened_by) or self._words.unopened
        one = len(row.opened_by) == 1
        return self._saying.say(self._words.alone, name=said) if one else said

    def _people(self, row: LedgerRow) -> Cell:
        names = [LedgerLine(row.principal, NAME)] if row.principal else []
        if row.proxy_kind is not None:
            said = naming.word(self._words.proxies, row.proxy_kind.value, "proxies")
            if row.proxy:
                said = self._saying.say(self._words.proxy, name=row.proxy, kind=said)
            names.append(LedgerLine(said))
        return tuple(names) or self._lines(self._nothing)

    def _asked(self, rights: tuple[Right, ...]) -> str:
        named = (naming.word(self._words.rights, each.value, "rights") for each in rights)
        return self._joined(tuple(named)) or self._words.unmarked

    def _fee(self, row: LedgerRow) -> Cell:
        fee = row.fee
        if row.state is ClaimState.CARRIED_OVER:
            return ()
        back = self._lines(self._saying.say(self._words.back, back=f"{fee.back:,}"))
        back = back if fee.back else ()
        if not fee.due:
            return (*self._lines(self._words.no_fee), *back)
        due = LedgerLine(f"{fee.due:,}")
        if not fee.short:
            return (due, LedgerLine(f"{fee.valid:,}"), *back)
        short = self._saying.say(self._words.short, valid=f"{fee.valid:,}", short=f"{fee.short:,}")
        return (due, LedgerLine(short, CELL, RED), *back)

    def _notices(self, row: LedgerRow) -> Cell:
        said: list[str] = []
        for each in row.notices:
            due = self._dated(each.due)
            if self._page.language is Language.JA:
                said.append(self._saying.say(self._words.notice, number=each.number, due=due))
            else:
                said += [each.number, due]  # A day in English is too long to stand beside it.
        if said and row.uncured:
            said.append(self._words.uncured)
        elif said and row.cured:
            said.append(f"{self._dated(row.cured_on)} {self._words.cured}".strip())
        return self._lines(*said)

    def _decision(self, row: LedgerRow) -> Cell:
        if row.decided:
            return self._lines(row.decided, *row.articles)
        state = naming.word(self._words.states, row.state.value, "states")
        if not state and row.asked_on is not None:
            state = self._saying.say(self._words.asked, on=self._dated(row.asked_on))
        return self._lines(state)

    def _sent(self, row: LedgerRow) -> Cell:
        return tuple(line for each in row.sent for line in self._sent_lines(each))

    def _sent_lines(self, sent: SentLine) -> Cell:
        how = sent.tracking_number
        if not how:
            how = naming.word(self._words.mails, sent.kind.value, "mails")
        return self._lines(sent.number, f"{self._dated(sent.posted_on)}　{how}")


# The stamp book of a month on paper (R2): every row with both balances, beside it the count.


_STAMP_WIDTHS = (12.5, 37.0, 24.0, 11.5, 11.0, 11.0, 14.0, 16.0, 16.0, 17.0, 17.5, 9.5)
_COUNT_LEFT = 213.2
_COUNT_WIDTHS = (13.8, 13.8, 13.8, 14.2, 18.2)
_CENTRED = (Align.CENTRE, Align.LEFT, Align.LEFT)
_HEADING = Type(Face.BOLD, 9.5, 13.0)
_NOTE = Type(Face.GOTHIC, 7.3, 11.0)
_LABEL = Type(Face.GOTHIC, 7.8, 11.0)
_HEADING_BASE, _COUNT_TOP, _COUNT_ROW = 31.6, 33.9, 4.69
_ROWS_ON_A_SHEET = 20
"""So many rows have room above the boxes to sign; a longer count goes on over another sheet."""

_LABEL_WIDTH = 16.4
_CAUSE_HEIGHT, _PERSON_HEIGHT = 24.0, 10.0
_ABOVE_BOXES, _ABOVE_NOTE, _PADDING = 4.0, 2.4, 1.2
_SMALLEST = 4.0


def stamp_ledger(saying: Saying, setter: Setter, page: StampBookPage) -> LedgerSheets:
    """Return the sheets of a month of the stamp book."""
    composing = _Composing(saying, setter, page)
    words = saying.words.stamps
    return LedgerSheets(
        saying=saying,
        title=words.title,
        subtitle=saying.say(words.subtitle, month=_month(page.month.first, page.language)),
        slabs=composing.table().slabs(setter, LEFT),
        beside=tuple(composing.beside()),
    )


def _month(first: date, language: Language) -> str:
    if language is Language.JA:
        return f"{format_ja(first).partition('月')[0]}月"
    return f"{MONTHS_EN[first.month - 1]} {first.year}"


def yen(sen: int) -> str:
    """Return a sum in yen; odd sen stand behind a point."""
    whole, rest = divmod(abs(sen), SEN)
    sign = "-" if sen < 0 else ""
    return f"{sign}{whole:,}.{rest:02}" if rest else f"{sign}{whole:,}"


class _Composing:
    """The book under way."""

    def __init__(self, saying: Saying, setter: Setter, page: StampBookPage) -> None:
        self._saying = saying
        self._setter = setter
        self._page = page
        self._month = page.month
        self._words = saying.words.stamps

    def table(self) -> LedgerTable:
        """Return the table: what was carried over, every row, the sums of the month."""
        heads = self._words.head
        aligns = (*_CENTRED, *(Align.RIGHT,) * 7, Align.CENTRE, Align.CENTRE)
        columns = tuple(map(LedgerColumn, heads, _STAMP_WIDTHS, aligns))
        month = self._month
        first = self._row(month.first, cell(self._words.carried), {9: cell(yen(month.opening))})
        sums = {
            7: cell(yen(month.came), STRONG),
            8: cell(yen(month.went), STRONG),
            9: cell(yen(month.closing), STRONG),
        }
        last = self._row(month.last, cell(self._words.total, STRONG), sums)
        return LedgerTable(columns, (first, *map(self._moved, month.rows), last))

    def _row(self, on: date, what: Cell, cells: dict[int, Cell]) -> tuple[Cell, ...]:
        day = cell(self._saying.day(on, self._month.first.year))
        return tuple(
            (day, what)[place] if place < 2 else cells.get(place, ())  # noqa: PLR2004 day, what
            for place in range(len(_STAMP_WIDTHS))
        )

    def _moved(self, row: MonthRow) -> tuple[Cell, ...]:
        return self._row(
            row.on,
            cell(self._what(row)),
            {
                2: cell(row.reference or row.receipt_number),
                3: cell(yen(row.value)),
                4: cell(f"{row.came:,}" if row.came else ""),
                5: cell(f"{row.went:,}" if row.went else ""),
                6: cell(f"{row.left:,}"),
                7: cell(yen(row.came_worth) if row.came else ""),
                8: cell(yen(row.went_worth) if row.went else ""),
                9: cell(yen(row.balance)),
                10: cell(self._name(row.by)),
            },
        )

    def _what(self, row: MonthRow) -> str:
        words = self._words
        what = values.word(words.movements, row.movement.value, "movements")
        if row.takes_back:
            what = self._saying.say(words.taken_back, what=what)
        if row.kept:
            what = self._saying.say(words.kept, what=what, count=abs(row.kept))
        return f"{what}　{row.note}" if row.note else what

    def _name(self, user: UserId) -> str:
        return self._page.names.get(user, "")

    def beside(self) -> Iterator[Draw]:
        """Yield what stands beside the table, one sheet after the other: the count, the boxes."""
        on, count = self._month.counts[-1] if self._month.counts else (None, None)
        piles = self._to_count() if count is None else count.piles
        counted = count is not None
        rows = [*(_pile(self._saying, each, counted=counted) for each in piles)]
        rows.append(self._sums(piles, counted=counted))
        heading = self._words.uncounted
        if on is not None:
            heading = self._saying.say(self._words.count, on=on)
        parts = [rows[at : at + _ROWS_ON_A_SHEET] for at in range(0, len(rows), _ROWS_ON_A_SHEET)]
        columns = tuple(
            map(
                LedgerColumn,
                self._words.count_head,
                _COUNT_WIDTHS,
                (Align.RIGHT,) * len(_COUNT_WIDTHS),
            )
        )
        for number, part in enumerate(parts, start=1):
            table = LedgerTable(columns, tuple(part), row=_COUNT_ROW)
            end = self._end(count) if number == len(parts) else None
            yield _Beside(self._setter, heading, table, end).draw

    def _to_count(self) -> tuple[CountedPile, ...]:
        """Return what there is to count, where nobody counted in the month."""
        return tuple(CountedPile(each.value, each.count, 0) for each in self._month.closing_piles)

    def _sums(self, piles: Sequence[CountedPile], *, counted: bool) -> tuple[Cell, ...]:
        there, book = sum(each.counted for each in piles), sum(each.book for each in piles)
        worth = sum(each.value * each.counted for each in piles)
        sums = (
            cell(f"{there:,}", STRONG),
            _loss(self._saying, there - book),
            cell(yen(worth), STRONG),
        )
        return (
            cell(self._words.count_total, STRONG),
            cell(f"{book:,}", STRONG),
            *(sums if counted else ((), (), ())),
        )

    def _end(self, count: StampCount | None) -> _End:
        """Return the boxes below the count: why it differed, who counted, who was there."""
        month, words = self._month, self._words
        held = sum(each.value * each.held for each in month.closing_piles)
        worth = {"closing": yen(month.closing), "held": yen(held)}
        sentence = self._saying.say(words.held, owned=yen(month.closing - held), **worth)
        counted_by = "" if count is None else self._name(count.counted_by)
        witness = "" if count is None else self._name(count.witness)
        return _End(
            (
                (words.cause, self._causes(), _CAUSE_HEIGHT),
                (words.counted_by, counted_by, _PERSON_HEIGHT),
                (words.witness, witness, _PERSON_HEIGHT),
            ),
            (sentence, words.note),
        )

    def _causes(self) -> str:
        """Say why the counts of the month differed; of several, each with its day."""
        words, counts = self._words, self._month.counts
        said = []
        for on, count in counts:
            told = words.equal
            if any(each.difference for each in count.piles):
                measure = self._saying.say(words.measure, measure=count.measure)
                told = f"{count.cause}\n{measure}"
            if len(counts) > 1:
                day = self._saying.day(on, on.year)
                told = self._saying.say(words.count_on, day=day, text=told)
            said.append(told)
        return "\n".join(said)


def _pile(saying: Saying, pile: CountedPile, *, counted: bool) -> tuple[Cell, ...]:
    said = (
        cell(f"{pile.counted:,}"),
        _loss(saying, pile.difference, CELL),
        cell(yen(pile.value * pile.counted)),
    )
    return (
        cell(yen(pile.value)),
        cell(f"{pile.book:,}"),
        *(said if counted else ((), (), ())),
    )


def _loss(saying: Saying, difference: int, kind: Type = STRONG) -> Cell:
    """Say by how many pieces a count differs: what is missing has a sign, and is red too."""
    if difference >= 0:
        return cell(f"{difference:,}", kind)
    return cell(saying.say(saying.words.loss, number=f"{-difference:,}"), kind, RED)


class _End(NamedTuple):
    """What stands below the count: boxes with their labels, and what is to be known."""

    boxes: tuple[tuple[str, str, float], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Beside:
    """A part of the count, and on the last sheet what stands below it."""

    setter: Setter
    heading: str
    table: LedgerTable
    end: _End | None

    def draw(self, sheet: Sheet) -> None:
        """Draw it at the right of the sheet."""
        room = RIGHT - _COUNT_LEFT
        sheet.text_within(_COUNT_LEFT, _HEADING_BASE, _HEADING, self.heading, room)
        y = _COUNT_TOP
        for slab in self.table.slabs(self.setter, _COUNT_LEFT):
            slab.draw(sheet, y)
            y += slab.height
        if self.end is None:
            return
        y += _ABOVE_BOXES
        for label, said, height in self.end.boxes:
            self._box(sheet, y, label, said, height)
            y += height
        y += _ABOVE_NOTE
        for note in self.end.notes:
            for line in self.setter.lines(plain(note), _NOTE, room, Align.LEFT):
                line.draw(sheet, _COUNT_LEFT, y + _NOTE.drop)
                y += _NOTE.height

    def _box(self, sheet: Sheet, top: float, label: str, said: str, height: float) -> None:
        sheet.fill((_COUNT_LEFT, top), (_LABEL_WIDTH, height), HEAD_FILL)
        sheet.frame((_COUNT_LEFT, top), (_LABEL_WIDTH, height))
        sheet.frame((_COUNT_LEFT, top), (RIGHT - _COUNT_LEFT, height))
        parts = label.split("\n")
        y = top + (height - len(parts) * _LABEL.height) / 2
        for part in parts:
            kind = _LABEL.fitted(sheet.width(_LABEL, part), _LABEL_WIDTH - 2.0)
            middle = _COUNT_LEFT + _LABEL_WIDTH / 2
            sheet.text_centred(middle, y + _LABEL.drop, kind, part)
            y += _LABEL.height
        room = RIGHT - _COUNT_LEFT - _LABEL_WIDTH - 2 * _PADDING
        kind, lines = self._fitted(said, room, height - 2 * _PADDING)
        y = top + _PADDING
        for line in lines:
            line.draw(sheet, _COUNT_LEFT + _LABEL_WIDTH + _PADDING, y + kind.drop)
            y += kind.height

    def _fitted(self, said: str, room: float, height: float) -> tuple[Type, list[SetLine]]:
        """Return text in the largest type in which it has room in a box."""
        kind = _NOTE
        while True:
            lines = self.setter.lines(plain(said), kind, room, Align.LEFT)
            if len(lines) * kind.height <= height or kind.size <= _SMALLEST:
                return kind, lines
            kind = kind._replace(size=kind.size - 0.3, leading=kind.leading - 0.4)


# Any ledger: its table as it stands on the screen, sums below, the rest ruled out.


def table_ledger(saying: Saying, setter: Setter, page: TablePage) -> LedgerSheets:
    """Return the sheets of a ledger; its columns share the sheet by their widths."""
    words, table = saying.words.tables, page.table
    told = [saying.say(words.subtitle, first=page.first, last=page.last, count=len(table.rows))]
    told += [saying.say(words.narrowed, text=page.text)] if page.text else []
    told += [table.note] if table.note else []
    sheet = _OnPaper(saying, setter, table)
    if table.rows and len(sheet.shown) < len(table.head):
        told.append(saying.say(words.dropped, count=len(table.head) - len(sheet.shown)))
    set_table = LedgerTable(sheet.columns(), sheet.rows(), head_height=_HEAD_HEIGHT)
    return LedgerSheets(
        saying=saying,
        title=table.title,
        subtitle="　　".join(told),
        slabs=set_table.slabs(setter, LEFT),
        foot=saying.say(saying.words.applications.mark, mark=str(page.mark)),
        ruled_out=BOTTOM,
    )


class _OnPaper:
    """A table in the columns of its sheet: those in which nothing stands are left out."""

    def __init__(self, saying: Saying, setter: Setter, table: Ledger) -> None:
        self._setter = setter
        self._table = table
        self._nothing = saying.words.nothing
        self._rows = [tuple(_said(saying, each) for each in row) for row in table.rows]
        self._sums = tuple(_said(saying, each) for each in table.sums)
        every = range(len(table.head))
        self.shown = [at for at in every if any(row[at] for row in self._rows)] or [*every]
        to_fit = [
            ToFit(
                at,
                table.head[at],
                [row[at] for row in (*self._rows, self._sums) if row],
                table.widths[at] * HALF_WIDTH + 2 * PADDING_X,
                self._kind(at),
                firm=table.kinds[at] is not LedgerFieldKind.TEXT,
            )
            for at in self.shown
        ]
        self._fitted = fitted(setter, to_fit, RIGHT - LEFT, 2 * PADDING_X)

    def _kind(self, at: int) -> Type:
        return NAME if self._table.kinds[at] is LedgerFieldKind.NAME else CELL

    def columns(self) -> tuple[LedgerColumn, ...]:
        """Return the columns of the sheet, with the heads of what stands in each."""
        return tuple(map(self._column, self._fitted))

    def _column(self, column: FittedColumn) -> LedgerColumn:
        room = column.width - 2 * PADDING_X
        if len(column.heads) > 1:
            room /= LEAST_HEAD  # a line each, however small: what begins where is seen
        heads = (part for head in column.heads for part in self._lines_of(head, room))
        figures = all(self._table.kinds[at].is_figure for at in column.places)
        return LedgerColumn("\n".join(heads), column.width, Align.RIGHT if figures else Align.LEFT)

    def _lines_of(self, head: str, room: float) -> Sequence[str]:
        return head_lines(self._setter, _HEAD, head, room)

    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the rows in those columns, the sums behind them."""
        rows = [tuple(self._cell(row, each) for each in self._fitted) for row in self._rows]
        if self._sums:
            rows.append(tuple(self._cell(self._sums, each, STRONG) for each in self._fitted))
        return tuple(rows)

    def _cell(self, row: Sequence[str], column: FittedColumn, kind: Type | None = None) -> Cell:
        """Return what stands in a column: of two, what is empty beside what is not says so."""
        if not any(row[at] for at in column.places):
            return ()
        return tuple(
            LedgerLine(row[at] or self._nothing, kind or self._kind_of(row[at], at))
            for at in column.places
        )

    def _kind_of(self, said: str, at: int) -> Type:
        """Return the type of a cell: a mark in the place of a name is no larger than the rest."""
        return self._kind(at) if said and said not in self._table.marks else CELL


def _said(saying: Saying, value: LedgerCell) -> str:
    if isinstance(value, date):
        return saying.dated(value)
    return f"{value:,}" if isinstance(value, int) else value
