# SPDX-License-Identifier: MIT
"""The run of all proofs of the paper: one line each, exit 0 only if every one holds."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.asked_names import asked_names
from tests.paper import pairs
from tests.paper.runs import RUNS
from tests.robustness.harness import Context, Goal, Result, carry_out

ALL_HOLD, NOT_ALL, BAD_FILE = 0, 1, 2


def main(words: Sequence[str]) -> int:
    """Run what was asked for and print a line for each; 0 only if all hold."""
    parser = _parser()
    asked = parser.parse_args(words)
    names = asked_names(parser, asked.only, _every(), "run")
    chosen = [run for run in RUNS if run.name in names]
    results = []
    for run in chosen:
        result = _carried_out(run, asked.seed, asked.scale)
        sys.stdout.write(f"{told(result)}\n")
        sys.stdout.flush()
        results.append(result)
    held = sum(result.ok for result in results)
    sys.stdout.write(f"{held} of {len(chosen)} hold\n")
    if asked.pairs is not None:
        sys.stdout.write(f"{pairs.write(asked.pairs, asked.references)}\n")
    if asked.json is not None and not _written(asked.json, results):
        return BAD_FILE
    return ALL_HOLD if held == len(chosen) else NOT_ALL


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


def _carried_out(run: Goal, seed: int, scale: float) -> Result:
    with tempfile.TemporaryDirectory(prefix="desk-app-paper-") as folder:
        return carry_out(run, Context(Path(folder), seed, scale))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bootstrap.py paper", description=__doc__)
    parser.add_argument("--only", metavar="NAME", nargs="+", default=sorted(_every()))
    parser.add_argument("--seed", metavar="N", type=int, default=1)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON")
    parser.add_argument(
        "--pairs", type=Path, metavar="DIR", help="write each kind of page beside its reference"
    )
    parser.add_argument(
        "--references",
        type=Path,
        metavar="DIR",
        default=pairs.REFERENCES,
        help="where the reference pages lie (beside the clone)",
    )
    parser.add_argument(
        "--scale", metavar="PART", type=float, default=1.0, help="a part of the full figures"
    )
    return parser


def _every() -> frozenset[str]:
    return frozenset(run.name for run in RUNS)


def _written(path: Path, results: Sequence[Result]) -> bool:
    figures = [_as_json(result) for result in results]
    try:
        path.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        sys.stderr.write(f"paper: {path} cannot be written ({error.strerror})\n")
        return False
    return True


def _as_json(result: Result) -> dict[str, object]:
    figures = result.as_json()
    return {"run": figures.pop("goal"), **figures}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
