# SPDX-License-Identifier: MIT
"""Measuring: what is ours and its bare baseline, turn by turn in one run, held against a budget.

Growth from the smaller desk to the larger: the figures of each size are kept, and compared. What
must read everything is held against what there is to read. That is bytes and rows: a large desk has
fewer letters with pages for each application, so it has more rows in each byte, and what takes a
time for each row takes more for each byte without growing. What is linear in both grows no more
than the one of them that grows more, so that is what it is divided by; and it may not grow more
than the bare driver at the same work, by as much again.

What reads a part alone may grow where the bare does: among a thousand applications a common text is
found in two hundred, among a million the first ten thousand are read. It is told apart.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from html import escape
from itertools import cycle, groupby, pairwise
from math import ceil, floor, log10
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, thread_time
from typing import TypeVar

from platformdirs import user_cache_path
from PySide6.QtCore import QObject, Qt, QTimer

from tests.workbench.report import Taken, Watch


class Heart(QObject):
    """Beats as often as the event loop lets it, and keeps the longest gaps."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = Taken(0.0, 0.0)
        self._last = Taken(perf_counter(), thread_time())
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        """Beat from now on; nothing before counts."""
        self._last, self.longest = Taken(perf_counter(), thread_time()), Taken(0.0, 0.0)
        self._timer.start()

    def stop(self) -> Taken:
        """Beat no more, and tell the longest gaps."""
        self._beat()
        self._timer.stop()
        return self.longest

    def _beat(self) -> None:
        now = Taken(perf_counter(), thread_time())
        wall, cpu = ((new - old) * 1000 for new, old in zip(now, self._last, strict=True))
        self.longest = Taken(max(self.longest.wall, wall), max(self.longest.cpu, cpu))
        self._last = now


_NAMES, _SCALE, _ROW, _TOP, _BAR = 190, 560, 34, 44, 11
_OURS, _BARE, _BUDGET, _TEXT, _GRID = "#2a6f97", "#a9b4bc", "#c1121f", "#222222", "#dddddd"
_LEAST = 1e-3


def draw(folder: Path, results: Sequence[Result]) -> None:
    """Draw a picture of each group into a folder, named after it."""
    folder.mkdir(parents=True, exist_ok=True)
    ordered = sorted(results, key=_group)
    for group, those in groupby(ordered, _group):
        (folder / f"{group}.svg").write_text(picture(group, list(those)), encoding="utf-8")


def picture(group: str, results: Sequence[Result]) -> str:
    """Return the picture of a group: a row for each line, on a logarithmic scale."""
    low, high = _ends(results)
    height, width = _TOP + _ROW * len(results) + 24, _NAMES + _SCALE + 110
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}">',
        f'<g font-family="sans-serif" fill="{_TEXT}">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
        _text(8, 18, f"{group}: ours (blue, tick at p95), bare (grey), budget (red)", size=14),
        *_scale(low, high, height),
        *(part for row, each in enumerate(results) for part in _row(row, each, low, high)),
        "</g></svg>",
    ]
    return "\n".join(parts) + "\n"


def _group(result: Result) -> str:
    return result.name.partition(".")[0]


def _ends(results: Sequence[Result]) -> tuple[int, int]:
    """Return the powers of ten between which all figures lie."""
    figures = [
        max(figure, _LEAST)
        for each in results
        for figure in (each.median_ms, each.p95_ms, each.bare_ms, _budget(each))
        if figure is not None
    ]
    low = floor(log10(min(figures)))
    return low, max(low + 1, ceil(log10(max(figures))))


def _budget(result: Result) -> float | None:
    """Return the lowest budget of a line as a figure; a ratio is that of the bare."""
    budgets = [
        *(each for each in (result.budget_ms, result.budget_p95_ms) if each is not None),
        *([result.budget_ratio * result.bare_ms] if result.budget_ratio is not None else []),
    ]
    return min(budgets, default=None)


def _scale(low: int, high: int, height: int) -> Iterator[str]:
    for power in range(low, high + 1):
        x = _at(10.0**power, low, high)
        yield _tick(x, _TOP - 8, height - _TOP - 12, _GRID, width=1)
        yield _text(x, height - 6, f"{10.0**power:g}", anchor="middle")


def _row(row: int, result: Result, low: int, high: int) -> Iterator[str]:
    y = _TOP + row * _ROW
    yield _text(_NAMES - 8, y + 14, result.name, anchor="end")
    for place, figure, colour in ((0, result.median_ms, _OURS), (_BAR, result.bare_ms, _BARE)):
        end = _at(max(figure, _LEAST), low, high)
        yield (
            f'<rect x="{_NAMES}" y="{y + place}" width="{max(1.0, end - _NAMES):.1f}" '
            f'height="{_BAR - 1}" fill="{colour}"/>'
        )
    yield _tick(_at(max(result.p95_ms, _LEAST), low, high), y, _BAR - 1, _OURS)
    budget = _budget(result)
    if budget is not None:
        x = _at(max(budget, _LEAST), low, high)
        yield _tick(x, y - 2, 2 * _BAR + 3, _BUDGET)
    yield _text(_NAMES + _SCALE + 8, y + 14, f"{result.median_ms:.3g} {result.unit}")


def _at(figure: float, low: int, high: int) -> float:
    part = (log10(figure) - low) / (high - low)
    return _NAMES + _SCALE * min(1.0, max(0.0, part))


