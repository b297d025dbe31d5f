# SPDX-License-Identifier: MIT
"""The eras from Meiji on, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

FIRST_DAY: Final = date(1868, 10, 23)
"""The day Meiji was proclaimed: the first day this calendar names."""
LAST_DAY: Final = date(2199, 12, 31)
MONTHS_EN: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS_EN: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAYS_JA: Final = "月火水木金土日"


@dataclass(frozen=True, slots=True)
class Era:
    """An era: its name, letter, first and last day.

    ``printed_until`` is the last day that papers printed before the era's end may name with it
    (a licence of 2018 is valid to 平成35年); the era's last day where no paper does.
    """

    name: str
    letter: str
    first: date
    last: date
    printed_until: date


ERAS: Final = (
    Era("明治", "M", FIRST_DAY, date(1912, 7, 29), date(1912, 7, 29)),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 24), date(1926, 12, 24)),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7), date(1989, 1, 7)),
    # No paper in use is valid for more than ten years after it was printed.
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30), date(2029, 12, 31)),
    Era("令和", "R", date(2019, 5, 1), LAST_DAY, LAST_DAY),
)
