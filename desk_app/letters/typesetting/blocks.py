# SPDX-License-Identifier: MIT
"""The parts a body is built of, tables among them, and how they are broken into pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise, permutations
from typing import TYPE_CHECKING, NamedTuple, Protocol

from desk_app.letters.typesetting.setting import Align, Spacing, plain, tokens
from desk_app.letters.typesetting.sheet import POINTS, Face
from desk_app.letters.typesetting.structure import Tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from desk_app.letters.typesetting.setting import SetLine, Setter, Text
    from desk_app.letters.typesetting.sheet import Colour, Sheet, Type


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
        return [Slab(setter.white(self.height), _nothing, keep=self.keep, blank=True)]


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
        return self.part_of(Tag("P"), setter, x, width)

    def part_of(self, tag: Tag, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the same slabs as what a tag says."""
        kind = setter.pitched(self.kind)
        lines = setter.lines(self.text, kind, width, self.align, self.indent)
        last = len(lines) - 1
        return [
            Slab(
                kind.height,
                _drawn(line, x, kind, tag),
                keep=(number in {0, last - 1} and number < last) or (self.keep and number == last),
            )
            for number, line in enumerate(lines)
        ]


def _drawn(line: SetLine, x: float, kind: Type, tag: Tag) -> Callable[[Sheet, float], None]:
    drop = kind.drop

    def draw(sheet: Sheet, top: float) -> None:
        line.draw(sheet, x, top + drop, tag)

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
        kind = setter.pitched(self.body_kind)
        if below:
            height = kind.height + setter.white(self.label_gap)
            return [Slab(height, self._labelled(x, kind, _nothing), keep=True), *content]
        first, *others = content
        return [first._replace(draw=self._labelled(x, kind, first.draw)), *others]

    def _labelled(
        self, x: float, kind: Type, content: Callable[[Sheet, float], None]
    ) -> Callable[[Sheet, float], None]:
        def draw(sheet: Sheet, top: float) -> None:
            base = top + (kind.drop if self.drop is None else self.drop)
            heading = Tag("H2")
            sheet.text(x, base, self.label_kind, f"{self.number} ", heading)
            sheet.text(x + NUMBER_WIDTH, base, self.label_kind, self.label, heading)
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
        whole = Tag("L")
        for number, text in enumerate(self.texts, start=1):
            item = Tag("LI", whole)
            lines = ParagraphBlock(text, self.kind, self.align).part_of(
                Tag("LBody", item), setter, x + STEP_WIDTH, width - STEP_WIDTH
            )
            sign = Tag("Lbl", item)
            first = _numbered(lines[0], x, setter.pitched(self.kind), f"({number})", sign)
            found += [first, *lines[1:]]
        return found


def _numbered(line: Slab, x: float, kind: Type, number: str, tag: Tag) -> Slab:
    def draw(sheet: Sheet, top: float) -> None:
        sheet.text(x, top + kind.drop, kind, number, tag)
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
            sheet.text(left, base, kind, self.day, Tag("P"))
            beside = left + day_width + self.BETWEEN
            sheet.text(beside, base, self.note_kind, self.note, Tag("P"))

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
        usual = setter.pitched(self.kind)
        room = width - setter.width(usual, self.right) - self.BETWEEN
        kind = usual.fitted(setter.width(usual, self.left), room)

        def draw(sheet: Sheet, top: float) -> None:
            base = top + usual.drop
            sheet.text(x, base, kind, self.left, Tag("P"))
            sheet.text_right(x + width, base, usual, self.right, Tag("P"))

        return [Slab(usual.height, draw, keep=True)]


@dataclass(frozen=True, slots=True)
class Farewell:
    """One line that ends an em before the right edge: 敬具, 以上."""

    text: str
    kind: Type

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the line."""
        kind = setter.pitched(self.kind)
        right = x + width - kind.millimetres(ONE_EM)

        def draw(sheet: Sheet, top: float) -> None:
            sheet.text_right(right, top + kind.drop, kind, self.text, Tag("P"))

        return [Slab(kind.height, draw)]


@dataclass(frozen=True, slots=True)
class Stack:
    """Parts below one another that belong together, for example a table and its notes."""

    parts: tuple[Block, ...]

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the slabs of all parts."""
        return [slab for part in self.parts for slab in part.slabs(setter, x, width)]


