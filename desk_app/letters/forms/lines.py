# SPDX-License-Identifier: MIT
"""Lines of a form: words, boxes to tick and blanks to fill in, said with the rulebook's values."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfbase import pdfdoc

from desk_app.letters.errors import BadWording
from desk_app.letters.fonts.embedding import NAME, add_typed_font
from desk_app.letters.typesetting.setting import text as paragraph
from desk_app.letters.typesetting.sheet import BLACK, DARK, PAGE_HEIGHT, POINTS, RED, Face
from desk_app.letters.typesetting.structure import Tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk_app.letters.typesetting.setting import Align, SetLine, Setter
    from desk_app.letters.typesetting.sheet import Colour, Sheet, Type


TYPED = 10.0
"""The size of all that is typed, in points: a form filled in on a screen looks of one piece."""

_PRINTED = 4
_MULTILINE = 1 << 12
_NO_MORE_THAN_FITS = 1 << 23
_RADIO = 1 << 15
_ON = "On"
_TICK = "0.16 0.55 m 0.42 0.2 l 0.9 0.93 l S"
"""A tick in a box of one by one."""

_TICK_RULE = 0.13

_APPEARANCE = f"/{NAME} {TYPED:g} Tf 0 g"

Place = tuple[float, float, float, float]
"""Left, top, width and height in millimetres from the top left corner of the page."""


class Fields:
    """The fields of one document under way, page by page, in the order of the form."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._document = sheet.document
        self._own: list[object] = []
        self._choices: dict[str, list[object]] = {}
        self._told: dict[str, str] = {}
        self._pictures: dict[str, object] = {}

    def text(self, name: str, told: str, place: Place, tag: Tag, *, long: bool = False) -> None:
        """Add a field of text; ``told`` is what a screen reader says of it, behind the tag's words.

        A ``long`` one breaks its lines. What would not be seen on paper is not taken.
        """
        widget = self._widget(told, place)
        widget["FT"] = pdfdoc.PDFName("Tx")
        widget["T"] = pdfdoc.PDFString(name)
        widget["DA"] = pdfdoc.PDFString(_APPEARANCE)
        widget["Ff"] = _NO_MORE_THAN_FITS | (_MULTILINE if long else 0)
        empty = self._drawn(f"empty{name}", place, "/Tx BMC EMC")
        widget["AP"] = pdfdoc.PDFDictionary({"N": empty})
        self._own.append(self._on_page(name, widget, tag))

    def box(self, name: str, told: str, place: Place, tag: Tag) -> None:
        """Add a box that is ticked or not."""
        widget = self._ticked(told, place, _ON)
        widget["FT"] = pdfdoc.PDFName("Btn")
        widget["T"] = pdfdoc.PDFString(name)
        widget["V"] = pdfdoc.PDFName("Off")
        self._own.append(self._on_page(name, widget, tag))

    def choice(self, name: str, value: str, told: str, place: Place, tag: Tag) -> None:
        """Add one of the boxes of a name, of which one is ticked at a time."""
        if name not in self._choices:
            self._choices[name] = []
            self._own.append(pdfdoc.PDFObjectReference(_inner(name)))
        self._told.setdefault(name, told.rpartition(": ")[0])
        widget = self._ticked(told, place, value)
        widget["Parent"] = pdfdoc.PDFObjectReference(_inner(name))
        self._choices[name].append(self._on_page(f"{name}.{value}", widget, tag))

    def finish(self) -> None:
        """Name all fields in the document's catalogue, with the font they are typed in."""
        for name, kids in self._choices.items():
            parent = pdfdoc.PDFDictionary(
                {
                    "FT": pdfdoc.PDFName("Btn"),
                    "Ff": _RADIO,
                    "T": pdfdoc.PDFString(name),
                    "TU": pdfdoc.PDFString(self._told[name]),
                    "V": pdfdoc.PDFName("Off"),
                    "Kids": pdfdoc.PDFArray(kids),
                }
            )
            self._document.Reference(parent, _inner(name))
        typed = add_typed_font(self._document, self._sheet.typeface(Face.GOTHIC))
        fonts = pdfdoc.PDFDictionary({NAME: typed})
        form = pdfdoc.PDFDictionary(
            {
                "Fields": pdfdoc.PDFArray(self._own),
                "DA": pdfdoc.PDFString(_APPEARANCE),
                "DR": pdfdoc.PDFDictionary({"Font": fonts}),
            }
        )
        self._document.Catalog.AcroForm = self._document.Reference(form, "acroform")

    def _widget(self, told: str, place: Place) -> pdfdoc.PDFDictionary:
        x, y, width, height = place
        corners = (x, PAGE_HEIGHT - y - height, x + width, PAGE_HEIGHT - y)
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Annot"),
                "Subtype": pdfdoc.PDFName("Widget"),
                "F": _PRINTED,
                "Rect": pdfdoc.PDFArray([round(each * POINTS, 2) for each in corners]),
                "TU": pdfdoc.PDFString(told),
            }
        )

    def _ticked(self, told: str, place: Place, value: str) -> pdfdoc.PDFDictionary:
        widget = self._widget(told, place)
        side = place[2] * POINTS
        tick = f"q {side:.3f} 0 0 {side:.3f} 0 0 cm {_TICK_RULE} w 1 J 1 j {_TICK} Q"
        states = pdfdoc.PDFDictionary(
            {
                value: self._drawn("ticked", place, tick),
                "Off": self._drawn("unticked", place, "q Q"),
            }
        )
        widget["AS"] = pdfdoc.PDFName("Off")
        widget["AP"] = pdfdoc.PDFDictionary({"N": states})
        return widget

    def _drawn(self, name: str, place: Place, operators: str) -> object:
        """Return a picture as large as the place; one of a name and size is made once."""
        width, height = place[2] * POINTS, place[3] * POINTS
        inner = f"drawn.{name}.{width:.2f}.{height:.2f}"
        if inner in self._pictures:
            return self._pictures[inner]
        stream = pdfdoc.PDFStream(content=operators.encode("ascii"))
        for key, value in (
            ("Type", pdfdoc.PDFName("XObject")),
            ("Subtype", pdfdoc.PDFName("Form")),
            ("BBox", pdfdoc.PDFArray([0, 0, round(width, 2), round(height, 2)])),
            ("Resources", pdfdoc.PDFDictionary({})),
        ):
            stream.dictionary[key] = value
        self._pictures[inner] = self._document.Reference(stream, inner)
        return self._pictures[inner]

    def _on_page(self, name: str, widget: pdfdoc.PDFDictionary, tag: Tag) -> object:
        widget["StructParent"] = self._sheet.field_key(f"field.{name}", tag)
        reference = self._document.Reference(widget, f"field.{name}")
        self._sheet.annotate(reference)
        return reference


