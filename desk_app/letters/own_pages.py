# SPDX-License-Identifier: MIT
"""The desk's own pages: recovery sheet, day sheet, disposal report, drill record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters import types
from desk_app.letters.barcodes import drawn_qr
from desk_app.letters.blocks import Paragraph, Slab, Space, Steps, line_of
from desk_app.letters.composing import ALIGNS, Composer
from desk_app.letters.markup import text
from desk_app.letters.own_values import values_of
from desk_app.letters.report import Report
from desk_app.letters.setting import Align
from desk_app.letters.sheet import POINTS, Face, Type
from desk_app.letters.tables import HEAD_FILL, PADDING_X, PADDING_Y, RULE, Cell, Column, Table
from desk_app.records.pages import RecoveryPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from desk_app.letters.blocks import Block
    from desk_app.letters.letter import Group
    from desk_app.letters.own_values import PageWords, Section
    from desk_app.letters.setting import Setter, Text
    from desk_app.letters.sheet import Sheet
    from desk_app.letters.wording import Wording
    from desk_app.records.pages import Page


_LABEL = Type(Face.GOTHIC, 9.0, 13.0)
_GROUP = Type(Face.BOLD, 16.0, 18.0, 90)
_CHECK = Type(Face.GOTHIC, 16.0, 18.0)
_COUNTED = Type(Face.GOTHIC, 7.0, 9.0)
_HEAD_HEIGHT = 6.4
_LINE_HEIGHT = 6.4
_ROW_HEIGHT = 11.4
_COLUMNS = 4
_COLUMN_GAP = 4.0
_GROUP_BASE = 8.2
_UNDER = 10.2
_QR = 36.0
_QR_GAP = 6.0


def _middle(top: float, height: float, kind: Type) -> float:
    """Return the base line of text in the middle of a strip."""
    return top + height / 2 + 0.37 * kind.size / POINTS


class FieldRow(NamedTuple):
    """One row of a form: label, content, least height in millimetres."""

    label: str
    content: Text
    height: float


@dataclass(frozen=True, slots=True)
class Form:
    """Rows of a grey label and what stands, or will be written, beside it."""

    rows: tuple[FieldRow, ...]
    share: float
    kind: Type

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return one slab per row."""
        return [self._row(setter, row, x, width) for row in self.rows]

    def _row(self, setter: Setter, row: FieldRow, x: float, width: float) -> Slab:
        label_width = width * self.share / 100
        room = width - label_width - 2 * PADDING_X
        lines = setter.lines(row.content, self.kind, room, Align.LEFT)
        height = max(row.height, len(lines) * self.kind.height + 2 * PADDING_Y)
        label_kind = _LABEL.fitted(setter.width(_LABEL, row.label), label_width - PADDING_X)

        def draw(sheet: Sheet, top: float) -> None:
            sheet.fill((x, top), (label_width, height), HEAD_FILL)
            base = _middle(top, height, label_kind)
            sheet.text_centred(x + label_width / 2, base, label_kind, row.label)
            first = top + (height - len(lines) * self.kind.height) / 2 + self.kind.drop
            for place, line in enumerate(lines):
                line.draw(sheet, x + label_width + PADDING_X, first + place * self.kind.height)
            sheet.frame((x, top), (width, height), RULE)
            sheet.rule((x + label_width, top), (x + label_width, top + height), RULE)

        return Slab(height, draw)


