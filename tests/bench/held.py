# SPDX-License-Identifier: MIT
"""How much memory a work holds: of this process what it takes beyond before, of its own all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

_LOOKS_EVERY_SECONDS = 0.01
_MB = 1024


@dataclass(slots=True)
class Held:
    """The most that was held at one moment, in MB: here beyond before, and in its own process."""

    here: float = 0.0
    beside: float = 0.0


def most_held(work: Callable[[], object]) -> Held:
    """Do a work and return the most that it held; what other works held before is no part of it."""
    found, done = Held(), Event()
    before = _resident(Path("/proc/self"))

    def look() -> None:
        while not done.wait(_LOOKS_EVERY_SECONDS):
            found.here = max(found.here, _resident(Path("/proc/self")) - before)
            beside = (_resident(each, of="VmHWM") for each in _children())
            found.beside = max(found.beside, *beside, 0.0)

    looking = Thread(target=look)
    looking.start()
    try:
        work()
    finally:
        done.set()
        looking.join()
    return found


def _children() -> list[Path]:
    """Return where Linux tells of each process that this one began.

    One that does not run its own program yet still has the memory of this one.
    """
    tasks = Path("/proc/self/task").iterdir()
    numbers = [number for task in tasks for number in _read(task / "children").split()]
    ours = _read(Path("/proc/self/cmdline"))
    begun = (Path("/proc") / number for number in numbers)
    return [each for each in begun if _read(each / "cmdline") not in {"", ours}]


def _resident(process: Path, of: str = "VmRSS") -> float:
    lines = _read(process / "status").splitlines()
    said = next((line for line in lines if line.startswith(f"{of}:")), f"{of}: 0 kB")
    return int(said.split()[1]) / _MB


def _read(path: Path) -> str:
    # One that has ended since is nowhere any more.
    with suppress(OSError):
        return path.read_text(encoding="ascii", errors="replace")
    return ""
