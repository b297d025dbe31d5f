# SPDX-License-Identifier: MIT
"""The report of a period (I4): its figures, whose rows name no applicant; its charts in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from desk_app.records.base import UserId, Word


class Figure(Word):
    """What is counted; the codes of its rows are those of the list named here."""

    RECEIVED = "received"
    """Applications by the month of their arrival: the codes are months, 2026-11.

    A tally says nothing here: the day of arrival stands beside it.
    """
    RIGHTS = "rights"
    """Claims by ``Right``."""
    OUTCOMES = "outcomes"
    """Claims by ``ClaimEnd``."""
    DAYS = "days"
    """Answered applications by days from arrival to the posting that answered the last claim.

    A tally counts whole days, a report by ``ReplySpan``.
    """
    COMPLETE = "complete"
    """Applications by ``CompleteAfter``."""
    MISSING = "missing"
    """Applications by what a notice asked for: the codes are cures of findings."""
    FEES = "fees"
    """Applications by ``FeeCourse``; one may stand in several rows."""
    CAME_BACK = "came_back"
    """Envelopes by ``ReturnReason``."""
    DEPARTMENTS = "departments"
    """Inquiries that departments answered, by department."""
    DEPARTMENT_DAYS = "department_days"
    """The days those answers took, added up; no figure of its own."""
    WAITS = "waits"
    """Answered applications by ``WaitedFor``; one may stand in several rows."""
    WAIT_DAYS = "wait_days"
    """The days that went to it, added up: together those of ``DAYS``; no figure of its own."""
    LATE_WAITS = "late_waits"
    """Of them those whose answer took 15 days or more (``ReplySpan.FROM_15``)."""
    LATE_WAIT_DAYS = "late_wait_days"
    """The days of those; no figure of their own."""
    FEE_KEPT = "fee_kept"
    """Yen that became the desk's; no figure of its own."""
    OPEN = "open"
    """Applications that are not done today, by group of the work list and age."""
    DISPOSAL = "disposal"
    """Completed applications by the month in which their keeping ends."""
    RIGHT_MONTHS = "right_months"
    """Claims by month of arrival and ``Right``: 2026-11 disclosure; no tally counts them anew."""
    INQUIRIES = "inquiries"
    """Inquiries and complaints by month of receipt and ``InquiryKind``: 2026-11 complaint.

    A tally says the kind alone.
    """
    CHANNELS = "channels"
    """Inquiries and complaints by ``Channel``."""
    CAUSES = "causes"
    """Inquiries and complaints by the ``Cause`` that was found."""
    INQUIRY_DAYS = "inquiry_days"
    """Inquiries and complaints by days from receipt to the answer, as ``DAYS``."""
    LOAD = "load"
    """What is not done today, by who looks after it, ``LoadKind`` and age."""
    OPEN_INQUIRIES = "open_inquiries"
    """Inquiries and complaints that are open today, by what they wait for and age."""


class ClaimEnd(Word):
    """How a claim ended, or that it has not."""

    GRANTED = "granted"
    GRANTED_IN_PART = "granted_in_part"
    NO_SUCH_DATA = "no_such_data"
    REFUSED = "refused"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    CARRIED_OVER = "carried_over"
    """It ended before this desk was begun: how stands in the office's own ledger."""
    OPEN = "open"


class CompleteAfter(Word):
    """After how many notices form, papers and fee were all there."""

    NO_NOTICE = "no_notice"
    ONE_NOTICE = "one_notice"
    MORE_NOTICES = "more_notices"
    NEVER = "never"
    """It ended with something missing."""
    NOT_YET = "not_yet"


class FeeCourse(Word):
    """How it went with the fee."""

    IN_FULL = "in_full"
    SHORT = "short"
    """It was asked for by a notice, or is short today."""
    OVER = "over"
    RETURNED = "returned"
    """Stamps went back, or are on the return list."""


class ReplySpan(Word):
    """The spans of days from arrival to posting, with the days on which a reply is warned of."""

    TO_3 = "0-3"
    TO_6 = "4-6"
    TO_9 = "7-9"
    TO_13 = "10-13"
    AT_14 = "14"
    FROM_15 = "15-"


class WaitedFor(Word):
    """Whom an application waited for on a day from its arrival to the posting that answered it.

    A day is counted once: where it waited for several, for the first of these.
    """

    APPLICANT = "applicant"
    """A notice was posted: until the next mail came, or to its due date."""
    DEPARTMENT = "department"
    """A department was asked and had not answered."""
    APPROVAL = "approval"
    """A decision was proposed and not approved."""
    DESK = "desk"
    """It lay at the desk: to be checked, decided, printed or posted."""


class Age(Word):
    """How long ago an open application arrived, in days."""

    TO_9 = "0-9"
    TO_14 = "10-14"
    FROM_15 = "15-"


class LoadKind(Word):
    """What somebody looks after."""

    APPLICATIONS = "applications"
    INQUIRIES = "inquiries"


Counted = tuple[Figure, str]
"""A row of a figure: its code."""

Tally = tuple[tuple[Figure, str, int], ...]
"""What one application adds to each row that it stands in, in order; none adds nothing."""


