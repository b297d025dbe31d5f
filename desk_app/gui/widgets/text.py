# SPDX-License-Identifier: MIT
"""Labels in the sizes and tones of the window, and links to clauses."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from desk_app.gui.theme import Size


class Text(QLabel):
    """A label of plain text; markup in a name stays the characters it is."""

    def __init__(
        self,
        text: str = "",
        size: Size = Size.BODY,
        tone: str = "",
        *,
        bold: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("points", f"{size.value:g}")
        self.setProperty("tone", tone)
        self.setProperty("bold", bold)
        if wrap:
            self.setWordWrap(True)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_tone(self, tone: str) -> None:
        """Change the colour: text2, text3, accent, ok, bad, ask, or none for the plain one."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)


class Link(QPushButton):
    """Underlined text that opens something; by keyboard F1 does the same, so no Tab stop."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("link", True)  # noqa: FBT003 a Qt property
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def repolish(widget: QWidget) -> None:
    """Have the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
