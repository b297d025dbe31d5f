# SPDX-License-Identifier: MIT
"""Putting the used part of a font into a PDF, with a map back; the font a form is typed in."""

from __future__ import annotations

import struct
import zlib
from array import array
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from reportlab.pdfbase import pdfdoc

from desk_app.rules.writing.characters import table_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from desk_app.letters.fonts.faces import Typeface
    from desk_app.letters.fonts.truetype import TrueType


_BLOCK = 100  # a character map may list at most this many entries at once
_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_FOOT = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


def character_map(shown: Iterable[tuple[int, str]]) -> str:
    """Return the map from codes to text as UTF-16, selectors and characters beyond the BMP too."""
    lines = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in shown if text
    ]
    blocks = []
    for start in range(0, len(lines), _BLOCK):
        block = lines[start : start + _BLOCK]
        blocks.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n")
    return _HEAD + "".join(blocks) + _FOOT


# Making a small TrueType font out of the glyphs a document uses.


_WORDS_GIVEN = 0x0001
_SCALED = 0x0008
_MORE_FOLLOW = 0x0020
_SCALED_BOTH = 0x0040
_TWO_BY_TWO = 0x0080
_LONG_OFFSETS = 1
_NEGATIVE = 0x80
_HINTING = ("cvt ", "fpgm", "prep")
_MAXIMA = (6, 8, 10, 12)
"""Where the table of maxima counts points and contours, of simple and of composed glyphs."""


def make_subset(font: TrueType, glyphs: Sequence[int]) -> bytes:
    """Return a font whose glyph n is the n-th of those given, followed by the parts they need.

    The first must be glyph 0, which PDF readers show for what is missing.
    """
    order = list(glyphs)
    places = {glyph: place for place, glyph in reversed(list(enumerate(order)))}
    outlines = []
    metrics = []
    for glyph in order:  # grows while it is walked: parts of composed glyphs come last
        outlines.append(_renumbered(font.outline(glyph), order, places))
        metrics.append((glyph, font.side_bearing(glyph)))
    tables = {tag: content for tag in _HINTING if (content := font.table(tag))}
    tables["glyf"], tables["loca"] = _joined(outlines)
    tables["hmtx"] = b"".join(
        struct.pack(">Hh", font.raw_advance(glyph), bearing) for glyph, bearing in metrics
    )
    tables["head"] = _patched(font.table("head"), {50: _LONG_OFFSETS})
    tables["hhea"] = _patched(font.table("hhea"), {34: len(order)})
    tables["maxp"] = _patched(font.table("maxp"), {4: len(order)})
    return _file(tables)


def join_glyphs(parts: Sequence[tuple[TrueType, int]]) -> bytes:
    """Return a font whose glyph n is the n-th of those given, each from a font of its own.

    The first font gives the measures of all; the others have as many units to the em. Hints are
    left out: they speak to one font's own tables.
    """
    order = list(parts)
    places = {part: place for place, part in reversed(list(enumerate(order)))}
    outlines = []
    for font, glyph in order:  # grows while it is walked, as above
        outlines.append(_unhinted(_renumbered_in(font, glyph, order, places)))
    main = order[0][0]
    tables = {}
    tables["glyf"], tables["loca"] = _joined(outlines)
    tables["hmtx"] = b"".join(
        struct.pack(">Hh", font.raw_advance(glyph), font.side_bearing(glyph))
        for font, glyph in order
    )
    tables["head"] = _patched(main.table("head"), {50: _LONG_OFFSETS})
    tables["hhea"] = _patched(main.table("hhea"), {34: len(order)})
    largest = {at: max(map(_word_at(at), {font for font, _ in order})) for at in _MAXIMA}
    tables["maxp"] = _patched(main.table("maxp"), {4: len(order), **largest})
    return _file(tables)


def _word_at(at: int) -> Callable[[TrueType], int]:
    return lambda font: int(struct.unpack_from(">H", font.table("maxp"), at)[0])


def _renumbered_in(
    font: TrueType,
    glyph: int,
    order: list[tuple[TrueType, int]],
    places: dict[tuple[TrueType, int], int],
) -> bytes:
    """Return a glyph's outline; the parts of a composed one join the order, under its font."""
    outline = font.outline(glyph)
    if not outline or outline[0] < _NEGATIVE:
        return outline
    own_order = [part for _, part in order]
    own_places = {part: place for (owner, part), place in places.items() if owner is font}
    outline = _renumbered(outline, own_order, own_places)
    for part in own_order[len(order) :]:
        places[font, part] = len(order)
        order.append((font, part))
    return outline