def _tick(x: float, y: int, height: int, colour: str, *, width: int = 2) -> str:
    return f'<rect x="{x:.1f}" y="{y}" width="{width}" height="{height}" fill="{colour}"/>'


def _text(x: float, y: float, words: str, *, anchor: str = "start", size: int = 12) -> str:
    said = escape(words)
    return f'<text x="{x:.1f}" y="{y}" text-anchor="{anchor}" font-size="{size}">{said}</text>'


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


WARM_UP = 3
LONG_MS, FEW = 1_000.0, 3
"""Where a turn of either takes longer, so many turns are enough: their median tells."""

VERY_LONG_MS = 10_000.0
"""Where it takes longer still, one turn is enough: what disturbs a moment is lost in it."""


class NoRoomError(Exception):
    """This machine has not the memory that a line needs: it is not even tried."""


T = TypeVar("T")
Work = Callable[[], object]
"""Does a thing once; one done in a process of its own gives the time it took there."""


@dataclass(frozen=True)
class Pair:
    """What is measured and what it is held against; each call does the whole thing once."""

    ours: Work
    bare: Work

    @classmethod
    def over(
        cls, things: Sequence[T], ours: Callable[[T], object], bare: Callable[[T], object]
    ) -> Pair:
        """Return a pair of which each takes one thing after the other, again and again."""
        ours_next, bare_next = cycle(things), cycle(things)
        return cls(lambda: ours(next(ours_next)), lambda: bare(next(bare_next)))


@dataclass(frozen=True)
class Line:
    """One line of the speed budgets: what, against what, how often, and how much it may take.

    Where it is no time that is measured, ``unit`` says what the figures and the budget are in.
    """

    name: str
    what: str
    bare: str
    prepare: Callable[[], AbstractContextManager[Pair]]
    turns: int
    budget_ms: float | None = None
    budget_ratio: float | None = None
    warm_up: int = WARM_UP
    unit: str = "ms"
    budget_p95_ms: float | None = None
    growth: float | None = None
    """How much more it may take on the next larger desk; of what reads everything, per byte."""
    whole: bool = False
    """Whether it must read everything: its growth is that for each application."""


@dataclass(frozen=True)
class Result:
    """What came out, in milliseconds; the ratio is the median of ours by the median of the bare.

    ``ratio_p95`` is what 95 of 100 ratios stay below, turn by turn. ``cpu_ms`` is the median of the
    processor's time: what a machine with nothing else to do takes.
    """

    name: str
    what: str
    bare: str
    turns: int
    median_ms: float
    p95_ms: float
    cpu_ms: float
    bare_ms: float
    ratio: float
    budget_ms: float | None
    budget_ratio: float | None
    unit: str
    ratio_p95: float = 0.0
    budget_p95_ms: float | None = None
    growth: float | None = None
    whole: bool = False
    seconds: float = 0.0
    """How long it took to measure, all that is prepared for it included."""

    @property
    def within(self) -> bool | None:
        """Whether it keeps its budget; None where it has none."""
        kept = [
            measured <= budget
            for measured, budget in (
                (self.median_ms, self.budget_ms),
                (self.ratio, self.budget_ratio),
                (self.p95_ms, self.budget_p95_ms),
            )
            if budget is not None
        ]
        return all(kept) if kept else None


def measure(line: Line) -> Result:
    """Measure a line; ours and the bare take turns, so that a busy machine slows both."""
    began = perf_counter()
    with line.prepare() as pair:
        for _ in range(line.warm_up):
            pair.ours()
            pair.bare()
        gc.collect()
        taken = list(_turns(pair, line.turns))
    return replace(result(line, taken), seconds=perf_counter() - began)


def _turns(pair: Pair, most: int) -> Iterator[tuple[Taken, Taken]]:
    """Take turns; few are enough where either takes long, whatever it is that is measured."""
    long = list[float]()
    while len(long) < _enough(long, most):
        began = perf_counter()
        ours = _timed(pair.ours)
        between = perf_counter()
        bare = _timed(pair.bare)
        long.append(1000 * max(between - began, perf_counter() - between))
        yield ours, bare


def _enough(long: Sequence[float], most: int) -> int:
    typical = median(long) if long else 0.0
    return min(1 if typical > VERY_LONG_MS else FEW if typical > LONG_MS else most, most)


def result(line: Line, taken: Sequence[tuple[Taken, Taken]]) -> Result:
    """Return what the turns of a line come to."""
    ours, bare = [first.wall for first, _ in taken], [second.wall for _, second in taken]
    return Result(
        name=line.name,
        what=line.what,
        bare=line.bare,
        turns=len(taken),
        median_ms=median(ours),
        p95_ms=_p95(ours),
        cpu_ms=median(first.cpu for first, _ in taken),
        bare_ms=median(bare),
        ratio=median(ours) / median(bare) if median(bare) else 0.0,
        budget_ms=line.budget_ms,
        budget_ratio=line.budget_ratio,
        unit=line.unit,
        ratio_p95=_p95([one / other for one, other in zip(ours, bare, strict=True) if other]),
        budget_p95_ms=line.budget_p95_ms,
        growth=line.growth,
        whole=line.whole,
    )


def _p95(figures: Sequence[float]) -> float:
    """Return what 95 of 100 stay below, and never more than the largest of few."""
    if len(figures) < 2:
        return max(figures, default=0.0)
    return min(max(figures), quantiles(figures, n=20)[-1])


def _timed(work: Work) -> Taken:
    watch = Watch()
    told = work()
    if isinstance(told, Taken):
        return told
    return watch.taken
