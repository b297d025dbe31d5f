# SPDX-License-Identifier: MIT
"""The font in which a form's fields are typed: a whole Gothic, embedded once, for any reader."""

from __future__ import annotations

import zlib
from array import array
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfbase import pdfdoc

from desk_app.letters.fonts.embedding import character_map, join_glyphs
from desk_app.rules.glyphs import table_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desk_app.letters.fonts.embedding import PdfDocument
    from desk_app.letters.fonts.faces import Typeface
    from desk_app.letters.fonts.truetype import TrueType


NAME = "BIZUDPGothic"
"""The name by which default appearances call the font."""

SURNAME_KANJI = (
    "吉橋高崎辺浜沢渡斎斉藤富徳柳瀬神桑館隆塚都鶴曽恵葛辻榊樋嶋島広国沼蔵淵条藪榎槙真横配遠近船魚"
    "熊福祐禎祥増黒関頼豊郎朗飯飼竜滝龍桜栄実塩尾角亀萩荻草花華芦葉黄梅岡坂阪峰峯野埜秋穂鎌鍋"
)
"""Kanji of surnames: of the forms that the Gothic lacks (𠮷), those of these come from the fonts
that stand in for it."""

_DEFAULT_WIDTH = 1000
_LAST_OF_PLANE = 0xFFFF
_LAST_PLANE = 0x3FFFF
_SURROGATES = range(0xD800, 0xE000)
_FIRST_OF_OWN = 0xE000
"""Characters beyond sixteen bits take the codes from here: no typed character has them."""

SELECTORS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
"""Variation selectors draw nothing and take no room: the character before them is shown."""

_BASE = f"AAAAAA+{NAME}"


class _Typed(NamedTuple):
    """One character that can be typed: the code that shows it, and where it is drawn from."""

    code: int
    character: str
    font: TrueType
    glyph: int


class _Streams(NamedTuple):
    """The parts of the font that are costly to make, packed."""

    outlines: bytes
    outlines_length: int
    glyphs: bytes
    unicode: bytes
    widths: tuple[object, ...]


def add_typed_font(document: PdfDocument, typeface: Typeface) -> object:
    """Embed the font in a document and return what points to it."""
    main = typeface.face(0)
    streams = _streams(typeface)
    descriptor = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("FontDescriptor"),
            "FontName": pdfdoc.PDFName(_BASE),
            "Flags": 4,
            "FontBBox": pdfdoc.PDFArray(list(main.box)),
            "Ascent": main.ascent,
            "Descent": main.descent,
            "CapHeight": main.ascent,
            "ItalicAngle": 0,
            "StemV": 80,
            "FontFile2": _stream(
                document, "typedoutlines", streams.outlines, streams.outlines_length
            ),
        }
    )
    descendant = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("CIDFontType2"),
            "BaseFont": pdfdoc.PDFName(_BASE),
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {
                    "Registry": pdfdoc.PDFString("Adobe"),
                    "Ordering": pdfdoc.PDFString("Identity"),
                    "Supplement": 0,
                }
            ),
            "CIDToGIDMap": _stream(document, "typedglyphs", streams.glyphs),
            "DW": _DEFAULT_WIDTH,
            "W": pdfdoc.PDFArrayCompact(
                [
                    pdfdoc.PDFArrayCompact(part) if isinstance(part, list) else part
                    for part in streams.widths
                ]
            ),
            "FontDescriptor": document.Reference(descriptor, "typeddescriptor"),
        }
    )
    font = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("Type0"),
            "BaseFont": pdfdoc.PDFName(_BASE),
            "Encoding": pdfdoc.PDFName("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant, "typedcid")]),
            "ToUnicode": _stream(document, "typedunicode", streams.unicode),
        }
    )
    return document.Reference(font, "typedfont")


@lru_cache(maxsize=2)
def _streams(typeface: Typeface) -> _Streams:
    """Join the glyphs, map codes to them and to characters, and pack it all; made once."""
    typed = sorted(_typed(typeface))
    main = typeface.face(0)
    order = [(main, 0), *dict.fromkeys((each.font, each.glyph) for each in typed)]
    places = {part: place for place, part in enumerate(order)}
    outlines = join_glyphs(order)
    glyphs = array("H", bytes(2 * (typed[-1].code + 1)))
    for each in typed:
        glyphs[each.code] = places[each.font, each.glyph]
    glyphs.byteswap()
    return _Streams(
        outlines=zlib.compress(outlines),
        outlines_length=len(outlines),
        glyphs=zlib.compress(glyphs.tobytes()),
        unicode=zlib.compress(
            character_map((each.code, each.character) for each in typed).encode("ascii")
        ),
        widths=tuple(_widths(typed)),
    )


def _typed(typeface: Typeface) -> Iterator[_Typed]:
    """Yield every character of the Gothic, and the forms of surname kanji that it lacks."""
    main = typeface.face(0)
    beyond = iter(range(_FIRST_OF_OWN, _LAST_OF_PLANE))
    for point in range(ord(" "), _LAST_PLANE):
        character = chr(point)
        if point not in _SURROGATES and (glyph := main.glyph(character)):
            yield _Typed(_code(point, beyond), character, main, glyph)
    blank = main.glyph(" ")
    for selector in SELECTORS:
        yield _Typed(_code(selector, beyond), chr(selector), main, blank)
    for character in _lacking(main):
        for font in (typeface.face(1), typeface.face(2)):
            if font.units == main.units and (glyph := font.glyph(character)):
                yield _Typed(_code(ord(character), beyond), character, font, glyph)
                break


def _code(point: int, beyond: Iterator[int]) -> int:
    return point if point <= _LAST_OF_PLANE else next(beyond)


def _lacking(main: TrueType) -> list[str]:
    """Return the forms of surname kanji that the font lacks, in order."""
    wanted = set(SURNAME_KANJI)
    groups: Iterable[str] = (
        line for line in table_lines("kanji_forms.txt") if wanted.intersection(line)
    )
    return sorted({each for group in groups for each in group if not main.glyph(each)})


def _widths(typed: list[_Typed]) -> Iterator[object]:
    """Yield the widths that are not an em, each run of neighbours after its first code."""
    widths_of = ((each.code, _width(each)) for each in typed)
    narrow = [pair for pair in widths_of if pair[1] != _DEFAULT_WIDTH]
    for _, run in groupby(enumerate(narrow), key=lambda pair: pair[1][0] - pair[0]):
        codes, widths = zip(*(pair for _, pair in run), strict=True)
        yield codes[0]
        yield list(widths)


def _width(typed: _Typed) -> int:
    return 0 if ord(typed.character) in SELECTORS else typed.font.advance(typed.glyph)


def _stream(document: PdfDocument, name: str, packed: bytes, length: int = 0) -> object:
    stream = pdfdoc.PDFStream(content=packed)
    stream.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
    if length:
        stream.dictionary["Length1"] = length
    return document.Reference(stream, name)
