# SPDX-License-Identifier: MIT
"""The published forms: application forms with their instructions, and the letter of proxy."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.errors import BadWording
from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.forms import lines as form_lines
from desk_app.letters.forms import page as looks
from desk_app.letters.forms.file import (
    FormValues,
    FormVoice,
    edition,
    spoken,
    version_day,
    version_words,
)
from desk_app.letters.forms.lines import Fields, Measure, Pen, Styles, flowed, running
from desk_app.letters.forms.page import FormPage
from desk_app.letters.letter import letterhead
from desk_app.letters.places import font_folders, forms_folder, wording_folder
from desk_app.letters.typesetting.blocks import (
    CLOSEST,
    BlankSpace,
    BodyTable,
    BodyZone,
    CellText,
    ParagraphBlock,
    Slab,
    TableColumn,
    paginate,
)
from desk_app.letters.typesetting.setting import USUAL_SPACING, Align, Setter, Spacing
from desk_app.letters.typesetting.setting import text as paragraph
from desk_app.letters.typesetting.sheet import DARK, Face, Sheet, Type
from desk_app.letters.typesetting.structure import PAGE_FOOT, About, Tag
from desk_app.letters.wording.wording import wording
from desk_app.records.desk.people import Language
from desk_app.records.pages import PublishedForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from desk_app.letters.fonts.faces import Typefaces
    from desk_app.letters.forms.file import Edition, FormFile, Guide, GuidePart, Words
    from desk_app.letters.letter.composing import Values
    from desk_app.letters.typesetting.blocks import Block, Cell, PlacedSlabs
    from desk_app.letters.typesetting.setting import SetLine
    from desk_app.letters.wording.wording import Voice
    from desk_app.records.desk.profile import DeskProfile
    from desk_app.rules.rulebook.file import FormTerm
    from desk_app.rules.rulebook.rulebook import Rules


TITLE = Type(Face.BOLD, 15.0, 19.0)
BODY = Type(Face.GOTHIC, 9.6, 13.8)
_TABLE = Type(Face.GOTHIC, 9.4, 12.8)
_TABLE_HEAD = Type(Face.GOTHIC, 9.2, 12.4)
_HEADING = Type(Face.BOLD, 10.6, 13.6)
_STRONG = Type(Face.BOLD, 9.2, 12.8)
_COURSE = Type(Face.GOTHIC, 9.4, 11.8)
_COURSE_NOTE = Type(Face.GOTHIC, 9.0, 10.8)
_ABOVE_HEADING = 4.4
_BELOW_HEADING = 1.2
_ABOVE_NOTES = 0.8
_BAR = 1.1
_ARROW = 4.6
_COURSE_HEIGHT = 18.0
_FRAME_PADDING = 1.6
_NOTE_HANG = 3.6
_AFTER_NUMBER = 1.6


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part, after a dark bar; it never stands alone at the foot of a page."""

    text: str

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:  # noqa: ARG002 a Block's own
        """Return the heading."""

        def draw(sheet: Sheet, top: float) -> None:
            sheet.fill((x, top), (_BAR, _HEADING.height), DARK)
            sheet.text(x + _BAR + 1.8, top + _HEADING.drop, _HEADING, self.text, Tag("H2"))

        return [Slab(_HEADING.height, draw, keep=True)]


