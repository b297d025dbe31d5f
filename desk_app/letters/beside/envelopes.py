# SPDX-License-Identifier: MIT
"""What goes to the post beside the letters: envelopes (P1), labels (P2), slip (P3), test page."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.errors import MissingValue
from desk_app.letters.letter.composing import roles_of
from desk_app.letters.typesetting.addresses import Pitch, Room, addressee_lines, draw_addressee
from desk_app.letters.typesetting.blocks import HEAD_FILL, BlankSpace, ParagraphBlock, Steps
from desk_app.letters.typesetting.setting import (
    KEEP_FROM,
    KEEP_TO,
    Align,
    Setter,
    plain,
    plain_text,
    text,
)
from desk_app.letters.typesetting.sheet import (
    BLACK,
    DARK,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    POINTS,
    RED,
    WHITE,
    Face,
    Format,
    Sheet,
    Type,
)
from desk_app.letters.wording.wording import Table, WordingPart, read, wording
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.people import Language
from desk_app.records.desk.printers import Paper
from desk_app.records.pages import Envelope, EnvelopesPage, LabelsPage, MailSlipPage, OffsetPage
from desk_app.rules.letters.paper import offset_for, paper_of, safe_box

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desk_app.letters.fonts.faces import Typefaces
    from desk_app.letters.typesetting.blocks import Block
    from desk_app.letters.typesetting.setting import SetLine
    from desk_app.letters.wording.wording import Voice, Wording
    from desk_app.records.desk.profile import DeskProfile
    from desk_app.records.pages import Front, MailSlipLine, PostalPage


class EnvelopeWords(WordingPart):
    """What stands on the front of an envelope."""

    confidential: str
    returned: str
    department: str


class RegisteredSlipWords(WordingPart):
    """What stands on the slip of registered mail and on its receipt."""

    office_title: str
    office_use: str
    receipt_title: str
    receipt_use: str
    sender: str
    posted: str
    stamp: str
    head: tuple[str, ...]
    grams: str
    rest: str
    count: str
    total: str
    paid: str
    paid_each: str
    note: str
    made: str
    checked: str


class PostWording(WordingPart):
    """All words that the post reads; ``marks`` are those in red, ``kinds`` those of the slip."""

    titles: Table
    marks: Table
    kinds: Table
    envelope: EnvelopeWords
    slip: RegisteredSlipWords


@lru_cache(maxsize=2)
def post_words(folder: Path) -> PostWording:
    """Return the words from the folder of all languages: Japanese alone. Raises BadWording."""
    return read(folder / Language.JA.value / "post.toml", PostWording)


# The fronts of envelopes (P1): marks in red, sender, and an address where there is no window.


_EXPRESS_LINE = 3.0
_BETWEEN_MARKS = 3.0


class RedMark(NamedTuple):
    """A red box: its type, height, and the white to the left and right of its word."""

    kind: Type
    height: float
    beside: float


_CONFIDENTIAL = RedMark(Type(Face.BOLD, 14.0, 14.0), 8.4, 5.2)
_MAIL_KIND = RedMark(Type(Face.BOLD, 11.0, 11.0), 6.9, 3.2)


class Layout(NamedTuple):
    """Where things stand on a front, in millimetres, and how large the sender is, in points.

    ``right_edge`` says that the marks end at ``marks_at``, not begin there. The zones of postage
    and tracking label are corner and size; nothing is printed there.
    """

    address_at: tuple[float, float]
    room: Room
    marks_at: float
    right_edge: bool
    confidential_top: float
    kind_top: float
    express: tuple[tuple[float, float], tuple[float, float]]
    sender_left: float
    sender_right: float
    sender_bases: tuple[float, float, float]
    sender_sizes: tuple[float, float, float]
    postage: tuple[tuple[float, float], tuple[float, float]]
    tracking: tuple[tuple[float, float], tuple[float, float]]


_LONG_3 = Layout(
    address_at=(40.0, 44.0),
    room=Room(
        width=108.0,
        pitches=(Pitch(2, 13.0, 6.6, 13.0, least=11.0), Pitch(3, 12.0, 5.8, 11.6, least=10.0)),
        code_size=13.0,
        first=7.0,
        name_size=20.0,
        indent=8.0,
    ),
    marks_at=124.0,
    right_edge=False,
    confidential_top=14.0,
    kind_top=27.0,
    express=((228.4, 12.0), (228.4, 60.0)),
    sender_left=22.0,
    sender_right=225.0,
    sender_bases=(89.6, 102.6, 108.2),
    sender_sizes=(8.5, 12.5, 10.0),
    postage=((201.0, 8.0), (24.0, 28.0)),
    tracking=((153.0, 62.0), (72.0, 26.0)),
)
_SQUARE_2 = Layout(
    address_at=(50.0, 130.0),
    room=Room(
        width=160.0,
        pitches=(Pitch(2, 16.0, 8.2, 17.0, least=13.0), Pitch(3, 15.0, 7.6, 16.0, least=11.0)),
        code_size=16.0,
        first=9.0,
        name_size=26.0,
        indent=10.0,
    ),
    marks_at=222.0,
    right_edge=True,
    confidential_top=22.0,
    kind_top=35.0,
    express=((160.0, 10.0), (230.0, 10.0)),
    sender_left=24.0,
    sender_right=216.0,
    sender_bases=(294.0, 310.0, 318.0),
    sender_sizes=(9.5, 15.0, 11.5),
    postage=((14.0, 14.0), (24.0, 28.0)),
    tracking=((14.0, 56.0), (72.0, 26.0)),
)
LAYOUTS = {
    Envelope.WINDOW: _LONG_3,
    Envelope.LONG_3: _LONG_3,
    Envelope.SQUARE_2: _SQUARE_2,
}


class EnvelopeTexts(NamedTuple):
    """The words of an envelope and what says them."""

    post: PostWording
    voice: Voice


def draw_envelopes(sheet: Sheet, setter: Setter, page: EnvelopesPage, words: EnvelopeTexts) -> None:
    """Draw one front after the other; raises MissingValue where one has no addressee."""
    layout = LAYOUTS[page.envelope]
    for front in page.fronts:
        if page.envelope is not Envelope.WINDOW:
            _draw_address(sheet, setter, front, layout)
        _draw_marks(sheet, front, layout, words.post)
        _draw_sender(sheet, page.profile, layout, words)
        sheet.end_page()


def _draw_address(sheet: Sheet, setter: Setter, front: Front, layout: Layout) -> None:
    if front.to is None:
        raise MissingValue("addressee")
    draw_addressee(sheet, layout.address_at, addressee_lines(setter, front.to, layout.room))


def _draw_marks(sheet: Sheet, front: Front, layout: Layout, words: PostWording) -> None:
    confidential = (words.envelope.confidential,)
    _draw_row(sheet, _CONFIDENTIAL, confidential, layout, layout.confidential_top)
    express = front.express or front.kind is MailKind.EXPRESS
    kinds = (words.marks[front.kind.value], words.marks[MailKind.EXPRESS.value] if express else "")
    said = tuple(dict.fromkeys(filter(None, kinds)))
    _draw_row(sheet, _MAIL_KIND, said, layout, layout.kind_top)
    if express:
        sheet.rule(*layout.express, _EXPRESS_LINE, RED)


def _draw_row(
    sheet: Sheet, mark: RedMark, said: tuple[str, ...], layout: Layout, top: float
) -> None:
    """Draw red boxes side by side, from the edge of the layout inwards."""
    edge = layout.marks_at
    for word in said:
        width = sheet.width(mark.kind, word) + 2 * mark.beside
        left = edge - width if layout.right_edge else edge
        sheet.frame((left, top), (width, mark.height), 0.35, RED)
        base = top + mark.height / 2 + 0.37 * mark.kind.size / POINTS
        sheet.coloured_text(left + mark.beside, base, mark.kind, word, RED)
        edge = left - _BETWEEN_MARKS if layout.right_edge else left + width + _BETWEEN_MARKS


def _draw_sender(sheet: Sheet, profile: DeskProfile, layout: Layout, words: EnvelopeTexts) -> None:
    """Draw who sends it; the desk has a code there, its name only where the profile says so."""
    note, company, address = (
        Type(face, size, size)
        for face, size in zip(
            (Face.GOTHIC, Face.MINCHO, Face.MINCHO), layout.sender_sizes, strict=True
        )
    )
    left, room = layout.sender_left, layout.sender_right - layout.sender_left
    bases = layout.sender_bases
    sheet.text_within(left, bases[0], note, words.post.envelope.returned, room)
    name = sender_name(profile)
    sheet.text_within(left, bases[1], company, name, room)
    place = "　".join((f"〒{profile.postal_code}", *profile.address_ja))
    place += department(profile, words)
    sheet.text_within(left, bases[2], address, place, room)


def sender_name(profile: DeskProfile) -> str:
    """Return the company, with the desk's name where it may stand outside a letter."""
    if profile.desk_on_envelope:
        return f"{profile.company_ja}　{profile.desk_ja}"
    return profile.company_ja


