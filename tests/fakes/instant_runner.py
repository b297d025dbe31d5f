# SPDX-License-Identifier: MIT
"""A runner for tests: every call runs at once, on the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from desk_app.desk.errors import Mishap
from desk_app.gui.session.tasks import ToldAlreadyError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")


class InstantRunner(QObject):
    """Answers before submit returns; known errors go the way TaskRunner sends them."""

    failed = Signal(object)

    def __init__(
        self, known: tuple[type[Exception], ...] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._known = known
        self.topics: list[Hashable] = []

    def submit(
        self,
        owner: QObject,
        call: Callable[[], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[Exception], None] | None = None,
    ) -> None:
        try:
            result = call()
        except self._known as error:
            (on_failure or self.failed.emit)(error)
            return
        except Exception as error:
            if on_failure is None:
                raise
            on_failure(Mishap())
            raise ToldAlreadyError from error
        if shiboken6.isValid(owner):
            on_success(result)

    def latest(
        self,
        owner: QObject,
        topic: Hashable,
        call: Callable[[], T],
        on_success: Callable[[T], None],
        *,
        behind: bool = False,
    ) -> None:
        del behind
        self.topics.append(topic)
        self.submit(owner, call, on_success)
