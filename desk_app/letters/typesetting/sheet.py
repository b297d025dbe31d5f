# SPDX-License-Identifier: MIT
"""Drawing on sheets of paper in millimetres: text, rules, boxes, QR code and Code 128."""

from __future__ import annotations

import io
import re
from contextlib import contextmanager
from enum import Enum
from functools import lru_cache
from itertools import groupby
from types import SimpleNamespace
from typing import TYPE_CHECKING, NamedTuple

from reportlab import rl_config
from reportlab.graphics.barcode import qrencoder
from reportlab.graphics.barcode.code128 import Code128
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from desk_app.letters.errors import BadWording
from desk_app.letters.fonts.embedding import EmbeddedFont, PdfDocument
from desk_app.letters.fonts.faces import clusters
from desk_app.letters.fonts.right_to_left import TURNED, is_turned
from desk_app.letters.fonts.truetype import widened
from desk_app.letters.typesetting.structure import Archive, Structure, Tag, pdf_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk_app.letters.fonts.faces import GlyphPlace, Typeface, Typefaces
    from desk_app.letters.typesetting.structure import About
    from desk_app.records.evidence import PackFile


@lru_cache(maxsize=256)
def qr_shape(text: str, size: float) -> str:
    """Return the operators of a QR code, level M, of that size in millimetres; it is remembered."""
    return drawn_qr(text, size)


def drawn_qr(text: str, size: float) -> str:
    """Return the same operators and remember nothing: for a secret."""
    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    count = code.getModuleCount()
    step = size / count
    boxes = []
    for row in range(count):
        column = 0
        for dark, run in groupby(code.isDark(row, at) for at in range(count)):
            length = len(list(run))
            if dark:
                boxes.append(_box(column * step, row * step, length * step, step))
            column += length
    return "\n".join([*boxes, "f"])


@lru_cache(maxsize=256)
def code128_shape(text: str, width: float, height: float) -> str:
    """Return the operators of a Code 128 of that width and height in millimetres."""
    code = Code128(text)
    code.validate()
    code.encode()
    code.decompose()
    # Each letter is one bar, a capital, or one gap; its place in the alphabet is its width.
    units = [ord(letter.lower()) - ord("a") + 1 for letter in code.decomposed]
    step = width / sum(units)
    boxes = []
    x = 0.0
    for letter, unit in zip(code.decomposed, units, strict=True):
        if letter.isupper():
            boxes.append(_box(x, 0.0, unit * step, height))
        x += unit * step
    return "\n".join([*boxes, "f"])


def _box(x: float, y: float, width: float, height: float) -> str:
    return f"{x:.4f} {y:.4f} {width:.4f} {height:.4f} re"


# Drawing on sheets of paper: text, rules, boxes, in millimetres from the top left corner.


PAGE_WIDTH = 210.0
PAGE_HEIGHT = 297.0
POINTS = 72 / 25.4
EM = 1000
BLACK = (0.0, 0.0, 0.0)
WHITE = (1.0, 1.0, 1.0)
DARK = (0.2, 0.2, 0.2)
GREY = (0.6, 0.6, 0.6)
RED = (0xC8 / 255, 0x10 / 255, 0x2E / 255)

Colour = tuple[float, float, float]


class Format(NamedTuple):
    """The size of a paper as it is fed, and by how much what is drawn is moved right and down."""

    width: float = PAGE_WIDTH
    height: float = PAGE_HEIGHT
    right: float = 0.0
    down: float = 0.0


A4 = Format()


class Face(Enum):
    """The typefaces a letter is set in; bold is Gothic only, fixed is for what is typed off."""

    MINCHO = 0
    GOTHIC = 1
    BOLD = 2
    FIXED = 3


class Type(NamedTuple):
    """A typeface at a size with its line pitch, both in points, and extra room in an em."""

    face: Face
    size: float
    leading: float
    tracking: int = 0

    @property
    def height(self) -> float:
        """The line pitch in millimetres."""
        return self.leading / POINTS

    @property
    def drop(self) -> float:
        """The distance from the top of a line to its base line in millimetres."""
        return ((self.leading - self.size) / 2 + 0.88 * self.size) / POINTS

    def fitted(self, width: float, room: float) -> Type:
        """Return the type, smaller where text of that width is wider than its room."""
        if width <= room:
            return self
        return self._replace(size=int(self.size * room / width * 10) / 10)

    def units(self, millimetres: float) -> int:
        """Return a length in thousandths of the size."""
        return int(millimetres * POINTS / self.size * EM)

    def millimetres(self, units: float) -> float:
        """Return thousandths of the size in millimetres."""
        return units * self.size / EM / POINTS


