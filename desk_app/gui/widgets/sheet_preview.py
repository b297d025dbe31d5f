# SPDX-License-Identifier: MIT
"""A look at the recovery sheet as it prints, with dots where the key stands on paper."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.gui import painting, theme
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size
from desk_app.gui.tokens import LIGHT

_WIDTH, _HEIGHT = 400, 600
_MARGIN = 28
_COLUMNS, _ROWS = 4, 3
_DOTS = "••••••"
_CODE = 96
_LEFT_SHARE = 0.56
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What stands on the page, in the language of the screen; nothing of the key."""

    title: str = ""
    quarter: str = ""
    desk: str = ""
    number: str = ""
    made: str = ""
    key: str = ""
    code: str = ""
    only: str = ""
    use_title: str = ""
    use: str = ""
    end_title: str = ""
    end: str = ""
    place: str = ""
    sealed: str = ""


class SheetPreview(QWidget):
    """White paper in both looks, as the letters are; its words are its description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = SheetWords()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_words(self, name: str, words: SheetWords) -> None:
        """Show other words; the name tells a screen reader what this is."""
        self._words = words
        self.setAccessibleName(name)
        told = (words.title, words.quarter, words.number, words.only, words.use, words.end)
        self.setAccessibleDescription(" ".join(part for part in told if part))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(_WIDTH), theme.px(_HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paper = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(LIGHT.strong_line))
        painter.setBrush(QColor(LIGHT.base))
        painter.drawRect(paper)
        margin = theme.px(_MARGIN)
        pen = _Pen(painter, paper.adjusted(margin, margin, -margin, -margin))
        self._paint_head(pen)
        self._paint_key(pen)
        self._paint_rest(pen)

    def _paint_head(self, pen: _Pen) -> None:
        words = self._words
        pen.line(words.title, theme.font(Size.TITLE), _CENTRE)
        pen.line(words.quarter, theme.font(), _CENTRE)
        pen.skip(10)
        if pen.fits(words.desk):
            pen.pair(words.desk, words.number)
            pen.pair(words.made, "")
        else:
            pen.wrapped(words.desk)
            pen.pair(words.made, words.number)
        pen.skip(10)
        pen.line(words.key, theme.font(Size.LABEL), _LEFT)

    def _paint_key(self, pen: _Pen) -> None:
        for _ in range(_ROWS):
            pen.cells(_COLUMNS, _DOTS)
        pen.skip(12)
        pen.code(self._words.code, self._words.only)
        pen.skip(12)
        pen.rule()

    def _paint_rest(self, pen: _Pen) -> None:
        words = self._words
        pen.skip(6)
        for title, text in ((words.use_title, words.use), (words.end_title, words.end)):
            pen.line(title, theme.font(Size.LABEL, bold=True), _LEFT)
            pen.wrapped(text)
            pen.skip(6)
        pen.skip(6)
        pen.pair(f"{words.place} ______________", f"{words.sealed} ____________")


class _Pen:
    """Draws down a page from the top."""

    def __init__(self, painter: QPainter, place: QRectF) -> None:
        self._painter = painter
        self._place = place
        self._y = place.top()
        painter.setPen(QColor(LIGHT.text))

    def skip(self, pixels: int) -> None:
        self._y += theme.px(pixels)

    def line(self, text: str, font: QFont, align: int) -> None:
        self._draw(self._row(painting.line_height(font)), text, font, align)

    def fits(self, left: str) -> bool:
        """Say whether a text has room at the left of a pair."""
        advance = QFontMetricsF(theme.font(Size.LABEL)).horizontalAdvance(left)
        return advance + theme.px(8) <= self._place.width() * _LEFT_SHARE

    def pair(self, left: str, right: str) -> None:
        font = theme.font(Size.LABEL)
        row = self._row(painting.line_height(font))
        half = row.width() * _LEFT_SHARE
        self._draw(QRectF(row.left(), row.top(), half, row.height()), left, font, _LEFT)
        self._draw(row.adjusted(half, 0, 0, 0), right, font, _LEFT)

    def cells(self, count: int, text: str) -> None:
        row = self._row(theme.px(32))
        gap = theme.px(12)
        width = (row.width() - gap * (count - 1)) / count
        for column in range(count):
            cell = QRectF(row.left() + column * (width + gap), row.top(), width, row.height())
            self._draw(cell, text, theme.font(bold=True), _CENTRE)
            self._thin(cell.bottomLeft(), cell.bottomRight())

    def code(self, text: str, beside: str) -> None:
        side = theme.px(_CODE)
        row = self._row(side)
        box = QRectF(row.left(), row.top(), side, side)
        self._painter.save()
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(QColor(LIGHT.text2), 1, Qt.PenStyle.DashLine))
        self._painter.drawRect(box)
        self._painter.restore()
        inner = box.adjusted(theme.px(8), 0, -theme.px(8), 0)
        wrap = _CENTRE | int(Qt.TextFlag.TextWordWrap)
        self._draw(inner, text, theme.font(Size.HINT), wrap)
        words = row.adjusted(side + theme.px(16), 0, 0, 0)
        height = painting.text_height(beside, theme.font(Size.LABEL), words.width())
        words.setTop(words.center().y() - height / 2)
        self._wrap(words, beside)

    def wrapped(self, text: str) -> None:
        font = theme.font(Size.LABEL)
        height = painting.text_height(text, font, self._place.width())
        self._wrap(self._row(height), text)

    def rule(self) -> None:
        row = self._row(theme.px(4))
        self._thin(row.topLeft(), row.topRight())

    def _row(self, height: float) -> QRectF:
        row = QRectF(self._place.left(), self._y, self._place.width(), height)
        self._y += height
        return row

    def _draw(self, place: QRectF, text: str, font: QFont, align: int) -> None:
        self._painter.setPen(QColor(LIGHT.text))
        self._painter.setFont(font)
        self._painter.drawText(place, align, text)

    def _wrap(self, place: QRectF, text: str) -> None:
        ink = painting.Ink(theme.font(Size.LABEL), LIGHT.text, LIGHT)
        painting.wrapped(self._painter, place, text, ink)

    def _thin(self, start: QPointF, end: QPointF) -> None:
        self._painter.setPen(QColor(LIGHT.strong_line))
        self._painter.drawLine(start, end)