@dataclass(frozen=True, slots=True)
class Tied:
    """Parts that stand on one page, as they speak of what stands below them on it."""

    parts: tuple[Block, ...]

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the slabs of all parts, tied to each other and to what follows."""
        slabs = Stack(self.parts).slabs(setter, x, width)
        if sum(slab.height for slab in slabs) > MOST_TIED:
            return slabs
        return [slab._replace(keep=True) for slab in slabs]


MOST_TIED = 120.0
"""What is taller, in millimetres, is not kept on one page: it would leave too much empty."""


def line_of(text: str, kind: Type, align: Align, *, keep: bool = False) -> ParagraphBlock:
    """Return a paragraph of plain text that stays with what follows if asked."""
    return ParagraphBlock(plain(text), kind, align, keep=keep)


# Tables: a repeated head, rows that no page break cuts, cells of one or several paragraphs.


RULE = 0.22
PADDING_Y = 1.0
PADDING_X = 1.8
HEAD_FILL = (0xEF / 255,) * 3
LABEL_FILL = (0xF7 / 255,) * 3
TALL = 60.0
"""A row taller than so many millimetres is cut between its lines where a page ends in it."""


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
    """A line of a cell with its type, how far it is set in, and what it is part of."""

    line: SetLine
    kind: Type
    indent: float
    tag: Tag


@dataclass(frozen=True, slots=True)
class BodyTable:
    """Rows of cells under a head; without head texts the table has none.

    ``by_content`` makes columns as wide as what stands in them asks for, not as their shares say.
    ``groups`` names, row by row, the group that goes on in it: repeated where a page begins.
    """

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head: tuple[str, ...] = ()
    head_kind: Type | None = None
    by_content: bool = False
    groups: tuple[str, ...] = ()

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return one slab per row, each knowing the head that is repeated above it.

        A row that is tall is as many slabs as it has lines.
        """
        edges = self._edges(setter, x, width)
        whole = Tag("Table")
        head = self._head(setter, edges, whole)
        groups = self.groups or ("",) * len(self.rows)
        rows = [
            slab._replace(head=self._continued(setter, edges, head, group))
            for cells, group in zip(self.rows, groups, strict=True)
            for slab in self._row(setter, edges, cells, whole)
        ]
        return rows if head is None else [head, *rows]

    def _edges(self, setter: Setter, x: float, width: float) -> list[float]:
        shares = setter.once(self, width, partial(self._shares, setter, width))
        total = sum(shares)
        edges = [x]
        for share in shares:
            edges.append(edges[-1] + share / total * width)
        return edges

    def _shares(self, setter: Setter, width: float) -> list[float]:
        shares = [column.share for column in self.columns]
        if self.by_content:
            shares = self._asked_for(setter, width)
        return self._whole_numbers(setter, shares, width)

    def _whole_numbers(self, setter: Setter, shares: list[float], width: float) -> list[float]:
        """Return the shares with columns of numbers wide enough; the others give what it takes."""
        unit = sum(shares) / width
        needed = [self._widest_number(setter, place) * unit for place in range(len(shares))]
        short = {place for place, share in enumerate(shares) if share < needed[place]}
        if not short:
            return shares
        more = sum(needed[place] - shares[place] for place in short)
        given = sum(share for place, share in enumerate(shares) if place not in short)
        return [
            needed[place] if place in short else share * (1.0 - more / given)
            for place, share in enumerate(shares)
        ]

    def _widest_number(self, setter: Setter, place: int) -> float:
        """Return how wide the column is for its longest number; 0 where it holds other things."""
        if len(self.rows) < _TWO_DIGITS:
            return 0.0
        numbers = [text for row in self.rows for text in row[place] if _plain_of(text)]
        if not numbers or not all(_plain_of(text).isdecimal() for text in numbers):
            return 0.0
        return _AROUND + max(setter.width(text.kind, _plain_of(text)) for text in numbers)

    def _asked_for(self, setter: Setter, width: float) -> list[float]:
        """Return the widths of columns, none narrower than it needs, that make the table low."""
        columns = [list(dict.fromkeys(column)) for column in zip(*self.rows, strict=True)]
        needed = [
            max(
                _AROUND + max(_longest(setter, cell, tokens) for cell in column),
                self._head_width(setter, place),
            )
            for place, column in enumerate(columns)
        ]
        wished = [
            min(_MOST_OF_A_TABLE * width, _AROUND + max(map(partial(_wished, setter), column)))
            for column in columns
        ]
        more = [max(0.0, wish - need) for wish, need in zip(wished, needed, strict=True)]
        room = width - sum(needed)
        if room <= 0.0 or not sum(more):
            return needed
        begun = [need + room * extra / sum(more) for need, extra in zip(needed, more, strict=True)]
        return _lowest(begun, needed, _Rows(setter, self.rows))

    def _head_width(self, setter: Setter, place: int) -> float:
        """Return what the head of a column needs: it goes on two lines if it is long."""
        if not self.head or self.head_kind is None:
            return 0.0
        text = self.head[place]
        whole = setter.width(self.head_kind, text)
        longest = max((setter.width(self.head_kind, piece) for piece in tokens(text)), default=0.0)
        return _AROUND + max(longest, min(whole, _SHORT_HEAD), whole / 2 * _UNEVEN)

    def _head(self, setter: Setter, edges: list[float], whole: Tag) -> Slab | None:
        if not self.head or self.head_kind is None:
            return None
        cells = tuple((CellText(plain(text), self.head_kind, Align.CENTRE),) for text in self.head)
        row = Tag("TR", whole)
        placed = _set(
            setter,
            edges,
            cells,
            row.cells(("TH", "Column") if text else ("TD", "") for text in self.head),
        )
        padding = setter.white(PADDING_Y)
        height = max(map(_height, placed)) + 2 * padding
        fills = (HEAD_FILL,) * len(self.columns)
        return Slab(height, _drawer(edges, height, placed, fills, padding, row), keep=True)

    def _continued(
        self, setter: Setter, edges: list[float], head: Slab | None, group: str
    ) -> Slab | None:
        """Return what is repeated above a row: the head, and the group that goes on in it."""
        if not group or self.head_kind is None:
            return head
        kind = setter.pitched(self.head_kind._replace(face=Face.BOLD))
        below = 0.0 if head is None else head.height
        height = kind.height + 2 * setter.white(PADDING_Y)

        def draw(sheet: Sheet, top: float) -> None:
            if head is not None:
                head.draw(sheet, top)
            start = (edges[0], top + below)
            sheet.fill(start, (edges[-1] - edges[0], height), LABEL_FILL)
            base = top + below + setter.white(PADDING_Y) + kind.drop
            room = edges[-1] - edges[0] - 2 * PADDING_X
            sheet.text_within(edges[0] + PADDING_X, base, kind, group, room)
            sheet.frame(start, (edges[-1] - edges[0], height), RULE)

        return Slab(below + height, draw, keep=True)

    def _row(
        self, setter: Setter, edges: list[float], cells: tuple[Cell, ...], whole: Tag
    ) -> list[Slab]:
        row = Tag("TR", whole)
        tags = row.cells(("TH", "Row") if column.label else ("TD", "") for column in self.columns)
        fills = tuple(LABEL_FILL if column.label else None for column in self.columns)
        placed = _set(setter, edges, cells, tags)
        padding = setter.white(PADDING_Y)
        height = max(map(_height, placed)) + 2 * padding
        if height > TALL:
            return _strips(edges, placed, fills, padding)
        return [Slab(height, _drawer(edges, height, placed, fills, padding))]


