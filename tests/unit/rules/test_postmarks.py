# SPDX-License-Identifier: MIT
"""A postmark read as it is stamped: the figures alone, the era known from the day."""

from __future__ import annotations

from datetime import date

import pytest

from desk_app.rules.eras import day_of

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("8.11.24", date(2026, 11, 24)),
        (" ８．１１．２４ ", date(2026, 11, 24)),
        ("8-11-30", TODAY),
        ("8年11月4日", date(2026, 11, 4)),
        ("11.24", date(2026, 11, 24)),
        ("11/24", date(2026, 11, 24)),
        ("11月24日", date(2026, 11, 24)),
        ("12.1", date(2025, 12, 1)),
        ("7.12.31", date(2025, 12, 31)),
        ("8.12.1", None),
        ("6.11.24", None),
        ("2.29", None),
        ("13.1", None),
        ("0.0", None),
        ("11", None),
        ("S62.4.17", None),
        ("1" * 5_000, None),
        ("", None),
    ],
)
def test_the_figures_of_a_postmark_name_the_last_day_that_fits(text: str, on: date | None) -> None:
    assert day_of(text, TODAY) == on


def test_the_first_year_of_an_era_is_that_of_the_day_itself() -> None:
    assert day_of("1.5.1", date(2019, 6, 1)) == date(2019, 5, 1)
    assert day_of("31.4.30", date(2019, 6, 1)) == date(2019, 4, 30)
