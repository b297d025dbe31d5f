# SPDX-License-Identifier: MIT
"""One letter as a document: letterhead, body, annexes, return slip, page by page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.letter import letterhead
from desk_app.letters.letter.letterhead import (
    BODY_LEFT,
    BODY_RIGHT,
    BODY_WIDTH,
    MIDDLE,
    Furniture,
    contact_top,
    draw_contact,
    draw_every,
    draw_first,
    draw_running_head,
)
from desk_app.letters.typesetting.blocks import (
    HEAD_FILL,
    PADDING_X,
    BodyTable,
    BodyZone,
    DueFrame,
    Farewell,
    ItemBlock,
    ParagraphBlock,
    PlacedSlabs,
    Sides,
    Stack,
    Steps,
    Tied,
    settled,
)
from desk_app.letters.typesetting.setting import KEEP_FROM, KEEP_TO, Align, plain
from desk_app.letters.typesetting.sheet import BLACK, DARK, POINTS, RED, Face, Type, code128_shape
from desk_app.letters.typesetting.structure import Tag
from desk_app.records.case.letters import LetterText, Passage, Stand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from desk_app.letters.typesetting.blocks import Block, Cell, Slab
    from desk_app.letters.typesetting.setting import SetLine, Setter, Text
    from desk_app.letters.typesetting.sheet import Sheet


_CUT_LINE = 174.0
_TITLE_BASE = 29.4
_INTRO_BASE = 39.0
_TABLE_TOP = 45.0
_CHECKS_TOP = 65.0
_BARCODE = (128.0, 44.0)
_BARCODE_SIZE = (60.0, 11.0)
_CHECK_COLUMNS = (BODY_LEFT, 38.2, 118.0, BODY_RIGHT)
_DATE_COLUMNS = (BODY_LEFT, 56.2, 114.2, 140.0, BODY_RIGHT)
_HEAD_HEIGHT = 7.0
_TALL_ROW = 14.0
_LOW_ROW = 7.4
_TICK_BOX = 4.2
_LABEL_SIZE = (120.0, 72.0)
_LABEL_TOP = 185.0
_LABEL_TEXT = 8.2
_LABEL_LANGUAGE = "ja"
"""The label is for the post, in whatever language the letter is."""

_DASH = "3 2"
_CHECK_PITCH = 4.8
_CHECK_PADDING = 1.4
_LEAST_MESSAGE = 10.0
_MOST_MESSAGE = 18.0
_MOST_CHECKS = 155.0
"""So high, in millimetres, may the check rows of one page be."""

_WORDS = Type(Face.GOTHIC, 9.0, 14.0)
_ENTRY = Type(Face.MINCHO, 9.5, 14.5)
_HINT = Type(Face.MINCHO, 9.0, 13.5)
_LARGE = Type(Face.MINCHO, 13.0, 16.0)
_CUT = Type(Face.GOTHIC, 8.8, 12.0)
_MARKING = Type(Face.BOLD, 11.0, 14.0)


class SlipRow(NamedTuple):
    """One thing to send: what it is, how to pack it, and the frame of what is filled in."""

    what: str
    hint: str
    entry: str


@dataclass(frozen=True, slots=True)
class ReturnSlip:
    """Every word of the slip, ``label`` in its running head.

    ``code`` is the receipt number with prefix and check character.
    """

    label: str
    title: str
    title_kind: Type
    intro: str
    receipt_label: str
    receipt_number: str
    due_label: str
    due: str
    code: str
    heads: tuple[str, str, str]
    rows: tuple[SlipRow, ...]
    date_label: str
    date_entry: str
    name_label: str
    message_label: str
    notes: tuple[str, ...]
    cut: str
    addressee: tuple[str, ...]
    marking: str

    def pages(self, setter: Setter) -> list[Callable[[Sheet], None]]:
        """Return one page; more where so much is asked for that it or the label has no room."""
        parts = [replace(self, rows=rows) for rows in _parted(self.rows, setter)]
        *before, (upper, end) = [_upper(part, setter) for part in parts]
        pages = [draw for draw, _ in before]
        if end > _CUT_LINE - 2:
            return [*pages, upper, self._draw_label]

        def draw(sheet: Sheet) -> None:
            upper(sheet)
            self._draw_label(sheet)

        return [*pages, draw]

    def _draw_label(self, sheet: Sheet) -> None:
        _label(sheet, self)


def _middle(top: float, height: float, kind: Type) -> float:
    """Return the base line of text in the middle of a cell."""
    return top + height / 2 + 0.37 * kind.size / POINTS


def _slip_cell(
    sheet: Sheet,
    corner: tuple[float, float],
    size: tuple[float, float],
    text: str = "",
    kind: Type = _ENTRY,
    tag: Tag | None = None,
) -> None:
    """Draw a cell; that of a label, in Gothic, is grey with its text in the middle."""
    x, y = corner
    width, height = size
    base = _middle(y, height, kind)
    if kind.face is Face.GOTHIC:
        sheet.fill(corner, size, HEAD_FILL)
        sheet.text_centred(x + width / 2, base, kind, text, tag)
    elif text:
        sheet.text(x + 1.8, base, kind, text, tag)
    sheet.frame(corner, size)


def _upper(slip: ReturnSlip, setter: Setter) -> tuple[Callable[[Sheet], None], float]:
    """Return how to draw the slip itself, and where it ends."""
    note_lines = [
        line
        for note in slip.notes
        for line in setter.lines(plain(note), letterhead.JAPANESE.note, BODY_WIDTH, Align.LEFT)
    ]
    rest = 4.0 + 10.5 + _LEAST_MESSAGE + 3.0 + len(note_lines) * 4.6 + 2.0
    room = _CUT_LINE - 2 - _CHECKS_TOP - _HEAD_HEIGHT - rest
    checks = _check_rows(slip, setter, room)
    filled = sum(check.height for check in checks)
    message = min(_MOST_MESSAGE, _LEAST_MESSAGE + max(0.0, room - filled))
    dates_top = _CHECKS_TOP + _HEAD_HEIGHT + filled + 4.0
    notes_top = dates_top + 10.5 + message + 3.0

    def draw(sheet: Sheet) -> None:
        sheet.text_centred(MIDDLE, _TITLE_BASE, slip.title_kind, slip.title, Tag("H1"))
        sheet.text(BODY_LEFT, _INTRO_BASE, letterhead.JAPANESE.body, slip.intro, Tag("P"))
        _number(sheet, slip)
        _checks(sheet, slip, checks)
        _dates(sheet, slip, dates_top, message)
        tag = Tag("P")
        for place, line in enumerate(note_lines):
            base = notes_top + place * 4.6 + letterhead.JAPANESE.note.drop
            line.draw(sheet, BODY_LEFT, base, tag)

    return draw, notes_top + len(note_lines) * 4.6


def _number(sheet: Sheet, slip: ReturnSlip) -> None:
    y = _TABLE_TOP
    whole = Tag("Table")
    for label, text, kind in (
        (slip.receipt_label, slip.receipt_number, _LARGE),
        (slip.due_label, slip.due, _ENTRY),
    ):
        head, cell = Tag("TR", whole).cells((("TH", "Row"), ("TD", "")))
        _slip_cell(sheet, (BODY_LEFT, y), (32.2, 7.3), label, _WORDS, head)
        _slip_cell(sheet, (BODY_LEFT + 32.2, y), (64.6, 7.3), text, kind, cell)
        y += 7.3
    x, top = _BARCODE
    sheet.shape(x, top, code128_shape(slip.code, *_BARCODE_SIZE))
    middle = x + _BARCODE_SIZE[0] / 2
    sheet.text_centred(middle, top + 15.2, _WORDS, slip.receipt_number, Tag("P"))


class _Check(NamedTuple):
    """One check row: its height, the lines of what is sent, and what is filled in."""

    height: float
    lines: list[SetLine]
    entry: str


def _check_rows(slip: ReturnSlip, setter: Setter, room: float) -> list[_Check]:
    """Return the check rows, as tall as their text asks for; the others share what is left."""
    lines = [_check_lines(thing, setter) for thing in slip.rows]
    needed = [len(each) * _CHECK_PITCH + 2 * _CHECK_PADDING for each in lines]
    taller = [height for height in needed if height > room / len(needed)]
    share = (room - sum(taller)) / max(1, len(needed) - len(taller))
    usual = min(_TALL_ROW, max(_LOW_ROW, share))
    return [
        _Check(max(usual, height), each, thing.entry)
        for height, each, thing in zip(needed, lines, slip.rows, strict=True)
    ]


def _parted(rows: tuple[SlipRow, ...], setter: Setter) -> list[tuple[SlipRow, ...]]:
    """Return the rows in as many parts as there are pages to hold them."""
    parts: list[list[SlipRow]] = [[]]
    height = 0.0
    for row in rows:
        own = max(_LOW_ROW, len(_check_lines(row, setter)) * _CHECK_PITCH + 2 * _CHECK_PADDING)
        if parts[-1] and height + own > _MOST_CHECKS:
            parts.append([])
            height = 0.0
        parts[-1].append(row)
        height += own
    return [tuple(part) for part in parts]


def _check_lines(thing: SlipRow, setter: Setter) -> list[SetLine]:
    width = _CHECK_COLUMNS[2] - _CHECK_COLUMNS[1] - 2 * PADDING_X
    return [
        line
        for kind, words in ((_ENTRY, thing.what), (_HINT, thing.hint))
        if words
        for line in setter.lines(plain(words), kind, width, Align.LEFT)
    ]


def _checks(sheet: Sheet, slip: ReturnSlip, checks: list[_Check]) -> None:
    places = list(pairwise(_CHECK_COLUMNS))
    whole = Tag("Table")
    heads = Tag("TR", whole).cells((("TH", "Column"),) * len(places))
    for (left, right), head, tag in zip(places, slip.heads, heads, strict=True):
        _slip_cell(sheet, (left, _CHECKS_TOP), (right - left, _HEAD_HEIGHT), head, _WORDS, tag)
    y = _CHECKS_TOP + _HEAD_HEIGHT
    for height, lines, entry in checks:
        for left, right in places:
            _slip_cell(sheet, (left, y), (right - left, height))
        box_x = (places[0][0] + places[0][1] - _TICK_BOX) / 2
        sheet.frame((box_x, y + (height - _TICK_BOX) / 2), (_TICK_BOX, _TICK_BOX), 0.3, BLACK)
        first = _middle(y, height, _ENTRY) - (len(lines) - 1) * _CHECK_PITCH / 2
        _, what, filled_in = Tag("TR", whole).cells((("TD", ""),) * len(places))
        for place, line in enumerate(lines):
            line.draw(sheet, places[1][0] + PADDING_X, first + place * _CHECK_PITCH, what)
        left = places[2][0] + PADDING_X
        sheet.text(left, _middle(y, height, _ENTRY), _ENTRY, entry, filled_in)
        y += height


def _dates(sheet: Sheet, slip: ReturnSlip, top: float, message: float) -> None:
    texts = (slip.date_label, slip.date_entry, slip.name_label, "")
    places = zip(_DATE_COLUMNS, _DATE_COLUMNS[1:], texts, strict=False)
    for number, (left, right, text) in enumerate(places):
        kind = _ENTRY if number % 2 else _WORDS
        _slip_cell(sheet, (left, top), (right - left, 10.5), text, kind, Tag("P"))
    label = (slip.message_label, _WORDS, Tag("P"))
    _slip_cell(sheet, (BODY_LEFT, top + 10.5), (32.2, message), *label)
    _slip_cell(sheet, (BODY_LEFT + 32.2, top + 10.5), (BODY_WIDTH - 32.2, message))


def _label(sheet: Sheet, slip: ReturnSlip) -> None:
    """Draw the cut line and the desk's own address for the envelope."""
    sheet.rule((BODY_LEFT, _CUT_LINE), (BODY_RIGHT, _CUT_LINE), 0.22, DARK, _DASH)
    sheet.text_centred(MIDDLE, 179.3, _CUT, slip.cut, Tag("P"))
    x = MIDDLE - _LABEL_SIZE[0] / 2
    sheet.frame((x, _LABEL_TOP), _LABEL_SIZE, 0.22, DARK, _DASH)
    *address, company, desk = slip.addressee
    base = _LABEL_TOP + 12.6
    left, room = x + _LABEL_TEXT, _LABEL_SIZE[0] - 2 * _LABEL_TEXT
    for size, down, line in (
        *((13.0, place * 7.8, line) for place, line in enumerate(address)),
        (15.0, len(address) * 7.8 + 2.0, company),
        (16.0, len(address) * 7.8 + 12.2, desk),
    ):
        tag = Tag("P", language=_LABEL_LANGUAGE)
        sheet.text_within(left, base + down, Type(Face.MINCHO, size, size), line, room, tag)
    _draw_marking(sheet, slip.marking, x + _LABEL_SIZE[0] - 7.2, _LABEL_TOP + 58.2)


