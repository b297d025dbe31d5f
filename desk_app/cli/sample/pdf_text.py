# SPDX-License-Identifier: MIT
"""The text of a PDF as a reader of its own sees it, page after page."""

from __future__ import annotations

_HYPHEN_AT_LINE_END = "\ufffe"
"""So PDFium tells the hyphen that ends a line: it takes it for one that only parts a word."""


def text_of(pages: bytes) -> str:
    """Return all text of a PDF; raises ValueError for bytes that are none."""
    # Every command is named in one parser: only one that reads a PDF waits for Qt.
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice  # noqa: PLC0415  Qt takes long to load
    from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415  Qt takes long to load

    document = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(QByteArray(pages))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.status() is not QPdfDocument.Status.Ready:
        document.close()
        raise ValueError("not a PDF")
    text = "\n".join(document.getAllText(number).text() for number in range(document.pageCount()))
    document.close()
    return text.replace(_HYPHEN_AT_LINE_END, "-")