def department(profile: DeskProfile, words: EnvelopeTexts) -> str:
    """Return the code that brings an answer to the desk, in brackets; empty where it has none."""
    if profile.desk_on_envelope or not profile.department_code:
        return ""
    values = {"code": profile.department_code}
    return f" {plain_text(words.voice.say(words.post.envelope.department, values))}"


# Labels of 86.4 × 42.3 mm, twelve to a sheet (P2); some of a sheet may be gone already.


COLUMNS, ROWS = 2, 6
WIDTH, HEIGHT = 86.4, 42.3
LEFT, TOP = 18.6, 21.6
SIZE = (WIDTH, HEIGHT)
TO_A_SHEET = COLUMNS * ROWS
_TEXT_LEFT = 8.4
_FIRST_BASE = 8.6
_ROOM = Room(
    width=WIDTH - 2 * _TEXT_LEFT,
    pitches=(
        Pitch(2, 10.5, 5.0, 10.0, least=9.5),
        Pitch(3, 10.0, 4.8, 8.6, least=9.0),
        Pitch(4, 9.0, 4.2, 7.6, least=8.0),
    ),
    code_size=11.0,
    first=5.4,
    name_size=15.0,
    indent=6.0,
)


def corner_of(place: int) -> tuple[float, float]:
    """Return the top left corner of a label in millimetres; the first place is 1."""
    row, column = divmod(place - 1, COLUMNS)
    return LEFT + column * WIDTH, TOP + row * HEIGHT


