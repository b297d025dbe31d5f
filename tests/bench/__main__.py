# SPDX-License-Identifier: MIT
"""The speed budgets: ``python3 packaging/bootstrap.py bench [--only NAME …] [--json FILE]``.

Run by hand, never as a test: the machine's other work shows in it. Every line stands beside a bare
baseline that was measured in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.asked_names import asked_names
from tests.bench import (
    comparing,
    findings,
    large,
    letters,
    many_letters,
    memory,
    opening,
    saving,
    scrolling,
    starting,
)
from tests.bench.measuring import Line, Result, measure

LINES: tuple[Line, ...] = (
    *starting.LINES,
    *findings.LINES,
    *opening.LINES,
    *scrolling.LINES,
    *memory.LINES,
    *saving.LINES,
    *large.LINES,
    *letters.LINES,
    *many_letters.LINES,
    *comparing.LINES,
)
ALL_WITHIN, TOO_SLOW, BAD_FILE = 0, 1, 2
_VERDICTS = {True: "within", False: "TOO SLOW", None: "no budget"}


def main(words: Sequence[str]) -> int:
    """Measure what was asked for; 0 only if every budget is kept."""
    names = [line.name for line in LINES]
    parser = argparse.ArgumentParser(prog="bootstrap.py bench", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="NAME", default=names)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON")
    parser.add_argument("--list", action="store_true", help="name the lines and end")
    asked = parser.parse_args(words)
    if asked.list:
        sys.stdout.writelines(f"{line.name:20} {line.what}\n" for line in LINES)
        return ALL_WITHIN
    only = asked_names(parser, asked.only, names, "line")
    results = [_told(measure(line)) for line in LINES if line.name in only]
    if asked.json is not None:
        try:
            asked.json.write_text(_as_json(results), encoding="utf-8")
        except OSError as error:
            sys.stderr.write(f"bench: {asked.json} cannot be written ({error.strerror})\n")
            return BAD_FILE
    return TOO_SLOW if any(result.within is False for result in results) else ALL_WITHIN


def _told(result: Result) -> Result:
    sys.stdout.write(
        f"{result.name:20} {result.median_ms:8.3f} {result.unit} (p95 {result.p95_ms:.3f}, "
        f"processor {result.cpu_ms:.3f})  "
        f"{result.ratio:7.2f} × {result.bare_ms:8.3f} {result.unit}  "
        f"{_VERDICTS[result.within]}{_budget(result)}\n"
        f"{'':20} {result.what}; bare: {result.bare}\n"
    )
    sys.stdout.flush()
    return result


def _budget(result: Result) -> str:
    parts = [
        *([f"{result.budget_ms:g} {result.unit}"] if result.budget_ms is not None else []),
        *([f"{result.budget_ratio:g} ×"] if result.budget_ratio is not None else []),
    ]
    return f" ({', '.join(parts)})" if parts else ""


def _as_json(results: Sequence[Result]) -> str:
    table = {
        "machine": {
            "python": platform.python_version(),
            "system": platform.system(),
            "processor": platform.machine(),
            "cores": os.cpu_count(),
        },
        "lines": [{**asdict(result), "within": result.within} for result in results],
    }
    return json.dumps(table, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
