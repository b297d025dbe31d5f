# SPDX-License-Identifier: MIT
"""What a goal is, is given, took and reports; the lines and figures of a run."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from random import Random
from typing import NamedTuple, Protocol, Self, TypeVar

from typing_extensions import override

from tests.workbench.processes import tell


class Taken(NamedTuple):
    """How long something took, in milliseconds: by the clock, and of a processor."""

    wall: float
    cpu: float

    def plus(self, other: Taken) -> Taken:
        """Return what both took."""
        return Taken(self.wall + other.wall, self.cpu + other.cpu)

    def but(self, other: Taken) -> Taken:
        """Return what it took without something else."""
        return Taken(self.wall - other.wall, self.cpu - other.cpu)


class Watch:
    """Runs from its making on."""

    def __init__(self, cpu: Callable[[], float] = time.process_time) -> None:
        self._cpu = cpu
        self._begun = time.perf_counter(), cpu()

    @property
    def taken(self) -> Taken:
        """What has passed since."""
        wall, cpu = self._begun
        return Taken((time.perf_counter() - wall) * 1000, (self._cpu() - cpu) * 1000)


class Tally:
    """Figures that shares of a work bring home, a dataclass: they are added name by name."""

    def __add__(self, other: Self) -> Self:
        names = [each.name for each in fields(self)]  # type: ignore[arg-type]  # who derives is one
        both = [(getattr(self, name), getattr(other, name)) for name in names]
        return type(self)(*(a | b if isinstance(a, set | frozenset) else a + b for a, b in both))


@dataclass(frozen=True, slots=True)
class Ready:
    """What was made ready for a goal beside others, and how many of a processor's seconds it took.

    ``found`` is what its `Goal.prepare` returned.
    """

    found: object
    processor: float


@dataclass(frozen=True, slots=True)
class Context:
    """What a goal works with: a private folder, a seed, and the part of the full figures."""

    folder: Path
    seed: int
    scale: float = 1.0
    ready: Ready | None = None
    """What was made ready beside others, where anything was."""

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
    """One goal: its number, the figure wanted, and what tries it."""

    name: str
    wanted: str
    run: Callable[[Context], Outcome]
    doors: tuple[str, ...] = ()
    """The name of every door the goal has to go through."""
    tools: tuple[str, ...] = ()
    """Programs of the system without which it fails."""
    alone: bool = False
    """Whether it measures time, so that nothing else may run beside it."""
    waits: bool = False
    """Whether most of it is waiting: it begins first, beside those that work."""
    takes: int = 60
    """How long a processor works for it, in seconds, about: the longest begins first."""
    prepare: Callable[[Context], object] | None = None
    """What of a goal that runs alone can be done beside the others: its context has it then."""


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
    processor: float = 0.0
    """How many of a processor's seconds it took, those of its processes that have ended too."""

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
            f"{self.seconds:.1f} s, {self.processor:.1f} s of a processor",
        )
        return " | ".join(parts)

    def as_json(self) -> dict[str, object]:
        """Return what stands in the file of figures."""
        names = ("goal", "wanted", "reached", "work", "control", "ok", "seconds", "processor")
        return {name: getattr(self, name) for name in names}


def carry_out(goal: Goal, context: Context) -> Result:
    """Run one goal; whatever goes wrong is a goal that fails, by name."""
    started, worked = time.monotonic(), processor_seconds()
    missing = [tool for tool in goal.tools if shutil.which(tool) is None]
    if missing:
        return _failed(goal, f"this system lacks {', '.join(missing)}", started)
    try:
        outcome = goal.run(context)
    except Exception as error:  # noqa: BLE001  a goal that breaks has failed, whatever broke it
        traceback.print_exc(file=sys.stderr)
        return _failed(goal, f"stopped by {type(error).__name__}: {error}", started)
    before = 0.0 if context.ready is None else context.ready.processor
    taken = time.monotonic() - started, before + processor_seconds() - worked
    return _judged(goal, outcome, *taken)


def processor_seconds() -> float:
    """Return what this process took of a processor, and those it began that have ended."""
    return sum(os.times()[:4])


def _judged(goal: Goal, outcome: Outcome, seconds: float, processor: float) -> Result:
    wanted = set(goal.doors)
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
        processor=round(processor, 1),
    )


def _failed(goal: Goal, why: str, started: float) -> Result:
    doors = f"0 of {len(goal.doors)}"
    seconds = round(time.monotonic() - started, 1)
    return Result(goal.name, goal.wanted, why, "none", "not run", doors, ok=False, seconds=seconds)


class Judged(Protocol):
    """Something that holds or does not."""

    @property
    def ok(self) -> bool:
        """Whether it holds."""


J = TypeVar("J", bound=Judged)
ALL_HOLD, NOT_ALL, BAD_FILE = 0, 1, 2


def report(
    results: Iterable[J],
    wanted: int,
    *,
    line: Callable[[J], str] = str,
    json_file: tuple[str, Path | None, Callable[[J], object]],
    indent: int = 1,
) -> int:
    """Print a line for each result as it comes, and write the figures where a file is named.

    Returns the exit code: 0 only if as many hold as are wanted. The file comes with the name of the
    command and what stands in it of a result.
    """
    every, (command, path, figures) = list[J](), json_file
    for result in results:
        tell(line(result))
        every.append(result)
    held = sum(result.ok for result in every)
    tell(f"{held} of {wanted} hold")
    if path is not None:
        text = json.dumps([figures(each) for each in every], ensure_ascii=False, indent=indent)
        try:
            path.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            sys.stderr.write(f"{command}: {path} cannot be written ({error.strerror})\n")
            return BAD_FILE
    return ALL_HOLD if held == wanted else NOT_ALL


def parser_of(command: str, about: str | None, only: str = "") -> argparse.ArgumentParser:
    """Return a parser with the options that every run of proofs has."""
    parser = argparse.ArgumentParser(prog=f"bootstrap.py {command}", description=about)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON")
    if only:
        parser.add_argument("--only", metavar=only, nargs="+")
        parser.add_argument("--seed", metavar="N", type=int, default=1)
        parser.add_argument(
            "--scale", metavar="PART", type=float, default=1.0, help="a part of the full figures"
        )
    return parser