def _inner(name: str) -> str:
    return f"choice.{name}"


BOX = 3.1
"""The side of a box to tick, in millimetres."""

_BOX_RULE = 0.3
_AFTER_BOX = 0.9
_BETWEEN = 0.8
"""Between two boxes with their words lies so much, in an em of the words."""

_BLANK_HEIGHT = 5.4
_MIDDLE = 0.38
"""Where the middle of a line of text lies above its base, in an em."""

_TOKEN = re.compile(
    r"\[(?P<name>\w*)(?:=(?P<value>\w+)|:(?P<room>[0-9.]+|\*)(?: (?P<told>[^\]]+))?)?\]"
    r"|(?P<tag></?[a-z]>)|(?P<break>\|)"
)
_STYLES = {"s": "small", "b": "strong", "m": "red"}
_DROPPED = {"u", "g"}


class Styles(NamedTuple):
    """The types of a line: its words, small words, strong words."""

    words: Type
    small: Type

    @property
    def strong(self) -> Type:
        """The words in bold."""
        return self.words._replace(face=Face.BOLD)

    @property
    def gap(self) -> float:
        """What lies between two boxes with their words, in millimetres."""
        return _BETWEEN * self.words.size / POINTS


class TypedWords(NamedTuple):
    """Words of one type and colour."""

    text: str
    kind: Type
    colour: Colour


