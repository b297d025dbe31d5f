# SPDX-License-Identifier: MIT
"""Fonts: which draws a character and how heavy, what is embedded, the one a form is typed in."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
from io import BytesIO
from pathlib import Path
from typing import cast

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from desk_app.letters.errors import MissingFont, MissingGlyph
from desk_app.letters.fonts.embedding import NAME, join_glyphs, make_subset
from desk_app.letters.fonts.faces import FontName, Typeface, clusters, missing_fonts, typefaces
from desk_app.letters.fonts.truetype import NotTrueTypeError, TrueType, composed_glyphs, widened
from desk_app.letters.places import font_folders
from desk_app.letters.typesetting.sheet import Face, Sheet, Type
from tests.letters.published import drawn
from tests.letters.reading import poppler_text, poppler_words, qt_text, squeezed

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
        ("😀", "Symbola"),
        ("☎\ufe0f", "Symbola"),
        ("김", "NanumMyeongjo"),
        ("م", "DejaVu Sans"),
    ],
)
def test_the_font_to_install_is_named_where_it_is_known(character: str, font: str) -> None:
    assert MissingGlyph(character).facts["font"] == font


def test_a_font_that_need_not_be_there_stands_in_last_where_it_is(tmp_path: Path) -> None:
    ours = typefaces().mincho
    extra, plain = tmp_path / "extra", tmp_path / "plain"
    for folder, name, place in ((extra, "HanaMinB", MJ_MINCHO), (plain, "ipaexm", EX_MINCHO)):
        folder.mkdir()
        shutil.copy(ours.face(place).path, folder / f"{name}.ttf")
    with_it = Typeface("mincho", (FontName("IPAexMincho", ("ipaexm.ttf",)),), (extra, plain))
    without = Typeface("mincho", (FontName("IPAexMincho", ("ipaexm.ttf",)),), (plain,))
    assert with_it.find("𠮷").face == 1
    with pytest.raises(MissingGlyph):
        without.find("𠮷")


SIZE, DOTS, LINE_LEFT, BASE = 48.0, 150, 20.0, 40.0
RARE = "𠮷"
LIKE = "吉"


def line_drawn(text: str, face: Face) -> bytes:
    sheet = Sheet(typefaces(), "ja")
    sheet.line(LINE_LEFT, BASE, Type(face, SIZE, SIZE), list(text))
    sheet.end_page()
    return sheet.finish()


def ink(text: str, face: Face) -> float:
    """How much ink the first character of a text has."""
    command = ["pdftoppm", "-r", str(DOTS), "-gray", "-singlefile", "-"]
    made = subprocess.run(
        command, input=line_drawn(text, face), capture_output=True, check=True
    ).stdout
    page, scale = Image.open(BytesIO(made)), DOTS / 25.4
    wide = typefaces()[face.value].width(text[0]) / 1000 * SIZE / 72 * 25.4
    left, top, right, bottom = LINE_LEFT, 15.0, LINE_LEFT + wide, BASE + 15.0
    first = page.crop((left * scale, top * scale, right * scale, bottom * scale))
    return sum(count * (255 - tone) for tone, count in enumerate(first.histogram()))


@pytest.mark.parametrize("face", Face)
def test_a_rare_character_is_about_as_heavy_as_its_neighbours(face: Face) -> None:
    alone, beside, usual = (ink(text, face) for text in (RARE, f"{RARE}田", f"{LIKE}田"))
    assert alone < beside
    assert abs(usual - beside) < abs(usual - alone)
    assert 0.7 < beside / usual < 1.1


@pytest.mark.parametrize("reader", [poppler_text, qt_text])
def test_it_is_read_as_the_character_it_is(reader: object) -> None:
    assert callable(reader)
    assert squeezed(reader(line_drawn(f"{RARE}田{RARE}", Face.MINCHO))) == f"{RARE}田{RARE}"


def test_what_stands_behind_it_keeps_its_place_in_postscript() -> None:
    pages = line_drawn(f"{RARE}田", Face.MINCHO)
    made = subprocess.run(["pdftops", "-", "-"], input=pages, capture_output=True, check=True)
    # Each is shown, and moves on by its width.
    assert made.stdout.count(f"[{SIZE:g}\n0] Tj".encode()) == 2


def test_a_square_grows_to_every_side_and_what_has_no_outline_of_its_own_does_not() -> None:
    along = struct.pack(">4b", 0, 0, 100, 0), struct.pack(">4b", 0, 100, 0, -100)
    byte, same = 1 | 2 | 4, 16 | 32
    flags = [byte | same, byte | same, byte | same, byte | 16]
    square = struct.pack(">5hHH", 1, 0, 0, 100, 100, 3, 0) + bytes(flags)
    square += bytes(abs(each) for part in along for each in struct.unpack(">4b", part))
    assert widened(square, 10.0) == "-10 -10 m -10 110 l 110 110 l 110 -10 l -10 -10 l h"
    assert widened(b"", 10.0) == widened(struct.pack(">5h", -1, 0, 0, 9, 9), 10.0) == ""


GOTHIC, _, FORM_MINCHO = range(3)


class _ComposingPlainly:
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
    found = fonts[f"/{NAME}"].get_object()
    assert isinstance(found, DictionaryObject)
    return found


def test_parts_of_composed_glyphs_come_along_each_from_its_own_font(tmp_path: Path) -> None:
    one, other = (cast("TrueType", _ComposingPlainly()) for _ in range(2))
    (tmp_path / "joined.ttf").write_bytes(join_glyphs([(one, 0), (other, 9), (one, 7)]))
    joined = TrueType(tmp_path / "joined.ttf")
    assert joined.glyph_count == 5
    assert [joined.raw_advance(place) for place in range(5)] == [0, 900, 700, 700, 500]
    places = [struct.unpack_from(">H", joined.outline(1), at)[0] for at in (12, 18)]
    assert places == [3, 4]


def test_sixteen_bits_of_a_longer_character_show_it() -> None:
    typed = typed_font("B-1")
    below = typed["/DescendantFonts"][0].get_object()  # type: ignore[index]
    glyphs = below["/CIDToGIDMap"].get_data()
    shown = typed["/ToUnicode"].get_data().decode()  # type: ignore[attr-defined]
    whole, cut = (code_of(each, shown) for each in ("𠮷", chr(ord("𠮷") & 0xFFFF)))
    assert glyphs[2 * whole : 2 * whole + 2] == glyphs[2 * cut : 2 * cut + 2] != bytes(2)


@pytest.mark.parametrize(
    ("character", "font"),
    [
        ("𠮷", FORM_MINCHO),
        ("髙", GOTHIC),
        ("﨑", GOTHIC),
        ("槗", FORM_MINCHO),
        ("A", GOTHIC),
        ("ｱ", GOTHIC),
    ],
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


NAMED = "渡邉\U000e0110 由美 様"


def test_a_name_with_a_form_that_the_first_font_has_not_is_drawn_by_one_font() -> None:
    mincho = typefaces().mincho
    places = mincho.places(NAMED)
    assert {place.face for _, place in places} == {MJ_MINCHO}
    assert mincho.width(NAMED) == sum(place.width for _, place in places)
    assert {place.face for _, place in mincho.places("渡邉 由美 様")} == {0}


def test_a_name_that_no_single_font_has_is_drawn_by_those_that_have_it() -> None:
    assert [place.face for _, place in typefaces().mincho.places("𠮷ŏ")] == [MJ_MINCHO, 0]


def test_a_name_in_one_font_is_read_as_it_is_and_stands_where_it_was_measured() -> None:
    sheet = Sheet(typefaces(), "ja")
    kind = Type(Face.MINCHO, 12.5, 12.5)
    sheet.text_right(100.0, BASE, kind, NAMED)
    sheet.end_page()
    pages = sheet.finish()
    assert squeezed(poppler_text(pages)) == squeezed(NAMED)
    assert max(word.right for word in poppler_words(pages)) == pytest.approx(100.0, abs=0.3)


def test_a_sign_asked_for_as_a_picture_is_the_sign() -> None:
    mincho = typefaces().mincho
    assert mincho.find("☎\ufe0f")[:2] == mincho.find("☎")[:2]
