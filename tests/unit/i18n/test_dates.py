# SPDX-License-Identifier: MIT
"""A day of another year never stands without its year."""

from __future__ import annotations

from datetime import date

from desk_app.i18n import dates
from desk_app.records.people import Language

TODAY = date(2027, 1, 6)


def test_a_day_of_another_year_has_its_year() -> None:
    on = date(2026, 12, 25)
    assert dates.beside(on, TODAY, Language.JA) == "R8.12.25"
    assert dates.beside(on, TODAY, Language.EN) == "25 Dec 2026"


def test_a_day_of_this_year_needs_none() -> None:
    assert dates.beside(date(2027, 1, 5), TODAY, Language.JA) == "1月5日"
    assert dates.beside(date(2027, 1, 5), TODAY, Language.EN) == "5 Jan"
