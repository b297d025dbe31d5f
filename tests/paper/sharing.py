# SPDX-License-Identifier: MIT
"""Work spread over the processors, each share in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

SIDE_BY_SIDE = 2

Given = TypeVar("Given")
Gained = TypeVar("Gained")


def spread(work: Callable[[Given], Gained], shares: Sequence[Given]) -> list[Gained]:
    """Return what the work makes of each share, in their order; one share is done here."""
    if len(shares) == 1:
        return [work(shares[0])]
    with ProcessPoolExecutor(SIDE_BY_SIDE, get_context("fork"), max_tasks_per_child=None) as pool:
        return list(pool.map(work, shares))


def cut(number: int, largest: int) -> list[range]:
    """Return the numbers below one in shares of at most so many."""
    return [range(first, min(first + largest, number)) for first in range(0, number, largest)]
