# SPDX-License-Identifier: MIT
"""A desk that stays open overnight notices that a new day has begun (J1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desk_app.desk import turning

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from desk_app.desk.changes import Changes
    from desk_app.gui.workplace import Workplace

ASKED_EVERY_MS = 60_000


class DayWatch(QTimer):
    """Asks every minute what day it is; ``begun`` is told when the work list was brought to it."""

    def __init__(self, work: Workplace, begun: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._tell = begun
        self._day = work.today
        self.setObjectName("dayWatch")
        self.timeout.connect(self.look)
        self.start(ASKED_EVERY_MS)

    def look(self) -> None:
        """Begin the day if it is another one than at the last look."""
        if self._work.today != self._day:
            self._day = self._work.today
            self._work.do(self, turning.begin_day, self._begun)

    def _begun(self, _: Changes) -> None:
        self._tell()
