# SPDX-License-Identifier: MIT
"""A store that is as slow as a test wants, and a window that shall answer all the same."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

from tests.fakes.statements import statements_told
from tests.gui.case_pages import Case

ROUNDS = 3


class SlowStore:
    """Every statement waits on its thread until the store is let go; the window's never waits."""

    def __init__(self) -> None:
        self.held = threading.Event()
        self.on_window: list[str] = []
        self._free = threading.Event()
        self._free.set()

    def statement(self, sql: str, *_values: object) -> None:
        """Hold a statement, or note that the window itself made it."""
        if threading.current_thread() is threading.main_thread():
            self.on_window.append(sql)
        elif not self._free.is_set():
            self.held.set()
            self._free.wait()

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Let no statement through."""
        self.held.clear()
        self._free.clear()
        try:
            yield
        finally:
            self._free.set()


@contextmanager
def slow_store() -> Iterator[SlowStore]:
    """Watch every statement of every store, and hold them when asked to."""
    store = SlowStore()
    with statements_told(store.statement):
        yield store


def answers(case: Case) -> bool:
    """Say whether timers come, the page is painted, and a key arrives, one after the other."""
    beats: list[int] = []
    for beat in range(ROUNDS):
        QTimer.singleShot(0, lambda beat=beat: beats.append(beat))
    case.window.qtbot.waitUntil(lambda: len(beats) == ROUNDS)
    return not case.window.window.grab().isNull()
