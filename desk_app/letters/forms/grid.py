# SPDX-License-Identifier: MIT
"""The framed rows of a form: measured first, then drawn in the height the page has for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.breaking import tokens
from desk_app.letters.forms import lines as form_lines
from desk_app.letters.forms.lines import AS_FITS, Measure, Pen, Styles, flowed, running
from desk_app.letters.setting import Align
from desk_app.letters.sheet import DARK, GREY, POINTS, Type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.letters.forms.file import Cell, Row, Words
    from desk_app.letters.forms.voice import FormVoice
    from desk_app.letters.setting import SetLine, Setter


LABEL_FILL = (0xF3 / 255,) * 3
SECTION_FILL = (0xDC / 255,) * 3
INNER = 0.2
OUTER = 0.5
_PADDING_X = 1.6
_BESIDE_LABEL = 1.2
_PADDING_Y = 0.9
_LEAST_FIELD = 1.3
"""The least height of room to write, in an em of what is typed there."""

_SEAL_INSET = 2.0
_DASHES = "2 1.5"


class Look(NamedTuple):
    """The types of a grid and the width of its column of labels in millimetres."""

    styles: Styles
    label: Type
    hint: Type
    label_width: float


class Area(NamedTuple):
    """A rectangle in millimetres from the top left corner of the page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Draws rows with one look; ``told`` is what a screen reader says before every field."""

    pen: Pen
    voice: FormVoice
    look: Look
    told: str = ""

    def under(self, words: Words) -> Grid:
        """Return a grid whose fields are told as those of a section too."""
        return replace(self, told=_joined(self.told, self.voice.plain(words)))

    def rows(self, rows: Sequence[Row]) -> list[Row]:
        """Return the rows that stand under their conditions, repeated ones one by one."""
        return [
            _numbered(row, number) if row.repeat > 1 else row
            for row in rows
            if self.voice.holds(row.when)
            for number in range(1, row.repeat + 1)
        ]

    def height(self, rows: Sequence[Row], width: float) -> float:
        """Return the least height of rows in millimetres."""
        return sum(self._row_height(row, width) for row in self.rows(rows))

    def draw(self, rows: Sequence[Row], area: Area, share: float = 0.0) -> None:
        """Draw rows one below the other; each is higher by ``share`` for each part it grows by."""
        y = area.y
        for row in self.rows(rows):
            height = self._row_height(row, area.width) + row.grow * share
            self._draw_row(row, Area(area.x, y, area.width, height), share)
            y += height

    def _row_height(self, row: Row, width: float) -> float:
        label = self._label(row.label, row.sub, self.look.label_width)
        cells = (self._cell_height(*cell) for cell in self._cells(row, width))
        return max([row.height, _printed(label), *cells])

    def _cells(self, row: Row, width: float) -> list[tuple[Cell, float]]:
        """Return a row's cells, its label left out, with their widths."""
        room = width - (self.look.label_width if row.label else 0.0)
        room -= sum(cell.width for cell in row.cell)
        shares = sum(cell.share for cell in row.cell if not cell.width) or 1.0
        return [(cell, cell.width or room * cell.share / shares) for cell in row.cell]

    def _cell_height(self, cell: Cell, width: float) -> float:
        if cell.row:
            return self.height(cell.row, width)
        if cell.label:
            return _printed(self._label(cell.label, "", width))
        content = _Content(self, cell, width)
        field = _LEAST_FIELD * cell.size / POINTS if cell.field else 0.0
        return content.height + field + 2 * _PADDING_Y

    def _draw_row(self, row: Row, area: Area, share: float) -> None:
        x = area.x
        label = self.voice.plain(row.label)
        if label:
            size = (self.look.label_width, area.height)
            self._draw_label(row.label, row.sub, Area(x, area.y, *size))
            x += self.look.label_width
        inner = replace(self, told=_joined(self.told, label))
        edges = list(accumulate((wide for _, wide in self._cells(row, area.width)), initial=x))
        for (cell, _), (left, right) in zip(
            self._cells(row, area.width), pairwise(edges), strict=True
        ):
            inner._draw_cell(cell, Area(left, area.y, right - left, area.height), share)  # noqa: SLF001 - its own kind
            if row.frame:
                self.pen.sheet.frame((left, area.y), (right - left, area.height), INNER, DARK)

    def _label(self, label: Words, sub: Words, width: float) -> list[tuple[SetLine, Type]]:
        """Set a label in lines, what is small below it."""
        look, room = self.look, width - 2 * _BESIDE_LABEL
        kind = fitted(self.pen.setter, self.voice.say(label), look.label, room)
        return [
            *self.set(label, kind, room, Align.CENTRE),
            *self.set(sub, look.hint, width - _PADDING_X, Align.CENTRE),
        ]

    def _draw_label(self, label: Words, sub: Words, area: Area) -> None:
        sheet = self.pen.sheet
        sheet.fill((area.x, area.y), (area.width, area.height), LABEL_FILL)
        lines = self._label(label, sub, area.width)
        y = area.y + (area.height - sum(kind.height for _, kind in lines)) / 2
        for line, kind in lines:
            inset = _PADDING_X / 2 if kind == self.look.hint else _BESIDE_LABEL
            line.draw(sheet, area.x + inset, y + kind.drop)
            y += kind.height
        sheet.frame((area.x, area.y), (area.width, area.height), INNER, DARK)

    def _draw_cell(self, cell: Cell, area: Area, share: float) -> None:
        if cell.row:
            extra = area.height - self.height(cell.row, area.width)
            grown = sum(row.grow for row in self.rows(cell.row)) or 1.0
            self.draw(cell.row, area, max(share, extra / grown) if extra > 0 else 0.0)
        elif cell.label:
            self._draw_label(cell.label, "", area)
        elif cell.seal:
            self._draw_seal(cell.seal, area)
        else:
            _Content(self, cell, area.width).draw(area)

    def _draw_seal(self, words: Words, area: Area) -> None:
        """Draw the place of a seal, 28 × 26 mm or what the cell has room for."""
        width = min(28.0, area.width - _SEAL_INSET)
        height = min(26.0, area.height - _SEAL_INSET)
        corner = (area.x + (area.width - width) / 2, area.y + (area.height - height) / 2)
        self.pen.sheet.frame(corner, (width, height), INNER, GREY, _DASHES)
        text = self.voice.plain(words)
        wide = self.pen.setter.width(self.look.label, text)
        kind = self.look.label.fitted(wide, width - _SEAL_INSET)
        left = area.x + (area.width - self.pen.setter.width(kind, text)) / 2
        self.pen.sheet.coloured_text(left, area.y + area.height / 2 + 1.2, kind, text, GREY)

    def set(
        self, words: Words, kind: Type, width: float, align: Align
    ) -> list[tuple[SetLine, Type]]:
        """Set words in lines of a width in millimetres; where they say nothing, in none."""
        said = self.voice.say(words)
        if not said:
            return []
        return [(line, kind) for line in running(said, (kind, align), self.pen.setter, width)]


