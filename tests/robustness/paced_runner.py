# SPDX-License-Identifier: MIT
"""A runner whose calls wait until somebody lets them be answered, the oldest first.

So anything can happen on the screen between a click and what the desk's thread makes of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from desk_app.desk.errors import KnownError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Waiting:
    call: Callable[[], Any]
    on_success: Callable[[Any], None]
    on_failure: Callable[[Exception], None] | None
    topic: tuple[int, Hashable] | None = None


class PacedRunner:
    """Answers as `gui.tasks.TaskRunner` does, in the order of the calls, on the calling thread."""

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
    ) -> None:
        """Let the call wait; an older one of this topic that still waits is dropped."""
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
