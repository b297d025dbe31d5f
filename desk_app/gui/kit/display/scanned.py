# SPDX-License-Identifier: MIT
"""One page of a scan with the boxes that will be black in what is kept."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
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
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.theme import LIGHT, PAPER_GROUND
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.records.case.scans import WHOLE

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEP, _LEAST = 50, 60
_NEW, _BELOW = (3000, 4400, 7000, 4800), 500
_MARGIN, _EDGE = 8, 2
_ENLARGED = (1.0, 1.4, 2.0, 2.8, 4.0)
_PAGE_KEYS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PageBox(NamedTuple):
    """A box over the page, in ten-thousandths of its sides from the upper left corner."""

    left: int
    top: int
    right: int
    bottom: int


class _Hold(Enum):
    """What the mouse does while it is held down."""

    NOTHING = "nothing"
    NEW = "new"
    MOVE = "move"


class ScannedSheet(painting.RepaintsWithFocus, QAbstractScrollArea):
    """Shows the picture of one page, and no other than the one it was told of last.

    Until that has come the sheet is empty and says so. ``drawn`` carries a new box, ``changed`` the
    chosen one as it is now, ``chosen`` the place of one among those shown; ``removed`` asks for the
    chosen one to go, ``turned_over`` for the next page (1) or the one before (-1), ``size_changed``
    for a picture of another width.
    """

    drawn = Signal(object)
    changed = Signal(object)
    chosen = Signal(int)
    removed = Signal()
    turned_over = Signal(int)
    size_changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: object = None
        self._points = QSizeF()
        self._picture: QImage | None = None
        self._boxes: tuple[PageBox, ...] = ()
        self._at: int | None = None
        self._larger = 0
        self._hold = _Hold.NOTHING
        self._from = QPointF()
        self._moved: PageBox | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Dark, QColor(PAPER_GROUND))
        self.setPalette(palette)

    @property
    def wanted_width(self) -> int:
        """The width in the screen's own pixels in which a picture is sharp."""
        return round(self._place().width() * self.devicePixelRatioF())

    @property
    def page(self) -> object:
        """What names the page that is shown."""
        return self._page

    @property
    def is_drawn(self) -> bool:
        """Whether the picture of the page has come."""
        return self._picture is not None

    def show_page(self, page: object, points: QSizeF) -> None:
        """Show another page, of this size in points; its picture comes later."""
        if (page, points) != (self._page, self._points):
            self._page, self._points, self._picture = page, points, None
            self._hold, self._moved = _Hold.NOTHING, None
            self._arrange()

    def show_picture(self, page: object, picture: QImage) -> None:
        """Show the picture of a page; one of another page than the one that is shown is dropped."""
        if page == self._page:
            self._picture = picture
            self.viewport().update()

    def show_boxes(self, boxes: Sequence[PageBox], at: int | None) -> None:
        """Show the boxes of the page; the one at a place is chosen."""
        self._boxes, self._at = tuple(boxes), at
        self.viewport().update()

    def enlarge(self, step: int) -> None:
        """Show the page larger (1) or smaller (-1)."""
        self._larger = min(max(self._larger + step, 0), len(_ENLARGED) - 1)
        self._arrange()
        self.size_changed.emit()

    def add_box(self) -> None:
        """Lay a new box over the middle of the page, below those that lie there."""
        if self._page is not None:
            below = len(self._boxes) * _BELOW % (WHOLE // 2)
            self.drawn.emit(_shifted(PageBox(*_NEW), 0, below))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self.size_changed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _PAGE_KEYS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers():
            self.turned_over.emit(step)
        elif shortcuts.means(event, Key.ADD):
            self.add_box()
        elif shortcuts.means(event, Key.REMOVE) and self._at is not None:
            self.removed.emit()
        elif event.key() == Qt.Key.Key_Space and self._boxes:
            self.chosen.emit(0 if self._at is None else (self._at + 1) % len(self._boxes))
        elif not self._take_arrow(event):
            super().keyPressEvent(event)

    def _take_arrow(self, event: QKeyEvent) -> bool:
        """Move the chosen box, or with Shift its lower right corner."""
        step, held = _ARROWS.get(Qt.Key(event.key())), event.modifiers()
        held &= ~Qt.KeyboardModifier.KeypadModifier
        shift = held == Qt.KeyboardModifier.ShiftModifier
        if step is None or self._at is None or (held and not shift):
            return False
        box, (across, down) = self._boxes[self._at], (part * _STEP for part in step)
        self.changed.emit(_sized(box, across, down) if shift else _shifted(box, across, down))
        return True

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._page is None:
            return
        self._from = self._on_page(event.position())
        hit = [place for place, box in enumerate(self._boxes) if _holds(box, self._from)]
        if hit:
            self._hold = _Hold.MOVE
            self.chosen.emit(hit[-1])
        else:
            self._hold = _Hold.NEW

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        now = self._on_page(event.position())
        if self._hold is _Hold.NEW:
            self._moved = _between(self._from, now)
        elif self._hold is _Hold.MOVE and self._at is not None:
            way = now - self._from
            self._moved = _shifted(self._boxes[self._at], round(way.x()), round(way.y()))
        self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        hold, moved = self._hold, self._moved
        self._hold, self._moved = _Hold.NOTHING, None
        if moved is None:
            return
        if hold is _Hold.MOVE:
            self.changed.emit(moved)
        elif min(moved.right - moved.left, moved.bottom - moved.top) >= _LEAST:
            self.drawn.emit(moved)
        self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.palette().brush(QPalette.ColorRole.Dark))
        if self._page is not None:
            self._paint_page(painter)
        if self.hasFocus():
            colours = theme.tokens(self.window().palette())
            painting.focus_line(painter, self.viewport().rect().toRectF(), colours, radius=0)
        painter.end()

    def _paint_page(self, painter: QPainter) -> None:
        place = self._in_sight()
        if self._picture is None:
            painter.fillRect(place, QColor(LIGHT.base))
            edge = theme.px(24)
            words = QRectF(place.intersected(self.viewport().rect()))
            ink = painting.Ink(theme.font(), LIGHT.text2, LIGHT)
            told = self.tr("The page is being drawn …")
            painting.wrapped(painter, words.adjusted(edge, edge, -edge, -edge), told, ink)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._picture)
        for number, box in enumerate(self._boxes):
            at = number == self._at
            moved = self._moved if at and self._hold is _Hold.MOVE else None
            self._paint_box(painter, place, moved or box, chosen=at)
        if self._hold is _Hold.NEW and self._moved is not None:
            self._paint_box(painter, place, self._moved, chosen=True)

    def _paint_box(self, painter: QPainter, page: QRect, box: PageBox, *, chosen: bool) -> None:
        """Fill a box as it will be; the chosen one lets through what it covers."""
        across, down = page.width() / WHOLE, page.height() / WHOLE
        spot = QRectF(
            page.left() + box.left * across,
            page.top() + box.top * down,
            (box.right - box.left) * across,
            (box.bottom - box.top) * down,
        )
        ink = QColor("black")
        ink.setAlphaF(0.6 if chosen else 1.0)
        painter.fillRect(spot, ink)
        if chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(LIGHT.accent), theme.px(_EDGE)))
            painter.drawRect(spot)

    def _place(self) -> QRect:
        """Return the page's place in the whole that is scrolled."""
        margin = theme.px(_MARGIN)
        room = self.maximumViewportSize() - QSize(2 * margin, 2 * margin)
        if self._points.isEmpty() or room.isEmpty():
            return QRect(margin, margin, 1, 1)
        whole = self._points.scaled(QSizeF(room), Qt.AspectRatioMode.KeepAspectRatio)
        size = (whole * _ENLARGED[self._larger]).toSize()
        left = max(margin, (self.maximumViewportSize().width() - size.width()) // 2)
        return QRect(QPoint(left, margin), size)

    def _in_sight(self) -> QRect:
        bars = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return self._place().translated(-bars[0], -bars[1])

    def _arrange(self) -> None:
        place, view, margin = self._place(), self.viewport().size(), theme.px(_MARGIN)
        for bar, seen, whole in (
            (self.horizontalScrollBar(), view.width(), place.right() + 1 + margin),
            (self.verticalScrollBar(), view.height(), place.bottom() + 1 + margin),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(theme.px(20))
        self.viewport().update()

    def _on_page(self, at: QPointF) -> QPointF:
        """Return a place of the view as one of the page, within it."""
        place = self._in_sight()
        across = (at.x() - place.left()) * WHOLE / max(place.width(), 1)
        down = (at.y() - place.top()) * WHOLE / max(place.height(), 1)
        return QPointF(min(max(across, 0), WHOLE), min(max(down, 0), WHOLE))


def _holds(box: PageBox, at: QPointF) -> bool:
    return box.left <= at.x() <= box.right and box.top <= at.y() <= box.bottom


def _between(one: QPointF, other: QPointF) -> PageBox:
    left, right = sorted((round(one.x()), round(other.x())))
    top, bottom = sorted((round(one.y()), round(other.y())))
    return PageBox(left, top, right, bottom)


def _shifted(box: PageBox, across: int, down: int) -> PageBox:
    """Return a box elsewhere, whole on the page."""
    across = min(max(across, -box.left), WHOLE - box.right)
    down = min(max(down, -box.top), WHOLE - box.bottom)
    return PageBox(box.left + across, box.top + down, box.right + across, box.bottom + down)


def _sized(box: PageBox, across: int, down: int) -> PageBox:
    """Return a box of another size, from the same upper left corner."""
    right = min(max(box.right + across, box.left + _LEAST), WHOLE)
    bottom = min(max(box.bottom + down, box.top + _LEAST), WHOLE)
    return PageBox(box.left, box.top, right, bottom)
