# SPDX-License-Identifier: MIT
"""Tables: a repeated head, rows that no page break cuts, cells of one or several paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.blocks import Slab
from desk_app.letters.setting import Align, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from desk_app.letters.setting import SetLine, Setter, Text
    from desk_app.letters.sheet import Colour, Sheet, Type

RULE = 0.22
PADDING_Y = 1.0
PADDING_X = 1.8
HEAD_FILL = (0xEF / 255,) * 3
LABEL_FILL = (0xF7 / 255,) * 3
TALLEST = 225.0
"""No row is taller, so that it fits on a page below a repeated head; a taller one is cut."""


class CellText(NamedTuple):
    """One paragraph of a cell; ``hang`` indents its further lines, in millimetres."""

    text: Text
    kind: Type
    align: Align = Align.LEFT
    hang: float = 0.0


Cell = tuple[CellText, ...]


class Column(NamedTuple):
    """A column: its share of the table's width, and whether its cells are labels."""

    share: float
    label: bool = False


class _Placed(NamedTuple):
    """A line of a cell with its type, and how far it is set in."""

    line: SetLine
    kind: Type
    indent: float


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a head; without head texts the table has none."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head: tuple[str, ...] = ()
    head_kind: Type | None = None

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return one slab per row, each knowing the head that is repeated above it."""
        edges = self._edges(x, width)
        head = self._head(setter, edges)
        rows = [
            Slab(height, draw, head=head)
            for cells in self.rows
            for height, draw in self._row(setter, edges, cells)
        ]
        return rows if head is None else [head, *rows]

    def _edges(self, x: float, width: float) -> list[float]:
        total = sum(column.share for column in self.columns)
        edges = [x]
        for column in self.columns:
            edges.append(edges[-1] + column.share / total * width)
        return edges

    def _head(self, setter: Setter, edges: list[float]) -> Slab | None:
        if not self.head or self.head_kind is None:
            return None
        cells = tuple((CellText(plain(text), self.head_kind, Align.CENTRE),) for text in self.head)
        placed = _set(setter, edges, cells)
        height = max(map(_height, placed)) + 2 * PADDING_Y
        fills = (HEAD_FILL,) * len(self.columns)
        return Slab(height, _drawer(edges, height, placed, fills), keep=True)

    def _row(
        self, setter: Setter, edges: list[float], cells: tuple[Cell, ...]
    ) -> Iterator[tuple[float, Callable[[Sheet, float], None]]]:
        fills = tuple(LABEL_FILL if column.label else None for column in self.columns)
        for placed in _cut(_set(setter, edges, cells)):
            height = max(map(_height, placed)) + 2 * PADDING_Y
            yield height, _drawer(edges, height, placed, fills)


def _set(setter: Setter, edges: list[float], cells: Sequence[Cell]) -> list[list[_Placed]]:
    """Set the lines of each cell in its column."""
    return [
        [line for text in cell for line in _lines(setter, right - left - 2 * PADDING_X, text)]
        for cell, (left, right) in zip(cells, pairwise(edges), strict=True)
    ]


def _lines(setter: Setter, width: float, cell: CellText) -> list[_Placed]:
    text, kind, align, hang = cell
    if not hang:
        return [_Placed(line, kind, 0.0) for line in setter.lines(text, kind, width, align)]
    lines = setter.lines(text, kind, width - hang, align, -kind.units(hang))
    return [_Placed(line, kind, hang) for line in lines]


def _height(lines: Sequence[_Placed]) -> float:
    return sum(placed.kind.height for placed in lines)


def _cut(cells: list[list[_Placed]]) -> Iterator[list[list[_Placed]]]:
    """Return the row, or where it is taller than a page, the rows it is cut into."""
    rest = cells
    while max(map(_height, rest)) > TALLEST:
        counts = [_fitting(cell) for cell in rest]
        yield [cell[:count] for cell, count in zip(rest, counts, strict=True)]
        rest = [cell[count:] for cell, count in zip(rest, counts, strict=True)]
    yield rest


def _fitting(cell: Sequence[_Placed]) -> int:
    height = 0.0
    for count, placed in enumerate(cell):
        height += placed.kind.height
        if height > TALLEST:
            return count
    return len(cell)


def _drawer(
    edges: list[float],
    height: float,
    cells: list[list[_Placed]],
    fills: Sequence[Colour | None],
) -> Callable[[Sheet, float], None]:
    def draw(sheet: Sheet, top: float) -> None:
        for (left, right), fill, lines in zip(pairwise(edges), fills, cells, strict=True):
            if fill is not None:
                sheet.fill((left, top), (right - left, height), fill)
            y = top + PADDING_Y
            for line, kind, indent in lines:
                line.draw(sheet, left + PADDING_X + indent, y + kind.drop)
                y += kind.height
        sheet.frame((edges[0], top), (edges[-1] - edges[0], height), RULE)
        for edge in edges[1:-1]:
            sheet.rule((edge, top), (edge, top + height), RULE)

    return draw


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes at the right, each with its head, in which people of the desk sign."""

    heads: tuple[str, ...]
    kind: Type

    WIDTH = 20.0
    HEAD = 7.0
    HEIGHT = 16.0

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the boxes; they are never cut."""
        lefts = [x + width - self.WIDTH * (len(self.heads) - n) for n in range(len(self.heads))]
        centres = [
            left + (self.WIDTH - setter.width(self.kind, head)) / 2
            for left, head in zip(lefts, self.heads, strict=True)
        ]

        def draw(sheet: Sheet, top: float) -> None:
            base = top + self.HEAD / 2 + self.kind.drop - self.kind.height / 2
            for left, centre, head in zip(lefts, centres, self.heads, strict=True):
                sheet.fill((left, top), (self.WIDTH, self.HEAD), HEAD_FILL)
                sheet.frame((left, top), (self.WIDTH, self.HEAD))
                sheet.frame((left, top + self.HEAD), (self.WIDTH, self.HEIGHT))
                sheet.text(centre, base, self.kind, head)

        return [Slab(self.HEAD + self.HEIGHT, draw)]
