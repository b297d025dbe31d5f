# SPDX-License-Identifier: MIT
"""Memory over 500 opened applications and many switches: by how much the window grows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from desk_app.desk.intake import log_application
from tests.bench import apart, opened_often
from tests.bench.desks import temporary_folder
from tests.bench.measuring import Line, Pair
from tests.builders import ARRIVED
from tests.robustness.sites import Site, envelope


@contextmanager
def _window(word: str) -> Iterator[Pair]:
    with temporary_folder() as folder:
        site = Site(folder)
        site.found()
        _fill(site)
        with apart.window(opened_often.__name__, folder, {}) as tell:
            yield Pair(partial(tell, word), partial(tell, opened_often.REST))


def _fill(site: Site) -> None:
    desk = site.open()
    for number in range(opened_often.DIFFERENT):
        log_application(desk, envelope(f"山田 花子{number}", ARRIVED))
    desk.ports.store.close()


def _growth(name: str, what: str, word: str) -> Line:
    return Line(
        name=name,
        what=f"{what}: growth of the window's memory; processor: growth of its number of objects",
        bare="the same window left alone",
        prepare=partial(_window, word),
        turns=1,
        budget_ms=2.0,
        warm_up=0,
        unit="MB",
    )


LINES = (
    _growth("memory.opened", "500 applications opened", opened_often.OPEN),
    _growth(
        "memory.switches",
        "language, colours and size of text changed and changed back, ten times",
        opened_often.SWITCH,
    ),
)
