# SPDX-License-Identifier: MIT
"""Whether an open desk may be written to: not where it lies read-only, not while it is checked."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.desk.errors import KnownError, Mishap, StillChecking

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    Told = Callable[[KnownError | None], None]

_PAUSE_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Passed:
    """What the gate found of a desk that it let open."""

    full: bool
    """Every page's seal is checked at this start, as at the first of a day and after a crash."""
    ahead: bool
    """The last save came through without its anchor, as after a crash."""
    migrated: bool
    last_entry: datetime | None
    """The moment of the journal's last entry, to hold the clock against; it decides nothing."""


class Guard:
    """Stands before every unit of work that writes; it may be asked from any thread.

    ``stop`` is what closes the desk to writing for as long as it is open. A large desk is checked
    beside, in a thread of its own. Sound pages open it to writing; damage closes it for good.
    """

    def __init__(self, stop: KnownError | None = None) -> None:
        self._stop = self._lasting = stop
        self._cancel: Callable[[], None] | None = None
        self._thread: threading.Thread | None = None
        self._told: list[Told] = []
        self._lock = threading.Lock()

    @property
    def stop(self) -> KnownError | None:
        """Return why nothing can be written now; None where everything can."""
        return self._stop

    @property
    def checking(self) -> bool:
        """Return whether the pages are being checked beside."""
        return isinstance(self._stop, StillChecking)

    def check_beside(self, check: Callable[[], None], cancel: Callable[[], None]) -> None:
        """Check in a thread of its own; ``check`` raises KnownError, ``cancel`` makes it end."""
        self._stop = self._lasting or StillChecking()
        self._cancel = cancel
        self._thread = threading.Thread(target=self._check, args=(check,), name="checking")
        self._thread.start()

    def when_checked(self, told: Told) -> None:
        """Tell the outcome of the check, None where all is sound: at once where it is over.

        The call comes from the checking thread.
        """
        with self._lock:
            waiting = self.checking
            if waiting:
                self._told.append(told)
        if not waiting:
            told(self._stop)

    def wait(self) -> None:
        """Wait until the check is over."""
        if self._thread is not None:
            self._thread.join()

    def close(self) -> None:
        """End the check where it is still going on; nobody is told."""
        with self._lock:
            self._told.clear()
        # An interrupt that comes before a statement begins is lost: it is repeated until heard.
        while self._cancel is not None and self._thread is not None and self._thread.is_alive():
            self._cancel()
            self._thread.join(_PAUSE_SECONDS)
        self._cancel = self._thread = None

    def _check(self, check: Callable[[], None]) -> None:
        found: KnownError | None = Mishap()
        try:
            check()
            found = None
        except KnownError as error:
            found = error.with_traceback(None)
        finally:
            with self._lock:
                self._stop = found or self._lasting
                told, self._told = self._told, []
            for each in told:
                each(found)
