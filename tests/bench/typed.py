# SPDX-License-Identifier: MIT
"""The check while typing: a page of Intake looked at by its presenter, key by key, at a large desk.

With each key the rules examine what stands in the page, its findings are put into words, and the
desk is asked whether the person is known (A5). What is painted of it is a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle

from desk_app.gui.pages.intake import draft
from desk_app.gui.pages.intake.book import IntakePresenter
from desk_app.store import search
from tests.bench import baselines
from tests.bench.findings import page_of_a_proxy
from tests.bench.measuring import Line, Pair
from tests.bench.workbench import Workbench

TURNS = 60
AT_ONCE_MS = 16.0
_SOME = "SELECT name, address FROM applications WHERE id % ? = 0 LIMIT 8"
FIELDS = ("principal.name", "principal.address")


def _keys(text: str) -> Iterator[str]:
    """Yield what stands in a field key by key, from the second character on."""
    return (text[:end] for end in range(2, len(text) + 1))


@contextmanager
def _typed(bench: Workbench, place: int) -> Iterator[Pair]:
    """Type the names, or the addresses, of people who are at the desk already."""
    with bench.seat() as seat:
        some = baselines.rows(seat.raw, _SOME, (max(1, bench.size // 8),))
        texts = [text for row in some for text in _keys(row[place])]
        presenter = IntakePresenter(seat.work, seat.owner)
        presenter.change(page_of_a_proxy())
        known = set[object]()
        presenter.state_changed.connect(lambda state: known.update(state.known))
        ours_next, bare_next = cycle(texts), cycle(texts)

        def ours() -> None:
            form = draft.put(presenter.form, FIELDS[place], next(ours_next))
            presenter.change(form)
            presenter.look()

        ours()
        assert presenter.state.findings, "nothing was found"
        yield Pair(ours, lambda: _known(seat.raw, next(bare_next)))
        assert known or place, "nobody is known by a whole name"
        presenter.keeping.begin()


def _known(raw: baselines.Raw, text: str) -> None:
    """Ask the driver who is found by the text, and for the rows of the newest of them."""
    wanted = search.asked(text)
    assert wanted is not None
    found = baselines.rows(raw, *baselines.search(wanted, 10_001))[:100]
    baselines.rows(raw, baselines.PAGE, (repr([row[0] & 0xFFFFFFFF for row in found]),))


def lines(bench: Workbench) -> tuple[Line, ...]:
    """Return the lines of a desk."""
    return tuple(
        Line(
            name=f"typed.{name}.{bench.size}",
            what=f"{bench.size:,} applications: a key in the {name} of an intake page, "
            "its findings worked out, who is known asked",
            bare="who is found by the text, and their rows, asked by the driver: no rules",
            prepare=partial(_typed, bench, place),
            turns=TURNS,
            budget_p95_ms=AT_ONCE_MS,
            growth=1.5,
        )
        for place, name in enumerate(("name", "address"))
    )
