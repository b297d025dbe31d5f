# SPDX-License-Identifier: MIT
"""A letter's own pages, from memory, as they will print."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QObject,
    QPoint,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.theme import LIGHT, PAPER_GROUND
from desk_app.gui.kit.pyside_workarounds.overriding import override

if TYPE_CHECKING:
    from collections.abc import Sequence

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

    def place_of(self, runs: Sequence[str]) -> tuple[int, QRectF] | None:
        """Return where these runs of text stand one after the other: page, and box in points.

        They are given without blanks; what is not there is passed over. None where nothing is.
        """
        best: tuple[int, int, int] | None = None
        for page in range(len(self.sizes)):
            text = self.text(page)
            signs = [at for at, sign in enumerate(text) if not sign.isspace()]
            found = _stretch("".join(text[at] for at in signs), runs)
            if found is not None and (best is None or found[1] - found[0] > best[2] - best[1]):
                best = page, signs[found[0]], signs[found[1] - 1] + 1
        if best is None:
            return None
        page, first, last = best
        box = self._document.getSelectionAtIndex(page, first, last - first).boundingRectangle()
        return (page, box) if box.isValid() else None

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


_APART = 160
"""So many signs may stand between two runs of one sentence: values, and what may be left out."""


def _stretch(text: str, runs: Sequence[str]) -> tuple[int, int] | None:
    """Return from where to where runs stand in a text, each behind the one before."""
    first, last = -1, 0
    for run in runs:
        at = text.find(run, last)
        if at >= 0 and (first < 0 or at - last <= _APART):
            first = at if first < 0 else first
            last = at + len(run)
    return None if first < 0 else (first, last)


def _on_paper(picture: QImage) -> QImage:
    """Return a picture on white, in the form that is painted fastest."""
    paper = QImage(picture.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, picture)
    painter.end()
    return paper


_STEP = 1.15
_SMALLEST, _LARGEST = 0.25, 6.0
_OVERLAP = 0.9
_MARGIN, _BETWEEN = 5, 3
"""Pixels around the pages and between two of them."""

_BESIDE, _LIFE_SIZE = 16, 1.0
"""Pixels at 100 % left at both sides of a page as wide as the view, and how large it is at most: a
sheet whose edges stand in sight is seen to be whole."""

_WORDS = 0.82
"""The part of a page's width that its words take, with a little of both margins."""

_ABREAST = 2
"""So many whole pages stand beside one another where the view is broad enough."""

_LINE = 20
"""Pixels that an arrow key goes."""

_READ_AT = 0.4
"""The part of the view, from its top, at which the page stands that is being read."""

_A4 = QSizeF(595, 842)
"""In points: the sheet that stands there while a letter is on its way."""

PAGE_KEYS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


_AROUND, _TINT = 4, 40
"""Pixels at 100 % around what is pointed at, and how strong its tint is, of 255."""

POINTS_A_TENTH = 72 / 254
"""Points in a tenth of a millimetre."""


class Frame(NamedTuple):
    """A box over a page in tenths of a millimetre: left, top, width, height.

    ``sure`` for what is always so, dashed; else it is dotted.
    """

    box: tuple[int, int, int, int]
    sure: bool = True