_AROUND = 2 * PADDING_X + 0.1
"""What a column needs beside its text; a little more, as text is measured in whole units."""

_GIVEN = (12.0, 6.0, 3.0)
"""So many millimetres a column gives to another at once."""

_TWO_DIGITS = 10
_MOST_OF_A_TABLE = 0.45
_SHORT_HEAD = 13.0
_UNEVEN = 1.15
"""The longer of two lines of a head is a little longer than half of it."""


def _plain_of(cell: CellText) -> str:
    return "".join(run.text for run in cell.text)


def _longest(setter: Setter, cell: Cell, cut: Callable[[str], Sequence[str]]) -> float:
    """Return how wide the longest piece of a cell is."""
    return max(
        (
            setter.width(text.kind, piece)
            for text in cell
            for line in _plain_of(text).split("\n")
            for piece in cut(line)
        ),
        default=0.0,
    )


def _wished(setter: Setter, cell: Cell) -> float:
    """Return how wide the widest line of a cell is."""
    return _longest(setter, cell, lambda line: (line,))


class _Rows:
    """Rows whose height is asked for with columns of one width and another."""

    def __init__(self, setter: Setter, rows: Iterable[tuple[Cell, ...]]) -> None:
        numbers: dict[Cell, int] = {}
        numbered = [tuple(numbers.setdefault(cell, len(numbers)) for cell in row) for row in rows]
        self._rows = numbered
        self._paragraphs = [_pieces(setter, cell) for cell in numbers]
        self._known: dict[tuple[int, float], int] = {}

    def lines(self, widths: Sequence[float]) -> int:
        """Return how many lines all rows have together."""
        rooms = [round(width - _AROUND, 3) for width in widths]
        return sum(max(map(self._lines, row, rooms)) for row in self._rows)

    def _lines(self, cell: int, room: float) -> int:
        known = self._known.get((cell, room))
        if known is None:
            known = sum(_filled(each, room) for each in self._paragraphs[cell])
            self._known[cell, room] = known
        return known


