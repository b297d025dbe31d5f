# SPDX-License-Identifier: MIT
"""Whether a window's thread goes on: how long its heart stood still."""

from __future__ import annotations

from time import perf_counter, thread_time

from PySide6.QtCore import QObject, Qt, QTimer

from tests.bench.measuring import Taken


class Heart(QObject):
    """Beats as often as the event loop lets it, and keeps the longest gaps."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = Taken(0.0, 0.0)
        self._last = Taken(perf_counter(), thread_time())
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        """Beat from now on; nothing before counts."""
        self._last, self.longest = Taken(perf_counter(), thread_time()), Taken(0.0, 0.0)
        self._timer.start()

    def stop(self) -> Taken:
        """Beat no more, and tell the longest gaps."""
        self._beat()
        self._timer.stop()
        return self.longest

    def _beat(self) -> None:
        now = Taken(perf_counter(), thread_time())
        wall, cpu = ((new - old) * 1000 for new, old in zip(now, self._last, strict=True))
        self.longest = Taken(max(self.longest.wall, wall), max(self.longest.cpu, cpu))
        self._last = now
