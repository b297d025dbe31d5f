# SPDX-License-Identifier: MIT
"""Signing in: who may, one try at a time, a longer pause after each wrong password (T13)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.desk.errors import KnownError, WrongPassword
from desk_app.gui.presenters.stops import is_stop

if TYPE_CHECKING:
    from desk_app.desk.context import Desk
    from desk_app.gui.entrance import Entrance
    from desk_app.gui.tasks import Runner
    from desk_app.records.people import User


@dataclass(frozen=True, slots=True)
class SignInState:
    """What the sign-in screen shows.

    ``pause`` is in seconds, 0 when a try is possible; ``tried`` names whose password was tried;
    ``refused`` says that it was refused just now; ``sheet`` that a recovery sheet opens the desk.
    """

    users: tuple[User, ...] = ()
    trying: bool = False
    tried: str = ""
    refusals: int = 0
    refused: bool = False
    pause: int = 0
    trouble: KnownError | None = None
    sheet: bool = True

    @property
    def ready(self) -> bool:
        """Say whether a password can be tried now."""
        return not self.trying and not self.pause


class SignInPresenter(QObject):
    """Tries passwords on the desk's thread.

    `opened` carries the desk, `stopped` what closes it to everybody.
    """

    state_changed = Signal(object)
    opened = Signal(object)
    stopped = Signal(object)

    def __init__(
        self, entrance: Entrance, runner: Runner, parent: QObject, second_ms: int = 1000
    ) -> None:
        super().__init__(parent)
        self._entrance = entrance
        self._runner = runner
        self._state = SignInState()
        self._tick = QTimer(self)
        self._tick.setInterval(second_ms)
        self._tick.timeout.connect(self._count_down)

    @property
    def state(self) -> SignInState:
        """What the screen shows now."""
        return self._state

    def read(self) -> None:
        """Ask who may sign in, and how long the pause after earlier tries still lasts."""
        self._state = replace(self._state, trying=False, pause=self._entrance.pause())
        if self._state.pause:
            self._tick.start()
        try:
            users, sheet = tuple(self._entrance.users()), self._entrance.has_sheet()
        except KnownError as error:
            self._show(replace(self._state, trouble=error))
            self.stopped.emit(error)
        else:
            self._show(replace(self._state, users=users, trouble=None, sheet=sheet))

    def stop_trying(self) -> None:
        """Take no password until `read`: another process is about to show this."""
        self._show(replace(self._state, trying=True))

    def try_password(self, name: str, password: str) -> None:
        """Try to open the desk; a second try waits for the first and for the pause."""
        if not self._state.ready:
            return
        self._show(replace(self._state, trying=True, tried=name, trouble=None))
        self._runner.submit(
            self, lambda: self._entrance.unlock(name, password), self._let_in, self._refuse
        )

    def _let_in(self, desk: Desk) -> None:
        # The door takes no second password while what is behind it is being made.
        self._show(SignInState(self._state.users, trying=True, sheet=self._state.sheet))
        self.opened.emit(desk)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, WrongPassword):
            tried = int(error.code == WrongPassword.code)
            refusals, pause = self._state.refusals + tried, self._entrance.pause()
            self._state = replace(self._state, trying=False, refusals=refusals, pause=pause)
            self._show(replace(self._state, refused=True))
            self._tick.start()
        elif isinstance(error, KnownError):
            self._show(replace(self._state, trying=False, trouble=error))
            if is_stop(error):
                self.stopped.emit(error)

    def _count_down(self) -> None:
        pause = max(self._state.pause - 1, 0)
        if not pause:
            self._tick.stop()
        self._show(replace(self._state, pause=pause, refused=False))

    def _show(self, state: SignInState) -> None:
        self._state = state
        self.state_changed.emit(state)
