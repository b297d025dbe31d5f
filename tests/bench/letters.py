# SPDX-License-Identifier: MIT
"""One letter and its frozen PDF, beside a bare canvas that draws the same lines."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree as ET

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desk_app.letters import render
from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.places import font_folders
from desk_app.letters.samples import samples
from desk_app.records.people import Language
from tests.bench.measuring import Line, Pair

A4 = (595.28, 841.89)
SCALE = 2 / 3
"""Points in a pixel of pdftohtml."""


class Drawn(NamedTuple):
    """A line of text on a page: font, size in points, place from the lower left corner."""

    font: str
    size: float
    x: float
    y: float
    text: str


def _lines(pdf: bytes) -> list[list[Drawn]]:
    """The lines of each page with their fonts, as poppler reads them."""
    command = ["pdftohtml", "-xml", "-i", "-stdout", "-", "-"]
    read = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    document = ET.fromstring(read)  # noqa: S314  our own letter, read back by poppler
    fonts = {spec.get("id"): spec.get("family", "") for spec in document.iter("fontspec")}
    return [
        [
            Drawn(
                _font(fonts[line.get("font")], bold=line.find("b") is not None),
                int(line.get("height", "0")) * SCALE,
                int(line.get("left", "0")) * SCALE,
                A4[1] - (int(line.get("top", "0")) + int(line.get("height", "0"))) * SCALE,
                "".join(line.itertext()),
            )
            for line in page.iter("text")
        ]
        for page in document.iter("page")
    ]


def _font(family: str, *, bold: bool) -> str:
    if "Mincho" in family:
        return "mincho"
    return "bold" if bold else "gothic"


def _draw(pages: list[list[Drawn]]) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=1)
    for lines in pages:
        for line in lines:
            canvas.setFont(line.font, line.size)
            canvas.drawString(line.x, line.y, line.text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@contextmanager
def _letter(name: str) -> Iterator[Pair]:
    facts = dict(samples(Language.JA))[name]
    for face in typefaces(font_folders()):
        pdfmetrics.registerFont(TTFont(face.name, str(face.face(0).path)))
    pages = _lines(render(facts))
    assert sum(map(len, pages)), "poppler reads no lines"
    yield Pair(partial(render, facts), partial(_draw, pages))


LINES = tuple(
    Line(
        name=f"letter.{name}",
        what=f"one letter ({name}) made, fonts subset, PDF frozen",
        bare="a bare canvas that draws the same lines with the same fonts",
        prepare=partial(_letter, name),
        turns=40,
        budget_ratio=1.5,
    )
    for name in ("L2", "L4", "L6")
)
