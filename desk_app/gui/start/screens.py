# SPDX-License-Identifier: MIT
"""What stands at the door of a closed desk, and makes room for what is shown of an open one."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QWidget

from desk_app.desk.errors import KnownError
from desk_app.gui.session.entrance import DeskState
from desk_app.gui.start.sign_in import SignIn, SignInBook

if TYPE_CHECKING:
    from desk_app.gui.session.entrance import Entrance
    from desk_app.gui.session.locking import DoorShown
    from desk_app.gui.session.screen import Screen
    from desk_app.gui.session.tasks import Runner
    from desk_app.gui.start.first_start import FirstStart, FirstStartBook
    from desk_app.gui.start.stopped import RescueBook, StartupStopped


class StartScreens(QStackedWidget):
    """Shows who may sign in, the first start, or why nobody comes in; the manual beside them.

    Only some starts show more than the sign-in, so the others are imported where they are made.
    What goes on behind a page is the door's, and goes on while the page is made anew. `opened`
    carries the desk; `touched` says that something secret was typed.
    """

    opened = Signal(object)
    touched = Signal()

    def __init__(
        self,
        entrance: Entrance,
        runner: Runner,
        beside: Runner,
        screen: Screen,
        parent: QWidget | None = None,
    ) -> None:
        """Take the thread of the desk, and that of long work beside it.

        What is made in its place is dressed once: whatever is put into another place later is
        dressed anew with all that is in it. So each page here is made within its parent.
        """
        super().__init__(parent)
        self._entrance = entrance
        self._runner = runner
        self._beside = beside
        self._screen = screen
        self._first_start: FirstStart | None = None
        self._gate: StartupStopped | None = None
        self._picture: QLabel | None = None
        self.currentChanged.connect(self._let_picture_go)
        self._closed = SignInBook(entrance, runner, self)
        self._closed.opened.connect(self.opened)
        self._closed.stopped.connect(self._show_stop)
        self.sign_in = self._make_sign_in()

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

    def show_gate(self) -> StartupStopped:
        """Show the screen of a desk that does not open, and return it."""
        if self._gate is None:
            from desk_app.gui.start.stopped import RescueBook

            rescue = RescueBook(self._entrance, self._beside, self)
            rescue.look_again.connect(self.begin)
            rescue.look_again.connect(self.touched)
            self._gate = self._make_gate(rescue)
        self.setCurrentWidget(self._gate)
        return self._gate

    def show_inside(self, inside: QWidget) -> None:
        """Show what is made of an open desk; the first start is over then."""
        self.addWidget(inside)
        self.setCurrentWidget(inside)
        if self._first_start is not None:
            self._first_start.book.deleteLater()
            self.take_away(self._first_start)
            self._first_start = None

    def stand_still(self) -> None:
        """Show what is shown as a picture, until something else is: it is made anew behind it."""
        self._picture = QLabel(self, pixmap=self.grab())
        self._picture.setAccessibleName(self.tr("Being made anew"))
        self._picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.addWidget(self._picture)
        self.setCurrentWidget(self._picture)

    def make_anew(self) -> None:
        """Make what stands at the door anew, in another language or size of text.

        What was typed stands there again, with the keys; what goes on goes on. Where the manual is
        read, there is no way to choose either.
        """
        from desk_app.gui.kit.fields.typed import type_again, typed_in

        sign_in, first_start, gate = self.sign_in, self._first_start, self._gate
        pages = (page for page in (sign_in, first_start, gate) if page is self.currentWidget())
        typed = next((typed_in(page) for page in pages if page is not None), None)
        self.sign_in = self._make_sign_in()
        self.sign_in.stand_again(sign_in)
        self._replace(sign_in, self.sign_in)
        if first_start is not None:
            self._first_start = self._make_first_start(first_start.book)
            self._first_start.stand_again(first_start)
            self._replace(first_start, self._first_start)
        if gate is not None:
            self._gate = self._make_gate(gate.book)
            self._replace(gate, self._gate)
        shown = self.currentWidget()
        if shown is not None and typed is not None:
            type_again(shown, typed)

    def take_away(self, part: QWidget) -> None:
        """Show a part no more, and let it go."""
        self.removeWidget(part)
        part.deleteLater()

    def put_away(self) -> None:
        """End what goes on at the door: the window is being closed."""
        if self._gate is not None:
            self._gate.put_away()

    def _let_picture_go(self) -> None:
        picture = self._picture
        if picture is not None and self.currentWidget() is not picture:
            self._picture = None
            self.take_away(picture)

    def _replace(self, before: QWidget, page: QWidget) -> None:
        if self.currentWidget() is before:
            self.setCurrentWidget(page)
        self.take_away(before)

    def _make_sign_in(self) -> SignIn:
        made = SignIn(self._closed, self._entrance, self._runner, self._screen, self)
        made.opened.connect(self.opened)
        made.touched.connect(self.touched)
        made.manual_wanted.connect(lambda: self._show_manual(at_gate=False))
        self.addWidget(made)
        return made

    def _make_gate(self, rescue: RescueBook) -> StartupStopped:
        from desk_app.gui.start.stopped import StartupStopped

        made = StartupStopped(rescue, self._entrance, self._screen)
        made.manual_wanted.connect(lambda: self._show_manual(at_gate=True))
        self.addWidget(made)
        return made

    def _make_first_start(self, founding: FirstStartBook) -> FirstStart:
        from desk_app.gui.start.first_start import FirstStart

        made = FirstStart(founding, self._entrance, self._screen)
        self.addWidget(made)
        return made

    def _show_first_start(self, *, cut_off: bool) -> None:
        from desk_app.gui.start.first_start import FirstStartBook

        founding = FirstStartBook(self._entrance, self._runner, self)
        founding.opened.connect(self.opened)
        self._first_start = self._make_first_start(founding)
        self.setCurrentWidget(self._first_start)
        self._first_start.begin(cut_off=cut_off)

    def _show_stop(self, stop: object) -> None:
        """Say why the desk does not open, and what can be done."""
        if isinstance(stop, KnownError):
            self.show_gate().show_stop(stop)

    def _show_manual(self, *, at_gate: bool) -> None:
        """Show the manual at a closed desk; it holds nothing of any applicant."""
        from desk_app.gui.pages.manual import book
        from desk_app.gui.pages.manual.page import ManualReader

        reader = ManualReader(self._screen)
        reader.back_wanted.connect(partial(self._leave_manual, reader, at_gate=at_gate))
        self.addWidget(reader)
        self.setCurrentWidget(reader)
        reader.open_chapter(book.STOPS if at_gate else "")

    def _leave_manual(self, reader: QWidget, *, at_gate: bool) -> None:
        closed = self._gate if at_gate and self._gate is not None else self.sign_in
        self.setCurrentWidget(closed)
        self.take_away(reader)
        closed.take_focus()
