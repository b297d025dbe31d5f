# SPDX-License-Identifier: MIT
"""The page of a form that is filled in: an application, or a letter of proxy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.letters.errors import BadWording
from desk_app.letters.forms import lines as form_lines
from desk_app.letters.forms import looks
from desk_app.letters.forms.grid import INNER, OUTER, SECTION_FILL, Area, Grid, fitted
from desk_app.letters.forms.lines import Measure, flowed, running
from desk_app.letters.setting import Align
from desk_app.letters.sheet import BLACK, DARK, GREY

if TYPE_CHECKING:
    from desk_app.letters.forms.file import Edition, FormFile, Section, Words
    from desk_app.letters.forms.lines import Pen, Styles
    from desk_app.letters.forms.voice import FormVoice
    from desk_app.letters.setting import SetLine
    from desk_app.letters.sheet import Type


_STAMP_DASHES = "2.4 1.6"
_FRAME = 0.3

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class FormPage:
    """Draws the page with the words of an edition; it ends where the page does."""

    edition: Edition
    form: FormFile
    voice: FormVoice
    pen: Pen

    def draw(self) -> None:
        """Draw it; raises BadWording where the words are too long for one page."""
        if self.form.style == "letter":
            self._draw_letter()
        else:
            self._draw_application()

    def _draw_application(self) -> None:
        sheet = self.pen.sheet
        title = self.voice.plain(self.form.title)
        kind = looks.TITLE.fitted(sheet.width(looks.TITLE, title), looks.WIDTH)
        sheet.text_centred(looks.MIDDLE, looks.TITLE_BASE, kind, title)
        subtitle = self.voice.plain(self.form.subtitle)
        sheet.text_centred(looks.MIDDLE, looks.SUBTITLE_BASE, looks.SUBTITLE, subtitle)
        self._draw_head()
        office = self.edition.office(self.form.office)
        office_grid = Grid(self.pen, self.voice, looks.OFFICE_GRID)
        office_height = office_grid.height(office.row, looks.WIDTH - looks.OFFICE_WIDTH)
        notes = self._notes(looks.NOTE)
        bottom = looks.BOTTOM - office_height - looks.ABOVE_OFFICE
        bottom -= len(notes) * looks.NOTE.height + looks.ABOVE_NOTES
        look = looks.grid(self.voice.language)
        self._draw_sections(Grid(self.pen, self.voice, look), bottom)
        y = self._draw_set(notes, looks.NOTE, (looks.LEFT, bottom + looks.ABOVE_NOTES))
        self._draw_office(office_grid, office, (y + looks.ABOVE_OFFICE, office_height))

    def _draw_head(self) -> None:
        """Draw to whom the form goes, its day, how it is filled in, the place of the stamp."""
        words = self.edition.parts.words
        self._draw_lines(words["to"], looks.TO, looks.TO_PLACE, looks.WIDTH)
        self._draw_lines(words["day"], looks.FILL_IN, looks.DAY_PLACE, looks.DAY_WIDTH)
        self._draw_lines(words["fill_in"], looks.FILL_IN, looks.FILL_IN_PLACE, looks.FILL_IN_WIDTH)
        sheet, place = self.pen.sheet, looks.STAMP
        sheet.frame((place.x, place.y), (place.width, place.height), INNER, GREY, _STAMP_DASHES)
        said = self.voice.say(words["stamp"])
        lines = running(said, (looks.SMALL, Align.CENTRE), self.pen.setter, place.width)
        self._draw_set(lines, looks.SMALL, (place.x, place.y + 0.8))

    def _draw_lines(self, words: Words, styles: Styles, place: Point, width: float) -> float:
        """Draw lines of words from a base line on; return the base line that would follow."""
        x, base = place
        told = self.voice.plain(self.edition.parts.words["day_told"])
        for line in flowed(self.voice.say(words), styles, self.pen.setter, width):
            measure = Measure(x, base, width, told, styles.words)
            form_lines.draw(self.pen, line, measure)
            base += styles.words.height
        return base

    def _draw_set(self, lines: list[SetLine], kind: Type, place: Point) -> float:
        """Draw set lines from a top edge on; return the bottom edge."""
        x, y = place
        for line in lines:
            line.draw(self.pen.sheet, x, y + kind.drop)
            y += kind.height
        return y

    def _notes(self, kind: Type) -> list[SetLine]:
        """Return the notes set in lines that hang from their signs."""
        hang = 1.25 * kind.millimetres(1000)
        return [
            line
            for words in self.form.notes
            if (said := self.voice.say(words))
            for line in running(said, (kind, Align.LEFT), self.pen.setter, looks.WIDTH, hang)
        ]

    def _draw_sections(self, grid: Grid, bottom: float) -> None:
        """Draw the numbered sections; what the page has over goes to the rows that grow."""
        sections = [self.edition.section(section) for section in self.form.section]
        width = looks.WIDTH - looks.SECTION_WIDTH
        heights = [grid.height(section.row, width) for section in sections]
        share = self._share(grid, sections, bottom - looks.GRID_TOP - sum(heights))
        y = looks.GRID_TOP
        for number, (section, height) in enumerate(zip(sections, heights, strict=True), start=1):
            full = height + share * _parts(grid, section)
            self._draw_section_label((number, section.label), (y, full))
            area = Area(looks.LEFT + looks.SECTION_WIDTH, y, width, full)
            grid.under(section.label).draw(section.row, area, share)
            y += full
        height = bottom - looks.GRID_TOP
        self.pen.sheet.frame((looks.LEFT, looks.GRID_TOP), (looks.WIDTH, height), OUTER, BLACK)

    def _share(self, grid: Grid, sections: list[Section], free: float) -> float:
        """Return by how much a row grows for each of its parts."""
        if free < 0:
            raise BadWording(f"{self.form.code.ja}: {-free:.1f} mm")
        return free / (sum(_parts(grid, section) for section in sections) or 1.0)

    def _draw_section_label(self, named: tuple[int, Words], place: Point) -> None:
        (number, words), (y, height) = named, place
        sheet, size = self.pen.sheet, (looks.SECTION_WIDTH, height)
        sheet.fill((looks.LEFT, y), size, SECTION_FILL)
        sheet.frame((looks.LEFT, y), size, INNER, DARK)
        left = looks.LEFT + looks.SECTION_INSET
        hang = max(looks.SECTION_HANG, sheet.width(looks.SECTION, f"{number} "))
        room = looks.SECTION_WIDTH - looks.SECTION_INSET - hang - looks.SECTION_EDGE
        kind = fitted(self.pen.setter, self.voice.say(words), looks.SECTION, room)
        lines = running(self.voice.say(words), (kind, Align.LEFT), self.pen.setter, room)
        top = y + (height - len(lines) * kind.height) / 2
        sheet.text(left, top + kind.drop, looks.SECTION, str(number))
        self._draw_set(lines, kind, (left + hang, top))

    def _draw_office(self, grid: Grid, office: Section, place: Point) -> None:
        """Draw what the desk fills in by hand; its label stands upright beside it."""
        y, height = place
        sheet, size = self.pen.sheet, (looks.OFFICE_WIDTH, height)
        sheet.fill((looks.LEFT, y), size, SECTION_FILL)
        label = self.voice.plain(office.label)
        base = y + (height - len(label) * looks.OFFICE.height) / 2 + looks.OFFICE.drop
        for place_, character in enumerate(label):
            middle = looks.LEFT + looks.OFFICE_WIDTH / 2
            line = base + place_ * looks.OFFICE.height
            sheet.text_centred(middle, line, looks.OFFICE, character)
        width = looks.WIDTH - looks.OFFICE_WIDTH
        grid.draw(office.row, Area(looks.LEFT + looks.OFFICE_WIDTH, y, width, height))
        sheet.frame((looks.LEFT, y), (looks.WIDTH, height), _FRAME, DARK)

    def _draw_letter(self) -> None:
        sheet = self.pen.sheet
        title = self.voice.plain(self.form.title)
        sheet.text_centred(looks.MIDDLE, looks.LETTER_TITLE_BASE, looks.LETTER_TITLE, title)
        self._draw_lines(
            self.edition.parts.words["to"], looks.LETTER_TO, looks.LETTER_TO_PLACE, looks.WIDTH
        )
        said = self.voice.say(self.form.opening)
        how = (looks.LETTER_OPENING, Align.LEFT)
        lines = running(said, how, self.pen.setter, looks.WIDTH)
        top = looks.LETTER_OPENING_BASE - looks.LETTER_OPENING.drop
        y = self._draw_set(lines, looks.LETTER_OPENING, (looks.LEFT, top))
        grid = Grid(self.pen, self.voice, looks.LETTER_GRID)
        for section in map(self.edition.section, self.form.section):
            y = self._draw_letter_section(grid, section, y + looks.ABOVE_LETTER_SECTION)
        notes = self._notes(looks.LETTER_NOTE)
        end = self._draw_set(notes, looks.LETTER_NOTE, (looks.LEFT, y + 2 * looks.ABOVE_NOTES))
        if end > looks.BOTTOM:
            raise BadWording(f"{self.form.code.ja}: {end - looks.BOTTOM:.1f} mm")

    def _draw_letter_section(self, grid: Grid, section: Section, y: float) -> float:
        """Draw a section under its heading and return where it ends."""
        sheet, kind = self.pen.sheet, looks.LETTER_HEADING
        label = self.voice.plain(section.label)
        sheet.text(looks.LEFT, y + kind.drop, kind, label)
        if section.note:
            x = looks.LEFT + sheet.width(kind, label) + 1.4
            note = self.voice.plain(section.note)
            sheet.text_within(x, y + kind.drop, looks.LETTER_NOTE, note, looks.RIGHT - x)
        y += kind.height + looks.BELOW_LETTER_HEADING
        height = grid.height(section.row, looks.WIDTH)
        area = Area(looks.LEFT, y, looks.WIDTH, height)
        grid.under(section.label).draw(section.row, area)
        if all(row.frame for row in section.row):
            sheet.frame((looks.LEFT, y), (looks.WIDTH, height), _FRAME, BLACK)
        return y + height


def _parts(grid: Grid, section: Section) -> float:
    return sum(row.grow for row in grid.rows(section.row))
