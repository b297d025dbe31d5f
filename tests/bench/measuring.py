# SPDX-License-Identifier: MIT
"""Measuring: what is ours and its bare baseline, turn by turn in one run, held against a budget."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import NamedTuple

WARM_UP = 3
LONG_MS, FEW = 1_000.0, 3
"""Where a turn of either takes longer, so many turns are enough: their median tells."""

VERY_LONG_MS = 10_000.0
"""Where it takes longer still, one turn is enough: what disturbs a moment is lost in it."""


class NoRoomError(Exception):
    """This machine has not the memory that a line needs: it is not even tried."""


class Taken(NamedTuple):
    """How long something took, in milliseconds: by the clock, and of a processor."""

    wall: float
    cpu: float


Work = Callable[[], object]
"""Does a thing once; one done in a process of its own gives the time it took there."""


@dataclass(frozen=True)
class Pair:
    """What is measured and what it is held against; each call does the whole thing once."""

    ours: Work
    bare: Work


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
    wall, cpu = perf_counter(), process_time()
    told = work()
    if isinstance(told, Taken):
        return told
    return Taken((perf_counter() - wall) * 1000, (process_time() - cpu) * 1000)
