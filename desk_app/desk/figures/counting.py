# SPDX-License-Identifier: MIT
"""The figures of a period (I4): what was received, how it ended, how long it took; no name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median
from typing import TypeVar

from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, Cancelled, NotFound
from desk_app.desk.ports import Progress, Store
from desk_app.desk.rows import COUNT_CAP, Filter, ListOrder
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId, Word
from desk_app.records.charts import ChartReport
from desk_app.records.figures import (
    Age,
    ClaimEnd,
    CompleteAfter,
    Counted,
    CountedGone,
    FeeCourse,
    Figure,
    FigureRow,
    Figures,
    FigureTable,
    KeyFigures,
    ReplySpan,
    SlowReply,
)
from desk_app.records.findings import Work
from desk_app.records.journal import Action
from desk_app.records.pages import FiguresPage
from desk_app.records.people import Language
from desk_app.rules.figures import replied_after, span_of, tally, without_departments
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.situation import Situation, situation_of

FIRST_MONTH = 4
"""A fiscal year begins with April."""

MOST_APPLICATIONS = 20_000
"""Of more applications in a period and the year before it no figures are made: each is read."""

AT_ONCE = 25
"""So many applications are read before others are answered."""

SLOWEST = 5
MONTHS_AHEAD = 12
"""So many months of coming disposals are told, and apart from them all that are overdue."""

_DAY = timedelta(days=1)
_OLD = ((9, Age.TO_9), (14, Age.TO_14))


@dataclass(frozen=True, slots=True)
class FigurePeriod:
    """The days of a report, both included."""

    first: date
    last: date

    @property
    def months(self) -> tuple[str, ...]:
        """Return its months, those it has only days of included: 2026-11."""
        found, day = [], self.first.replace(day=1)
        while day <= self.last:
            found.append(f"{day:%Y-%m}")
            day = (day + 31 * _DAY).replace(day=1)
        return tuple(found)

    @property
    def whole_months(self) -> tuple[str, ...]:
        """Return the months of which it has every day."""
        found = list(self.months)
        if self.first.day > 1:
            found = found[1:]
        if found and (self.last + _DAY).day > 1:
            found = found[:-1]
        return tuple(found)

    @property
    def year_before(self) -> FigurePeriod:
        """Return the same days of the year before; to the end of February where it ends there."""
        last = _year_before(self.last)
        if (self.last + _DAY).day == 1:
            last = _year_before(self.last + _DAY) - _DAY
        return FigurePeriod(_year_before(self.first), last)


def fiscal_year(day: date) -> FigurePeriod:
    """Return the fiscal year in which a day lies, April to March."""
    year = day.year if day.month >= FIRST_MONTH else day.year - 1
    return FigurePeriod(date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH, 1) - _DAY)


def calendar_year(day: date) -> FigurePeriod:
    """Return the calendar year of a day: receipt numbers begin anew with it."""
    return FigurePeriod(date(day.year, 1, 1), date(day.year, 12, 31))


def month(day: date) -> FigurePeriod:
    """Return the month of a day."""
    first = day.replace(day=1)
    return FigurePeriod(first, (first + 31 * _DAY).replace(day=1) - _DAY)


def _year_before(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


@dataclass(frozen=True, slots=True)
class FiguresRead:
    """The figures, and which applications each row counts: their ids, for who may open them."""

    figures: Figures
    members: Mapping[Counted, tuple[ApplicationId, ...]] = field(default_factory=dict)


def read(desk: Desk, period: FigurePeriod, progress: Progress | None = None) -> FiguresRead:
    """Return the figures of the applications that arrived in a period, read in one go.

    Raises what ``begin`` does, and Cancelled.
    """
    reading = begin(desk, period)
    while True:
        if progress is not None:
            if progress.cancelled:
                raise Cancelled
            progress.report(reading.done, reading.total)
        if not reading.go_on():
            return reading.finish()


def begin(desk: Desk, period: FigurePeriod) -> FigureReading:
    """Begin to read the figures of the applications that arrived in a period.

    Who reads cases may, and who lets ledgers out. Raises NotAllowed, BadInput for a period that
    ends before it begins, and where more applications than ``MOST_APPLICATIONS`` would have to be
    read.
    """
    if not desk.may(Duty.READ_CASES):
        desk.must(Duty.EXPORT)
    if period.last < period.first:
        raise BadInput("days_turned", place="last")
    return FigureReading(desk, desk.ports.store, period)


def figures_page(
    desk: Desk, report: ChartReport, language: Language, *, outside: bool = False
) -> FiguresPage:
    """Return what the figures show on paper, noted before they go.

    ``outside`` says that they are said as they may leave the house. Who may see them may print
    them. Raises NotAllowed.
    """
    if not desk.may(Duty.READ_CASES):
        desk.must(Duty.EXPORT)
    return _noted(desk, report, language, outside=outside)


def export_figures(
    desk: Desk, report: ChartReport, language: Language, *, outside: bool = False
) -> FiguresPage:
    """Return the same on its way out as a file (T29); raises NotAllowed for who lets out none."""
    desk.must(Duty.EXPORT)
    return _noted(desk, report, language, outside=outside)


def _noted(desk: Desk, report: ChartReport, language: Language, *, outside: bool) -> FiguresPage:
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        rows = sum(len(chart.rows) for chart in report.charts)
        books.journal.note(Action.LEDGER_EXPORTED, None, ledger="figures", rows=rows)
        profile, mark = books.settings.profile(), books.journal.mark()
        books.commit()
    return FiguresPage(language, profile, desk.today, report, mark, outside)


def left_behind(situations: Iterable[Situation]) -> tuple[CountedGone, ...]:
    """Return what stays of applications in the figures when they are disposed of (H2).

    They are counts of all together by month of arrival: no number, no name, no department.
    """
    found: Counter[tuple[str, Figure, str]] = Counter()
    for situation in situations:
        arrived = f"{situation.file.application.received_on:%Y-%m}"
        for (figure, code), count in without_departments(tally(situation)).items():
            found[arrived, figure, code] += count
    rows = (CountedGone(*key, count) for key, count in found.items())
    return tuple(sorted(rows, key=lambda each: (each.month, each.figure.value, each.code)))


def as_text(counted: Iterable[CountedGone]) -> str:
    """Return counts as one text, of which the journal keeps the digest."""
    rows = (f"{each.month} {each.figure.value} {each.code} {each.count}" for each in counted)
    return "\n".join(rows)


@dataclass(slots=True)
class _Counts:
    """What was counted in a period: of the applications that are there, and of those disposed of.

    ``days`` holds how many were answered after how many days; ``gone`` counts by figure alone.
    """

    counts: Counter[Counted] = field(default_factory=Counter)
    members: dict[Counted, list[ApplicationId]] = field(default_factory=dict)
    days: Counter[int] = field(default_factory=Counter)
    slow: list[SlowReply] = field(default_factory=list)
    gone: Counter[Figure] = field(default_factory=Counter)
    gone_rows: Counter[Counted] = field(default_factory=Counter)

    def add(self, situation: Situation) -> None:
        """Count one application."""
        application, days = situation.file.application, replied_after(situation)
        for counted, count in tally(situation).items():
            self._count(counted, count)
            self.members.setdefault(self._row(counted), []).append(application.id)
        if days is not None:
            self.slow.append(SlowReply(application.id, application.receipt_number, days))

    def add_gone(self, each: CountedGone) -> None:
        """Count what a disposal left."""
        counted = (each.figure, each.code)
        self._count(counted, each.count)
        self.gone[each.figure] += each.count
        self.gone_rows[self._row(counted)] += each.count

    def of(self, figure: Figure) -> dict[str, int]:
        """Return the counts of a figure by code."""
        return {code: count for (of, code), count in self.counts.items() if of is figure}

    def total(self, figure: Figure) -> int:
        """Return what all rows of a figure come to."""
        return sum(self.of(figure).values())

    def _count(self, counted: Counted, count: int) -> None:
        figure, code = counted
        self.counts[self._row(counted)] += count
        if figure is Figure.DAYS:
            self.days[int(code)] += count

    def _row(self, counted: Counted) -> Counted:
        figure, code = counted
        return (figure, span_of(int(code)).value) if figure is Figure.DAYS else counted


class FigureReading:
    """A report under way: some applications are read at a time, so that others get their answers.

    The year before is read with the period. What is disposed of meanwhile is passed over.
    """

    def __init__(self, desk: Desk, store: Store, period: FigurePeriod) -> None:
        self._desk = desk
        self._store = store
        self._period = period
        self._both = ((period, _Counts()), (period.year_before, _Counts()))
        self.today = desk.today
        self.listed: dict[Counted, list[ApplicationId]] = {}
        with store.reading() as books:
            self._waiting = [
                (counts, id_)
                for days, counts in self._both
                for id_ in books.files.received_between(days.first, days.last)
            ]
        self.done, self.total = 0, len(self._waiting)
        if self.total > MOST_APPLICATIONS:
            raise BadInput("ledger_too_long", {"most": MOST_APPLICATIONS}, place="first")

    def go_on(self, most: int = AT_ONCE) -> bool:
        """Read some more applications; say whether there were any."""
        some = self._waiting[self.done : self.done + most]
        with self._store.reading() as books:
            for counts, id_ in some:
                with suppress(NotFound):
                    file = books.files.get(id_)
                    rules = self._desk.rules_of(file.application)
                    counts.add(situation_of(file, rules, self.today))
        self.done += len(some)
        return bool(some)

    def finish(self) -> FiguresRead:
        """Return the figures of what was read; the ids are for who reads cases alone."""
        self._add_gone()
        (period, now), (_, then) = self._both
        days = self._desk.rulebook.on(min(period.last, self.today)).days
        figures = Figures(
            first=period.first,
            last=period.last,
            made_on=self.today,
            key=_key(now, days.target),
            key_before=_key(then, days.target),
            tables=tuple(_tables(now, then, period, self)),
            slowest=tuple(sorted(now.slow, key=lambda each: -each.days)[:SLOWEST]),
            gone=now.gone[Figure.RECEIVED],
            gone_before=then.gone[Figure.RECEIVED],
            warning=days.warning,
            target=days.target,
        )
        members = {row: tuple(ids) for row, ids in {**now.members, **self.listed}.items()}
        return FiguresRead(figures, members if self._desk.may(Duty.READ_CASES) else {})

    def _add_gone(self) -> None:
        with self._store.reading() as books:
            checks = [record.check for record in books.disposals.all()]
        for check in checks:
            for each in () if check is None else check.counted:
                for days, counts in self._both:
                    if each.month in days.whole_months:
                        counts.add_gone(each)

    def open_ones(self) -> Counter[str]:
        """Count what is not done today by group of the work list and age."""
        queries, today = self._store.queries, self.today
        found = defaultdict[str, list[ApplicationId]](list)
        ids = queries.window(Filter(open_only=True), ListOrder(), today, COUNT_CAP).ids
        for line in queries.lines(ids, today):
            found[open_code(line.work, _age_of((today - line.received_on).days))].append(line.id)
        return self._list(Figure.OPEN, found)

    def coming_disposals(self) -> Counter[str]:
        """Count what is due for disposal, under no month, and what will be, by month."""
        queries, today = self._store.queries, self.today
        found = defaultdict[str, list[ApplicationId]](list)
        for line in queries.kept(today, due=True, limit=COUNT_CAP):
            found[""].append(line.id)
        last = FigurePeriod(today.replace(day=1), today + 365 * _DAY).months[:MONTHS_AHEAD]
        for line in queries.kept(today, due=False, limit=COUNT_CAP):
            # It is due from the day after.
            if (due := f"{line.kept_until + _DAY:%Y-%m}") in last:
                found[due].append(line.id)
        return self._list(Figure.DISPOSAL, found)

    def _list(self, figure: Figure, found: Mapping[str, list[ApplicationId]]) -> Counter[str]:
        self.listed |= {(figure, code): ids for code, ids in found.items()}
        return Counter({code: len(ids) for code, ids in found.items()})


def open_code(work: Work, age: Age) -> str:
    """Return the code of a row of what is open: group and age."""
    return f"{work.value} {age.value}"


def open_parts(code: str) -> tuple[Work, Age]:
    """Return group and age of such a code."""
    work, age = code.split()
    return Work(work), Age(age)


def _age_of(days: int) -> Age:
    return next((age for last, age in _OLD if days <= last), Age.FROM_15)


def _key(counts: _Counts, target: int) -> KeyFigures:
    received, completed = counts.total(Figure.RECEIVED), counts.total(Figure.DAYS)
    return KeyFigures(
        received=received,
        claims=counts.total(Figure.RIGHTS),
        completed=completed,
        open=received - completed,
        median=median(counts.days.elements()) if counts.days else None,
        late=sum(count for days, count in counts.days.items() if days > target),
        fee=counts.total(Figure.FEE_KEPT),
        came_back=counts.total(Figure.CAME_BACK),
    )


def _tables(
    now: _Counts, then: _Counts, period: FigurePeriod, reading: FigureReading
) -> Iterator[FigureTable]:
    months = {each: _month_before(each) for each in period.months}
    # A month that has not begun says nothing.
    today = f"{reading.today:%Y-%m}"
    arrived = [each for each in months if each <= today]
    table = _Table(now, then)
    yield table.summed(Figure.RECEIVED, arrived, months)
    yield table.summed(Figure.RIGHTS, table.ranked(Figure.RIGHTS, _codes(Right)))
    ends = [each for each in ClaimEnd if each is not ClaimEnd.OPEN]
    ranked = table.ranked(Figure.OUTCOMES, [each.value for each in ends])
    yield table.summed(Figure.OUTCOMES, [*ranked, *table.there(Figure.OUTCOMES, ClaimEnd.OPEN)])
    yield table.summed(Figure.DAYS, _codes(ReplySpan))
    yield table.summed(Figure.COMPLETE, _codes(CompleteAfter))
    yield table.of(Figure.MISSING, table.ranked(Figure.MISSING))
    yield table.of(Figure.FEES, _codes(FeeCourse))
    yield table.summed(Figure.CAME_BACK, table.ranked(Figure.CAME_BACK))
    yield table.summed(Figure.DEPARTMENTS, table.ranked(Figure.DEPARTMENTS))
    for figure, found in (
        (Figure.OPEN, reading.open_ones()),
        (Figure.DISPOSAL, reading.coming_disposals()),
    ):
        order = sorted(found) if figure is Figure.DISPOSAL else _in_order_of_work(found)
        rows = tuple(FigureRow(code, found[code]) for code in order)
        yield FigureTable(figure, rows, sum(found.values()))


class _Table:
    """Makes the rows of a figure, the year before beside them."""

    def __init__(self, now: _Counts, then: _Counts) -> None:
        self._now = now
        self._then = then

    def of(
        self, figure: Figure, codes: Iterable[str], before: Mapping[str, str] | None = None
    ) -> FigureTable:
        """Return the rows of these codes; ``before`` names those of the year before."""
        counts, earlier = self._now.of(figure), self._then.of(figure)
        days = self._now.of(Figure.DEPARTMENT_DAYS)
        rows = []
        for code in codes:
            count = counts.get(code, 0)
            mean = days.get(code, 0) / count if figure is Figure.DEPARTMENTS and count else None
            past = earlier.get(code if before is None else before[code], 0)
            rows.append(FigureRow(code, count, past, self._now.gone_rows[figure, code], mean))
        return FigureTable(figure, tuple(rows))

    def summed(
        self, figure: Figure, codes: Iterable[str], before: Mapping[str, str] | None = None
    ) -> FigureTable:
        """Return the same with the sum of both: each thing stands in one row alone."""
        table = self.of(figure, codes, before)
        return FigureTable(figure, table.rows, self._now.total(figure), self._then.total(figure))

    def ranked(self, figure: Figure, codes: Sequence[str] = ()) -> list[str]:
        """Return the codes that were counted in either year, the commonest first."""
        counts, earlier = self._now.of(figure), self._then.of(figure)
        known = codes or sorted({*counts, *earlier})
        there = [each for each in known if counts.get(each) or earlier.get(each)]
        return sorted(there, key=lambda code: -counts.get(code, 0))

    def there(self, figure: Figure, member: Word) -> list[str]:
        """Return the code of a row that stands last, where anything was counted."""
        return self.ranked(figure, [str(member.value)])


W = TypeVar("W", bound=Word)


def _codes(words: type[W]) -> list[str]:
    return [str(each.value) for each in words]


def _month_before(code: str) -> str:
    year, rest = code.split("-")
    return f"{int(year) - 1:04}-{rest}"


def _in_order_of_work(found: Iterable[str]) -> list[str]:
    works, ages = list(Work), list(Age)

    def place(code: str) -> tuple[int, int]:
        work, age = open_parts(code)
        return works.index(work), ages.index(age)

    return sorted(found, key=place)
