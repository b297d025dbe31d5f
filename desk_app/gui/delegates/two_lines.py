# SPDX-License-Identifier: MIT
"""Items of lists in two lines: who and number above, what and state below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desk_app.gui import icons, painting, theme
from desk_app.gui.delegates.ground import colours_of, fill, row_lines, selected
from desk_app.gui.marks import Mark, look
from desk_app.gui.models.columns import Role
from desk_app.gui.theme import Size

Index = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class TwoLineDelegate(QStyledItemDelegate):
    """Draws an item of 56 px, or a heading of 32 px that divides the list.

    The mark of the current item is 3 px wide at its left edge.
    """

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        if index.data(Role.HEADING):
            _heading(painter, option, index)
        else:
            fill(painter, option)
            if selected(option):
                edge = QRectF(option.rect)
                edge.setWidth(theme.px(3))
                painter.fillRect(edge, QColor(colours_of(option).accent))
            _upper(painter, option, index)
            _lower(painter, option, index)
            row_lines(painter, option, index)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if index.data(Role.HEADING):
            return QSize(theme.px(120), theme.px(32))
        width = option.rect.width() - 2 * theme.px(16)
        name = painting.text_height(_words(index), theme.font(), _room(index, width))
        what = painting.text_height(_detail(index), _small(), _lower_room(index, width))
        if _state_stands_below(index, width):
            what += painting.line_height(_small())
        return QSize(theme.px(120), max(theme.px(56), round(name + what) + theme.px(16)))


def _upper(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    colours = colours_of(option)
    place = _inside(option)
    ink = colours.selection_text if selected(option) else colours.text
    main = painting.Ink(theme.font(), ink, colours)
    room = QRectF(place)
    room.setWidth(_room(index, place.width()))
    spans = index.data(Role.SPANS) or ()
    painting.spans(painter, room, _words(index), spans, main)
    painter.setFont(theme.font())
    painter.setPen(QColor(ink if selected(option) else colours.text2))
    line = QRectF(place.left(), place.top(), place.width(), painting.line_height(theme.font()))
    painter.drawText(line, _RIGHT, str(index.data(Role.ASIDE) or ""))


def _lower(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    colours = colours_of(option)
    place = _inside(option)
    top = painting.text_height(_words(index), theme.font(), _room(index, place.width()))
    place.setTop(place.top() + top)
    ink = colours.selection_text if selected(option) else colours.text2
    room = QRectF(place)
    room.setWidth(_lower_room(index, place.width()))
    taken = painting.wrapped(painter, room, _detail(index), painting.Ink(_small(), ink, colours))
    if _state_stands_below(index, place.width()):
        place.setTop(place.top() + taken)
    line = QRectF(place.left(), place.top(), place.width(), painting.line_height(_small()))
    state = str(index.data(Role.STATE) or "")
    mark = index.data(Role.MARK)
    if isinstance(mark, Mark):
        line.setLeft(line.right() - painting.state_width(state, _small()))
        painting.state(painter, line, mark, state, colours, _small())
    else:
        painter.setFont(_small())
        painter.setPen(QColor(ink))
        painter.drawText(line, _RIGHT, state)


def _heading(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    colours = colours_of(option)
    painter.fillRect(option.rect, QColor(colours.alternate))
    place = QRectF(option.rect).adjusted(theme.px(16), 0, -theme.px(16), 0)
    mark = index.data(Role.MARK)
    if isinstance(mark, Mark):
        side = theme.px(14)
        spot = QRectF(place.left(), place.center().y() - side / 2, side, side)
        icons.paint(painter, look(mark).icon, spot, colours.text2)
        place.setLeft(place.left() + side + theme.px(8))
    painter.setFont(theme.font(Size.HINT, bold=True))
    painter.setPen(QColor(colours.text2))
    painter.drawText(place, _LEFT, _words(index))
    painting.lines(painter, option.rect, colours.line, "bottom")


def _inside(option: QStyleOptionViewItem) -> QRectF:
    return QRectF(option.rect).adjusted(theme.px(16), theme.px(9), -theme.px(16), -theme.px(8))


def _words(index: Index) -> str:
    parts = (index.data(Qt.ItemDataRole.DisplayRole), index.data(Role.NOTE))
    return " ".join(str(part) for part in parts if part)


def _detail(index: Index) -> str:
    return str(index.data(Role.DETAIL) or "")


def _small() -> QFont:
    return theme.font(Size.LABEL)


def _room(index: Index, width: float) -> float:
    aside = str(index.data(Role.ASIDE) or "")
    return width - _advance(aside, theme.font())


def _lower_room(index: Index, width: float) -> float:
    return width if _state_stands_below(index, width) else _beside_state(index, width)


def _state_stands_below(index: Index, width: float) -> bool:
    """Say whether the longest word would be broken beside the state."""
    words = _detail(index).split(" ")
    longest = max(_advance(word, _small()) for word in words)
    return longest > _beside_state(index, width)


def _beside_state(index: Index, width: float) -> float:
    taken = _advance(str(index.data(Role.STATE) or ""), _small())
    return width - taken - (theme.px(20) if index.data(Role.MARK) else 0)


def _advance(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text) + theme.px(8) if text else 0
