# SPDX-License-Identifier: MIT
"""GOAL-6: an older file, an older folder or no log in the place of the desk's own."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from desk_app.cli.exit_codes import Exit
from desk_app.store.journal import chain
from tests.robustness.forks import apart
from tests.robustness.harness import Context, Control, Goal, Outcome, Work
from tests.robustness.saving import do
from tests.robustness.sites import Site, founded, verify
from tests.robustness.trials import in_fresh_processes
from tests.robustness.worked import leave_log

CASES, STAGES = 200, 16
MANNERS = ("older file", "older folder", "log deleted")


@dataclass(frozen=True, slots=True)
class Stage:
    """The desk at some moment, closed, and the number of its journal's last entry.

    ``logged`` is a copy at which more was saved that lies in the log alone, and its last entry.
    """

    site: Site
    sequence: int
    logged: Site
    logged_sequence: int


@dataclass(frozen=True, slots=True)
class Case:
    """What is put back, in which manner, in place of what; how many entries are missing then."""

    manner: str
    old: Site
    new: Site
    missing: int


def try_rollback(context: Context) -> Outcome:
    """Put back as often as wanted, with the anchor and without."""
    stages = _stages(context)
    wanted = context.share(CASES, 12)
    cases = list(islice(cycle(_cases(stages)), wanted))
    trial = partial(_trial, folder=context.folder / "trial")
    reported = in_fresh_processes(cases, trial).count(True)
    manners = Counter(case.manner for case in cases)
    blind = in_fresh_processes(cases, trial, anchor=False).count(True)
    told = ", ".join(f"{count} {manner}" for manner, count in manners.items())
    return Outcome(
        reached=f"{reported} of {wanted} reported with the number of missing saves ({told})",
        held=reported == wanted and set(manners) == set(MANNERS),
        work=(Work("different cases", len(set(cases)), wanted),),
        control=Control("anchor off", f"{blind} of {wanted} reported", failed=blind == 0),
    )


def _stages(context: Context) -> list[Stage]:
    """Work at a desk and keep a copy after each stint."""
    site, first, stages = founded(context.within("live")), 0, list[Stage]()
    for number in range(context.share(STAGES, 4)):
        saves = 3 * context.chance(f"stint {number}").randint(1, 3)
        apart(_save, site, first, saves)
        first += saves
        kept = site.copy(context.folder / f"stage-{number}")
        logged = site.copy(context.folder / f"logged-{number}")
        leave_log(logged, first, 3)
        stages.append(Stage(kept, _sequence(kept), logged, _sequence(logged)))
    return stages


def _save(site: Site, first: int, saves: int) -> None:
    desk = site.open()
    for number in range(first, first + saves):
        do(desk, number)
    desk.ports.store.close()


def _sequence(site: Site) -> int:
    kept = chain.read(site.keys)
    assert kept is not None
    return kept.sequence


def _cases(stages: list[Stage]) -> list[Case]:
    pairs = [(old, new) for new in stages for old in stages if old.sequence < new.sequence]
    whole = [
        Case(manner, old.site, new.site, new.sequence - old.sequence)
        for old, new in pairs
        for manner in MANNERS[:2]
    ]
    logs = [
        # Who signed in to save stands in the file itself; what came after, in the log alone.
        Case(MANNERS[2], each.logged, each.logged, each.logged_sequence - each.sequence - 1)
        for each in stages
    ]
    return [*logs, *whole]


def _trial(case: Case, folder: Path) -> bool:
    """Return whether the gate says that exactly so many are missing."""
    shutil.rmtree(folder, ignore_errors=True)
    site = case.new.copy(folder)
    if case.manner == "older folder":
        shutil.rmtree(site.desk)
        shutil.copytree(case.old.desk, site.desk)
    else:
        for side in ("-wal", "-shm"):
            site.database.with_name(site.database.name + side).unlink(missing_ok=True)
        if case.manner == "older file":
            shutil.copyfile(case.old.database, site.database)
    verdict = verify(site)
    return verdict.code == Exit.MISSING_SAVES and verdict.facts.get("missing") == case.missing


GOAL = Goal("GOAL-6", f"{CASES} of {CASES} reported with the number of missing saves", try_rollback)
