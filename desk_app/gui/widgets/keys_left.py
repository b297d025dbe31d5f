# SPDX-License-Identifier: MIT
"""Tells where the keys go, and when they leave a group of fields of one window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable


def watch_keys(moved: Callable[[QWidget | None, QWidget | None], object]) -> None:
    """Have a widget's method told from where to where the keys go, as long as the widget lives."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.focusChanged.connect(moved)


class KeysLeft(QObject):
    """Watches one group; a list that opens over it, or another window, is no leaving."""

    left = Signal()

    def __init__(self, group: QWidget) -> None:
        super().__init__(group)
        self._group = group
        watch_keys(self._moved)

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        group = self._group
        if before is None or now is None or not group.isVisible():
            return
        elsewhere = now.window() is group.window() and not group.isAncestorOf(now)
        if elsewhere and group.isAncestorOf(before):
            self.left.emit()