@dataclass(frozen=True, slots=True)
class Course:
    """The steps of a procedure in boxes from left to right, an arrow between each two."""

    steps: tuple[tuple[str, str], ...]

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the boxes, all of one width."""
        count = len(self.steps)
        one = (width - (count - 1) * _ARROW) / count
        lines = [self._lines(setter, step, one - 2) for step in self.steps]

        def draw(sheet: Sheet, top: float) -> None:
            whole = Tag("L")
            for place, each in enumerate(lines):
                left = x + place * (one + _ARROW)
                sheet.frame((left, top), (one, _COURSE_HEIGHT))
                y = top + (_COURSE_HEIGHT - sum(kind.height for _, kind in each)) / 2
                tag = Tag("LBody", Tag("LI", whole))
                for line, kind in each:
                    line.draw(sheet, left + 1, y + kind.drop, tag)
                    y += kind.height
                if place:
                    sheet.shape(left - _ARROW + 1.2, top + _COURSE_HEIGHT / 2, _ARROW_SHAPE)

        return [Slab(_COURSE_HEIGHT, draw)]

    @staticmethod
    def _lines(setter: Setter, step: tuple[str, str], width: float) -> list[tuple[SetLine, Type]]:
        label, note = step
        return [
            *((line, _COURSE) for line in _centred(setter, label, _COURSE, width)),
            *((line, _COURSE_NOTE) for line in _centred(setter, note, _COURSE_NOTE, width) if note),
        ]


_ARROW_SHAPE = "0 -1.8 m 2.2 0 l 0 1.8 l f"


def _centred(setter: Setter, said: str, kind: Type, width: float) -> list[SetLine]:
    return running(said, (kind, Align.CENTRE), setter, width)


@dataclass(frozen=True, slots=True)
class Framed:
    """Lines in a frame, some words of them in red: where to send."""

    lines: tuple[str, ...]
    pen: Pen

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the frame."""
        room = width - 4 * _FRAME_PADDING
        styles = Styles(BODY, BODY)
        lines = [line for each in self.lines for line in flowed(each, styles, setter, room)]
        height = len(lines) * _STRONG.height + 2 * _FRAME_PADDING

        def draw(sheet: Sheet, top: float) -> None:
            sheet.frame((x, top), (width, height), 0.3)
            for place, line in enumerate(lines):
                base = top + _FRAME_PADDING + place * _STRONG.height + _STRONG.drop
                form_lines.draw(
                    self.pen, line, Measure(x + 2 * _FRAME_PADDING, base, room, "", BODY)
                )

        return [Slab(height, draw)]


