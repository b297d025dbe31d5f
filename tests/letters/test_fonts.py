# SPDX-License-Identifier: MIT
"""Fonts: which one draws a character, variation sequences, and the subset that is embedded."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import cast

import pytest

from desk_app.letters.errors import MissingFont, MissingGlyph
from desk_app.letters.fonts import clusters, missing_fonts, typefaces
from desk_app.letters.subset import make_subset
from desk_app.letters.truetype import NotTrueTypeError, TrueType

MINCHO, _, MJ_MINCHO = range(3)


class _Composing:
    """A font whose glyph 9 is composed of glyph 7, words given, and glyph 5, scaled."""

    def outline(self, glyph: int) -> bytes:
        more, words, scaled = 0x20, 0x01, 0x08
        if glyph == 9:
            first = struct.pack(">HHhh", more | words, 7, 0, 0)
            return (
                struct.pack(">5h", -1, 0, 0, 9, 9)
                + first
                + struct.pack(">HHbbh", scaled, 5, 1, 1, 2)
            )
        return b"\x00\x01" if glyph == 0 else b"part %d" % glyph

    def side_bearing(self, glyph: int) -> int:
        return glyph

    def raw_advance(self, glyph: int) -> int:
        return 100 * glyph

    def table(self, tag: str) -> bytes:
        return bytes(60) if tag in {"head", "hhea", "maxp"} else b""


def reopened(font: TrueType, glyphs: list[int], folder: Path) -> TrueType:
    path = folder / "subset.ttf"
    path.write_bytes(make_subset(font, glyphs))
    return TrueType(path)


def test_a_character_is_drawn_by_the_first_font_that_has_it() -> None:
    mincho = typefaces().mincho
    assert mincho.find("請").face == MINCHO
    assert mincho.find("𠮷").face == MJ_MINCHO
    with pytest.raises(MissingGlyph) as stopped:
        mincho.find("\U000323af")
    assert stopped.value.points == "U+323AF"


def test_a_control_character_is_never_drawn() -> None:
    with pytest.raises(MissingGlyph) as stopped:
        typefaces().gothic.find("\x00")
    assert stopped.value.facts == {"character": "", "points": "U+0000"}


def test_a_variation_sequence_is_another_glyph_than_its_base() -> None:
    mincho = typefaces().mincho
    plain, varied = mincho.find("葛"), mincho.find("葛\U000e0100")
    assert (plain.face, plain.glyph) != (varied.face, varied.glyph)


def test_a_sequence_that_names_the_usual_form_is_the_base_itself() -> None:
    face = typefaces().mincho.face(MJ_MINCHO)
    defaults = [
        (character, selector)
        for character in "渡邉邊葛城"
        for selector in "\U000e0100\U000e0101\U000e0102\U000e0103"
        if face.variation(character, selector) == face.glyph(character)
    ]
    assert defaults
    assert face.variation("渡", "\U000e01ef") == 0
    assert face.variation("A", "\U000e0100") == 0


def test_a_mark_stays_with_its_letter_and_finds_the_composed_glyph() -> None:
    assert clusters("か\u3099e\u0301x") == ["か\u3099", "e\u0301", "x"]
    gothic = typefaces().gothic
    assert gothic.find("か\u3099") == gothic.find("が")


def test_width_is_the_sum_of_the_characters() -> None:
    mincho = typefaces().mincho
    assert mincho.width("請求書") == 3 * mincho.width("請")
    assert mincho.width("") == 0


def test_the_subset_holds_the_glyphs_asked_for_in_that_order(tmp_path: Path) -> None:
    font = typefaces().mincho.face(MINCHO)
    wanted = [0, font.glyph("請"), font.glyph("A"), font.glyph("請")]
    subset = reopened(font, wanted, tmp_path)
    for place, glyph in enumerate(wanted):
        assert subset.raw_advance(place) == font.raw_advance(glyph)
        assert subset.side_bearing(place) == font.side_bearing(glyph)
        assert subset.outline(place).rstrip(b"\0") == font.outline(glyph).rstrip(b"\0")


def test_the_parts_of_a_composed_glyph_come_along_under_new_numbers(tmp_path: Path) -> None:
    subset = reopened(cast("TrueType", _Composing()), [0, 9], tmp_path)
    assert subset.glyph_count == 4
    first, scaled = (struct.unpack_from(">H", subset.outline(1), at)[0] for at in (12, 20))
    assert [subset.outline(place)[:6] for place in (first, scaled)] == [b"part 7", b"part 5"]


def test_a_subset_is_much_smaller_than_its_font() -> None:
    font = typefaces().mincho.face(MINCHO)
    subset = make_subset(font, [0, *(font.glyph(each) for each in "開示決定通知書")])
    assert len(subset) * 20 < font.path.stat().st_size


@pytest.mark.parametrize("content", [b"OTTO" + bytes(60), b"no font at all" * 9])
def test_a_file_that_is_no_truetype_font_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "other.ttf").write_bytes(content)
    with pytest.raises(NotTrueTypeError):
        TrueType(tmp_path / "other.ttf")


@pytest.mark.parametrize("size", [0, 3, 40, 300])
def test_a_font_that_is_cut_is_as_good_as_none(size: int, tmp_path: Path) -> None:
    whole = typefaces().mincho.face(MINCHO).path
    cut = tmp_path / whole.name
    cut.write_bytes(whole.read_bytes()[:size])
    with pytest.raises(MissingFont) as stopped:
        typefaces((tmp_path,)).mincho.face(MINCHO)
    assert stopped.value.names == ("BIZ UDPMincho",)


def test_fonts_that_are_not_there_are_named(tmp_path: Path) -> None:
    assert "BIZ UDPMincho" in missing_fonts((tmp_path,))
    assert MissingFont(("BIZ UDPMincho",)).facts == {"fonts": ("BIZ UDPMincho",)}