def _unhinted(outline: bytes) -> bytes:
    """Return the outline of a glyph that is not composed without its instructions."""
    if not outline or outline[0] >= _NEGATIVE:
        return outline
    at = 10 + 2 * int(struct.unpack_from(">h", outline)[0])
    length = int(struct.unpack_from(">H", outline, at)[0])
    return outline[:at] + bytes(2) + outline[at + 2 + length :]


def _renumbered(outline: bytes, order: list[int], places: dict[int, int]) -> bytes:
    """Return the outline with the parts of a composed glyph named by their new numbers."""
    if not outline or outline[0] < _NEGATIVE:  # the count of contours is negative for composed ones
        return outline
    new = bytearray(outline)
    at = 10
    more = True
    while more:
        flags, part = struct.unpack_from(">HH", new, at)
        if part not in places:
            places[part] = len(order)
            order.append(part)
        struct.pack_into(">H", new, at + 2, places[part])
        at += _part_size(flags)
        more = bool(flags & _MORE_FOLLOW)
    return bytes(new)


def _part_size(flags: int) -> int:
    size = 8 if flags & _WORDS_GIVEN else 6
    if flags & _SCALED:
        return size + 2
    if flags & _SCALED_BOTH:
        return size + 4
    return size + 8 if flags & _TWO_BY_TWO else size


def _joined(outlines: list[bytes]) -> tuple[bytes, bytes]:
    """Return the outline table, each entry on a multiple of four, and its offsets."""
    padded = [outline + bytes(-len(outline) % 4) for outline in outlines]
    offsets = [0]
    for outline in padded:
        offsets.append(offsets[-1] + len(outline))
    return b"".join(padded), struct.pack(f">{len(offsets)}L", *offsets)


def _patched(table: bytes, words: dict[int, int]) -> bytes:
    new = bytearray(table)
    for at, word in words.items():
        struct.pack_into(">H", new, at, word)
    return bytes(new)


def _file(tables: dict[str, bytes]) -> bytes:
    """Return the font file; checksums are left at zero, which embedded fonts may do."""
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(
        ">4sHHHH", b"\x00\x01\x00\x00", count, 16 << power, power, 16 * (count - (1 << power))
    )
    offset = len(head) + 16 * count
    entries = []
    contents = []
    for tag in sorted(tables):
        content = tables[tag]
        entries.append(struct.pack(">4sLLL", tag.encode(), 0, offset, len(content)))
        contents.append(content + bytes(-len(content) % 4))
        offset += len(contents[-1])
    return head + b"".join(entries) + b"".join(contents)


_SYMBOLIC = 4


class PdfDocument(Protocol):
    """What is used of ReportLab's document, which has no types of its own."""

    idToObject: dict[str, Any]  # noqa: N815 - ReportLab's name
    idToObjectNumberAndVersion: dict[str, tuple[int, int]]  # noqa: N815 - the same
    objectcounter: int
    delayedFonts: list[EmbeddedFont]  # noqa: N815 - the same
    Catalog: Any
    info: Any

    def Reference(self, thing: object, name: str) -> object:  # noqa: N802 - the same
        """Add an object under an inner name; return what points to it."""
        ...


