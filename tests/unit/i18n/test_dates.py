# SPDX-License-Identifier: MIT
"""A day of another year never stands without its year."""

from __future__ import annotations

from datetime import UTC, date, datetime

from desk_app.i18n import dates
from desk_app.records.people import Language

TODAY = date(2027, 1, 6)


def test_a_day_of_another_year_has_its_year() -> None:
    on = date(2026, 12, 25)
    assert dates.beside(on, TODAY, Language.JA) == "R8.12.25"
    assert dates.beside(on, TODAY, Language.EN) == "25 Dec 2026"
    assert dates.near(on, TODAY, Language.JA) == "令和8年12月25日(金)"
    assert dates.near(on, TODAY, Language.EN) == "Fri 25 Dec 2026"
    noon = datetime(2026, 12, 25, 3, 0, tzinfo=UTC)
    assert dates.moment(noon, TODAY, Language.JA) == "R8.12.25 12:00"


def test_a_day_of_this_year_needs_none() -> None:
    assert dates.beside(date(2027, 1, 5), TODAY, Language.JA) == "1月5日"
    assert dates.beside(date(2027, 1, 5), TODAY, Language.EN) == "5 Jan"
    assert dates.near(date(2027, 1, 5), TODAY, Language.JA) == "1月5日(火)"
    assert dates.near(date(2027, 1, 5), TODAY, Language.EN) == "Tue 5 Jan"
