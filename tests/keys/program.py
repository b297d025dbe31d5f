# SPDX-License-Identifier: MIT
"""The program as a person starts it, in a process of its own, and when it has come to rest."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.gui.x11_keys import Keyboard
from tests.keys.home import Home

STILL_S = 0.3
"""So long nothing moves before the program is taken to wait for the next key."""
LOOK_S = 0.05
PATIENCE_S = 60.0
BLINKING_TICKS = 3
"""What a text cursor that blinks, and being looked at, may cost meanwhile (of the system)."""


class NeverStill(Exception):
    """The program did not come to rest, or ended, or showed no window."""


@dataclass(frozen=True, slots=True)
class Program:
    """The running program, seen from outside: its picture, and whether it works."""

    process: subprocess.Popen[bytes]
    keyboard: Keyboard

    def settle(self) -> None:
        """Wait until picture and processor stand still, with the keys in the topmost window."""
        until = time.monotonic() + PATIENCE_S
        since, before, spent = time.monotonic(), b"", 0
        while time.monotonic() - since < STILL_S:
            if time.monotonic() > until:
                raise NeverStill("the program did not come to rest")
            time.sleep(LOOK_S)
            shown, ticks = self.keyboard.picture(), self._ticks()
            there = self.keyboard.focus_the_topmost()
            if not there or shown != before or ticks - spent > BLINKING_TICKS:
                since, before, spent = time.monotonic(), shown, ticks

    def _ticks(self) -> int:
        """Return how much of the processor's time the program has had."""
        if self.process.poll() is not None:
            raise NeverStill("the program has ended")
        told = Path(f"/proc/{self.process.pid}/stat").read_text("ascii", "replace")
        user, system = told.rpartition(")")[2].split()[11:13]
        return int(user) + int(system)


@contextmanager
def running(home: Home, keyboard: Keyboard, log: Path) -> Iterator[Program]:
    """Start the program at home, as ``bootstrap.py run`` starts it; it is ended at the end."""
    program = Path(sys.executable).with_name("desk-app")
    with log.open("wb") as said:
        process = subprocess.Popen(
            [program],
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