class TickBox(NamedTuple):
    """A box to tick; with a value it is one of several."""

    name: str
    value: str


class Blank(NamedTuple):
    """Room to write, with a field if it has a name; no width: to the end of the line."""

    name: str
    width: float | None
    told: str = ""


Piece = TypedWords | TickBox | Blank


class UnbrokenUnit(NamedTuple):
    """What is never broken: a box with its words; ``right`` ends at the right edge."""

    pieces: list[Piece]
    right: bool = False


class SetUnit(NamedTuple):
    """A unit in its place: the distance from the left edge of its line."""

    x: float
    unit: UnbrokenUnit


Line = list[SetUnit]


def parsed(markup: str, styles: Styles) -> list[UnbrokenUnit]:
    """Read one line of markup; raises BadWording for a tag it does not know."""
    units: list[UnbrokenUnit] = []
    state = _State(styles)
    at = 0
    for token in _TOKEN.finditer(markup):
        _add_words(units, markup[at : token.start()], state)
        at = token.end()
        _add_token(units, token, state)
    _add_words(units, markup[at:], state)
    return [unit for unit in units if unit.pieces]


class _State:
    """How the words that follow are set."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.style = ""
        self.right = False

    @property
    def kind(self) -> Type:
        """The type in force."""
        if self.style == "small":
            return self._styles.small
        return self._styles.strong if self.style == "strong" else self._styles.words

    @property
    def colour(self) -> Colour:
        """The colour in force."""
        if self.style == "red":
            return RED
        return DARK if self.style == "small" else BLACK


def _add_token(units: list[UnbrokenUnit], token: re.Match[str], state: _State) -> None:
    if token["break"]:
        units.append(UnbrokenUnit([], state.right))
    elif token["tag"]:
        _add_tag(units, token["tag"], state)
    elif token["room"]:
        width = None if token["room"] == "*" else float(token["room"])
        _open(units, state).pieces.append(Blank(token["name"], width, token["told"] or ""))
    else:
        units.append(UnbrokenUnit([TickBox(token["name"], token["value"] or "")], state.right))


def _add_tag(units: list[UnbrokenUnit], tag: str, state: _State) -> None:
    letter = tag.strip("</>")
    if letter == "r":
        state.right = True
        units.append(UnbrokenUnit([], right=True))
    elif letter in _STYLES:
        state.style = "" if tag.startswith("</") else _STYLES[letter]
    elif letter not in _DROPPED:
        raise BadWording(tag)


def _add_words(units: list[UnbrokenUnit], text: str, state: _State) -> None:
    if text:
        _open(units, state).pieces.append(TypedWords(unescape(text), state.kind, state.colour))


def _open(units: list[UnbrokenUnit], state: _State) -> UnbrokenUnit:
    if not units:
        units.append(UnbrokenUnit([], state.right))
    return units[-1]


def flowed(markup: str, styles: Styles, setter: Setter, width: float) -> list[Line]:
    """Set lines of markup in lines of that width in millimetres."""
    return [
        line
        for part in markup.strip("\n").split("\n")
        for line in _flowed(parsed(part, styles), styles.gap, setter, width)
    ]


def _flowed(units: Sequence[UnbrokenUnit], gap: float, setter: Setter, width: float) -> list[Line]:
    lines: list[Line] = [[]]
    x = 0.0
    for each in units:
        unit = _fitting(each, setter, width)
        wide = _width(unit, setter)
        if lines[-1] and x + wide > width:
            lines.append([])
            x = 0.0
        start = width - wide if unit.right else x
        lines[-1].append(SetUnit(start, unit))
        x = start + wide + gap
    return lines


def _fitting(unit: UnbrokenUnit, setter: Setter, width: float) -> UnbrokenUnit:
    """Return a unit with its words set smaller where they are wider than a line."""
    words = sum(_piece_width(each, setter) for each in unit.pieces if isinstance(each, TypedWords))
    room = width - (_width(unit, setter) - words)
    if words <= room:
        return unit
    pieces: list[Piece] = [
        each._replace(kind=each.kind.fitted(words, room)) if isinstance(each, TypedWords) else each
        for each in unit.pieces
    ]
    return unit._replace(pieces=pieces)


def _width(unit: UnbrokenUnit, setter: Setter) -> float:
    return sum(_piece_width(piece, setter) for piece in unit.pieces)


def _piece_width(piece: Piece, setter: Setter) -> float:
    match piece:
        case TypedWords(text, kind, _):
            return setter.width(kind, text)
        case TickBox():
            return BOX + _AFTER_BOX
        case Blank(_, width, _):
            return width or 0.0


def running(
    said: str, how: tuple[Type, Align], setter: Setter, width: float, hang: float = 0.0
) -> list[SetLine]:
    """Set running words in lines; those after the first are ``hang`` millimetres further in."""
    kind, align = how
    inner = kind.units(hang)
    lines = [
        line
        for part in said.split("\n")
        for line in setter.lines(paragraph(part), kind, width - hang, align, -inner)
    ]
    return [line._replace(start=line.start + inner) for line in lines] if hang else lines


class Pen(NamedTuple):
    """What lines are drawn with."""

    sheet: Sheet
    fields: Fields
    setter: Setter


class Measure(NamedTuple):
    """Where a line stands: left edge, base line and width in millimetres; what its fields are of.

    ``kind`` is the type of its words.
    """

    x: float
    base: float
    width: float
    told: str
    kind: Type


def draw(pen: Pen, line: Line, measure: Measure) -> None:
    """Draw a line with the fields in it; what is never broken is told as one paragraph."""
    for start, unit in line:
        x = measure.x + start
        tag = Tag("P")
        for number, piece in enumerate(unit.pieces):
            following = _said(unit.pieces[number + 1 :])
            x += _draw_piece(pen, piece, measure, (x, following), tag)


def _draw_piece(
    pen: Pen, piece: Piece, measure: Measure, place: tuple[float, str], tag: Tag
) -> float:
    """Draw a piece and return its width; ``place`` is where, and the words that follow."""
    x, following = place
    called = piece.told if isinstance(piece, Blank) and piece.told else following
    told = ": ".join(dict.fromkeys(filter(None, (*measure.told.split(": "), called))))
    match piece:
        case TypedWords(text, kind, colour):
            if colour == BLACK:
                pen.sheet.text(x, measure.base, kind, text, tag)
            else:
                pen.sheet.coloured_text(x, measure.base, kind, text, colour, tag)
        case TickBox(name, value):
            _draw_box(pen, (name, value), (x, measure.base - _lift(measure.kind)), told, tag)
        case Blank(name, width, _):
            room = measure.x + measure.width - x if width is None else width
            if name:
                height = min(_BLANK_HEIGHT, measure.kind.height)
                top = measure.base - _lift(measure.kind) - height / 2
                pen.fields.text(name, told, (x, top, room, height), tag)
    return _piece_width(piece, pen.setter)


def _lift(kind: Type) -> float:
    return _MIDDLE * kind.size / POINTS


def _draw_box(
    pen: Pen, box: tuple[str, str], middle: tuple[float, float], told: str, tag: Tag
) -> None:
    (name, value), (x, y) = box, middle
    place = (x, y - BOX / 2, BOX, BOX)
    pen.sheet.frame(place[:2], (BOX, BOX), _BOX_RULE, BLACK)
    if value:
        pen.fields.choice(name, value, told, place, tag)
    elif name:
        pen.fields.box(name, told, place, tag)


def _said(pieces: Sequence[Piece]) -> str:
    """Return the words that follow at once, without a bracket that a blank stands in."""
    said = "".join(_leading_words(pieces)).strip(" 　:：")
    for opening, closing in ("（）", "()"):
        if said.count(opening) > said.count(closing):
            said = said[: said.rindex(opening)]
    return said.strip(" 　:：）)") if said[:1] in "）)" else said.strip(" 　:：")


def _leading_words(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        if not isinstance(piece, TypedWords):
            return
        yield piece.text
