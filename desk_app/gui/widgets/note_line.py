# SPDX-License-Identifier: MIT
"""A line over a page: what is to be known, and the button that does something about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.gui import theme

if TYPE_CHECKING:
    from desk_app.gui.widgets.buttons import KeyButton
    from desk_app.gui.widgets.notes import NoteFrame


class NoteLine(QWidget):
    """Hidden, and without room, until there is something to say."""

    def __init__(self, note: NoteFrame, button: KeyButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note, self._button = note, button
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        row.setSpacing(theme.px(16))
        row.addWidget(note, 1)
        row.addWidget(button)
        self.hide()
