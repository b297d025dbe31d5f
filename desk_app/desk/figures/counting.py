# SPDX-License-Identifier: MIT
"""The figures of a period (I4): what was received, how it ended, how long it took; no name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from statistics import median
from typing import TypeVar

from desk_app.desk import reading as known
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput
from desk_app.desk.keeping import placed
from desk_app.desk.ports import Books, Progress, Store, say_how_far
from desk_app.desk.rows import FigureQueries
from desk_app.records.base import ApplicationId, UserId, Word, inquiry_of
from desk_app.records.books.figures import (
    Age,
    ChartReport,
    ClaimEnd,
    CompleteAfter,
    Counted,
    FeeCourse,
    Figure,
    FigureRow,
    Figures,
    FigureTable,
    KeyFigures,
    LoadKind,
    MonthCount,
    ReplySpan,
    Tally,
    WaitedFor,
)
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.findings import Work
from desk_app.records.case.inquiries import Channel, Inquiry, InquiryKind, InquiryWork
from desk_app.records.desk.people import Language
from desk_app.records.pages import FiguresPage
from desk_app.rules.figures import span_of, tally, tally_of_inquiry, without_departments
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.situation.situation import Situation

FIRST_MONTH = 4
"""A fiscal year begins with April."""

AT_ONCE = 25
"""So many applications without a tally are read before others are answered."""

SLOWEST = 5
MONTHS_AHEAD = 12
"""So many months of coming disposals are told, and apart from them all that are overdue."""

W = TypeVar("W", Work, InquiryWork, UserId)

_DAY = timedelta(days=1)
_IN_BRIEF = frozenset({Figure.OUTCOMES.value, Figure.DAYS.value})
"""The charts of the sheet for management: however many bars they have, one page holds them."""

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


def read(desk: Desk, period: FigurePeriod, progress: Progress | None = None) -> Figures:
    """Return the figures of what arrived in a period, read in one go.

    Raises what ``begin`` does, and Cancelled.
    """
    reading = begin(desk, period)
    while True:
        say_how_far(progress, reading.done, reading.total)
        if not reading.go_on():
            return reading.finish()


def begin(desk: Desk, period: FigurePeriod) -> FigureReading:
    """Begin to read the figures of what arrived in a period.

    Who reads cases may, and who lets ledgers out. Raises NotAllowed, and BadInput for a period that
    ends before it begins.
    """
    if not desk.may(Duty.READ_CASES):
        desk.must(Duty.EXPORT)
    if period.last < period.first:
        raise BadInput("days_turned", place="last")
    return FigureReading(desk, desk.ports.store, period)


def members(
    desk: Desk, period: FigurePeriod, figure: Figure, codes: Collection[str]
) -> tuple[ApplicationId, ...]:
    """Return what some rows of a figure count, without what was disposed of; by their ids.

    What stands in several of them comes once. Inquiries go by the id under which they are kept.
    Raises NotAllowed for who reads no cases.
    """
    desk.must(Duty.READ_CASES)
    ask, today = desk.ports.store.figures, desk.today
    found = [_members(ask, today, period, (figure, code)) for code in codes]
    return found[0] if len(found) == 1 else tuple(sorted({id_ for ids in found for id_ in ids}))


def code_before(figure: Figure, code: str) -> str:
    """Return the code under which a row counts what is of the year before."""
    if figure not in _OF_MONTHS:
        return code
    month_of, counted = month_parts(code)
    return month_code(_month_before(month_of), counted).strip()


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


def in_brief(page: FiguresPage) -> FiguresPage:
    """Return the sheet for management: the key figures and the charts that fit beside them."""
    charts = (chart for chart in page.report.charts if chart.name in _IN_BRIEF)
    return replace(page, report=replace(page.report, charts=tuple(charts)), brief=True)


def _noted(desk: Desk, report: ChartReport, language: Language, *, outside: bool) -> FiguresPage:
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        rows = sum(len(chart.rows) for chart in report.charts)
        books.journal.note(Action.LEDGER_EXPORTED, None, ledger="figures", rows=rows)
        profile, mark = books.settings.profile(), books.journal.mark()
        books.commit()
    return FiguresPage(language, profile, desk.today, report, mark, outside)


def left_behind(
    situations: Iterable[Situation], inquiries: Iterable[Inquiry]
) -> tuple[MonthCount, ...]:
    """Return what stays in the figures of what is disposed of (H2).

    They are counts of all together by month of arrival: no number, no name, no department.
    """
    found: Counter[tuple[str, Figure, str]] = Counter()

    def add(arrived: date, of: Tally) -> None:
        for figure, code, count in without_departments(of):
            found[f"{arrived:%Y-%m}", figure, code] += count

    for situation in situations:
        add(situation.file.application.received_on, tally(situation))
    for inquiry in inquiries:
        add(inquiry.said.received_on, tally_of_inquiry(inquiry))
    rows = (MonthCount(*key, count) for key, count in found.items())
    return tuple(sorted(rows, key=lambda each: (each.month, each.figure.value, each.code)))


def as_text(counted: Iterable[MonthCount]) -> str:
    """Return counts as one text, of which the journal keeps the digest."""
    rows = (f"{each.month} {each.figure.value} {each.code} {each.count}" for each in counted)
    return "\n".join(rows)


DAYS_OF = {
    Figure.DEPARTMENTS: Figure.DEPARTMENT_DAYS,
    Figure.WAITS: Figure.WAIT_DAYS,
    Figure.LATE_WAITS: Figure.LATE_WAIT_DAYS,
}
"""The figures of which the days are told too, and what adds them up."""

WAITING = frozenset({Figure.WAITS, Figure.LATE_WAITS})
"""Of these the days are what is looked at."""

_IN_SPANS = frozenset({Figure.DAYS, Figure.INQUIRY_DAYS})
_BY_MONTH = {Figure.RIGHTS: Figure.RIGHT_MONTHS}
"""What stands in a report once for all months, and once by month."""


def _rows_of(each: MonthCount) -> tuple[Counted, ...]:
    """Return the rows of a report in which a count of a month stands."""
    figure, code = each.figure, each.code
    if figure is Figure.RECEIVED:
        return ((figure, each.month),)
    if figure is Figure.INQUIRIES:
        return ((figure, month_code(each.month, code)),)
    if figure in _IN_SPANS:
        return ((figure, span_of(int(code)).value),)
    if figure in _BY_MONTH:
        return ((figure, code), (_BY_MONTH[figure], month_code(each.month, code)))
    return ((figure, code),)


def month_code(month: str, code: str) -> str:
    """Return the code of a row that counts something in one month."""
    return f"{month} {code}"


def month_parts(code: str) -> tuple[str, str]:
    """Return month and what is counted of such a code."""
    month, _, counted = code.partition(" ")
    return month, counted


class _Counts:
    """What was counted in a period: of what is there, and of what was disposed of.

    ``days`` holds how many were answered after how many days; ``gone`` counts by figure alone.
    """

    def __init__(self, there: Iterable[MonthCount], gone: Iterable[MonthCount]) -> None:
        self.counts: Counter[Counted] = Counter()
        self.days: Counter[int] = Counter()
        self.gone: Counter[Figure] = Counter()
        self.gone_rows: Counter[Counted] = Counter()
        for each in there:
            self._add(each)
        for each in gone:
            self._add(each)
            self.gone[each.figure] += each.count
            for row in _rows_of(each):
                self.gone_rows[row] += each.count

    def _add(self, each: MonthCount) -> None:
        for row in _rows_of(each):
            self.counts[row] += each.count
        if each.figure is Figure.DAYS:
            self.days[int(each.code)] += each.count

    def of(self, figure: Figure) -> dict[str, int]:
        """Return the counts of a figure by code."""
        return {code: count for (of, code), count in self.counts.items() if of is figure}

    def total(self, figure: Figure) -> int:
        """Return what all rows of a figure come to."""
        return sum(self.of(figure).values())


class FigureReading:
    """A report under way: what has no tally yet gets one, some at a time, others between them.

    So it is at a desk of before there were tallies, when figures are asked for the first time. All
    else is read at once; the year before is read with the period.
    """

    def __init__(self, desk: Desk, store: Store, period: FigurePeriod) -> None:
        self._desk = desk
        self._store = store
        self._period = period
        self._after: int | None = None
        self.today = desk.today
        with store.reading() as books:
            self.done, self.total = 0, books.tallies.count_missing()

    def go_on(self, most: int = AT_ONCE) -> bool:
        """Tally some more of what has no tally; say whether there was any."""
        if not self.total:
            return False
        with self._store.writing(self._desk.actor.id, self._desk.ports.clock.now()) as books:
            some = books.tallies.missing(self._after, most)
            for id_ in some:
                books.tallies.keep(id_, *_tallied(self._desk, books, id_))
                self._after = id_
            if not some:
                books.tallies.complete()
            books.commit()
        self.done += len(some)
        return bool(some)

    def finish(self) -> Figures:
        """Return the figures."""
        period, queries = self._period, self._store.figures
        with self._store.reading() as books:
            checks = [record.check for record in books.disposals.all()]
        gone = [each for check in checks if check is not None for each in check.counted]
        now, then = (
            _Counts(
                queries.counted(days.first, days.last),
                [each for each in gone if each.month in days.whole_months],
            )
            for days in (period, period.year_before)
        )
        days = self._desk.rulebook.on(min(period.last, self.today)).days
        return Figures(
            first=period.first,
            last=period.last,
            made_on=self.today,
            key=_key(now, days.target),
            key_before=_key(then, days.target),
            tables=tuple(_tables(now, then, period, self)),
            slowest=queries.slowest(period.first, period.last, SLOWEST),
            gone=now.gone[Figure.RECEIVED],
            gone_before=then.gone[Figure.RECEIVED],
            gone_inquiries=now.gone[Figure.INQUIRIES],
            gone_inquiries_before=then.gone[Figure.INQUIRIES],
            warning=days.warning,
            target=days.target,
            people=tuple((each.id, each.name) for each in known.people(self._desk)),
        )

    def open_ones(self) -> Counter[str]:
        """Count what is not done today by group of the work list and age."""
        return _aged(self._store.figures.open_now(self.today), self.today, open_code)

    def open_by_carer(self) -> Counter[str]:
        """Count what is not done today by who looks after it, what it is, and age."""
        figures, kinds = self._store.figures, LoadKind
        return _aged(
            figures.open_by_carer(self.today), self.today, partial(load_code, kinds.APPLICATIONS)
        ) + _aged(figures.inquiries_by_carer(), self.today, partial(load_code, kinds.INQUIRIES))

    def open_inquiries(self) -> Counter[str]:
        """Count the inquiries that are open today by what they wait for and age."""
        return _aged(self._store.figures.open_inquiries(), self.today, open_code)

    def coming_disposals(self) -> Counter[str]:
        """Count what is due for disposal, under no month, and what will be, by month."""
        ahead = _months_ahead(self.today)
        found = Counter[str]()
        for day, count in self._store.figures.kept_until(ahead.last - _DAY).items():
            # It is due from the day after.
            due = day + _DAY
            found["" if due <= self.today else f"{due:%Y-%m}"] += count
        return found


def _tallied(desk: Desk, books: Books, id_: ApplicationId) -> tuple[date, Tally]:
    """Return the day of arrival and the tally of an application or inquiry, worked out anew."""
    inquiry = inquiry_of(id_)
    if inquiry is None:
        file = books.files.get(id_)
        return file.application.received_on, placed(desk, file).tally
    kept = books.inquiries.get(inquiry)
    return kept.said.received_on, tally_of_inquiry(kept)


def _aged(
    waiting: Mapping[tuple[W, date], int], today: date, code: Callable[[W, Age], str]
) -> Counter[str]:
    found = Counter[str]()
    for (what, day), count in waiting.items():
        found[code(what, _age_of((today - day).days))] += count
    return found


def _months_ahead(today: date) -> FigurePeriod:
    """Return the months of which coming disposals are told: this one and those after it."""
    last = today.replace(day=1)
    for _ in range(MONTHS_AHEAD):
        last = (last + 31 * _DAY).replace(day=1)
    return FigurePeriod(today.replace(day=1), last - _DAY)


# Whose a number is: the ids that a row counts.


def _members(
    ask: FigureQueries, today: date, period: FigurePeriod, row: Counted
) -> tuple[ApplicationId, ...]:
    figure, code = row
    if figure in _OPEN_TODAY:
        return _open_members(ask, today, row)
    if figure is Figure.DISPOSAL:
        if not code:
            return ask.kept_ids(date.min, today - _DAY)
        whole = month(date.fromisoformat(f"{code}-01"))
        return ask.kept_ids(max(whole.first - _DAY, today), whole.last - _DAY)
    days = period
    of_month = month_parts(code)
    if figure in _OF_MONTHS:
        whole = month(date.fromisoformat(f"{of_month[0]}-01"))
        days = FigurePeriod(max(whole.first, period.first), min(whole.last, period.last))
        figure, code = _OF_MONTHS[figure], of_month[1]
    codes: Iterable[str] = (code,)
    if figure in _IN_SPANS:
        found = ask.counted(days.first, days.last)
        codes = {each.code for each in found if (figure, code) in _rows_of(each)}
    return ask.members(days.first, days.last, figure, tuple(codes))


_OPEN_TODAY = frozenset({Figure.OPEN, Figure.LOAD, Figure.OPEN_INQUIRIES})


def _open_members(ask: FigureQueries, today: date, row: Counted) -> tuple[ApplicationId, ...]:
    """Return what is not done today and stands in a row."""
    figure, code = row
    if figure is Figure.OPEN:
        work, age = open_parts(code)
        return ask.open_ids(today, work, *_arrived(age, today))
    if figure is Figure.OPEN_INQUIRIES:
        waits, age = open_inquiry_parts(code)
        return ask.open_inquiry_ids(waits, *_arrived(age, today))
    carer, kind, age = load_parts(code)
    if kind is LoadKind.INQUIRIES:
        return ask.inquiries_of(carer, *_arrived(age, today))
    return ask.open_of(today, carer, *_arrived(age, today))


_OF_MONTHS = {
    Figure.RECEIVED: Figure.RECEIVED,
    Figure.RIGHT_MONTHS: Figure.RIGHTS,
    Figure.INQUIRIES: Figure.INQUIRIES,
}
"""The figures whose rows begin with a month, and what a tally calls what they count."""


def _arrived(age: Age, today: date) -> tuple[date, date]:
    """Return from when to when what is of an age today arrived."""
    days = [last for last, each in _OLD if each is age]
    younger = [last for last, each in _OLD if list(Age).index(each) < list(Age).index(age)]
    first = today - days[0] * _DAY if days else date.min
    return first, today - (younger[-1] + 1) * _DAY if younger else date.max


def open_code(work: Work | InquiryWork, age: Age) -> str:
    """Return the code of a row of what is open: group and age."""
    return f"{work.value} {age.value}"


def open_parts(code: str) -> tuple[Work, Age]:
    """Return group and age of such a code."""
    work, age = code.split()
    return Work(work), Age(age)


def open_inquiry_parts(code: str) -> tuple[InquiryWork, Age]:
    """Return what an inquiry waits for, and its age, of such a code."""
    work, age = code.split()
    return InquiryWork(work), Age(age)


def load_code(kind: LoadKind, carer: UserId, age: Age) -> str:
    """Return the code of a row of what somebody looks after: his id, none for nobody's; age."""
    return f"{carer} {kind.value} {age.value}"


