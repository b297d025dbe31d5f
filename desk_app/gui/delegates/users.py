# SPDX-License-Identifier: MIT
"""The people who may sign in: icon, name, role."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desk_app.gui import icons, theme
from desk_app.gui.delegates.ground import fill, ground_of, row_lines
from desk_app.gui.models.columns import Role
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size

Index = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class UserDelegate(QStyledItemDelegate):
    """Draws a person in one line of 44 px."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(120), theme.px(44))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        ground = ground_of(option)
        fill(painter, option, ground)
        place = QRectF(option.rect).adjusted(theme.px(12), 0, -theme.px(12), 0)
        side = theme.px(16)
        spot = QRectF(place.left(), place.center().y() - side / 2, side, side)
        icons.paint(painter, "user", spot, ground.ink)
        name = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        words = place.adjusted(side + theme.px(12), 0, 0, 0)
        font = theme.font(bold=ground.chosen)
        painter.setFont(font)
        painter.setPen(QColor(ground.ink))
        painter.drawText(words, _LEFT, name)
        words.setLeft(words.left() + QFontMetricsF(font).horizontalAdvance(name) + theme.px(8))
        painter.setFont(theme.font(Size.LABEL))
        painter.setPen(QColor(ground.quiet))
        painter.drawText(words, _LEFT, str(index.data(Role.NOTE) or ""))
        row_lines(painter, option, index, ground)
        painter.restore()
