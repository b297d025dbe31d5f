# SPDX-License-Identifier: MIT
"""Calls run off the GUI thread, one after the other; what they come to, and what they change."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desk_app.desk.errors import Mishap

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from concurrent.futures import Future

    from desk_app.desk.context import Changes

T = TypeVar("T")
_TURN_S = 0.000_2
_PAINTED_MS = 20
"""After so long the window has painted what changed: Qt waits for 5 ms before it paints."""


def give_way() -> None:
    """Have the other threads give way to the window at once; called by its process when it starts.

    A page that is painted asks Python for each of its cells. Beside a thread that works in Python
    it would wait for its turn as often, each time Python's usual 5 ms.
    """
    sys.setswitchinterval(_TURN_S)


class Runner(Protocol):
    """What books need: hand in a call, get its result on the GUI thread."""

    def submit(
        self,
        owner: QObject,
        call: Callable[[], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run the call; pass its result to on_success while the owner is alive."""

    def latest(
        self,
        owner: QObject,
        topic: Hashable,
        call: Callable[[], T],
        on_success: Callable[[T], None],
        *,
        behind: bool = False,
    ) -> None:
        """Do as submit, but only the newest call of a topic and owner is answered.

        ``behind``: once the window has painted what it shows.
        """


@dataclass(slots=True)
class _Outcome:
    """What a call came to: its result, or the error it raised."""

    result: Any = None
    error: Exception | None = None


@dataclass(slots=True)
class _Request:
    """One call on its way: who waits for it, and what it came to."""

    owner: QObject
    call: Callable[[], Any]
    answer: Callable[[_Outcome], None]
    round: int
    topic: tuple[int, Hashable] | None = None
    outcome: _Outcome | None = None


class ToldAlreadyError(Exception):
    """A mistake of ours that whoever asked has been told of; its cause is for the log alone."""


class TaskRunner(QObject):
    """One thread for the calls handed in: the database's, or that of long work beside it.

    Exceptions of the ``known`` kinds go to on_failure or, without one, to ``failed``.
    Any other is our mistake: on_failure is told of a Mishap, so that what waits does not wait for
    ever, and it is raised on the GUI thread for the reporter.
    """

    failed = Signal(object)
    busy_changed = Signal(bool)
    _done = Signal(int)

    def __init__(
        self,
        known: tuple[type[Exception], ...],
        parent: QObject | None = None,
        name: str = "database",
    ) -> None:
        super().__init__(parent)
        self._known = known
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._round = 0
        self._accepting = True
        self._tickets = count()
        # All that a call holds stays here until the GUI thread has answered it: were the database
        # thread the last to let go of a page or dialog, it would destroy it, and end the process.
        self._requests: dict[int, _Request] = {}
        self._newest: dict[tuple[int, Hashable], tuple[int, Future[None] | None]] = {}
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Say whether every call has been answered."""
        return not self._requests

    def submit(
        self,
        owner: QObject,
        call: Callable[[], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run the call off the GUI thread; pass its result to on_success on it."""
        ticket = self._enter(
            _Request(owner, call, self._answer(on_success, on_failure), self._round)
        )
        if ticket is not None:
            self._pool.submit(self._run, ticket)

    def latest(
        self,
        owner: QObject,
        topic: Hashable,
        call: Callable[[], T],
        on_success: Callable[[T], None],
        *,
        behind: bool = False,
    ) -> None:
        """Run the call; an older one of this topic is dropped, even when it ends later.

        Python runs one thread at a time: a call that runs while the window paints holds it up.
        """
        key = (id(owner), topic)
        older = self._newest.pop(key, None)
        if older is not None:
            self._drop(*older)
        answer = self._answer(on_success, None)
        ticket = self._enter(_Request(owner, call, answer, self._round, key))
        if ticket is None:
            return
        self._newest[key] = ticket, None
        if behind:
            QTimer.singleShot(_PAINTED_MS, self, partial(self._begin_newest, ticket))
        else:
            self._begin_newest(ticket)

    def forget(self) -> None:
        """Deliver nothing that is under way: the screen is being emptied.

        What was asked and is not yet begun is dropped, so that nobody waits behind it.
        """
        self._round += 1
        asked, self._newest = self._newest, {}
        for each in asked.values():
            self._drop(*each)

    def shut_down(self) -> None:
        """Stop accepting and return when all that was handed in has been done, drafts included.

        Nothing is delivered any more.
        """
        self._accepting = False
        self.forget()
        self._pool.shutdown(wait=True)
        for ticket in tuple(self._requests):
            self._take(ticket)

    def _enter(self, request: _Request) -> int | None:
        if not self._accepting:
            return None
        ticket = next(self._tickets)
        self._requests[ticket] = request
        if len(self._requests) == 1:
            self.busy_changed.emit(not self.idle)
        return ticket

    def _begin_newest(self, ticket: int) -> None:
        """Begin a call that is still the newest of its topic."""
        request = self._requests.get(ticket)
        if request is not None and request.topic is not None:
            self._newest[request.topic] = ticket, self._pool.submit(self._run, ticket)

    def _drop(self, ticket: int, future: Future[None] | None) -> None:
        """Take back a call that is not begun yet."""
        if future is None or future.cancel():
            self._take(ticket)

    def _run(self, ticket: int) -> None:
        """Work on the database thread, which holds nothing but the ticket when it says so."""
        self._session(ticket)
        self._done.emit(ticket)

    def _session(self, ticket: int) -> None:
        request = self._requests[ticket]
        try:
            request.outcome = _Outcome(result=request.call())
        except Exception as error:  # noqa: BLE001 - whoever asked is answered, whatever it was
            request.outcome = _Outcome(error=error)

    def _deliver(self, ticket: int) -> None:
        request = self._take(ticket)
        if request is not None and request.outcome is not None and self._wanted(ticket, request):
            # An error holds the frames it passed, and they the request: leave no ring behind.
            outcome, request.outcome = request.outcome, None
            request.answer(outcome)

    def _take(self, ticket: int) -> _Request | None:
        request = self._requests.pop(ticket, None)
        if request is not None and self.idle:
            self.busy_changed.emit(not self.idle)
        return request

    def _wanted(self, ticket: int, request: _Request) -> bool:
        if request.round != self._round or not shiboken6.isValid(request.owner):
            return False
        if request.topic is None:
            return True
        newest = self._newest.get(request.topic)
        if newest is None or newest[0] != ticket:
            return False
        del self._newest[request.topic]
        return True

    def _answer(
        self, on_success: Callable[[T], None], on_failure: Callable[[Exception], None] | None
    ) -> Callable[[_Outcome], None]:
        def answer(outcome: _Outcome) -> None:
            error = outcome.error
            if error is None:
                on_success(outcome.result)
            elif isinstance(error, self._known):
                (on_failure or self.failed.emit)(error)
            elif on_failure is None:
                raise error
            else:
                on_failure(Mishap())
                raise ToldAlreadyError from error

        return answer