def _draw_marking(sheet: Sheet, marking: str, right: float, top: float) -> None:
    kind = _MARKING.fitted(sheet.width(_MARKING, marking), _LABEL_SIZE[0] - 4 * 7.2)
    width = sheet.width(kind, marking) + 6.6
    sheet.frame((right - width, top), (width, 7.6), 0.3, RED)
    base = _middle(top, 7.6, kind)
    tag = Tag("P", language=_LABEL_LANGUAGE)
    sheet.coloured_text(right - width + 3.3, base, kind, marking, RED, tag)


# One letter as a document: letterhead, body, annexes, slip, page by page; what it says.


_FIRST_TOP = 77.0
_FIRST_BOTTOM = 250.0
_LATER_TOP = 24.0
_LATER_BOTTOM = 275.0
_ABOVE_CONTACT = 2.0
_ANNEX_TITLE_BASE = 29.4
_ANNEX_TOP = 36.0

Group = tuple["Block", ...]
"""Blocks that stay on one page where they can: an item, or the opening."""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex: the word in its running head, its title, and what it holds."""

    label: str
    title: str
    title_kind: Type
    groups: tuple[Group, ...]

    def pages(self, setter: Setter) -> list[PlacedSlabs]:
        """Set the annex and return its pages."""
        first = BodyZone(_ANNEX_TOP, _LATER_BOTTOM, _LATER_BOTTOM)
        later = BodyZone(_LATER_TOP, _LATER_BOTTOM, _LATER_BOTTOM)
        return settled(lambda setter: _slabs(self.groups, setter), setter, first, later)


class SetAnnex(NamedTuple):
    """An annex with its pages, so that the letter can tell how many they are."""

    annex: Annex
    pages: list[PlacedSlabs]


@dataclass(frozen=True, slots=True)
class LetterDocument:
    """Everything that is drawn of one letter; ``continued`` heads its pages after the first."""

    furniture: Furniture
    continued: str
    groups: tuple[Group, ...]
    annexes: tuple[SetAnnex, ...] = ()
    slip: ReturnSlip | None = None

    def draw(self, sheet: Sheet, setter: Setter) -> None:
        """Draw all pages of the letter, its annexes after it; each page counts."""
        drawers = [*self._letter_pages(setter), *self._annex_pages()]
        if self.slip is not None:
            drawers += [
                _headed(self.furniture, self.slip.label, draw) for draw in self.slip.pages(setter)
            ]
        for number, draw in enumerate(drawers, start=1):
            draw(sheet)
            draw_every(sheet, self.furniture, number, len(drawers))
            sheet.end_page()

    def _letter_pages(self, setter: Setter) -> list[Callable[[Sheet], None]]:
        last = min(_FIRST_BOTTOM, contact_top(self.furniture.contact) - _ABOVE_CONTACT)
        first = BodyZone(_FIRST_TOP, _FIRST_BOTTOM, last)
        later = BodyZone(_LATER_TOP, _LATER_BOTTOM, last)
        pages = settled(lambda setter: _slabs(self.groups, setter), setter, first, later)
        return [self._letter_page(page, number, len(pages)) for number, page in enumerate(pages)]

    def _letter_page(self, page: PlacedSlabs, number: int, count: int) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            if number == 0:
                draw_first(sheet, self.furniture)
            else:
                draw_running_head(sheet, self.furniture, self.continued)
            _draw_page(sheet, page)
            if number == count - 1:
                draw_contact(sheet, self.furniture)

        return draw

    def _annex_pages(self) -> list[Callable[[Sheet], None]]:
        drawers: list[Callable[[Sheet], None]] = []
        for annex, pages in self.annexes:
            for number, page in enumerate(pages):
                content = _annex_page(page, annex if number == 0 else None)
                drawers.append(_headed(self.furniture, annex.label, content))
        return drawers


def _slabs(groups: tuple[Group, ...], setter: Setter) -> list[list[Slab]]:
    return [
        [slab for block in group for slab in block.slabs(setter, BODY_LEFT, BODY_WIDTH)]
        for group in groups
    ]


def _draw_page(sheet: Sheet, page: PlacedSlabs) -> None:
    for top, slab in page:
        slab.draw(sheet, top)


def _annex_page(page: PlacedSlabs, titled: Annex | None) -> Callable[[Sheet], None]:
    def draw(sheet: Sheet) -> None:
        if titled is not None:
            heading = Tag("H1")
            sheet.text_centred(MIDDLE, _ANNEX_TITLE_BASE, titled.title_kind, titled.title, heading)
        _draw_page(sheet, page)

    return draw


def _headed(
    furniture: Furniture, label: str, content: Callable[[Sheet], None]
) -> Callable[[Sheet], None]:
    def draw(sheet: Sheet) -> None:
        draw_running_head(sheet, furniture, label)
        content(sheet)

    return draw


# What a letter says: the words of its blocks in reading order, without their places on paper.


_BETWEEN = "　"
_STANDS = {Align.CENTRE: Stand.MIDDLE, Align.RIGHT: Stand.RIGHT}


def told(letter: LetterDocument) -> LetterText:
    """Return what a letter says, from its title on: its body, then its annexes."""
    body = (block for group in letter.groups for block in group)
    return LetterText(letter.furniture.title, (*_all(body), *_annexes(letter)))


def _annexes(letter: LetterDocument) -> Iterator[Passage]:
    for annex, _ in letter.annexes:
        yield Passage(annex.title, stand=Stand.MIDDLE)
        for group in annex.groups:
            yield from _all(group)


def _all(blocks: Iterable[Block]) -> Iterator[Passage]:
    for block in blocks:
        yield from _of(block)


def _of(block: Block) -> Iterator[Passage]:
    match block:
        case Stack() | Tied():
            yield from _all(block.parts)
        case Steps():
            yield from _steps(block)
        case ItemBlock():
            yield Passage("", f"{block.number} {block.label}", item=True)
            yield from _all(block.content)
        case BodyTable():
            for first, *others in block.rows:
                yield Passage(_BETWEEN.join(map(_cell, others)), _cell(first))
        case _:
            yield from _line(block)


def _line(block: Block) -> Iterator[Passage]:
    """Yield what a block of one paragraph says; white says nothing."""
    match block:
        case ParagraphBlock():
            yield Passage(_plain(block.text), stand=_STANDS.get(block.align, Stand.TEXT))
        case Farewell():
            yield Passage(block.text, stand=Stand.RIGHT)
        case Sides():
            yield Passage(_BETWEEN.join((block.left, block.right)))
        case DueFrame():
            yield Passage(_BETWEEN.join((block.day, block.note)))
        case _:
            pass


def _steps(steps: Steps) -> Iterator[Passage]:
    several = len(steps.texts) > 1
    for number, text in enumerate(steps.texts, start=1):
        yield Passage(_plain(text), f"({number})" if several else "")


def _cell(cell: Cell) -> str:
    return "\n".join(_plain(each.text) for each in cell)


def _plain(text: Text) -> str:
    said = "".join(run.text for run in text)
    return said.replace(KEEP_FROM, "").replace(KEEP_TO, "")