def draw_labels(sheet: Sheet, setter: Setter, page: LabelsPage) -> None:
    """Draw the labels from the first free one on, on as many sheets as they need.

    Raises ValueError for a first label that no sheet has.
    """
    if not 1 <= page.first <= TO_A_SHEET:
        raise ValueError("no such label")
    set_lines = [addressee_lines(setter, each, _ROOM) for each in page.labels]
    for number, lines in enumerate(set_lines):
        place = (page.first - 1 + number) % TO_A_SHEET + 1
        if number and place == 1:
            sheet.end_page()
        x, y = corner_of(place)
        draw_addressee(sheet, (x + _TEXT_LEFT, y + _FIRST_BASE), lines)
    sheet.end_page()


# The slip of registered mail (P3): above for the post office, below the desk's receipt.


LINES = 6
_LEFT, _RIGHT = 18.0, 192.8
_COLUMNS = (_LEFT, 26.2, 67.3, 110.4, 130.4, 144.3, 162.6, _RIGHT)
_SENDER_RIGHT, _STAMP_LEFT = 148.5, 152.7
_HALF = PAGE_HEIGHT / 2
_CUT = (8.0, PAGE_WIDTH - 8.0)
_TITLE_BASE = 19.0
_BOX_TOP, _BOX_HEIGHT = 23.7, 23.9
_BOX_BASES = (28.6, 33.5, 38.6, 44.4)
_HEAD_TOP, _HEAD_HEIGHT = 49.8, 6.9
_ROW = 9.65
_TOTAL_HEIGHT = 8.3
_PADDING = 1.8
_THICK, _THIN = 0.4, 0.22
_DASH = "3 2"
_STAMP_GREY = (0.45,) * 3

