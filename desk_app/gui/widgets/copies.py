# SPDX-License-Identifier: MIT
"""What was copied out of the window, so that the lock can take it back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication


class Copies(QObject):
    """Remembers the last text copied while the window was at work."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._text = ""
        QGuiApplication.clipboard().dataChanged.connect(self._changed)

    def take_back(self) -> None:
        """Empty the clipboard if it still holds our text; what came from elsewhere stays."""
        clipboard = QGuiApplication.clipboard()
        ours, self._text = self._text, ""
        if ours and clipboard.text() == ours:
            clipboard.clear()

    def _changed(self) -> None:
        # Not every platform can say who owns the clipboard; nobody else copies while we are active.
        if QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive:
            self._text = QGuiApplication.clipboard().text()
