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

    ``codes`` are those of the rows in their order; ``rows`` have a cell for each ``head``.
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
