# SPDX-License-Identifier: MIT
"""The published forms on a screen: filled in by a program that is not ours, read by two others."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from functools import cache
from itertools import combinations

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtPdf import QPdfDocument

from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.places import font_folders
from tests.letters.published import APPLICATIONS, CODES, drawn, rules_of
from tests.letters.reading import poppler_text, qt_text, squeezed

TYPED = {
    "principal_name": "𠮷田　太郎",
    "proxy_name": "髙橋　花子",
    "principal_kana": "ヨシダ　タロウ",
    "principal_address": "東京都新宿区西新宿6-8-1 新宿オークタワー",
    "service": "Bürgel & Ōno ﾃｽﾄ 葛󠄀",
}
TICKED = {"right_disclosure": "/On", "claimant": "/principal"}
SIZES = {"principal_name": 13, "proxy_name": 11}
GLYPHS = (("principal_name", "𠮷", "吉", 2), ("proxy_name", "髙", "高", 0))
"""Fields, the first character typed into them, one that is like it, and the place of its font."""

DPI = 150


@cache
def reader(code: str) -> PdfReader:
    """A form as pypdf reads it."""
    return PdfReader(io.BytesIO(drawn(code)))


@cache
def filled(code: str, *, flat: bool = False) -> bytes:
    """The form filled in by pypdf; a flat one has no fields any more, only what they show."""
    writer = PdfWriter(clone_from=io.BytesIO(drawn(code)))
    writer.update_page_form_field_values(
        writer.pages[0], {**TYPED, **TICKED}, auto_regenerate=False, flatten=flat
    )
    if flat:
        writer.remove_annotations(subtypes="/Widget")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@cache
def names(code: str) -> set[str]:
    """The names of a form's fields."""
    return set(reader(code).get_fields() or {})


@cache
def widgets(code: str) -> list[DictionaryObject]:
    """What stands on a form's first page for its fields."""
    placed = reader(code).pages[0]["/Annots"]
    assert isinstance(placed, ArrayObject)
    return [each.get_object() for each in placed]


@cache
def poppler_picture(pdf: bytes) -> Image.Image:
    """The first page as poppler draws it."""
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-l", "1", "-"]
    page = subprocess.run(command, input=pdf, check=True, capture_output=True).stdout
    return Image.open(io.BytesIO(page)).convert("L")


@cache
def pdfium_picture(pdf: bytes) -> Image.Image:
    """The first page as PDFium draws it, which shows no fields unless they are made flat."""
    content = QByteArray(pdf)
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    image = document.render(0, QSize(round(210 / 25.4 * DPI), round(297 / 25.4 * DPI)))
    document.close()
    page = Image.frombytes(
        "RGBA", (image.width(), image.height()), bytes(image.constBits()), "raw", "BGRA"
    )
    white = Image.new("RGBA", page.size, "white")
    return Image.alpha_composite(white, page).convert("L")


Drawing = Callable[[bytes], Image.Image]


def _box(widget: DictionaryObject) -> tuple[float, float, float, float]:
    rect = widget["/Rect"]
    assert isinstance(rect, ArrayObject)
    left, bottom, right, top = (float(each) for each in rect)
    return left, bottom, right, top


def _place(name: str) -> tuple[int, int, int, int]:
    """Where the field of a name lies on the picture of the first page of A-1."""
    (widget,) = (each for each in widgets("A-1") if each.get("/T") == name)
    left, bottom, right, top = _box(widget)
    height = 297 * 72 / 25.4
    return _pixels(left), _pixels(height - top), _pixels(right), _pixels(height - bottom)


def _pixels(points: float) -> int:
    return round(points * DPI / 72)


@pytest.mark.parametrize("name", [*APPLICATIONS, "B-1"])
def test_both_languages_have_the_same_fields(name: str) -> None:
    japanese, english = names(name), names(f"{name}E")
    assert japanese - english <= {"born_era"}
    assert english <= japanese


