# SPDX-License-Identifier: MIT
"""Tabs over the parts of a page that have no room beside one another."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from desk_app.gui import painting, theme
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size

_HEIGHT, _EDGE = 32, 16
_MARK = 3


class PartTabs(QTabBar):
    """One Tab stop; ← and → change the part, which is told by weight and mark, not colour alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("ground", "side")
        self.setFixedHeight(theme.px(_HEIGHT))

    @override
    def tabSizeHint(self, index: int) -> QSize:
        font = theme.font(Size.LABEL, bold=True)
        words = QFontMetricsF(font).horizontalAdvance(self.tabText(index))
        return QSize(round(words) + 2 * theme.px(_EDGE), theme.px(_HEIGHT))

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.side))
        painting.lines(painter, self.rect(), colours.line, "bottom")
        for index in range(self.count()):
            place, current = self.tabRect(index), index == self.currentIndex()
            if current:
                painter.fillRect(place, QColor(colours.base))
                painting.lines(painter, place, colours.line, "left", "right")
                edge = QRectF(place)
                edge.setTop(edge.bottom() - theme.px(_MARK))
                painter.fillRect(edge, QColor(colours.accent))
            painter.setFont(theme.font(Size.LABEL, bold=current))
            painter.setPen(QColor(colours.text if current else colours.text2))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.tabText(index))
            if current and self.hasFocus():
                painting.focus_line(painter, QRectF(place), colours, radius=0)
