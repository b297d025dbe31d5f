# SPDX-License-Identifier: MIT
"""How safe the desk is, in words: for the foot of the navigation, Today and the settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui.marks import Mark
from desk_app.i18n import dates

if TYPE_CHECKING:
    from desk_app.gui.backup_work import BackupState
    from desk_app.gui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Safe:
    """A state with its word, and when or how far."""

    mark: Mark
    title: str
    detail: str = ""

    @property
    def whole(self) -> str:
        """Return both parts for who cannot see them."""
        return f"{self.title} {self.detail}".strip()


class BackupWords(QObject):
    """Words for the newest verified backup, unless something stands above it."""

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def of(self, state: BackupState) -> Safe:
        """Return how safe the desk is."""
        when = ""
        if state.last is not None:
            when = dates.moment(state.last.made_at, self._work.today, self._work.language)
        if state.working:
            return Safe(Mark.WAITING, self.tr("Backing up"), share(state))
        if state.trouble is not None:
            return Safe(Mark.MISSING, self.tr("Last try failed"), when or self.tr("No backup yet"))
        if state.last is None:
            return Safe(Mark.ASK, self.tr("No backup yet"))
        if state.stale:
            return Safe(Mark.ASK, self.tr("Backup is old"), when)
        return Safe(Mark.OK, self.tr("Backup verified"), when)


def share(state: BackupState) -> str:
    """Write how far a backup is; empty where it is not known."""
    return f"{100 * state.done // state.total}%" if state.total else ""