class SignBox(NamedTuple):
    """A box to sign in: its head and the lines above the room."""

    head: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes to sign in side by side, so high in millimetres below what is printed in them."""

    boxes: tuple[SignBox, ...]
    room: float
    kind: Type

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:  # noqa: ARG002 a Block's own
        """Return all boxes as one slab."""
        deepest = max(len(box.lines) for box in self.boxes)
        printed = deepest * _LINE_HEIGHT
        one = width / len(self.boxes)

        def draw(sheet: Sheet, top: float) -> None:
            for place, box in enumerate(self.boxes):
                left = x + place * one
                sheet.fill((left, top), (one, _HEAD_HEIGHT), HEAD_FILL)
                _centred(sheet, (left, top), one, box, self.kind)
                sheet.frame((left, top), (one, _HEAD_HEIGHT), RULE)
                if printed:
                    sheet.frame((left, top + _HEAD_HEIGHT), (one, printed), RULE)
                sheet.frame((left, top + _HEAD_HEIGHT + printed), (one, self.room), RULE)

        return [Slab(_HEAD_HEIGHT + printed + self.room, draw)]


def _centred(
    sheet: Sheet, corner: tuple[float, float], width: float, box: SignBox, kind: Type
) -> None:
    left, top = corner
    middle = left + width / 2
    sheet.text_centred(middle, _middle(top, _HEAD_HEIGHT, _LABEL), _LABEL, box.head)
    for number, line in enumerate(box.lines):
        fitting = kind.fitted(sheet.width(kind, line), width - PADDING_X)
        base = _middle(top + _HEAD_HEIGHT + number * _LINE_HEIGHT, _LINE_HEIGHT, kind)
        sheet.text_centred(middle, base, fitting, line)


@dataclass(frozen=True, slots=True)
class KeyOnPaper:
    """The key of a recovery sheet: numbered groups to type, then the same as a square code."""

    groups: tuple[str, ...] = field(repr=False)
    secret: str = field(repr=False)
    beside: tuple[Text, ...]
    kind: Type

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the rows of groups and the code with the words beside it."""
        rows = [
            self.groups[start : start + _COLUMNS] for start in range(0, len(self.groups), _COLUMNS)
        ]
        drawn = [
            Slab(_ROW_HEIGHT, _row_drawer(row, place * _COLUMNS, x, width), keep=True)
            for place, row in enumerate(rows)
        ]
        return [*drawn, self._code(setter, x, width)]

    def _code(self, setter: Setter, x: float, width: float) -> Slab:
        room = width - _QR - _QR_GAP
        lines = [
            line for part in self.beside for line in setter.lines(part, self.kind, room, Align.LEFT)
        ]
        above = 3.0

        def draw(sheet: Sheet, top: float) -> None:
            sheet.shape(x, top + above, drawn_qr(self.secret, _QR))
            first = top + above + (_QR - len(lines) * self.kind.height) / 2 + self.kind.drop
            for place, line in enumerate(lines):
                line.draw(sheet, x + _QR + _QR_GAP, first + place * self.kind.height)

        return Slab(above + _QR, draw)


def _row_drawer(
    row: Sequence[str], before: int, x: float, width: float
) -> Callable[[Sheet, float], None]:
    one = (width - (_COLUMNS - 1) * _COLUMN_GAP) / _COLUMNS

    def draw(sheet: Sheet, top: float) -> None:
        for place, group in enumerate(row):
            left = x + place * (one + _COLUMN_GAP)
            sheet.text(left, top + _GROUP_BASE, _COUNTED, str(before + place + 1))
            _group(sheet, left + 6.0, top + _GROUP_BASE, group)
            sheet.rule((left, top + _UNDER), (left + one, top + _UNDER), RULE)

    return draw


def _group(sheet: Sheet, left: float, base: float, group: str) -> None:
    """Draw a group, its last character lighter: that one only checks the others."""
    part, check = group[:-1], group[-1:]
    sheet.text(left, base, _GROUP, part)
    gap = _GROUP.millimetres(_GROUP.tracking)
    sheet.text(left + sheet.width(_GROUP, part) + gap, base, _CHECK, check)


# From the facts of a page of the desk's own, and its wording, to the page.


_HEADING = Type(Face.BOLD, 10.5, 15.0)
_ABOVE_SECTION = 4.4
_BELOW_HEADING = 0.8
_ABOVE_NOTE = 0.9
_ABOVE_CLOSING = 2.0


def report_of(page: Page, words: PageWords, wording: Wording) -> Report:
    """Return the page ready to be drawn; raises LetterStopped with what is missing."""
    return _Composing(page, words, wording).report()


