# SPDX-License-Identifier: MIT
"""A state: its shape and its word, in its colour."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desk_app.gui import painting, theme
from desk_app.gui.marks import Mark
from desk_app.gui.theme import Size


class StateIcon(QWidget):
    """Shows a state with its word; the word is its accessible name."""

    def __init__(
        self,
        mark: Mark = Mark.OPEN,
        text: str = "",
        size: Size = Size.BODY,
        *,
        bold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._bold = bold
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._mark = mark
        self._text = text
        self.setAccessibleName(text)

    def show_state(self, mark: Mark, text: str) -> None:
        """Show another state; the same one again costs nothing."""
        self.setAccessibleName(text)
        if (mark, text) == self.shown():
            return
        self._mark, self._text = mark, text
        self.updateGeometry()
        self.update()

    def shown(self) -> tuple[Mark, str]:
        """Return the state and its word."""
        return self._mark, self._text

    @override
    def sizeHint(self) -> QSize:
        font = self._type()
        width = painting.state_width(self._text, font) if self._text else theme.px(16)
        height = max(painting.line_height(font), theme.px(16))
        return QSize(math.ceil(width) + 1, math.ceil(height))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painting.state(
            QPainter(self), QRectF(self.rect()), self._mark, self._text, colours, self._type()
        )

    def _type(self) -> QFont:
        return theme.font(self._size, bold=self._bold)
