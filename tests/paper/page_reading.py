# SPDX-License-Identifier: MIT
"""A finished letter as two readers take it: poppler its words and their places, PDFium its ink."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtPdf import QPdfDocument

from tests.letters.reading import POINTS, Word
from tests.paper import zones
from tests.paper.zones import Zone

_PAGE = re.compile(r"<page .*?</page>", re.DOTALL)
_WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')
_WIDE, _HIGH = 210.0, 297.0
_PIXELS = 2
"""Pixels in a millimetre."""

_FAINT = 60
"""Ink fainter than this, of 255, is the rim of a line that stands inside."""

_OVER = 0.9
"""So many millimetres two words may lie over one another: boxes are taller than ink."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a letter: its text without white, the words of each page, what is amiss."""

    text: str
    pages: tuple[tuple[Word, ...], ...]
    amiss: tuple[str, ...]

    def within(self, zone: Zone) -> str:
        """Return what stands in a zone of the first page, without white."""
        inside = (
            word.text
            for word in self.pages[0]
            if zone.left <= (word.left + word.right) / 2 <= zone.right
            and zone.top <= (word.top + word.bottom) / 2 <= zone.bottom
        )
        return "".join("".join(inside).split())


def read(pdf: bytes, *, slip: bool) -> Reading:
    """Read a letter; ``slip`` says that it ends with a return slip."""
    pages = tuple(_words(pdf))
    text = "".join(word.text for page in pages for word in page)
    amiss = [*_outside(pdf, slip=slip), *_overlapping(pages)]
    return Reading("".join(text.split()), pages, tuple(amiss))


def _words(pdf: bytes) -> Iterator[tuple[Word, ...]]:
    command = ["pdftotext", "-raw", "-bbox", "-", "-"]
    boxes = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    for page in _PAGE.findall(boxes):
        yield tuple(
            Word(
                text=unescape(text),
                left=float(left) / POINTS,
                top=float(top) / POINTS,
                right=float(right) / POINTS,
                bottom=float(bottom) / POINTS,
            )
            for left, top, right, bottom, text in _WORD.findall(page)
        )


def _overlapping(pages: Sequence[Sequence[Word]]) -> Iterator[str]:
    """Yield the pages on which words lie over one another."""
    for number, words in enumerate(pages, start=1):
        placed = sorted(words, key=lambda word: word.top)
        for at, word in enumerate(placed):
            for other in placed[at + 1 :]:
                if other.top > word.bottom - _OVER:
                    break
                across = min(word.right, other.right) - max(word.left, other.left)
                if across > _OVER and min(word.bottom, other.bottom) - other.top > _OVER:
                    yield f"page {number}: words lie over one another"
                    return


def _outside(pdf: bytes, *, slip: bool) -> Iterator[str]:
    """Yield the pages that have ink outside of their zones."""
    pages = ink(pdf)
    for number, page in enumerate(pages):
        last = number == len(pages) - 1
        for zone in zones.of_page(number, slip=slip and last):
            page.paste(0, _pixels(zone))
        if _most(page) > _FAINT:
            yield f"page {number + 1}: ink outside of the zones"


def _pixels(zone: Zone) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(each * _PIXELS) for each in zone)
    return left, top, right, bottom


def _most(picture: Image.Image) -> int:
    tones: tuple[int, int] = picture.getextrema()  # type: ignore[assignment]  # one band, one pair
    return tones[1]


def ink(pdf: bytes) -> list[Image.Image]:
    """Return where PDFium puts ink on each page: 0 none, 255 full."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    size = (round(_WIDE * _PIXELS), round(_HIGH * _PIXELS))
    found = []
    for number in range(document.pageCount()):
        drawn = document.render(number, QSize(*size))
        found.append(Image.frombytes("RGBA", size, bytes(drawn.constBits())).getchannel("A"))
    document.close()
    return found
