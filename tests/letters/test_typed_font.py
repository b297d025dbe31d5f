# SPDX-License-Identifier: MIT
"""The font that fields are typed in: glyphs of several fonts in one, each under its own code."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import cast

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from desk_app.letters.fonts.embedding import join_glyphs
from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.fonts.truetype import TrueType
from desk_app.letters.places import font_folders
from tests.letters.published import drawn

GOTHIC, _, MINCHO = range(3)


class _Composing:
    """A font whose glyph 9 is composed of glyphs 7 and 5; its other glyphs have no hints."""

    def outline(self, glyph: int) -> bytes:
        if glyph == 9:
            parts = struct.pack(">HHbb", 0x20, 7, 0, 0) + struct.pack(">HHbb", 0, 5, 1, 1)
            return struct.pack(">5h", -1, 0, 0, 9, 9) + parts
        return struct.pack(">5hHH", 1, 0, 0, 9, glyph, 0, 0)

    def side_bearing(self, glyph: int) -> int:
        return glyph

    def raw_advance(self, glyph: int) -> int:
        return 100 * glyph

    def table(self, tag: str) -> bytes:
        return bytes(60) if tag in {"head", "hhea", "maxp"} else b""


def typed_font(code: str) -> DictionaryObject:
    """The font in which a form's fields are typed, as pypdf reads it."""
    form = PdfReader(io.BytesIO(drawn(code))).root_object["/AcroForm"].get_object()
    assert isinstance(form, DictionaryObject)
    fonts = form["/DR"]["/Font"]  # type: ignore[index]
    found = fonts["/BIZUDPGothic"].get_object()
    assert isinstance(found, DictionaryObject)
    return found


def test_parts_of_composed_glyphs_come_along_each_from_its_own_font(tmp_path: Path) -> None:
    one, other = (cast("TrueType", _Composing()) for _ in range(2))
    (tmp_path / "joined.ttf").write_bytes(join_glyphs([(one, 0), (other, 9), (one, 7)]))
    joined = TrueType(tmp_path / "joined.ttf")
    assert joined.glyph_count == 5
    assert [joined.raw_advance(place) for place in range(5)] == [0, 900, 700, 700, 500]
    places = [struct.unpack_from(">H", joined.outline(1), at)[0] for at in (12, 18)]
    assert places == [3, 4]


@pytest.mark.parametrize(
    ("character", "font"),
    [("𠮷", MINCHO), ("髙", GOTHIC), ("﨑", GOTHIC), ("槗", MINCHO), ("A", GOTHIC), ("ｱ", GOTHIC)],
)
def test_a_typed_character_has_the_outline_of_its_font(
    character: str, font: int, tmp_path: Path
) -> None:
    typed = typed_font("B-1")
    below = typed["/DescendantFonts"][0].get_object()  # type: ignore[index]
    outlines = below["/FontDescriptor"]["/FontFile2"].get_data()
    (tmp_path / "typed.ttf").write_bytes(outlines)
    glyphs = below["/CIDToGIDMap"].get_data()
    code = code_of(character, typed["/ToUnicode"].get_data().decode())  # type: ignore[attr-defined]
    glyph = struct.unpack_from(">H", glyphs, 2 * code)[0]
    own = typefaces(font_folders()).gothic.face(font)
    wanted = own.outline(own.glyph(character))
    embedded = TrueType(tmp_path / "typed.ttf")
    contours = struct.unpack_from(">h", wanted)[0]
    hints = 10 + 2 * contours
    found = embedded.outline(glyph).rstrip(b"\0")
    assert glyph
    assert found[:hints] == wanted[:hints]
    after = hints + 2 + struct.unpack_from(">H", wanted, hints)[0]
    assert found[hints + 2 :] == wanted[after:].rstrip(b"\0")


def code_of(character: str, unicode: str) -> int:
    """The code under which a font's map has a character."""
    wanted = f"> <{character.encode('utf-16-be').hex().upper()}>"
    (line,) = (each for each in unicode.splitlines() if each.endswith(wanted))
    return int(line[1:5], 16)


def test_every_character_of_the_gothic_can_be_typed_and_short_ones_are_their_own_code() -> None:
    unicode = typed_font("B-1")["/ToUnicode"].get_data().decode()  # type: ignore[attr-defined]
    codes = {
        bytes.fromhex(text[1:-1]).decode("utf-16-be"): int(code[1:-1], 16)
        for code, text in (line.split() for line in unicode.splitlines() if line.startswith("<"))
        if text != "<FFFF>"
    }
    gothic = typefaces(font_folders()).gothic.face(GOTHIC)
    planes = (chr(point) for point in range(0x20, 0x30000) if not 0xD800 <= point < 0xE000)
    assert {each for each in planes if gothic.glyph(each)} <= set(codes)
    assert all(codes[each] == ord(each) for each in "髙﨑田Aア" if each in codes)
    assert len(set(codes.values())) == len(codes)
