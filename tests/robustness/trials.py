# SPDX-License-Identifier: MIT
"""Many small trials in a few fresh processes, and the anchor switched off for their controls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from itertools import islice
from typing import TypeVar
from unittest.mock import patch

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


@contextmanager
def anchor_off() -> Iterator[None]:
    """Let the gate believe the journal's head without asking the anchor beside the keys."""
    with patch("desk_app.store.gate.anchoring.check_head", lambda _connection, _kept: True):
        yield
