# SPDX-License-Identifier: MIT
"""From the facts of a page of the desk's own, and its wording, to the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.letters import types
from desk_app.letters.blocks import Paragraph, Space, Steps, line_of
from desk_app.letters.composing import ALIGNS, Composer
from desk_app.letters.markup import text
from desk_app.letters.own_blocks import Boxes, FieldRow, Form, KeyOnPaper, SignBox
from desk_app.letters.own_values import values_of
from desk_app.letters.report import Report
from desk_app.letters.setting import Align
from desk_app.letters.sheet import Face, Type
from desk_app.letters.tables import Cell, Column, Table
from desk_app.records.printed import RecoveryPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk_app.letters.blocks import Block
    from desk_app.letters.letter import Group
    from desk_app.letters.own_words import PageWords, Section
    from desk_app.letters.wording import Wording
    from desk_app.records.printed import Page

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
