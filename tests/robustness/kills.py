# SPDX-License-Identifier: MIT
"""GOAL-1 and GOAL-3: killed at any moment of a save, and in the middle of work on whole files."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from unittest.mock import patch

from sqlalchemy.engine import Connection
from sqlalchemy.event import listen
from typing_extensions import override

from desk_app.store.schema import engine as schema
from tests.robustness.doors import Kind, names_of
from tests.robustness.long_work import BEGUN, DONE, LONG_WORK, LongWork
from tests.workbench.desks import Site, founded, founded_in_place
from tests.workbench.processes import Child, Looker, Say
from tests.workbench.report import Context, Control, Goal, Outcome, Work
from tests.workbench.worked import DEEDS, OPENED, Worked, deed_of, find, save

KILLED_SAVING, COLD, SAVES_WANTED = 500, 10, 20_000
CONTROL_KILLS = 60
"""At most: the control has gone far enough with its first loss."""

A_DESK_LIVES = 8
"""So many kills a desk gets before a new one is taken: what is looked at stays small."""
SAVES_EACH, FEW_EACH, EARLY_EACH = (25, 61), (20, 26), (2, 8)
"""At least so many saves before a kill, and fewer than so many: full, short, of the control."""

LONGEST_DELAYS_SECONDS = (0.001, 0.006)
"""Half of the kills come close to a word, half at any moment of a save."""


@dataclass(slots=True)
class Saved:
    """What the kills came to."""

    kills: int = 0
    cold: int = 0
    acknowledged: int = 0
    lost: int = 0
    failed_starts: int = 0
    damaged: int = 0
    half: list[str] = field(default_factory=list)
    deeds: set[str] = field(default_factory=set)

    @property
    def clean(self) -> bool:
        """Whether nothing was lost, half there, or would not start."""
        return not (self.lost or self.half or self.failed_starts or self.damaged)

    @override
    def __str__(self) -> str:
        damaged = f", {self.damaged} damaged" if self.damaged else ""
        return (
            f"{self.kills} kills ({self.cold} cold): {self.lost} lost, {len(self.half)} half, "
            f"{self.failed_starts} failed starts{damaged}"
        )


def try_kills(context: Context) -> Outcome:
    """Kill as often as wanted, then again with saves acknowledged before their commit."""
    model = founded(context.within("model"))
    kills, cold = context.share(KILLED_SAVING, 3), context.share(COLD, 1)
    tally = _kill_savers(context, model, kills, cold)
    early = _kill_savers(context, model, context.share(CONTROL_KILLS, 40), 0, early=True)
    return Outcome(
        reached=str(tally),
        held=tally.clean,
        work=(
            Work("acknowledged saves", tally.acknowledged, context.share(SAVES_WANTED, 60)),
            Work("kills", tally.kills, kills),
            Work("of them cold starts", tally.cold, cold),
        ),
        control=Control(
            "acknowledged before commit",
            f"{early.lost} lost in {early.kills} kills",
            failed=early.lost > 0,
        ),
        doors=frozenset(tally.deeds),
    )


def _kill_savers(
    context: Context, model: Site, kills: int, cold: int, *, early: bool = False
) -> Saved:
    chance = context.chance(f"kills, early {early}")
    tally = Saved()
    every = max(1, kills // cold) if cold else 0
    with Looker() as looker:
        for number in range(kills):
            if early and tally.lost:
                break
            if number % A_DESK_LIVES == 0:
                site = model.copy(context.folder / f"desk-{early}-{number}")
                first = 0
            is_cold = bool(cold) and number % every == 0 and tally.cold < cold
            child = _started(site, first, cold=is_cold, early=early)
            tally.cold += is_cold
            each = SAVES_EACH if context.scale >= 1 else FEW_EACH
            said = _said(child, chance, *(EARLY_EACH if early else each))
            first = _one(tally, said, looker, site, first)
    return tally


def _started(site: Site, first: int, *, cold: bool, early: bool) -> Child:
    if cold:
        return Child.cold("tests.workbench.worked", str(site.folder), str(first))
    return Child.forked(partial(save, folder=site.folder, first=first, early=early))


def _said(child: Child, chance: Random, least: int, most: int) -> list[str]:
    """Let it save and kill it; return what it said until then."""
    said = [child.line() for _ in range(1 + chance.randrange(least, most))]
    time.sleep(chance.uniform(0, chance.choice(LONGEST_DELAYS_SECONDS)))
    return said + child.kill()


def _one(tally: Saved, said: Sequence[str], looker: Looker, site: Site, first: int) -> int:
    """Look at what was killed; return the first number of the next start."""
    tally.kills += 1
    if said[0] != OPENED or not all(line.isdigit() for line in said[1:]):
        tally.failed_starts += 1
        return first
    acknowledged = frozenset(map(int, said[1:]))
    after = max(acknowledged) + 1
    found = looker.look(find, site, range(first, after + 2))
    tally.acknowledged += len(acknowledged)
    tally.damaged += not found.verdict.sound
    tally.lost += len(acknowledged - found.kept)
    # One more than was acknowledged may be there: it was killed between commit and word.
    tally.half += [*found.half, *map(str, sorted(found.kept - acknowledged)[1:])]
    tally.deeds |= {deed_of(each) for each in acknowledged & found.kept}
    return -(-(after + 1) // len(DEEDS)) * len(DEEDS)


KILLS = 60
MOST_TRIES = 8
"""Some kills come too late; each kind of work is tried so many times the wanted kills at most."""

FIRST_MOMENTS = 0.1
"""In so many seconds from its beginning the short form kills, which measures no work."""

Doing = Callable[[Worked, Say], None]


@dataclass(slots=True)
class Interrupted:
    """The kills inside one kind of work, and what was wrong after them."""

    inside: int
    objections: Counter[str]


def try_interruptions(context: Context) -> Outcome:
    """Kill inside each kind of work; then where statements commit alone, and desks lie in place."""
    wanted = context.share(KILLS)
    models = {work.name: work.prepare(context.within(work.name)) for work in LONG_WORK}
    tallies = {
        work.name: _kill_inside(context, work, models[work.name], work.carry_out, wanted)
        for work in LONG_WORK
    }
    migration = LONG_WORK[0]
    model, doing = models[migration.name], partial(_without_transaction, doing=migration.carry_out)
    control = _kill_inside(context, migration, model, doing, KILLS, until_wrong=True)
    first = next(work for work in LONG_WORK if work.name == "first start")
    doing = partial(_in_place, doing=first.carry_out)
    unplaced = _kill_inside(context, first, models[first.name], doing, KILLS, until_wrong=True)
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


def _kill_inside(
    context: Context,
    work: LongWork,
    model: Worked,
    doing: Doing,
    wanted: int,
    *,
    until_wrong: bool = False,
) -> Interrupted:
    chance = context.chance(f"kills in {work.name}")
    folder = context.folder / "trial"
    seconds = _measured(doing, _fresh(model, folder)) if context.scale >= 1 else FIRST_MOMENTS
    tally = Interrupted(0, Counter())
    with Looker() as looker:
        for _ in range(wanted * MOST_TRIES):
            if tally.inside == wanted or (tally.objections and until_wrong):
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
            objection = looker.look(work.judge, desk)
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
        patch("desk_app.store.schema.engine._begin", lambda _path, _connection: None),
        patch.object(schema, "migrate", migrate),
    ):
        doing(desk, lambda _words: None)


def _in_place(desk: Worked, say: Say, doing: Doing) -> None:
    with founded_in_place():
        doing(desk, say)


SAVES_GOAL = Goal(
    "GOAL-1",
    f"{KILLED_SAVING} kills, at least {SAVES_WANTED:,} acknowledged saves: 0 lost, 0 half, "
    "0 failed starts",
    try_kills,
    doors=names_of(Kind.SAVED),
    takes=210,
)

LONG_WORK_GOAL = Goal(
    "GOAL-3",
    f"{KILLS} each inside migration, re-keying, backup, restore, disposal, first start, restore "
    "into a new folder: 0 neither old nor new, 0 lost last good backup",
    try_interruptions,
    doors=names_of(Kind.LONG),
    takes=170,
)
