# SPDX-License-Identifier: MIT
"""The window's process: the application, its one database thread, the window, in this order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desk_app.desk.errors import Cancelled, KnownError
from desk_app.gui.handover import Ended
from desk_app.gui.kit.look import icons, theme
from desk_app.gui.kit.pyside_workarounds import (
    plain_imports,  # noqa: F401 what is imported below comes quicker
    scroll_faces,
)
from desk_app.gui.kit.pyside_workarounds.garbage import Collector
from desk_app.gui.process.loading import Loading, behind, rooms
from desk_app.gui.process.one_instance import OneInstance
from desk_app.gui.process.reporter import Reporter
from desk_app.gui.session.screen import Screen
from desk_app.gui.session.tasks import TaskRunner, give_way
from desk_app.gui.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject

    from desk_app.gui.handover import WindowRelay
    from desk_app.gui.page import SectionView
    from desk_app.gui.session.entrance import Entrance
    from desk_app.gui.start.preparing import Preparing

T = TypeVar("T")
_NAME = "desk-app"
_UNSEEN_MS = 500


class Program:
    """The one application of a process, dressed as the clerk chose; it shows one desk."""

    def __init__(self, argv: Sequence[str], door: Entrance) -> None:
        """Take what the application is told, and the door that knows its look and its log."""
        application = QApplication([_NAME, *argv])
        application.setApplicationName(_NAME)
        application.setDesktopFileName(_NAME)
        application.setStyle("Fusion")
        Collector(application)
        give_way()
        scroll_faces.install()
        self._application = application
        self._reporter = Reporter(door.log, door.now, application)
        self._reporter.install()
        theme.bring_fonts(door.resources / "fonts")
        self._screen = Screen(application, door.resources, door.choices())
        self._preparing: Preparing | None = None

    def prepare(self, make: Callable[[Callable[[float], None]], T]) -> T:
        """Have something made that takes seconds, and say so at once; raises what stopped it.

        Its small window stays until there is another one.
        """
        from desk_app.gui.start.preparing import PreparationResult, Preparing

        made = PreparationResult[T]()
        self._preparing = Preparing(self._screen)
        waiting = QEventLoop()
        self._preparing.ended.connect(waiting.quit)
        self._preparing.show()
        self._preparing.begin(make, made)
        waiting.exec()
        if made.thing is None:
            raise made.trouble or Cancelled
        return made.thing

    def show(self, entrance: Entrance, socket: str = "", relay: WindowRelay | None = None) -> int:
        """Show the window until it is closed; the process's exit code.

        On the socket a later start asks for this window to come to the front. By a relay the window
        comes from the process before, and goes to the next one at each lock.
        """
        runner = TaskRunner((KnownError,), self._application)
        window = Window(entrance, runner, self._screen, _sections, relay)
        loading = Loading(partial(behind, entrance.needed_inside), rooms, runner, window)
        loading.painted.connect(partial(_watch_session, window))
        loading.painted.connect(partial(_bear_icon, self._application))
        # What went wrong in painting is told after it: a bar that comes while painting paints
        # again.
        self._reporter.mishap.connect(window.tell_mishap, Qt.ConnectionType.QueuedConnection)
        starts = Starts(socket, window, self._application)
        came = relay.came if relay is not None else None
        if relay is None or came is None:
            starts.listen()
            window.begin()
            window.standing.show()
        else:
            Ended(relay.before, self._application).ended.connect(starts.listen)
            Ended(relay.start, self._application).ended.connect(window.close)
            loading.painted.connect(relay.up)
            window.go_on(came)
            # One that nobody sees is never painted.
            QTimer.singleShot(_UNSEEN_MS, self._application, relay.up)
        if self._preparing is not None:
            self._preparing.close()
            self._preparing = None
        code = self._application.exec()
        starts.end()
        return code


class Starts:
    """Later starts on the desk, which ask for the window to come to the front."""

    def __init__(self, socket: str, window: Window, parent: QObject) -> None:
        """Take the socket's name, empty where nobody can ask."""
        self._socket = socket
        self._window = window
        self._parent = parent
        self._heard: OneInstance | None = None

    def listen(self) -> None:
        """Hear them from now on; a process before has let go of the socket."""
        if self._socket:
            self._heard = OneInstance(self._socket, self._parent)
            self._heard.raise_wanted.connect(self._window.come_forward)

    def end(self) -> None:
        """Hear them no more: another process may now."""
        if self._heard is not None:
            self._heard.close()


def run(
    entrance: Entrance, argv: Sequence[str], socket: str = "", relay: WindowRelay | None = None
) -> int:
    """Show the window of a desk until it is closed; the process's exit code."""
    return Program(argv, entrance).show(entrance, socket, relay)


def _bear_icon(application: QApplication) -> None:
    """Give the windows the program's icon; nobody waits for it to be drawn."""
    application.setWindowIcon(icons.of_program(theme.LIGHT.accent, theme.LIGHT.on_accent))


def _watch_session(window: Window) -> None:
    """Lock with the system from now on; a desk that is still closed can wait for the watch."""
    from desk_app.gui.process.session_watch import watch_session

    watch_session(window.winId(), window).locked.connect(window.lock_with_system)


def _sections() -> Sequence[type[SectionView]]:
    from desk_app.gui.sections import SECTIONS

    return SECTIONS
