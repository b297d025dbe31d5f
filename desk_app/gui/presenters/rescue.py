# SPDX-License-Identifier: MIT
"""The closed desk that the gate stopped: what can be done next, and doing it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.desk.errors import Cancelled, DamageFound, KnownError, NotADesk
from desk_app.gui.entrance import Officer
from desk_app.gui.presenters.stops import Way, ways
from desk_app.gui.tasks import Progress
from desk_app.records.people import Role

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.gui.entrance import Entrance
    from desk_app.gui.tasks import Runner
    from desk_app.records.people import User
    from desk_app.records.safekeeping import Backup, Repair, Restored

_LOOK_MS = 200
_NOT_SIGNED = "backup_not_signed"
"""A backup of before the roster: an officer may take it, told the risk."""


@dataclass(frozen=True, slots=True)
class RescueState:
    """What the page shows.

    ``stop`` is why the desk is closed, nothing where an officer came to restore; ``task`` is what
    is being asked for. ``sure`` says that the question was put once and is put again; ``unsigned``
    that it is asked whether a backup is to be taken that nobody signed. ``result`` is what came of
    it.
    """

    stop: KnownError | None = None
    exit_code: int = 0
    ways: tuple[Way, ...] = ()
    task: Way | None = None
    officers: tuple[User, ...] = ()
    backups: tuple[Backup, ...] = ()
    backup: str = ""
    sure: bool = False
    unsigned: bool = False
    working: bool = False
    done: int = 0
    total: int = 0
    missing: frozenset[str] = frozenset()
    trouble: KnownError | None = None
    result: Restored | Repair | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for a restore or a repair."""

    name: str
    password: str = field(repr=False)
    backup: str = ""
    sheet_key: str = field(default="", repr=False)


class RescuePresenter(QObject):
    """Restores and repairs; `look_again` says that the door shall be tried anew."""

    state_changed = Signal(object)
    look_again = Signal()

    def __init__(self, entrance: Entrance, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._entrance = entrance
        self._runner = runner
        self._progress = Progress()
        self._state = RescueState()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._show_progress)

    @property
    def state(self) -> RescueState:
        """What the page shows now."""
        return self._state

    def stopped(self, stop: KnownError) -> None:
        """Show a stop of the gate."""
        code = self._entrance.rescue.exit_code(stop)
        self._show(RescueState(stop, code, ways(stop)))

    def restore(self, backup: str = "") -> None:
        """Begin with a restore: an officer came for it from the open desk."""
        self._show(RescueState())
        self.choose(Way.RESTORE, backup)

    def choose(self, way: Way, backup: str = "") -> None:
        """Begin something; for a restore or a repair, ask who does it."""
        if way is Way.LOOK_AGAIN:
            self.look_again.emit()
        elif way in (Way.REPAIR, Way.RESTORE):
            self._ask(way, backup)

    def look_in(self, folder: Path) -> None:
        """Look for the desk in another folder."""
        self._entrance.rescue.look_in(folder)
        self.look_again.emit()

    def go_back(self) -> None:
        """Leave what is asked for; where nothing stopped, go to the door."""
        if self._state.working:
            self._progress.cancel()
        elif self._state.sure:
            self._show(replace(self._state, sure=False, unsigned=False))
        elif self._state.stop is None or self._state.result is not None:
            self.look_again.emit()
        else:
            self._show(replace(self._state, task=None, trouble=None, missing=frozenset()))

    def go(self, typed: Typed) -> None:
        """Do what was asked for: a restore is asked for twice."""
        state = self._state
        if state.working or state.task is None:
            return
        missing = _missing(typed, state.task)
        if missing:
            self._show(replace(state, missing=missing, trouble=None))
        elif state.task is Way.RESTORE and not state.sure:
            self._show(
                replace(state, sure=True, backup=typed.backup, missing=missing, trouble=None)
            )
        else:
            self._do(state.task, typed)

    def put_away(self) -> None:
        """Stop what is being made: the window closes."""
        self._progress.cancel()

    def _ask(self, way: Way, backup: str) -> None:
        rescue = self._entrance.rescue
        try:
            users = self._entrance.users()
            backups = tuple(reversed(rescue.backups())) if way is Way.RESTORE else ()
        except KnownError as error:
            self._show(replace(self._state, trouble=error))
            return
        officers = tuple(user for user in users if Role.OFFICER in user.roles)
        newest = backups[0].name if backups else ""
        self._show(
            replace(
                self._state,
                task=way,
                officers=officers,
                backups=backups,
                backup=backup or newest,
                sure=False,
                result=None,
                trouble=NotADesk("no_backup") if way is Way.RESTORE and not backups else None,
            )
        )

    def _do(self, task: Way, typed: Typed) -> None:
        self._progress = Progress()
        self._show(replace(self._state, working=True, done=0, total=0, trouble=None))
        self._look.start()
        rescue, by = self._entrance.rescue, Officer(typed.name, typed.password)
        if task is Way.REPAIR:
            self._runner.submit(self, partial(rescue.repair, by), self._done, self._refuse)
        else:
            restore = partial(
                rescue.restore,
                typed.backup,
                typed.sheet_key,
                by,
                self._progress,
                unsigned=self._state.unsigned,
            )
            self._runner.submit(self, restore, self._done, self._refuse)

    def _show_progress(self) -> None:
        done, total = self._progress.reached()
        self._show(replace(self._state, done=done, total=total))

    def _done(self, result: Restored | Repair) -> None:
        self._look.stop()
        self._show(replace(self._state, working=False, sure=False, result=result))

    def _refuse(self, error: Exception) -> None:
        self._look.stop()
        state = replace(self._state, working=False, sure=False, unsigned=False)
        if isinstance(error, Cancelled):
            self._show(state)
        elif isinstance(error, DamageFound) and error.code == _NOT_SIGNED:
            self._show(replace(state, sure=True, unsigned=True))
        elif isinstance(error, KnownError):
            self._show(replace(state, trouble=error))

    def _show(self, state: RescueState) -> None:
        self._state = state
        self.state_changed.emit(state)


def _missing(typed: Typed, task: Way) -> frozenset[str]:
    wanted = {"officer": typed.name, "password": typed.password}
    if task is Way.RESTORE:
        wanted |= {"backup": typed.backup, "sheet_key": typed.sheet_key}
    return frozenset(name for name, value in wanted.items() if not value)
