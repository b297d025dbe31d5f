# SPDX-License-Identifier: MIT
"""A piece of a clerk's day with its budget of keys, carried out by hand and judged afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from typing_extensions import override

from desk_app.desk.context import Desk
from tests.gui.x11_keys import RETURN, Keyboard
from tests.keys.home import FIRST, Home
from tests.keys.program import Program, running
from tests.keys.reading import Kept, kept, open_applications
from tests.keys.strokes import Press, Secret, Strokes, Tally, tally


@dataclass(frozen=True, slots=True)
class Fault:
    """Something kept or judged otherwise than it should be."""

    what: str
    wanted: object
    found: object

    @override
    def __str__(self) -> str:
        return f"{self.what}: {self.found!r} instead of {self.wanted!r}"


Faults = tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is done, within how many keys beyond content.

    ``prepare`` brings a fresh desk where the work begins, ``work`` gives what the hand does on a
    day, and ``judge`` names what is not as it should be in the store afterwards.
    """

    name: str
    budget: int
    work: Callable[[date], Strokes]
    judge: Callable[[Kept], Faults]
    prepare: Callable[[Desk], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a scenario."""

    scenario: str
    budget: int
    tally: Tally
    faults: Faults = ()

    @property
    def ok(self) -> bool:
        """Whether the keys were few enough and everything is kept and judged as it should."""
        return self.tally.keys <= self.budget and not self.faults

    @override
    def __str__(self) -> str:
        said = "ok" if self.ok else "NOT OK"
        line = (
            f"{self.scenario}: {self.tally.keys} keys of {self.budget}, "
            f"{self.tally.content} characters of content: {said}"
        )
        return "\n".join([line, *(f"  {fault}" for fault in self.faults)])

    def figures(self) -> dict[str, str | int | bool]:
        """Return the figures as they are written for programs."""
        return {
            "scenario": self.scenario,
            "budget": self.budget,
            "keys": self.tally.keys,
            "content": self.tally.content,
            "ok": self.ok,
        }


def wrong(what: str, found: object, wanted: object) -> Faults:
    """Return the fault of something found otherwise than wanted; none where it is the same."""
    return () if found == wanted else (Fault(what, wanted, found),)


def carry_out(scenario: Scenario, folder: Path, keyboard: Keyboard) -> Result:
    """Do a scenario on a desk of its own and read from the store what became of it."""
    home = Home(folder)
    home.found()
    home.do(scenario.prepare)
    strokes = scenario.work(home.do(lambda desk: desk.today))
    with running(home, keyboard, folder / "said.log") as program:
        program.settle()
        _play(program, (Secret(FIRST.password), Press(RETURN)))
        _play(program, strokes)
    faults = home.do(lambda desk: judged(desk, scenario.judge))
    return Result(scenario.name, scenario.budget, tally(strokes), faults)


def judged(desk: Desk, judge: Callable[[Kept], Faults]) -> Faults:
    """Name what is not as it should be of the one application of a desk."""
    open_now = open_applications(desk)
    if len(open_now) != 1:
        return wrong("open applications", len(open_now), 1)
    return judge(kept(desk, open_now[0]))


def _play(program: Program, strokes: Strokes) -> None:
    """Do one thing after the other, each when the program waits for it."""
    for stroke in strokes:
        if isinstance(stroke, Press):
            program.keyboard.play((stroke.key, *stroke.held))
        else:
            program.keyboard.play(stroke.text)
        program.settle()
