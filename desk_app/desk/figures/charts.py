# SPDX-License-Identifier: MIT
"""The geometry of charts (I4): what a screen and a sheet of paper draw alike, in units of theirs.

Nothing here knows a colour, a font or a unit: whoever draws says how wide a text is and how high a
line, and gets boxes, strokes and texts from the top left corner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from desk_app.records.books.figures import Bar, Chart, ChartInk, Fill, Marker


class Side(Enum):
    """Which end of a text stands at its place."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


class Box(NamedTuple):
    """A filled box."""

    x: float
    y: float
    width: float
    height: float
    ink: ChartInk
    fill: Fill = Fill.SOLID


class Stroke(NamedTuple):
    """A straight line; a dashed one is told apart without colours."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: ChartInk
    dashed: bool = False
    strong: bool = False


class ChartText(NamedTuple):
    """A text in one line: ``y`` is the middle of the line."""

    x: float
    y: float
    text: str
    side: Side
    ink: ChartInk = ChartInk.TEXT


class BarArea(NamedTuple):
    """Where a row of the figure is: what a pointer finds, and where the focus stands."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point lies in it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that is drawn of a chart; ``areas`` are those of its bars in their order."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    strokes: tuple[Stroke, ...]
    texts: tuple[ChartText, ...]
    areas: tuple[BarArea, ...]

    def at(self, x: float, y: float) -> int | None:
        """Return the bar at a point."""
        found = (place for place, area in enumerate(self.areas) if area.holds(x, y))
        return next(found, None)


@dataclass(frozen=True, slots=True)
class Measures:
    """What whoever draws knows of its type: how wide a text is, how high a line.

    ``fold`` breaks a text into lines no wider than a room.
    """

    width: Callable[[str], float]
    line: float
    fold: Callable[[str, float], Sequence[str]]


_GAP = 0.5
"""Room beside a text, in lines; so are the measures below."""

_THICK, _THIN, _BETWEEN = 0.78, 0.22, 0.36
_LABEL_SHARE = 0.46
"""So much of the width the labels take at most."""

_UPRIGHT_SHARE = 0.72
"""So much of its place a standing bar takes."""

_TICKS = 5
_STEPS = (1, 2, 5)


_STANDING_LINES = 10.5
"""So high is a chart of standing bars: four charts stand on one screen of 800 lines."""


def drawn(chart: Chart, width: float, measures: Measures) -> Drawing:
    """Return a chart in a width, as high as it has to be."""
    if chart.standing:
        return upright(
            chart.bars, (width, _STANDING_LINES * measures.line), measures, chart.markers
        )
    return horizontal(chart.bars, width, measures)


def horizontal(bars: Sequence[Bar], width: float, measures: Measures) -> Drawing:
    """Return bars that lie below one another, each with its label before and its count behind.

    The height is what they need. A thin bar below each is that of the year before.
    """
    line = measures.line
    gap, beside = _GAP * line, any(bar.before is not None for bar in bars)
    most = _LABEL_SHARE * width
    labels = [measures.fold(bar.label, most) for bar in bars]
    edge = max((measures.width(each) for lines in labels for each in lines), default=0.0) + gap
    behind = max((measures.width(bar.told) for bar in bars), default=0.0) + 2 * gap
    scale = _scale(bars, max(width - edge - behind, line))
    boxes, texts, areas, y = list[Box](), list[ChartText](), list[BarArea](), 0.0
    for bar, lines in zip(bars, labels, strict=True):
        thick = (_THICK + (_THIN if beside else 0.0)) * line
        high = max(len(lines) * line, thick) + _BETWEEN * line
        middle, top = y + high / 2, y + (high - thick) / 2
        long = bar.count * scale
        boxes.append(Box(edge, top, long, _THICK * line, bar.ink, bar.fill))
        if bar.before:
            under = top + _THICK * line
            boxes.append(Box(edge, under, bar.before * scale, _THIN * line, ChartInk.BEFORE))
        first = middle - (len(lines) - 1) * line / 2
        texts += [
            ChartText(edge - gap, first + place * line, each, Side.RIGHT)
            for place, each in enumerate(lines)
        ]
        longest = max(long, (bar.before or 0) * scale)
        texts.append(ChartText(edge + longest + gap, middle, bar.told, Side.LEFT))
        areas.append(BarArea(0.0, y, width, high))
        y += high
    axis = Stroke(edge, 0.0, edge, y, ChartInk.AXIS)
    return Drawing(width, y, tuple(boxes), (axis,), tuple(texts), tuple(areas))


