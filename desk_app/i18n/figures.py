# SPDX-License-Identifier: MIT
"""The figures of a period in words: tiles, charts with their tables, what has to be said (I4)."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from desk_app.desk.figures.counting import (
    DAYS_OF,
    WAITING,
    FigurePeriod,
    calendar_year,
    code_before,
    fiscal_year,
    load_parts,
    month,
    month_parts,
    open_inquiry_parts,
    open_parts,
)
from desk_app.i18n import dates, vocabulary, writing
from desk_app.records.books.figures import (
    Bar,
    Chart,
    ChartInk,
    ChartReport,
    ClaimEnd,
    CompleteAfter,
    CrossTable,
    FeeCourse,
    Figure,
    FigureTable,
    Fill,
    KeyFigure,
    Lead,
    Marker,
    ReplySpan,
    WaitedFor,
)
from desk_app.records.case.application import Right
from desk_app.records.case.history import ReturnReason
from desk_app.records.case.inquiries import Cause, Channel, InquiryKind
from desk_app.records.desk.people import Language
from desk_app.rules.days.eras import MONTHS_EN
from desk_app.rules.finding_codes import Cure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from enum import Enum

    from desk_app.records.books.figures import FigureRow, Figures, KeyFigures, SlowReply

T = TypeVar("T")

WARNED, TARGET = 10, 14
"""The days between the spans at which a line can stand; others have no place among them."""

NOT_TOLD = "—"
"""Stands for a number that is not told, or where there is none."""

_WORDS: Mapping[Figure, type[Enum]] = {
    Figure.RIGHTS: Right,
    Figure.OUTCOMES: ClaimEnd,
    Figure.DAYS: ReplySpan,
    Figure.COMPLETE: CompleteAfter,
    Figure.FEES: FeeCourse,
    Figure.WAITS: WaitedFor,
    Figure.LATE_WAITS: WaitedFor,
    Figure.CAME_BACK: ReturnReason,
    Figure.RIGHT_MONTHS: Right,
    Figure.INQUIRIES: InquiryKind,
    Figure.CHANNELS: Channel,
    Figure.CAUSES: Cause,
    Figure.INQUIRY_DAYS: ReplySpan,
}
_STANDING = frozenset({Figure.RECEIVED, Figure.DAYS, Figure.INQUIRY_DAYS})
_SPANS = frozenset({Figure.DAYS, Figure.INQUIRY_DAYS})
_BY_MONTH = frozenset({Figure.RIGHT_MONTHS, Figure.INQUIRIES})
"""Of these each row is of a month and of something in it: no bars, crossed on a screen."""

_Leads = tuple[Lead | None, ...]

_UNDECIDED = {ClaimEnd.OPEN.value, CompleteAfter.NOT_YET.value}
_WAITED = {ReplySpan.TO_13.value, ReplySpan.AT_14.value}
_LATE = ReplySpan.FROM_15.value
_NO_YEAR_BEFORE = frozenset({Figure.OPEN, Figure.LOAD, Figure.DISPOSAL, Figure.OPEN_INQUIRIES})


def told(figures: Figures, language: Language) -> ChartReport:
    """Return a report in words of a language; a figure of which nothing was counted is left out."""
    return _Telling(figures, language).all()


def period_of(period: FigurePeriod, language: Language) -> str:
    """Name a period: the fiscal year, the year or the month it is, else from when to when."""
    first, last = period.first, period.last
    whole = {
        fiscal_year(first): lambda: _said("fiscal_year", language, year=_year(first, language)),
        calendar_year(first): lambda: _said("year", language, year=_year(first, language)),
        month(first): lambda: dates.month(first, language),
    }
    if period in whole:
        return whole[period]()
    return _said("days", language, first=_full(first, language), last=_full(last, language))


def _full(on: date, language: Language) -> str:
    return dates.full(on, language)


def _year(on: date, language: Language) -> str:
    """Return a year: 令和8年, or 2026; the one in which an era begins bears the later name."""
    if language is Language.EN:
        return str(on.year)
    return dates.full(date(on.year, 12, 31), language).partition("年")[0]


def _said(key: str, language: Language, **facts: object) -> str:
    words = vocabulary.word_of("FigureText", key, language) or key
    return words.format(**facts)


class _Telling:
    """One report under way in one language."""

    def __init__(self, figures: Figures, language: Language) -> None:
        self._figures = figures
        self._language = language
        # Said once where there was no year before, not as a nought under every figure.
        self._has_before = figures.has_before

    def all(self) -> ChartReport:
        figures = self._figures
        charts = [self._chart(table) for table in figures.tables if _has_any(table)]
        if figures.slowest:
            charts.insert(_behind(charts, Figure.MISSING, Figure.DAYS), self._slowest())
        notes = []
        if figures.gone or figures.gone_before:
            notes.append(self._say("gone", now=figures.gone, before=figures.gone_before))
        if figures.gone_inquiries or figures.gone_inquiries_before:
            now, before = figures.gone_inquiries, figures.gone_inquiries_before
            notes.append(self._say("gone_inquiries", now=now, before=before))
        if not self._has_before:
            notes.append(self._say("no_before"))
        if figures.outside:
            notes.append(self._say("outside"))
        period = FigurePeriod(figures.first, figures.last)
        return ChartReport(
            period_of(period, self._language), tuple(self._tiles()), tuple(charts), tuple(notes)
        )

    def _tiles(self) -> list[KeyFigure]:
        tiles: tuple[tuple[str, Callable[[KeyFigures], str]], ...] = (
            ("received", lambda key: self._count(key.received)),
            ("completed", lambda key: self._count(key.completed)),
            ("open", lambda key: self._count(key.open)),
            ("median", lambda key: self._days(key.median)),
            ("late", lambda key: self._count(key.late)),
            ("fee", lambda key: self._yen(key.fee)),
            ("came_back", lambda key: self._count(key.came_back, "envelopes")),
        )
        now, before = self._figures.key, self._figures.key_before
        return [
            KeyFigure(
                self._say(f"tile_{name}", target=self._figures.target),
                told_of(now),
                self._say("before", count=told_of(before)) if self._has_before else "",
            )
            for name, told_of in tiles
        ]

    def _chart(self, table: FigureTable) -> Chart:
        figure = table.figure
        labels = [self._labels(figure, row.code) for row in table.rows]
        compared = figure not in WAITING and any(row.before for row in table.rows)
        bars = [
            self._bar(figure, row, label, compared=compared)
            for row, (label, *_) in zip(table.rows, labels, strict=True)
            if figure not in _BY_MONTH
        ]
        beside = [self._say(f"head_{figure.value}")] if figure in _BY_MONTH else []
        head = [self._say("head_month") if beside else self._title(figure), *beside]
        head.append(self._say("head_count"))
        if figure not in _NO_YEAR_BEFORE:
            head.append(self._say("head_before"))
        if any(row.gone for row in table.rows):
            head.append(self._say("head_gone"))
        if figure in WAITING:
            head.append(self._say("head_spent"))
        if figure in DAYS_OF:
            head.append(self._say("head_days"))
        pairs = zip(table.rows, labels, strict=True)
        rows = [self._cells(table, row, each) for row, each in pairs]
        codes = row_codes = tuple(row.code for row in table.rows)
        leads = self._leads(table, len(head))
        if figure is Figure.RECEIVED:
            rows, row_codes = self._folded(table, rows)
        if table.total is not None or table.before is not None:
            rows.append(self._sum(table, len(head), 1 + len(beside)))
        shown = [leads.get(code, ()) for code in row_codes]
        if len(shown) < len(rows):
            shown.append(self._sum_leads(table, len(head)))
        return Chart(
            name=figure.value,
            title=self._title(figure),
            subtitle=self._subtitle(table),
            bars=tuple(bars),
            head=tuple(head),
            rows=tuple(rows),
            codes=codes,
            standing=figure in _STANDING,
            markers=self._markers() if figure in _SPANS else (),
            row_codes=row_codes,
            labels=1 + len(beside),
            leads=tuple(shown),
            cross=self._crossed(table) if figure in _BY_MONTH else None,
        )

    def _lead(self, table: FigureTable, rows: Sequence[FigureRow], name: str) -> Lead:
        """Return what the count of some rows of a figure leads to."""
        codes = tuple(row.code for row in rows if row.count)
        count, gone = sum(row.count or 0 for row in rows), sum(row.gone for row in rows)
        return Lead(f"{self._title(table.figure)}: {name}", codes, count, gone)

    def _lead_before(self, table: FigureTable, rows: Sequence[FigureRow], name: str) -> Lead:
        """Return what the count of the year before leads to."""
        codes = tuple(code_before(table.figure, row.code) for row in rows if row.before)
        count, gone = sum(row.before or 0 for row in rows), sum(row.gone_before for row in rows)
        said = f"{self._title(table.figure)}: {name}, {self._say('head_before')}"
        return Lead(said, codes, count, gone, before=True)

    def _leads(self, table: FigureTable, width: int) -> dict[str, _Leads]:
        """Return by code of a row what its cells lead to: each word of it to its count."""
        return {
            row.code: self._row_leads(table, (row,), self._named(table, row), width)
            for row in table.rows
        }

    def _sum_leads(self, table: FigureTable, width: int) -> _Leads:
        return self._row_leads(table, table.rows, self._say("sum"), width)

    def _row_leads(
        self, table: FigureTable, rows: Sequence[FigureRow], name: str, width: int
    ) -> _Leads:
        labels = 2 if table.figure in _BY_MONTH else 1
        # What somebody looks after is of two kinds: no page lists all of it together.
        together = table.figure is not Figure.LOAD or len(rows) == 1
        lead = self._lead(table, rows, name) if together else None
        found: list[Lead | None] = [lead] * (labels + 1)
        if table.figure not in _NO_YEAR_BEFORE:
            found.append(self._lead_before(table, rows, name))
        # The days of what waited lead to what waited, too.
        return tuple([*found, *[lead if table.figure in WAITING else None] * width][:width])

    def _named(self, table: FigureTable, row: FigureRow) -> str:
        return " ".join(self._labels(table.figure, row.code))

    def _crossed(self, table: FigureTable) -> CrossTable:
        """Return months below each other, what was counted in them side by side, and the sums."""
        language = self._language
        months = list(dict.fromkeys(month_parts(row.code)[0] for row in table.rows))
        there = {month_parts(row.code)[1] for row in table.rows}
        across = [each for each in _WORDS[table.figure] if str(each.value) in there]
        short = [
            vocabulary.short_of(each, language) or vocabulary.word(each, language)
            for each in across
        ]
        head = [self._say("head_month"), *short, self._say("sum"), self._say("head_before")]
        if any(row.gone for row in table.rows):
            head.append(self._say("head_gone"))
        made = [self._cross_row(table, month_of, across, len(head)) for month_of in (*months, "")]
        rows, leads = zip(*made, strict=True)
        return CrossTable(tuple(head), rows, leads)

    def _cross_row(
        self, table: FigureTable, month_of: str, across: Sequence[Enum], width: int
    ) -> tuple[tuple[str, ...], _Leads]:
        """Return the cells of a month and what they lead to; those of all months for none."""
        those = [row for row in table.rows if month_of in ("", month_parts(row.code)[0])]
        named = dates.month(_first_of(month_of), self._language) if month_of else self._say("sum")
        cells, leads = [named], [self._lead(table, those, named)]
        for each in across:
            rows = [row for row in those if month_parts(row.code)[1] == str(each.value)]
            cells.append(self._added(row.count for row in rows))
            said = f"{named} {vocabulary.word(each, self._language)}"
            leads.append(self._lead(table, rows, said))
        cells += [
            self._added(row.count for row in those),
            self._added(row.before for row in those),
            self._number(sum(row.gone for row in those)),
        ]
        leads += [leads[0], self._lead_before(table, those, named)]
        return tuple(cells[:width]), tuple([*leads, None][:width])

    def _added(self, counts: Iterable[int | None]) -> str:
        """Return what counts come to; nothing is told where one of them is not."""
        every = list(counts)
        told = [each for each in every if each is not None]
        return self._number(sum(told) if len(told) == len(every) else None)

    def _folded(
        self, table: FigureTable, cells: list[tuple[str, ...]]
    ) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
        """Return the rows with their codes; months one after the other without any are one row."""
        rows: list[tuple[str, ...]] = []
        codes: list[str] = []
        for empty, group in groupby(zip(table.rows, cells, strict=True), _is_empty):
            those = list(group)
            if empty and len(those) > 1:
                first, last = (self._labels(table.figure, each.code)[0] for each, _ in _ends(those))
                label = self._say("months_without", first=first, last=last)
                rows.append((label, *those[0][1][1:]))
                codes.append("")
                continue
            rows += [of for _, of in those]
            codes += [row.code for row, _ in those]
        return rows, tuple(codes)

    def _bar(self, figure: Figure, row: FigureRow, label: str, *, compared: bool) -> Bar:
        fill, ink = Fill.SOLID, ChartInk.BAR
        if row.code in _UNDECIDED or (figure in _SPANS and row.code in _WAITED):
            fill = Fill.HATCHED
        if figure in _SPANS and row.code == _LATE:
            fill, ink = Fill.HATCHED, ChartInk.LATE
        before = row.before or 0 if compared else None
        short = self._short(figure, row.code) or label
        if figure in WAITING:
            said = self._say("spent", days=self._days(row.days_sum), count=self._count(row.count))
            return Bar(short, row.days_sum, said)
        return Bar(short, row.count or 0, self._count(row.count), before, fill, ink)

    def _cells(
        self, table: FigureTable, row: FigureRow, labels: tuple[str, ...]
    ) -> tuple[str, ...]:
        cells = [*labels, self._number(row.count)]
        if table.figure not in _NO_YEAR_BEFORE:
            cells.append(self._number(row.before))
        if any(each.gone for each in table.rows):
            cells.append(self._number(row.gone))
        if table.figure in WAITING:
            cells.append(self._days(row.days_sum))
        if table.figure in DAYS_OF:
            cells.append(self._days(row.days))
        return tuple(cells)

    def _sum(self, table: FigureTable, width: int, labels: int) -> tuple[str, ...]:
        cells = [self._say("sum"), *("" for _ in range(labels - 1)), self._number(table.total)]
        if table.figure not in _NO_YEAR_BEFORE:
            cells.append(self._number(table.before))
        if any(row.gone for row in table.rows):
            cells.append(self._number(sum(row.gone for row in table.rows)))
        return tuple([*cells, ""][:width])

    def _slowest(self) -> Chart:
        """Return the slowest as a table alone: the days of each, and what they went to."""
        slow = self._figures.slowest
        waited = [vocabulary.short_of(each, self._language) or "" for each in WaitedFor]
        head = (self._say("head_number"), self._say("head_took"), *waited)
        return Chart(
            name=SLOWEST,
            title=self._say("slowest"),
            subtitle=self._say("slowest_of"),
            bars=(),
            head=head,
            rows=tuple(self._slow_row(each) for each in slow),
            codes=tuple(str(each.application) for each in slow),
            leads=tuple(
                (Lead(each.receipt_number, (str(each.application),), 1),) * len(head)
                for each in slow
            ),
        )

    def _slow_row(self, slow: SlowReply) -> tuple[str, ...]:
        waited = dict(slow.waited)
        # Of one that was carried over nobody here knows.
        known = bool(waited) or not slow.days
        spent = (self._number(waited.get(each, 0) if known else None) for each in WaitedFor)
        return slow.receipt_number, self._days(slow.days), *spent

    def _markers(self) -> tuple[Marker, ...]:
        if (self._figures.warning, self._figures.target) != (WARNED, TARGET):
            return ()
        spans = list(ReplySpan)
        return (
            Marker(spans.index(ReplySpan.TO_13), self._say("day_warned"), dashed=True),
            Marker(spans.index(ReplySpan.FROM_15), self._say("day_past"), ChartInk.LATE),
        )

    def _labels(self, figure: Figure, code: str) -> tuple[str, ...]:
        if figure in _BY_MONTH:
            month_of, counted = month_parts(code)
            named = dates.month(_first_of(month_of), self._language)
            return named, vocabulary.word(_WORDS[figure](counted), self._language)
        return (self._label(figure, code),)

    def _label(self, figure: Figure, code: str) -> str:
        language = self._language
        if figure is Figure.RECEIVED:
            return dates.month(_first_of(code), language)
        if figure is Figure.DISPOSAL:
            return dates.month(_first_of(code), language) if code else self._say("overdue")
        if figure is Figure.DEPARTMENTS:
            return code or self._say("no_department")
        if figure in {Figure.OPEN, Figure.OPEN_INQUIRIES, Figure.LOAD}:
            return self._aged(figure, code)
        if figure is Figure.MISSING:
            return vocabulary.short_of(Cure(code), language) or code
        return vocabulary.word(_WORDS[figure](code), language)

    def _aged(self, figure: Figure, code: str) -> str:
        """Return the label of what is open: what it waits for or who looks after it, and age."""
        if figure is Figure.LOAD:
            carer, kind, age = load_parts(code)
            name = dict(self._figures.people).get(carer) or self._say("nobody")
            what = f"{name} {vocabulary.word(kind, self._language)}"
        else:
            parts = open_parts if figure is Figure.OPEN else open_inquiry_parts
            work, age = parts(code)
            what = vocabulary.word(work, self._language)
        return self._say("open_since", work=what, age=vocabulary.word(age, self._language))

    def _short(self, figure: Figure, code: str) -> str:
        """Return the label of a month at an axis, where the year stands in the title."""
        if figure is not Figure.RECEIVED:
            return ""
        number = _first_of(code).month
        return f"{number}月" if self._language is Language.JA else MONTHS_EN[number - 1][:3]

    def _subtitle(self, table: FigureTable) -> str:
        key, total = f"of_{table.figure.value}", table.total
        return self._say(key, count=self._count(total) if total is not None else "").strip()

    def _title(self, figure: Figure) -> str:
        return vocabulary.word(figure, self._language)

    def _count(self, count: int | None, unit: str = "cases") -> str:
        number = self._number(count)
        return number if count is None else self._say(f"count_{unit}", count=number)

    def _number(self, count: int | None) -> str:
        return NOT_TOLD if count is None else f"{count:,}"

    def _days(self, days: float | None) -> str:
        if days is None:
            return NOT_TOLD
        return self._say("count_days", count=f"{days:.1f}".removesuffix(".0"))

    def _yen(self, yen: int | None) -> str:
        return NOT_TOLD if yen is None else writing.yen(yen, self._language)

    def _say(self, key: str, **facts: object) -> str:
        return _said(key, self._language, **facts)


SLOWEST = "slowest"
"""The name of the chart of the slowest replies, which is no figure of its own."""


def _has_any(table: FigureTable) -> bool:
    return any(row.count or row.before or row.count is None for row in table.rows)


def _is_empty(row: tuple[FigureRow, tuple[str, ...]]) -> bool:
    return row[0].count == 0 and not row[0].before and row[0].before is not None


def _ends(rows: Sequence[T]) -> tuple[T, T]:
    return rows[0], rows[-1]


def _behind(charts: list[Chart], *figures: Figure) -> int:
    """Return the place behind the first of these that is there, or behind all."""
    names = [each.name for each in charts]
    there = (names.index(each.value) + 1 for each in figures if each.value in names)
    return next(there, len(charts))


def _first_of(code: str) -> date:
    return date.fromisoformat(f"{code}-01")
