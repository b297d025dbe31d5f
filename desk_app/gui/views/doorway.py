# SPDX-License-Identifier: MIT
"""What stands at the door of a closed desk, and makes room for what is shown of an open one."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.desk.errors import KnownError
from desk_app.gui.entrance import DeskState
from desk_app.gui.views.sign_in import SignIn

if TYPE_CHECKING:
    from desk_app.gui.entrance import Entrance
    from desk_app.gui.locking import DoorShown
    from desk_app.gui.screen import Screen
    from desk_app.gui.tasks import Runner
    from desk_app.gui.views.first_start import FirstStart
    from desk_app.gui.views.gate_stop import GateStop


class Doorway(QStackedWidget):
    """Shows who may sign in, the first start, or why nobody comes in; the manual beside them.

    Only some starts show more than the sign-in, so the others are imported where they are made.
    `opened` carries the desk; `touched` says that something secret was typed.
    """

    opened = Signal(object)
    touched = Signal()

    def __init__(self, entrance: Entrance, runner: Runner, beside: Runner, screen: Screen) -> None:
        """Take the thread of the desk, and that of long work beside it."""
        super().__init__()
        self._entrance = entrance
        self._runner = runner
        self._beside = beside
        self._screen = screen
        self._first_start: FirstStart | None = None
        self._gate: GateStop | None = None
        self.sign_in = SignIn(entrance, runner, screen)
        self.sign_in.opened.connect(self.opened)
        self.sign_in.touched.connect(self.touched)
        self.sign_in.manual_wanted.connect(lambda: self._show_manual(self.sign_in))
        self.sign_in.presenter.stopped.connect(self._show_stop)
        self.addWidget(self.sign_in)

    def begin(self) -> None:
        """Show what stands at the door: the first start, who may sign in, or why nobody can."""
        try:
            state = self._entrance.state()
        except KnownError as stop:
            self._show_stop(stop)
            return
        if state is DeskState.EXISTS:
            self.setCurrentWidget(self.sign_in)
            self.sign_in.show_closed()
        else:
            self._show_first_start(cut_off=state is DeskState.CUT_OFF)

    def stand_again(self, shown: DoorShown) -> None:
        """Show the sign-in as another process did; a command that has the desk just now ends."""
        with suppress(KnownError):
            self._entrance.state()
        self.sign_in.stand_at(shown)

    def show_restore(self, backup: str) -> None:
        """Ask for what a restore of a backup needs."""
        self.show_gate().show_restore(backup)

    def show_gate(self) -> GateStop:
        """Show the screen of a desk that does not open, and return it."""
        if self._gate is None:
            from desk_app.gui import manual
            from desk_app.gui.views.gate_stop import GateStop

            self._gate = made = GateStop(self._entrance, self._beside, self._screen)
            made.look_again.connect(self.begin)
            made.look_again.connect(self.touched)
            made.manual_wanted.connect(lambda: self._show_manual(made, manual.STOPS))
            self.addWidget(made)
        self.setCurrentWidget(self._gate)
        return self._gate

    def show_inside(self, inside: QWidget) -> None:
        """Show what is made of an open desk; the first start is over then."""
        self.addWidget(inside)
        self.setCurrentWidget(inside)
        if self._first_start is not None:
            self.take_away(self._first_start)
            self._first_start = None

    def take_away(self, part: QWidget) -> None:
        """Show a part no more, and let it go."""
        self.removeWidget(part)
        part.deleteLater()

    def put_away(self) -> None:
        """End what goes on at the door: the window is being closed."""
        if self._gate is not None:
            self._gate.put_away()

    def _show_first_start(self, *, cut_off: bool) -> None:
        from desk_app.gui.views.first_start import FirstStart

        self._first_start = FirstStart(self._entrance, self._runner, self._screen)
        self._first_start.opened.connect(self.opened)
        self.addWidget(self._first_start)
        self.setCurrentWidget(self._first_start)
        self._first_start.begin(cut_off=cut_off)

    def _show_stop(self, stop: object) -> None:
        """Say why the desk does not open, and what can be done."""
        if isinstance(stop, KnownError):
            self.show_gate().show_stop(stop)

    def _show_manual(self, closed: SignIn | GateStop, chapter: str = "") -> None:
        """Show the manual at a closed desk; it holds nothing of any applicant."""
        from desk_app.gui.views.manual import ManualReader

        reader = ManualReader(self._screen)
        reader.back_wanted.connect(partial(self._leave_manual, reader, closed))
        self.addWidget(reader)
        self.setCurrentWidget(reader)
        reader.open_chapter(chapter)

    def _leave_manual(self, reader: QWidget, closed: SignIn | GateStop) -> None:
        self.setCurrentWidget(closed)
        self.take_away(reader)
        closed.take_focus()