_TITLE = Type(Face.BOLD, 13.5, 14.0, 40)
_USE = Type(Face.GOTHIC, 8.6, 12.0)
_SMALL = Type(Face.GOTHIC, 8.0, 11.0)
_FINE = Type(Face.GOTHIC, 8.4, 12.0)
_ADDRESS = Type(Face.MINCHO, 10.0, 12.0)
_COMPANY = Type(Face.MINCHO, 12.0, 14.0)
_HEAD = Type(Face.GOTHIC, 8.6, 12.0)
_COUNTED = Type(Face.MINCHO, 9.5, 12.0)
_NAME = Type(Face.MINCHO, 12.0, 14.0)
_TRACKING = Type(Face.GOTHIC, 12.0, 14.0)
_KIND = Type(Face.GOTHIC, 9.5, 12.0)
_GRAMS = Type(Face.GOTHIC, 9.0, 12.0)
_YEN = Type(Face.GOTHIC, 12.0, 14.0)
_REMARKS = Type(Face.GOTHIC, 8.4, 10.0)
_TOTAL = Type(Face.BOLD, 12.5, 14.0)
_SMALLEST_ON_ONE_LINE = 9.0


class _Half(NamedTuple):
    """What differs between the slip and its receipt: how far down, title, for whom."""

    down: float
    title: str
    use: str


def draw_mail_slip(sheet: Sheet, setter: Setter, page: MailSlipPage, words: EnvelopeTexts) -> None:
    """Draw as many sheets as the lines need; each has a subtotal of its own."""
    drawing = _Drawing(sheet, setter, page, words)
    parts = [page.lines[at : at + LINES] for at in range(0, len(page.lines), LINES)] or [()]
    slip = words.post.slip
    for number, lines in enumerate(parts, start=1):
        for half in (
            _Half(0.0, slip.office_title, slip.office_use),
            _Half(_HALF, slip.receipt_title, slip.receipt_use),
        ):
            drawing.head(half, number, len(parts))
            drawing.table(half.down, lines)
            drawing.foot(half.down, lines)
        sheet.rule((_CUT[0], _HALF), (_CUT[1], _HALF), _THIN, DARK, _DASH)
        sheet.end_page()


def _middle(top: float, height: float, kind: Type) -> float:
    return top + height / 2 + 0.37 * kind.size / POINTS