@pytest.mark.parametrize("code", CODES)
def test_every_field_has_words_for_a_screen_reader_and_is_typed_in_the_gothic(code: str) -> None:
    fields = widgets(code)
    assert len(fields) > 20
    assert all(str(each["/TU"]).strip() for each in fields)
    typed = [str(each["/DA"]) for each in fields if each.get("/FT") == "/Tx"]
    assert typed
    assert all(each.startswith("/BIZUDPGothic ") for each in typed)


def test_what_the_rulebook_requires_can_be_typed() -> None:
    of = {"name": "principal_name", "born": "born_year", "address": "principal_address"}
    for term in rules_of().forms:
        wanted = {of.get(field, field) for field in term.required}
        assert wanted <= names(term.code) | ({"scope"} if "A-2" in term.code else set())


def test_signature_stamp_and_office_use_are_for_the_pen() -> None:
    for code in CODES:
        assert not [name for name in names(code) if "sign" in name or "office" in name]


def test_what_is_typed_is_read_by_poppler_as_typed() -> None:
    text = squeezed(poppler_text(filled("A-1")))
    for typed in TYPED.values():
        assert squeezed(typed) in text


def test_what_is_typed_is_read_by_pdfium_as_typed() -> None:
    text = squeezed(qt_text(filled("A-1", flat=True)))
    for name in ("principal_name", "principal_address"):
        assert squeezed(TYPED[name]) in text


@pytest.mark.parametrize("by", [poppler_picture, pdfium_picture])
def test_typed_names_are_drawn_with_their_own_glyphs(by: Drawing) -> None:
    page = by(filled("A-1", flat=by is pdfium_picture))
    for name, own, other, font in GLYPHS:
        left, top, _, bottom = _place(name)
        start, em = left + 2 * DPI / 72, SIZES[name] * DPI / 72
        shown = _inked(page.crop((round(start), top, round(start + em), bottom)))
        assert _unlike(shown, own, font) < 0.8 * _unlike(shown, other, font), own


def _inked(picture: Image.Image) -> Image.Image:
    """The part of a picture that has ink, all of one size."""
    return picture.crop(ImageChops.invert(picture).getbbox()).resize((64, 64))


def _unlike(shown: Image.Image, character: str, font: int) -> float:
    """How far a picture is from a character as FreeType draws it from the font of that place."""
    path = typefaces(font_folders()).gothic.face(font).path
    kind = ImageFont.truetype(str(path), 13 * DPI / 72)
    wanted = Image.new("L", (2 * shown.width, 2 * shown.height), 255)
    ImageDraw.Draw(wanted).text((8, 8), character, font=kind, fill=0)
    return ImageStat.Stat(ImageChops.difference(shown, _inked(wanted))).mean[0]


@pytest.mark.parametrize("by", [poppler_picture, pdfium_picture])
def test_ticks_are_drawn_in_the_boxes_that_were_ticked(by: Drawing) -> None:
    flat = by is pdfium_picture
    empty, ticked = by(drawn("A-1")), by(filled("A-1", flat=flat))
    for name, is_ticked in (("right_disclosure", True), ("right_purpose", False)):
        place = _place(name)
        changed = ImageChops.difference(empty.crop(place), ticked.crop(place)).getbbox()
        assert (changed is not None) is is_ticked, name


def test_where_fields_are_not_shown_the_form_is_as_empty_as_on_paper() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(drawn("A-1")))
    writer.remove_annotations(subtypes="/Widget")
    del writer.root_object["/AcroForm"]
    without = io.BytesIO()
    writer.write(without)
    first, second = (poppler_picture(pdf) for pdf in (drawn("A-1"), without.getvalue()))
    assert ImageChops.difference(first, second).getbbox() is None


def test_no_field_lies_over_another() -> None:
    for code in CODES:
        places = [_box(each) for each in widgets(code)]
        over = [
            (one, other)
            for one, other in combinations(places, 2)
            if min(one[2], other[2]) - max(one[0], other[0]) > 1
            and min(one[3], other[3]) - max(one[1], other[1]) > 1
        ]
        assert over == [], code
