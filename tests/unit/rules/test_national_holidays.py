# SPDX-License-Identifier: MIT
"""The national holidays: those of the package's own table, read without that of any other land."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import holidays
import pytest

from desk_app.rules.calendar import NATIONAL_HOLIDAYS

ASKING = """
import sys
from datetime import date
from desk_app.rules.calendar import NATIONAL_HOLIDAYS
assert date(2026, 11, 23) in NATIONAL_HOLIDAYS
print(sorted(each for each in sys.modules if each.startswith("holidays.countries")))
"""


@pytest.mark.parametrize("year", [1949, 1973, 2019, 2026, 2027, 2032, 2050])
def test_a_year_has_the_days_the_package_gives_for_the_whole_country(year: int) -> None:
    first = date(year, 1, 1)
    days = (first + timedelta(days=number) for number in range(366))
    ours = {day for day in days if day.year == year and day in NATIONAL_HOLIDAYS}
    assert ours == set(holidays.country_holidays("JP", years=year))
    assert ours


def test_no_other_country_is_read() -> None:
    asked = subprocess.run(
        [sys.executable, "-c", ASKING], capture_output=True, text=True, check=True
    )
    assert asked.stdout.strip() == "[]"


def test_what_is_no_day_is_no_holiday() -> None:
    assert "2026-11-23" not in NATIONAL_HOLIDAYS
