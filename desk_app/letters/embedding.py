# SPDX-License-Identifier: MIT
"""Putting the used part of a font into a PDF, with a map back to the text as written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reportlab.pdfbase import pdfdoc

from desk_app.letters.subset import make_subset
from desk_app.letters.to_unicode import character_map

if TYPE_CHECKING:
    from desk_app.letters.truetype import TrueType

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
