# SPDX-License-Identifier: MIT
"""The parts a body is built of, tables among them, and how they are broken into pages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

from desk_app.letters.setting import Align, plain
from desk_app.letters.sheet import POINTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from desk_app.letters.setting import SetLine, Setter, Text
    from desk_app.letters.sheet import Colour, Sheet, Type


NUMBER_WIDTH = 7.0
STEP_WIDTH = 7.4
ONE_EM = 1000


class Slab(NamedTuple):
    """A strip as wide as the body that is never cut: its height in millimetres, how to draw it.

    ``keep`` ties it to the next one. A ``blank`` one vanishes at the top of a page. ``head`` is
    what is repeated above it where a page begins with it.
    """

    height: float
    draw: Callable[[Sheet, float], None]
    keep: bool = False
    blank: bool = False
    head: Slab | None = None


class Block(Protocol):
    """A part of the body."""

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Measure the part in that place and return its slabs from top to bottom."""
        ...


def _nothing(sheet: Sheet, top: float) -> None:
    """Draw nothing."""


@dataclass(frozen=True, slots=True)
class BlankSpace:
    """White of a height in millimetres; gone at the top of a page."""

    height: float
    keep: bool = False

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:  # noqa: ARG002 a Block's own
        """Return the white strip."""
        return [Slab(self.height, _nothing, keep=self.keep, blank=True)]


@dataclass(frozen=True, slots=True)
class ParagraphBlock:
    """Text in lines; ``indent`` is that of its first line in units of the type."""

    text: Text
    kind: Type
    align: Align = Align.EVEN
    indent: int = 0
    keep: bool = False

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return one slab per line; at least two lines stay together on each page."""
        lines = setter.lines(self.text, self.kind, width, self.align, self.indent)
        last = len(lines) - 1
        return [
            Slab(
                self.kind.height,
                _drawn(line, x, self.kind),
                keep=(number in {0, last - 1} and number < last) or (self.keep and number == last),
            )
            for number, line in enumerate(lines)
        ]


def _drawn(line: SetLine, x: float, kind: Type) -> Callable[[Sheet, float], None]:
    drop = kind.drop

    def draw(sheet: Sheet, top: float) -> None:
        line.draw(sheet, x, top + drop)

    return draw


@dataclass(frozen=True, slots=True)
class ItemBlock:
    """A numbered item under 記: its label, and what stands beside it or, ``below``, under it.

    What has no room beside a long label stands under it too.
    """

    number: str
    label: str
    content: tuple[Block, ...]
    label_kind: Type
    body_kind: Type
    label_width: float
    label_gap: float = 0.0
    below: bool = False
    drop: float | None = None
    """Where the label's base line is below the top, in millimetres; None = that of the text."""

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the slabs; the label never stands alone at the foot of a page."""
        below = self.below or setter.width(self.label_kind, self.label) > self.label_width
        indent = NUMBER_WIDTH if below else NUMBER_WIDTH + self.label_width
        content = [
            slab
            for block in self.content
            for slab in block.slabs(setter, x + indent, width - indent)
        ]
        if below:
            height = self.body_kind.height + self.label_gap
            return [Slab(height, self._labelled(x, _nothing), keep=True), *content]
        first, *others = content
        return [first._replace(draw=self._labelled(x, first.draw)), *others]

    def _labelled(
        self, x: float, content: Callable[[Sheet, float], None]
    ) -> Callable[[Sheet, float], None]:
        def draw(sheet: Sheet, top: float) -> None:
            base = top + (self.body_kind.drop if self.drop is None else self.drop)
            sheet.text(x, base, self.label_kind, self.number)
            sheet.text(x + NUMBER_WIDTH, base, self.label_kind, self.label)
            content(sheet, top)

        return draw


@dataclass(frozen=True, slots=True)
class Steps:
    """Numbered sentences (1), (2) … hanging from their numbers; a single one has no number."""

    texts: tuple[Text, ...]
    kind: Type
    align: Align = Align.EVEN

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the lines of all sentences."""
        if len(self.texts) == 1:
            return ParagraphBlock(self.texts[0], self.kind, self.align).slabs(setter, x, width)
        found = []
        for number, text in enumerate(self.texts, start=1):
            lines = ParagraphBlock(text, self.kind, self.align).slabs(
                setter, x + STEP_WIDTH, width - STEP_WIDTH
            )
            found += [self._numbered(lines[0], x, f"({number})"), *lines[1:]]
        return found

    def _numbered(self, line: Slab, x: float, number: str) -> Slab:
        def draw(sheet: Sheet, top: float) -> None:
            sheet.text(x, top + self.kind.drop, self.kind, number)
            line.draw(sheet, top)

        return line._replace(draw=draw)


@dataclass(frozen=True, slots=True)
class DueFrame:
    """The due date in its thick frame, with what it means beside it."""

    day: str
    note: str
    day_kind: Type
    note_kind: Type

    HEIGHT = 10.2
    RULE = 0.45
    PADDING = 4.2
    BETWEEN = 2.8

    @property
    def drop(self) -> float:
        """The distance from the frame's top to its base line in millimetres."""
        return self.HEIGHT / 2 + 0.36 * self.day_kind.size / POINTS

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the frame, as wide as its text; a day too long for it is set smaller."""
        note_width = setter.width(self.note_kind, self.note)
        room = width - note_width - self.BETWEEN - 2 * self.PADDING
        kind = self.day_kind.fitted(setter.width(self.day_kind, self.day), room)
        day_width = setter.width(kind, self.day)
        full = day_width + note_width + self.BETWEEN + 2 * self.PADDING

        def draw(sheet: Sheet, top: float) -> None:
            base = top + self.drop
            left = x + self.PADDING
            sheet.frame((x, top), (full, self.HEIGHT), self.RULE)
            sheet.text(left, base, kind, self.day)
            sheet.text(left + day_width + self.BETWEEN, base, self.note_kind, self.note)

        return [Slab(self.HEIGHT, draw)]


@dataclass(frozen=True, slots=True)
class Sides:
    """One line with text at its left and at its right end; a long left one is set smaller."""

    left: str
    right: str
    kind: Type

    BETWEEN = 4.0

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the line, tied to what follows."""
        room = width - setter.width(self.kind, self.right) - self.BETWEEN
        kind = self.kind.fitted(setter.width(self.kind, self.left), room)

        def draw(sheet: Sheet, top: float) -> None:
            base = top + self.kind.drop
            sheet.text(x, base, kind, self.left)
            sheet.text_right(x + width, base, self.kind, self.right)

        return [Slab(self.kind.height, draw, keep=True)]


