# SPDX-License-Identifier: MIT
"""Each value of the rulebook is changed in turn: some case must notice, or the reason is listed."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest

from desk_app.rules.cases import KeptCase, differences
from tests.unit.rules.kept import FIRST, cases_of
from tests.unit.rules.mutants import Mutant, mutants

pytestmark = pytest.mark.once(under="first")

LISTED = tomllib.loads((Path(__file__).parent / "survivors.toml").read_text("utf-8"))["survivor"]
FAMILIES = {
    "fee": ("fee", "values"),
    "days": ("days", "ends", "documents", "authority", "values", "repeats"),
    "switch": ("values", "ends", "fee", "authority", "documents"),
    "calendar": ("days",),
    "piece": ("fee", "values"),
    "condition": ("fee",),
    "mask": ("values", "masking"),
    "document": ("documents", "masking", "values", "authority", "register"),
    "proxy": ("authority", "values"),
    "form": ("form", "values"),
    "ground": ("grounds",),
    "reason": ("form", "values"),
    "law": ("values",),
    "duty": ("values",),
}
"""The families of cases that a table of the rulebook can touch, the nearest first."""

LEAST = 900
"""So many changes there must be, lest the test watch nothing."""
STEP, FEW = 8, 8
"""A run takes every eighth change of a table, from another beginning with each seed; few whole."""


@cache
def _all() -> tuple[Mutant, ...]:
    return tuple(mutants(tomllib.loads(FIRST.read_text("utf-8"))))


def _listed(mutant: Mutant) -> bool:
    return any(fnmatchcase(mutant.name, each["pattern"]) for each in LISTED)


def _survives(mutant: Mutant) -> bool:
    """Return whether no case notices; a file that is refused on load is noticed."""
    book = mutant.book()
    return book is not None and not any(differences(case, book) for case in _asked(mutant))


def _asked(mutant: Mutant) -> Iterator[KeptCase]:
    """Yield the cases a change can touch, those that name the changed entry first."""
    order = FAMILIES[mutant.table]
    near = sorted(
        (case for case in cases_of(FIRST) if case.family in order),
        key=lambda case: (mutant.entry not in _text(case), order.index(case.family)),
    )
    yield from near


@cache
def _texts() -> dict[str, str]:
    return {case.id: str(case.facts) for case in cases_of(FIRST)}


def _text(case: KeptCase) -> str:
    return _texts()[case.id]


@pytest.mark.parametrize("table", FAMILIES)
def test_every_change_is_noticed_or_listed(table: str) -> None:
    tried = [mutant for mutant in _all() if mutant.table == table and not _listed(mutant)]
    assert tried
    if len(tried) > FEW:
        tried = tried[random.randrange(STEP) :: STEP]  # noqa: S311 - it keeps no secret
    assert [mutant.name for mutant in tried if _survives(mutant)] == []


@pytest.mark.parametrize("listed", LISTED, ids=lambda each: each["pattern"])
def test_a_listed_change_still_survives(listed: dict[str, str]) -> None:
    assert listed["why"].endswith(".")
    tried = (mutant for mutant in _all() if fnmatchcase(mutant.name, listed["pattern"]))
    assert any(_survives(mutant) for mutant in tried)


def test_enough_changes_are_there() -> None:
    tried = [mutant for mutant in _all() if not _listed(mutant)]
    assert len(tried) >= LEAST
    assert len({mutant.name for mutant in tried}) == len(tried)


def test_a_change_without_cases_would_survive() -> None:
    fee = next(mutant for mutant in _all() if mutant.name == "fee.amount.value=999")
    book = fee.book()
    assert book is not None
    assert not any(differences(case, book) for case in cases_of(FIRST) if case.family == "days")
    assert not _survives(fee)
