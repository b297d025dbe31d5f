# SPDX-License-Identifier: MIT
"""What a reader of pages says of them, letter by letter."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from desk_app.cli.pdf_text import text_of


def _two_lines(first: str, second: str) -> bytes:
    written = BytesIO()
    canvas = Canvas(written, pagesize=(300, 100))
    canvas.drawString(20, 60, first)
    canvas.drawString(20, 46, second)
    canvas.save()
    return written.getvalue()


def test_a_hyphen_that_ends_a_line_is_read_as_it_stands() -> None:
    assert text_of(_two_lines("Maria-José O'Connor-", "Alvarez")).split() == [
        "Maria-José",
        "O'Connor-Alvarez",
    ]


def test_what_is_no_pdf_is_told() -> None:
    with pytest.raises(ValueError, match="not a PDF"):
        text_of(b"%PDF-1.7")
