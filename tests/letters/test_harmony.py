# SPDX-License-Identifier: MIT
"""A character that another font draws is about as heavy as those beside it, and stays itself."""

from __future__ import annotations

import struct
import subprocess
from io import BytesIO

import pytest
from PIL import Image

from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.fonts.truetype import widened
from desk_app.letters.sheet import Face, Sheet, Type
from tests.letters.reading import poppler_text, qt_text, squeezed

SIZE, DOTS, LEFT, BASE = 48.0, 150, 20.0, 40.0
RARE = "𠮷"
LIKE = "吉"


def drawn(text: str, face: Face) -> bytes:
    sheet = Sheet(typefaces(), "ja")
    sheet.text(LEFT, BASE, Type(face, SIZE, SIZE), text)
    sheet.end_page()
    return sheet.finish()


def ink(text: str, face: Face) -> float:
    """How much ink the first character of a text has."""
    command = ["pdftoppm", "-r", str(DOTS), "-gray", "-singlefile", "-"]
    made = subprocess.run(command, input=drawn(text, face), capture_output=True, check=True).stdout
    page, scale = Image.open(BytesIO(made)), DOTS / 25.4
    wide = typefaces()[face.value].width(text[0]) / 1000 * SIZE / 72 * 25.4
    first = page.crop(tuple(int(each * scale) for each in (LEFT, 15.0, LEFT + wide, BASE + 15.0)))  # type: ignore[arg-type]
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
    assert squeezed(reader(drawn(f"{RARE}田{RARE}", Face.MINCHO))) == f"{RARE}田{RARE}"


def test_what_stands_behind_it_keeps_its_place_in_postscript() -> None:
    pages = drawn(f"{RARE}田", Face.MINCHO)
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
