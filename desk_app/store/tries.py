# SPDX-License-Identifier: MIT
"""Wrong passwords counted, so that the pause before the next try grows, across restarts too (T13).

The count lies beside the keys: ending the program does not begin anew. Who can write there can
delete it, and could as well take the key file away and try elsewhere: such a person is slowed by
the cost of a try and the length of the password alone (security.md §3).
"""

from __future__ import annotations

import contextlib
import json
import math
from typing import TYPE_CHECKING

from desk_app.desk.errors import DiskFull, WrongPassword
from desk_app.store.writing_aside import replace_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAME = "tries.json"
LONGEST_PAUSE = 64
"""Seconds: whoever is meant to come in never waits longer for somebody else's guesses."""

_MOST_DOUBLINGS = 6


class Tries:
    """The tries at one desk; whose password was tried makes no difference, nor whether he exists.

    ``seconds`` tells the seconds since any fixed moment, and never goes back. A count found from
    an earlier start makes its whole pause pass again.
    """

    def __init__(self, path: Path, seconds: Callable[[], float]) -> None:
        self._path = path
        self._seconds = seconds
        self._wrong = _read(path)
        self._last = seconds()

    def pause(self) -> int:
        """Return how many whole seconds must still pass before the next try; 0 for none."""
        if not self._wrong:
            return 0
        whole = min(1 << min(self._wrong, _MOST_DOUBLINGS), LONGEST_PAUSE)
        return max(math.ceil(self._last + whole - self._seconds()), 0)

    @contextlib.contextmanager
    def counted(self) -> Iterator[None]:
        """Let a password be tried, and count what came of it.

        Raises WrongPassword, without a try while the pause lasts.
        """
        left = self.pause()
        if left:
            raise WrongPassword("try_too_soon", {"seconds": left})
        try:
            yield
        except WrongPassword:
            self._keep(self._wrong + 1)
            raise
        self._keep(0)

    def _keep(self, wrong: int) -> None:
        """Count on in memory where the disk takes nothing: nobody is kept out for that."""
        changed, self._wrong, self._last = wrong != self._wrong, wrong, self._seconds()
        if changed and self._path.parent.exists():
            with contextlib.suppress(DiskFull):
                replace_file(self._path, json.dumps({"wrong": wrong}).encode("ascii"))


def _read(path: Path) -> int:
    """Return the count of earlier starts; 0 where there is none or it cannot be read."""
    try:
        wrong = json.loads(path.read_bytes())["wrong"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return 0
    return max(wrong, 0) if isinstance(wrong, int) else 0
