# SPDX-License-Identifier: MIT
"""A disposal carried out, beside what nothing can spare it: every page re-keyed, and read once.

Its backup has a line of its own and is not counted here. This line comes last: it takes much away.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from time import perf_counter, process_time
from typing import Any

from desk_app.desk import destroying, disposing, timekeeping
from desk_app.desk.context import Desk
from desk_app.records.disposal import DisposalState
from desk_app.store.vault import keyring
from tests.bench import baselines
from tests.bench.measuring import Line, Pair, Taken
from tests.bench.workbench import Workbench
from tests.robustness.sites import CLERK, Site

DISPOSED, TURNS = 1_000, 3


@dataclass
class Timed:
    """The desk's backups; how long they took is kept."""

    backups: Any
    taken: Taken = field(default=Taken(0.0, 0.0))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever the backups have
        return getattr(self.backups, name)

    def make(self, *given: Any) -> Any:  # noqa: ANN401  as the backups are asked
        """Make a backup."""
        wall, cpu = perf_counter(), process_time()
        made = self.backups.make(*given)
        self.taken = Taken((perf_counter() - wall) * 1000, (process_time() - cpu) * 1000)
        return made


def _second(desk: Desk, site: Site) -> Desk:
    found = keyring.unlock(site.keys, CLERK.name, CLERK.password, site.machine)
    return desk.acting(found.user, found.seal)


def _signed(desk: Desk, second: Desk, most: int) -> int:
    """Propose what is due longest, and have it signed; the disposal's id."""
    due = disposing.due_list(second, most)
    disposing.propose(second, tuple(disposing.Chosen(each.id, each.sheets) for each in due))
    id_ = disposing.disposals(desk)[0].id
    disposing.sign(desk, id_)
    return id_


@contextmanager
def _disposed(bench: Workbench) -> Iterator[Pair]:
    bench.must_fit()
    assert bench.secret
    with bench.folder() as folder, bench.copy() as copied, bench.desk() as opened:
        timed = Timed(opened.ports.backups)
        desk = replace(opened, ports=replace(opened.ports, backups=timed))
        second = _second(desk, bench.site)
        if timekeeping.doubt(desk) is not None:
            # Over some New Year nobody of the mixture works for more than a week.
            timekeeping.confirm_clock(desk, second)
        most = min(DISPOSED, len(disposing.due_list(desk, TURNS * DISPOSED)) // TURNS)
        assert most, "nothing is due"
        raw_keys = iter(bytes([each]) * 32 for each in range(1, 100))

        def ours() -> Taken:
            id_ = _signed(desk, second, most)
            wall, cpu = perf_counter(), process_time()
            destroying.carry_out(desk, id_)
            wall, cpu = (perf_counter() - wall) * 1000, (process_time() - cpu) * 1000
            assert disposing.disposals(desk)[0].state is DisposalState.VERIFIED
            return Taken(wall - timed.taken.wall, cpu - timed.taken.cpu)

        with bench.raw(copied) as raw:
            yield Pair(ours, lambda: baselines.rekeyed(raw, next(raw_keys), folder / "aside.db"))


def lines(bench: Workbench) -> tuple[Line, ...]:
    """Return the line of a desk."""
    return (
        Line(
            name=f"disposal.{bench.size}",
            what=f"{bench.size:,} applications: {DISPOSED:,} of them (or a third of what is due) "
            "disposed of, without the backup",
            bare="every page re-keyed and read once by the driver",
            prepare=partial(_disposed, bench),
            turns=TURNS,
            budget_ratio=2.0,
            warm_up=0,
            growth=1.3,
            whole=True,
        ),
    )
