# SPDX-License-Identifier: MIT
"""The page of a form that is filled in: framed rows, measured first, then drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.errors import BadWording
from desk_app.letters.forms import lines as form_lines
from desk_app.letters.forms.lines import TYPED, Measure, Pen, Styles, flowed, running
from desk_app.letters.typesetting.setting import Align, tokens
from desk_app.letters.typesetting.sheet import BLACK, DARK, GREY, POINTS, Face, Type
from desk_app.letters.typesetting.structure import PAGE_HEAD, Tag
from desk_app.records.desk.people import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.letters.forms.file import (
        Edition,
        FormCell,
        FormFile,
        FormSection,
        FormVoice,
        GridRow,
        Words,
    )
    from desk_app.letters.typesetting.setting import SetLine, Setter


LABEL_FILL = (0xF3 / 255,) * 3
SECTION_FILL = (0xDC / 255,) * 3
INNER = 0.2
OUTER = 0.5
_PADDING_X = 1.6
_BESIDE_LABEL = 1.2
_PADDING_Y = 0.9
_LEAST_FIELD = 1.3
"""The least height of room to write, in an em of what is typed there."""

_MOST_OF_A_LINE = 7.0
"""So high, in millimetres, is at most the field of one line."""

_SEAL_INSET = 2.0
_DASHES = "2 1.5"


class GridLook(NamedTuple):
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
    look: GridLook
    told: str = ""

    def under(self, words: Words) -> Grid:
        """Return a grid whose fields are told as those of a section too."""
        return replace(self, told=_joined(self.told, self.voice.plain(words)))

    def rows(self, rows: Sequence[GridRow]) -> list[GridRow]:
        """Return the rows that stand under their conditions, repeated ones one by one."""
        return [
            _numbered(row, number) if row.repeat > 1 else row
            for row in rows
            if self.voice.holds(row.when)
            for number in range(1, row.repeat + 1)
        ]

    def height(self, rows: Sequence[GridRow], width: float) -> float:
        """Return the least height of rows in millimetres."""
        return sum(self._row_height(row, width) for row in self.rows(rows))

    def draw(self, rows: Sequence[GridRow], area: Area, share: float = 0.0) -> None:
        """Draw rows one below the other; each is higher by ``share`` for each part it grows by."""
        y = area.y
        for row in self.rows(rows):
            height = self._row_height(row, area.width) + row.grow * share
            self._draw_row(row, Area(area.x, y, area.width, height), share)
            y += height

    def _row_height(self, row: GridRow, width: float) -> float:
        label = self._label(row.label, row.sub, self.look.label_width)
        cells = (self._cell_height(*cell) for cell in self._cells(row, width))
        return max([row.height, _printed(label), *cells])

    def _cells(self, row: GridRow, width: float) -> list[tuple[FormCell, float]]:
        """Return a row's cells, its label left out, with their widths."""
        room = width - (self.look.label_width if row.label else 0.0)
        cells = [cell for cell in row.cell if self.voice.holds(cell.when)]
        room -= sum(cell.width for cell in cells)
        shares = sum(cell.share for cell in cells if not cell.width) or 1.0
        return [(cell, cell.width or room * cell.share / shares) for cell in cells]

    def _cell_height(self, cell: FormCell, width: float) -> float:
        if cell.row:
            return self.height(cell.row, width)
        if cell.label:
            return _printed(self._label(cell.label, "", width))
        content = _Content(self, cell, width)
        field = _LEAST_FIELD * TYPED / POINTS if cell.field else 0.0
        return content.height + field + 2 * _PADDING_Y

    def _draw_row(self, row: GridRow, area: Area, share: float) -> None:
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
            if cell.label:
                inner = self.under(cell.label)
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
        tag = Tag("P")
        for line, kind in lines:
            inset = _PADDING_X / 2 if kind == self.look.hint else _BESIDE_LABEL
            line.draw(sheet, area.x + inset, y + kind.drop, tag)
            y += kind.height
        sheet.frame((area.x, area.y), (area.width, area.height), INNER, DARK)

    def _draw_cell(self, cell: FormCell, area: Area, share: float) -> None:
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
        wide = self.pen.setter.width(self.look.hint, text)
        kind = self.look.hint.fitted(wide, width - _SEAL_INSET)
        left = area.x + (area.width - self.pen.setter.width(kind, text)) / 2
        base = area.y + area.height / 2 + 1.2
        self.pen.sheet.coloured_text(left, base, kind, text, GREY, Tag("P"))

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

    def __init__(self, grid: Grid, cell: FormCell, width: float) -> None:
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
        tag = Tag("P")
        for line, kind in lines:
            line.draw(self._grid.pen.sheet, x, y + kind.drop, tag)
            y += kind.height
        return y

    def _draw_lines(self, x: float, y: float) -> float:
        kind = self._grid.look.styles.words
        for line in self._lines:
            measure = Measure(x, y + kind.drop, self._room, self._of_lines(), kind)
            form_lines.draw(self._grid.pen, line, measure)
            y += kind.height
        return y

    def _told(self, words: Words) -> str:
        return _joined(self._grid.told, self._grid.voice.plain(words))

    def _of_lines(self) -> str:
        """What a screen reader says before the boxes and blanks of the lines."""
        return self._grid.told if self._cell.field else self._told(self._cell.told)

    def _add_field(self, area: Area, y: float) -> None:
        cell = self._cell
        top = y if self.height else area.y + _PADDING_Y / 2
        bottom = area.y + area.height - _PADDING_Y / 2
        if not cell.long and bottom - top > _MOST_OF_A_LINE:
            # Some readers set one line at the foot of its field, some in the middle.
            top += (bottom - top - _MOST_OF_A_LINE) / 2
            bottom = top + _MOST_OF_A_LINE
        place = (area.x + _PADDING_Y, top, area.width - 2 * _PADDING_Y, bottom - top)
        told = self._told(cell.told or cell.hint)
        self._grid.pen.fields.text(cell.field, told, place, Tag("P"), long=cell.long)


