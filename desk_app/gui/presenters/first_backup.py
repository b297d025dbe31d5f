# SPDX-License-Identifier: MIT
"""The first backup: made in a process of its own, opened again and compared before it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.desk import backups
from desk_app.desk.errors import KnownError
from desk_app.gui.tasks import Progress

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.desk.context import Desk
    from desk_app.gui.workplace import Workplace
    from desk_app.records.safekeeping import Backup

_LOOK_MS = 200


@dataclass(frozen=True, slots=True)
class FirstBackupState:
    """What the last step shows: where it goes, how far it is, what came of it."""

    folder: Path | None = None
    working: bool = False
    done: int = 0
    total: int = 0
    backup: Backup | None = None
    trouble: KnownError | None = None


class FirstBackupPresenter(QObject):
    """Makes a backup; the screen stays usable, and the work can be stopped."""

    state_changed = Signal(object)

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._progress = Progress()
        self._state = FirstBackupState()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._show_progress)

    @property
    def state(self) -> FirstBackupState:
        """What the step shows now."""
        return self._state

    def begin(self) -> None:
        """Ask where the backup goes."""
        self._work.ask(self, "folder", lambda desk: desk.ports.backups.folder, self._take_folder)

    def make(self) -> None:
        """Make the backup, unless one is being made."""
        if self._state.working:
            return
        self._progress = progress = Progress()
        self._show(replace(self._state, working=True, done=0, total=0, trouble=None))
        self._look.start()
        self._work.runner.submit(
            self, lambda: _make(self._work.desk, progress), self._done, self._refuse
        )

    def stop(self) -> None:
        """Stop the work; all is as before."""
        self._progress.cancel()

    def _take_folder(self, folder: Path | None) -> None:
        self._show(replace(self._state, folder=folder))

    def _show_progress(self) -> None:
        done, total = self._progress.reached()
        self._show(replace(self._state, done=done, total=total))

    def _done(self, backup: Backup) -> None:
        self._look.stop()
        self._show(replace(self._state, working=False, backup=backup))

    def _refuse(self, error: Exception) -> None:
        self._look.stop()
        if isinstance(error, KnownError):
            self._show(replace(self._state, working=False, trouble=error))

    def _show(self, state: FirstBackupState) -> None:
        self._state = state
        self.state_changed.emit(state)


def _make(desk: Desk, progress: Progress) -> Backup:
    return backups.make_backup(desk, progress)
