# SPDX-License-Identifier: MIT
"""Collects rings of dead objects on the GUI thread alone, as Qt needs it."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000


class Collector(QObject):
    """Looks every second whether there is enough to collect.

    Python collects on whichever thread happens to allocate; a widget in such a ring would be
    destroyed by the database thread, which ends the process. What is there at the start stays to
    the end: it is never looked at again, which would stop the window for a tenth of a second.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @staticmethod
    def collect_all() -> None:
        """Collect every ring now: the desk has been closed, and what it held is to go."""
        gc.collect()

    def look(self) -> None:
        """Collect the oldest generation that has reached Python's own threshold."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return
