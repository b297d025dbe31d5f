# SPDX-License-Identifier: MIT
"""The pictures of a letter's pages, drawn from its own bytes beside the window's thread."""

from __future__ import annotations

from hashlib import sha256

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer

_KEPT = 20
"""So many pictures are kept of one letter."""


def digest_of(pdf: bytes) -> str:
    """Return the SHA-256 of pages in hex, as the record of a letter holds it."""
    return sha256(pdf).hexdigest()


class DrawnLetter(QObject):
    """One PDF that is shown, with the pictures of its pages; ``drawn`` says that one has come.

    A picture comes late, from another thread, and is named by the number of its page alone. So each
    PDF has a document and a renderer of its own, which are never loaded again, and its pictures lie
    here: what is drawn for one letter can never stand as the page of another (T40).
    """

    drawn = Signal()

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self.digest = digest_of(pdf)
        self._pictures: dict[int, QImage] = {}
        self._failed: set[int] = set()
        self._under_way: tuple[int, QSize] | None = None
        # They go in this order: the renderer waits for its thread, which reads the document.
        self._renderer = QPdfPageRenderer()
        self._document = QPdfDocument()
        self._bytes = QBuffer()
        self._bytes.setData(QByteArray(pdf))
        self._bytes.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._bytes)
        self.readable = self._document.status() is QPdfDocument.Status.Ready
        # Asked once: the document does not answer while a page of it is being drawn.
        pages = range(self._document.pageCount())
        self.sizes = tuple(self._document.pagePointSize(page) for page in pages)
        self.words = self.text(0) if self.sizes else ""
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(self._document)
        self._renderer.pageRendered.connect(self._take)

    @property
    def is_drawing(self) -> bool:
        """Whether a picture is still to come."""
        return self._under_way is not None

    def text(self, page: int) -> str:
        """Return the text of a page as it stands in the document."""
        return self._document.getAllText(page).text()

    def picture(self, page: int, size: QSize) -> QImage | None:
        """Return the picture of a page, of another size while that is drawn; none before it came.

        One picture is drawn at a time, so that what is wanted next never waits for what was.
        """
        found = self._pictures.get(page)
        wanted = found is None or found.size() != size
        if wanted and self._under_way is None and page not in self._failed:
            self._under_way = page, size
            self._renderer.requestPage(page, size)
        return found

    def has_failed(self, page: int) -> bool:
        """Say whether a page cannot be drawn, for want of memory or because it is broken."""
        return page in self._failed

    def _take(self, page: int, _size: QSize, picture: QImage, *_how: object) -> None:
        self._under_way = None
        if picture.isNull():
            self._failed.add(page)
        else:
            self._pictures[page] = _on_paper(picture)
        if len(self._pictures) > _KEPT:
            del self._pictures[max(self._pictures, key=lambda each: abs(each - page))]
        self.drawn.emit()


def _on_paper(picture: QImage) -> QImage:
    """Return a picture on white, in the form that is painted fastest."""
    paper = QImage(picture.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, picture)
    painter.end()
    return paper
