# SPDX-License-Identifier: MIT
"""What was copied out of the window, so that the lock can take it back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QClipboard, QGuiApplication


class Copies(QObject):
    """Remembers the last text copied or marked while the window was at work.

    X11 keeps what is marked as a clipboard of its own, which the middle button empties anywhere.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._texts: dict[QClipboard.Mode, str] = {}
        QGuiApplication.clipboard().changed.connect(self._changed)

    def take_back(self) -> None:
        """Empty each clipboard that still holds our text; what came from elsewhere stays."""
        clipboard = QGuiApplication.clipboard()
        ours, self._texts = self._texts, {}
        for mode, text in ours.items():
            if text and clipboard.text(mode) == text:
                clipboard.clear(mode)

    def _changed(self, mode: QClipboard.Mode) -> None:
        # Not every platform can say who owns the clipboard; nobody else copies while we are active.
        if QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive:
            self._texts[mode] = QGuiApplication.clipboard().text(mode)
