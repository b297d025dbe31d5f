# SPDX-License-Identifier: MIT
"""Handing a locked window over to a fresh process, since only the end of one empties its memory."""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime
from enum import Enum
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Protocol, cast

from PySide6.QtCore import QElapsedTimer, QObject, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desk_app.gui.kit.pyside_workarounds.garbage import Collector
from desk_app.gui.session.locking import Closed, DoorShown, LockReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desk_app.gui.page import Whereabouts
    from desk_app.gui.session.drafts import DraftKeeper
    from desk_app.gui.session.entrance import Entrance
    from desk_app.gui.session.tasks import TaskRunner
    from desk_app.gui.start.sign_in import SignIn
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
    put_off: tuple[UserId, ...] = ()
    kept: str = ""

    def written(self) -> bytes:
        """Return it as `handed_on` reads it."""
        return _written(self).encode()


def handed_on(content: bytes) -> Handover:
    """Return what a process of this program handed on; raises ValueError for anything else."""
    match _read(content, _at_the_door()):
        case Handover(DoorShown(), bool(), bool(), bool(), tuple(), str()) as found:
            return found
        case _:
            raise ValueError


# What travels is JSON: a value that JSON has no word for stands beside the name of its kind.


def _at_the_door() -> tuple[type, ...]:
    """Return the kinds of what the closed window shows."""
    from desk_app.records.desk.profile import DeskProfile, EnvelopeWindow, Offset, PrintOffsets

    return (
        Handover,
        DoorShown,
        LockReason,
        Closed,
        DeskProfile,
        EnvelopeWindow,
        PrintOffsets,
        Offset,
    )


def _inside() -> tuple[type, ...]:
    """Return the kinds of what tells where somebody was: what an open desk loads."""
    from desk_app.desk.rows import Group
    from desk_app.gui.case.letters import Owed
    from desk_app.gui.page import Place, SupplementOf, Whereabouts
    from desk_app.gui.pages.decision.form import ClaimPlace
    from desk_app.gui.pages.settings.book import SettingsPart
    from desk_app.records.books.ledgers import LedgerKind
    from desk_app.records.case.letters import LetterKind
    from desk_app.records.case.mail import Matter
    from desk_app.records.registers import RegisterBook

    return (
        Whereabouts,
        Place,
        Group,
        Owed,
        LetterKind,
        SupplementOf,
        Matter,
        ClaimPlace,
        SettingsPart,
        LedgerKind,
        RegisterBook,
    )


def _written(value: object) -> str:
    return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: object) -> object:
    if value is None or (isinstance(value, bool | int | str) and not isinstance(value, Enum)):
        return value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return {type(value).__name__: _told(value)}


def _told(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(each)] for key, each in value.items()]
    return [_plain(getattr(value, each.name)) for each in fields(cast("Any", value))]


def _read(content: bytes | str, known: tuple[type, ...]) -> object:
    """Return what `_written` wrote of these kinds; raises ValueError for anything else."""
    makers: dict[str, Callable[..., object]] = {each.__name__: each for each in known}
    makers |= {
        "datetime": datetime.fromisoformat,
        "bytes": partial(b64decode, validate=True),
        "dict": lambda *pairs: dict(pairs),
    }

    def again(value: object) -> object:
        if isinstance(value, list):
            return tuple(again(each) for each in value)
        if not isinstance(value, dict):
            return value
        ((kind, inside),) = value.items()
        made = again(inside)
        return makers[kind](*made) if isinstance(made, tuple) else makers[kind](made)

    try:
        return again(json.loads(content))
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError from error


class WindowRelay(Protocol):
    """The way from one process to the next."""

    @property
    def came(self) -> Handover | None:
        """What the process before handed on; nothing in the first one."""

    @property
    def before(self) -> int:
        """The file number of the socket to the process before, which closes when that has gone."""

    @property
    def start(self) -> int:
        """That of the socket to what stands where the program was started; likewise."""

    def up(self) -> None:
        """Say to the process before that the window is there; a second time does nothing."""

    def hand_over(self, handover: Handover, patience: float | None = None) -> None:
        """Have a fresh process show the locked window, and return once it is there.

        Its window is waited for so many seconds, if a number is given: after that it is enough that
        it starts. Once this returns the process ends soon, by itself or ended by the system. Slow,
        off the GUI thread. Raises Mishap where none came up: then all is as it was.
        """

    def withdraw(self) -> None:
        """End a fresh process again: the window is being closed for good."""


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

