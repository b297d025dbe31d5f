# SPDX-License-Identifier: MIT
"""An office of several stations on PostgreSQL, proved with figures: a server and processes.

``python3 packaging/bootstrap.py office [--only history …] [--seed N] [--json FILE]``

Each proof makes a server of its own in a temporary folder, founds a desk, and lets processes work
at copies of it, each behind a way to the server that can be slow, stand still or be cut.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.asked_names import asked_names
from tests.office import by_commands, forgery, history, secrecy
from tests.robustness.__main__ import import_program
from tests.workbench.postgres import NOT_HERE, programs
from tests.workbench.processes import apart
from tests.workbench.report import Context, Goal, Result, carry_out, parser_of, report

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

GOALS: tuple[Goal, ...] = (
    history.GOAL,
    secrecy.GOAL,
    forgery.GOAL,
    by_commands.GOAL,
)
NO_SERVER = 3


def main(words: Sequence[str]) -> int:
    """Run what was asked for and print a line for each; 0 only if all hold."""
    about = "An office of several stations: one line each, exit 0 only if every one holds."
    parser, names = parser_of("office", about, "history"), [goal.name for goal in GOALS]
    asked = parser.parse_args(words)
    only = asked_names(parser, asked.only or names, names, "proof")
    found = programs()
    if found is None:
        sys.stderr.write(f"office: {NOT_HERE}; nothing was proved\n")
        return NO_SERVER
    if shutil.which("initdb") is None:
        os.environ["PATH"] += os.pathsep + str(found)
    import_program()
    chosen = [goal for goal in GOALS if goal.name in only]
    results = _results(chosen, asked.seed, asked.scale)
    return report(results, len(chosen), json_file=("office", asked.json, Result.as_json))


def _results(chosen: Sequence[Goal], seed: int, scale: float) -> Iterator[Result]:
    with tempfile.TemporaryDirectory(prefix="desk-app-office-") as folder:
        for goal in chosen:
            context = Context(Path(folder, goal.name), seed, scale)
            context.folder.mkdir()
            yield apart(carry_out, goal, context)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
