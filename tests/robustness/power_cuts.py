# SPDX-License-Identifier: MIT
"""GOAL-2: the power is cut at any moment of a save, a migration, a re-keying, a backup, a disposal.

What a process of the program wrote and synced is recorded and replayed to the cut; what was not
synced by then is kept, dropped or torn by sectors. A fresh process looks at what is left.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from unittest.mock import patch

from desk_app.store import connecting
from tests.robustness.disk import Disk
from tests.robustness.doors import Kind, doors_of
from tests.robustness.forks import Say
from tests.robustness.harness import Context, Control, Goal, Outcome, Work
from tests.robustness.long_work import LONG_WORK
from tests.robustness.saving import DEEDS, do, find
from tests.robustness.sites import Site
from tests.robustness.tracing import Event, Said, recorded
from tests.robustness.trials import in_fresh_processes
from tests.robustness.worked import SAVES, Worked, reader_beside, worked

CUTS, CONTROLS = 10_000, 400
NUMBERS = range(SAVES, SAVES + 30)
SHARES = {"saves": 2, "saves beside a reader": 4}
"""So many of the parts of all cuts; each kind of long work has one."""
LONG = tuple(work for work in LONG_WORK if work.name != "restore")

Beside = Callable[[Site], AbstractContextManager[None]]
"""What goes on beside the saves."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A run as it was recorded: the disk before it, what happened, who looks at what is left."""

    name: str
    disk: Disk
    events: list[Event]
    sheet_key: str
    look: Callable[[Worked, frozenset[str]], str]


@dataclass(frozen=True, slots=True)
class Left:
    """What one cut left on the disk, and what had been acknowledged by then."""

    files: dict[str, bytes]
    folders: frozenset[str]
    said: frozenset[str]


def try_power_cuts(context: Context) -> Outcome:
    """Cut as often as wanted, over all runs; then over saves with NORMAL in the place of FULL."""
    runs = [
        _record_saves(context, "saves", _nothing, full=True),
        _record_saves(context, "saves beside a reader", reader_beside, full=True),
        *(_record_work(context, number) for number in range(len(LONG))),
    ]
    cuts = context.share(CUTS, 40)
    parts = sum(SHARES.get(run.name, 1) for run in runs)
    wrong: Counter[str] = Counter()
    made: dict[str, int] = {}
    for run in runs:
        made[run.name] = -(-cuts * SHARES.get(run.name, 1) // parts)
        wrong += _cut(context, run, made[run.name])
    normal = _record_saves(context, "NORMAL beside a reader", reader_beside, full=False)
    controls = context.share(CONTROLS, 96)
    lost = _cut(context, normal, controls).total()
    told = ", ".join(f"{name} {count:,}" for name, count in made.items())
    return Outcome(
        reached=f"{sum(made.values()):,} cuts ({told}): {wrong.total()} lost or damaged"
        + (f" ({dict(wrong.most_common(5))})" if wrong else ""),
        held=not wrong,
        work=(
            Work("cuts", sum(made.values()), cuts),
            Work("writes and syncs replayed", sum(len(run.events) for run in runs), 500),
        ),
        control=Control(
            "synchronous=NORMAL",
            f"{lost} of {controls} cuts lost saves",
            failed=lost > controls // 2,
        ),
        doors=frozenset((*DEEDS, *made)),
    )


def _record_saves(
    context: Context,
    name: str,
    beside: Beside,
    *,
    full: bool,
) -> Recording:
    desk = worked(context.within(name))
    disk = Disk.of(desk.site.folder)
    saving = partial(_save, desk.site, beside, full=full)
    events = recorded(saving, context.folder / f"{name}.strace")
    return Recording(name, disk, events, desk.sheet_key, _look_at_saves)


def _save(site: Site, beside: Beside, say: Say, *, full: bool) -> None:
    level = "FULL" if full else "NORMAL"
    settings = tuple((name, level if name == "synchronous" else each) for name, each in _SETTINGS)
    with patch.object(connecting, "SETTINGS", settings):
        desk = site.open()
        with beside(site):
            for number in NUMBERS:
                do(desk, number)
                say(str(number))


_SETTINGS = connecting.SETTINGS


def _nothing(_site: Site) -> AbstractContextManager[None]:
    return nullcontext()


def _look_at_saves(desk: Worked, said: frozenset[str]) -> str:
    found = find(desk.site, NUMBERS)
    if not found.verdict.sound:
        return str(found.verdict.said.get("error"))
    missing = {int(number) for number in said} - found.kept
    return f"{len(missing)} lost" if missing else "; ".join(found.half)


def _record_work(context: Context, number: int) -> Recording:
    work = LONG[number]
    desk = work.prepare(context.within(work.name))
    disk = Disk.of(desk.site.folder)
    events = recorded(partial(work.carry_out, desk), context.folder / f"{work.name}.strace")
    return Recording(work.name, disk, events, desk.sheet_key, work.look)


def _cut(context: Context, run: Recording, cuts: int) -> Counter[str]:
    """Cut so often, at moments evenly spread; return what was wrong with what was left."""
    trial = partial(_trial, run=run, folder=context.folder / "trial")
    chance = context.chance(f"cuts in {run.name}")
    found = in_fresh_processes(_each_left(run, cuts, chance), trial)
    return Counter(f"{run.name}: {wrong}" for wrong in found if wrong)


def _each_left(run: Recording, cuts: int, chance: Random) -> Iterator[Left]:
    """Replay the run and yield what each cut leaves; what is on the disk is gone afterwards."""
    apart = len(run.events) / cuts
    moments = Counter(int((number + chance.random()) * apart) for number in range(cuts))
    said: set[str] = set()
    for number, event in enumerate(run.events):
        run.disk.take(event)
        if isinstance(event, Said):
            said.add(event.words)
        for _ in range(moments[number]):
            files = run.disk.after_cut(chance)
            yield Left(files, run.disk.folders_after_cut(), frozenset(said))


def _trial(left: Left, run: Recording, folder: Path) -> str:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in sorted(left.folders):
        (folder / name).mkdir()
    for name, content in left.files.items():
        (folder / name).write_bytes(content)
    site = Site(folder)
    site.backups.mkdir(exist_ok=True)
    return run.look(Worked(site, run.sheet_key), left.said)


GOAL = Goal(
    "GOAL-2",
    f"{CUTS:,} cuts: 0 saves lost, 0 damaged",
    try_power_cuts,
    doors=(*doors_of(Kind.SAVED), *(d for d in doors_of(Kind.LONG) if d.name != "restore")),
    tools=("strace",),
    long=True,
)
