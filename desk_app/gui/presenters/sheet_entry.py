# SPDX-License-Identifier: MIT
"""Coming in with the recovery sheet: how much of its key stands there, which group is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.errors import BadInput, KnownError
from desk_app.desk.sheet_key import GROUP_CHARACTERS, GROUPS, from_groups, read_group

if TYPE_CHECKING:
    from desk_app.desk.context import Desk
    from desk_app.gui.entrance import Entrance
    from desk_app.gui.tasks import Runner


@dataclass(frozen=True, slots=True)
class SheetEntryState:
    """What the entry shows: ``groups`` stand there whole, ``wrong`` is the first with a mistake.

    ``pause`` is in seconds, 0 when a try is possible.
    """

    groups: int = 0
    wrong: int = 0
    whole: bool = False
    trying: bool = False
    pause: int = 0
    trouble: KnownError | None = None


class SheetEntryPresenter(QObject):
    """Tries the key on the desk's thread; `opened` carries the desk."""

    state_changed = Signal(object)
    opened = Signal(object)

    def __init__(self, entrance: Entrance, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._entrance = entrance
        self._runner = runner
        self._state = SheetEntryState()

    @property
    def state(self) -> SheetEntryState:
        """What the entry shows now."""
        return self._state

    def type_key(self, text: str) -> None:
        """Look at what is typed: a mistake is told as soon as its group is whole."""
        groups = min(len(read_group(text)) // (GROUP_CHARACTERS + 1), GROUPS)
        try:
            from_groups(text)
        except BadInput as error:
            wrong = int(str(error.facts.get("group", 0)))
            told = wrong if wrong <= groups else 0
            self._show(SheetEntryState(groups, told))
        else:
            self._show(SheetEntryState(GROUPS, whole=True))

    def try_key(self, text: str) -> None:
        """Try to open the desk with the key."""
        if self._state.trying or not text.strip():
            return
        self._show(replace(self._state, trying=True, trouble=None))
        self._runner.submit(
            self, lambda: self._entrance.unlock_with_sheet(text), self._let_in, self._refuse
        )

    def _let_in(self, desk: Desk) -> None:
        self._show(SheetEntryState())
        self.opened.emit(desk)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            pause = self._entrance.pause()
            self._show(replace(self._state, trying=False, pause=pause, trouble=error))

    def _show(self, state: SheetEntryState) -> None:
        self._state = state
        self.state_changed.emit(state)
