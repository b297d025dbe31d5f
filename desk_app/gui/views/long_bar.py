# SPDX-License-Identifier: MIT
"""Long work in the status bar: its count, and the way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from desk_app.gui.long_work import LongWork
    from desk_app.gui.widgets.status_bar import StatusBar


class LongBar(QObject):
    """Shows long work while it goes on; its result is said by whoever began it."""

    def __init__(self, work: LongWork, status: StatusBar, parent: QObject) -> None:
        super().__init__(parent)
        self._status = status
        work.shown.connect(status.show_work)
        work.ended.connect(self._end)
        status.stop_wanted.connect(work.stop)

    def _end(self) -> None:
        self._status.end_work("")