class _Composing:
    """One page under way: its facts, its words, and the composer that says them."""

    def __init__(self, page: Page, words: PageWords, wording: Wording) -> None:
        self._page = page
        self._words = words
        self._voice = wording.voice
        self._slash = wording.common.words["slash"]
        self._composer = Composer(wording, values_of(page, words))

    def report(self) -> Report:
        """Return everything that is drawn."""
        words, plain = self._words, self._composer.plain
        return Report(
            title=plain(words.title),
            title_kind=self._composer.roles.title,
            subtitle=plain(words.subtitle),
            left=plain(words.left),
            right=tuple(map(plain, words.right)),
            groups=tuple(self._groups()),
            foot_left=plain(words.foot_left),
            foot_right=plain(words.foot_right),
            slash=self._slash,
        )

    def _groups(self) -> Iterator[Group]:
        roles = self._composer.roles
        if self._words.opening:
            yield tuple(self._paragraph(each, roles.body) for each in self._words.opening)
        for section in self._words.section:
            if self._voice.holds(section.when, self._composer.values):
                yield tuple(self._section(section))
        if self._words.closing:
            closing = (self._paragraph(each, roles.note) for each in self._words.closing)
            yield (Space(_ABOVE_CLOSING), *closing)

    def _section(self, section: Section) -> Iterator[Block]:
        yield Space(_ABOVE_SECTION)
        if section.label:
            heading = self._composer.plain(section.label)
            yield line_of(heading, _HEADING, Align.LEFT, keep=True)
            yield Space(_BELOW_HEADING, keep=True)
        kind = self._composer.roles.table
        for template in section.text:
            yield self._paragraph(template, kind, indented=False)
        yield from self._content(section)
        for note in section.notes:
            if self._voice.holds(note.when, self._composer.values):
                yield Space(_ABOVE_NOTE)
                yield self._paragraph(note.text, self._composer.roles.note, indented=False)

    def _content(self, section: Section) -> Iterator[Block]:
        kind = self._composer.roles.table
        if section.shares:
            yield self._table(section)
        if section.field:
            yield Form(tuple(self._fields(section)), section.field_share, kind)
        if section.box:
            yield Boxes(tuple(self._boxes(section)), section.box_height, kind)
        if section.step:
            said = tuple(text(self._composer.say(step.text)) for step in section.step)
            yield Steps(said, kind, Align.LEFT)
        if section.drawn:
            yield self._key()

    def _key(self) -> KeyOnPaper:
        """Return the key of a recovery sheet, which no sentence and no memory of ours sees."""
        if not isinstance(self._page, RecoveryPage):
            raise TypeError("only a recovery sheet has a key")
        roles = self._composer.roles
        beside = tuple(map(text, self._composer.say(self._words.beside_key).split("\n")))
        return KeyOnPaper(self._page.groups, self._page.secret, beside, roles.table)

    def _paragraph(self, template: str, kind: Type, *, indented: bool = True) -> Paragraph:
        roles = self._composer.roles
        indent = roles.indent if indented and kind == roles.body else 0
        return Paragraph(text(self._composer.say(template)), kind, roles.align, indent)

    def _table(self, section: Section) -> Table:
        aligns = [ALIGNS[each] for each in section.aligns or "l" * len(section.shares)]
        dynamic = self._composer.rows(section.rows) if section.rows else ()
        rows = [
            tuple(
                self._composer.cell(cell, {"row": row}, align)
                for cell, align in zip(section.cells, aligns, strict=True)
            )
            for row in dynamic
        ]
        fixed = [
            tuple(
                self._composer.cell(cell, None, align)
                for cell, align in zip(line, aligns, strict=True)
            )
            for line in section.lines
        ]
        return Table(
            columns=tuple(map(Column, section.shares)),
            rows=(*rows, *(row for row in fixed if _says(row[0]))),
            head=section.head,
            head_kind=types.TABLE_HEAD._replace(leading=self._composer.roles.table.leading),
        )

    def _fields(self, section: Section) -> Iterator[FieldRow]:
        for each in section.field:
            if self._voice.holds(each.when, self._composer.values):
                label = self._composer.plain(each.label)
                yield FieldRow(label, text(self._composer.say(each.text)), each.height)

    def _boxes(self, section: Section) -> Iterator[SignBox]:
        for box in section.box:
            lines = filter(None, box.line.split("\n"))
            yield SignBox(self._composer.plain(box.head), tuple(map(self._composer.plain, lines)))


def _says(cell: Cell) -> bool:
    return any(run.text for paragraph in cell for run in paragraph.text)