@dataclass(frozen=True, slots=True)
class MonthCount:
    """What all that arrived in a month, 2026-11, adds to a row: a count, no number or name.

    It is what a disposal leaves in the figures of its applications.
    """

    month: str
    figure: Figure
    code: str
    count: int


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of a figure: its code, its count, and that of the year before.

    ``count`` is None in the copy for outside where it is, or would tell, a number under three.
    ``gone`` of it were disposed of and can be listed no more, ``gone_before`` of the year before.
    ``days`` are the mean days of a department, or of what answers waited for; ``days_sum`` are all
    of the latter. Of other figures there are none.
    """

    code: str
    count: int | None
    before: int | None = None
    gone: int = 0
    days: float | None = None
    gone_before: int = 0
    days_sum: int = 0


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A figure with its rows; ``total`` is what its rows add up to, None where they overlap."""

    figure: Figure
    rows: tuple[FigureRow, ...]
    total: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The figures of a period that stand above all others; None where nothing was counted.

    ``median`` is of whole days, ``late`` counts what was answered after the reply target,
    ``fee`` is in yen what became the desk's.
    """

    received: int | None = 0
    claims: int | None = 0
    completed: int | None = 0
    open: int | None = 0
    median: float | None = None
    late: int | None = 0
    fee: int | None = 0
    came_back: int | None = 0


@dataclass(frozen=True, slots=True)
class SlowReply:
    """One of the slowest replies: receipt number and days, no name; what the days went to."""

    application: int
    receipt_number: str
    days: int
    waited: tuple[tuple[WaitedFor, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of the applications received from ``first`` to ``last``, as of ``made_on``.

    ``gone`` of the period's applications were disposed of, and ``gone_inquiries``: their counts are
    in the figures, by whole months. What ends in ``before`` is of the same days of the year before.
    ``warning`` and ``target`` are the days of the reply in force on the last day. ``people`` are
    the desk's own, with their names: who looks after what is open.
    """

    first: date
    last: date
    made_on: date
    key: KeyFigures
    key_before: KeyFigures
    tables: tuple[FigureTable, ...]
    slowest: tuple[SlowReply, ...] = ()
    gone: int = 0
    gone_before: int = 0
    gone_inquiries: int = 0
    gone_inquiries_before: int = 0
    warning: int = 10
    target: int = 14
    outside: bool = False
    people: tuple[tuple[UserId, str], ...] = ()

    @property
    def has_before(self) -> bool:
        """Whether anything was counted in the same days of the year before."""
        gone = self.gone_before or self.gone_inquiries_before
        counted = any(row.before for each in self.tables for row in each.rows)
        return bool(gone) or counted or self.key_before != KeyFigures()

    def table(self, figure: Figure) -> FigureTable:
        """Return a figure; one that nothing was counted for has no rows."""
        found = (each for each in self.tables if each.figure is figure)
        return next(found, FigureTable(figure, ()))


# Charts in the words of a language, ready to be drawn on a screen or on paper.


class ChartInk(Enum):
    """What something is drawn as; whoever draws has a colour for it."""

    BAR = "bar"
    LATE = "late"
    BEFORE = "before"
    AXIS = "axis"
    GRID = "grid"
    TEXT = "text"
    SOFT = "soft"


class Fill(Enum):
    """How a bar is filled: without colours the patterns still tell them apart."""

    SOLID = "solid"
    HATCHED = "hatched"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, its count and that in words, the count of the year before."""

    label: str
    count: int
    told: str
    before: int | None = None
    fill: Fill = Fill.SOLID
    ink: ChartInk = ChartInk.BAR


@dataclass(frozen=True, slots=True)
class Marker:
    """A line before a bar, with words at its head."""

    before: int
    told: str
    ink: ChartInk = ChartInk.AXIS
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """What a number counts, for whoever opens it: the rows of its figure, by code.

    ``name`` says it in words. ``gone`` of its ``count`` were disposed of and stand in no list.
    ``before`` says that it is of the year before, and so are the codes.
    """

    name: str
    codes: tuple[str, ...]
    count: int
    gone: int = 0
    before: bool = False


@dataclass(frozen=True, slots=True)
class CrossTable:
    """A figure of months and of something in them, crossed: a row a month, a column each of those.

    ``leads`` has a cell for each cell of ``rows``, nothing where it counts nothing to be listed.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    leads: tuple[tuple[Lead | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure as it is shown: bars, and the table that says the same in words and numbers.

    ``codes`` are those of the bars in their order, and of the rows where ``row_codes`` says no
    others; a sum has none. ``rows`` have a cell for each ``head``; the first ``labels`` are words,
    and ``leads`` says of each cell what its number counts. Without bars the table stands alone; on
    a screen ``cross`` stands in its place, where there is one.
    """

    name: str
    title: str
    subtitle: str
    bars: tuple[Bar, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    codes: tuple[str, ...] = ()
    standing: bool = False
    markers: tuple[Marker, ...] = ()
    note: str = ""
    row_codes: tuple[str, ...] = ()
    labels: int = 1
    leads: tuple[tuple[Lead | None, ...], ...] = ()
    cross: CrossTable | None = None

    @property
    def coded_rows(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the rows of the table, each behind its code."""
        codes = self.row_codes or self.codes
        return tuple(zip((*codes, *("" for _ in self.rows[len(codes) :])), self.rows, strict=True))

    def said(self, place: int) -> str:
        """Return what a bar says: its row of the table; its own words where rows are folded."""
        code = self.codes[place] if place < len(self.codes) else ""
        row = next((cells for of, cells in self.coded_rows if code and of == code), None)
        return " ".join(row or (self.bars[place].label, self.bars[place].told))

    def lead_of(self, code: str) -> Lead | None:
        """Return what the bar of a code counts; nothing where it stands for nothing."""
        every = (lead for row in self.leads for lead in row if lead is not None)
        return next((lead for lead in every if lead.codes == (code,) and not lead.before), None)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that stands above the charts: its name, its value, that of the year before."""

    name: str
    value: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class ChartReport:
    """A report in words: whose days, the figures above all, the charts, what to know of them."""

    period: str
    tiles: tuple[KeyFigure, ...]
    charts: tuple[Chart, ...]
    notes: tuple[str, ...] = ()
