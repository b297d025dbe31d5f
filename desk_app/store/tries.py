# SPDX-License-Identifier: MIT
"""Wrong passwords counted, so that the pause before the next try grows, across restarts too (T13).

The count lies beside the keys: ending the program does not begin anew. Who can write there can
delete it, and could as well take the key file away and try elsewhere: such a person is slowed by
the cost of a try and the length of the password alone (security.md §3).

Beside the count of the pause stands how many were refused altogether, which never goes back: the
journal, which cannot be written without a key, notes at the next sign-in those it does not know.
"""

from __future__ import annotations

import contextlib
import json
import math
from typing import TYPE_CHECKING, NamedTuple

from desk_app.desk.errors import DiskFull, WrongPassword
from desk_app.store.writing_aside import replace_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAME = "tries.json"
LONGEST_PAUSE = 64
"""Seconds: whoever is meant to come in never waits longer for somebody else's guesses."""

_MOST_DOUBLINGS = 6


class _Count(NamedTuple):
    """Wrong tries since the last good one, and all of them; who tried is not known."""

    wrong: int = 0
    ever: int = 0


class Tries:
    """The tries at one desk; whose password was tried makes no difference, nor whether he exists.

    ``seconds`` tells the seconds since any fixed moment, and never goes back. A count found from
    an earlier start makes its whole pause pass again.
    """

    def __init__(self, path: Path, seconds: Callable[[], float]) -> None:
        self._path = path
        self._seconds = seconds
        self._count = _read(path)
        self._last = seconds()

    def pause(self) -> int:
        """Return how many whole seconds must still pass before the next try; 0 for none."""
        if not self._count.wrong:
            return 0
        whole = min(1 << min(self._count.wrong, _MOST_DOUBLINGS), LONGEST_PAUSE)
        return max(math.ceil(self._last + whole - self._seconds()), 0)

    @property
    def ever(self) -> int:
        """Return how many tries were refused here, ever."""
        return self._count.ever

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
            self._keep(self._count.wrong + 1, 1)
            raise
        self._keep(0, 0)

    def _keep(self, wrong: int, more: int) -> None:
        """Count on in memory where the disk takes nothing: nobody is kept out for that."""
        before = self._count
        ever = max(before.ever, _read(self._path).ever) + more
        self._count, self._last = _Count(wrong, ever), self._seconds()
        if self._count != before:
            _write(self._path, self._count)


def refused(path: Path) -> int:
    """Return how many tries were refused at a desk, ever; 0 where no count can be read."""
    return _read(path).ever


@contextlib.contextmanager
def noticed(path: Path) -> Iterator[None]:
    """Let a password be tried at the terminal: a refusal is counted, and makes nobody wait there.

    Each command is a start of its own, and would begin with the whole pause. Raises WrongPassword.
    """
    try:
        yield
    except WrongPassword:
        count = _read(path)
        _write(path, count._replace(ever=count.ever + 1))
        raise


def _write(path: Path, count: _Count) -> None:
    if path.parent.exists():
        with contextlib.suppress(DiskFull):
            replace_file(path, json.dumps(count._asdict()).encode("ascii"))


def _read(path: Path) -> _Count:
    """Return the count of earlier starts; nothing where there is none or it cannot be read."""
    try:
        found = json.loads(path.read_bytes())
        wrong, ever = found["wrong"], found.get("ever", 0)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return _Count()
    if not isinstance(wrong, int) or not isinstance(ever, int):
        return _Count()
    return _Count(max(wrong, 0), max(wrong, ever, 0))
