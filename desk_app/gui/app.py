# SPDX-License-Identifier: MIT
"""The window's process: the application, its one database thread, the window, in this order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk_app.desk.errors import KnownError
from desk_app.gui import plain_imports  # noqa: F401 what is imported below comes quicker
from desk_app.gui.garbage import Collector
from desk_app.gui.loading import INSIDE, Loading
from desk_app.gui.one_instance import OneInstance
from desk_app.gui.reporter import Reporter
from desk_app.gui.screen import Screen
from desk_app.gui.tasks import TaskRunner, give_way
from desk_app.gui.views.window import Window
from desk_app.gui.widgets import scroll_faces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.entrance import Entrance
    from desk_app.gui.views.section import Section

_NAME = "desk-app"


def run(entrance: Entrance, argv: Sequence[str], socket: str = "") -> int:
    """Show the window until it is closed; the process's exit code.

    On the socket a later start asks for this window to come to the front.
    """
    application = QApplication([_NAME, *argv])
    application.setApplicationName(_NAME)
    application.setDesktopFileName(_NAME)
    application.setStyle("Fusion")
    Collector(application)
    give_way()
    scroll_faces.install()
    reporter = Reporter(entrance.log, entrance.now, application)
    reporter.install()
    screen = Screen(application, entrance.resources, entrance.choices())
    runner = TaskRunner((KnownError,), application)
    window = Window(entrance, runner, screen, _sections)
    loading = Loading((*entrance.needed_inside, *INSIDE), runner, window)
    loading.painted.connect(partial(_watch_session, window))
    # What went wrong in painting is told after it: a bar that comes while painting paints again.
    reporter.mishap.connect(window.tell_mishap, Qt.ConnectionType.QueuedConnection)
    if socket:
        starts = OneInstance(socket, application)
        starts.raise_wanted.connect(window.come_forward)
    window.begin()
    window.standing.show()
    return application.exec()


def _watch_session(window: Window) -> None:
    """Lock with the system from now on; a desk that is still closed can wait for the watch."""
    from desk_app.gui.session_watch import watch_session

    watch_session(window.winId(), window).locked.connect(window.lock_with_system)


def _sections() -> Sequence[Section]:
    from desk_app.gui.views.sections import SECTIONS

    return SECTIONS