class PdfPage(painting.RepaintsWithFocus, QAbstractScrollArea):
    """Shows bytes of a letter; they never touch the disk. The text of a page can be read.

    No page is ever shown but one of the letter that was asked for last. Until it is drawn the sheet
    is empty and says so; `shown` tells of which bytes everything in sight is drawn, and
    ``shown_changed`` says that this is other than it was. Where it is ``close``, a page that is not
    whole is as wide as its words: its margins are out of sight.
    """

    page_changed = Signal(int, int)
    zoom_changed = Signal(int)
    shown_changed = Signal()

    def __init__(self, name: str, parent: QWidget, *, close: bool = False) -> None:
        super().__init__(parent)
        self._close = close
        self._letter: DrawnLetter | None = None
        self._leaving: list[DrawnLetter] = []
        self._expected = False
        self._shown = ""
        self._zoom: float | None = None
        self._whole = False
        self._frames: tuple[Frame, ...] = ()
        self._sought: tuple[str, ...] = ()
        self._pointed: tuple[int, QRectF] | None = None
        self._places: tuple[QRect, ...] = ()
        self._height = 0
        self._told = (0, 0, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setSingleStep(_LINE)
        self.verticalScrollBar().valueChanged.connect(self._page_changed)
        self._ground()

    @property
    def shown(self) -> str:
        """The SHA-256 in hex of the bytes whose pages stand drawn in sight; empty while none do."""
        return self._shown

    @property
    def is_drawing(self) -> bool:
        """Whether something is to be shown, and is not in sight yet."""
        letter = self._letter
        if letter is None or self._shown:
            return self._expected
        return letter.readable and not letter.has_failed(self.page())

    def hindrance(self, pdf: bytes) -> str:
        """Say why nothing may be done with a letter yet: it does not stand drawn here.

        Empty where every page in sight is drawn of exactly these bytes.
        """
        if pdf and self._shown == digest_of(pdf):
            return ""
        if self._letter is not None and self._letter.has_failed(self.page()):
            return self.tr("This page cannot be drawn. Nothing is issued or printed from here.")
        return self.tr(
            "The page was still being drawn, so nothing was done. Do it again once it is in sight."
        )

    def show_bytes(self, pdf: bytes) -> bool:
        """Show a letter; say whether its pages could be read. The same letter is not drawn anew."""
        if self._letter is None or self._letter.digest != digest_of(pdf):
            self._put(DrawnLetter(pdf))
        return self._letter is not None and self._letter.readable

    def expect(self) -> None:
        """Show no page any more, and say that one is on its way."""
        if not self._expected:
            self._put(None, expected=True)

    def clear(self) -> None:
        """Hold nothing any more."""
        self._put(None)

    def pages(self) -> int:
        """Return how many pages there are."""
        return 0 if self._letter is None else len(self._letter.sizes)

    def page(self) -> int:
        """Return the page that is read, counted from 0."""
        line = self.verticalScrollBar().value() + self.viewport().height() * _READ_AT
        tops = [place.top() for place in self._places[: self.pages()]]
        begun = [top for top in tops if top <= line]
        return tops.index(begun[-1]) if begun else 0

    def abreast(self) -> int:
        """Return how many pages stand beside the one that is read, itself included."""
        tops = [place.top() for place in self._places[: self.pages()]]
        return tops.count(tops[self.page()]) if tops else 0

    def text(self, page: int) -> str:
        """Return the text of a page, counted from 0, a hyphen that ends a line as it stands."""
        return "" if self._letter is None else _as_written(self._letter.text(page))

    def go_on(self, step: int) -> None:
        """Go on or back by what is seen at once: no part of a page is passed over."""
        bar = self.verticalScrollBar()
        seen = bar.pageStep() if self.is_whole else round(bar.pageStep() * _OVERLAP)
        bar.setValue(bar.value() + step * seen)

    def to_top(self) -> None:
        """Show the beginning of the first page."""
        self.verticalScrollBar().setValue(0)

    @property
    def is_whole(self) -> bool:
        """Whether the first page is drawn so that all of it is in sight."""
        return self._whole and self._zoom is None

    def fit(self, *, whole: bool) -> None:
        """Draw a page as wide as the view, life-size at most, or so that the whole is in sight."""
        self._whole, self._zoom = whole, None
        self._arrange()
        self._bring_pointed()

    def show_frames(self, frames: tuple[Frame, ...]) -> None:
        """Draw these over the first page once it stands drawn: nothing of them is printed."""
        if frames != self._frames:
            self._frames = frames
            self.viewport().update()

    def point_at(self, runs: Sequence[str]) -> None:
        """Mark where these runs of text stand one after the other, and bring it into sight."""
        if tuple(runs) != self._sought:
            self._sought, self._pointed = tuple(runs), None
            self._seek()

    def _seek(self) -> None:
        """Look for what is pointed at; a document that is being drawn does not answer."""
        letter = self._letter
        if self._pointed is not None or not self._sought or letter is None or letter.is_drawing:
            return
        self._pointed = letter.place_of(self._sought)
        self._bring_pointed()
        self.viewport().update()

    def _bring_pointed(self) -> None:
        """Bring into sight what is pointed at."""
        letter = self._letter
        if self._pointed is None or letter is None:
            return
        page, box = self._pointed
        scale = self._scale(letter.sizes[page], self.viewport().width())
        middle = self._places[page].top() + round(box.center().y() * scale)
        self.verticalScrollBar().setValue(middle - round(self.viewport().height() * _READ_AT))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Draw the page large enough to be read, or the whole of it again."""
        self.fit(whole=not self.is_whole)
        event.accept()

    def zoom(self, step: int) -> None:
        """Draw larger (1) or smaller (-1)."""
        self._zoom = min(max(self._factor() * (_STEP**step), _SMALLEST), _LARGEST)
        self._arrange()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = PAGE_KEYS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers():
            self.go_on(step)
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.palette().brush(QPalette.ColorRole.Dark))
        drawn = self._paint_pages(painter)
        if self.hasFocus():
            colours = theme.tokens(self.window().palette())
            painting.focus_line(painter, self.viewport().rect().toRectF(), colours, radius=0)
        painter.end()
        self._show(self._letter.digest if drawn and self._letter is not None else "")

    def _paint_pages(self, painter: QPainter) -> bool:
        """Paint the pages in sight; whether each of them stands drawn."""
        at = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        drawn, ratio = True, self.devicePixelRatioF()
        for page, whole in enumerate(self._places):
            place = whole.translated(-at)
            if not place.intersects(self.viewport().rect()):
                continue
            letter, size = self._letter, (place.size().toSizeF() * ratio).toSize()
            picture = None if letter is None else letter.picture(page, size)
            if picture is None:
                drawn = False
                painter.fillRect(place, QColor(LIGHT.base))
                self._paint_words(painter, place, self._words_of_none(page))
            else:
                smooth = QPainter.RenderHint.SmoothPixmapTransform
                painter.setRenderHint(smooth, picture.size() != size)
                painter.drawImage(place, picture)
                if page == 0:
                    self._paint_frames(painter, place)
                if self._pointed is not None and self._pointed[0] == page:
                    self._paint_pointed(painter, place, self._pointed[1])
        return drawn

    def _paint_pointed(self, painter: QPainter, page: QRect, box: QRectF) -> None:
        """Draw what is pointed at, on white paper in both modes: a tint in a frame."""
        a_point = page.width() / max(next(iter(self._sizes()), _A4).width(), 1.0)
        room = theme.px(_AROUND)
        corner, size = box.topLeft() * a_point, box.size() * a_point
        spot = QRectF(corner, size).translated(page.topLeft())
        spot.adjust(-room, -room, room, room)
        tint = QColor(LIGHT.accent)
        tint.setAlpha(_TINT)
        painter.fillRect(spot, tint)
        painter.setPen(QPen(QColor(LIGHT.accent), theme.px(1)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(spot)
        spot.setWidth(theme.px(4))
        painter.fillRect(spot, QColor(LIGHT.accent))

    def _paint_frames(self, painter: QPainter, page: QRect) -> None:
        """Draw the frames on white paper, which is light in both modes."""
        a_point = page.width() / max(next(iter(self._sizes()), _A4).width(), 1.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for frame in self._frames:
            dashed = Qt.PenStyle.DashLine if frame.sure else Qt.PenStyle.DotLine
            tone = QColor(LIGHT.accent if frame.sure else LIGHT.strong_line)
            painter.setPen(QPen(tone, theme.px(1), dashed))
            box = QRectF(*(side * a_point * POINTS_A_TENTH for side in frame.box))
            painter.drawRect(box.translated(page.topLeft()))

    def _paint_words(self, painter: QPainter, page: QRect, words: str) -> None:
        """Say on an empty sheet, in its part that is in sight, why it is empty."""
        edge = theme.px(24)
        place = page.intersected(self.viewport().rect()).adjusted(edge, edge, -edge, -edge)
        ink = painting.Ink(theme.font(), LIGHT.text2, LIGHT)
        painting.wrapped(painter, QRectF(place), words, ink)

    def _words_of_none(self, page: int) -> str:
        if self._letter is not None and self._letter.has_failed(page):
            return self.tr("This page cannot be drawn. Nothing is issued or printed from here.")
        return self.tr("The page is being drawn …")

    def _put(self, letter: DrawnLetter | None, *, expected: bool = False) -> None:
        """Show another letter, or none; what is still drawn of the one before comes to nothing."""
        before, self._letter, self._expected = self._letter, letter, expected
        if before is not None:
            before.drawn.disconnect(self._drawn)
            if before.is_drawing:
                # It goes once its renderer is at rest: the window would wait for that.
                self._leaving.append(before)
                before.drawn.connect(self._let_go, Qt.ConnectionType.QueuedConnection)
        if letter is not None:
            letter.drawn.connect(self._drawn)
        self._show("")
        self._pointed = None
        self._arrange()
        self._describe()
        self._seek()

    def _let_go(self) -> None:
        self._leaving = [each for each in self._leaving if each.is_drawing]

    def _drawn(self) -> None:
        self._describe()
        self._seek()
        self.viewport().update()

    def _show(self, digest: str) -> None:
        if digest != self._shown:
            self._shown = digest
            # It may have been painted just now, and who is told may have something painted.
            QTimer.singleShot(0, self, self._say_shown)

    def _say_shown(self) -> None:
        self._describe()
        self.shown_changed.emit()

    def _arrange(self) -> None:
        """Give each page its place, and the bars their ranges."""
        bar, before = self.verticalScrollBar(), self._height
        read = bar.value() / before if before else 0.0
        as_needed = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(never if self._shows_words else as_needed)
        if self._zoom is not None:
            self.setVerticalScrollBarPolicy(as_needed)
        else:
            # Where the bar's own breadth decides whether it is needed, it would come and go: it is
            # asked of the room without one, which Qt's own measure leaves out once it is there.
            whole = self.contentsRect()
            tall = _bottom(self._placed(whole.width())) > whole.height()
            always = Qt.ScrollBarPolicy.ScrollBarAlwaysOn
            self.setVerticalScrollBarPolicy(always if tall else as_needed)
        view = self.viewport().size()
        self._places = self._placed(view.width())
        self._height = _bottom(self._places)
        across = max((place.right() + 1 + _MARGIN for place in self._places), default=0)
        self.horizontalScrollBar().setRange(0, max(0, across - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        bar.setRange(0, max(0, self._height - view.height()))
        bar.setPageStep(view.height())
        if self._height != before:
            bar.setValue(round(read * self._height))
        if self._shows_words:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum() // 2)
        self._page_changed()
        self.zoom_changed.emit(round(self._factor() * 100))
        self.viewport().update()

    def _placed(self, width: int) -> tuple[QRect, ...]:
        """Return where the pages stand in a view of this width; an empty sheet for one expected.

        One below the other; whole ones beside one another too, as far as there is room.
        """
        sheets = [(size * self._scale(size, width)).toSize() for size in self._sizes()]
        widest = max((sheet.width() for sheet in sheets), default=1)
        room = (width - 2 * _MARGIN + _BETWEEN) // (widest + _BETWEEN)
        columns = min(_ABREAST, max(room, 1)) if self.is_whole else 1
        places, top = list[QRect](), _MARGIN
        for first in range(0, len(sheets), columns):
            row = sheets[first : first + columns]
            across = sum(sheet.width() for sheet in row) + _BETWEEN * (len(row) - 1)
            left = (max(width, across + 2 * _MARGIN) - across) // 2
            for sheet in row:
                places.append(QRect(QPoint(left, top), sheet))
                left += sheet.width() + _BETWEEN
            high = max(sheet.height() for sheet in row) + _BETWEEN
            # Of a page that is not whole in sight nothing is begun.
            top += max(high, self.maximumViewportSize().height()) if self.is_whole else high
        return tuple(places)

    def _scale(self, size: QSizeF, width: int) -> float:
        """Return how many pixels a point takes."""
        if self._zoom is not None:
            return self._zoom * self.logicalDpiX() / 72
        beside = _MARGIN if self._whole else theme.px(_BESIDE)
        wide = max(1, width - 2 * beside) / max(size.width(), 1.0)
        if not self._whole:
            wide = wide / _WORDS if self._close else wide
            return min(wide, _LIFE_SIZE * self.logicalDpiX() / 72)
        high = max(1, self.maximumViewportSize().height() - 2 * _MARGIN) / max(size.height(), 1.0)
        return min(wide, high)

    @property
    def _shows_words(self) -> bool:
        """Whether a page is as wide as its words."""
        return self._close and not self._whole and self._zoom is None

    def _factor(self) -> float:
        if self._zoom is not None:
            return self._zoom
        first = next(iter(self._sizes()), _A4)
        return self._scale(first, self.viewport().width()) * 72 / self.logicalDpiX()

    def _sizes(self) -> tuple[QSizeF, ...]:
        """Return the sizes of the pages in points, or of the sheet that waits for them."""
        if self._letter is None:
            return (_A4,) if self._expected else ()
        return self._letter.sizes

    def _describe(self) -> None:
        """Let a screen reader find the words of the page, or why there is none."""
        words = ""
        if self._shown and self._letter is not None:
            words = _as_written(self._letter.words)
        elif self._expected or self.pages():
            words = self._words_of_none(self.page())
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def _page_changed(self) -> None:
        told = (self.page() + 1, self.pages(), self.abreast())
        if told != self._told:
            self._told = told
            self.page_changed.emit(*told[:2])

    def _ground(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Dark, QColor(PAPER_GROUND))
        self.setPalette(palette)


class PageFitButton(KeyButton):
    """Draws a page large enough to be read, or the whole of it again; it says which."""

    def __init__(self, page: PdfPage) -> None:
        super().__init__(kind=ButtonKind.SMALL)
        self.setObjectName("fitPage")
        self._page = page
        self.clicked.connect(self._turn)
        page.zoom_changed.connect(self._tell)
        self._tell()

    def _turn(self) -> None:
        self._page.fit(whole=not self._page.is_whole)

    def _tell(self) -> None:
        self.setText(self.tr("Enlarge") if self._page.is_whole else self.tr("Whole page"))


def _bottom(places: tuple[QRect, ...]) -> int:
    """Return the height that pages take, their margins included."""
    return max((place.bottom() for place in places), default=-1 - _MARGIN) + 1 + _MARGIN


def _as_written(text: str) -> str:
    return text.replace("\ufffe", "-")
