# SPDX-License-Identifier: MIT
"""Cells of tables: text in one or two lines, states, marked parts, days left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desk_app.gui import painting, theme
from desk_app.gui.delegates.ground import Ground, cell_of, fill, ground_of, row_lines
from desk_app.gui.marks import look
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size

if TYPE_CHECKING:
    from desk_app.gui.models.columns import Cell

Index = QModelIndex | QPersistentModelIndex
_LEAST = 5.0
"""No type is set smaller than this, in points."""
_MIDDLE_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class CellDelegate(QStyledItemDelegate):
    """Draws the cells of columns: text, detail under it, state before it, marked parts.

    The focus is one frame around the current row, not a dotted box in one cell.
    """

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ground = ground_of(option)
        painter.save()
        fill(painter, option, ground)
        painter.setClipRect(option.rect)
        self.paint_content(painter, _inside(option), cell_of(index), ground)
        row_lines(painter, option, index, ground)
        painter.restore()

    def paint_content(self, painter: QPainter, place: QRectF, cell: Cell, ground: Ground) -> None:
        """Draw a cell inside of its margins; its lines are centred in height."""
        if cell.ticked is not None:
            side = theme.px(16)
            spot = QRectF(place.center().x() - side / 2, place.center().y() - side / 2, side, side)
            painting.tick_box(
                painter, spot, ground.colours, ticked=cell.ticked, selected=ground.chosen
            )
        elif cell.mark is not None:
            painting.state(painter, place, cell.mark, cell.text, ground.colours, _font(cell))
        elif cell.right:
            painter.setFont(within(_font(cell), cell.text, place.width()))
            painter.setPen(QColor(_ink(cell, ground)))
            painter.drawText(place, _MIDDLE_RIGHT, cell.text)
        elif cell.text or cell.detail:
            _paint_lines(painter, place, cell, ground)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = max(option.rect.width() - 2 * theme.px(8), theme.px(40))
        return QSize(width, max(theme.px(32), _height(cell_of(index), width)))

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Leave a click on a box to the table: Qt would look for the box at the cell's left."""
        if isinstance(event, QMouseEvent) and cell_of(index).ticked is not None:
            return False
        return super().editorEvent(event, model, option, index)


class DaysLeftDelegate(CellDelegate):
    """Days left in words, and under them how much of the period is over."""

    @override
    def paint_content(self, painter: QPainter, place: QRectF, cell: Cell, ground: Ground) -> None:
        words = QRectF(place.left(), place.center().y() - theme.px(16), place.width(), theme.px(20))
        if cell.mark is not None:
            painting.state(painter, words, cell.mark, cell.text, ground.colours, theme.font())
        else:
            ink = painting.Ink(theme.font(), _ink(cell, ground), ground.colours)
            painting.fitted(painter, words, cell.text, ink)
        if cell.elapsed is not None:
            top = words.bottom() + theme.px(4)
            bar = QRectF(place.left(), top, min(place.width(), theme.px(72)), theme.px(4))
            _paint_bar(painter, bar, cell, ground)


def _height(cell: Cell, width: float) -> int:
    """Return the height that a cell's words need in a width."""
    if cell.right:
        # Figures stand in one line.
        return 0
    text, small = cell.text, theme.font(Size.HINT)
    upper, lower = _heights(text, painting.unbroken(text, _font(cell), width), cell.detail, width)
    if not lower and painting.text_height(text, small, width) <= painting.line_height(small):
        # A word that is a little too wide is set smaller, not broken.
        return 0
    return round(upper + lower) + theme.px(12)


def _paint_lines(painter: QPainter, place: QRectF, cell: Cell, ground: Ground) -> None:
    text, detail, width = cell.text, cell.detail, place.width()
    font = painting.unbroken(text, _font(cell), width)
    upper, lower = _heights(text, font, detail, width)
    if upper + lower > place.height():
        # In a narrow column what stands below shrinks to one line, then a long sentence is set
        # smaller; the preview has all of it.
        detail = _one_line(detail, width)
        lower = painting.text_height(detail, theme.font(Size.HINT), width)
    if upper + lower > place.height():
        font = theme.font(Size.HINT)
        upper = painting.text_height(text, font, width)
    place.setTop(max(place.top(), place.center().y() - (upper + lower) / 2))
    ink = painting.Ink(font, _ink(cell, ground), ground.colours)
    painting.spans(painter, place, text, cell.spans, ink)
    if not detail:
        return
    place.setTop(place.top() + upper)
    small = painting.Ink(theme.font(Size.HINT), ground.quiet, ground.colours)
    painting.wrapped(painter, place, detail, small)


def _one_line(text: str, width: float) -> str:
    metrics = QFontMetricsF(theme.font(Size.HINT))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - 1)


def _paint_bar(painter: QPainter, bar: QRectF, cell: Cell, ground: Ground) -> None:
    colours, chosen = ground.colours, ground.chosen
    over = QRectF(bar)
    elapsed = min(max(cell.elapsed or 0.0, 0.0), 1.0)
    over.setWidth(max(bar.width() * elapsed, bar.height()))
    if cell.mark is not None:
        colour = colours.named(look(cell.mark).tone)
    else:
        colour = colours.accent if chosen else colours.strong_line
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for part, ink in ((bar, colours.base if chosen else colours.neutral), (over, colour)):
        painter.setBrush(QColor(ink))
        painter.drawRoundedRect(part, part.height() / 2, part.height() / 2)
    painter.restore()


def _inside(option: QStyleOptionViewItem) -> QRectF:
    gap = theme.px(8)
    return QRectF(option.rect).adjusted(gap, 0, -gap, 0)


def _font(cell: Cell) -> QFont:
    return theme.font(Size.BODY, digits=cell.digits)


def _heights(text: str, font: QFont, detail: str, width: float) -> tuple[float, float]:
    upper = painting.text_height(text, font, width)
    return upper, painting.text_height(detail, theme.font(Size.HINT), width)


def _ink(cell: Cell, ground: Ground) -> str:
    return ground.colours.named(cell.tone) if cell.tone else ground.ink


def within(font: QFont, text: str, width: float) -> QFont:
    """Return a font in which a figure keeps its first digit: set smaller where it is too wide."""
    smaller = QFont(font)
    while QFontMetricsF(smaller).horizontalAdvance(text) > width and smaller.pointSizeF() > _LEAST:
        smaller.setPointSizeF(smaller.pointSizeF() - 0.5)
    return smaller
