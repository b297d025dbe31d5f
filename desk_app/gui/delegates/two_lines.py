# SPDX-License-Identifier: MIT
"""Items of lists in two lines: who and number above, what and state below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desk_app.gui import icons, painting, theme
from desk_app.gui.delegates.ground import Ground, cell_of, fill, ground_of, is_heading, row_lines
from desk_app.gui.marks import look
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size

if TYPE_CHECKING:
    from desk_app.gui.models.columns import Cell
    from desk_app.gui.tokens import Tokens

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
        ground = ground_of(option)
        if is_heading(index):
            _heading(painter, option, index, ground.colours)
        else:
            fill(painter, option, ground)
            if ground.chosen:
                edge = QRectF(option.rect)
                edge.setWidth(theme.px(3))
                painter.fillRect(edge, QColor(ground.colours.accent))
            place = _inside(option)
            item = _item(cell_of(index), place.width())
            place.setTop(place.top() + _upper(painter, place, item, ground))
            _lower(painter, place, item, ground)
            row_lines(painter, option, index, ground)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if is_heading(index):
            return QSize(theme.px(120), theme.px(32))
        item = _item(cell_of(index), option.rect.width() - 2 * theme.px(16))
        name = painting.text_height(item.words, theme.font(), item.room)
        what = painting.text_height(item.cell.detail, _small(), item.lower_room)
        if item.state_below:
            what += painting.line_height(_small())
        return QSize(theme.px(120), max(theme.px(56), round(name + what) + theme.px(16)))


@dataclass(frozen=True, slots=True)
class _Item:
    """An item, the room that its lines have, and whether the state stands on a line below."""

    cell: Cell
    words: str
    room: float
    lower_room: float
    state_below: bool


def _item(cell: Cell, width: float) -> _Item:
    """Measure an item; its state goes below where the longest word would be broken beside it."""
    beside = width - _advance(cell.state, _small()) - (theme.px(20) if cell.mark else 0)
    below = max(_advance(word, _small()) for word in cell.detail.split(" ")) > beside
    return _Item(
        cell=cell,
        words=f"{cell.text} {cell.note}" if cell.note else cell.text,
        room=width - _advance(cell.aside, theme.font()),
        lower_room=width if below else beside,
        state_below=below,
    )


def _upper(painter: QPainter, place: QRectF, item: _Item, ground: Ground) -> float:
    """Draw the first line; return the height it took."""
    main = painting.Ink(theme.font(), ground.ink, ground.colours)
    room = QRectF(place)
    room.setWidth(item.room)
    taken = painting.spans(painter, room, item.words, item.cell.spans, main)
    painter.setFont(theme.font())
    painter.setPen(QColor(ground.quiet))
    line = QRectF(place.left(), place.top(), place.width(), painting.line_height(theme.font()))
    painter.drawText(line, _RIGHT, item.cell.aside)
    return taken


def _lower(painter: QPainter, place: QRectF, item: _Item, ground: Ground) -> None:
    """Draw the second line below the first, and the state at its right or on a line of its own."""
    colours = ground.colours
    room = QRectF(place)
    room.setWidth(item.lower_room)
    taken = painting.wrapped(
        painter, room, item.cell.detail, painting.Ink(_small(), ground.quiet, colours)
    )
    if item.state_below:
        place.setTop(place.top() + taken)
    line = QRectF(place.left(), place.top(), place.width(), painting.line_height(_small()))
    if item.cell.mark is not None:
        line.setLeft(line.right() - painting.state_width(item.cell.state, _small()))
        painting.state(painter, line, item.cell.mark, item.cell.state, colours, _small())
    else:
        painter.setFont(_small())
        painter.setPen(QColor(ground.quiet))
        painter.drawText(line, _RIGHT, item.cell.state)


def _heading(
    painter: QPainter, option: QStyleOptionViewItem, index: Index, colours: Tokens
) -> None:
    painter.fillRect(option.rect, QColor(colours.alternate))
    place = QRectF(option.rect).adjusted(theme.px(16), 0, -theme.px(16), 0)
    cell = cell_of(index)
    if cell.mark is not None:
        side = theme.px(14)
        spot = QRectF(place.left(), place.center().y() - side / 2, side, side)
        icons.paint(painter, look(cell.mark).icon, spot, colours.text2)
        place.setLeft(place.left() + side + theme.px(8))
    painter.setFont(theme.font(Size.HINT, bold=True))
    painter.setPen(QColor(colours.text2))
    painter.drawText(place, _LEFT, cell.text)
    painting.lines(painter, option.rect, colours.line, "bottom")


def _inside(option: QStyleOptionViewItem) -> QRectF:
    return QRectF(option.rect).adjusted(theme.px(16), theme.px(9), -theme.px(16), -theme.px(8))


def _small() -> QFont:
    return theme.font(Size.LABEL)


def _advance(text: str, font: QFont) -> float:
    return painting.advance(text, font) + theme.px(8) if text else 0