def load_parts(code: str) -> tuple[UserId, LoadKind, Age]:
    """Return who looks after it, what it is, and the age, of such a code."""
    carer, kind, age = code.rsplit(" ", 2)
    return UserId(carer), LoadKind(kind), Age(age)


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
    # The first four stand on one screen.
    yield table.summed(Figure.RIGHTS, table.ranked(Figure.RIGHTS, _codes(Right)))
    ends = [each for each in ClaimEnd if each is not ClaimEnd.OPEN]
    ranked = table.ranked(Figure.OUTCOMES, [each.value for each in ends])
    yield table.summed(Figure.OUTCOMES, [*ranked, *table.there(Figure.OUTCOMES, ClaimEnd.OPEN)])
    yield table.summed(Figure.DAYS, _codes(ReplySpan))
    yield table.of(Figure.MISSING, table.ranked(Figure.MISSING))
    yield table.of(Figure.LATE_WAITS, table.ranked(Figure.LATE_WAITS, _codes(WaitedFor)))
    yield table.of(Figure.WAITS, table.ranked(Figure.WAITS, _codes(WaitedFor)))
    yield table.summed(Figure.RECEIVED, arrived, months)
    yield table.summed(Figure.COMPLETE, _codes(CompleteAfter))
    yield table.of(Figure.FEES, _codes(FeeCourse))
    yield table.summed(Figure.CAME_BACK, table.ranked(Figure.CAME_BACK))
    yield table.summed(Figure.DEPARTMENTS, table.ranked(Figure.DEPARTMENTS))
    yield table.summed(Figure.RIGHT_MONTHS, *table.by_month(Figure.RIGHT_MONTHS, arrived, Right))
    yield _as_of_today(Figure.OPEN, reading.open_ones(), _in_order_of_work)
    yield _as_of_today(Figure.LOAD, reading.open_by_carer(), _in_order_of_load)
    yield _as_of_today(Figure.DISPOSAL, reading.coming_disposals(), sorted)
    yield table.summed(Figure.INQUIRIES, *table.by_month(Figure.INQUIRIES, arrived, InquiryKind))
    yield table.summed(Figure.CHANNELS, table.ranked(Figure.CHANNELS, _codes(Channel)))
    yield table.summed(Figure.CAUSES, table.ranked(Figure.CAUSES))
    yield table.summed(Figure.INQUIRY_DAYS, _codes(ReplySpan))
    yield _as_of_today(Figure.OPEN_INQUIRIES, reading.open_inquiries(), _in_order_of_inquiry_work)