class ChangeHub(QObject):
    """Passes on what has changed; nothing else in the window announces anything.

    A listener decides by kinds and ids whether it cares, and may skip what it began itself.
    """

    changed = Signal(object, object)

    def announce(self, changes: Changes, initiator: QObject | None = None) -> None:
        """Tell every listener; call it on the GUI thread, once per verb."""
        self.changed.emit(changes, initiator)

    def listen(self, listener: Callable[[Changes, QObject | None], None]) -> None:
        """Have a bound method of a QObject called with changes and initiator."""
        self.changed.connect(listener)


S = TypeVar("S")


class Book(QObject, Generic[S]):
    """What a page shows and does, without a widget: `state_changed` carries each new state."""

    state_changed = Signal(object)

    def __init__(self, state: S, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state

    @property
    def state(self) -> S:
        """What is shown now."""
        return self._state

    def _show(self, state: S) -> None:
        self._state = state
        self.state_changed.emit(state)


class SharedProgress:
    """How far long work is, and whether the clerk has stopped it; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._done = 0
        self._total = 0

    def report(self, done: int, total: int) -> None:
        """Say how much is done; called by the work."""
        with self._lock:
            self._done, self._total = done, total

    def reached(self) -> tuple[int, int]:
        """Return done and total; asked by the status bar."""
        with self._lock:
            return self._done, self._total

    def cancel(self) -> None:
        """Ask the work to stop and leave all as it was."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Say whether the work shall stop."""
        return self._stop.is_set()


_LOOK_MS = 200


class ProgressWatch(QTimer):
    """Looks how far long work is, five times a second, and tells done and total."""

    def __init__(self, tell: Callable[[int, int], object], parent: QObject) -> None:
        super().__init__(parent, interval=_LOOK_MS)
        self.progress = SharedProgress()
        self._tell = tell
        self.timeout.connect(self._look)

    def begin(self) -> SharedProgress:
        """Return the progress of work that begins now, and watch it."""
        self.progress = SharedProgress()
        self.start()
        return self.progress

    def _look(self) -> None:
        self._tell(*self.progress.reached())