class _Drawing:
    """The slip under way."""

    def __init__(
        self, sheet: Sheet, setter: Setter, page: MailSlipPage, words: EnvelopeTexts
    ) -> None:
        self._sheet = sheet
        self._setter = setter
        self._page = page
        self._words = words
        self._slip = words.post.slip

    def _say(self, template: str, **values: object) -> str:
        return plain_text(self._words.voice.say(template, values))

    def head(self, half: _Half, number: int, count: int) -> None:
        """Draw title, sender, and where the post office puts its stamp."""
        sheet, profile, down = self._sheet, self._page.profile, half.down
        sheet.text(_LEFT, down + _TITLE_BASE, _TITLE, half.title)
        sheet.text_right(_RIGHT, down + _TITLE_BASE - 0.4, _USE, half.use)
        sheet.frame((_LEFT, down + _BOX_TOP), (_SENDER_RIGHT - _LEFT, _BOX_HEIGHT), _THIN)
        address = "　".join((f"〒{profile.postal_code}", *profile.address_ja))
        sender = f"{sender_name(profile)}{department(profile, self._words)}"
        posted = self._say(
            self._slip.posted,
            on=self._page.posted_on,
            number=self._page.number,
            sheet=number,
            sheets=count,
        )
        texts = (
            (_SMALL, self._slip.sender),
            (_ADDRESS, address),
            (_COMPANY, sender),
            (_FINE, posted),
        )
        room = _SENDER_RIGHT - _LEFT - 2 * 3.2
        for base, (kind, said) in zip(_BOX_BASES, texts, strict=True):
            sheet.text_within(_LEFT + 3.2, down + base, kind, said, room)
        stamp = (_RIGHT - _STAMP_LEFT, _BOX_HEIGHT)
        sheet.frame((_STAMP_LEFT, down + _BOX_TOP), stamp, _THIN, _STAMP_GREY, _DASH)
        middle = (_STAMP_LEFT + _RIGHT) / 2
        sheet.text_centred(middle, down + _BOX_BASES[0] - 0.6, _SMALL, self._slip.stamp)

    def table(self, down: float, lines: Sequence[MailSlipLine]) -> None:
        """Draw the six rows; the first that is empty says that nothing follows."""
        top = down + _HEAD_TOP
        for (left, right), word in zip(pairwise(_COLUMNS), self._slip.head, strict=True):
            self._sheet.fill((left, top), (right - left, _HEAD_HEIGHT), HEAD_FILL)
            base = _middle(top, _HEAD_HEIGHT, _HEAD)
            kind = _HEAD.fitted(self._sheet.width(_HEAD, word), right - left - 1.0)
            self._sheet.text_centred((left + right) / 2, base, kind, word)
        top += _HEAD_HEIGHT
        for number in range(LINES):
            y = top + number * _ROW
            self._centred(0, y, _COUNTED, str(number + 1))
            if number < len(lines):
                self._row(y, lines[number])
            elif number == len(lines):
                base = _middle(y, _ROW, _KIND)
                self._sheet.text(_COLUMNS[1] + _PADDING, base, _KIND, self._slip.rest)
        self._grid(down)

    def _row(self, y: float, line: MailSlipLine) -> None:
        self._wrapped(1, y, _NAME, f"{line.name} 様")
        self._centred(2, y, _TRACKING, line.tracking_number)
        self._centred(3, y, _KIND, self._words.post.kinds[line.kind.value])
        if line.grams:
            self._right(4, y, _GRAMS, self._say(self._slip.grams, grams=line.grams))
        self._right(5, y, _YEN, f"{line.postage:,}")
        express = self._words.post.marks[MailKind.EXPRESS.value] if line.express else ""
        self._wrapped(6, y, _REMARKS, "、".join(filter(None, (express, line.remarks))))

    def _room(self, column: int) -> float:
        return _COLUMNS[column + 1] - _COLUMNS[column] - 2 * _PADDING

    def _centred(self, column: int, y: float, kind: Type, text: str) -> None:
        fitting = kind.fitted(self._sheet.width(kind, text), self._room(column))
        middle = (_COLUMNS[column] + _COLUMNS[column + 1]) / 2
        self._sheet.text_centred(middle, _middle(y, _ROW, fitting), fitting, text)

    def _right(self, column: int, y: float, kind: Type, text: str, height: float = _ROW) -> None:
        fitting = kind.fitted(self._sheet.width(kind, text), self._room(column))
        edge = _COLUMNS[column + 1] - _PADDING
        self._sheet.text_right(edge, _middle(y, height, fitting), fitting, text)

    def _wrapped(self, column: int, y: float, kind: Type, text: str, height: float = _ROW) -> None:
        """Draw text on one line, or on two smaller ones where it would become too small."""
        left, room = _COLUMNS[column] + _PADDING, self._room(column)
        fitting = kind.fitted(self._sheet.width(kind, text), room)
        if fitting.size >= min(kind.size, _SMALLEST_ON_ONE_LINE):
            self._sheet.text(left, _middle(y, height, fitting), fitting, text)
            return
        small, lines = _in_two_lines(self._setter, kind, text, room)
        first = _middle(y, height, small) - (len(lines) - 1) * small.height / 2
        for number, line in enumerate(lines):
            line.draw(self._sheet, left, first + number * small.height)

    def _grid(self, down: float) -> None:
        top = down + _HEAD_TOP
        rows = top + _HEAD_HEIGHT
        bottom = rows + LINES * _ROW
        for y in (rows, *(rows + number * _ROW for number in range(1, LINES))):
            self._sheet.rule((_LEFT, y), (_RIGHT, y), _THIN)
        for x in _COLUMNS[1:-1]:
            self._sheet.rule((x, top), (x, bottom), _THIN)
        self._sheet.frame((_LEFT, top), (_RIGHT - _LEFT, bottom - top), _THICK)

    def foot(self, down: float, lines: Sequence[MailSlipLine]) -> None:
        """Draw the subtotal, how it was paid, and who made the slip and checked it."""
        sheet, slip = self._sheet, self._slip
        y = down + _HEAD_TOP + _HEAD_HEIGHT + LINES * _ROW
        base = _middle(y, _TOTAL_HEIGHT, _KIND)
        sheet.text(_LEFT + _PADDING, base, _KIND, self._say(slip.count, count=len(lines)))
        middle = (_COLUMNS[3] + _COLUMNS[5]) / 2
        sheet.text_centred(middle, base, _KIND, slip.total)
        total = f"{sum(line.postage for line in lines):,}"
        self._right(5, y, _TOTAL, total, _TOTAL_HEIGHT)
        if franked := self._franked(lines):
            paid = self._say(slip.paid, paid=franked)
            self._wrapped(6, y, _REMARKS, paid, _TOTAL_HEIGHT)
        for x in (_COLUMNS[3], _COLUMNS[5], _COLUMNS[6]):
            sheet.rule((x, y), (x, y + _TOTAL_HEIGHT), _THIN)
        sheet.frame((_LEFT, y), (_RIGHT - _LEFT, _TOTAL_HEIGHT), _THICK)
        under = y + _TOTAL_HEIGHT + 4.2
        sheet.text(_LEFT, under, _SMALL, slip.note)
        sheet.text(_COLUMNS[5] + 15.0, under, _SMALL, slip.made)
        sheet.text(_COLUMNS[6] + 14.0, under, _SMALL, slip.checked)

    def _franked(self, lines: Sequence[MailSlipLine]) -> str:
        """Say how many pieces bear stamps of each sum, the highest first; none where none does."""
        sums = Counter(line.franked for line in lines if line.franked)
        counted = sorted(sums.items(), reverse=True)
        said = (self._say(self._slip.paid_each, postage=each, count=n) for each, n in counted)
        return "、".join(said)