def _as_of_today(
    figure: Figure, found: Counter[str], order: Callable[[Counter[str]], list[str]]
) -> FigureTable:
    rows = tuple(FigureRow(code, found[code]) for code in order(found))
    return FigureTable(figure, rows, sum(found.values()))


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
        of_days = DAYS_OF.get(figure)
        days = {} if of_days is None else self._now.of(of_days)
        rows = []
        for code in codes:
            count = counts.get(code, 0)
            took = days.get(code, 0)
            mean = took / count if of_days is not None and count else None
            of_then = code if before is None else before[code]
            past, gone_then = earlier.get(of_then, 0), self._then.gone_rows[figure, of_then]
            gone = self._now.gone_rows[figure, code]
            spent = took if figure in WAITING else 0
            rows.append(FigureRow(code, count, past, gone, mean, gone_then, spent))
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

    def by_month(
        self, figure: Figure, months: Sequence[str], words: type[Word]
    ) -> tuple[list[str], dict[str, str]]:
        """Return the codes that were counted in a month or in that of the year before, in order.

        Those of the year before come beside them, by code.
        """
        before = {
            month_code(month, code): month_code(_month_before(month), code)
            for month in months
            for code in _codes(words)
        }
        counts, earlier = self._now.of(figure), self._then.of(figure)
        return [code for code in before if counts.get(code) or earlier.get(before[code])], before

    def there(self, figure: Figure, member: Word) -> list[str]:
        """Return the code of a row that stands last, where anything was counted."""
        return self.ranked(figure, [str(member.value)])


def _codes(words: type[Word]) -> list[str]:
    return [str(each.value) for each in words]


def _month_before(code: str) -> str:
    year, rest = code.split("-")
    return f"{int(year) - 1:04}-{rest}"


def _in_order_of_work(found: Iterable[str]) -> list[str]:
    places = [open_code(work, age) for work in Work for age in Age]
    return sorted(found, key=places.index)


def _in_order_of_load(found: Counter[str]) -> list[str]:
    """Return whoever looks after most first: applications, inquiries, the youngest first."""
    load, kinds, ages = Counter[UserId](), list(LoadKind), list(Age)
    for code, count in found.items():
        load[load_parts(code)[0]] += count

    def place(code: str) -> tuple[int, UserId, int, int]:
        carer, kind, age = load_parts(code)
        return -load[carer], carer, kinds.index(kind), ages.index(age)

    return sorted(found, key=place)


def _in_order_of_inquiry_work(found: Iterable[str]) -> list[str]:
    places = [open_code(work, age) for work in InquiryWork for age in Age]
    return sorted(found, key=places.index)
