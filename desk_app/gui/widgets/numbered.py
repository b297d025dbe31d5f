# SPDX-License-Identifier: MIT
"""Numbered parts of a task: the number in a circle, what is to be done, why, and the fields."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.gui import icons, theme
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size
from desk_app.gui.widgets.text import Text

_SIDE = 28


class PartState(Enum):
    """How far a part of a task is."""

    AHEAD = "ahead"
    NOW = "now"
    DONE = "done"


class NumberedPart(QWidget):
    """A part of a task; what is put into ``inside`` stands under its words."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._circle = _Circle(number)
        self._title = Text("", bold=True, wrap=True)
        self._why = Text("", Size.LABEL, "text2", wrap=True)
        self.inside = QVBoxLayout()
        self.inside.setSpacing(theme.px(6))
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        words.addWidget(self._title)
        words.addWidget(self._why)
        words.addLayout(self.inside)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self._circle, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def say(self, title: str, why: str) -> None:
        """Show other words."""
        self._title.setText(title)
        self._why.setText(why)

    def put(self, *widgets: QWidget) -> None:
        """Put widgets beside one another under the words."""
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        self.inside.addLayout(row)

    def put_layout(self, layout: QLayout) -> None:
        """Put a layout under the words."""
        self.inside.addLayout(layout)

    def show_state(self, state: PartState) -> None:
        """Show how far this part is."""
        self._circle.show_state(state)


class _Circle(QWidget):
    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._state = PartState.AHEAD
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: PartState) -> None:
        if state is not self._state:
            self._state = state
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(_SIDE), theme.px(_SIDE))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        now, done = self._state is PartState.NOW, self._state is PartState.DONE
        line = colours.accent if now else colours.ok if done else colours.strong_line
        painter.setPen(QPen(QColor(line), 1))
        painter.setBrush(QColor(colours.accent) if now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(place)
        if done:
            side = theme.px(16)
            spot = QRectF(0, 0, side, side)
            spot.moveCenter(place.center())
            icons.paint(painter, "check", spot, colours.ok)
            return
        painter.setPen(QColor(colours.on_accent if now else colours.text2))
        painter.setFont(theme.font(bold=now))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(self._number))
