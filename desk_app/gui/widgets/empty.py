# SPDX-License-Identifier: MIT
"""What stands where a list is empty: one sentence and one action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.widgets.buttons import KeyButton
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from desk_app.gui.shortcuts import Key


class EmptyNote(QWidget):
    """A sentence and, where something can be done, a button with its key."""

    action = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sentence = Text("", tone="text2", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._button = KeyButton()
        self._button.clicked.connect(self.action)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(40), theme.px(64), theme.px(40), theme.px(40))
        column.setSpacing(theme.px(16))
        column.addWidget(self._sentence)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def take_focus(self) -> None:
        """Give the keys to the button."""
        self._button.setFocus()

    def say(self, sentence: str, action: str = "", key: Key | None = None) -> None:
        """Say why nothing is here, and offer what can be done."""
        self._sentence.setText(sentence)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        if key is not None:
            self._button.show_key(key)
