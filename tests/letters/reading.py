# SPDX-License-Identifier: MIT
"""Reading letters with programs that are not ours: text, places of words, codes."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtPdf import QPdfDocument

POINTS = 72 / 25.4
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')


class Word(NamedTuple):
    """A word and the box of its ink in millimetres from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def squeezed(text: str) -> str:
    """Text without any white, so that the ends of lines do not matter."""
    return _SPACE.sub("", text)


@lru_cache(maxsize=256)
def poppler_text(pdf: bytes) -> str:
    """The text as poppler reads it."""
    return _run(["pdftotext", "-raw", "-", "-"], pdf).decode()


def poppler_pages(pdf: bytes) -> list[str]:
    """The text of each page as poppler reads it."""
    return poppler_text(pdf).split("\f")[:-1]


@lru_cache(maxsize=256)
def poppler_words_of_all(pdf: bytes) -> tuple[list[Word], ...]:
    """The words of every page in the order of its text, and where they stand."""
    boxes = _run(["pdftotext", "-raw", "-bbox", "-", "-"], pdf).decode()
    return tuple(map(_words_in, boxes.split("<page ")[1:]))


def text_in(pages: Iterable[Iterable[Word]]) -> str:
    """What words say, with a space between them: as much as `poppler_text`, of a reading less."""
    return " ".join(word.text for page in pages for word in page)


def poppler_words(pdf: bytes, page: int = 1) -> list[Word]:
    """The words of a page and where they stand."""
    return poppler_words_of_all(pdf)[page - 1]


def _words_in(boxes: str) -> list[Word]:
    return [
        Word(
            text=unescape(text),
            left=float(left) / POINTS,
            top=float(top) / POINTS,
            right=float(right) / POINTS,
            bottom=float(bottom) / POINTS,
        )
        for left, top, right, bottom, text in _WORD.findall(boxes)
    ]


def qt_text(pdf: bytes) -> str:
    """The text as QtPdf reads it."""
    content = QByteArray(pdf)
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pages = [document.getAllText(page).text() for page in range(document.pageCount())]
    document.close()
    return "\f".join(pages)


def codes(pdf: bytes, folder: Path) -> list[list[str]]:
    """The bar and QR codes of each page as zbar reads them from its picture."""
    # Grey maps: to press a picture together takes longer than all the rest.
    subprocess.run(
        ["pdftoppm", "-r", "150", "-gray", "-", "page"], input=pdf, cwd=folder, check=True
    )
    return [
        sorted(_run(["zbarimg", "--quiet", "--raw", str(picture)], b"").decode().split())
        for picture in sorted(folder.glob("page-*"))
    ]


def _run(command: list[str], given: bytes) -> bytes:
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout
