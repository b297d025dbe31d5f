# SPDX-License-Identifier: MIT
"""Handing a locked window over to a fresh process, since only the end of one empties its memory."""

from __future__ import annotations

import os
import pickle
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desk_app.gui.kit.pyside_workarounds.garbage import Collector

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desk_app.gui.drafts import Drafts
    from desk_app.gui.entrance import Entrance
    from desk_app.gui.locking import DoorShown
    from desk_app.gui.page import Whereabouts
    from desk_app.gui.start.sign_in import SignIn
    from desk_app.gui.tasks import TaskRunner
    from desk_app.records.base import UserId


@dataclass(frozen=True, slots=True)
class Handover:
    """What a locked window hands on: nothing of any applicant that is not shut for its writer.

    ``active`` says that the window had the keys, ``minimized`` that it was out of sight, ``first``
    that nobody had signed in since the program started, ``put_off`` who put off what the first
    start left to do. ``kept`` holds what is wanted only when somebody signs in.
    """

    door: DoorShown
    active: bool = True
    minimized: bool = False
    first: bool = False
    put_off: frozenset[UserId] = frozenset()
    kept: bytes = b""

    def written(self) -> bytes:
        """Return it as `handed_on` reads it."""
        return pickle.dumps(self)


def handed_on(content: bytes) -> Handover:
    """Return what a process of this program handed on."""
    found: Handover = pickle.loads(content)  # noqa: S301  by a socket of this program's own
    return found


class Relay(Protocol):
    """The way from one process to the next."""

    @property
    def came(self) -> Handover | None:
        """What the process before handed on; nothing in the first one."""
        ...

    @property
    def before(self) -> int:
        """The file number of the socket to the process before, which closes when that has gone."""
        ...

    @property
    def start(self) -> int:
        """That of the socket to what stands where the program was started; likewise."""
        ...

    def up(self) -> None:
        """Say to the process before that the window is there; a second time does nothing."""
        ...

    def hand_over(self, handover: Handover) -> None:
        """Have a fresh process show the locked window, and return once it is there.

        Slow, off the GUI thread. Raises Mishap where none came up: then all is as it was.
        """
        ...

    def withdraw(self) -> None:
        """End a fresh process again: the window is being closed for good."""
        ...


class Ended(QObject):
    """Says `ended`, once, when the other end of a socket has been closed."""

    ended = Signal()

    def __init__(self, socket: int, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        self._notifier = QSocketNotifier(socket, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._look)

    def _look(self) -> None:
        try:
            said = os.read(self._socket, 1)
        except OSError:
            said = b""
        if not said:
            self._notifier.setEnabled(False)
            self.ended.emit()


# When a fresh process shows the closed window, and what it is told of those who come back.


LEFT_ALONE_MS = 60_000
"""So long may something typed at the closed window lie there, untouched."""


class Regulars:
    """What the window knows of those who sign in, through every lock: nothing of any applicant.

    ``left`` is where each was when the desk was locked, ``put_off`` who put off what the first
    start left to do; ``nobody_yet`` says that nobody has signed in since the program started.
    """

    def __init__(self, entrance: Entrance) -> None:
        self._entrance = entrance
        self._kept = b""
        self.left: dict[UserId, Whereabouts] = {}
        self.put_off: set[UserId] = set()
        self.nobody_yet = True

    @cached_property
    def drafts(self) -> Drafts:
        """What is being typed."""
        from desk_app.gui import inside

        return inside.Drafts(self._entrance)

    def take(self, came: Handover) -> None:
        """Know what the process before knew; the rooms that it is of are loaded at `take_up`."""
        self.nobody_yet, self.put_off, self._kept = came.first, set(came.put_off), came.kept

    def take_up(self) -> None:
        """Know where everybody was, and the drafts kept shut: somebody has signed in."""
        if self._kept:
            left, shut = pickle.loads(self._kept)  # noqa: S301  `kept` of a process of this program
            self.left.update(left)
            self.drafts.take(shut)
            self._kept = b""

    def leave(self, user: UserId, left: Whereabouts) -> None:
        """Know where somebody was, unless a draft waits: its page would open without it."""
        if not self.drafts.waiting(user):
            self.left[user] = left

    def kept(self) -> bytes:
        """Return what the next process takes up."""
        if self._kept or self.nobody_yet:
            return self._kept
        return pickle.dumps((self.left, dict(self.drafts.shut)))


class Renewal(QObject):
    """Has a fresh process show the closed window, once this one holds what it should forget.

    It waits until both threads rest: what is at the printer, or is being written, ends first.
    `begun` says that another process is about to be started, `passed` that it shows the window.
    """

    begun = Signal()
    passed = Signal()

    def __init__(
        self,
        relay: Relay | None,
        runners: tuple[TaskRunner, TaskRunner],
        door: Callable[[], SignIn | None],
        regulars: Regulars,
        window: QWidget,
    ) -> None:
        """Take the way to another process; without one, what is left is collected here.

        ``runners`` are the desk's thread and the one beside it. ``door`` returns the sign-in while
        that is all the window shows.
        """
        super().__init__(window)
        self._relay = relay
        self._runners = runners
        self._door = door
        self._regulars = regulars
        self._window = window
        self._soiled = self._under_way = False
        self._alone = QTimer(self)
        self._alone.setSingleShot(True)
        self._alone.setInterval(LEFT_ALONE_MS)
        self._alone.timeout.connect(self._left_alone)
        for each in runners:
            # Whoever asked is answered first.
            each.busy_changed.connect(self.look, Qt.ConnectionType.QueuedConnection)

    def soil(self) -> None:
        """Know that this process holds what it should forget: a desk has been opened in it."""
        self._soiled = True
        self._alone.stop()

    def touched(self) -> None:
        """Know that something was typed at the closed window: left alone, it is forgotten too."""
        self._alone.start()

    def look(self) -> None:
        """Hand over if there is a reason to, and nothing goes on any more."""
        if not self._soiled or self._under_way or not all(each.idle for each in self._runners):
            return
        sign_in = self._door()
        if sign_in is None or sign_in.presenter.state.trying or QApplication.activeModalWidget():
            return
        self._soiled = False
        if self._relay is None:
            Collector.collect_all()
            return
        self._under_way = True
        self.begun.emit()
        sign_in.presenter.stop_trying()
        call = partial(self._relay.hand_over, self._handover(sign_in))
        beside = self._runners[1]
        beside.submit(self, call, lambda _: self._pass(), lambda _: self._stay(sign_in))

    def end(self) -> None:
        """Leave nothing to another process, and end one that is only being started.

        The window is closed for good: what it held goes with this process.
        """
        self._soiled = False
        self._alone.stop()
        if self._under_way and self._relay is not None:
            self._relay.withdraw()

    def _handover(self, sign_in: SignIn) -> Handover:
        return Handover(
            sign_in.door,
            active=self._window.isActiveWindow(),
            minimized=self._window.isMinimized(),
            first=self._regulars.nobody_yet,
            put_off=frozenset(self._regulars.put_off),
            kept=self._regulars.kept(),
        )

    def _left_alone(self) -> None:
        self._soiled = True
        self.look()

    def _pass(self) -> None:
        self._under_way = False
        self.passed.emit()

    def _stay(self, sign_in: SignIn) -> None:
        """Go on here, where no other process could be started; rings at least are collected."""
        self._under_way = False
        Collector.collect_all()
        sign_in.presenter.read()
