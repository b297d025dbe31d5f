# SPDX-License-Identifier: MIT
"""What a goal is, what it is given, and what it reports."""

from __future__ import annotations

import shutil
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from typing_extensions import override

from tests.robustness.doors import Door


@dataclass(frozen=True, slots=True)
class Context:
    """What a goal works with: a private folder, a seed, and the part of the full figures."""

    folder: Path
    seed: int
    scale: float = 1.0

    def share(self, full: int, least: int = 1) -> int:
        """Return the scaled part of a figure, at least so much."""
        return max(least, round(full * self.scale))

    def chance(self, subject: str) -> Random:
        """Return chance of its own for one part of a goal; equal seeds give equal courses."""
        return Random(f"{self.seed}, {subject}")  # noqa: S311  trials to be repeated, no secrets

    def within(self, name: str) -> Path:
        """Return a new folder inside the goal's own."""
        folder = self.folder / name
        folder.mkdir()
        return folder


@dataclass(frozen=True, slots=True)
class Work:
    """How much real work was done, and the floor under which a result means nothing."""

    what: str
    done: int
    floor: int

    @property
    def enough(self) -> bool:
        """Whether the floor was reached."""
        return self.done >= self.floor

    @override
    def __str__(self) -> str:
        return f"{self.done:,} {self.what} (floor {self.floor:,})"


@dataclass(frozen=True, slots=True)
class Control:
    """The same harness with one switch: it must fail, or the goal proves nothing."""

    switch: str
    told: str
    failed: bool

    @override
    def __str__(self) -> str:
        verdict = "failed as it must" if self.failed else "DID NOT FAIL"
        return f"{self.switch}: {self.told}, {verdict}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a goal reached: ``held`` is whether the figure itself is as wanted."""

    reached: str
    held: bool
    work: tuple[Work, ...]
    control: Control
    doors: frozenset[str] = frozenset()
    """The names of the doors it went through."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal: its number in security.md §13, the figure wanted, and what tries it."""

    name: str
    wanted: str
    run: Callable[[Context], Outcome]
    doors: tuple[Door, ...] = ()
    """Every door the goal has to go through."""
    tools: tuple[str, ...] = ()
    """Programs of the system without which it fails."""
    alone: bool = False
    """Whether it measures time, so that nothing else may run beside it."""
    long: bool = False
    """Whether it takes longer than most: begun last it would run on by itself."""


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the run."""

    goal: str
    wanted: str
    reached: str
    work: str
    control: str
    doors: str
    ok: bool
    seconds: float

    @override
    def __str__(self) -> str:
        verdict = "holds" if self.ok else "FAILS"
        parts = (
            f"{self.goal:8}{verdict}",
            f"wanted: {self.wanted}",
            f"reached: {self.reached}",
            f"work: {self.work}",
            f"control: {self.control}",
            f"doors: {self.doors}",
            f"{self.seconds:.1f} s",
        )
        return " | ".join(parts)

    def as_json(self) -> dict[str, object]:
        """Return what stands in the file of figures."""
        names = ("goal", "wanted", "reached", "work", "control", "ok", "seconds")
        return {name: getattr(self, name) for name in names}


def carry_out(goal: Goal, context: Context) -> Result:
    """Run one goal; whatever goes wrong is a goal that fails, by name."""
    started = time.monotonic()
    missing = [tool for tool in goal.tools if shutil.which(tool) is None]
    if missing:
        return _failed(goal, f"this system lacks {', '.join(missing)}", started)
    try:
        outcome = goal.run(context)
    except Exception as error:  # noqa: BLE001  a goal that breaks has failed, whatever broke it
        traceback.print_exc(file=sys.stderr)
        return _failed(goal, f"stopped by {type(error).__name__}: {error}", started)
    return _judged(goal, outcome, time.monotonic() - started)


def _judged(goal: Goal, outcome: Outcome, seconds: float) -> Result:
    wanted = {door.name for door in goal.doors}
    passed_by = sorted(wanted - outcome.doors)
    doors = f"{len(wanted) - len(passed_by)} of {len(wanted)}" if wanted else "none of its own"
    if passed_by:
        doors += f" (not: {', '.join(passed_by)})"
    enough = bool(outcome.work) and all(work.enough for work in outcome.work)
    return Result(
        goal=goal.name,
        wanted=goal.wanted,
        reached=outcome.reached,
        work=", ".join(map(str, outcome.work)),
        control=str(outcome.control),
        doors=doors,
        ok=outcome.held and enough and outcome.control.failed and not passed_by,
        seconds=round(seconds, 1),
    )


def _failed(goal: Goal, why: str, started: float) -> Result:
    doors = f"0 of {len(goal.doors)}"
    seconds = round(time.monotonic() - started, 1)
    return Result(goal.name, goal.wanted, why, "none", "not run", doors, ok=False, seconds=seconds)