@dataclass(frozen=True, slots=True)
class GuideNote:
    """A note that hangs from its sign."""

    text: str

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return its lines."""
        hang, kind = _NOTE_HANG, setter.pitched(BODY)
        lines = running(self.text, (kind, Align.LEFT), setter, width, hang)
        tag = Tag("P")
        return [
            Slab(kind.height, _Drawn(line, x, kind, tag), keep=place == 0 and len(lines) > 1)
            for place, line in enumerate(lines)
        ]


@dataclass(frozen=True, slots=True)
class Numbered:
    """Sentences that hang from their numbers in brackets; all hang from the widest."""

    texts: tuple[str, ...]

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the lines of all sentences."""
        hang = setter.width(BODY, f"({len(self.texts)})") + _AFTER_NUMBER
        whole = Tag("L")
        return [
            slab
            for number, text in enumerate(self.texts, start=1)
            for slab in self._sentence(
                setter, f"({number})", text, (x, width, hang), Tag("LI", whole)
            )
        ]

    @staticmethod
    def _sentence(
        setter: Setter, number: str, text: str, place: tuple[float, float, float], item: Tag
    ) -> list[Slab]:
        x, width, hang = place
        kind = setter.pitched(BODY)
        lines = running(text, (kind, Align.LEFT), setter, width - hang)
        sign, body = Tag("Lbl", item), Tag("LBody", item)
        drawn = [Slab(kind.height, _Drawn(line, x + hang, kind, body)) for line in lines]
        first = drawn[0]

        def draw(sheet: Sheet, top: float) -> None:
            sheet.text(x, top + kind.drop, kind, number, sign)
            first.draw(sheet, top)

        return [first._replace(draw=draw, keep=len(drawn) > 1), *drawn[1:]]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A set line that is drawn where its slab comes to stand."""

    line: SetLine
    x: float
    kind: Type
    tag: Tag

    def __call__(self, sheet: Sheet, top: float) -> None:
        self.line.draw(sheet, self.x, top + self.kind.drop, self.tag)


@dataclass(frozen=True, slots=True)
class GuideComposer:
    """Makes the blocks of instructions out of their words."""

    voice: FormVoice
    pen: Pen

    def blocks(self, part: GuidePart, number: int) -> Iterator[Block]:
        """Yield the blocks of a part; its heading bears the number."""
        yield BlankSpace(_ABOVE_HEADING)
        if part.label:
            yield Heading(f"{number}  {self.voice.plain(part.label)}")
            yield BlankSpace(_BELOW_HEADING, keep=True)
        if part.course:
            yield Course(tuple(self._step(step.label, step.note) for step in part.course))
        for words in part.text:
            yield ParagraphBlock(paragraph(self.voice.say(words)), BODY, Align.LEFT)
        if part.shares:
            yield self._table(part)
        if part.items:
            yield self._items(part)
        if part.frame:
            said = (self.voice.say(words) for words in part.frame)
            yield Framed(tuple(filter(None, said)), self.pen)
        yield from self._notes(part)

    def _step(self, label: Words, note: Words) -> tuple[str, str]:
        return self.voice.say(label), self.voice.say(note)

    def _notes(self, part: GuidePart) -> Iterator[Block]:
        said = [self.voice.say(words) for words in part.notes]
        for place, note in enumerate(filter(None, said)):
            if place == 0 and (part.shares or part.course or part.items or part.frame):
                yield BlankSpace(_ABOVE_NOTES)
            yield GuideNote(note)

    def _items(self, part: GuidePart) -> Block:
        rows = self.voice.rows(part.items)
        return Numbered(tuple(self.voice.say(part.item, {"row": row}) for row in rows))

    def _table(self, part: GuidePart) -> BodyTable:
        fixed = [tuple(self._cell(words, None) for words in line) for line in part.lines]
        dynamic = [
            tuple(self._cell(words, {"row": row}) for words in part.cells)
            for row in (self.voice.rows(part.rows) if part.rows else ())
        ]
        return BodyTable(
            columns=tuple(map(TableColumn, part.shares)),
            rows=(*fixed, *dynamic),
            head=tuple(map(self.voice.plain, part.head)),
            head_kind=_TABLE_HEAD,
        )

    def _cell(self, words: Words, more: Values | None) -> Cell:
        said = self.voice.say(words, more).strip("\n")
        return tuple(CellText(paragraph(line), _TABLE) for line in said.split("\n"))


# The published forms: application forms with their instructions, and the letter of proxy.


class Wanted(NamedTuple):
    """A form to publish, the desk it is sent to, the rules in force."""

    form: PublishedForm
    profile: DeskProfile
    rules: Rules


def published(folder: Path, rules: Rules) -> dict[PublishedForm, Edition]:
    """Return the forms that are published under the rules of a day, each with its edition.

    An application form comes in the version its rule has in force; the letter of proxy, of which no
    rule speaks, in the newest of these versions. Raises BadWording where one of them has no files.
    """
    found: dict[PublishedForm, Edition] = {}
    for version in sorted({term.current for term in rules.forms}, reverse=True):
        book = edition(folder, version)
        for name, form in book.forms.items():
            for language in Language:
                each = PublishedForm(name, language, spoken(form.code, language))
                if each not in found and _in_force(form, rules.form(each.code), version):
                    found[each] = book
    return found


def _in_force(form: FormFile, term: FormTerm | None, version: str) -> bool:
    if term is None:
        return form.style == "letter"
    return term.current == version


def form_pages(folder: Path, wanted: Wanted, voice: Voice, faces: Typefaces) -> bytes:
    """Return a form as PDF with fields that are typed into; equal wishes give equal bytes.

    Raises LetterStopped: there is no such form, a value is missing, a character has no glyph, the
    words do not fit their page.
    """
    code, language, rules = wanted.form.code, wanted.form.language, wanted.rules
    book = published(folder, rules).get(wanted.form)
    if book is None:
        raise BadWording(f"forms/{code}")
    form = book.forms[wanted.form.name]
    values = FormValues(rules, language, book.parts)
    said = values.all(rules.form(code), wanted.profile) | {
        "code": code,
        "version": book.version,
        "version_words": version_words(book.version, language),
    }
    day = version_day(book.version) or rules.day
    speaking = FormVoice(voice, language, said)
    sheet = Sheet(faces, language.value, about=_about(book, form, speaking, day))
    pen = Pen(sheet, Fields(sheet), Setter(faces))
    _draw(book, form, speaking, pen)
    pen.fields.finish()
    return sheet.finish()


def _about(book: Edition, form: FormFile, voice: FormVoice, day: date) -> About:
    """Return what the file of a form says it is."""
    return About(
        title=f"{voice.plain(book.parts.words['form'])} {voice.plain(form.title)}",
        subject=voice.plain("{{ desk }}"),
        author=voice.plain("{{ company }}"),
        day=day,
        kept=False,
    )


def _draw(book: Edition, form: FormFile, voice: FormVoice, pen: Pen) -> None:
    """Draw all pages of a form."""
    guide = _guide_pages(book, form.guide, voice, pen)
    own = FormPage(book, form, voice, pen).pages()
    count = len(own) + len(guide)
    for number, draw in enumerate(own, start=1):
        draw()
        _end_page(book, voice, pen, (number, count))
    for number, page in enumerate(guide, start=len(own) + 1):
        if number == len(own) + 1 and form.guide is not None:
            _draw_guide_title(form.guide, voice, pen)
        for top, slab in page:
            slab.draw(pen.sheet, top)
        _end_page(book, voice, pen, (number, count))


def _guide_pages(
    book: Edition, guide: Guide | None, voice: FormVoice, pen: Pen
) -> list[PlacedSlabs]:
    if guide is None:
        return []
    composer = GuideComposer(voice, pen)
    parts = [part for part in map(book.guide_part, guide.part) if voice.holds(part.when)]
    groups = [
        list(composer.blocks(part, number))
        for number, part in zip(_numbers(parts), parts, strict=True)
    ]

    def pages(spacing: Spacing) -> list[PlacedSlabs]:
        setter = pen.setter.spaced(spacing)
        slabs = [
            [slab for block in group for slab in block.slabs(setter, looks.LEFT, looks.WIDTH)]
            for group in groups
        ]
        first = BodyZone(looks.GUIDE_TOP, looks.BOTTOM, looks.BOTTOM)
        return paginate(slabs, first, first._replace(top=looks.GUIDE_LATER_TOP))

    usual = pages(USUAL_SPACING)
    tried = (pages(spacing) for spacing in _CLOSER if len(usual) > _ONE_SHEET)
    return next((each for each in tried if len(each) <= _ONE_SHEET), usual)


_CLOSER = (Spacing(0.95, 0.8), Spacing(0.91, 0.65), CLOSEST)
_ONE_SHEET = 2
"""So many pages have instructions that are printed on both sides of one sheet."""


def _numbers(parts: Sequence[GuidePart]) -> Iterator[int]:
    """Yield each part's number; a part without a heading goes on with the one before it."""
    return accumulate(1 if part.label else 0 for part in parts)


