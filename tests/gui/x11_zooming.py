# SPDX-License-Identifier: MIT
"""A window with the two keys of the text's size; it tells on its output which one it heard."""

from __future__ import annotations

import sys

from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.shortcuts import Key


class _Hearing(QWidget):
    """Tells that it is there, and each key that it hears."""

    def __init__(self) -> None:
        super().__init__()
        for key in (Key.ZOOM_IN, Key.ZOOM_OUT):
            action = QAction(self)
            action.setObjectName(key.name)
            action.setShortcuts(shortcuts.sequences(key))
            action.triggered.connect(self._hear)
            self.addAction(action)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        _tell("window")

    def _hear(self) -> None:
        _tell(self.sender().objectName())


def _tell(what: str) -> None:
    print(what, flush=True)  # noqa: T201 the test reads it


if __name__ == "__main__":
    application = QApplication([])
    window = _Hearing()
    window.show()
    sys.exit(application.exec())
