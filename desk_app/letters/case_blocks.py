# SPDX-License-Identifier: MIT
"""Rows of labels with what stands, or will be written, beside each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.blocks import Slab
from desk_app.letters.setting import Align, plain
from desk_app.letters.sheet import Face, Type
from desk_app.letters.tables import HEAD_FILL, PADDING_X, PADDING_Y, RULE

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.letters.setting import SetLine, Setter, Text
    from desk_app.letters.sheet import Sheet

_LABEL = Type(Face.GOTHIC, 9.0, 13.0)
_UNDER_LABEL = Type(Face.GOTHIC, 7.6, 10.5)


class Labelled(NamedTuple):
    """A label, of one line or two, with the text beside it and its type."""

    label: str
    content: Text
    kind: Type


class _Lines(NamedTuple):
    """Lines of one type in a cell, and how high they are together."""

    lines: list[SetLine]
    kind: Type

    @property
    def height(self) -> float:
        return len(self.lines) * self.kind.height


@dataclass(frozen=True, slots=True)
class LabelGrid:
    """Rows of labelled cells; ``shares`` are the widths of label, text, label, text … of each."""

    rows: tuple[tuple[Labelled, ...], ...]
    shares: tuple[float, ...]
    least: float = 0.0
    """The least height of a row in millimetres."""

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return one slab per row."""
        edges = [x]
        for share in self.shares:
            edges.append(edges[-1] + share / sum(self.shares) * width)
        return [self._row(setter, row, edges) for row in self.rows]

    def _row(self, setter: Setter, row: tuple[Labelled, ...], edges: list[float]) -> Slab:
        cells: list[list[_Lines]] = []
        for number, each in enumerate(row):
            label, text = (
                edges[at + 1] - edges[at] - 2 * PADDING_X for at in (2 * number, 2 * number + 1)
            )
            cells.append(_label(setter, each.label, label))
            lines = setter.lines(each.content, each.kind, text, Align.LEFT)
            cells.append([_Lines(lines, each.kind)])
        filled = max(sum(part.height for part in cell) for cell in cells)
        height = max(self.least, filled + 2 * PADDING_Y)
        return Slab(height, _drawer(edges, height, cells))


def _label(setter: Setter, label: str, width: float) -> list[_Lines]:
    """Set a label in the middle of its cell; a second line of it is small."""
    first, *others = label.split("\n")
    room = width + PADDING_X
    parts = []
    for text, kind in ((first, _LABEL), *((other, _UNDER_LABEL) for other in others)):
        fitting = kind.fitted(setter.width(kind, text), room)
        parts.append(_Lines(setter.lines(plain(text), fitting, width + 2, Align.LEFT), fitting))
    return parts


def _drawer(
    edges: list[float], height: float, cells: list[list[_Lines]]
) -> Callable[[Sheet, float], None]:
    def draw(sheet: Sheet, top: float) -> None:
        for number, ((left, right), cell) in enumerate(zip(pairwise(edges), cells, strict=False)):
            is_label = number % 2 == 0
            if is_label:
                sheet.fill((left, top), (right - left, height), HEAD_FILL)
            y = top + (height - sum(part.height for part in cell)) / 2
            for part in cell:
                for line in part.lines:
                    room = right - left - part.kind.millimetres(line.width)
                    line.draw(
                        sheet, left + (room / 2 if is_label else PADDING_X), y + part.kind.drop
                    )
                    y += part.kind.height
        last = edges[len(cells)]
        sheet.frame((edges[0], top), (last - edges[0], height), RULE)
        for edge in edges[1 : len(cells)]:
            sheet.rule((edge, top), (edge, top + height), RULE)

    return draw
