# SPDX-License-Identifier: MIT
"""A window's stay on a desk: open or locked, nobody restores or repairs the desk beneath it."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from desk_app.desk.errors import AlreadyOpen
from desk_app.store import lock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desk_app.store.lock import Held


class Staying:
    """Holds the lock of a window on one desk for as long as the window is shown."""

    def __init__(self) -> None:
        self._shown = False
        self._held: Held | None = None

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Return the block in which a window is shown; outside of it nothing is held."""
        self._shown = True
        try:
            yield
        finally:
            self._shown = False
            self.leave()

    def come(self, folder: Path) -> None:
        """Be on a desk from now on; raises AlreadyOpen while it is restored or repaired."""
        if self._shown and self._held is None:
            self._held = lock.stay(folder)

    def leave(self) -> None:
        """Be on no desk any more."""
        if self._held is not None:
            self._held.release()
            self._held = None

    @contextmanager
    def alone(self, folder: Path) -> Iterator[None]:
        """Return the block in which no other window is on the desk; raises AlreadyOpen."""
        self.leave()
        try:
            with lock.alone(folder):
                yield
        finally:
            # Another restore may have begun in between: the next look at the desk tells it.
            with suppress(AlreadyOpen):
                self.come(folder)
