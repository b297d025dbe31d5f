# SPDX-License-Identifier: MIT
"""A drill: the newest backup restored into memory with the sheet's key, compared, recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.desk import backups
from desk_app.desk.errors import KnownError
from desk_app.desk.own_pages import drill_page
from desk_app.gui.presenters.print_order import print_order
from desk_app.gui.tasks import Progress
from desk_app.records.printers import PaperUse
from desk_app.rules.terms import Duty

if TYPE_CHECKING:
    from desk_app.desk.context import Desk
    from desk_app.gui.printing import Printing
    from desk_app.gui.workplace import Workplace
    from desk_app.records.people import Language
    from desk_app.records.safekeeping import Drill

_LOOK_MS = 200


@dataclass(frozen=True, slots=True)
class DrillState:
    """What the dialog shows: how far the drill is, what it found, whether that was printed."""

    working: bool = False
    done: int = 0
    total: int = 0
    drill: Drill | None = None
    printing: bool = False
    printed: bool = False
    trouble: KnownError | None = None


class DrillPresenter(QObject):
    """Holds a drill beside the work, notes it, and prints its record."""

    state_changed = Signal(object)

    def __init__(self, work: Workplace, printing: Printing, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._printing = printing
        self._progress = Progress()
        self._pages = b""
        self._state = DrillState()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._show_progress)

    @property
    def state(self) -> DrillState:
        """What the dialog shows now."""
        return self._state

    def hold(self, sheet_key: str) -> None:
        """Hold the drill with a sheet's key, unless one is being held."""
        if self._state.working or not sheet_key.strip():
            return
        self._progress = Progress()
        self._show(DrillState(working=True))
        self._look.start()
        # Whoever may not is refused, and that is noted, before any key is tried.
        self._work.runner.submit(
            self,
            partial(self._work.desk.must, Duty.RESTORE),
            lambda _: self._compare(sheet_key),
            self._refuse,
        )

    def stop(self) -> None:
        """Stop the drill; nothing is noted."""
        self._progress.cancel()

    def print_record(self) -> None:
        """Print the record of the drill on the usual printer."""
        if not self._pages or self._state.printing:
            return
        self._show(replace(self._state, printing=True, trouble=None))
        order = print_order(self._work.screen, PaperUse.OWN)
        send = partial(self._printing.send, self._pages, order)
        self._work.beside.submit(self, send, self._sent, self._not_sent)

    def _compare(self, sheet_key: str) -> None:
        desk = self._work.desk
        drill = partial(
            desk.ports.backups.drill, sheet_key, desk.today, desk.actor.name, self._progress
        )
        self._work.beside.submit(self, drill, self._compared, self._refuse)

    def _compared(self, drill: Drill) -> None:
        record = partial(_record, self._work.desk, drill, self._work.language)
        self._work.runner.submit(self, record, partial(self._done, drill), self._refuse)

    def _done(self, drill: Drill, pages: bytes) -> None:
        self._look.stop()
        self._pages = pages
        self._show(DrillState(drill=drill))

    def _sent(self, _: str) -> None:
        self._show(replace(self._state, printing=False, printed=True))

    def _not_sent(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._show(replace(self._state, printing=False, trouble=error))

    def _show_progress(self) -> None:
        done, total = self._progress.reached()
        self._show(replace(self._state, done=done, total=total))

    def _refuse(self, error: Exception) -> None:
        self._look.stop()
        if isinstance(error, KnownError):
            self._show(DrillState(trouble=error))

    def _show(self, state: DrillState) -> None:
        self._state = state
        self.state_changed.emit(state)


def _record(desk: Desk, drill: Drill, language: Language) -> bytes:
    """Note the drill, then set its page, which shows the head that the note made."""
    backups.note_drill(desk, drill)
    return desk.ports.press.page(drill_page(desk, drill, language))
