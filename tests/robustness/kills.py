# SPDX-License-Identifier: MIT
"""GOAL-1: a process that saves through the verbs is killed at any moment."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import partial
from random import Random

from typing_extensions import override

from tests.robustness.doors import Kind, doors_of
from tests.robustness.forks import Child, apart
from tests.robustness.harness import Context, Control, Goal, Outcome, Work
from tests.robustness.saving import DEEDS, OPENED, find, save
from tests.robustness.sites import Site, founded

KILLS, COLD, SAVES = 500, 50, 20_000
CONTROL_KILLS = 60
A_DESK_LIVES = 25
"""So many kills a desk gets before a new one is taken: what is looked at stays small."""
LEAST_SAVES, MOST_SAVES = 25, 61
LONGEST_DELAYS_SECONDS = (0.001, 0.006)
"""Half of the kills come close to a word, half at any moment of a save."""


@dataclass(slots=True)
class Tally:
    """What the kills came to."""

    kills: int = 0
    cold: int = 0
    acknowledged: int = 0
    lost: int = 0
    failed_starts: int = 0
    damaged: int = 0
    half: list[str] = field(default_factory=list)
    deeds: set[str] = field(default_factory=set)

    @property
    def clean(self) -> bool:
        """Whether nothing was lost, half there, or would not start."""
        return not (self.lost or self.half or self.failed_starts or self.damaged)

    @override
    def __str__(self) -> str:
        damaged = f", {self.damaged} damaged" if self.damaged else ""
        return (
            f"{self.kills} kills ({self.cold} cold): {self.lost} lost, {len(self.half)} half, "
            f"{self.failed_starts} failed starts{damaged}"
        )


def try_kills(context: Context) -> Outcome:
    """Kill as often as wanted, then again with saves acknowledged before their commit."""
    model = founded(context.within("model"))
    kills, cold = context.share(KILLS, 4), context.share(COLD, 1)
    tally = _kill(context, model, kills, cold)
    early = _kill(context, model, context.share(CONTROL_KILLS, 40), 0, early=True)
    return Outcome(
        reached=str(tally),
        held=tally.clean,
        work=(
            Work("acknowledged saves", tally.acknowledged, context.share(SAVES, 100)),
            Work("kills", tally.kills, kills),
            Work("of them cold starts", tally.cold, cold),
        ),
        control=Control(
            "acknowledged before commit",
            f"{early.lost} lost in {early.kills} kills",
            failed=early.lost > 0,
        ),
        doors=frozenset(tally.deeds),
    )


def _kill(context: Context, model: Site, kills: int, cold: int, *, early: bool = False) -> Tally:
    chance = context.chance(f"kills, early {early}")
    tally = Tally()
    every = max(1, kills // cold) if cold else 0
    for number in range(kills):
        if early and tally.lost and context.scale < 1:
            break
        if number % A_DESK_LIVES == 0:
            site = model.copy(context.folder / f"desk-{early}-{number}")
            first = 0
        is_cold = bool(cold) and number % every == 0 and tally.cold < cold
        first = _one(tally, site, first, chance, cold=is_cold, early=early)
    return tally


def _one(tally: Tally, site: Site, first: int, chance: Random, *, cold: bool, early: bool) -> int:
    """Start, let save, kill, look; return the first number of the next start."""
    if cold:
        child = Child.cold("tests.robustness.saving", str(site.folder), str(first))
    else:
        child = Child.forked(partial(save, folder=site.folder, first=first, early=early))
    said = [child.line() for _ in range(1 + chance.randrange(LEAST_SAVES, MOST_SAVES))]
    time.sleep(chance.uniform(0, chance.choice(LONGEST_DELAYS_SECONDS)))
    said += child.kill()
    tally.kills += 1
    tally.cold += cold
    if said[0] != OPENED or not all(line.isdigit() for line in said[1:]):
        tally.failed_starts += 1
        return first
    acknowledged = frozenset(map(int, said[1:]))
    after = max(acknowledged) + 1
    found = apart(find, site, range(first, after + 2))
    tally.acknowledged += len(acknowledged)
    tally.damaged += not found.verdict.sound
    tally.lost += len(acknowledged - found.kept)
    # One more than was acknowledged may be there: it was killed between commit and word.
    tally.half += [*found.half, *map(str, sorted(found.kept - acknowledged)[1:])]
    tally.deeds |= {DEEDS[each % len(DEEDS)] for each in acknowledged & found.kept}
    return -(-(after + 1) // len(DEEDS)) * len(DEEDS)


GOAL = Goal(
    "GOAL-1",
    f"{KILLS} kills, at least {SAVES:,} acknowledged saves: 0 lost, 0 half, 0 failed starts",
    try_kills,
    doors=doors_of(Kind.SAVED),
)