def _in_two_lines(setter: Setter, kind: Type, text: str, room: float) -> tuple[Type, list[SetLine]]:
    """Return the largest type in which text stands on two lines, and these.

    They end after a comma where they can.
    """
    kept = "、".join(f"{KEEP_FROM}{part}{KEEP_TO}" for part in text.split("、"))
    size = min(kind.size, _SMALLEST_ON_ONE_LINE)
    while True:
        small = kind._replace(size=size, leading=size * 1.15)
        lines = setter.lines(plain(kept), small, room, Align.LEFT)
        if len(lines) * small.height <= _TOTAL_HEIGHT - 0.8:
            return small, lines
        size -= 0.5


# A page on which a clerk measures with a ruler what a printer is off by.


AT = 20.0
"""So far from the left and the top edge are the lines that are measured, in millimetres."""

_SHORTEST = 6.0
_LINES_TO = 90.0
_PAGE_THICK, _PAGE_THIN = 0.35, 0.15
_TICKS = range(10, 31)
_PAGE_DASH = "2 2"
_PAGE_LEFT, _TOP, _WIDTH = 42.0, 35.0, 148.0
_A4_TOP = 66.0
_AROUND = 2.0
_PAGE_TITLE = Type(Face.BOLD, 12.0, 17.0)
_NUMBER = Type(Face.GOTHIC, 6.0, 7.0)
_WRITTEN = Type(Face.GOTHIC, 9.5, 18.0)


class OffsetWords(WordingPart):
    """The words of the page; ``papers`` names each kind of paper."""

    title: str
    measured: str
    window: str
    labels: str
    steps: tuple[str, ...]
    papers: Table


def draw_offset_page(sheet: Sheet, setter: Setter, page: OffsetPage, folder: Path) -> None:
    """Draw the lines to measure, how to do it, and what else must fall into its place."""
    said = wording(folder, page.language)
    words = read(folder / page.language.value / "offsets.toml", OffsetWords)
    sheet.name(words.title)
    _draw_lines(sheet)
    _draw_frames(sheet, page.paper, page.profile)
    top = _A4_TOP if page.paper in {Paper.A4, Paper.LABELS} else _TOP
    slabs = [
        slab
        for block in _blocks(page, words, said)
        for slab in block.slabs(setter, _PAGE_LEFT, _WIDTH)
    ]
    _clear(sheet, top, sum(slab.height for slab in slabs))
    for slab in slabs:
        slab.draw(sheet, top)
        top += slab.height
    sheet.end_page()


def _clear(sheet: Sheet, top: float, height: float) -> None:
    """Make room for text over the frames."""
    corner = (_PAGE_LEFT - _AROUND, top - _AROUND)
    sheet.fill(corner, (_WIDTH + 2 * _AROUND, height + 2 * _AROUND), WHITE)


