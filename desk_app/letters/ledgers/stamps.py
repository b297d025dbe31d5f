# SPDX-License-Identifier: MIT
"""The stamp book of a month on paper (R2): every row with both balances, beside it the count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters import values
from desk_app.letters.blocks import HEAD_FILL
from desk_app.letters.ledgers.sheets import (
    CELL,
    LEFT,
    RIGHT,
    STRONG,
    LedgerColumn,
    LedgerSheets,
    LedgerTable,
    cell,
)
from desk_app.letters.setting import Align, plain
from desk_app.letters.sheet import RED, Face, Type
from desk_app.records.people import Language
from desk_app.records.stamps import CountedPile
from desk_app.rules.eras import MONTHS_EN, format_ja
from desk_app.rules.pieces import SEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from desk_app.letters.ledgers.sheets import Cell, Draw, Saying
    from desk_app.letters.setting import SetLine, Setter
    from desk_app.letters.sheet import Sheet
    from desk_app.records.base import UserId
    from desk_app.records.pages import MonthRow, StampBookPage
    from desk_app.records.stamps import StampCount


_WIDTHS = (12.5, 37.0, 24.0, 11.5, 11.0, 11.0, 14.0, 16.0, 16.0, 17.0, 17.5, 9.5)
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
        columns = tuple(map(LedgerColumn, heads, _WIDTHS, aligns))
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
            for place in range(len(_WIDTHS))
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
