# SPDX-License-Identifier: MIT
"""A piece of a clerk's day with its budget of keys, carried out by hand and judged afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from typing_extensions import override

from desk_app.desk.applications import deciding
from desk_app.desk.context import Desk
from desk_app.desk.keeping import look_at
from desk_app.records.base import ApplicationId, DecisionId, UserId
from desk_app.records.case.findings import Examination
from desk_app.records.case.history import ApplicationFile
from tests.gui.x11_keys import ALT, CONTROL, RETURN, SHIFT, Keyboard
from tests.workbench.program import FIRST, Home, Program, at_home


@dataclass(frozen=True, slots=True)
class Press:
    """One key, whatever is held down with it: a character or an X key symbol."""

    key: str | int
    held: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Write:
    """What stands on the paper: text, or the characters of a date or a postal code."""

    text: str


@dataclass(frozen=True, slots=True)
class Secret:
    """A password, which counts neither as keys nor as content."""

    text: str


Stroke = Press | Write | Secret
Strokes = tuple[Stroke, ...]

ENTER, SPACE = Press(RETURN), Press(" ")
TICK = Press("+")
"""Ticks a check box and goes on."""
USUAL = Press("=")
"""Counts or ticks what is usual: the rest of the fee, the rights that the form asks for."""
INSERT, TAB = Press(0xFF63), Press(0xFF09)


def ctrl(key: str | int) -> Press:
    """Return a key pressed with Ctrl."""
    return Press(key, (CONTROL,))


def ctrl_shift(key: str) -> Press:
    """Return a key pressed with Ctrl and Shift."""
    return Press(key, (CONTROL, SHIFT))


def alt(key: str) -> Press:
    """Return a key pressed with Alt."""
    return Press(key, (ALT,))


BLUE_BUTTON, LAST_LINE = ctrl(RETURN), ctrl(0xFF57)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many keys were pressed, and how many characters of content were typed."""

    keys: int
    content: int


def tally(strokes: Iterable[Stroke]) -> Tally:
    """Count what a hand did: a key with others held down is one, content stands apart."""
    every = tuple(strokes)
    keys = sum(isinstance(each, Press) for each in every)
    return Tally(keys, sum(len(each.text) for each in every if isinstance(each, Write)))


@dataclass(frozen=True, slots=True)
class Kept:
    """An application as it is kept, and as it is judged on a day.

    ``names`` tells who works at the desk, ``genuine`` which decisions are as their approver signed.
    """

    file: ApplicationFile
    found: Examination
    today: date
    names: Mapping[UserId, str] = field(default_factory=dict)
    genuine: tuple[DecisionId, ...] = ()


def open_applications(desk: Desk) -> list[ApplicationId]:
    """Return the open applications of a desk: in each scenario there is one."""
    with desk.ports.store.reading() as books:
        return [ApplicationId(id_) for id_ in books.files.open_ids()]


def kept(desk: Desk, id_: ApplicationId) -> Kept:
    """Return an application as it is kept and judged."""
    with desk.ports.store.reading() as books:
        file = books.files.get(id_)
        names = {user.id: user.name for user in books.people.all()}
    signed = tuple(each.id for each in file.decisions if deciding.genuine(desk, file, each))
    return Kept(file, look_at(desk, file), desk.today, names, signed)


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
    day, and ``judge`` names what is not as it should be in the store afterwards: of the one
    application there is, where no ``judge_desk`` looks at the whole desk.
    """

    name: str
    budget: int
    work: Callable[[date], Strokes]
    judge: Callable[[Kept], Faults] = lambda _: ()
    prepare: Callable[[Desk], None] = lambda _: None
    judge_desk: Callable[[Desk], Faults] | None = None


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
    with at_home(home, keyboard, folder / "said.log") as program:
        program.settle()
        _play(program, (Secret(FIRST.password), Press(RETURN)))
        _play(program, strokes)
    judge_desk = scenario.judge_desk or (lambda desk: judged(desk, scenario.judge))
    faults = home.do(judge_desk)
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
