# SPDX-License-Identifier: MIT
"""The program as a person starts it, in a process of its own, and when it has come to rest."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.gui.x11_keys import Keyboard
from tests.keys.home import Home

STILL_S = 0.3
"""So long nothing moves before the program is taken to wait for the next key."""
LOOK_S = 0.05
PATIENCE_S = 60.0
WAITING = frozenset("SIZ")
"""The states of a thread that neither runs, nor wants to, nor waits for a disk (proc(5))."""


class NeverStillError(Exception):
    """The program did not come to rest, or ended, or showed no window."""


@dataclass(frozen=True, slots=True)
class Program:
    """The running program, seen from outside: its picture, and whether it works."""

    process: subprocess.Popen[bytes]
    keyboard: Keyboard

    def settle(self) -> None:
        """Wait until picture and processor stand still, with the keys in the topmost window."""
        until = time.monotonic() + PATIENCE_S
        since, before = time.monotonic(), b""
        while time.monotonic() - since < STILL_S:
            if time.monotonic() > until:
                raise NeverStillError("the program did not come to rest")
            time.sleep(LOOK_S)
            shown = self.keyboard.picture()
            there = self.keyboard.focus_the_topmost()
            if not there or shown != before or self._works():
                since, before = time.monotonic(), shown

    def _works(self) -> bool:
        """Say whether a thread of the program, or of a process that it started, has work."""
        if self.process.poll() is not None:
            raise NeverStillError("the program has ended")
        threads = [thread for pid in _family(self.process.pid) for thread in _threads(pid)]
        return any(_state(thread) not in WAITING for thread in threads)


def _family(pid: int) -> Iterator[int]:
    """Yield a process and all that it started, which may end meanwhile."""
    yield pid
    for thread in _threads(pid):
        with suppress(OSError):
            for child in (thread / "children").read_text("ascii").split():
                yield from _family(int(child))


def _threads(pid: int) -> list[Path]:
    try:
        return list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return []


def _state(thread: Path) -> str:
    try:
        return (thread / "stat").read_text("ascii", "replace").rpartition(") ")[2][:1]
    except OSError:
        return "Z"


@contextmanager
def running(
    home: Home, keyboard: Keyboard, log: Path, words: Sequence[str | Path] = ()
) -> Iterator[Program]:
    """Start the program at home, as ``bootstrap.py run`` starts it; it is ended at the end.

    Other words start it in another way.
    """
    program = Path(sys.executable).with_name("desk-app")
    with log.open("wb") as said:
        process = subprocess.Popen(
            words or [program],
            env=os.environ | home.variables() | {"QT_QPA_PLATFORM": "xcb"},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    try:
        yield Program(process, keyboard)
    finally:
        process.terminate()
        process.wait()
