# SPDX-License-Identifier: MIT
"""What the set-up says to the person at the terminal, and how it follows the programs it calls."""

from __future__ import annotations

import re
import subprocess
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

SECONDS_BETWEEN_LINES = 1.0
LINES_KEPT = 40
MARK_OF_ERROR = re.compile(r"E(RROR)?:|error:|[A-Z][A-Za-z]*Error:")


class SetupError(Exception):
    """The set-up cannot go on; the text is all that the person needs to read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a followed program ended: its exit code and the last lines that it wrote."""

    code: int
    lines: tuple[str, ...]

    def complaint(self) -> str:
        """Pick the lines that tell why it failed: those marked as errors, else the last three."""
        marked = [line for line in self.lines if MARK_OF_ERROR.match(line)]
        return "\n".join(f"    {line}" for line in marked[-3:] or self.lines[-3:])


def say(text: str) -> None:
    """Print one line of progress at once, also into a pipe."""
    print(f"bootstrap: {text}", flush=True)


def silent(_line: str) -> None:
    """Follow a program without a word of progress."""


def follow(
    command: Sequence[str],
    progress: Callable[[str], str | None] = silent,
    environment: Mapping[str, str] | None = None,
) -> Outcome:
    """Run a program without input, telling its progress at most once a second.

    The function passed turns a line of its output into a few words for the person, or None.
    """
    kept: deque[str] = deque(maxlen=LINES_KEPT)
    told = 0.0
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise SetupError(f"cannot start {command[0]}: {error.strerror}") from error
    with process:
        for line in process.stdout or ():
            kept.append(line.strip())
            words = progress(kept[-1])
            if words and time.monotonic() - told >= SECONDS_BETWEEN_LINES:
                say(f"  {words}")
                told = time.monotonic()
    return Outcome(process.returncode, tuple(line for line in kept if line))
