# SPDX-License-Identifier: MIT
"""The one window: closed, at its first start, or open; a sample desk is marked on all of them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QMainWindow, QWidget

from desk_app.desk.errors import KeyCopyMended, KnownError, Mishap
from desk_app.gui import words
from desk_app.gui.handover import Regulars, Renewal
from desk_app.gui.kit.display.notes import ErrorBar
from desk_app.gui.kit.layout.boxes import in_column, lay_into
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.session.entrance import WindowPlace
from desk_app.gui.session.locking import Closed, IdleWatch, LockReason
from desk_app.gui.session.tasks import TaskRunner
from desk_app.gui.start.screens import StartScreens
from desk_app.records.desk.sheets import is_rescuer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QCloseEvent

    from desk_app.desk.context import Desk
    from desk_app.desk.opened.arriving import Missing
    from desk_app.gui.handover import Handover, WindowRelay
    from desk_app.gui.kit.fields.typed import KeysPlace
    from desk_app.gui.page import SectionView
    from desk_app.gui.safety.backups import ClosingBackup
    from desk_app.gui.session.entrance import Entrance
    from desk_app.gui.session.screen import Screen
    from desk_app.gui.session.session import Session
    from desk_app.gui.shell.shell import Shell
    from desk_app.gui.start.after_first_start import AfterFirstStart
    from desk_app.gui.start.sign_in import SignIn
    from desk_app.records.desk.profile import DeskProfile


class Copies(QObject):
    """Remembers the last text copied or marked while the window was at work.

    X11 keeps what is marked as a clipboard of its own, which the middle button empties anywhere.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._texts: dict[QClipboard.Mode, str] = {}
        QGuiApplication.clipboard().changed.connect(self._changed)

    def take_back(self) -> None:
        """Empty each clipboard that still holds our text; what came from elsewhere stays."""
        clipboard = QGuiApplication.clipboard()
        ours, self._texts = self._texts, {}
        for mode, text in ours.items():
            if text and clipboard.text(mode) == text:
                clipboard.clear(mode)

    def _changed(self, mode: QClipboard.Mode) -> None:
        # Not every platform can say who owns the clipboard; nobody else copies while we are active.
        if QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive:
            self._texts[mode] = QGuiApplication.clipboard().text(mode)


_HEIGHT = 24


