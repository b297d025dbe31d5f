# SPDX-License-Identifier: MIT
"""The national holidays of Japan, year by year, from a kept-up table of their law."""

from __future__ import annotations

from datetime import date
from functools import cache


class NationalHolidays:
    """The days of the Act on National Holidays, substitute and bridging holidays included.

    A year is worked out when it is first asked for. Equinoxes are fixed in February of the year
    before; what the table cannot know yet, a rulebook's own closing days add.
    """

    def __contains__(self, day: object) -> bool:
        """Return whether a day is a national holiday."""
        return isinstance(day, date) and day in _of_year(day.year)


@cache
def _of_year(year: int) -> frozenset[date]:
    import holidays  # noqa: PLC0415  it takes a tenth of a second, and only due dates need it

    return frozenset(holidays.country_holidays("JP", years=year))


NATIONAL_HOLIDAYS = NationalHolidays()
