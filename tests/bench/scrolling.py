# SPDX-License-Identifier: MIT
"""Scrolling and paging on a large desk: the longest time the window stands still.

The window is a process of its own on a screen of its own; its heart beats every millisecond.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from suite import screen

from tests.bench import apart, heartbeat
from tests.bench.measuring import Line, Pair
from tests.bench.workbench import SIZES, Workbench


@contextmanager
def _window(bench: Workbench, word: str) -> Iterator[Pair]:
    """One window for all its lines: what it holds is measured before it has done anything else."""
    tell = bench.stay("window", partial(_opened, bench))
    yield Pair(partial(tell, word), partial(tell, heartbeat.REST))


@contextmanager
def _opened(bench: Workbench) -> Iterator[apart.Tell]:
    folder, module = bench.site.folder, heartbeat.__name__
    with screen(wanted=True) as display, apart.window(module, folder, display) as tell:
        yield tell


def lines(bench: Workbench) -> tuple[Line, ...]:
    """Return the lines of a desk."""
    said = f"{bench.size:,} applications: "
    return (
        Line(
            name=f"memory.middle.{bench.size}",
            what=f"{said}memory (PSS) of the window's process, the list scrolled to its middle",
            bare="the longest gap of the same window left alone: nothing to hold it against",
            prepare=partial(_window, bench, heartbeat.MIDDLE),
            turns=1,
            budget_ms=250.0,
            warm_up=0,
            unit="MB",
            growth=1.5,
        ),
        Line(
            name=f"scroll.{bench.size}",
            what=f"{said}every list scrolled, paged and sorted; the longest gap between two beats "
            "of the window",
            bare="the same window left alone",
            prepare=partial(_window, bench, heartbeat.SCROLL),
            turns=3,  # The first one shows every list for the first time.
            budget_ms=50.0,
            warm_up=0,
            growth=1.5,
        ),
        Line(
            name=f"lock.{bench.size}",
            what=f"{said}the window locked, the desk closed and the sign-in shown",
            bare="the longest gap of the same window left alone",
            prepare=partial(_window, bench, heartbeat.LOCK),
            # At a million applications each sign-in waits for the check of their pages.
            turns=1 if bench.size == SIZES[-1] else 5,
            budget_ms=300.0,
            warm_up=0,  # The window was scrolled before.
            growth=1.5,
        ),
    )
