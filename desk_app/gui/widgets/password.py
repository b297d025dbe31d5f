# SPDX-License-Identifier: MIT
"""A password field: dots, no input method, and a word where the capital lock would mislead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desk_app.gui.widgets.fields import TrailingNoteLineEdit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class PasswordEdit(TrailingNoteLineEdit):
    """Shows dots; Qt switches the input method off while it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.set_note(self.tr("Input method off"))
