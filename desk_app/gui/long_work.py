# SPDX-License-Identifier: MIT
"""Work that goes on while the window is used: how far it is, how it is stopped, who holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

_SHOWN_AFTER_MS = 500


class Errand(QObject):
    """What a page has under way that goes on where the page is made anew: pages being printed."""

    def is_under_way(self) -> bool:
        """Say whether something goes on, and whoever began it waits to be told."""
        raise NotImplementedError


class LongWork(QObject):
    """Says `shown` with words, done and total, once work took half a second; `ended` after that."""

    shown = Signal(str, int, int)
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._reached: tuple[str, int, int] | None = None
        self._stop: Callable[[], None] | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_SHOWN_AFTER_MS)
        self._late.timeout.connect(self._tell)

    def reach(self, words: str, done: int, total: int, stop: Callable[[], None]) -> None:
        """Tell how far the work is; ``stop`` ends it after what is under way."""
        begins = self._reached is None
        self._reached, self._stop = (words, done, total), stop
        if begins:
            self._late.start()
        elif not self._late.isActive():
            self._tell()

    def end(self) -> None:
        """Tell that the work is over."""
        told = self._reached is not None and not self._late.isActive()
        self._late.stop()
        self._reached = self._stop = None
        if told:
            self.ended.emit()

    def stop(self) -> None:
        """Stop what goes on, if anything does."""
        if self._stop is not None:
            self._stop()

    def _tell(self) -> None:
        if self._reached is not None:
            self.shown.emit(*self._reached)
