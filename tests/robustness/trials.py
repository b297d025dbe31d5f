# SPDX-License-Identifier: MIT
"""Many small trials in a few fresh processes, and the anchor switched off for their controls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import islice
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from desk_app.store import lock, places
from desk_app.store.lock import HeldLock
from tests.robustness.forks import apart

IN_ONE_PROCESS = 50

C = TypeVar("C")
R = TypeVar("R")


def in_fresh_processes(
    cases: Iterable[C], trial: Callable[[C], R], *, anchor: bool = True
) -> list[R]:
    """Return what each case came to; a process that has opened nothing does some and ends.

    The cases are taken some at a time: they may be large.
    """
    remaining, found = iter(cases), list[R]()
    while some := list(islice(remaining, IN_ONE_PROCESS)):
        found += apart(_all, some, trial, anchor=anchor)
    return found


def _all(cases: Sequence[C], trial: Callable[[C], R], *, anchor: bool) -> list[R]:
    with nullcontext() if anchor else anchor_off():
        return [trial(case) for case in cases]


class _InPlace:
    """A new desk that is written where it will lie, as the first start did until it was aside."""

    def __init__(self, folder: Path, key_folder: Path) -> None:
        self.desk, self.keys = folder, key_folder

    def put_in_place(self) -> None:
        """Name the keys last."""
        places.name_key_folder(self.desk, self.keys)

    def hand_over_lock(self) -> HeldLock:
        """Take the lock anew."""
        return lock.hold(self.desk)


@contextmanager
def _in_place(folder: Path, key_folder: Path) -> Iterator[_InPlace]:
    yield _InPlace(folder, key_folder)


def founded_in_place() -> AbstractContextManager[object]:
    """Let a first start write keys, database, anchor and names one after the other in place."""
    return patch("desk_app.bootstrap.opening.new_desk", _in_place)


@contextmanager
def anchor_off() -> Iterator[None]:
    """Let the gate believe the journal's head without asking what lies beside the keys.

    Anchor, roster and the list of backups each name it: one alone would tell.
    """
    with (
        patch("desk_app.store.startup.steps.check_head", lambda _connection, _kept: True),
        patch("desk_app.store.startup.steps.check_owner", lambda *_: None),
        patch("desk_app.store.startup.steps.check_backups", lambda *_: None),
    ):
        yield
