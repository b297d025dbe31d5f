# SPDX-License-Identifier: MIT
"""The verified backups of the desk and the folder they lie in, for whoever may restore them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.errors import KnownError
from desk_app.records.safekeeping import Backup

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.desk.context import Desk
    from desk_app.gui.session import Workplace


@dataclass(frozen=True, slots=True)
class BackupListState:
    """What the part shows: the newest backup first, and why nothing can be read if so.

    ``homeless`` says that no folder was chosen yet: nothing can be backed up. ``trouble`` is also
    what is wrong with the list, where the backups are found again by their files' names.
    """

    folder: Path | None = None
    homeless: bool = False
    backups: tuple[Backup, ...] = ()
    trouble: KnownError | None = None


class BackupListPresenter(QObject):
    """Reads the list beside the work: the folder may be slow to answer."""

    state_changed = Signal(object)

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._state = BackupListState()
        if work.backups is not None:
            work.backups.ended.connect(self._ended)

    @property
    def state(self) -> BackupListState:
        """What the part shows now."""
        return self._state

    def read_again(self) -> None:
        """Read folder and backups."""
        desk = self._work.desk
        self._work.beside.submit(self, lambda: _read(desk), self._take, self._refuse)

    def _take(self, read: BackupListState) -> None:
        self._show(read)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._show(replace(self._state, trouble=error))

    def _ended(self, outcome: object) -> None:
        if isinstance(outcome, Backup):
            self.read_again()

    def _show(self, state: BackupListState) -> None:
        self._state = state
        self.state_changed.emit(state)


def _read(desk: Desk) -> BackupListState:
    backups = desk.ports.backups
    folder = backups.folder
    listed = tuple(reversed(backups.all()))
    return BackupListState(folder, folder is None, listed, backups.trouble)
