# SPDX-License-Identifier: MIT
"""Growth from the smaller desk to the larger: the figures of each size are kept, and compared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from platformdirs import user_cache_path

from tests.bench.measuring import Result


@dataclass(frozen=True, slots=True)
class Figure:
    """What a line came to on a desk: of how many bytes, and by how much it may grow."""

    median: float
    unit: str
    bytes: int
    growth: float
    whole: bool


Kept = Mapping[int, Mapping[str, Figure]]
"""The figures by the size of the desk and the name of the line, without its size."""


def folder() -> Path:
    """Return where the figures are kept between runs."""
    return user_cache_path("desk_app", appauthor=False) / "bench"


def keep(size: int, database_bytes: int, results: Sequence[Result], within: Path) -> None:
    """Keep the figures of a size beside those of lines that were not measured this time."""
    figures = dict(kept(within).get(size, {}))
    for each in results:
        if each.growth is not None and each.name.endswith(f".{size}"):
            figures[each.name.removesuffix(f".{size}")] = Figure(
                each.median_ms, each.unit, database_bytes, each.growth, each.whole
            )
    if figures:
        within.mkdir(parents=True, exist_ok=True)
        content = {name: asdict(figure) for name, figure in figures.items()}
        _file(within, size).write_text(json.dumps(content, indent=2), encoding="ascii")


def kept(within: Path) -> Kept:
    """Return what is kept, the smallest size first."""
    files = {int(each.stem.partition("-")[2]): each for each in within.glob("figures-*.json")}
    return {
        size: {name: Figure(**figure) for name, figure in json.loads(file.read_bytes()).items()}
        for size, file in sorted(files.items())
    }


def told(figures: Kept) -> Iterator[str]:
    """Tell of each line by which factor it grows, from size to size and from end to end."""
    if len(figures) < 2:
        yield "growth: figures of two sizes are needed; each run keeps those of its size"
        return
    for name in dict.fromkeys(name for those in figures.values() for name in those):
        those = {size: of[name] for size, of in figures.items() if name in of}
        if len(those) > 1:
            yield _line(name, those)


def _line(name: str, those: Mapping[int, Figure]) -> str:
    steps = [
        f"{small:,} → {large:,}: {factor(those[small], those[large]):.2f} ×"
        for small, large in pairwise(those)
    ]
    first, last = next(iter(those.values())), list(those.values())[-1]
    # What must read everything pays its start at the smallest desk: only its last step tells.
    from_ = list(those.values())[-2] if last.whole else first
    grown = factor(from_, last)
    verdict = "within" if grown <= last.growth else "GROWS"
    per = " per byte" if last.whole else ""
    return f"{name:24} {', '.join(steps)}{per}; {grown:.2f} × of {last.growth:g} ×: {verdict}"


def factor(small: Figure, large: Figure) -> float:
    """Return how much more the larger takes; where everything is read, for each byte of it."""
    times = large.median / small.median if small.median else 0.0
    return times / (large.bytes / small.bytes) if large.whole else times


def _file(within: Path, size: int) -> Path:
    return within / f"figures-{size}.json"
