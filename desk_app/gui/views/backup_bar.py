# SPDX-License-Identifier: MIT
"""A backup made by hand, told in the status bar: how far it is, the way to stop it, the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.desk.errors import Cancelled, KnownError
from desk_app.i18n import dates
from desk_app.records.safekeeping import Backup

if TYPE_CHECKING:
    from desk_app.gui.backup_work import BackupState, BackupWork
    from desk_app.gui.widgets.status_bar import StatusBar
    from desk_app.gui.workplace import Workplace


class BackupBar(QObject):
    """Shows what was asked for by hand; the hourly backup is told only where it fails anew."""

    def __init__(
        self, work: Workplace, made: BackupWork, status: StatusBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._made = made
        self._status = status
        self._told = ""
        self._loud = False
        made.state_changed.connect(self._show)
        made.ended.connect(self._tell)
        status.stop_wanted.connect(made.stop)
        self._show(made.state)

    def stop(self) -> None:
        """Stop a backup that was asked for by hand; the hourly one goes on (Esc)."""
        if self._loud:
            self._made.stop()

    def _show(self, state: BackupState) -> None:
        if state.working and state.loud:
            self._loud = True
            self._status.show_work(self.tr("Making a backup"), state.done, state.total)

    def _tell(self, outcome: object) -> None:
        loud, self._loud = self._loud, False
        if loud:
            self._status.end_work(self._result(outcome))
        if isinstance(outcome, Cancelled):
            return
        if isinstance(outcome, KnownError) and (loud or outcome.code != self._told):
            self._work.trouble.emit(outcome)
        self._told = outcome.code if isinstance(outcome, KnownError) else ""

    def _result(self, outcome: object) -> str:
        if isinstance(outcome, Backup):
            made = dates.clock(outcome.made_at)
            return self.tr("Backup verified at {time}.").format(time=made)
        if isinstance(outcome, Cancelled):
            return self.tr("The backup was stopped; the earlier ones stand.")
        return ""