class EmbeddedFont:
    """The glyphs of one face that one document shows, numbered in the order of their first use.

    Two texts drawn with the same glyph get two numbers, so that each reads back as written.
    """

    def __init__(self, face: TrueType, number: int) -> None:
        self.name = f"/F{number}"
        self._face = face
        self._glyphs = [0]
        self._texts = [""]
        self._codes: dict[tuple[str, str], str] = {}

    def code(self, cluster: str, glyph: int, shown: str = "") -> str:
        """Return the four hexadecimal digits that show the cluster, a form of what is ``shown``."""
        key = (cluster, shown or cluster)  # a bracket that is turned round shows the other one
        code = self._codes.get(key)
        if code is None:
            code = self._codes[key] = f"{len(self._glyphs):04X}"
            self._glyphs.append(glyph)
            self._texts.append(shown or cluster)
        return code

    def addObjects(self, document: PdfDocument) -> None:  # noqa: N802 - ReportLab calls it so
        """Write font, widths, outlines and character map; ReportLab calls it when saving."""
        tag = _tag(self.name)
        base = f"{tag}+{self._face.postscript_name}"
        to_unicode = character_map(enumerate(self._texts))
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(base),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([self._descendant(document, base)]),
                "ToUnicode": _stream(document, f"unicode{tag}", to_unicode),
            }
        )
        fonts = document.idToObject[pdfdoc.BasicFonts]
        fonts[self.name[1:]] = document.Reference(font, f"font{tag}")

    def _descendant(self, document: PdfDocument, base: str) -> object:
        widths = [self._face.advance(glyph) for glyph in self._glyphs]
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": pdfdoc.PDFName(base),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "CIDToGIDMap": pdfdoc.PDFName("Identity"),
                "DW": 1000,
                "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray(widths)]),
                "FontDescriptor": self._descriptor(document, base),
            }
        )
        return document.Reference(font, f"cid{_tag(self.name)}")

    def _descriptor(self, document: PdfDocument, base: str) -> object:
        face = self._face
        outlines = make_subset(face, self._glyphs)
        tag = _tag(self.name)
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": pdfdoc.PDFName(base),
                "Flags": _SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray(list(face.box)),
                "Ascent": face.ascent,
                "Descent": face.descent,
                "CapHeight": face.ascent,
                "ItalicAngle": 0,
                "StemV": 80,
                "FontFile2": _stream(document, f"outlines{tag}", outlines),
            }
        )
        return document.Reference(descriptor, f"descriptor{tag}")


def _tag(name: str) -> str:
    """Return the six capitals that mark a subset, made from the font's number."""
    number = int(name[2:])
    letters = ""
    for _ in range(6):
        number, rest = divmod(number, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _stream(document: PdfDocument, name: str, content: bytes | str) -> object:
    data = content.encode("ascii") if isinstance(content, str) else content
    length = f"/Length1 {len(data)}" if isinstance(content, bytes) else ""
    return document.Reference(stream(zlib.compress(data), f"/Filter/FlateDecode{length}"), name)


def stream(content: bytes, entries: str = "") -> bytes:
    """Return a stream as the file has it.

    Before its end stands the line end that PDF/A wants, which ReportLab leaves out. It is one that
    a last byte of the content cannot be taken for a half of.
    """
    line_end = b"\r\n" if content.endswith(b"\r") else b"\n"
    return b"<<%s/Length %d>>\nstream\n%s%sendstream" % (
        *(entries.encode(), len(content)),
        *(content, line_end),
    )


# The font in which a form's fields are typed: a whole Gothic, embedded once, for any reader.


NAME = "Wingdings"
"""The name by which default appearances call the font.

PDFium, which is in Chrome and Edge, takes kanji that are typed from whatever font the system has,
or leaves them out where it has none, unless the font goes by the name of one of symbols.
"""

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

_BASE = "AAAAAA+BIZUDPGothic"


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
            "FontFile2": _stream_of_typed(
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
            "CIDToGIDMap": _stream_of_typed(document, "typedglyphs", streams.glyphs),
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
            "ToUnicode": _stream_of_typed(document, "typedunicode", streams.unicode),
        }
    )
    return document.Reference(font, "typedfont")


@lru_cache(maxsize=2)
def _streams(typeface: Typeface) -> _Streams:
    """Join the glyphs, map codes to them and to characters, and pack it all; made once."""
    typed = sorted(_with_cut(list(_typed(typeface))))
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


def _with_cut(typed: list[_Typed]) -> Iterator[_Typed]:
    """Yield what can be typed, and what PDFium makes of a character beyond sixteen bits.

    It keeps sixteen of its bits, which show the character where they are no other one.
    """
    yield from typed
    taken = {each.code for each in typed}
    for each in typed:
        cut = ord(each.character) & _LAST_OF_PLANE
        if cut not in taken and ord(each.character) not in SELECTORS:
            taken.add(cut)
            yield each._replace(code=cut, character=chr(cut))


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


def _stream_of_typed(document: PdfDocument, name: str, packed: bytes, length: int = 0) -> object:
    more = f"/Length1 {length}" if length else ""
    return document.Reference(stream(packed, f"/Filter/FlateDecode{more}"), name)
