# SPDX-License-Identifier: MIT
"""The national holidays of Japan, year by year, from a kept-up table of their law."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


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
    spec = spec_from_file_location("holidays.countries.japan", file)
    if spec is None or spec.loader is None:
        raise ImportError(name="holidays.countries.japan")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    japan: Callable[..., Iterable[date]] = module.Japan
    return japan


NATIONAL_HOLIDAYS = NationalHolidays()
