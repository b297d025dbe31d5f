# SPDX-License-Identifier: MIT
"""Growth from the smaller desk to the larger: the figures of each size are kept, and compared.

What must read everything is held against what there is to read. That is bytes and rows: a large
desk has fewer letters with pages for each application, so it has more rows in each byte, and what
takes a time for each row takes more for each byte without growing. What is linear in both grows no
more than the one of them that grows more, so that is what it is divided by; and it may not grow
more than the bare driver at the same work, by as much again.

What reads a part alone may grow where the bare does: among a thousand applications a common text is
found in two hundred, among a million the first ten thousand are read. It is told apart.
"""

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
    bare: float = 0.0
    """What the bare came to; nothing where older figures are kept."""


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
                each.median_ms, each.unit, database_bytes, each.growth, each.whole, each.bare_ms
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
    sizes = list(those)
    steps = [
        f"{small:,} → {large:,}: {factor(those, small, large):.2f} ×"
        for small, large in pairwise(sizes)
    ]
    last = those[sizes[-1]]
    # What must read everything pays its start at the smallest desk: only its last step tells.
    small = sizes[-2] if last.whole else sizes[0]
    grown = factor(those, small, sizes[-1])
    beside = beside_the_bare(those[small], last)
    said = f"{name:24} {', '.join(steps)}"
    if last.whole:
        said += " per byte or application"
        grown = max(grown, beside)
    if beside:
        said += f"; {beside:.2f} × as much as the bare"
    return f"{said}; {grown:.2f} × of {last.growth:g} ×: {_verdict(grown, beside, last)}"


def _verdict(grown: float, beside: float, last: Figure) -> str:
    if grown <= last.growth:
        return "within"
    return "GROWS, as the bare does" if not last.whole and 0 < beside <= last.growth else "GROWS"


def factor(those: Mapping[int, Figure], small: int, large: int) -> float:
    """Return how much more the larger takes; where everything is read, of what there is to read."""
    less, more = those[small], those[large]
    times = _times(less.median, more.median)
    return times / max(more.bytes / less.bytes, large / small) if more.whole else times


def beside_the_bare(small: Figure, large: Figure) -> float:
    """Return by how much more ours grows than the bare; 0 where the bare is not known."""
    bare = _times(small.bare, large.bare)
    return _times(small.median, large.median) / bare if bare else 0.0


def _times(small: float, large: float) -> float:
    return large / small if small else 0.0


def _file(within: Path, size: int) -> Path:
    return within / f"figures-{size}.json"
