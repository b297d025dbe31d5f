# SPDX-License-Identifier: MIT
"""The program's own window over a real desk, without a display, in a process of its own."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from desk_app.bootstrap import LocalEntrance, Surroundings
from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError
from desk_app.gui.entrance import Choices, NewPerson
from desk_app.gui.kit import icons, theme
from desk_app.gui.page import Place, SectionView
from desk_app.gui.screen import Screen
from desk_app.gui.sections import SECTIONS
from desk_app.gui.shell import Shell
from desk_app.gui.tasks import TaskRunner
from desk_app.gui.window import Window
from desk_app.store.vault.slots import STANDARD_COST
from tests.drawn_pages import all_drawn
from tests.robustness.forks import ROOT
from tests.robustness.sites import CLERK, LaterClock, Site

LONGEST = 30.0
"""Seconds until something that was waited for is taken for lost."""

_FASTER = 1e7
"""So many times as fast time passes: every pause is over when it is asked for."""

_APPLICATION: list[QApplication] = []

T = TypeVar("T")


class Entrance(LocalEntrance):
    """The program's own way in; what is chosen of the screen is forgotten."""

    @override
    def choices(self) -> Choices:
        return Choices()

    @override
    def keep_choices(self, choices: Choices) -> None:
        """Forget them."""


def entrance_of(site: Site, *, costly: bool = False) -> Entrance:
    """Return the way in to a desk; each question for the time finds every pause over."""
    around = site.around("window")
    cost = STANDARD_COST if costly else around.cost
    return Entrance(
        site.desk,
        site.keys,
        Surroundings(
            clock=LaterClock(),
            chance=around.chance,
            cost=cost,
            seconds=lambda: time.monotonic() * _FASTER,
            machine=around.machine,
        ),
    )


def application(platform: str = "offscreen") -> QApplication:
    """Return the one application of this process, dressed as the program's."""
    if not _APPLICATION:
        os.environ["QT_QPA_PLATFORM"] = platform
        # A widget that the database thread destroys would end the process.
        gc.disable()
        # The platform without a display says of every dialog that it cannot be sized.
        qInstallMessageHandler(lambda *_: None)
        made = QApplication(["desk-app"])
        made.setStyle("Fusion")
        icons.install(ROOT / "resources" / "icons")
        theme.apply(made, theme.Appearance())
        _APPLICATION.append(made)
    return _APPLICATION[0]


def wait_until(so: Callable[[], bool]) -> None:
    """Let events come until something is so; raises TimeoutError."""
    until = time.monotonic() + LONGEST
    while not so():
        QApplication.processEvents()
        if time.monotonic() > until:
            raise TimeoutError("the window did not come to rest")


class Hand:
    """A window at the door of a desk, and what is done with it."""

    def __init__(self, site: Site) -> None:
        app = application()
        self.entrance = entrance_of(site)
        screen = Screen(app, self.entrance.resources, self.entrance.choices())
        self.screen = screen
        self.runner = TaskRunner((KnownError,), app)
        self.window = Window(self.entrance, self.runner, screen, lambda: SECTIONS)
        self.window.begin()
        self.window.show()
        self.settle()

    @property
    def shell(self) -> Shell:
        """The screens of the open desk."""
        assert self.window.shell is not None
        return self.window.shell

    @property
    def view(self) -> SectionView:
        """The page that is shown."""
        view = self.shell.view
        assert view is not None
        return view

    def come_forward(self) -> None:
        """Be the window that has the keys, as the one somebody works in."""
        self.window.come_forward()
        wait_until(self.window.isActiveWindow)

    def settle(self) -> None:
        """Wait until the desk has answered everything, and the pages in sight are drawn."""
        wait_until(lambda: self.runner.idle)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        wait_until(lambda: self.runner.idle and all_drawn(self.window))

    def sign_in(self, person: NewPerson = CLERK) -> None:
        """Type a password on the closed or locked screen."""
        door = self.window._door.sign_in
        door._list.choose(door._model.row_of(person.name))
        door._password.setText(person.password)
        door._try()
        wait_until(lambda: self.window.shell is not None)
        self.settle()

    def go(self, place: Place, thing: object = None) -> SectionView:
        """Go to a page."""
        self.shell.go(place, thing)
        self.settle()
        return self.view

    def do(self, owner: QObject, call: Callable[[Desk], T]) -> T:
        """Do something with the open desk on its own thread."""
        desk, found = self.shell.work.desk, list[T]()
        self.runner.submit(owner, lambda: call(desk), found.append)
        self.settle()
        return found[0]

    def lock(self) -> None:
        """Lock as the key does."""
        self.window.lock()
        self.settle()
        gc.collect()

    def close(self) -> None:
        """Close as a clerk does who wants no backup."""
        if not self.window.close():
            self.window.close()
        QApplication.processEvents()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()


def printer_into(folder: Path) -> tuple[str, str]:
    """Return ``lp`` and ``lpstat`` of a printer that puts each job into a file of a folder."""
    programs = (
        ("lp", f'cat > "$(mktemp {folder}/job-XXXXXXXX)"'),
        ("lpstat", "echo office"),
    )
    paths = []
    for name, does in programs:
        path = folder.parent / f"{folder.name}-{name}"
        path.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        path.chmod(0o700)
        paths.append(str(path))
    return paths[0], paths[1]
