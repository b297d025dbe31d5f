# SPDX-License-Identifier: MIT
"""Putting the used part of a font into a PDF, with a map back to the text as written."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Protocol

from reportlab.pdfbase import pdfdoc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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


class Catalog(Protocol):
    """What is used of a document's root."""

    AcroForm: object


class PdfDocument(Protocol):
    """What is used of ReportLab's document, which has no types of its own."""

    idToObject: dict[str, dict[str, object]]  # noqa: N815 - ReportLab's name
    delayedFonts: list[EmbeddedFont]  # noqa: N815 - ReportLab's name
    Catalog: Catalog

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
        self._codes: dict[str, str] = {}

    def code(self, cluster: str, glyph: int) -> str:
        """Return the four hexadecimal digits that show the cluster."""
        code = self._codes.get(cluster)
        if code is None:
            code = self._codes[cluster] = f"{len(self._glyphs):04X}"
            self._glyphs.append(glyph)
            self._texts.append(cluster)
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
    stream = pdfdoc.PDFStream(content=data, filters=[pdfdoc.PDFZCompress])
    if isinstance(content, bytes):
        stream.dictionary["Length1"] = len(data)
    return document.Reference(stream, name)
