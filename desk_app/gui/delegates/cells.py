# SPDX-License-Identifier: MIT
"""Cells of tables: text in one or two lines, states, marked parts, days left."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desk_app.gui import painting, theme
from desk_app.gui.delegates.ground import colours_of, fill, row_lines, selected
from desk_app.gui.marks import Mark, look
from desk_app.gui.models.columns import Role
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size

Index = QModelIndex | QPersistentModelIndex
_MIDDLE_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_LEAST = 5.0
"""No type is set smaller than this, in points."""
_FIRST_CJK = "\u2e80"
_MIDDLE_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class CellDelegate(QStyledItemDelegate):
    """Draws what a column's roles say: text, detail under it, state before it, marked parts.

    The focus is one frame around the current row, not a dotted box in one cell.
    """

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        fill(painter, option)
        painter.setClipRect(option.rect)
        self.paint_content(painter, option, index)
        row_lines(painter, option, index)
        painter.restore()

    def paint_content(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the inside of a cell; its lines are centred in height."""
        place = _inside(option)
        text = _text(index)
        mark = index.data(Role.MARK)
        colours = colours_of(option)
        if (ticked := index.data(Qt.ItemDataRole.CheckStateRole)) is not None:
            side = theme.px(16)
            spot = QRectF(place.center().x() - side / 2, place.center().y() - side / 2, side, side)
            is_ticked = Qt.CheckState(ticked) is Qt.CheckState.Checked
            chosen = selected(option)
            painting.tick_box(painter, spot, colours, ticked=is_ticked, selected=chosen)
        elif isinstance(mark, Mark):
            painting.state(painter, place, mark, text, colours, _font(index))
        elif _stands_right(index):
            painter.setFont(within(_font(index), text, place.width()))
            painter.setPen(QColor(_ink(option, index)))
            painter.drawText(place, _MIDDLE_RIGHT, text)
        else:
            _paint_lines(painter, option, index)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = max(option.rect.width() - 2 * theme.px(8), theme.px(40))
        if _stands_right(index):
            # Figures stand in one line.
            return QSize(width, theme.px(32))
        text, small = _text(index), theme.font(Size.HINT)
        upper, lower = _heights(text, unbroken(text, _font(index), width), _detail(index), width)
        if not lower and painting.text_height(text, small, width) <= painting.line_height(small):
            # A word that is a little too wide is set smaller, not broken.
            return QSize(width, theme.px(32))
        height = upper + lower
        return QSize(width, max(theme.px(32), round(height) + theme.px(12)))


class DaysLeftDelegate(CellDelegate):
    """Days left in words, and under them how much of the period is over."""

    @override
    def paint_content(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place = _inside(option)
        words = QRectF(place.left(), place.center().y() - theme.px(16), place.width(), theme.px(20))
        mark = index.data(Role.MARK)
        if isinstance(mark, Mark):
            painting.state(painter, words, mark, _text(index), colours_of(option), theme.font())
        else:
            ink = painting.Ink(theme.font(), _ink(option, index), colours_of(option))
            painting.fitted(painter, words, _text(index), ink)
        elapsed = index.data(Role.ELAPSED)
        if isinstance(elapsed, float):
            top = words.bottom() + theme.px(4)
            bar = QRectF(place.left(), top, min(place.width(), theme.px(72)), theme.px(4))
            _paint_bar(painter, option, mark, bar, elapsed)


def _paint_lines(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    colours = colours_of(option)
    place = _inside(option)
    text, detail = _text(index), _detail(index)
    font = unbroken(text, _font(index), place.width())
    upper, lower = _heights(text, font, detail, place.width())
    if upper + lower > place.height():
        # In a narrow column what stands below shrinks to one line, then a long sentence is set
        # smaller; the preview has all of it.
        detail = _one_line(detail, place.width())
        lower = painting.text_height(detail, theme.font(Size.HINT), place.width())
    if upper + lower > place.height():
        font = theme.font(Size.HINT)
        upper = painting.text_height(text, font, place.width())
    place.setTop(max(place.top(), place.center().y() - (upper + lower) / 2))
    ink = painting.Ink(font, _ink(option, index), colours)
    painting.spans(painter, place, text, index.data(Role.SPANS) or (), ink)
    if not detail:
        return
    place.setTop(place.top() + upper)
    quiet = colours.selection_text if selected(option) else colours.text2
    small = painting.Ink(theme.font(Size.HINT), quiet, colours)
    painting.wrapped(painter, place, detail, small)


def _one_line(text: str, width: float) -> str:
    metrics = QFontMetricsF(theme.font(Size.HINT))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - 1)


def _paint_bar(
    painter: QPainter, option: QStyleOptionViewItem, mark: object, bar: QRectF, elapsed: float
) -> None:
    colours = colours_of(option)
    over = QRectF(bar)
    over.setWidth(max(bar.width() * min(max(elapsed, 0.0), 1.0), bar.height()))
    if isinstance(mark, Mark):
        colour = colours.named(look(mark).tone)
    else:
        colour = colours.accent if selected(option) else colours.strong_line
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for part, ink in ((bar, colours.base if selected(option) else colours.neutral), (over, colour)):
        painter.setBrush(QColor(ink))
        painter.drawRoundedRect(part, part.height() / 2, part.height() / 2)
    painter.restore()


def _inside(option: QStyleOptionViewItem) -> QRectF:
    gap = theme.px(8)
    return QRectF(option.rect).adjusted(gap, 0, -gap, 0)


def _text(index: Index) -> str:
    return str(index.data(Qt.ItemDataRole.DisplayRole) or "")


def _detail(index: Index) -> str:
    return str(index.data(Role.DETAIL) or "")


def _font(index: Index) -> QFont:
    return theme.font(Size.BODY, digits=bool(index.data(Role.DIGITS)))


def _heights(text: str, font: QFont, detail: str, width: float) -> tuple[float, float]:
    upper = painting.text_height(text, font, width)
    return upper, painting.text_height(detail, theme.font(Size.HINT), width)


def _ink(option: QStyleOptionViewItem, index: Index) -> str:
    colours = colours_of(option)
    if tone := index.data(Role.TONE):
        return colours.named(str(tone))
    return colours.selection_text if selected(option) else colours.text


def unbroken(text: str, font: QFont, width: float) -> QFont:
    """Return a font in which no Latin word is broken that the small type has room for."""
    small = theme.font(Size.HINT)
    words = [word for word in text.split() if max(word) < _FIRST_CJK]
    too_wide = [w for w in words if QFontMetricsF(font).horizontalAdvance(w) > width]
    fits = all(QFontMetricsF(small).horizontalAdvance(word) <= width for word in too_wide)
    return small if too_wide and fits else font


def within(font: QFont, text: str, width: float) -> QFont:
    """Return a font in which a figure keeps its first digit: set smaller where it is too wide."""
    smaller = QFont(font)
    while QFontMetricsF(smaller).horizontalAdvance(text) > width and smaller.pointSizeF() > _LEAST:
        smaller.setPointSizeF(smaller.pointSizeF() - 0.5)
    return smaller


def _stands_right(index: Index) -> bool:
    side = index.data(Qt.ItemDataRole.TextAlignmentRole)
    return isinstance(side, int) and bool(side & Qt.AlignmentFlag.AlignRight.value)
