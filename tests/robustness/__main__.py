# SPDX-License-Identifier: MIT
"""The run of all goals: one line each, exit 0 only if every one holds."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.asked_names import asked_names
from tests.robustness import forks
from tests.robustness.goals import GOALS
from tests.robustness.harness import Context, Goal, Result, carry_out
from tests.robustness.imported import import_program

SIDE_BY_SIDE = 2
MEMORY, LEAST_MEMORY = Path("/dev/shm"), 2 * 1024**3  # noqa: S108  the folder made in it is private
ALL_HOLD, NOT_ALL, BAD_FILE = 0, 1, 2


def main(words: Sequence[str]) -> int:
    """Run what was asked for and print a line for each; 0 only if all hold."""
    parser, names = _parser(), [goal.name for goal in GOALS]
    asked = parser.parse_args(words)
    only = asked_names(parser, asked.only or names, names, "goal")
    chosen = [goal for goal in GOALS if goal.name in only]
    import_program()
    results = []
    for result in _results(chosen, asked.seed, asked.scale):
        sys.stdout.write(f"{result}\n")
        sys.stdout.flush()
        results.append(result)
    held = sum(result.ok for result in results)
    sys.stdout.write(f"{held} of {len(chosen)} hold\n")
    if asked.json is not None and not _written(asked.json, results):
        return BAD_FILE
    return ALL_HOLD if held == len(chosen) else NOT_ALL


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bootstrap.py robustness", description=__doc__)
    parser.add_argument("--only", metavar="GOAL-3", nargs="+")
    parser.add_argument("--seed", metavar="N", type=int, default=1)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON")
    parser.add_argument(
        "--scale", metavar="PART", type=float, default=1.0, help="a part of the full figures"
    )
    return parser


def _results(chosen: Sequence[Goal], seed: int, scale: float) -> Iterator[Result]:
    """Run goals two at a time, those that measure time after all others and alone."""
    fork = get_context("fork")
    with tempfile.TemporaryDirectory(prefix="desk-app-goals-", dir=_memory()) as folder:
        contexts = {goal.name: Context(Path(folder, goal.name), seed, scale) for goal in chosen}
        with ProcessPoolExecutor(SIDE_BY_SIDE, fork) as pool:
            beside = [
                pool.submit(_run, goal.name, contexts[goal.name])
                for goal in sorted(chosen, key=lambda each: not each.long)
                if not goal.alone
            ]
            yield from (each.result() for each in as_completed(beside))
        for goal in chosen:
            if goal.alone:
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
    goal = next(goal for goal in GOALS if goal.name == name)
    context.folder.mkdir()
    return forks.apart(carry_out, goal, context)


def _written(path: Path, results: Sequence[Result]) -> bool:
    text = json.dumps([result.as_json() for result in results], ensure_ascii=False, indent=1)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        sys.stderr.write(f"robustness: {path} cannot be written ({error.strerror})\n")
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
