# SPDX-License-Identifier: MIT
"""What stands where a list is empty: one sentence and one action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.widgets.buttons import KeyButton
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from desk_app.gui.shortcuts import Key

_EDGE, _SIDE = 8, 40
_ABOVE, _BELOW = 56, 32
"""Pixels at 100 % that give way where there is no room."""


class EmptyNote(QWidget):
    """A sentence and, where something can be done, a button with its key.

    They stand a little below the upper edge where there is room, and closer to it where there is
    none: the sentence is whole either way.
    """

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
        edge, side = theme.px(_EDGE), theme.px(_SIDE)
        column.setContentsMargins(side, edge, side, edge)
        column.setSpacing(theme.px(16))
        column.addItem(_yielding(_ABOVE, QSizePolicy.Policy.Maximum))
        column.addWidget(self._sentence)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addItem(_yielding(_BELOW, QSizePolicy.Policy.Expanding))

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


def _yielding(height: int, policy: QSizePolicy.Policy) -> QSpacerItem:
    return QSpacerItem(0, theme.px(height), QSizePolicy.Policy.Minimum, policy)
