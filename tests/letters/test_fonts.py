# SPDX-License-Identifier: MIT
"""Fonts: which one draws a character, variation sequences, and the subset that is embedded."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import cast

import pytest

from desk_app.letters.errors import MissingFont, MissingGlyph
from desk_app.letters.fonts.embedding import make_subset
from desk_app.letters.fonts.faces import FontName, Typeface, clusters, missing_fonts, typefaces
from desk_app.letters.fonts.truetype import NotTrueTypeError, TrueType, composed_glyphs

MINCHO, EX_MINCHO, MJ_MINCHO = range(3)


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
    assert stopped.value.facts == {"character": "", "points": "U+0000", "font": ""}


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


@pytest.mark.parametrize("cluster", ["か\u309a", "ㇷ\u309a", "æ\u0300"])
@pytest.mark.parametrize("name", ["mincho", "gothic", "bold"])
def test_a_letter_and_its_mark_have_the_glyph_the_font_joins_them_to(
    cluster: str, name: str
) -> None:
    typeface = getattr(typefaces(), name)
    joined = typeface.find(cluster)
    assert joined.face == MINCHO
    assert joined.glyph not in {typeface.find(cluster[0]).glyph, 0}


def test_marks_that_no_font_joins_stop_the_letter() -> None:
    with pytest.raises(MissingGlyph):
        typefaces().mincho.find("一\u309a")


def test_a_white_bracket_has_the_glyph_of_its_wide_form() -> None:
    mincho = typefaces().mincho
    assert mincho.find("\u2985") == mincho.find("\uff5f")


def test_a_font_without_substitutions_joins_nothing() -> None:
    assert composed_glyphs(b"") == {}


def _ligature_table(*, extended: bool, ranges: bool) -> bytes:
    """A table that joins glyphs 3 and 5 to 9, and 4 and 6 to 8, under two ways of writing it."""
    ligatures = struct.pack(">HHHHHHHHHHHH", 1, 4, 9, 2, 5, 0, 1, 4, 8, 2, 6, 0)
    covered = struct.pack(">5H", 2, 1, 3, 4, 0) if ranges else struct.pack(">4H", 1, 2, 3, 4)
    first = 10
    sets = struct.pack(">5H", 1, first + len(ligatures), 2, first, first + 12)
    subtable = sets + ligatures + covered
    if extended:
        subtable = struct.pack(">HHL", 1, 4, 8) + subtable
    lookup = struct.pack(">4H", 7 if extended else 4, 0, 1, 8) + subtable
    feature = struct.pack(">H4sH", 1, b"ccmp", 8) + struct.pack(">3H", 0, 1, 0)
    return (
        struct.pack(">5H", 1, 0, 10, 10, 10 + len(feature))
        + feature
        + struct.pack(">2H", 1, 4)
        + lookup
    )


@pytest.mark.parametrize("extended", [False, True])
@pytest.mark.parametrize("ranges", [False, True])
def test_every_way_of_writing_a_ligature_is_read(*, extended: bool, ranges: bool) -> None:
    table = _ligature_table(extended=extended, ranges=ranges)
    assert composed_glyphs(table) == {(3, 5): 9, (4, 6): 8}


@pytest.mark.parametrize(
    ("character", "font"),
    [
        ("\u9ffe", "HanaMinA"),
        ("\u9089\U000e0102", "HanaMinA"),
        ("\U0002b740", "HanaMinB"),
        ("\U0002b740\U000e0100", ""),
        ("\U000323af", ""),
        ("😀", ""),
    ],
)
def test_the_font_to_install_is_named_where_it_is_known(character: str, font: str) -> None:
    assert MissingGlyph(character).facts["font"] == font


def test_a_font_that_need_not_be_there_stands_in_last_where_it_is(tmp_path: Path) -> None:
    ours = typefaces().mincho
    extra, plain = tmp_path / "extra", tmp_path / "plain"
    for folder, name, place in ((extra, "HanaMinB", MJ_MINCHO), (plain, "ipaexm", EX_MINCHO)):
        folder.mkdir()
        (folder / f"{name}.ttf").symlink_to(ours.face(place).path)
    with_it = Typeface("mincho", (FontName("IPAexMincho", ("ipaexm.ttf",)),), (extra, plain))
    without = Typeface("mincho", (FontName("IPAexMincho", ("ipaexm.ttf",)),), (plain,))
    assert with_it.find("𠮷").face == 1
    with pytest.raises(MissingGlyph):
        without.find("𠮷")
