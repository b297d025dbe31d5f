# SPDX-License-Identifier: MIT
"""The text of a PDF as a reader of its own sees it, page after page, and how many pages it has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument


def text_of(pages: bytes) -> str:
    """Return all text of a PDF; raises ValueError for bytes that are none."""
    with _read(pages) as document:
        numbers = range(document.pageCount())
        return "\n".join(document.getAllText(number).text() for number in numbers)


def pages_in(pages: bytes) -> int:
    """Return how many pages a PDF has; raises ValueError for bytes that are none."""
    with _read(pages) as document:
        return document.pageCount()


@contextmanager
def _read(pages: bytes) -> Iterator[QPdfDocument]:
    document = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(QByteArray(pages))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    try:
        if document.status() is not QPdfDocument.Status.Ready:
            raise ValueError("not a PDF")
        yield document
    finally:
        document.close()
