# SPDX-License-Identifier: MIT
"""Setting text in lines of a measure: plain text, and text with strong words in it."""

from __future__ import annotations

from enum import Enum
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.breaking import KEEP_FROM, KEEP_TO, fill, tokens, torn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk_app.letters.fonts.faces import Typefaces
    from desk_app.letters.sheet import Face, Sheet, Type


class Run(NamedTuple):
    """Text in one typeface: that of its surroundings, or the one named."""

    text: str
    face: Face | None = None


Text = tuple[Run, ...]


class Align(Enum):
    """Where a line stands in its measure; ``EVEN`` fills it, the last line excepted."""

    LEFT = "left"
    EVEN = "even"
    CENTRE = "centre"
    RIGHT = "right"


class Part(NamedTuple):
    """What is drawn at once: tokens of one typeface, and where they begin in the line."""

    kind: Type
    offset: int
    tokens: Sequence[str]


class SetLine(NamedTuple):
    """One line, measured: where it begins in its measure, and its parts; in units of the type."""

    start: int
    width: int
    gap: int
    parts: Sequence[Part]

    def draw(self, sheet: Sheet, x: float, base: float) -> None:
        """Draw the line in a measure that begins at x."""
        for kind, offset, pieces in self.parts:
            sheet.line(x + kind.millimetres(self.start + offset), base, kind, pieces, self.gap)


def plain(text: str) -> Text:
    """Return text without strong words."""
    return (Run(text),)


class Setter:
    """Sets text with the widths of the letters' typefaces."""

    def __init__(self, typefaces: Typefaces) -> None:
        self._typefaces = typefaces

    def width(self, kind: Type, text: str) -> float:
        """Return the width of a line of text in millimetres."""
        return kind.millimetres(self._typefaces[kind.face.value].width(text))

    def lines(
        self, text: Text, kind: Type, width: float, align: Align, indent: int = 0
    ) -> list[SetLine]:
        """Set text in lines of that width in millimetres; ``indent`` is of the first, in units."""
        measure = kind.units(width)
        found: list[SetLine] = []
        for paragraph in _paragraphs(text):
            found += self._paragraph(paragraph, kind, measure, align, indent)
        return found

    def _paragraph(
        self, text: Text, kind: Type, measure: int, align: Align, indent: int
    ) -> Iterator[SetLine]:
        single = len(text) == 1 and text[0].face is None
        pieces = self._plain(text[0].text, kind) if single else self._mixed(text, kind)
        return pieces.lines(measure, align, indent)

    def _plain(self, text: str, kind: Type) -> _Plain:
        return _Plain(tokens(text), self._typefaces[kind.face.value].widths, kind)

    def _mixed(self, text: Text, kind: Type) -> _Mixed:
        return _Mixed(text, kind, self._typefaces)


def _paragraphs(text: Text) -> Iterator[Text]:
    """Cut text at its line ends."""
    if all("\n" not in run.text for run in text):
        yield text
        return
    current: list[Run] = []
    for run in text:
        first, *others = run.text.split("\n")
        current.append(run._replace(text=first))
        for other in others:
            yield tuple(current)
            current = [run._replace(text=other)]
    yield tuple(current)


def _start(align: Align, room: int) -> int:
    if align is Align.CENTRE:
        return room // 2
    return room if align is Align.RIGHT else 0


class _Plain(NamedTuple):
    """The tokens of text in one typeface."""

    tokens: list[str]
    widths: dict[str, int]
    kind: Type

    def lines(self, measure: int, align: Align, indent: int) -> Iterator[SetLine]:
        widths = [self.widths[token] for token in self.tokens]
        pieces = self.tokens
        narrowest = measure - max(indent, 0)
        if widths and max(widths) > narrowest:
            pieces = torn(pieces, self.widths.__getitem__, narrowest)
            widths = [self.widths[token] for token in pieces]
        for start, end, width, gap in fill(
            pieces, widths, measure, indent, even=align is Align.EVEN
        ):
            first = indent if start == 0 else 0
            place = _start(align, measure - first - width) + first
            yield SetLine(place, width, gap, (Part(self.kind, 0, pieces[start:end]),))
        if not pieces:
            yield SetLine(0, 0, 0, ())


class _Mixed:
    """The tokens of text in several typefaces; a token may lie across a change of typeface."""

    def __init__(self, text: Text, kind: Type, typefaces: Typefaces) -> None:
        self._kind = kind
        self._typefaces = typefaces
        self._faces = [run.face or kind.face for run in text]
        self._ends = list(accumulate(len(run.text) for run in text))
        self._text = "".join(run.text for run in text)

    def lines(self, measure: int, align: Align, indent: int) -> Iterator[SetLine]:
        """Set the lines; widths are in units of the surrounding type's size."""
        pieces = [self._cut(*place) for place in self._places(measure - max(indent, 0))]
        whole = ["".join(token for _, token in piece) for piece in pieces]
        widths = [sum(self._width(*part) for part in piece) for piece in pieces]
        for start, end, width, gap in fill(
            whole, widths, measure, indent, even=align is Align.EVEN
        ):
            first = indent if start == 0 else 0
            place = _start(align, measure - first - width) + first
            yield SetLine(place, width, gap, self._parts(pieces[start:end], gap))

    def _width(self, face: Face, token: str) -> int:
        return self._typefaces[face.value].width(token)

    def _places(self, measure: int) -> Iterator[tuple[int, int]]:
        """Return where each token lies in the text; marks that keep text whole are still in it."""
        at = 0
        for piece in torn(tokens(self._text, marked=True), self._widest, measure):
            yield at, at + len(piece)
            at += len(piece)

    def _widest(self, piece: str) -> int:
        unmarked = piece.replace(KEEP_FROM, "").replace(KEEP_TO, "")
        return max(self._width(face, unmarked) for face in self._faces)

    def _cut(self, start: int, end: int) -> list[tuple[Face, str]]:
        """Return a token's parts with their typefaces."""
        parts = []
        for face, run_end in zip(self._faces, self._ends, strict=True):
            if start < run_end and start < end:
                part = self._text[start : min(end, run_end)]
                parts.append((face, part.replace(KEEP_FROM, "").replace(KEEP_TO, "")))
                start = min(end, run_end)
        return parts

    def _parts(self, pieces: list[list[tuple[Face, str]]], gap: int) -> list[Part]:
        """Return the drawn parts of a line; whole tokens of one typeface are drawn together."""
        parts: list[Part] = []
        offset = 0
        joined = False
        for piece in pieces:
            for face, token in piece:
                kind = self._kind._replace(face=face)
                if joined and len(piece) == 1 and parts[-1].kind == kind:
                    parts[-1] = parts[-1]._replace(tokens=[*parts[-1].tokens, token])
                else:
                    parts.append(Part(kind, offset, [token]))
                offset += self._width(face, token)
                joined = len(piece) == 1
            offset += gap
        return parts
