# SPDX-License-Identifier: MIT
"""The folder for backups: looked at, warned of, chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import backups
from desk_app.desk.errors import KnownError

if TYPE_CHECKING:
    from desk_app.desk.changes import Changes
    from desk_app.gui.workplace import Workplace
    from desk_app.records.second_folder import FolderDoubt


@dataclass(frozen=True, slots=True)
class SecondFolderState:
    """What the task shows: the folder looked at, what speaks against it, why it cannot be.

    ``busy`` says that it is being taken; while it is only looked at, it can be wanted already.
    """

    folder: Path | None = None
    doubts: tuple[FolderDoubt, ...] = ()
    good: bool = False
    busy: bool = False
    trouble: KnownError | None = None

    @property
    def doubted(self) -> bool:
        """Say whether it can be taken though something speaks against it."""
        return self.good and bool(self.doubts)


class SecondFolderPresenter(QObject):
    """Looks at a folder and has it taken; `chosen` says that it was."""

    state_changed = Signal(object)
    chosen = Signal()

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._state = SecondFolderState()
        self._wanted = False

    @property
    def state(self) -> SecondFolderState:
        """What the task shows now."""
        return self._state

    def take(self, text: str) -> None:
        """Take a folder: a new one is tried first, and waits where something speaks against it."""
        if not text.strip() or self._state.busy:
            return
        if Path(text.strip()) != self._state.folder or self._state.trouble is not None:
            self.look_at(text)
        self._wanted = True
        if self._state.good:
            self.choose()

    def look_at(self, text: str) -> None:
        """Try a folder; an empty text is no folder."""
        self._wanted = False
        if not text.strip():
            self._show(SecondFolderState())
            return
        folder = Path(text.strip())
        self._show(SecondFolderState(folder))
        self._work.runner.submit(
            self,
            lambda: self._work.desk.ports.backups.doubts(folder),
            partial(self._take, folder),
            self._refuse,
        )

    def choose(self) -> None:
        """Take the folder that was looked at."""
        folder = self._state.folder
        if folder is None or not self._state.good or self._state.busy:
            return
        self._show(replace(self._state, busy=True))
        self._work.do(
            self, lambda desk: backups.choose_folder(desk, folder), self._done, self._refuse
        )

    def _take(self, folder: Path, doubts: tuple[FolderDoubt, ...]) -> None:
        if folder != self._state.folder:
            return
        self._show(SecondFolderState(folder, doubts, good=True))
        if self._wanted and not doubts:
            self.choose()

    def _done(self, _: Changes) -> None:
        self._show(replace(self._state, busy=False))
        self.chosen.emit()

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._show(SecondFolderState(self._state.folder, trouble=error))

    def _show(self, state: SecondFolderState) -> None:
        self._state = state
        self.state_changed.emit(state)
