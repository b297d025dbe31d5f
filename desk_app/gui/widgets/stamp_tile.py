# SPDX-License-Identifier: MIT
"""One denomination of the stamp pad, and the tile for any other value."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from desk_app.gui import painting, theme
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size

_RING = 3
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_APART = 4


class _Tile(QToolButton):
    """A tile; its keys belong to the pad around it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(70), theme.px(48))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), self.sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def body(self) -> QRectF:
        """Return what is filled: all of the tile, or what its focus line leaves of it."""
        whole = QRectF(self.rect())
        return whole.adjusted(_RING, _RING, -_RING, -_RING) if self.hasFocus() else whole

    def paint_ring(self, painter: QPainter) -> None:
        """Draw the focus line where this tile has the focus."""
        if self.hasFocus():
            colours = theme.tokens(self.palette())
            painting.focus_line(painter, QRectF(self.rect()), colours, radius=6)


class StampTile(_Tile):
    """A face value, its ``face`` as it is written, and how many pieces of it were counted."""

    taken_away = Signal()

    def __init__(self, value: int, face: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value = value
        self.face = face
        self._count = 0

    def count(self) -> int:
        """Return how many pieces are counted."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show a count."""
        self._count = count
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.RightButton:
            self.taken_away.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        body = self.body()
        if self._count:
            painting.box(painter, body, colours.selection, colours.accent)
        else:
            painting.box(painter, body, colours.base, colours.strong_line)
        self.paint_ring(painter)
        inner = QRectF(self.rect()).adjusted(theme.px(6), 0, -theme.px(6), 0)
        shown = f"×{self._count}" if self._count else "–"
        size = self._size_for(self.face, shown, inner.width())
        painter.setFont(theme.font(size, digits=True))
        painter.setPen(QColor(colours.selection_text if self._count else colours.text))
        painter.drawText(inner, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), self.face)
        painter.setFont(theme.font(size, bold=bool(self._count), digits=True))
        if not self._count:
            painter.setPen(QColor(colours.text3))
        painter.drawText(inner, int(_MIDDLE | Qt.AlignmentFlag.AlignRight), shown)

    def _size_for(self, face: str, shown: str, room: float) -> Size:
        """Return the largest size in which value and count stand apart."""
        for size in (Size.SECTION, Size.BODY):
            plain, bold = (theme.font(size, bold=each, digits=True) for each in (False, True))
            taken = QFontMetricsF(plain).horizontalAdvance(face)
            taken += QFontMetricsF(bold).horizontalAdvance(shown) + theme.px(_APART)
            if taken <= room:
                return size
        return Size.HINT


class OtherTile(_Tile):
    """Says that any other value may be typed, and shows what is being typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = ""

    def show_typed(self, typed: str) -> None:
        """Show digits on their way; empty shows the hint again."""
        self._typed = typed
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        body = self.body()
        fill = colours.selection if self._typed else colours.base
        painting.box(painter, body, fill, colours.strong_line, dashed=True)
        self.paint_ring(painter)
        whole = QRectF(self.rect())
        inner = whole.adjusted(theme.px(8), theme.px(4), -theme.px(4), -theme.px(4))
        left = int(_MIDDLE | Qt.AlignmentFlag.AlignLeft)
        if self._typed:
            painter.setFont(theme.font(Size.SECTION, bold=True, digits=True))
            painter.setPen(QColor(colours.selection_text))
            painter.drawText(inner, left, f"{self._typed}▏")
            return
        words = whole.adjusted(theme.px(7), theme.px(4), -theme.px(3), -theme.px(4))
        painter.setFont(theme.font(Size.LABEL))
        painter.setPen(QColor(colours.text2))
        painter.drawText(words, left | int(Qt.TextFlag.TextWordWrap), self.text())
