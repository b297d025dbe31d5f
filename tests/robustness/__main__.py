# SPDX-License-Identifier: MIT
"""The goals of safety as one run that proves them with figures.

``python3 packaging/bootstrap.py robustness [--only GOAL-3 …] [--seed N] [--json FILE]``

To add a goal: write a module named after its subject with a function that takes a `report.Context`
and returns a `report.Outcome`, describe it there as ``GOAL = Goal(…)``, and add it to the table
below: one line. The function does its figures times ``context.scale``, with floors of its own: the
suite runs the same function with a small scale.

- What is tried runs in a process of its own: `processes.apart` calls a function in a process forked
  from this one, which has imported the program and opened nothing; a `processes.Child` says lines
  and can be killed. Files are looked at by a fresh process too.
- The negative control is the same function of the goal's module with one switch.
- Places where something comes in or goes out stand in the table of `doors`: a goal names the kind
  of door it is about and reports which of them it went through. A later door is one line there.
"""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import desk_app
from desk_app.bootstrap import rulebook_path
from desk_app.bootstrap.opening import rulebook_at
from tests.asked_names import asked_names
from tests.robustness import (
    after_lock,
    backups,
    damage,
    forged,
    full_disk,
    harmful,
    jumped,
    kills,
    ledgers,
    malformed,
    marked,
    overreach,
    packed,
    power_cuts,
    shown,
    tampering,
    unlocking,
    wrong_letter,
)
from tests.workbench.processes import SIDE_BY_SIDE, BrokenError, apart
from tests.workbench.report import (
    Context,
    Goal,
    Ready,
    Result,
    carry_out,
    parser_of,
    processor_seconds,
    report,
)
from tests.workbench.warm import warm

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

MEMORY, LEAST_MEMORY = Path("/dev/shm"), 2 * 1024**3  # noqa: S108  the folder made in it is private
GOALS: tuple[Goal, ...] = (
    kills.SAVES_GOAL,
    power_cuts.GOAL,
    kills.LONG_WORK_GOAL,
    full_disk.GOAL,
    damage.GOAL,
    tampering.OLDER,
    malformed.GOAL,
    harmful.GOAL,
    wrong_letter.GOAL,
    marked.DISPOSED,
    backups.OPENED_ELSEWHERE,
    tampering.EDITED,
    overreach.GOAL,
    unlocking.LET_IN,
    jumped.GOAL,
    marked.LEAKED,
    backups.DRILLED,
    unlocking.VERSIONS,
    forged.GOAL,
    after_lock.GOAL,
    unlocking.TURNED_AWAY,
    shown.GOAL,
    packed.GOAL,
    ledgers.GOAL,
)


def main(words: Sequence[str]) -> int:
    """Run what was asked for and print a line for each; 0 only if all hold."""
    about = "The run of all goals: one line each, exit 0 only if every one holds."
    parser, names = parser_of("robustness", about, "GOAL-3"), [goal.name for goal in GOALS]
    asked = parser.parse_args(words)
    only = asked_names(parser, asked.only or names, names, "goal")
    chosen = [goal for goal in GOALS if goal.name in only]
    import_program()
    results = _results(chosen, asked.seed, asked.scale)
    return report(results, len(chosen), json_file=("robustness", asked.json, Result.as_json))


def _results(chosen: Sequence[Goal], seed: int, scale: float) -> Iterator[Result]:
    """Run goals side by side, the longest first; those that measure time come last, alone.

    What these need ready is made beside the others, as is all of them that needs no quiet. One
    more runs than there are processors: first the goal that mostly waits, then whatever is next,
    since each of them waits for a disk now and then. At a small scale those that measure time wait
    longer than they measure, and run beside the others.
    """
    fork = get_context("fork")
    alone = [goal for goal in chosen if goal.alone and scale >= 1]
    others = [goal for goal in chosen if goal not in alone]
    with tempfile.TemporaryDirectory(prefix="desk-app-goals-", dir=_memory()) as folder:
        contexts = {goal.name: Context(Path(folder, goal.name), seed, scale) for goal in chosen}
        with ProcessPoolExecutor(SIDE_BY_SIDE + 1, fork) as pool:

            def begun(goal: Goal) -> Future[Result]:
                return pool.submit(_run, goal.name, contexts[goal.name])

            beside = [begun(goal) for goal in others if goal.waits]
            ready = [
                pool.submit(_prepared, goal.name, contexts[goal.name])
                for goal in alone
                if goal.prepare
            ]
            working = (goal for goal in others if not goal.waits)
            beside += [begun(goal) for goal in sorted(working, key=lambda each: -each.takes)]
            yield from (each.result() for each in as_completed(beside))
            contexts |= dict(each.result() for each in ready)
        for goal in alone:
            yield _run(goal.name, contexts[goal.name])


def _memory() -> Path | None:
    """Return a folder in memory where the system has a large one: thousands of desks pass by.

    What a cut of the power does to a disk is replayed, and does not depend on a real one.
    """
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < LEAST_MEMORY:
        return None
    return MEMORY


def _run(name: str, context: Context) -> Result:
    """Run a goal in a process of its own, which nothing of another goal has touched."""
    context.folder.mkdir(exist_ok=True)
    return apart(carry_out, _named(name), context)


def _prepared(name: str, context: Context) -> tuple[str, Context]:
    """Make ready what a goal needs, in a process of its own; what stops it stops the goal later."""
    prepare, before = _named(name).prepare, processor_seconds()
    context.folder.mkdir()
    if prepare is not None:
        with suppress(BrokenError):
            found = apart(prepare, context)
            context = replace(context, ready=Ready(found, processor_seconds() - before))
    return name, context


def _named(name: str) -> Goal:
    return next(goal for goal in GOALS if goal.name == name)


_WINDOW = ("desk_app.gui", "desk_app.__main__")
_LAZY = ("alembic.command", "holidays", "holidays.groups")


def import_program() -> None:
    """Import everything but the window, read the rulebook, warm up; nothing of a desk is opened.

    What is there then is out of the collector's sight: in each of the many processes forked from
    this one it would go through all of it, and the system would copy every page it touched.
    """
    modules = [found.name for found in pkgutil.walk_packages(desk_app.__path__, "desk_app.")]
    migrations = "desk_app.store.migrations"
    for name in (*modules, *_LAZY):
        if not name.startswith((*_WINDOW, migrations)):
            importlib.import_module(name)
    rulebook_at(rulebook_path())
    warm()
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
