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
class Chart:
    """A figure as it is shown: bars, and the table that says the same in words and numbers.

    ``codes`` are those of the bars in their order, and of the rows where ``row_codes`` says no
    others; a sum has none. ``rows`` have a cell for each ``head``; the first ``labels`` are words.
    Without bars the table stands alone.
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

    def name_of(self, code: str) -> str:
        """Return what is counted under a code."""
        row = next((cells for of, cells in self.coded_rows if of == code), ())
        bars = dict(zip(self.codes, self.bars, strict=False))
        return " ".join(row[: self.labels]) or (bars[code].label if code in bars else "")


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
