# SPDX-License-Identifier: MIT
"""Items of lists in two lines: who and number above, what and state below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desk_app.gui import icons, painting, theme
from desk_app.gui.delegates.ground import Ground, fill, ground_of, row_lines
from desk_app.gui.marks import Mark, look
from desk_app.gui.models.columns import Role
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.painting import TextSpan
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
        if index.data(Role.HEADING):
            _heading(painter, option, index, ground.colours)
        else:
            fill(painter, option, ground)
            if ground.chosen:
                edge = QRectF(option.rect)
                edge.setWidth(theme.px(3))
                painter.fillRect(edge, QColor(ground.colours.accent))
            place = _inside(option)
            item = _item(index, place.width())
            place.setTop(place.top() + _upper(painter, place, item, ground))
            _lower(painter, place, item, ground)
            row_lines(painter, option, index, ground)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if index.data(Role.HEADING):
            return QSize(theme.px(120), theme.px(32))
        item = _item(index, option.rect.width() - 2 * theme.px(16))
        name = painting.text_height(item.words, theme.font(), item.room)
        what = painting.text_height(item.detail, _small(), item.lower_room)
        if item.state_below:
            what += painting.line_height(_small())
        return QSize(theme.px(120), max(theme.px(56), round(name + what) + theme.px(16)))


@dataclass(frozen=True, slots=True)
class _Item:
    """The texts of an item, the room they have, and whether the state stands on a line below."""

    words: str
    detail: str
    aside: str
    state: str
    mark: object
    spans: Sequence[TextSpan]
    room: float
    lower_room: float
    state_below: bool


def _item(index: Index, width: float) -> _Item:
    """Read an item; its state goes below where the longest word would be broken beside it."""
    detail = str(index.data(Role.DETAIL) or "")
    aside = str(index.data(Role.ASIDE) or "")
    state = str(index.data(Role.STATE) or "")
    mark = index.data(Role.MARK)
    beside = width - _advance(state, _small()) - (theme.px(20) if mark else 0)
    below = max(_advance(word, _small()) for word in detail.split(" ")) > beside
    return _Item(
        words=_words(index),
        detail=detail,
        aside=aside,
        state=state,
        mark=mark,
        spans=index.data(Role.SPANS) or (),
        room=width - _advance(aside, theme.font()),
        lower_room=width if below else beside,
        state_below=below,
    )


def _upper(painter: QPainter, place: QRectF, item: _Item, ground: Ground) -> float:
    """Draw the first line; return the height it took."""
    main = painting.Ink(theme.font(), ground.ink, ground.colours)
    room = QRectF(place)
    room.setWidth(item.room)
    taken = painting.spans(painter, room, item.words, item.spans, main)
    painter.setFont(theme.font())
    painter.setPen(QColor(ground.quiet))
    line = QRectF(place.left(), place.top(), place.width(), painting.line_height(theme.font()))
    painter.drawText(line, _RIGHT, item.aside)
    return taken


def _lower(painter: QPainter, place: QRectF, item: _Item, ground: Ground) -> None:
    """Draw the second line below the first, and the state at its right or on a line of its own."""
    colours = ground.colours
    room = QRectF(place)
    room.setWidth(item.lower_room)
    taken = painting.wrapped(
        painter, room, item.detail, painting.Ink(_small(), ground.quiet, colours)
    )
    if item.state_below:
        place.setTop(place.top() + taken)
    line = QRectF(place.left(), place.top(), place.width(), painting.line_height(_small()))
    if isinstance(item.mark, Mark):
        line.setLeft(line.right() - painting.state_width(item.state, _small()))
        painting.state(painter, line, item.mark, item.state, colours, _small())
    else:
        painter.setFont(_small())
        painter.setPen(QColor(ground.quiet))
        painter.drawText(line, _RIGHT, item.state)


def _heading(
    painter: QPainter, option: QStyleOptionViewItem, index: Index, colours: Tokens
) -> None:
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


def _small() -> QFont:
    return theme.font(Size.LABEL)


def _advance(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text) + theme.px(8) if text else 0