def _draw_lines(sheet: Sheet) -> None:
    """Draw the two lines with a tick every millimetre beside them."""
    sheet.rule((AT, _SHORTEST), (AT, _LINES_TO), _PAGE_THICK, BLACK)
    sheet.rule((_SHORTEST, AT), (_LINES_TO, AT), _PAGE_THICK, BLACK)
    for tick in _TICKS:
        long = 3.0 if tick % 5 == 0 else 1.6
        sheet.rule((tick, 40.0), (tick, 40.0 + long), _PAGE_THIN, BLACK)
        sheet.rule((46.0, tick), (46.0 + long, tick), _PAGE_THIN, BLACK)
        if tick % 5 == 0 and tick != AT:
            sheet.text_centred(tick, 45.6, _NUMBER, str(tick))
            sheet.text(49.6, tick + 0.8, _NUMBER, str(tick))


def _draw_frames(sheet: Sheet, paper: Paper, profile: DeskProfile) -> None:
    if paper is Paper.A4:
        left, top, right, bottom = (each / 10 for each in safe_box(profile.window))
        sheet.frame((left, top), (right - left, bottom - top), _PAGE_THIN, DARK, _PAGE_DASH)
    if paper is Paper.LABELS:
        for place in range(1, TO_A_SHEET + 1):
            sheet.frame(corner_of(place), SIZE, _PAGE_THIN, DARK, _PAGE_DASH)


def _blocks(page: OffsetPage, words: OffsetWords, said: Wording) -> tuple[Block, ...]:
    roles = roles_of(page.language)
    offset = offset_for(page.profile.offsets, page.paper)
    values = {
        "at": f"{AT:g}",
        "right": f"{offset.right / 10:.1f}",
        "down": f"{offset.down / 10:.1f}",
    }
    title = f"{words.title}　{words.papers[page.paper.value]}"
    steps = tuple(text(said.voice.say(step, values)) for step in words.steps)
    beside = {Paper.A4: words.window, Paper.LABELS: words.labels}.get(page.paper, "")
    return (
        ParagraphBlock(plain(title), _PAGE_TITLE, Align.LEFT),
        BlankSpace(1.0),
        Steps(steps, roles.table, Align.LEFT),
        BlankSpace(1.5),
        ParagraphBlock(plain(words.measured), _WRITTEN, Align.LEFT),
        *((ParagraphBlock(plain(beside), roles.note, Align.LEFT),) if beside else ()),
    )


# The papers of the desk as a printer takes them, moved by what that printer is off by.


_SIZES = {
    Paper.A4: (PAGE_WIDTH, PAGE_HEIGHT),
    Paper.LONG_3: (235.0, 120.0),
    Paper.SQUARE_2: (240.0, 332.0),
    Paper.LABELS: (PAGE_WIDTH, PAGE_HEIGHT),
}
"""Width and height in millimetres; 長形3号 lies on its side, 角形2号 stands."""


def format_of(paper: Paper, profile: DeskProfile) -> Format:
    """Return the size of a paper and by how much the profile moves what is printed on it."""
    offset = offset_for(profile.offsets, paper)
    return Format(*_SIZES[paper], offset.right / 10, offset.down / 10)


# From the facts of what goes to the post to its pages: envelopes, labels, slip, test page.


def postal_pages(page: PostalPage, folder: Path, faces: Typefaces) -> bytes:
    """Return the pages as PDF, each moved by the offset of its paper.

    Raises LetterStopped: an addressee has no room or no font has a character of it.
    """
    language = page.language if isinstance(page, OffsetPage) else Language.JA
    sheet = Sheet(faces, language.value, format_of(paper_of(page), page.profile))
    setter = Setter(faces)
    words = EnvelopeTexts(post_words(folder), wording(folder, Language.JA).voice)
    match page:
        case EnvelopesPage():
            sheet.name(words.post.titles["envelope"])
            draw_envelopes(sheet, setter, page, words)
        case LabelsPage():
            sheet.name(words.post.titles["labels"])
            draw_labels(sheet, setter, page)
        case MailSlipPage():
            sheet.name(words.post.slip.office_title)
            draw_mail_slip(sheet, setter, page, words)
        case OffsetPage():
            draw_offset_page(sheet, setter, page, folder)
    return sheet.finish()
