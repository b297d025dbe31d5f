# SPDX-License-Identifier: MIT
"""The tables of the ledgers: ruled rows of one or more lines each, in columns of fixed widths."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.blocks import Slab
from desk_app.letters.setting import Align, plain
from desk_app.letters.sheet import BLACK, Colour, Face, Type
from desk_app.letters.tables import HEAD_FILL, RULE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.letters.setting import SetLine, Setter
    from desk_app.letters.sheet import Sheet

CELL = Type(Face.GOTHIC, 7.3, 9.6)
STRONG = CELL._replace(face=Face.BOLD)
NAME = Type(Face.MINCHO, 8.8, 10.4)
_HEAD = Type(Face.GOTHIC, 7.3, 9.6)
_PADDING_X = 1.1
_PADDING_Y = 0.65
_A_LITTLE = 1.2
"""Text that is not wider than its room by more than this stays in one line."""


class Line(NamedTuple):
    """What stands in one line of a cell, or goes on in the next where it has no room."""

    text: str
    kind: Type = CELL
    colour: Colour = BLACK


Cell = tuple[Line, ...]


class Column(NamedTuple):
    """A column: its head, its width in millimetres, where its cells stand."""

    head: str
    width: float
    align: Align = Align.LEFT


def cell(text: str, kind: Type = CELL, colour: Colour = BLACK) -> Cell:
    """Return a cell of plain text; empty text leaves it empty."""
    return (Line(text, kind, colour),) if text else ()


def _head(setter: Setter, column: Column) -> Cell:
    """Return the lines of a head; a word that is wider than its column is set smaller."""
    room = column.width - 2 * _PADDING_X
    parts = column.head.split("\n")
    return tuple(Line(part, _HEAD.fitted(setter.width(_HEAD, part), room)) for part in parts)


class _Set(NamedTuple):
    """A line that is set: what is drawn, in which type and colour."""

    line: SetLine
    kind: Type
    colour: Colour


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """Rows under a head that is repeated on every sheet; no row is cut, none lower than ``row``."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row: float = 4.83
    head_height: float = 5.1

    @property
    def width(self) -> float:
        """The width of the table in millimetres."""
        return sum(column.width for column in self.columns)

    def slabs(self, setter: Setter, x: float) -> list[Slab]:
        """Return the head, then one slab for each row."""
        edges = tuple(accumulate((column.width for column in self.columns), initial=x))
        aligns = tuple(column.align for column in self.columns)
        heads = tuple(_head(setter, column) for column in self.columns)
        centred = (Align.CENTRE,) * len(self.columns)
        head = _on_grey(self._slab(setter, edges, heads, centred, self.head_height), edges)
        rows = [self._slab(setter, edges, row, aligns, self.row) for row in self.rows]
        return [head._replace(keep=True), *(each._replace(head=head) for each in rows)]

    def _slab(
        self,
        setter: Setter,
        edges: tuple[float, ...],
        cells: Sequence[Cell],
        aligns: Sequence[Align],
        least: float,
    ) -> Slab:
        placed = [
            _set(setter, cell, right - left - 2 * _PADDING_X, align)
            for cell, (left, right), align in zip(cells, pairwise(edges), aligns, strict=True)
        ]
        height = max(least, max(map(_height, placed)) + 2 * _PADDING_Y)
        return Slab(height, _drawer(edges, height, placed))


def _on_grey(slab: Slab, edges: Sequence[float]) -> Slab:
    draw, width = slab.draw, edges[-1] - edges[0]

    def filled(sheet: Sheet, top: float) -> None:
        sheet.fill((edges[0], top), (width, slab.height), HEAD_FILL)
        draw(sheet, top)

    return slab._replace(draw=filled)


def _set(setter: Setter, cell: Cell, room: float, align: Align) -> list[_Set]:
    """Set the lines of a cell; what is a little too wide is set smaller, else it goes on below."""
    found = []
    for text, kind, colour in cell:
        width = setter.width(kind, text)
        fitting = kind.fitted(width, room) if width <= room * _A_LITTLE else kind
        lines = setter.lines(plain(text), fitting, room, align)
        found += [_Set(line, fitting, colour) for line in lines]
    return found


def _height(lines: Sequence[_Set]) -> float:
    return sum(placed.kind.height for placed in lines)


def _drawer(
    edges: tuple[float, ...], height: float, cells: list[list[_Set]]
) -> Callable[[Sheet, float], None]:
    def draw(sheet: Sheet, top: float) -> None:
        for left, lines in zip(edges[:-1], cells, strict=True):
            y = top + (height - _height(lines)) / 2
            for line, kind, colour in lines:
                with sheet.ink(colour):
                    line.draw(sheet, left + _PADDING_X, y + kind.drop)
                y += kind.height
        for edge in edges[1:-1]:
            sheet.rule((edge, top), (edge, top + height), RULE)
        sheet.frame((edges[0], top), (edges[-1] - edges[0], height), RULE)

    return draw