class SampleBand(QWidget):
    """One line; it takes no key."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("band", "ask")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(_HEIGHT))
        words = self.tr("Sample desk: everybody in it is invented")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.addWidget(
            Text(words, theme.Size.LABEL, "ask", bold=True), 0, Qt.AlignmentFlag.AlignCenter
        )


_SIZE = (1440, 900)
_GRIP = 48
"""So many pixels of the title must be within reach of the mouse."""


class WindowPosition(QObject):
    """Puts a window where it stood, and keeps the place when it is closed."""

    def __init__(self, window: QWidget, keeps: Screen) -> None:
        super().__init__(window)
        self._window = window
        self._keeps = keeps
        place = keeps.window
        if place is None:
            window.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        else:
            wanted = QRect(place.x, place.y, place.width, place.height)
            window.setGeometry(visible(wanted, _screens()))
        window.installEventFilter(self)
        QGuiApplication.instance().screenRemoved.connect(self.bring_back)  # type: ignore[union-attr] # there is one wherever there is a window

    def show(self) -> None:
        """Show the window; maximized where it was, or where the screen is no larger than it.

        Its frame would push the last line out of sight there.
        """
        place, size = self._keeps.window, self._window.size()
        room = self._window.screen().availableSize()
        if (place is not None and place.maximized) or room.expandedTo(size) == size:
            self._window.showMaximized()
        else:
            self._window.show()

    def show_again(self, *, active: bool, minimized: bool) -> None:
        """Show the window as another process showed it; only where it was active has it the keys.

        Whoever works in another program types on there.
        """
        without_keys = Qt.WidgetAttribute.WA_ShowWithoutActivating
        self._window.setAttribute(without_keys, not active)
        if minimized:
            self._window.showMinimized()
        else:
            self.show()
        self._window.setAttribute(without_keys, on=False)
        if active:
            self._window.raise_()
            self._window.activateWindow()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self.keep()
        return False

    def keep(self) -> None:
        """Keep the place now."""
        self._keeps.keep_window(place_of(self._window))

    def bring_back(self, _gone: object = None) -> None:
        """Move the window onto a screen that is there."""
        here = self._window.geometry()
        there = visible(here, _screens())
        if there != here:
            self._window.setGeometry(there)


def place_of(window: QWidget) -> WindowPlace:
    """Return where a window stands; a maximized one as it stood before."""
    at = window.normalGeometry() if window.isMaximized() else window.geometry()
    return WindowPlace(at.x(), at.y(), at.width(), at.height(), window.isMaximized())


def visible(wanted: QRect, screens: Sequence[QRect]) -> QRect:
    """Return a rectangle as it is where it can be reached, else moved onto the nearest screen.

    It is made no larger than that screen. Screens are what is available of each, the main one
    first.
    """
    top = QRect(wanted.left(), wanted.top(), wanted.width(), _GRIP)
    if not screens or any(_reach(top, screen) for screen in screens):
        return wanted
    near = max(screens, key=lambda screen: _shared(wanted, screen))
    size = wanted.size().boundedTo(near.size())
    left = min(max(wanted.left(), near.left()), near.right() + 1 - size.width())
    upper = min(max(wanted.top(), near.top()), near.bottom() + 1 - size.height())
    return QRect(left, upper, size.width(), size.height())


def _reach(top: QRect, screen: QRect) -> bool:
    both = top.intersected(screen)
    return both.width() >= 2 * _GRIP and both.height() == top.height()


def _shared(one: QRect, other: QRect) -> int:
    both = one.intersected(other)
    return max(both.width(), 0) * max(both.height(), 0)


def _screens() -> list[QRect]:
    return [screen.availableGeometry() for screen in QGuiApplication.screens()]


class Window(QMainWindow):
    """Lets in, locks, and closes the desk on its own thread.

    What it makes of an open desk is imported where it is made (`gui.process.loading`).
    """

    def __init__(
        self,
        entrance: Entrance,
        runner: TaskRunner,
        screen: Screen,
        sections: Callable[[], Sequence[type[SectionView]]],
        relay: WindowRelay | None = None,
    ) -> None:
        """Take what gives the open window's parts when needed, and the way to a fresh process."""
        super().__init__()
        self._entrance = entrance
        self._runner = runner
        self._beside = TaskRunner((KnownError,), self, "beside")
        self._listening: TaskRunner | None = None
        self._leaving: ClosingBackup | None = None
        self._screen = screen
        self._sections = sections
        self._desk: Desk | None = None
        self._office: DeskProfile | None = None
        self._session: Session | None = None
        self._told: tuple[object, ...] = ()
        self._said = ""
        self._keys: KeysPlace | None = None
        self._shell: Shell | None = None
        self._finish: AfterFirstStart | None = None
        self._copies = Copies(self)
        self._regulars = Regulars(entrance)
        both = (runner, self._beside)
        self._renewal = Renewal(relay, both, self._closed_door, self._regulars, self)
        self._idle = IdleWatch(_application(), self, screen.lock_minutes)
        self._lay_out()
        self.standing = WindowPosition(self, screen)
        self._listen()

    def _listen(self) -> None:
        queued = Qt.ConnectionType.QueuedConnection
        self._idle.idle.connect(partial(self.lock, LockReason.IDLE))
        self._screen.chosen.connect(lambda chosen: self._idle.wait(chosen.lock_minutes))
        self._idle.lock_pressed.connect(self.lock, queued)
        self._renewal.begun.connect(self.standing.keep)
        self._renewal.passed.connect(self.close)
        self._door.opened.connect(self._let_in)
        self._door.touched.connect(self._renewal.touched)
        self._door.currentChanged.connect(self._renewal.look, queued)
        self._runner.failed.connect(self._tell)
        self._screen.chosen.connect(self._entrance.keep_choices)
        self._screen.changing.connect(self._stand_still)
        self._screen.remade.connect(self._make_anew)

    @property
    def shell(self) -> Shell | None:
        """The open desk's screens; nothing while it is closed."""
        return self._shell

    def begin(self) -> None:
        """Show what stands at the door: the first start, who may sign in, or why nobody can."""
        self._door.begin()

    def go_on(self, came: Handover) -> None:
        """Show the window as the process before did, which had locked it."""
        self._regulars.take(came)
        self._door.stand_again(came.door)
        self.standing.show_again(active=came.active, minimized=came.minimized)

    def lock(self, reason: LockReason = LockReason.KEY) -> None:
        """Empty every screen, drop the key, and show who may unlock; a closed desk stays as it is.

        A draft that cannot be saved is no reason to stay open: it is kept in memory, shut for its
        writer alone, and the locked screen says so.
        """
        if self._desk is None:
            return
        who = self._desk.actor.name
        backed_up = self._shell.session.backed_up_at if self._shell is not None else None
        self._close_desk(self._show_behind)
        sign_in = self._door.sign_in
        self._door.setCurrentWidget(sign_in)
        sign_in.show_locked(who, reason, backed_up)

    def lock_with_system(self) -> None:
        """Lock because the system locked its session, or sleeps."""
        self.lock(LockReason.SYSTEM)

    def come_forward(self) -> None:
        """Come to the front: somebody started the program a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def tell_mishap(self) -> None:
        """Say that a mistake of ours stopped something, and keep what is being typed."""
        if self._shell is not None:
            self._shell.tell(Mishap())
            self._shell.keep_typed()
        else:
            self._errors.tell(*words.reason(Mishap(), self._screen.language))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Make the backup of the exit first; asked a second time, close without it."""
        if self._leaving is None and self._back_up_first():
            event.ignore()
            return
        self._renewal.end()
        self._close_desk(_done)
        self._door.put_away()
        for each in (self._beside, self._listening):
            if each is not None:
                each.shut_down()
        self._runner.shut_down()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        middle = QWidget(self)
        self.setCentralWidget(middle)
        self._column = in_column(middle, gap=0, edge=0)
        self._top = QWidget(middle)
        self._door = StartScreens(self._entrance, self._runner, self._beside, self._screen, middle)
        lay_into(self._column, self._top, (self._door, 1))
        self._name_all()

    def _name_all(self) -> None:
        """Write what the window itself says, over whatever is shown in it."""
        self._say_title()
        self.setMinimumSize(*theme.least_window())
        before, self._top = self._top, QWidget(self.centralWidget())
        self._errors = ErrorBar()
        column = in_column(self._top, gap=0, edge=0)
        if self._entrance.sample:
            column.addWidget(SampleBand())
        column.addWidget(self._errors)
        self._column.replaceWidget(before, self._top)
        before.hide()
        before.deleteLater()

    def _say_title(self) -> None:
        """Name the window by company and desk, once somebody may know them."""
        generic = self.tr("Personal Information Handling Desk")
        office, language = self._office, self._screen.language
        self.setWindowTitle(words.office_name(office, language) if office else generic)

    def _take_office(self, office: DeskProfile) -> None:
        self._office = office
        self._say_title()

    def _start_setup(self, installer: object) -> None:
        """Close the window as ever; once it is closed, the installer starts."""
        if isinstance(installer, Path):
            self._entrance.start_setup(installer)
            self.close()

    def _restore(self, backup: object) -> None:
        """Close the desk, then ask for what a restore needs."""
        self._close_desk(lambda _: self._door.show_restore(str(backup)))
        self._door.show_gate()

    def _let_in(self, desk: Desk) -> None:
        """Show the open desk to whoever signed in."""
        from desk_app.gui import open_desk

        self._desk = desk
        self._screen.keep_user(desk.actor.id)
        mended = [each for each in desk.at_arrival if isinstance(each, KeyCopyMended)]
        self._told = tuple(each for each in desk.at_arrival if each not in mended)
        self._said = "".join(words.reason(each, self._screen.language)[0] for each in mended)
        self._renewal.soil()
        self._regulars.take_up()
        self._errors.clear()
        self._idle.start()
        hub = open_desk.ChangeHub(self)
        self._session = session = open_desk.Session(
            desk, self._runner, hub, self._screen, self, self._entrance.acting
        )
        session.drafts, session.beside, session.sample = (
            self._regulars.drafts,
            self._beside,
            self._entrance.sample,
        )
        session.releases = self._entrance.releases
        session.setup_wanted.connect(self._start_setup)
        hub.setParent(session)
        session.ask(session, "office", lambda desk: open_desk.office(desk)[0], self._take_office)
        session.restore_wanted.connect(self._restore)
        session.trouble.connect(self._tell_later)
        session.remedied.connect(self._tell_later)
        session.said.connect(self._say_later)
        self._welcome(session)

    def _welcome(self, session: Session) -> None:
        """Show whoever keeps the keys first what the desk needs.

        Once put off it waits for the next start: a lock leads back to work.
        """
        from desk_app.gui import open_desk

        desk = session.desk
        keeper = desk.may(open_desk.Duty.KEYS)
        if desk.actor.id in self._regulars.put_off or not keeper:
            self._enter(session)
            return

        def show(missing: Missing | None) -> None:
            if missing is None or is_rescuer(desk.actor):
                self._enter(session)
            else:
                finish = open_desk.AfterFirstStart(session, missing)
                self._show_finish(finish)
                finish.begin()

        self._runner.submit(
            self, lambda: open_desk.missing(desk), show, lambda _: self._enter(session)
        )

    def _closed_door(self) -> SignIn | None:
        """Return the sign-in while it is all that is shown."""
        sign_in = self._door.sign_in
        return sign_in if self._desk is None and self._door.currentWidget() is sign_in else None

    def _show_finish(self, finish: AfterFirstStart) -> None:
        self._finish = finish
        finish.finished.connect(self._finished)
        finish.stop_wanted.connect(self.close)
        finish.later_wanted.connect(lambda: self._finished(put_off=True))
        self._door.show_inside(finish)

    def _finished(self, *, put_off: bool = False) -> None:
        """Go on from the first start to the work, with its remaining steps put off or done."""
        finish, session = self._finish, self._session
        if finish is None or session is None:
            return
        self._finish = None
        self._door.take_away(finish)
        if put_off:
            self._regulars.put_off.add(session.desk.actor.id)
        self._welcome(session)

    def _enter(self, session: Session) -> None:
        """Make the open desk's screens behind the door, a piece at a time: the window answers."""
        from desk_app.gui import open_desk

        if session.backups is None:
            session.backups = open_desk.BackupWork(
                session, session, first=self._regulars.nobody_yet
            )
            self._regulars.nobody_yet = False
        stations = session.desk.ports.stations
        if session.hearing is None and stations is not None:
            self._listening = self._listening or TaskRunner((KnownError,), self, "listening")
            session.listening = self._listening
            session.hearing = open_desk.Hearing(session, stations, session)
        self._shell = open_desk.Shell(session, self._sections(), self._door)
        self._shell.lock_wanted.connect(self.lock)
        self._shell.quit_wanted.connect(self.close)
        self._runner.submit(self, _nothing, lambda _: self._make_ready(self._shell))

    def _make_ready(self, shell: Shell | None) -> None:
        """Make the place that is shown first."""
        if shell is None or self._desk is None:
            return
        from desk_app.gui import open_desk

        left = self._regulars.left.get(self._desk.actor.id)
        rescue = open_desk.Place.SETTINGS if is_rescuer(self._desk.actor) else None
        shell.make_ready(rescue if left is None else left.place)
        self._runner.submit(self, _nothing, lambda _: self._open_up())

    def _open_up(self) -> None:
        if self._shell is None or self._desk is None:
            return
        session = self._shell.session
        if session.backups is not None:
            session.backups.begin()
        if session.hearing is not None:
            session.hearing.begin()
        self._door.show_inside(self._shell)
        drafts = self._regulars.drafts
        if drafts.waiting(session.desk.actor.id):
            session.do(self, drafts.keep_waiting, lambda _: self._go_in(), self._stay_out)
        else:
            self._go_in()

    def _go_in(self) -> None:
        """Show what this person's screen showed when it was locked, or the first place.

        Whoever came by the recovery sheet gives passwords first.
        """
        session = self._session
        if self._shell is None or self._desk is None or session is None:
            return
        from desk_app.gui import open_desk

        left = self._regulars.left.pop(self._desk.actor.id, None)
        if left is not None:
            self._shell.go_back_to(left)
        elif is_rescuer(self._desk.actor):
            self._shell.go(open_desk.Place.SETTINGS)
        else:
            self._shell.go_in()
        self._shell.tell(*self._shell.told(), *self._told)
        if self._keys is not None:
            from desk_app.gui.kit.fields.typed import give_keys

            give_keys(self._shell, self._keys)
        said, self._said = self._said, ""
        if said:
            session.said.emit(said)
        self._told, self._keys = (), None

    def _stay_out(self, error: Exception) -> None:
        """Say why a draft still cannot be saved: its page would open without it, so it does not.

        It stays shut in memory, and the next sign-in tries again.
        """
        if self._shell is not None:
            self._shell.go_in()
            self._shell.tell(error)

    def _back_up_first(self) -> bool:
        """Begin the backup of the exit where one is due, behind all that is being typed."""
        made = self._shell.session.backups if self._shell is not None else None
        if self._shell is None or made is None or not made.wanted:
            return False
        from desk_app.gui import open_desk

        self._shell.keep_typed()
        self._leaving = open_desk.ClosingBackup(made, self._screen.language, self)
        self._leaving.leave.connect(self.close)
        self._leaving.open()
        self._leaving.begin()
        return True

    def _close_desk(self, closed: Callable[[Closed], None]) -> None:
        """Save what is typed, empty the screens, then close the store behind the last call.

        Work under way on the database thread (a letter at the printer) ends before that.
        """
        desk, session = self._desk, self._session
        if desk is None or session is None:
            return
        from desk_app.gui import open_desk

        self._idle.stop()
        self._renewal.closing()
        self._empty_screens()
        self._screen.dress()
        for each in (session.backups, session.hearing):
            if each is not None:
                each.put_away()
        session.deleteLater()
        self._desk = self._session = None
        self._copies.take_back()
        self._runner.forget()
        self._beside.forget()
        if self._listening is not None:
            self._listening.forget()
        self._runner.submit(self, partial(open_desk.close, desk, self._regulars.drafts), closed)

    def _empty_screens(self) -> None:
        """Have what is typed saved and take the open desk's screens away, knowing the way back."""
        inside = self._shell or self._finish
        left = self._shell.whereabouts() if self._shell is not None else None
        if self._desk is not None and left is not None:
            self._regulars.leave(self._desk.actor.id, left)
        self._shell = self._finish = None
        self._close_dialogs()
        if inside is not None:
            inside.put_away()
            self._door.take_away(inside)
        painting.forget()

    def _stand_still(self) -> None:
        """Show the open desk as a picture, until it is made anew behind that; know its keys."""
        if self._shell is not None and self._door.currentWidget() is self._shell:
            from desk_app.gui.kit.fields.typed import keys_in

            self._keys = keys_in(self._shell)
            self._door.stand_still()
            self._screen.put_off()

    def _make_anew(self) -> None:
        """Make every screen anew, in another language or size of text; what is typed is kept.

        What is going on goes on: a backup, letters on their way to the printer.
        """
        mishap, session = self._errors.isVisible(), self._session
        shell, finish = self._shell, self._finish
        self._door.make_anew()
        if session is not None and shell is not None:
            if shell.place is not None:
                self._told = shell.told()
            session.narrowed = shell.narrowed()
            session.hold_errands(shell)
            self._empty_screens()
            session.long_work.end()
            self._runner.submit(self, _nothing, lambda _: self._enter_anew(session))
        elif finish is not None:
            self._show_finish(finish.anew())
            self._door.take_away(finish)
        self._name_all()
        if mishap:
            self.tell_mishap()

    def _enter_anew(self, session: Session) -> None:
        """Make the screens of a desk that stayed open, now that those before them are gone."""
        self._screen.dress()
        self._enter(session)

    def _close_dialogs(self) -> None:
        """Close what is open over the screens; a question keeps what is written in it."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for dialog in self.findChildren(QDialog):
            dialog.reject()
            dialog.deleteLater()

    def _tell_later(self, failed: object) -> None:
        """Remember what fails while the open desk's screens are being made, which tell it then."""
        if self._shell is None and self._finish is None and failed is not None:
            self._told = (*self._told, failed)

    def _say_later(self, said: str) -> None:
        """Remember what is said while the open desk's screens are being made, which say it then."""
        if self._door.currentWidget() is not self._shell:
            self._said = said

    def _show_behind(self, closed: Closed) -> None:
        self._door.sign_in.show_behind(closed)

    def _tell(self, error: object) -> None:
        inside = self._shell or self._finish
        if inside is not None:
            inside.tell(error)


def _nothing() -> None:
    """Wait behind what the desk's thread is doing."""


def _done(_closed: Closed) -> None:
    """Nothing waits for the store to be closed."""


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise TypeError
    return application