def _pieces(setter: Setter, cell: Cell) -> list[list[float]]:
    """Return the widths of the pieces of each paragraph of a cell."""
    return [
        [setter.width(text.kind, piece) for piece in tokens(line)]
        for text in cell
        for line in _plain_of(text).split("\n")
    ]


def _filled(pieces: Sequence[float], room: float) -> int:
    """Return how many lines pieces of those widths fill, about."""
    count, left = 1, room
    for wide in pieces:
        if wide > left and left < room:
            count, left = count + 1, room
        left -= wide
    return count


def _lowest(widths: list[float], needed: Sequence[float], rows: _Rows) -> list[float]:
    """Return the widths after columns gave to others what makes the rows lower."""
    lowest = rows.lines(widths)
    for step in _GIVEN:
        for taker, giver in permutations(range(len(widths)), 2):
            while widths[giver] - step >= needed[giver]:
                tried = [*widths]
                tried[taker] += step
                tried[giver] -= step
                low = rows.lines(tried)
                if low >= lowest:
                    break
                widths, lowest = tried, low
    return widths


def _set(
    setter: Setter, edges: list[float], cells: Sequence[Cell], tags: Sequence[Tag]
) -> list[list[_Placed]]:
    """Set the lines of each cell in its column; of several paragraphs each is told apart."""
    return [
        [
            line
            for text in cell
            for line in _lines(
                setter,
                right - left - 2 * PADDING_X,
                text,
                tag if len(cell) == 1 else Tag("P", tag),
            )
        ]
        for cell, (left, right), tag in zip(cells, pairwise(edges), tags, strict=True)
    ]


def _lines(setter: Setter, width: float, cell: CellText, tag: Tag) -> list[_Placed]:
    text, kind, align, hang = cell
    kind = setter.pitched(kind)
    indent = -kind.units(hang) if hang else 0
    lines = setter.lines(text, kind, width - hang, align, indent)
    return [_Placed(line, kind, hang, tag) for line in lines]


def _height(lines: Sequence[_Placed]) -> float:
    return sum(placed.kind.height for placed in lines)


def _strips(
    edges: list[float],
    cells: list[list[_Placed]],
    fills: Sequence[Colour | None],
    padding: float,
) -> list[Slab]:
    """Return a tall row line by line; where a page ends in it, its frame stays open."""
    heights = [placed.kind.height for placed in max(cells, key=_height)]
    last = len(heights) - 1
    tops = list(accumulate(heights, initial=0.0))
    found = []
    for number, (top, end) in enumerate(pairwise(tops)):
        above = padding if number == 0 else 0.0
        below = padding if number == last else 0.0
        parts = [_between(cell, top, end) for cell in cells]
        draw = _strip_drawer(edges, (above, end - top, below), parts, fills)
        found.append(Slab(above + end - top + below, draw, keep=number in {0, last - 1}))
    return found


def _between(cell: Sequence[_Placed], top: float, end: float) -> list[tuple[float, _Placed]]:
    """Return the lines of a cell that begin in a strip, with how far below its top they do."""
    found, at = [], 0.0
    for placed in cell:
        if top - _ROUNDING <= at < end - _ROUNDING:
            found.append((at - top, placed))
        at += placed.kind.height
    return found


_ROUNDING = 1e-6


def _strip_drawer(
    edges: list[float],
    heights: tuple[float, float, float],
    cells: list[list[tuple[float, _Placed]]],
    fills: Sequence[Colour | None],
) -> Callable[[Sheet, float], None]:
    above, _, below = heights
    height = sum(heights)

    def draw(sheet: Sheet, top: float) -> None:
        for (left, right), fill, lines in zip(pairwise(edges), fills, cells, strict=True):
            if fill is not None:
                sheet.fill((left, top), (right - left, height), fill)
            for down, (line, kind, indent, tag) in lines:
                line.draw(sheet, left + PADDING_X + indent, top + above + down + kind.drop, tag)
        for edge in edges:
            sheet.rule((edge, top), (edge, top + height), RULE)
        for rule in ((top,) if above else ()) + ((top + height,) if below else ()):
            sheet.rule((edges[0], rule), (edges[-1], rule), RULE)

    return draw