# Without it ReportLab puts a font that is not embedded on every page; this one draws nothing.
_NO_INITIAL_FONT = SimpleNamespace(
    fontName="none", face=SimpleNamespace(name="none"), _dynamicFont=1, _multiByte=0
)


_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z]{2,}")
"""In a document of another language, what has only the first is Japanese: an address, a name."""

_USUAL, _NEWEST = (1, 4), (1, 7)
"""The versions of PDF that files are written in: what tells its parts needs the newer one."""

_WIDER = {
    Face.MINCHO: (0, 8, 8),
    Face.GOTHIC: (0, 9, 22),
    Face.BOLD: (0, 24, 40),
    Face.FIXED: (0, 9, 22),
}
"""By how much, in thousandths of an em, strokes of each stand-in font are widened beside others.

Those fonts are lighter: about so much evens out the ink of the same characters.
"""


_AS_HEAVY = re.compile(
    f"[\uac00-\ud7a3{TURNED}\u0180-\u024f\u0370-\u058f\u10a0-\u10ff\u1e00-\u1fff\u20a0-\u20bf"
    "\u2600-\u27bf\U0001f000-\U0001ffff]"
)
"""Letters of Korea, of the Near East and pictures come from fonts that are as heavy as ours."""


class _Codes(dict[str, str]):
    """Text as the digits of a text operator, for one type in one document.

    A character from a stand-in font leaves the operator, switches fonts, and comes back.
    """

    def __init__(self, sheet: Sheet, kind: Type) -> None:
        super().__init__()
        self._sheet = sheet
        self._place = kind.face
        self._typeface = sheet.typeface(kind.face)
        self._size = f"{kind.size:g}"
        self.main = f"{sheet.font(kind.face, 0).name} {self._size} Tf"
        self.turned: set[str] = set()
        """What was asked for and is read from right to left."""

    def __missing__(self, text: str) -> str:
        parts = clusters(text)
        if is_turned(text):
            self.turned.add(text)
            code = "".join(
                self._single(shape.drawn, place, shape.shown)
                for shape, place in self._typeface.shaped(text)
            )
        elif len(parts) == 1:
            code = self._single(parts[0], self._typeface.find(parts[0]))
        elif self._typeface.stood_in.isdisjoint(parts):
            code = "".join(map(self.__getitem__, parts))
        else:
            code = "".join(self._single(*each) for each in self._typeface.places(text))
        self[text] = code
        return code

    def _single(self, cluster: str, found: GlyphPlace, shown: str = "") -> str:
        font = self._sheet.font(self._place, found.face)
        code = font.code(cluster, found.glyph, shown)
        if found.face == 0:
            return code
        return f">]TJ {font.name} {self._size} Tf[<{code}>]TJ {self.main}[<"


