# SPDX-License-Identifier: MIT
"""A check box whose tick is filled with the accent and whose focus is the one accent line."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from desk_app.gui import painting, theme
from desk_app.gui.overriding import override

_TICKS = ("+", "＋")


class CheckBox(QCheckBox):
    """A check box after the look of the window; Space ticks, Enter goes on, + does both."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetricsF(theme.font()).horizontalAdvance(self.text())
        gap = theme.px(6) + theme.px(4) if self.text() else 0
        return QSize(round(theme.px(18) + gap + words), theme.px(26))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if ticks_and_goes_on(event):
            self.setChecked(True)
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        side = theme.px(16)
        spot = QRectF(1, (self.height() - side) / 2, side, side)
        painting.tick_box(painter, spot, colours, ticked=self.isChecked(), enabled=self.isEnabled())
        painter.setFont(theme.font())
        painter.setPen(QColor(colours.text if self.isEnabled() else colours.text3))
        words = QRectF(self.rect()).adjusted(side + 1 + theme.px(6), 0, 0, 0)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(words, middle, self.text())
        if self.hasFocus():
            painting.focus_line(painter, QRectF(self.rect()), colours)


def ticks_and_goes_on(event: QKeyEvent) -> bool:
    """Say whether a key ticks a box and leads on from it, as whoever the box stands in takes it."""
    beside = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    return event.text() in _TICKS and not event.modifiers() & ~beside