def _drawer(
    edges: list[float],
    height: float,
    cells: list[list[_Placed]],
    fills: Sequence[Colour | None],
    padding: float,
    head: Tag | None = None,
) -> Callable[[Sheet, float], None]:
    def draw(sheet: Sheet, top: float) -> None:
        again = head is not None and head.placed  # a head that is repeated says nothing new
        for (left, right), fill, lines in zip(pairwise(edges), fills, cells, strict=True):
            if fill is not None:
                sheet.fill((left, top), (right - left, height), fill)
            y = top + padding
            for line, kind, indent, tag in lines:
                at = left + PADDING_X + indent
                line.draw(sheet, at, y + kind.drop, None if again else tag)
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
                sheet.text(centre, base, self.kind, head, Tag("P"))

        return [Slab(self.HEAD + self.HEIGHT, draw)]


# Breaking a body into pages: before an item where possible, never where slabs are tied.


SPARSE = 60.0
"""A page with less than so many millimetres looks forgotten: a fifth of the sheet. So much is left
empty at most where an item begins on the next page."""

CLOSEST = Spacing(pitch=0.87, white=0.5)
"""So close a page that overflows by little is set before it breaks."""

_STEPS = (1 / 3, 2 / 3)


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


def settled(
    slabs: Callable[[Setter], Sequence[Sequence[Slab]]],
    setter: Setter,
    first: BodyZone,
    later: BodyZone,
) -> list[PlacedSlabs]:
    """Place what the slabs are measured from so that no page is nearly empty.

    What overflows by little is set closer, as little as helps; else what stands on the page before
    goes along, from an item on where one begins near by.
    """
    groups = slabs(setter)
    pages = paginate(groups, first, later)
    if len(pages) == 1 or _written(pages[-1]) >= SPARSE:
        return pages

    def closer(step: float) -> list[PlacedSlabs]:
        pitch, white = (1.0 - step * (1.0 - least) for least in CLOSEST)
        return paginate(slabs(setter.spaced(Spacing(pitch, white))), first, later)

    closest = closer(1.0)
    if len(closest) == len(pages):
        return _evened(groups, pages, first, later)
    return next((each for each in map(closer, _STEPS) if len(each) < len(pages)), closest)


def _written(page: PlacedSlabs) -> float:
    top, slab = page[-1]
    return top + slab.height - page[0].top


def _evened(
    groups: Sequence[Sequence[Slab]], pages: list[PlacedSlabs], first: BodyZone, later: BodyZone
) -> list[PlacedSlabs]:
    """Return the pages with as much moved to the last one as makes it look meant."""
    before = {id(slab) for _, slab in pages[-2]}
    heads = {id(group[0]) for group in groups}
    moved, at = _written(pages[-1]), None
    for chunk in reversed([chunk for group in groups for chunk in _chunks(group)]):
        if id(chunk[0]) not in before:
            continue
        moved += sum(slab.height for slab in chunk)
        if moved > SPARSE + _FURTHER and at is not None:
            break
        if moved >= SPARSE and (at is None or id(chunk[0]) in heads):
            at = chunk[0]
            if id(at) in heads:
                break
    found = _Flow(first, later, at).run(groups, len(groups))
    well = len(found) == len(pages) and _ends_well(found, first, later)
    return found if well and _written(found[-2]) >= SPARSE else pages


_FURTHER = 50.0
"""So much more goes along, in millimetres, where an item begins there."""


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
    """Pages under way; a new one begins ``at`` a slab, whatever room there is."""

    def __init__(self, first: BodyZone, later: BodyZone, at: Slab | None = None) -> None:
        self._later = later
        self._at = at
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
        return self._room() < SPARSE

    def _new_page(self) -> None:
        self._pages.append([])
        self._y = self._later.top
        self._bottom = self._later.bottom

    def _place(self, chunk: list[Slab]) -> None:
        here = self._at is not None and chunk[0] is self._at
        if self._pages[-1] and (here or sum(slab.height for slab in chunk) > self._room()):
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