class Sheet:
    """One PDF under way: the page being drawn, and the fonts used so far."""

    def __init__(
        self,
        typefaces: Typefaces,
        language: str,
        paper: Format = A4,
        about: About | None = None,
        files: Sequence[PackFile] = (),
    ) -> None:
        """Begin a document; with ``about`` it tells its parts to those who do not see it.

        With ``files`` in it, it tells none, and is archived as it is.
        """
        pdfmetrics.registerFont(_NO_INITIAL_FONT)
        self._buffer = io.BytesIO()
        self._canvas = Canvas(
            self._buffer,
            pagesize=(paper.width * POINTS, paper.height * POINTS),
            pageCompression=1,
            invariant=1,
            initialFontName=_NO_INITIAL_FONT.fontName,
            lang=language,
            pdfVersion=_USUAL if about is None else _NEWEST,
        )
        document: PdfDocument = self._canvas._doc  # noqa: SLF001 - the one way to its fonts
        self.document = document
        self._typefaces = typefaces
        self._fonts: dict[str, EmbeddedFont] = {}
        self._codes: dict[tuple[Face, float], _Codes] = {}
        # What is drawn is placed on A4; on another paper, or moved, it is shifted as a whole.
        self._shift = [] if paper == A4 else [_shift(paper)]
        self._drawn = [*self._shift]
        self._foreign = language != "ja"
        self._structure: Structure | Archive | None = None
        if about is not None:
            self._structure = (
                Archive(document, about, files) if files else Structure(document, about)
            )
        if about is not None:
            self._canvas.setTitle(about.title)
            self._canvas.setSubject(about.subject)
            self._canvas.setAuthor(about.author)
            self._canvas.setCreator("desk_app")
            written = pdf_day(about.day)
            document.info._dateFormatter = lambda *_: written  # noqa: SLF001 - its one way

    def name(self, title: str) -> None:
        """Set the document's title; never a person's name."""
        self._canvas.setTitle(title)
        self._canvas.setCreator("desk_app")
        self._canvas.setAuthor("")

    def typeface(self, face: Face) -> Typeface:
        """Return the typeface of that name."""
        return self._typefaces[face.value]

    def font(self, face: Face, place: int) -> EmbeddedFont:
        """Return this document's share of a font; a font of two typefaces is embedded once."""
        found = self.typeface(face).face(place)
        if found.postscript_name not in self._fonts:
            font = EmbeddedFont(found, len(self._fonts) + 1)
            self._fonts[found.postscript_name] = font
            self.document.delayedFonts.append(font)
        return self._fonts[found.postscript_name]

    def width(self, kind: Type, text: str) -> float:
        """Return the width of text in millimetres."""
        units = self.typeface(kind.face).width(text)
        return kind.millimetres(units + kind.tracking * max(0, len(clusters(text)) - 1))

    def line(
        self,
        x: float,
        base: float,
        kind: Type,
        tokens: Sequence[str],
        gap: int = 0,
        tag: Tag | None = None,
    ) -> None:
        """Draw a line of tokens from x on that base line, each gap widened by so many units.

        It is part of what the tag says; without one it is nothing that is read out.
        """
        codes = self._codes.get((kind.face, kind.size))
        if codes is None:
            codes = self._codes[kind.face, kind.size] = _Codes(self, kind)
        between = f">{-gap}<" if gap else ""
        digits = between.join([codes[token] for token in tokens])
        if self._foreign and tag is not None and not (tag.kids or tag.language):
            said = "".join(tokens)
            if _JAPANESE.search(said) and not _LATIN.search(said):
                tag.language = "ja"
        if codes.turned and tag is not None and not codes.turned.isdisjoint(tokens):
            tag = Tag("Span", tag, actual="".join(tokens))  # on paper it stands in another order
        if "T" in digits:
            # The wider strokes lie over the character's own, which keeps its ink: without any,
            # what prints by PostScript would not move on behind it.
            for before, found in self._light(kind, tokens, gap):
                self._ink((x + kind.millimetres(before), base), kind, found, tag)
        self._put(f"BT {codes.main} {_at(x, base)} Td[<{digits}>]TJ ET", tag)

    def _put(self, operators: str, tag: Tag | None = None) -> None:
        """Draw operators as part of what a tag says."""
        if self._structure is not None and (switch := self._structure.switch(tag)):
            self._drawn.append(switch)
        self._drawn.append(operators)

    def _light(self, kind: Type, tokens: Sequence[str], gap: int) -> list[tuple[int, GlyphPlace]]:
        """Return the characters of lighter fonts and how far along they stand.

        None are returned where no character of the font itself stands beside them, and none of a
        name that one font draws as a whole: even in itself it needs no wider strokes.
        """
        typeface, units, own = self.typeface(kind.face), 0, False
        light: list[tuple[int, GlyphPlace]] = []
        for token in tokens:
            places = typeface.places(token)
            whole = len(places) > 1 and all(found.face for _, found in places)
            for part, found in places:
                if found.face and not whole and not _AS_HEAVY.match(part):
                    light.append((units, found))
                own = own or not (found.face or part.isspace())
                units += found.width
            units += gap
        return light if own else []

    def wide(self, place: Face, found: GlyphPlace) -> str:
        """Return the path, in the font's units, that a character of a lighter font is widened to.

        A glyph without a path of its own stays as it is: nothing is returned.
        """
        face, wider = self.typeface(place).face(found.face), _WIDER[place]
        by = wider[min(found.face, len(wider) - 1)] / 2
        return widened(face.outline(found.glyph), by * face.units / EM)

    def _ink(
        self, place: tuple[float, float], kind: Type, found: GlyphPlace, tag: Tag | None
    ) -> None:
        path = self.wide(kind.face, found)
        if path:
            scale = f"{kind.size / self.typeface(kind.face).face(found.face).units:.6f}"
            self._put(f"q {scale} 0 0 {scale} {_at(*place)} cm {path} f Q", tag)

    def text(self, x: float, base: float, kind: Type, text: str, tag: Tag | None = None) -> None:
        """Draw text from x to the right."""
        if not kind.tracking:
            self.line(x, base, kind, (text,), 0, tag)
            return
        # Readers of the page take wide gaps for spaces: the text is given beside them.
        self._put(f"/Span<</ActualText<FEFF{text.encode('utf-16-be').hex()}>>>BDC", tag)
        self.line(x, base, kind, clusters(text), kind.tracking, tag)
        self._put("EMC", tag)

    def text_within(
        self, x: float, base: float, kind: Type, text: str, room: float, tag: Tag | None = None
    ) -> None:
        """Draw text from x, set smaller where it is wider than its room."""
        self.text(x, base, kind.fitted(self.width(kind, text), room), text, tag)

    def text_right(
        self, x: float, base: float, kind: Type, text: str, tag: Tag | None = None
    ) -> None:
        """Draw text that ends at x."""
        self.text(x - self.width(kind, text), base, kind, text, tag)

    def text_centred(
        self, x: float, base: float, kind: Type, text: str, tag: Tag | None = None
    ) -> None:
        """Draw text with its middle at x."""
        self.text(x - self.width(kind, text) / 2, base, kind, text, tag)

    def coloured_text(
        self, x: float, base: float, kind: Type, text: str, colour: Colour, tag: Tag | None = None
    ) -> None:
        """Draw text from x in a colour."""
        with self.ink(colour):
            self.text(x, base, kind, text, tag)

    @contextmanager
    def ink(self, colour: Colour) -> Iterator[None]:
        """Draw what follows in a colour; black is what everything is drawn in."""
        if colour == BLACK:
            yield
            return
        self._drawn.append(f"q {_colour(colour)} rg")
        yield
        self._drawn.append("Q")

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        width: float = 0.22,
        colour: Colour = DARK,
        dash: str = "",
    ) -> None:
        """Draw a straight rule; ``dash`` is a PDF dash pattern in points."""
        dashes = f"[{dash}] 0 d " if dash else ""
        path = f"{_at(*start)} m {_at(*end)} l"
        self._put(f"q {_colour(colour)} RG {width * POINTS:.3f} w {dashes}{path} S Q")

    def frame(
        self,
        corner: tuple[float, float],
        size: tuple[float, float],
        width: float = 0.22,
        colour: Colour = DARK,
        dash: str = "",
    ) -> None:
        """Draw an open box from its top left corner."""
        dashes = f"[{dash}] 0 d " if dash else ""
        self._put(
            f"q {_colour(colour)} RG {width * POINTS:.3f} w {dashes}{_frame(corner, size)} re S Q"
        )

    def fill(
        self, corner: tuple[float, float], size: tuple[float, float], colour: Colour = BLACK
    ) -> None:
        """Draw a filled box from its top left corner."""
        self._put(f"q {_colour(colour)} rg {_frame(corner, size)} re f Q")

    def shape(self, x: float, y: float, operators: str) -> None:
        """Draw ready operators whose origin is moved to x and y, with millimetres as unit."""
        self._put(f"q {POINTS:.5f} 0 0 {-POINTS:.5f} {_at(x, y)} cm {operators} Q")

    def field_key(self, name: str, tag: Tag) -> int:
        """Say that a field of that inner name stands behind what the tag says; return its key."""
        if not isinstance(self._structure, Structure):
            raise BadWording(name)
        return self._structure.field(name, tag)

    def annotate(self, reference: object) -> None:
        """Lay something over the page being drawn that is no ink: a field."""
        self._canvas._annotationrefs.append(reference)  # noqa: SLF001 - else it takes a copy

    def end_page(self) -> None:
        """Close the page; what is drawn next stands on a new one."""
        structure = self._structure
        if structure is not None:
            end, key = structure.end_page()
            self._drawn.append(end)
        name = self._canvas._doc.thisPageName()  # noqa: SLF001 - as above
        self._canvas.addLiteral("\n".join(self._drawn))
        self._canvas.showPage()
        if structure is not None:
            structure.mark_page(name, key)
        self._drawn = [*self._shift]

    def finish(self) -> bytes:
        """Return the whole PDF."""
        # Streams go out as bytes, not as text of 85 letters: a quarter smaller, and much quicker.
        rl_config.useA85 = 0
        if self._structure is not None:
            self._structure.finish()
        self._canvas.save()
        return self._buffer.getvalue()


def _shift(paper: Format) -> str:
    right = paper.right * POINTS
    up = (paper.height - PAGE_HEIGHT - paper.down) * POINTS
    return f"1 0 0 1 {right:.3f} {up:.3f} cm"


def _at(x: float, y: float) -> str:
    return f"{x * POINTS:.2f} {(PAGE_HEIGHT - y) * POINTS:.2f}"


def _frame(corner: tuple[float, float], size: tuple[float, float]) -> str:
    x, y = corner
    width, height = size
    return f"{_at(x, y + height)} {width * POINTS:.2f} {height * POINTS:.2f}"


def _colour(colour: Colour) -> str:
    return " ".join(f"{part:.3g}" for part in colour)
