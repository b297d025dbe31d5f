# SPDX-License-Identifier: MIT
"""Charts in the words of a language, ready to be drawn on a screen or on paper (I4)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


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
