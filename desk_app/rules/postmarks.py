# SPDX-License-Identifier: MIT
"""The day on a postmark, which is stamped without its era: 8.11.24."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from desk_app.rules import eras

_LONGEST = 20
_FIGURES = re.compile(
    r"(?:(?P<year>\d{1,2}) ?[-./・年] ?)?(?P<month>\d{1,2}) ?[-./・月] ?(?P<day>\d{1,2})日?"
)


def day_of(text: str, today: date) -> date | None:
    """Return the last day up to today that the figures of a postmark name; none where none does.

    Clerks leave the year out too: 11.24. An older year is none that a letter just opened bears.
    """
    found = _FIGURES.fullmatch(unicodedata.normalize("NFKC", text[:_LONGEST]).strip())
    if found is None:
        return None
    year, month, day = (None if each is None else int(each) for each in found.groups())
    for western in (today.year, today.year - 1):
        try:
            on = date(western, month or 0, day or 0)
        except ValueError:
            continue
        if on <= today and year in {None, eras.era_year(on)}:
            return on
    return None