class _Content:
    """What a cell prints: small print, lines, running words; what is left is room to write."""

    def __init__(self, grid: Grid, cell: Cell, width: float) -> None:
        self._grid = grid
        self._cell = cell
        look, room = grid.look, width - 2 * _PADDING_X
        self._room = room
        self._hint = grid.set(cell.hint, look.hint, room, Align.LEFT)
        self._text = grid.set(cell.text, look.label, room, Align.LEFT)
        self._note = grid.set(cell.note, look.hint, room, Align.LEFT)
        self._lines = [
            line
            for words in cell.lines
            for line in flowed(grid.voice.say(words), look.styles, grid.pen.setter, room)
        ]

    @property
    def height(self) -> float:
        """The height of what is printed in millimetres."""
        words = sum(kind.height for _, kind in (*self._hint, *self._text, *self._note))
        return words + len(self._lines) * self._grid.look.styles.words.height

    def draw(self, area: Area) -> None:
        """Draw it: at the top where there is room to write below, else in the middle."""
        free = area.height - self.height - 2 * _PADDING_Y
        y = area.y + _PADDING_Y
        if not self._cell.field and (self._lines or self._text):
            y += free / 2
        y = self._draw_set(self._hint, area.x + _PADDING_X, y)
        y = self._draw_lines(area.x + _PADDING_X, y)
        y = self._draw_set(self._text, area.x + _PADDING_X, y)
        y = self._draw_set(self._note, area.x + _PADDING_X, y)
        if self._cell.field:
            self._add_field(area, y)

    def _draw_set(self, lines: list[tuple[SetLine, Type]], x: float, y: float) -> float:
        for line, kind in lines:
            line.draw(self._grid.pen.sheet, x, y + kind.drop)
            y += kind.height
        return y

    def _draw_lines(self, x: float, y: float) -> float:
        kind = self._grid.look.styles.words
        for line in self._lines:
            measure = Measure(x, y + kind.drop, self._room, self._told(self._cell.told), kind)
            form_lines.draw(self._grid.pen, line, measure)
            y += kind.height
        return y

    def _told(self, words: Words) -> str:
        return _joined(self._grid.told, self._grid.voice.plain(words))

    def _add_field(self, area: Area, y: float) -> None:
        cell = self._cell
        top = y if self.height else area.y + _PADDING_Y / 2
        bottom = area.y + area.height - _PADDING_Y / 2
        place = (area.x + _PADDING_Y, top, area.width - 2 * _PADDING_Y, bottom - top)
        told = self._told(cell.told or cell.hint)
        size = AS_FITS if cell.long else cell.size
        self._grid.pen.fields.text(cell.field, told, place, size, long=cell.long)


def fitted(setter: Setter, said: str, kind: Type, room: float) -> Type:
    """Return the type, smaller where a piece of what is said is never broken and too wide."""
    pieces = (piece for line in said.split("\n") for piece in tokens(line))
    return kind.fitted(max((setter.width(kind, piece) for piece in pieces), default=0.0), room)


def _printed(label: list[tuple[SetLine, Type]]) -> float:
    """Return the height that a label needs; 0 for none."""
    return sum(kind.height for _, kind in label) + _PADDING_Y if label else 0.0


def _joined(*parts: str) -> str:
    return ": ".join(dict.fromkeys(filter(None, parts)))


def _numbered(row: Row, number: int) -> Row:
    cells = tuple(
        cell.model_copy(
            update={
                "field": cell.field.replace("{n}", str(number)),
                "lines": tuple(_with_number(words, number) for words in cell.lines),
            }
        )
        for cell in row.cell
    )
    return row.model_copy(update={"cell": cells, "repeat": 1})


def _with_number(words: Words, number: int) -> Words:
    if isinstance(words, str):
        return words.replace("{n}", str(number))
    return words.model_copy(
        update={
            "ja": words.ja.replace("{n}", str(number)),
            "en": words.en.replace("{n}", str(number)),
        }
    )
