# SPDX-License-Identifier: MIT
"""The codes on paper, read from its picture by a reader not ours and then by the desk."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.sheet import Sheet, code128_shape, qr_shape
from desk_app.rules.codes import (
    CodeError,
    CodeFault,
    DocumentNumber,
    ReceiptNumber,
    Scanned,
    read_code,
    receipt_code,
)
from tests.letters.reading import codes

LETTER = f"{receipt_code('R8-0147')}/8-121"
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


SHAPES = {
    "QR": lambda text: qr_shape(text, 12.0),
    "Code 128": lambda text: code128_shape(text, 80.0, 11.0),
}


def printed(text: str, shape: str) -> bytes:
    sheet = Sheet(typefaces(), "ja")
    sheet.shape(60, 60, SHAPES[shape](text))
    sheet.end_page()
    return sheet.finish()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("DAR8-01473", Scanned(ReceiptNumber("R", 8, 147))),
        (LETTER, Scanned(ReceiptNumber("R", 8, 147), DocumentNumber(8, 121))),
        (
            f"{receipt_code('R12-123456')}/12-98765",
            Scanned(ReceiptNumber("R", 12, 123456), DocumentNumber(12, 98765)),
        ),
    ],
)
def test_a_printed_code_names_its_application_and_its_letter(
    text: str, names: Scanned, shape: str, tmp_path: Path
) -> None:
    ((read,),) = codes(printed(text, shape), tmp_path)
    assert read == text
    assert read_code(read) == names


def test_what_an_input_method_makes_of_a_scan_is_taken_too() -> None:
    wide = LETTER.translate(WIDE)
    assert wide == "ＤＡＲ８－０１４７３／８－１２１"
    assert read_code(wide) == read_code(LETTER)
    assert read_code(wide.lower().replace("－", "ー")) == read_code(LETTER)
    assert unicodedata.normalize("NFKC", wide) == LETTER


@pytest.mark.parametrize("text", ["DAR8-01483/8-121", "ＤＡＲ８－０１４７４", "DAR8-01474/8-121"])
def test_a_wrong_check_character_is_told_as_that(text: str) -> None:
    with pytest.raises(CodeError) as refused:
        read_code(text)
    assert refused.value.code is CodeFault.WRONG_CHECK_CHARACTER