def upright(
    bars: Sequence[Bar],
    size: tuple[float, float],
    measures: Measures,
    markers: Sequence[Marker] = (),
) -> Drawing:
    """Return standing bars over an axis with ticks, their labels below and counts above.

    The bar of the year before stands narrow beside each. Where labels are too wide to stand side
    by side, only as many stand as have room; the table beside the chart has them all.
    """
    (width, height), line = size, measures.line
    gap = _GAP * line
    most = max((max(bar.count, bar.before or 0) for bar in bars), default=0)
    marks = ticks(most)
    edge = max(measures.width(f"{each:,}") for each in marks) + gap
    # The words at each marker have a line of their own: side by side they may have no room.
    top = line * (1.5 + len(markers))
    bottom = height - line * 1.5
    scale = (bottom - top) / max(most, marks[-1], 1)
    strokes = [
        Stroke(edge, bottom - mark * scale, width, bottom - mark * scale, ChartInk.GRID)
        for mark in marks[1:]
    ]
    strokes.append(Stroke(edge, bottom, width, bottom, ChartInk.AXIS))
    texts = [
        ChartText(edge - gap, bottom - mark * scale, f"{mark:,}", Side.RIGHT, ChartInk.SOFT)
        for mark in marks
    ]
    place = (width - edge) / max(len(bars), 1)
    boxes, areas = list[Box](), list[BarArea]()
    every = _every(bars, place - gap / 2, measures)
    for at, bar in enumerate(bars):
        left = edge + at * place
        areas.append(BarArea(left, 0.0, place, height))
        boxes += _standing(bar, (left, place), bottom, scale)
        highest = max(bar.count, bar.before or 0) * scale
        middle = left + place / 2
        texts.append(ChartText(middle, bottom - highest - 0.6 * line, bar.told, Side.MIDDLE))
        if at % every == 0:
            texts.append(
                ChartText(middle, bottom + 0.8 * line, bar.label, Side.MIDDLE, ChartInk.SOFT)
            )
    for number, each in enumerate(markers):
        x, y = edge + each.before * place, line * (number + 0.5)
        strokes.append(Stroke(x, y, x, bottom, each.ink, each.dashed, strong=True))
        texts.append(_head(each, (x, y), width, measures))
    return Drawing(width, height, tuple(boxes), tuple(strokes), tuple(texts), tuple(areas))


def _head(
    marker: Marker, place: tuple[float, float], width: float, measures: Measures
) -> ChartText:
    """Return the words at a marker: behind it, or before it where they would leave the chart."""
    (x, y), gap = place, _GAP * measures.line
    if x + gap + measures.width(marker.told) <= width:
        return ChartText(x + gap, y, marker.told, Side.LEFT, ChartInk.SOFT)
    return ChartText(x - gap, y, marker.told, Side.RIGHT, ChartInk.SOFT)


def _standing(bar: Bar, place: tuple[float, float], bottom: float, scale: float) -> Iterator[Box]:
    left, wide = place[0], place[1] * _UPRIGHT_SHARE
    x = left + (place[1] - wide) / 2
    share = 1.0
    if bar.before is not None:
        share = 0.72
        beside = x + wide * share
        high = bar.before * scale
        yield Box(beside, bottom - high, wide * (1 - share), high, ChartInk.BEFORE)
    high = bar.count * scale
    yield Box(x, bottom - high, wide * share, high, bar.ink, bar.fill)


def _every(bars: Sequence[Bar], room: float, measures: Measures) -> int:
    """Return that every so many-th label has room."""
    widest = max((measures.width(bar.label) for bar in bars), default=0.0)
    return max(1, -int(-widest // room)) if room > 0 else max(1, len(bars))


def _scale(bars: Sequence[Bar], room: float) -> float:
    most = max((max(bar.count, bar.before or 0) for bar in bars), default=0)
    return room / most if most else 0.0


def ticks(most: int) -> tuple[int, ...]:
    """Return the numbers at an axis, from nought: whole ones, of 1, 2 or 5 in each power of ten.

    The last is no higher than the highest bar, unless nothing was counted at all.
    """
    if most <= 0:
        return (0, 1)
    power = 1
    while True:
        for step in _STEPS:
            if most // (step * power) <= _TICKS:
                return tuple(range(0, most + 1, step * power))
        power *= 10


def hatching(box: Box, pitch: float) -> tuple[tuple[float, float, float, float], ...]:
    """Return the strokes that hatch a box, from lower left to upper right, cut at its edges."""
    x, y, width, height = box.x, box.y, box.width, box.height
    found = []
    offset = pitch / 2
    while offset < width + height:
        # The points of the box on one line x + y = offset, from its left and bottom edge on.
        left, right = max(0.0, offset - height), min(width, offset)
        found.append((x + left, y + offset - left, x + right, y + offset - right))
        offset += pitch
    return tuple(found)
