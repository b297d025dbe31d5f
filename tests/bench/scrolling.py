# SPDX-License-Identifier: MIT
"""Scrolling and paging on a desk of 100,000 applications: the longest time the window stands still.

The window is a process of its own on a screen of its own; its heart beats every millisecond.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from suite import screen

from tests.bench.desks import temporary_folder
from tests.bench.heartbeat import REST, SCROLL
from tests.bench.large import filled_in
from tests.bench.measuring import Line, Pair, Taken

ROOT = Path(__file__).parents[2]


@contextmanager
def _window() -> Iterator[Pair]:
    with temporary_folder() as folder, screen(wanted=True) as display:
        filled_in(folder)
        window = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.heartbeat", str(folder)],
            cwd=ROOT,
            env=os.environ | display,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            _answer(window)
            yield Pair(partial(_longest_gap, window, SCROLL), partial(_longest_gap, window, REST))
            window.communicate(timeout=60)
        finally:
            window.kill()


def _longest_gap(window: subprocess.Popen[str], word: str) -> Taken:
    assert window.stdin is not None
    window.stdin.write(f"{word}\n")
    window.stdin.flush()
    wall, cpu, *_where = _answer(window).split()
    return Taken(float(wall), float(cpu))


def _answer(window: subprocess.Popen[str]) -> str:
    assert window.stdout is not None
    said = window.stdout.readline()
    if not said:
        raise RuntimeError(f"the window ended with {window.wait()}")
    return said


LINES = (
    Line(
        name="scroll",
        what="100,000 applications: every list scrolled, paged and sorted; the longest gap between "
        "two beats of the window",
        bare="the same window left alone",
        prepare=_window,
        turns=3,
        budget_ms=50.0,
        warm_up=1,
    ),
)
