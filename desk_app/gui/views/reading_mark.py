# SPDX-License-Identifier: MIT
"""The mark in the status bar while nothing can be saved: still being checked, or read only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desk_app.desk.errors import ReadOnly, StillChecking
from desk_app.gui import words
from desk_app.gui.marks import Mark
from desk_app.gui.theme import Size
from desk_app.gui.widgets.announce import announce
from desk_app.gui.widgets.state_icon import StateIcon

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desk_app.desk.errors import KnownError
    from desk_app.gui.workplace import Workplace

_LOOKS_EVERY_MS = 500


class ReadingMark(StateIcon):
    """Asks the store until it can be written to; then everything shown is read again."""

    def __init__(
        self, work: Workplace, opened: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(Mark.WAITING, "", Size.HINT, parent=parent)
        self.setObjectName("readingMark")
        self._work = work
        self._opened = opened
        self._look = QTimer(self)
        self._look.setInterval(_LOOKS_EVERY_MS)
        self._look.timeout.connect(self._ask)
        self._shown = stop = work.desk.ports.store.closed_to_writing
        self._take(stop)
        if isinstance(stop, StillChecking):
            self._look.start()

    def stop(self) -> None:
        """Ask no more: the desk is being closed."""
        self._look.stop()

    def _ask(self) -> None:
        stop = self._work.desk.ports.store.closed_to_writing
        if isinstance(stop, StillChecking):
            return
        self._look.stop()
        self._take(stop)
        if stop is None:
            self._work.said.emit(self.tr("The database was checked and is sound."))
            self._opened()
        elif not isinstance(stop, ReadOnly):
            self._work.trouble.emit(stop)

    def _take(self, stop: KnownError | None) -> None:
        self._shown = stop
        self.setVisible(stop is not None)
        if stop is None:
            return
        checking = isinstance(stop, StillChecking)
        text = self.tr("Checking, reading only") if checking else self.tr("Reading only")
        self.show_state(Mark.WAITING if checking else Mark.HELD, text)
        self.setToolTip(" ".join(words.reason(stop, self._work.language)))
        announce(self, text)
