# SPDX-License-Identifier: MIT
"""The program's own window over a real desk, without a display, and runners that answer it."""

from __future__ import annotations

import gc
import os
import time
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from desk_app.bootstrap import LocalEntrance
from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError
from desk_app.gui.kit.look import icons, theme
from desk_app.gui.page import Place, SectionView
from desk_app.gui.printing.spooler import Cups
from desk_app.gui.sections import SECTIONS
from desk_app.gui.session.entrance import Choices, NewPerson
from desk_app.gui.session.screen import Screen
from desk_app.gui.session.session import Session
from desk_app.gui.session.tasks import ChangeHub, Runner, TaskRunner
from desk_app.gui.shell.shell import Shell
from desk_app.gui.window import Window
from desk_app.store.vault.slots import STANDARD_COST
from tests.drawn_pages import all_drawn
from tests.workbench.desks import CLERK, Site
from tests.workbench.processes import ROOT
from tests.workbench.report import Taken, Watch

_BETWEEN = 0.001
LONGEST = 30.0
"""Seconds until something that was waited for is taken for lost."""

_FASTER = 1e7
"""So many times as fast time passes: every pause is over when it is asked for."""

_APPLICATION: list[QApplication] = []

RESOURCES = ROOT / "resources"
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
    return Entrance(
        site.desk,
        site.keys,
        replace(
            around,
            cost=STANDARD_COST if costly else around.cost,
            seconds=lambda: time.monotonic() * _FASTER,
        ),
    )


def dress(app: QApplication) -> None:
    """Give an application our icons and look."""
    icons.install(RESOURCES / "icons")
    theme.apply(app, theme.Appearance())


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
        dress(made)
        _APPLICATION.append(made)
    return _APPLICATION[0]


def session_on(
    desk: Desk, runner: Runner, root: QObject, app: QApplication | None = None
) -> Session:
    """Return what pages work with, at an open desk whose answers a runner brings."""
    screen = Screen(app or application(), RESOURCES, Choices())
    return Session(desk, runner, ChangeHub(root), screen, root)


def wait_until(so: Callable[[], bool], between: float = _BETWEEN) -> None:
    """Let events come until something is so; raises TimeoutError.

    ``between`` is the pause after each look, in seconds.
    """
    until = time.monotonic() + LONGEST
    while not so():
        QApplication.processEvents()
        # The desk's own thread wants the processor too.
        time.sleep(between)
        if time.monotonic() > until:
            raise TimeoutError("the window did not come to rest")


class Hand:
    """A window at the door of a desk, and what is done with it."""

    def __init__(self, entrance: Entrance, app: QApplication | None = None) -> None:
        app = app or application()
        self.entrance = entrance
        self.screen = Screen(app, entrance.resources, entrance.choices())
        self.runner = TaskRunner((KnownError,), app)
        self.window = Window(entrance, self.runner, self.screen, lambda: SECTIONS)
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

    def do(self, call: Callable[[Desk], T]) -> T:
        """Do something with the open desk on its own thread."""
        desk, found = self.shell.session.desk, list[T]()
        self.runner.submit(self.window, lambda: call(desk), found.append)
        self.settle()
        return found[0]

    def lock(self) -> None:
        """Lock as the key does."""
        self.window.lock()
        self.settle()
        gc.collect()

    def close(self) -> None:
        """Close as a clerk does who wants no backup, and undress the application."""
        if not self.window.close():
            # A backup is due at the exit: asked again, the window closes without it.
            self.window.close()
        QApplication.removeTranslator(self.screen.catalogue)
        QApplication.processEvents()
        for each in (self.window, self.screen):
            each.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def printer(folder: Path, does: str) -> Cups:
    """Return a printer, called ``office``, that does something with each job."""
    paths = []
    for name, line in (("lp", does), ("lpstat", "echo office")):
        path = folder / name
        path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        path.chmod(0o700)
        paths.append(str(path))
    return Cups(*paths)


@dataclass(frozen=True, slots=True)
class _Waiting:
    call: Callable[[], Any]
    on_success: Callable[[Any], None]
    on_failure: Callable[[Exception], None] | None
    topic: tuple[int, Hashable] | None = None


class PacedRunner:
    """Answers as `tasks.TaskRunner` does, in the order of the calls, on the calling thread."""

    def __init__(self) -> None:
        self._waiting: deque[_Waiting] = deque()
        self.answered = 0

    @property
    def idle(self) -> bool:
        """Whether every call has been answered."""
        return not self._waiting

    def submit(
        self,
        owner: QObject,
        call: Callable[[], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[Exception], None] | None = None,
    ) -> None:
        """Let the call wait for its turn."""
        del owner
        self._waiting.append(_Waiting(call, on_success, on_failure))

    def latest(
        self,
        owner: QObject,
        topic: Hashable,
        call: Callable[[], T],
        on_success: Callable[[T], None],
        *,
        behind: bool = False,
    ) -> None:
        """Let the call wait; an older one of this topic that still waits is dropped."""
        del behind
        key = (id(owner), topic)
        self._waiting = deque(each for each in self._waiting if each.topic != key)
        self._waiting.append(_Waiting(call, on_success, None, key))

    def answer_one(self) -> None:
        """Make the oldest call and answer it; a known error without anybody to tell is dropped."""
        if not self._waiting:
            return
        self.answered += 1
        waiting = self._waiting.popleft()
        try:
            result = waiting.call()
        except KnownError as error:
            if waiting.on_failure is not None:
                waiting.on_failure(error)
            return
        waiting.on_success(result)

    def answer_all(self) -> None:
        """Answer until nothing waits."""
        while not self.idle:
            self.answer_one()


class AtOnce(QObject):
    """Does every call at once, on the thread of the window; ``desk`` is the time of them all.

    What is asked for behind what is shown waits for `go_on`.
    """

    desk = Taken(0.0, 0.0)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[Callable[[], None]] = []

    def go_on(self) -> None:
        """Do what waited."""
        waiting, self._waiting = self._waiting, []
        for each in waiting:
            each()

    def submit(
        self,
        owner: QObject,
        call: Callable[[], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do a call and hand its answer over."""
        del owner, on_failure
        on_success(self._timed(call))

    def latest(
        self,
        owner: QObject,
        topic: Hashable,
        call: Callable[[], T],
        on_success: Callable[[T], None],
        *,
        behind: bool = False,
    ) -> None:
        """Do a call and hand its answer over; what stands behind waits to be painted."""
        del owner, topic
        if behind:
            self._waiting.append(lambda: on_success(self._timed(call)))
        else:
            on_success(self._timed(call))

    def _timed(self, call: Callable[[], T]) -> T:
        watch = Watch()
        result = call()
        self.desk = self.desk.plus(watch.taken)
        return result
