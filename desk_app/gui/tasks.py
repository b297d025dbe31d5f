# SPDX-License-Identifier: MIT
"""Calls run off the GUI thread, one after the other; their results come back on it."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from desk_app.desk.errors import Mishap

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")


class Runner(Protocol):
    """What presenters need: hand in a call, get its result on the GUI thread."""

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
    ) -> None:
        """Do as submit, but only the newest call of a topic and owner is answered."""


@dataclass(slots=True)
class _Request:
    """One call on its way: who waits for it and which number it carries."""

    owner: QObject
    answer: Callable[[Future[Any]], None]
    round: int
    topic: tuple[int, Hashable] | None = None
    number: int = 0


class ToldAlreadyError(Exception):
    """A mistake of ours that whoever asked has been told of; its cause is for the log alone."""


class TaskRunner(QObject):
    """The one thread for the database.

    Exceptions of the ``known`` kinds go to on_failure or, without one, to ``failed``.
    Any other is our mistake: on_failure is told of a Mishap, so that what waits does not wait for
    ever, and it is raised on the GUI thread for the reporter.
    """

    failed = Signal(object)
    busy_changed = Signal(bool)
    _done = Signal(object, object)

    def __init__(self, known: tuple[type[Exception], ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._pending = 0
        self._round = 0
        self._accepting = True
        self._newest: dict[tuple[int, Hashable], tuple[int, Future[Any]]] = {}
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Say whether every call has been answered."""
        return self._pending == 0

    def submit(
        self,
        owner: QObject,
        call: Callable[[], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run the call off the GUI thread; pass its result to on_success on it."""
        request = _Request(owner, self._answer(on_success, on_failure), self._round)
        self._start(call, request)

    def latest(
        self,
        owner: QObject,
        topic: Hashable,
        call: Callable[[], T],
        on_success: Callable[[T], None],
    ) -> None:
        """Run the call; an older one of this topic is dropped, even when it ends later."""
        key = (id(owner), topic)
        number = 1
        if key in self._newest:
            older, future = self._newest[key]
            number = older + 1
            future.cancel()
        request = _Request(owner, self._answer(on_success, None), self._round, key, number)
        future_now = self._start(call, request)
        if future_now is not None:
            self._newest[key] = (number, future_now)

    def forget(self) -> None:
        """Deliver nothing that is under way: the screen is being emptied."""
        self._round += 1
        self._newest.clear()

    def shut_down(self) -> None:
        """Stop accepting and return when all that was handed in has been done, drafts included.

        Nothing is delivered any more.
        """
        self._accepting = False
        self.forget()
        self._pool.shutdown(wait=True)

    def _start(self, call: Callable[[], T], request: _Request) -> Future[T] | None:
        if not self._accepting:
            return None
        self._count(1)
        future = self._pool.submit(call)
        future.add_done_callback(lambda done: self._done.emit(done, request))
        return future

    def _deliver(self, done: Future[object], request: _Request) -> None:
        self._count(-1)
        if not done.cancelled() and self._wanted(request):
            request.answer(done)

    def _wanted(self, request: _Request) -> bool:
        if request.round != self._round or not shiboken6.isValid(request.owner):
            return False
        if request.topic is None:
            return True
        number, _ = self._newest.get(request.topic, (0, None))
        if number != request.number:
            return False
        del self._newest[request.topic]
        return True

    def _answer(
        self, on_success: Callable[[T], None], on_failure: Callable[[Exception], None] | None
    ) -> Callable[[Future[T]], None]:
        def answer(done: Future[T]) -> None:
            error = done.exception()
            if error is None:
                on_success(done.result())
            elif isinstance(error, self._known):
                (on_failure or self.failed.emit)(error)
            elif on_failure is None:
                raise error
            else:
                on_failure(Mishap())
                raise ToldAlreadyError from error

        return answer

    def _count(self, step: int) -> None:
        was_idle = self.idle
        self._pending += step
        if was_idle != self.idle:
            self.busy_changed.emit(not self.idle)


class Progress:
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
