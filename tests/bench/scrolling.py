# SPDX-License-Identifier: MIT
"""Scrolling and paging on a desk of 100,000 applications: the longest time the window stands still.

The window is a process of its own on a screen of its own; its heart beats every millisecond.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from suite import screen

from tests.bench import apart, heartbeat
from tests.bench.desks import temporary_folder
from tests.bench.large import filled_in
from tests.bench.measuring import Line, Pair


@contextmanager
def _scrolled() -> Iterator[Pair]:
    with temporary_folder() as folder, screen(wanted=True) as display:
        filled_in(folder)
        with apart.window(heartbeat.__name__, folder, display) as tell:
            yield Pair(partial(tell, heartbeat.SCROLL), partial(tell, heartbeat.REST))


LINES = (
    Line(
        name="scroll",
        what="100,000 applications: every list scrolled, paged and sorted; the longest gap between "
        "two beats of the window",
        bare="the same window left alone",
        prepare=_scrolled,
        turns=3,
        budget_ms=50.0,
        warm_up=1,
    ),
)
