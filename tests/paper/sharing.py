# SPDX-License-Identifier: MIT
"""Work spread over the processors, each share in a process of its own."""

from __future__ import annotations

import faulthandler
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

SIDE_BY_SIDE = 2
_SHARES_EACH = 4
"""So many shares does a process do before a new one takes its place: what it keeps goes with it."""

Given = TypeVar("Given")
Gained = TypeVar("Gained")


def spread(work: Callable[[Given], Gained], shares: Sequence[Given]) -> list[Gained]:
    """Return what the work makes of each share, in their order; one share is done here."""
    if len(shares) == 1:
        return [work(shares[0])]
    found = list[Gained]()
    for some in cut(len(shares), SIDE_BY_SIDE * _SHARES_EACH):
        with ProcessPoolExecutor(
            SIDE_BY_SIDE, get_context("fork"), initializer=faulthandler.enable
        ) as pool:
            found += pool.map(work, [shares[number] for number in some])
    return found


def cut(number: int, largest: int) -> list[range]:
    """Return the numbers below one in shares of at most so many."""
    return [range(first, min(first + largest, number)) for first in range(0, number, largest)]
