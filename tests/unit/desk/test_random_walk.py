# SPDX-License-Identifier: MIT
"""Long walks at random over several applications, with proxies, supplements and withdrawals."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from desk_app.records.findings import Work
from tests.unit.desk.clerks import Clerks, holds, index_is_new
from tests.unit.desk.office import opened
from tests.unit.desk.walk import remembered

pytestmark = pytest.mark.once

SEEDS = range(8)
STEPS = 300


@cache
def _walked(seed: int) -> tuple[Counter[str], Counter[Work], int]:
    """Walk with a seed, look at everything after each step; return what was done and reached."""
    with remembered():
        clerks = Clerks(opened(), seed)
        words: Counter[Work] = Counter()
        for _ in range(STEPS):
            entries = len(clerks.office.state.journal)
            id_ = clerks.step()
            holds(clerks.office, id_)
            words[clerks.office.look(id_).work] += 1
            if len(clerks.office.state.journal) > entries:
                index_is_new(clerks.office, id_)
    return clerks.done, words, clerks.refused


@pytest.mark.parametrize("seed", SEEDS)
def test_what_must_hold_holds_after_every_step(seed: int) -> None:
    done, words, refused = _walked(seed)
    print(f"\n{seed}: {dict(words)}; {refused} refusals")  # noqa: T201 -- seen with `pytest -s`
    assert sum(done.values()) > STEPS // 2
    assert len(words) > 4


def test_the_walks_together_do_everything_and_reach_every_word() -> None:
    done = sum((_walked(seed)[0] for seed in SEEDS), Counter())
    words = sum((_walked(seed)[1] for seed in SEEDS), Counter())
    assert set(words) == set(Work)
    assert set(done) >= {
        "propose",
        "approve",
        "confirm_lapse",
        "confirm_withdrawal",
        "issue_letter",
        "void_letter",
        "post",
        "return_things",
        "give_notice",
        "judge",
    }
