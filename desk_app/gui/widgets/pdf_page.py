# SPDX-License-Identifier: MIT
"""A letter's own pages, from memory, as they will print."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QWidget

from desk_app.gui import painting, theme
from desk_app.gui.overriding import override
from desk_app.gui.tokens import PAPER_GROUND

_STEP = 1.15
_SMALLEST, _LARGEST = 0.25, 6.0
_OVERLAP = 0.9
PAGE_KEYS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class PdfPage(QPdfView):
    """Shows bytes of a letter; they never touch the disk. The text of a page can be read."""

    page_changed = Signal(int, int)
    zoom_changed = Signal(int)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        # Without a parent: as children they would go before the view has stopped drawing them.
        self._pages = QPdfDocument()
        self._bytes = QBuffer()
        self.setDocument(self._pages)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self._ground()
        self.pageNavigator().currentPageChanged.connect(self._page_changed)
        self.zoomFactorChanged.connect(self._zoomed)

    def show_bytes(self, pdf: bytes) -> bool:
        """Show a letter; say whether its pages could be read."""
        self._pages.close()
        self._bytes.close()
        self._bytes.setData(QByteArray(pdf))
        self._bytes.open(QIODevice.OpenModeFlag.ReadOnly)
        self._pages.load(self._bytes)
        readable = self._pages.status() is QPdfDocument.Status.Ready
        self._describe()
        self._page_changed()
        return readable

    def clear(self) -> None:
        """Hold nothing any more."""
        self._pages.close()
        self._bytes.close()
        self._bytes.setData(QByteArray())
        self._describe()

    def pages(self) -> int:
        """Return how many pages there are."""
        return self._pages.pageCount()

    def text(self, page: int) -> str:
        """Return the text of a page, counted from 0, a hyphen that ends a line as it stands."""
        return self._pages.getAllText(page).text().replace("\ufffe", "-")

    def turn(self, step: int) -> None:
        """Go on or back by pages."""
        navigator = self.pageNavigator()
        page = navigator.currentPage() + step
        if 0 <= page < self.pages():
            navigator.jump(page, QPointF(), navigator.currentZoom())

    def go_on(self, step: int) -> None:
        """Go on or back by what is seen at once: no part of a page is passed over."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + step * round(bar.pageStep() * _OVERLAP))

    def to_top(self) -> None:
        """Show the beginning of the first page."""
        if self.pages():
            navigator = self.pageNavigator()
            navigator.jump(0, QPointF(), navigator.currentZoom())
        self.verticalScrollBar().setValue(0)

    def zoom(self, step: int) -> None:
        """Draw larger (1) or smaller (-1)."""
        factor = self._factor() * (_STEP**step)
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(min(max(factor, _SMALLEST), _LARGEST))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = PAGE_KEYS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers():
            self.go_on(step)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            colours = theme.tokens(self.window().palette())
            painting.focus_line(painter, self.viewport().rect().toRectF(), colours, radius=0)

    def _factor(self) -> float:
        if self.zoomMode() is QPdfView.ZoomMode.Custom or not self.pages():
            return self.zoomFactor()
        points = self._pages.pagePointSize(0).width()
        dots = points / 72 * self.logicalDpiX()
        return (self.viewport().width() - 2 * self.documentMargins().left()) / max(dots, 1.0)

    def _describe(self) -> None:
        words = self.text(0) if self.pages() else ""
        self.setAccessibleDescription(words)
        self.zoom_changed.emit(round(self._factor() * 100))

    def _page_changed(self) -> None:
        self.page_changed.emit(self.pageNavigator().currentPage() + 1, self.pages())

    def _zoomed(self) -> None:
        self.zoom_changed.emit(round(self._factor() * 100))

    def _ground(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Dark, QColor(PAPER_GROUND))
        self.setPalette(palette)