def _draw_guide_title(guide: Guide, voice: FormVoice, pen: Pen) -> None:
    title, subtitle = voice.plain(guide.title), voice.plain(guide.subtitle)
    pen.sheet.text_centred(looks.MIDDLE, looks.TITLE_BASE, TITLE, title, Tag("H1"))
    pen.sheet.text_centred(looks.MIDDLE, looks.SUBTITLE_BASE, looks.SUBTITLE, subtitle, Tag("P"))


def _end_page(book: Edition, voice: FormVoice, pen: Pen, place: tuple[int, int]) -> None:
    """Draw code and version, the page's number among all, the company; close the page."""
    number, count = place
    words, sheet = book.parts.words, pen.sheet
    slash = voice.plain(words["slash"])
    base, kind = looks.FOOT_BASE, letterhead.FOOT
    sheet.text(looks.LEFT, base, kind, voice.plain(words["foot"]), PAGE_FOOT)
    pages = f"{number}{slash}{count}"
    sheet.text_centred(looks.MIDDLE, base, letterhead.FOOT_PAGE, pages, PAGE_FOOT)
    sheet.text_right(looks.RIGHT, base, kind, voice.plain("{{ company }}"), PAGE_FOOT)
    sheet.end_page()


# The published forms, made with the files and fonts that the program brings along.


class FormPress:
    """Draws the forms of a folder, each as the rules of a day have it."""

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder with one folder for each version; by default the program's own."""
        self._folder = folder or forms_folder()

    def forms(self, rules: Rules) -> tuple[PublishedForm, ...]:
        """Return every form that is published under these rules, in each language.

        Raises LetterStopped where a version in force has no files, or one of them cannot be used.
        """
        return tuple(sorted(published(self._folder, rules), key=lambda form: form.code))

    def draw(self, form: PublishedForm, profile: DeskProfile, rules: Rules) -> bytes:
        """Return a form as PDF with fields that are typed into; equal wishes give equal bytes.

        Fee, papers, periods and grounds are those of the rules, name and address the profile's.
        Raises LetterStopped: a value is missing, a character has no glyph, the words do not fit.
        """
        voice = wording(wording_folder(), form.language).voice
        wanted = Wanted(form, profile, rules)
        return form_pages(self._folder, wanted, voice, typefaces(font_folders()))
