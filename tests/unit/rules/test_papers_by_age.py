# SPDX-License-Identifier: MIT
"""A notice names first the identity documents that a person of that age can have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app.records.history import ApplicationFile
from desk_app.rules.check import examine
from desk_app.rules.finding_codes import Code
from desk_app.rules.findings.identity import LEAST_AGE, can_have, likely_first
from tests.builders import ARRIVED, complete, rules

LICENCE, CARD = "driving_licence", "individual_number_card"


@pytest.mark.parametrize(
    ("born", "first"),
    [
        (date(1987, 4, 17), LICENCE),
        (date(2010, 11, 25), LICENCE),
        (date(2010, 11, 26), CARD),
        (date(2016, 6, 1), CARD),
        (None, LICENCE),
    ],
)
def test_a_licence_is_named_first_from_sixteen_on(born: date | None, first: str) -> None:
    day = date(2026, 11, 25)
    assert likely_first((LICENCE, CARD), born, day)[0] == first
    assert can_have(LICENCE, born, day) is (first == LICENCE)


def test_nothing_that_is_taken_is_left_out() -> None:
    file = replace(complete(), enclosures=())
    grown, child = (
        _kinds(
            replace(
                file,
                application=replace(
                    file.application, principal=replace(file.application.principal, born=born)
                ),
            )
        )
        for born in (date(1987, 4, 17), date(2016, 6, 1))
    )
    assert set(child) == set(grown)
    assert grown[0] == LICENCE
    assert child[0] == CARD
    assert LICENCE in child[-3:]


def test_every_age_is_of_a_kind_of_the_catalogue() -> None:
    assert all(rules().document(kind) for kind in LEAST_AGE)


def _kinds(file: ApplicationFile) -> tuple[str, ...]:
    found = examine(file, rules(), ARRIVED).findings
    (absent,) = [each for each in found if each.code == Code.IDENTITY_ABSENT]
    kinds = absent.facts["kinds"]
    assert isinstance(kinds, tuple)
    return tuple(map(str, kinds))
