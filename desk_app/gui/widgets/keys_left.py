# SPDX-License-Identifier: MIT
"""Tells when the keys leave a group of fields for another field of the same window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget


class KeysLeft(QObject):
    """Watches one group; a list that opens over it, or another window, is no leaving."""

    left = Signal()

    def __init__(self, group: QWidget) -> None:
        super().__init__(group)
        self._group = group
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        group = self._group
        if before is None or now is None or not group.isVisible():
            return
        elsewhere = now.window() is group.window() and not group.isAncestorOf(now)
        if elsewhere and group.isAncestorOf(before):
            self.left.emit()
