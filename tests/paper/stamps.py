# SPDX-License-Identifier: MIT
"""Stamps: what came in is what is there and what went out, to the piece (G1)."""

from __future__ import annotations

from functools import partial
from unittest import mock

from desk_app.desk import posting
from tests.paper.sharing import cut, spread
from tests.robustness.harness import Context, Control, Goal, Outcome, Work
from tests.unit.desk.stamp_walk import Conserved, conserve

SEQUENCES = 10_000
_SHARE = 125
_CONTROLS = 40


def try_stamps(context: Context) -> Outcome:
    """Play sequences at desks of their own; then some in which what goes back is not entered."""
    wanted = context.share(SEQUENCES, 8)
    shares = cut(wanted, _SHARE)
    found = spread(partial(_played, context.seed), [(each.start, len(each)) for each in shares])
    faults = sum(len(each.faults) for each in found)
    came = sum(each.came for each in found)
    went = sum(each.went for each in found)
    return Outcome(
        reached=f"{faults} pieces out of order in {came:,} that came and {went:,} that went back",
        held=faults == 0,
        work=(
            Work("sequences", sum(each.sequences for each in found), wanted),
            Work("pieces that came", came, 10 * wanted),
            Work("pieces that went back", went, wanted),
            Work("sent back whole", sum(each.returned_whole for each in found), wanted // 8),
        ),
        control=_unentered(context.seed),
    )


def _played(seed: int, share: tuple[int, int]) -> Conserved:
    first, sequences = share
    return conserve(sequences, seed=hash((seed, first)))


def _unentered(seed: int) -> Control:
    with mock.patch.object(posting, "enter_returns"):
        found = conserve(_CONTROLS, seed=seed, first_fault=True)
    return Control(
        "what goes back is not entered",
        f"{len(found.faults)} found within {found.sequences} sequences",
        failed=bool(found.faults),
    )


RUN = Goal(
    "stamps",
    f"{SEQUENCES:,} sequences: what came in is there or went out, to the piece; "
    "a lapse or withdrawal returns exactly what was received",
    try_stamps,
)
