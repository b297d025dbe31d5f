# SPDX-License-Identifier: MIT
"""GOAL-3: killed in the middle of work on whole files, with everything it started."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

from sqlalchemy.engine import Connection
from sqlalchemy.event import listen

from desk_app.store import engine as schema
from tests.robustness.doors import Kind, doors_of
from tests.robustness.forks import Child, Say, apart
from tests.robustness.harness import Context, Control, Goal, Outcome, Work
from tests.robustness.long_work import BEGUN, DONE, LONG_WORK, LongWork
from tests.robustness.trials import founded_in_place
from tests.robustness.worked import Worked

KILLS = 60
MOST_TRIES = 8
"""Some kills come too late; each kind of work is tried so many times the wanted kills at most."""

Doing = Callable[[Worked, Say], None]


@dataclass(slots=True)
class Tally:
    """The kills inside one kind of work, and what was wrong after them."""

    inside: int
    objections: Counter[str]


def try_interruptions(context: Context) -> Outcome:
    """Kill inside each kind of work; then where statements commit alone, and desks lie in place."""
    wanted = context.share(KILLS, 2)
    models = {work.name: work.prepare(context.within(work.name)) for work in LONG_WORK}
    tallies = {
        work.name: _kill(context, work, models[work.name], work.carry_out, wanted)
        for work in LONG_WORK
    }
    migration = LONG_WORK[0]
    model, doing = models[migration.name], partial(_without_transaction, doing=migration.carry_out)
    control = _kill(context, migration, model, doing, context.share(KILLS, 40))
    first = next(work for work in LONG_WORK if work.name == "first start")
    doing = partial(_in_place, doing=first.carry_out)
    unplaced = _kill(context, first, models[first.name], doing, context.share(KILLS, 12))
    stuck = unplaced.objections.total()
    wrong = sum((tally.objections for tally in tallies.values()), Counter[str]())
    half = control.objections.total()
    told = ", ".join(f"{name} {tally.inside}" for name, tally in tallies.items())
    return Outcome(
        reached=f"{told}: {wrong.total()} neither old nor new or without its last good backup"
        + (f" ({dict(wrong)})" if wrong else ""),
        held=not wrong,
        work=tuple(Work(f"in {name}", tally.inside, wanted) for name, tally in tallies.items()),
        control=Control(
            "DDL outside a transaction; a first start that writes in place",
            f"{half} of {control.inside} left a half-made schema; {stuck} of {unplaced.inside} "
            "neither opened nor began again",
            failed=half > 0 and stuck > 0,
        ),
        doors=frozenset(name for name, tally in tallies.items() if tally.inside),
    )


def _kill(context: Context, work: LongWork, model: Worked, doing: Doing, wanted: int) -> Tally:
    chance = context.chance(f"kills in {work.name}")
    folder = context.folder / "trial"
    seconds = _measured(doing, _fresh(model, folder))
    tally = Tally(0, Counter())
    for _ in range(wanted * MOST_TRIES):
        if tally.inside == wanted or (tally.objections and context.scale < 1):
            break
        desk = _fresh(model, folder)
        child = Child.forked(partial(doing, desk))
        begun = child.line()
        time.sleep(chance.uniform(0, seconds))
        rest = child.kill()
        if begun != BEGUN or any(line != DONE for line in rest):
            tally.objections[f"{work.name} did not begin: {begun} {rest}"] += 1
        tally.inside += DONE not in rest
        # A machine that is busier or idler than it was when measured moves the end of the work.
        seconds *= 0.85 if DONE in rest else 1.05
        objection = apart(work.judge, desk)
        if objection:
            tally.objections[f"{work.name}: {objection}"] += 1
    return tally


def _measured(doing: Doing, desk: Worked) -> float:
    """Return how many seconds the work takes when nobody kills it."""
    child = Child.forked(partial(doing, desk))
    begun = child.line()
    started = time.monotonic()
    done = child.line()
    seconds = time.monotonic() - started
    child.rest()
    assert (begun, done) == (BEGUN, DONE), (begun, done)
    return seconds


def _fresh(model: Worked, folder: Path) -> Worked:
    shutil.rmtree(folder, ignore_errors=True)
    return model.copy(folder)


def _without_transaction(desk: Worked, say: Say, doing: Doing) -> None:
    """Do it with a driver that commits each statement by itself; only the statements are inside."""

    def migrate(connection: Connection) -> None:
        begun: list[str] = []

        def note(_connection: object, _cursor: object, sql: str, *_more: object) -> None:
            if sql.startswith("ALTER") and not begun:
                begun.append(sql)
                say(BEGUN)

        listen(connection, "before_cursor_execute", note)
        schema_migrate(connection)
        say(DONE)

    schema_migrate = schema.migrate
    with (
        patch("desk_app.store.engine._begin", lambda _path, _connection: None),
        patch.object(schema, "migrate", migrate),
    ):
        doing(desk, lambda _words: None)


def _in_place(desk: Worked, say: Say, doing: Doing) -> None:
    with founded_in_place():
        doing(desk, say)


GOAL = Goal(
    "GOAL-3",
    f"{KILLS} each inside migration, re-keying, backup, restore, disposal, first start, restore "
    "into a new folder: 0 neither old nor new, 0 lost last good backup",
    try_interruptions,
    doors=doors_of(Kind.LONG),
)
