# SPDX-License-Identifier: MIT
"""Lines of a form: words, boxes to tick and blanks to fill in, broken only before a box.

``[name]`` is a box of its own, ``[name=value]`` one of several of which one is ticked,
``[name:12]`` a blank of 12 mm, ``[name:*]`` one to the end of the line, ``[:12]`` a blank for the
pen alone; ``[name:12 Year]`` says what a screen reader calls it, else the words that follow do.
``|`` lets the line break; ``<s>`` is small, ``<b>`` strong, ``<m>`` red, and what follows ``<r>``
ends at the right edge.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.errors import BadWording
from desk_app.letters.fields import AS_FITS
from desk_app.letters.markup import text as paragraph
from desk_app.letters.sheet import BLACK, DARK, POINTS, RED, Face

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk_app.letters.fields import Fields
    from desk_app.letters.setting import Align, SetLine, Setter
    from desk_app.letters.sheet import Colour, Sheet, Type

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


class Words(NamedTuple):
    """Words of one type and colour."""

    text: str
    kind: Type
    colour: Colour


class Box(NamedTuple):
    """A box to tick; with a value it is one of several."""

    name: str
    value: str


class Blank(NamedTuple):
    """Room to write, with a field if it has a name; no width: to the end of the line."""

    name: str
    width: float | None
    told: str = ""


Piece = Words | Box | Blank


class Unit(NamedTuple):
    """What is never broken: a box with its words; ``right`` ends at the right edge."""

    pieces: list[Piece]
    right: bool = False


class SetUnit(NamedTuple):
    """A unit in its place: the distance from the left edge of its line."""

    x: float
    unit: Unit


Line = list[SetUnit]


def parsed(markup: str, styles: Styles) -> list[Unit]:
    """Read one line of markup; raises BadWording for a tag it does not know."""
    units: list[Unit] = []
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


def _add_token(units: list[Unit], token: re.Match[str], state: _State) -> None:
    if token["break"]:
        units.append(Unit([], state.right))
    elif token["tag"]:
        _add_tag(units, token["tag"], state)
    elif token["room"]:
        width = None if token["room"] == "*" else float(token["room"])
        _open(units, state).pieces.append(Blank(token["name"], width, token["told"] or ""))
    else:
        units.append(Unit([Box(token["name"], token["value"] or "")], state.right))


def _add_tag(units: list[Unit], tag: str, state: _State) -> None:
    letter = tag.strip("</>")
    if letter == "r":
        state.right = True
        units.append(Unit([], right=True))
    elif letter in _STYLES:
        state.style = "" if tag.startswith("</") else _STYLES[letter]
    elif letter not in _DROPPED:
        raise BadWording(tag)


def _add_words(units: list[Unit], text: str, state: _State) -> None:
    if text:
        _open(units, state).pieces.append(Words(unescape(text), state.kind, state.colour))


def _open(units: list[Unit], state: _State) -> Unit:
    if not units:
        units.append(Unit([], state.right))
    return units[-1]


def flowed(markup: str, styles: Styles, setter: Setter, width: float) -> list[Line]:
    """Set lines of markup in lines of that width in millimetres."""
    return [
        line
        for part in markup.strip("\n").split("\n")
        for line in _flowed(parsed(part, styles), styles.gap, setter, width)
    ]


def _flowed(units: Sequence[Unit], gap: float, setter: Setter, width: float) -> list[Line]:
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


def _fitting(unit: Unit, setter: Setter, width: float) -> Unit:
    """Return a unit with its words set smaller where they are wider than a line."""
    words = sum(_piece_width(each, setter) for each in unit.pieces if isinstance(each, Words))
    room = width - (_width(unit, setter) - words)
    if words <= room:
        return unit
    pieces: list[Piece] = [
        each._replace(kind=each.kind.fitted(words, room)) if isinstance(each, Words) else each
        for each in unit.pieces
    ]
    return unit._replace(pieces=pieces)


def _width(unit: Unit, setter: Setter) -> float:
    return sum(_piece_width(piece, setter) for piece in unit.pieces)


def _piece_width(piece: Piece, setter: Setter) -> float:
    match piece:
        case Words(text, kind, _):
            return setter.width(kind, text)
        case Box():
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

    ``kind`` is the type of its words: what is typed into it is as large.
    """

    x: float
    base: float
    width: float
    told: str
    kind: Type


def draw(pen: Pen, line: Line, measure: Measure) -> None:
    """Draw a line with the fields in it."""
    for start, unit in line:
        x = measure.x + start
        for number, piece in enumerate(unit.pieces):
            following = _said(unit.pieces[number + 1 :])
            x += _draw_piece(pen, piece, measure, (x, following))


def _draw_piece(pen: Pen, piece: Piece, measure: Measure, place: tuple[float, str]) -> float:
    """Draw a piece and return its width; ``place`` is where, and the words that follow."""
    x, following = place
    called = piece.told if isinstance(piece, Blank) and piece.told else following
    told = ": ".join(filter(None, (measure.told, called)))
    match piece:
        case Words(text, kind, colour):
            if colour == BLACK:
                pen.sheet.text(x, measure.base, kind, text)
            else:
                pen.sheet.coloured_text(x, measure.base, kind, text, colour)
        case Box(name, value):
            _draw_box(pen, (name, value), (x, measure.base - _lift(measure.kind)), told)
        case Blank(name, width, _):
            room = measure.x + measure.width - x if width is None else width
            if name:
                height = min(_BLANK_HEIGHT, measure.kind.height)
                top = measure.base - _lift(measure.kind) - height / 2
                size = AS_FITS if width is None else measure.kind.size
                pen.fields.text(name, told, (x, top, room, height), size)
    return _piece_width(piece, pen.setter)


def _lift(kind: Type) -> float:
    return _MIDDLE * kind.size / POINTS


def _draw_box(pen: Pen, box: tuple[str, str], middle: tuple[float, float], told: str) -> None:
    (name, value), (x, y) = box, middle
    place = (x, y - BOX / 2, BOX, BOX)
    pen.sheet.frame(place[:2], (BOX, BOX), _BOX_RULE, BLACK)
    if value:
        pen.fields.choice(name, value, told, place)
    elif name:
        pen.fields.box(name, told, place)


def _said(pieces: Sequence[Piece]) -> str:
    """Return the words that follow at once, without a bracket that a blank stands in."""
    said = "".join(_leading_words(pieces)).strip(" 　")
    for opening, closing in ("（）", "()"):
        if said.count(opening) > said.count(closing):
            said = said[: said.rindex(opening)]
    return said.strip(" 　）)") if said[:1] in "）)" else said


def _leading_words(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        if not isinstance(piece, Words):
            return
        yield piece.text
