# SPDX-License-Identifier: MIT
"""A line edit that offers texts: completed while one types, all of them on Down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter

from desk_app.gui.overriding import override
from desk_app.gui.widgets.fields import TrailingNoteLineEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget


class OfferingLineEdit(TrailingNoteLineEdit):
    """Any text can be typed; Down, F4 and Alt+Down open the list of those offered."""

    def __init__(self, offered: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: QCompleter | None = None
        if offered:
            self._offers = QCompleter(list(offered), self)
            self._offers.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self._offers.setFilterMode(Qt.MatchFlag.MatchContains)
            # Around the end stands what was typed before: nothing, where the whole list is open.
            self._offers.setWrapAround(False)
            self.setCompleter(self._offers)
            if (popup := self._offers.popup()) is not None:
                popup.setObjectName("offers")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._offers is not None and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4):
            self._offer_all(self._offers)
            return
        super().keyPressEvent(event)

    def _offer_all(self, offers: QCompleter) -> None:
        """Open the whole list, whatever stands here, with its first line chosen."""
        offers.setCompletionPrefix("")
        offers.complete()
        if (popup := offers.popup()) is not None:
            popup.setCurrentIndex(offers.completionModel().index(0, 0))
