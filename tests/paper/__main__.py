# SPDX-License-Identifier: MIT
"""Every page that leaves the desk, as one run that proves it with figures.

``python3 packaging/bootstrap.py paper [--only letters,…] [--seed N] [--json FILE] [--pairs DIR]``

``--pairs DIR`` alone writes the pictures and runs no proof; with ``--only`` the pictures follow.

To add a run: write a module with a function that takes a `report.Context` and returns a
`report.Outcome` with floors of its own and a negative control, describe it there as
``RUN = Goal(…)``, and add the module to the table below: one line. The figures are those of the
full run times ``context.scale``; the suite runs the same function with a small scale.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.asked_names import asked_names
from tests.paper import codes, cups, glyphs, letters, pairs, paragraphs, variants, windows
from tests.workbench.processes import tell
from tests.workbench.report import Context, Goal, Result, carry_out, parser_of, report

RUNS: tuple[Goal, ...] = (
    letters.RUN,
    variants.RUN,
    paragraphs.RUN,
    glyphs.RUN,
    windows.RUN,
    codes.RUN,
    cups.RUN,
    letters.STAMPS,
)


def main(words: Sequence[str]) -> int:
    """Run what was asked for and print a line for each; 0 only if all hold."""
    every = [run.name for run in RUNS]
    parser = parser_of(
        "paper",
        "The run of all proofs of the paper: one line each, exit 0 only if every one holds.",
        "NAME",
    )
    parser.add_argument(
        "--pairs",
        type=Path,
        metavar="DIR",
        help="write each kind of page beside its reference; alone, run no proof",
    )
    parser.add_argument(
        "--references",
        type=Path,
        metavar="DIR",
        default=pairs.REFERENCES,
        help="where the reference pages lie (beside the clone)",
    )
    asked = parser.parse_args(words)
    if asked.pairs is not None and asked.only is None:
        tell(pairs.write(asked.pairs, asked.references))
        return 0
    names = asked_names(parser, every if asked.only is None else asked.only, every, "run")
    chosen = [run for run in RUNS if run.name in names]
    results = _results(chosen, asked.seed, asked.scale)
    code = report(results, len(chosen), line=told, json_file=("paper", asked.json, _as_json))
    if asked.pairs is not None:
        tell(pairs.write(asked.pairs, asked.references))
    return code


def told(result: Result) -> str:
    """Return the line of a result."""
    verdict = "holds" if result.ok else "FAILS"
    parts = (
        f"{result.goal:10} {verdict}",
        f"wanted: {result.wanted}",
        f"reached: {result.reached}",
        f"work: {result.work}",
        f"control: {result.control}",
        f"{result.seconds:.1f} s",
    )
    return " | ".join(parts)


def _results(chosen: Sequence[Goal], seed: int, scale: float) -> Iterator[Result]:
    for run in chosen:
        tell(f"{run.name:10} begins")
        with tempfile.TemporaryDirectory(prefix="desk-app-paper-") as folder:
            yield carry_out(run, Context(Path(folder), seed, scale))


def _as_json(result: Result) -> dict[str, object]:
    figures = result.as_json()
    return {"run": figures.pop("goal"), **figures}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
