# SPDX-License-Identifier: MIT
"""The speed budgets: ``bootstrap.py bench [--size N] [--only NAME …] [--json FILE] [--plots DIR]``.

Run by hand, never as a test: the machine's other work shows in it. Every line stands beside a bare
baseline that was measured in the same run. A name may leave out its end: `--only search` measures
every line of searching. No part of a whole run are `--only rivals`, ours against what people use,
and `--only memory.opened memory.switches`, minutes at a window that must not grow.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.asked_names import asked_names
from tests.bench import (
    any_desk,
    imports,
    large,
    letters,
    lists,
    measuring,
    reports,
    rivals,
    windows,
)
from tests.bench.desks import SIZES, Workbench
from tests.bench.measuring import Line, NoRoomError, Result, measure

ALL_WITHIN, TOO_SLOW, BAD_FILE = 0, 1, 2
_VERDICTS = {True: "within", False: "TOO SLOW", None: "no budget"}
_ANY_SIZE: tuple[Line, ...] = (
    *windows.STARTING,
    *any_desk.FINDINGS,
    *any_desk.OPENING,
    *large.SAVING,
    *large.LINES,
)
_PAPER: tuple[Line, ...] = (*letters.LINES, *letters.MANY, *any_desk.COMPARING)


def lines(bench: Workbench) -> tuple[Line, ...]:
    """Return all lines in their order: what takes much away from the large desk comes last."""
    return (
        *_ANY_SIZE,
        *(line for each in (lists.SEARCHES, lists.LISTS, lists.TYPING) for line in each.of(bench)),
        *large.LEDGERS.of(bench),
        *reports.LINES.of(bench),
        *imports.LINES.of(bench),
        *windows.lines(bench),
        *large.SAVED.of(bench),
        *large.lines(bench),
        *large.MIGRATION.of(bench),
        *large.DISPOSAL.of(bench),
        *_PAPER,
    )


def main(words: Sequence[str]) -> int:
    """Measure what was asked for; 0 only if every budget is kept."""
    parser = _parser()
    asked = parser.parse_args(words)
    if asked.growth:
        _tell_growth()
        return ALL_WITHIN
    with closing(Workbench(asked.size or _size_in(asked.only))) as bench:
        usual = lines(bench)
        every = (*usual, *windows.MEMORY, *rivals.lines(bench))
        if asked.list:
            sys.stdout.writelines(f"{line.name:24} {line.what}\n" for line in every)
            return ALL_WITHIN
        only = _only(parser, asked.only, every, bench.size) or {line.name for line in usual}
        chosen = [line for line in every if line.name in only]
        if all(line.growth is None for line in chosen):
            results = _measured(chosen)
        else:
            database_bytes = _tell_building(bench)
            results = _measured(chosen)
            measuring.keep(bench.size, database_bytes, results, measuring.folder())
            _tell_growth()
        return _written(asked, results, bench) or (TOO_SLOW if len(results) < len(chosen) else 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bootstrap.py bench", description=__doc__)
    parser.add_argument("--size", type=int, choices=SIZES, help="applications of the large desk")
    parser.add_argument("--only", nargs="+", metavar="NAME", default=[])
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON")
    parser.add_argument("--plots", type=Path, metavar="DIR", help="draw a picture of each group")
    parser.add_argument("--list", action="store_true", help="name the lines and end")
    parser.add_argument(
        "--growth", action="store_true", help="compare the kept figures of all sizes, and end"
    )
    return parser


def _size_in(words: Sequence[str]) -> int:
    """Return the size that a name asks for by its end, the smallest where none does."""
    asked = {int(end) for each in words if (end := each.rpartition(".")[2]).isdigit()}
    return next((size for size in SIZES[1:] if size in asked), SIZES[0])


def _only(
    parser: argparse.ArgumentParser, words: Sequence[str], every: Sequence[Line], size: int
) -> frozenset[str]:
    """Return the names that were asked for; the size at their end, or all their end, may miss."""
    if not words:
        return frozenset()
    names = [line.name for line in every]
    meant: dict[str, set[str]] = {}
    for name in names:
        parts = name.split(".")
        for end in range(1, len(parts)):
            meant.setdefault(".".join(parts[:end]), set()).add(name)
    meant |= {name.removesuffix(f".{size}"): {name} for name in names}
    meant |= {name: {name} for name in names}
    asked = asked_names(parser, words, meant, "line")
    return frozenset(name for word in asked for name in meant[word])


def _measured(chosen: Sequence[Line]) -> list[Result]:
    """Measure line by line; one that fails is told and left out, and the others go on."""
    began, results = perf_counter(), list[Result]()
    for line in chosen:
        try:
            results.append(_told(measure(line)))
        except NoRoomError as error:
            sys.stdout.write(f"{line.name:24} NOT MEASURED: {error}\n")
            sys.stdout.flush()
        except Exception as error:  # noqa: BLE001  whatever a line stumbles over
            sys.stdout.write(f"{line.name:24} FAILED: {error!r:.300}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(results)} lines measured in {perf_counter() - began:.0f} s\n")
    return results


def _tell_building(bench: Workbench) -> int:
    """Tell what the desk took to build, now or earlier; the bytes of its file."""
    built = bench.built
    size = built.site.database.stat().st_size
    sys.stdout.write(
        f"{'building':24} {bench.size:,} applications, {size / 1e6:,.0f} MB: "
        f"{built.seconds:.0f} s (processor {built.processor_seconds:.0f} s), once, and kept\n"
    )
    sys.stdout.flush()
    return size


def _tell_growth() -> None:
    told = measuring.told(measuring.kept(measuring.folder()))
    sys.stdout.writelines(f"{line}\n" for line in told)


def _written(asked: argparse.Namespace, results: Sequence[Result], bench: Workbench) -> int:
    try:
        if asked.json is not None:
            asked.json.write_text(_as_json(results, bench), encoding="utf-8")
        if asked.plots is not None:
            measuring.draw(asked.plots, results)
    except OSError as error:
        sys.stderr.write(f"bench: {error.filename} cannot be written ({error.strerror})\n")
        return BAD_FILE
    return TOO_SLOW if any(result.within is False for result in results) else ALL_WITHIN


def _told(result: Result) -> Result:
    unit = result.unit
    sys.stdout.write(
        f"{result.name:24} budget {_budget(result):24} ours {result.median_ms:9.3f} {unit} "
        f"(p95 {result.p95_ms:.3f}, processor {result.cpu_ms:.3f})  "
        f"bare {result.bare_ms:9.3f} {unit}  ratio {result.ratio:6.2f} × "
        f"(p95 {result.ratio_p95:.2f})  {_VERDICTS[result.within]}\n"
        f"{'':24} {result.what}; bare: {result.bare}; "
        f"{result.turns} turns in {result.seconds:.1f} s\n"
    )
    sys.stdout.flush()
    return result


def _budget(result: Result) -> str:
    parts = [
        f"{budget:g} {unit}"
        for budget, unit in (
            (result.budget_ms, result.unit),
            (result.budget_p95_ms, f"{result.unit} at p95"),
            (result.budget_ratio, "×"),
        )
        if budget is not None
    ]
    return ", ".join(parts) or "none"


def _as_json(results: Sequence[Result], bench: Workbench) -> str:
    table = {
        "machine": {
            "python": platform.python_version(),
            "system": platform.system(),
            "processor": platform.machine(),
            "cores": os.cpu_count(),
        },
        "size": bench.size,
        "lines": [{**asdict(result), "within": result.within} for result in results],
    }
    return json.dumps(table, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