GRACE_S, LEAST_GRACE_S = 2.5, 0.5
"""So long after a lock a process waits for the window of the next one; then it goes all the same.

What it holds must be gone after five seconds, on a machine that is busy with other things too.
"""


class Regulars:
    """What the window knows of those who sign in, through every lock: nothing of any applicant.

    ``left`` is where each was when the desk was locked, ``put_off`` who put off what the first
    start left to do; ``nobody_yet`` says that nobody has signed in since the program started.
    """

    def __init__(self, entrance: Entrance) -> None:
        self._entrance = entrance
        self._kept = ""
        self.left: dict[UserId, Whereabouts] = {}
        self.put_off: set[UserId] = set()
        self.nobody_yet = True

    @cached_property
    def drafts(self) -> DraftKeeper:
        """What is being typed."""
        from desk_app.gui import open_desk

        return open_desk.DraftKeeper(self._entrance)

    def take(self, came: Handover) -> None:
        """Know what the process before knew; the rooms that it is of are loaded at `take_up`."""
        self.nobody_yet, self.put_off, self._kept = came.first, set(came.put_off), came.kept

    def take_up(self) -> None:
        """Know where everybody was, and the drafts kept shut: somebody has signed in."""
        if self._kept:
            with suppress(TypeError, ValueError):
                left, shut = cast("Any", _read(self._kept, _inside()))
                self.left.update(left)
                self.drafts.take(shut)
            self._kept = ""

    def leave(self, user: UserId, left: Whereabouts) -> None:
        """Know where somebody was, unless a draft waits: its page would open without it."""
        if not self.drafts.waiting(user):
            self.left[user] = left

    @property
    def unsaved(self) -> bool:
        """Whether drafts may wait here that lie nowhere else."""
        return bool(self._kept) or (not self.nobody_yet and bool(self.drafts.shut))

    def kept(self) -> str:
        """Return what the next process takes up."""
        if self._kept or self.nobody_yet:
            return self._kept
        return _written((self.left, self.drafts.shut))


class Renewal(QObject):
    """Has a fresh process show the closed window, once this one holds what it should forget.

    It waits until both threads rest: what is at the printer, or is being written, ends first. For
    the window of the fresh process it waits a moment, and longer only where a draft lies nowhere
    else.
    `begun` says that another process is about to be started, `passed` that it shows the window.
    """

    begun = Signal()
    passed = Signal()

    def __init__(
        self,
        relay: WindowRelay | None,
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
        self._since = QElapsedTimer()
        self._alone = QTimer(self, singleShot=True, interval=LEFT_ALONE_MS)
        self._alone.timeout.connect(self._left_alone)
        for each in runners:
            # Whoever asked is answered first.
            each.busy_changed.connect(self.look, Qt.ConnectionType.QueuedConnection)

    def soil(self) -> None:
        """Know that this process holds what it should forget: a desk has been opened in it."""
        self._soiled = True
        self._alone.stop()

    def closing(self) -> None:
        """Know that the desk is being closed: from now on every second counts."""
        self._since.start()

    def touched(self) -> None:
        """Know that something was typed at the closed window: left alone, it is forgotten too."""
        self._alone.start()

    def look(self) -> None:
        """Hand over if there is a reason to, and nothing goes on any more."""
        if not self._soiled or self._under_way or not all(each.idle for each in self._runners):
            return
        sign_in = self._door()
        if sign_in is None or sign_in.book.state.trying or QApplication.activeModalWidget():
            return
        self._soiled = False
        if self._relay is None:
            Collector.collect_all()
            return
        self._under_way = True
        self.begun.emit()
        sign_in.book.stop_trying()
        call = partial(self._relay.hand_over, self._handover(sign_in), self._patience())
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
            put_off=tuple(self._regulars.put_off),
            kept=self._regulars.kept(),
        )

    def _patience(self) -> float | None:
        """Return for how many seconds the other window is waited for; None until it is there."""
        if self._regulars.unsaved:
            return None
        return max(LEAST_GRACE_S, GRACE_S - self._since.elapsed() / 1000)

    def _left_alone(self) -> None:
        self._soiled = True
        self._since.start()
        self.look()

    def _pass(self) -> None:
        self._under_way = False
        self.passed.emit()

    def _stay(self, sign_in: SignIn) -> None:
        """Go on here, where no other process could be started; rings at least are collected."""
        self._under_way = False
        Collector.collect_all()
        sign_in.book.read()
