# SPDX-License-Identifier: MIT
"""The desk's calendar: on which days it works, the national holidays among those it does not."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import module_from_spec
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.rules.work_codes import StepCode

if TYPE_CHECKING:
    from collections.abc import Iterable


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
    return frozenset(_japan()(years=year))


@cache
def _japan() -> Callable[..., Iterable[date]]:
    """Return the package's table of Japan, read by itself.

    Asked for one country the package imports all of them: two hundred and fifty modules, which
    take a tenth of a second and eight megabytes for as long as the program runs.
    """
    import holidays  # noqa: PLC0415  only due dates need it

    file = Path(holidays.__file__).parent / "countries" / "japan.py"
    loader = SourceFileLoader("holidays.countries.japan", str(file))
    module = module_from_spec(ModuleSpec(loader.name, loader))
    loader.exec_module(module)
    japan: Callable[..., Iterable[date]] = module.Japan
    return japan


NATIONAL_HOLIDAYS = NationalHolidays()


# The desk's calendar: on which days it works, and why it does not on the others.


_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6
_LONGEST = 366


@dataclass(frozen=True, slots=True)
class Week:
    """The days of the week and the yearly days on which the desk is closed, as in force.

    ``weekdays`` counts Monday as 0; ``year_end`` are month and day of the first and the last day,
    the last in the new year (None: no closing at year end).
    """

    weekdays: frozenset[int]
    national_holidays: bool
    year_end: tuple[tuple[int, int], tuple[int, int]] | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Business days: the week in force on a day, national holidays, the desk's own closing days."""

    week_on: Callable[[date], Week]
    holidays: Container[date]
    closing: frozenset[date] = frozenset()

    def reason(self, day: date) -> StepCode | None:
        """Return why the desk is closed on a day; None on a business day.

        A version from before closings had a bound may close a desk for good: each day of more than
        a year of them counts as a business day, or no period would ever end.
        """
        closed = self._closed(day)
        return closed if closed is None or self._opens_after(day) else None

    def _opens_after(self, day: date) -> bool:
        return any(self._closed(day + _DAY * days) is None for days in range(1, _LONGEST + 1))

    def _closed(self, day: date) -> StepCode | None:
        week = self.week_on(day)
        if day.weekday() in week.weekdays:
            return _weekday_code(day)
        if week.national_holidays and day in self.holidays:
            return StepCode.HOLIDAY
        if week.year_end is not None and _in_year_end(day, *week.year_end):
            return StepCode.YEAR_END
        return StepCode.CLOSED if day in self.closing else None

    def is_business_day(self, day: date) -> bool:
        """Return whether the desk works on a day."""
        return self.reason(day) is None

    def next_business_day(self, day: date) -> date:
        """Return the day itself, or the first business day after it."""
        while not self.is_business_day(day):
            day += _DAY
        return day


def _weekday_code(day: date) -> StepCode:
    codes = {_SATURDAY: StepCode.SATURDAY, _SUNDAY: StepCode.SUNDAY}
    return codes.get(day.weekday(), StepCode.CLOSED)


def _in_year_end(day: date, first: tuple[int, int], last: tuple[int, int]) -> bool:
    return (day.month, day.day) >= first or (day.month, day.day) <= last