def fitted(setter: Setter, said: str, kind: Type, room: float) -> Type:
    """Return the type, smaller where a piece of what is said is never broken and too wide."""
    pieces = (piece for line in said.split("\n") for piece in tokens(line))
    return kind.fitted(max((setter.width(kind, piece) for piece in pieces), default=0.0), room)


def _printed(label: list[tuple[SetLine, Type]]) -> float:
    """Return the height that a label needs; 0 for none."""
    return sum(kind.height for _, kind in label) + _PADDING_Y if label else 0.0


def _joined(*parts: str) -> str:
    return ": ".join(dict.fromkeys(filter(None, parts)))


def _numbered(row: GridRow, number: int) -> GridRow:
    cells = tuple(
        cell.model_copy(
            update={
                "field": cell.field.replace("{n}", str(number)),
                "lines": tuple(_with_number(words, number) for words in cell.lines),
                "label": _with_number(cell.label, number),
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


# The types of the published forms, and where things stand on their pages, in millimetres.


LEFT, RIGHT = 16.0, 194.0
WIDTH = RIGHT - LEFT
MIDDLE = (LEFT + RIGHT) / 2
BOTTOM = 281.0
FOOT_BASE = 287.4

TITLE_BASE = 15.0
SUBTITLE_BASE = 20.6
TO_PLACE = (LEFT, 28.4)
DAY_PLACE = (101.0, 28.4)
DAY_WIDTH = 66.0
FILL_IN_PLACE = (LEFT, 38.9)
FILL_IN_WIDTH = 150.0
STAMP = Area(167.8, 23.2, 26.2, 20.2)
GRID_TOP = 46.0
LATER_HEAD_BASE = 17.6
LATER_GRID_TOP = 24.0
SECTION_WIDTH = 25.6
SECTION_INSET = 1.8
SECTION_HANG = 4.2
SECTION_EDGE = 0.4
OFFICE_WIDTH = 8.2
ABOVE_OFFICE = 2.0
ABOVE_NOTES = 1.3
GUIDE_TOP = 23.0
GUIDE_LATER_TOP = 16.0

LETTER_TITLE_BASE = 23.0
LETTER_TO_PLACE = (LEFT, 34.0)
LETTER_OPENING_BASE = 47.0
ABOVE_LETTER_SECTION = 4.6
BELOW_LETTER_HEADING = 1.6

TITLE = Type(Face.BOLD, 15.5, 19.0)
SUBTITLE = Type(Face.GOTHIC, 9.6, 13.0)
TO = Styles(Type(Face.GOTHIC, 10.4, 14.4), Type(Face.GOTHIC, 9.0, 14.4))
DAY = Styles(Type(Face.GOTHIC, 9.6, 15.0), Type(Face.GOTHIC, 9.0, 15.0))
FILL_IN = Styles(Type(Face.GOTHIC, 9.4, 12.4), Type(Face.GOTHIC, 9.0, 12.4))
SECTION = Type(Face.BOLD, 9.2, 12.0)
LATER_TITLE = Type(Face.BOLD, 11.0, 14.0)
SMALL = Type(Face.GOTHIC, 9.0, 11.0)
NOTE = Type(Face.GOTHIC, 9.0, 11.8)
OFFICE = Type(Face.GOTHIC, 8.0, 9.6)
LETTER_TITLE = Type(Face.MINCHO, 23.0, 28.0)
LETTER_TO = Styles(Type(Face.MINCHO, 11.4, 15.4), Type(Face.MINCHO, 8.0, 15.4))
LETTER_OPENING = Type(Face.MINCHO, 11.4, 17.0)
LETTER_HEADING = Type(Face.BOLD, 10.4, 13.6)
LETTER_NOTE = Type(Face.GOTHIC, 9.0, 12.6)

_GRID = GridLook(
    Styles(Type(Face.GOTHIC, 9.6, 15.0), Type(Face.GOTHIC, 9.0, 15.0)),
    label=Type(Face.GOTHIC, 9.4, 12.0),
    hint=SMALL,
    label_width=25.0,
)
_GRID_EN = GridLook(
    Styles(Type(Face.GOTHIC, 9.0, 14.6), Type(Face.GOTHIC, 9.0, 14.6)),
    label=Type(Face.GOTHIC, 9.0, 11.2),
    hint=SMALL,
    label_width=25.0,
)
OFFICE_GRID = GridLook(
    Styles(Type(Face.GOTHIC, 7.5, 10.4), Type(Face.GOTHIC, 6.8, 10.4)),
    label=Type(Face.GOTHIC, 7.6, 10.0),
    hint=Type(Face.GOTHIC, 6.8, 8.8),
    label_width=17.0,
)
LETTER_GRID = GridLook(
    Styles(Type(Face.GOTHIC, 9.8, 17.4), Type(Face.GOTHIC, 9.0, 17.4)),
    label=Type(Face.GOTHIC, 9.6, 12.6),
    hint=SMALL,
    label_width=30.0,
)


def grid(language: Language) -> GridLook:
    """Return the look of an application's sections; English says the same in more words."""
    return _GRID if language is Language.JA else _GRID_EN


# The page of a form that is filled in: an application, or a letter of proxy.


_STAMP_DASHES = "2.4 1.6"
_OFFICE_LANGUAGE = "ja"
"""What the desk fills in is Japanese in every language."""

_FRAME = 0.3

Point = tuple[float, float]


class NumberedSection(NamedTuple):
    """A section and the number it bears."""

    number: int
    section: FormSection


@dataclass(frozen=True, slots=True)
class FormPage:
    """Draws the pages that are filled in, with the words of an edition."""

    edition: Edition
    form: FormFile
    voice: FormVoice
    pen: Pen

    def pages(self) -> list[Callable[[], None]]:
        """Return how each page is drawn.

        Drawing one raises BadWording where the words are too long for it.
        """
        if self.form.style == "letter":
            return [self._draw_letter]
        groups = self._groups()
        return [
            partial(self._draw_application, group, last=group is groups[-1]) for group in groups
        ]

    def _groups(self) -> list[list[NumberedSection]]:
        """Return the numbered sections page by page."""
        groups: list[list[NumberedSection]] = []
        for number, section in enumerate(self.form.section, start=1):
            if section.begins_page or not groups:
                groups.append([])
            groups[-1].append(NumberedSection(number, self.edition.section(section)))
        return groups

    def _draw_application(self, sections: list[NumberedSection], *, last: bool) -> None:
        first = sections[0].number == 1
        if first:
            self._draw_first_head()
        else:
            self._draw_later_head()
        top, bottom = GRID_TOP if first else LATER_GRID_TOP, BOTTOM
        office = self.edition.office(self.form.office)
        office_grid = Grid(self.pen, self.voice, OFFICE_GRID)
        office_height = office_grid.height(office.row, WIDTH - OFFICE_WIDTH)
        notes = self._notes(NOTE) if last else []
        if last:
            bottom -= office_height + ABOVE_OFFICE + len(notes) * NOTE.height + ABOVE_NOTES
        self._draw_sections(sections, top, bottom)
        if last:
            y = self._draw_set(notes, NOTE, (LEFT, bottom + ABOVE_NOTES))
            self._draw_office(office_grid, office, (y + ABOVE_OFFICE, office_height))

    def _draw_first_head(self) -> None:
        sheet = self.pen.sheet
        title = self.voice.plain(self.form.title)
        kind = TITLE.fitted(sheet.width(TITLE, title), WIDTH)
        sheet.text_centred(MIDDLE, TITLE_BASE, kind, title, Tag("H1"))
        subtitle = self.voice.plain(self.form.subtitle)
        sheet.text_centred(MIDDLE, SUBTITLE_BASE, SUBTITLE, subtitle, Tag("P"))
        self._draw_head()

    def _draw_later_head(self) -> None:
        """Draw what form this is a page of, and room for the name that its first page bears."""
        title = self.voice.plain(self.edition.parts.words["form"])
        self.pen.sheet.text(LEFT, LATER_HEAD_BASE, LATER_TITLE, title, PAGE_HEAD)
        x = LEFT + self.pen.sheet.width(LATER_TITLE, title) + 6.0
        self._draw_lines(
            self.edition.parts.words["again"], DAY, (x, LATER_HEAD_BASE), RIGHT - x, told=""
        )
        base = LATER_HEAD_BASE + 1.8
        self.pen.sheet.rule((x, base), (RIGHT, base), INNER, DARK)

    def _draw_head(self) -> None:
        """Draw to whom the form goes, its day, how it is filled in, the place of the stamp."""
        words = self.edition.parts.words
        day = self.voice.plain(words["day_told"])
        self._draw_lines(words["to"], TO, TO_PLACE, WIDTH)
        self._draw_lines(words["day"], DAY, DAY_PLACE, DAY_WIDTH, told=day)
        self._draw_lines(words["fill_in"], FILL_IN, FILL_IN_PLACE, FILL_IN_WIDTH)
        sheet, place = self.pen.sheet, STAMP
        sheet.frame((place.x, place.y), (place.width, place.height), INNER, GREY, _STAMP_DASHES)
        said = self.voice.say(words["stamp"])
        lines = running(said, (SMALL, Align.CENTRE), self.pen.setter, place.width)
        self._draw_set(lines, SMALL, (place.x, place.y + 0.8))

    def _draw_lines(
        self, words: Words, styles: Styles, place: Point, width: float, *, told: str = ""
    ) -> float:
        """Draw lines of words from a base line on; return the base line that would follow."""
        x, base = place
        for line in flowed(self.voice.say(words), styles, self.pen.setter, width):
            measure = Measure(x, base, width, told, styles.words)
            form_lines.draw(self.pen, line, measure)
            base += styles.words.height
        return base

    def _draw_set(
        self, lines: list[SetLine], kind: Type, place: Point, tag: Tag | None = None
    ) -> float:
        """Draw set lines from a top edge on; return the bottom edge."""
        x, y = place
        tag = tag or Tag("P")
        for line in lines:
            line.draw(self.pen.sheet, x, y + kind.drop, tag)
            y += kind.height
        return y

    def _notes(self, kind: Type) -> list[SetLine]:
        """Return the notes set in lines that hang from their signs."""
        hang = 1.25 * kind.millimetres(1000)
        return [
            line
            for words in self.form.notes
            if (said := self.voice.say(words))
            for line in running(said, (kind, Align.LEFT), self.pen.setter, WIDTH, hang)
        ]

    def _draw_sections(self, sections: list[NumberedSection], top: float, bottom: float) -> None:
        """Draw the numbered sections; what the page has over goes to the rows that grow."""
        rows = Grid(self.pen, self.voice, grid(self.voice.language))
        width = WIDTH - SECTION_WIDTH
        heights = [rows.height(section.row, width) for _, section in sections]
        share = self._share(rows, sections, bottom - top - sum(heights))
        y = top
        for (number, section), height in zip(sections, heights, strict=True):
            full = height + share * _parts(rows, section)
            self._draw_section_label((number, section.label), (y, full))
            area = Area(LEFT + SECTION_WIDTH, y, width, full)
            rows.under(section.label).draw(section.row, area, share)
            y += full
        self.pen.sheet.frame((LEFT, top), (WIDTH, y - top), OUTER, BLACK)

    def _share(self, grid: Grid, sections: list[NumberedSection], free: float) -> float:
        """Return by how much a row grows for each of its parts."""
        if free < 0:
            raise BadWording(f"{self.form.code.ja}: {-free:.1f} mm")
        return free / (sum(_parts(grid, section) for _, section in sections) or 1.0)

    def _draw_section_label(self, named: tuple[int, Words], place: Point) -> None:
        (number, words), (y, height) = named, place
        sheet, size = self.pen.sheet, (SECTION_WIDTH, height)
        sheet.fill((LEFT, y), size, SECTION_FILL)
        sheet.frame((LEFT, y), size, INNER, DARK)
        left = LEFT + SECTION_INSET
        hang = max(SECTION_HANG, sheet.width(SECTION, f"{number} "))
        room = SECTION_WIDTH - SECTION_INSET - hang - SECTION_EDGE
        kind = fitted(self.pen.setter, self.voice.say(words), SECTION, room)
        lines = running(self.voice.say(words), (kind, Align.LEFT), self.pen.setter, room)
        top = y + (height - len(lines) * kind.height) / 2
        heading = Tag("H2")
        sheet.text(left, top + kind.drop, SECTION, f"{number} ", heading)
        self._draw_set(lines, kind, (left + hang, top), heading)

    def _draw_office(self, grid: Grid, office: FormSection, place: Point) -> None:
        """Draw what the desk fills in by hand; its label stands upright beside it."""
        y, height = place
        sheet, size = self.pen.sheet, (OFFICE_WIDTH, height)
        sheet.fill((LEFT, y), size, SECTION_FILL)
        label = self.voice.plain(office.label)
        base = y + (height - len(label) * OFFICE.height) / 2 + OFFICE.drop
        heading = Tag("H2", language=_OFFICE_LANGUAGE)
        for place_, character in enumerate(label):
            middle = LEFT + OFFICE_WIDTH / 2
            line = base + place_ * OFFICE.height
            sheet.text_centred(middle, line, OFFICE, character, heading)
        width = WIDTH - OFFICE_WIDTH
        grid.draw(office.row, Area(LEFT + OFFICE_WIDTH, y, width, height))
        sheet.frame((LEFT, y), (WIDTH, height), _FRAME, DARK)

    def _draw_letter(self) -> None:
        sheet = self.pen.sheet
        title = self.voice.plain(self.form.title)
        sheet.text_centred(MIDDLE, LETTER_TITLE_BASE, LETTER_TITLE, title, Tag("H1"))
        self._draw_lines(self.edition.parts.words["to"], LETTER_TO, LETTER_TO_PLACE, WIDTH)
        said = self.voice.say(self.form.opening)
        how = (LETTER_OPENING, Align.LEFT)
        lines = running(said, how, self.pen.setter, WIDTH)
        top = LETTER_OPENING_BASE - LETTER_OPENING.drop
        y = self._draw_set(lines, LETTER_OPENING, (LEFT, top))
        grid = Grid(self.pen, self.voice, LETTER_GRID)
        for section in map(self.edition.section, self.form.section):
            y = self._draw_letter_section(grid, section, y + ABOVE_LETTER_SECTION)
        notes = self._notes(LETTER_NOTE)
        end = self._draw_set(notes, LETTER_NOTE, (LEFT, y + 2 * ABOVE_NOTES))
        if end > BOTTOM:
            raise BadWording(f"{self.form.code.ja}: {end - BOTTOM:.1f} mm")

    def _draw_letter_section(self, grid: Grid, section: FormSection, y: float) -> float:
        """Draw a section under its heading and return where it ends."""
        sheet, kind = self.pen.sheet, LETTER_HEADING
        label = self.voice.plain(section.label)
        sheet.text(LEFT, y + kind.drop, kind, label, Tag("H2"))
        if section.note:
            x = LEFT + sheet.width(kind, label) + 1.4
            note = self.voice.plain(section.note)
            sheet.text_within(x, y + kind.drop, LETTER_NOTE, note, RIGHT - x, Tag("P"))
        y += kind.height + BELOW_LETTER_HEADING
        height = grid.height(section.row, WIDTH)
        area = Area(LEFT, y, WIDTH, height)
        grid.under(section.label).draw(section.row, area)
        if all(row.frame for row in section.row):
            sheet.frame((LEFT, y), (WIDTH, height), _FRAME, BLACK)
        return y + height


def _parts(grid: Grid, section: FormSection) -> float:
    return sum(row.grow for row in grid.rows(section.row))