@dataclass(frozen=True, slots=True)
class Farewell:
    """One line that ends an em before the right edge: 敬具, 以上."""

    text: str
    kind: Type

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:  # noqa: ARG002 a Block's own
        """Return the line."""
        right = x + width - self.kind.millimetres(ONE_EM)

        def draw(sheet: Sheet, top: float) -> None:
            sheet.text_right(right, top + self.kind.drop, self.kind, self.text)

        return [Slab(self.kind.height, draw)]


@dataclass(frozen=True, slots=True)
class Stack:
    """Parts below one another that belong together, for example a table and its notes."""

    parts: tuple[Block, ...]

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the slabs of all parts."""
        return [slab for part in self.parts for slab in part.slabs(setter, x, width)]


def line_of(text: str, kind: Type, align: Align, *, keep: bool = False) -> ParagraphBlock:
    """Return a paragraph of plain text that stays with what follows if asked."""
    return ParagraphBlock(plain(text), kind, align, keep=keep)


# Tables: a repeated head, rows that no page break cuts, cells of one or several paragraphs.


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


class TableColumn(NamedTuple):
    """A column: its share of the table's width, and whether its cells are labels."""

    share: float
    label: bool = False


class _Placed(NamedTuple):
    """A line of a cell with its type, and how far it is set in."""

    line: SetLine
    kind: Type
    indent: float


@dataclass(frozen=True, slots=True)
class BodyTable:
    """Rows of cells under a head; without head texts the table has none."""

    columns: tuple[TableColumn, ...]
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


# Breaking a body into pages: before an item where possible, never where slabs are tied.


_WORTH_FILLING = 60.0
"""An item with a table begins on a page only if at least so many millimetres are left there."""

_LEFT_EMPTY = 90.0
"""A long item is not moved whole where so many millimetres would stay empty before it."""


class BodyZone(NamedTuple):
    """The body's room on a page in millimetres; ``last`` is its end where the letter ends."""

    top: float
    bottom: float
    last: float


class PlacedSlab(NamedTuple):
    """A slab and the top of its place on the page."""

    top: float
    slab: Slab


PlacedSlabs = list[PlacedSlab]


def paginate(
    groups: Sequence[Sequence[Slab]], first: BodyZone, later: BodyZone
) -> list[PlacedSlabs]:
    """Place the groups on pages; a group is an item that stays whole where it can."""
    pages = _Flow(first, later).run(groups, len(groups))
    if _ends_well(pages, first, later):
        return pages
    pages = _Flow(first, later).run(groups, len(groups) - 1)
    if _ends_well(pages, first, later):
        return pages
    short = later._replace(bottom=later.last)
    return _Flow(first._replace(bottom=first.last), short).run(groups, len(groups))


def _ends_well(pages: list[PlacedSlabs], first: BodyZone, later: BodyZone) -> bool:
    zone = first if len(pages) == 1 else later
    top, slab = pages[-1][-1]
    return top + slab.height <= zone.last


class _Flow:
    """Pages under way."""

    def __init__(self, first: BodyZone, later: BodyZone) -> None:
        self._later = later
        self._pages: list[PlacedSlabs] = [[]]
        self._y = first.top
        self._bottom = first.bottom

    def run(self, groups: Sequence[Sequence[Slab]], break_before: int) -> list[PlacedSlabs]:
        """Place all groups, the one of that number on a new page."""
        for number, group in enumerate(groups):
            if self._pages[-1] and (number == break_before or self._moves(group)):
                self._new_page()
            for chunk in _chunks(group):
                self._place(chunk)
        return self._pages

    def _room(self) -> float:
        return self._bottom - self._y

    def _moves(self, group: Sequence[Slab]) -> bool:
        """Tell whether the group goes whole onto the next page."""
        height = sum(slab.height for slab in group)
        if height <= self._room() or height > self._later.bottom - self._later.top:
            return False
        divisible = any(slab.head is not None for slab in group)
        return self._room() < (_WORTH_FILLING if divisible else _LEFT_EMPTY)

    def _new_page(self) -> None:
        self._pages.append([])
        self._y = self._later.top
        self._bottom = self._later.bottom

    def _place(self, chunk: list[Slab]) -> None:
        if self._pages[-1] and sum(slab.height for slab in chunk) > self._room():
            self._new_page()
            if chunk[0].head is not None:
                self._put(chunk[0].head)
        for slab in chunk:
            if not slab.blank or self._pages[-1]:
                self._put(slab)

    def _put(self, slab: Slab) -> None:
        self._pages[-1].append(PlacedSlab(self._y, slab))
        self._y += slab.height


def _chunks(group: Sequence[Slab]) -> Iterator[list[Slab]]:
    """Return the slabs in bundles that are tied together."""
    bundle: list[Slab] = []
    for slab in group:
        bundle.append(slab)
        if not slab.keep:
            yield bundle
            bundle = []
    if bundle:
        yield bundle
