# SPDX-License-Identifier: MIT
"""A note in a dialog that says that a deed goes on, once it takes longer than one expects."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal

from desk_app.gui.widgets.announce import announce
from desk_app.gui.widgets.notes import NoteFrame

LONG_MS = 500


class BusyNote(NoteFrame):
    """Hidden while a deed is quick: a grey button alone looks as if nothing came of it.

    ``came`` says that the note takes room now.
    """

    came = Signal()

    def __init__(self) -> None:
        super().__init__("info")
        self.setObjectName("busy")
        self._lasts = QTimer(self)
        self._lasts.setSingleShot(True)
        self._lasts.setInterval(LONG_MS)
        self._lasts.timeout.connect(self._come)
        self.hide()

    def begin(self) -> None:
        """Wait for the deed that begins now."""
        self._lasts.start()

    def end(self) -> None:
        """Say nothing any more."""
        self._lasts.stop()
        self.hide()

    def _come(self) -> None:
        self.say("", self.tr("It is being done. Please wait."))
        self.show()
        announce(self, self.accessibleName())
        self.came.emit()
