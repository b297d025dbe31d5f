# SPDX-License-Identifier: MIT
"""Days in the era calendar: read in every written form, written in one, and ages counted."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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


class Era(NamedTuple):
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


# Reading a written date: every form that forms, certificates and clerks use.


_LONGEST = 80
_LONGEST_ERA = 64
"""The years of Shōwa: a later year of an era that still runs is a slip (R99 for R9)."""
_DIGITS = {
    sign: value
    for value, signs in enumerate(
        ("〇零○", "一壱壹", "二弐貳", "三参參", "四", "五伍", "六", "七", "八", "九")
    )
    for sign in signs
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_KANJI = "".join([*_DIGITS, *_UNITS])
_NUMBER = rf"(?:[0-9]+|[{_KANJI}]+)"
_BY = r" *(?:[./・,、\-‐‑–—―−ー]| ) *"
_ERA = r"(?P<era>明治|大正|昭和|平成|令和|[明大昭平令MTSHRmtshr])"
_ERA_YEAR = rf"{_ERA} *[.・]? *(?P<era_year>元|{_NUMBER})"
_YEAR = rf"(?:西暦)? *(?P<year>[0-9]{{4}}|[{_KANJI}]{{4,}})"
_REST = rf"(?P<month>{_NUMBER})(?: *月 *|{_BY})(?P<day>{_NUMBER}) *日?"
_MONTH_EN = rf"(?P<month_en>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTHS_EN)}|Sept)\.?"
_DAY_EN = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_WEEKDAY_EN = rf"(?P<weekday_en>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in WEEKDAYS_EN)})"
_WEEKDAY_JA = (
    rf"(?: *\( *(?P<weekday>[{WEEKDAYS_JA}])(?:曜日?)? *\)"
    rf"| *(?P<weekday_bare>[{WEEKDAYS_JA}])曜日?)"
)
_BORN = r"(?: *(?:生|生まれ))?"


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """Return the forms; a start that reads no date does not wait for their making."""
    return tuple(
        re.compile(form, re.IGNORECASE)
        for form in (
            rf"{_ERA_YEAR}(?: *年 *|{_BY}){_REST}{_BORN}{_WEEKDAY_JA}?",
            rf"{_YEAR}(?: *年 *|{_BY}){_REST}{_BORN}{_WEEKDAY_JA}?",
            # A licence of today: 2029年(令和11年)05月17日.
            rf"{_YEAR} *年 *\( *{_ERA_YEAR} *年? *\) *{_REST}{_BORN}{_WEEKDAY_JA}?",
            rf"{_ERA_YEAR} *年 *\( *{_YEAR} *年? *\) *{_REST}{_BORN}{_WEEKDAY_JA}?",
            r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
            rf"{_ERA}(?P<era_year>[0-9]{{2}})(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})",
            rf"(?:{_WEEKDAY_EN}\.?,? +)?{_MONTH_EN} +{_DAY_EN},? +(?P<year>[0-9]{{4}})",
            rf"(?:{_WEEKDAY_EN}\.?,? +)?{_DAY_EN}[ \-]+{_MONTH_EN},?[ \-]+(?P<year>[0-9]{{4}})",
        )
    )


class DateFault(Enum):
    """Why a text is no date."""

    EMPTY = "date_empty"
    NOT_A_DATE = "date_not_understood"
    NO_SUCH_YEAR = "date_no_such_year"
    NO_SUCH_MONTH = "date_no_such_month"
    NO_SUCH_DAY = "date_no_such_day"
    BEFORE_ERA = "date_before_era"
    AFTER_ERA = "date_after_era"
    YEARS_DISAGREE = "date_years_disagree"
    WRONG_WEEKDAY = "date_wrong_weekday"


class DateError(ValueError):
    """A text is no date: why, and from which code point up to which."""

    def __init__(self, code: DateFault, start: int, end: int) -> None:
        super().__init__(code.value, start, end)
        self.code = code
        self.start = start
        self.end = end


class DayReading(NamedTuple):
    """The day a text means; ``continued`` where it names an era that had ended by then.

    Papers printed before an era's end do so (平成32年 is 令和2年).
    """

    day: date
    continued: bool = False


def parse(text: str) -> date:
    """Read a written date; DateError with the place of the fault."""
    return read(text).day


def read(text: str) -> DayReading:
    """Read a written date, in whatever width and calendar; DateError with the place of the fault.

    Days of Meiji before 1873, when Japan took the Gregorian calendar, are read as written.
    """
    if not text.strip():
        raise DateError(DateFault.EMPTY, 0, len(text))
    written = _Written(text)
    found = written.match()
    era, year = found.year()
    month = found.within("month", 12, DateFault.NO_SUCH_MONTH)
    day = found.within("day", calendar.monthrange(year, month)[1], DateFault.NO_SUCH_DAY)
    on = date(year, month, day)
    found.check_weekday(on)
    return found.in_era(era, on)


class _Written:
    """A text with every sign in plain width, and where each sign stands in the text."""

    def __init__(self, text: str) -> None:
        self._end = len(text.rstrip())
        lead = len(text) - len(text.lstrip())
        signs = list(_plain_signs(text[lead : min(self._end, lead + _LONGEST + 1)]))
        self._plain = "".join(sign for sign, _ in signs)
        self._places = [lead + at for _, at in signs]

    def match(self) -> _Found:
        """Find the form a text is written in, or the place from which on it has none."""
        if len(self._plain) <= _LONGEST:
            for form in _forms():
                if match := form.fullmatch(self._plain):
                    return _Found(match, self)
        raise DateError(DateFault.NOT_A_DATE, *self._not_understood())

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the text of a part of the plain signs."""
        return self._places[start], self._places[end - 1] + 1

    def _not_understood(self) -> tuple[int, int]:
        """Give the place behind the longest beginning that is a date; else the whole text."""
        matches = [form.match(self._plain) for form in _forms()]
        understood = max((match.end() for match in matches if match), default=0)
        while self._plain[understood : understood + 1] == " ":
            understood += 1
        if understood == len(self._plain):
            return self._places[-1] + 1, self._end
        return self._places[understood], self._end


class _Found:
    """A text and the form it was recognised in."""

    def __init__(self, match: re.Match[str], written: _Written) -> None:
        self._match = match
        self._written = written
        self._groups = match.groupdict()

    def year(self) -> tuple[Era | None, int]:
        """Give the era named and the year of our calendar; two years named must agree."""
        named, era = self._groups.get("year"), self._era()
        year = _number(named) if named else 0
        if era:
            in_era = self._era_year()
            year = year or era.first.year + in_era - 1
            if year != era.first.year + in_era - 1:
                raise self._error(DateFault.YEARS_DISAGREE, "year")
        if not FIRST_DAY.year <= year <= LAST_DAY.year:
            raise self._error(DateFault.NO_SUCH_YEAR, "year" if named else "era_year")
        return era, year

    def within(self, name: str, most: int, fault: DateFault) -> int:
        """Give a number of the date, between 1 and the most there is."""
        if name == "month" and (named := self._groups.get("month_en")):
            return [month[:3].lower() for month in MONTHS_EN].index(named[:3].lower()) + 1
        value = _number(self._groups[name])
        if not 1 <= value <= most:
            raise self._error(fault, name)
        return value

    def check_weekday(self, on: date) -> None:
        """Refuse a weekday that is not the day's."""
        for name in ("weekday", "weekday_bare", "weekday_en"):
            if named := self._groups.get(name):
                right = WEEKDAYS_EN if name == "weekday_en" else WEEKDAYS_JA
                if not right[on.weekday()].lower().startswith(named[:3].lower()):
                    raise self._error(DateFault.WRONG_WEEKDAY, name)

    def in_era(self, era: Era | None, on: date) -> DayReading:
        """Check that the era named had begun, and had not ended when the paper was printed."""
        if era is None:
            if on < FIRST_DAY:
                raise self._error(DateFault.NO_SUCH_YEAR, "year")
            return DayReading(on)
        if on < era.first:
            raise self._error(DateFault.BEFORE_ERA, "era", "day")
        if on > era.printed_until:
            raise self._error(DateFault.AFTER_ERA, "era", "day")
        return DayReading(on, continued=on > era.last)

    def _era(self) -> Era | None:
        named = self._groups.get("era")
        if not named:
            return None
        return next(e for e in ERAS if named.upper() == e.letter or e.name.startswith(named))

    def _era_year(self) -> int:
        named = self._groups["era_year"]
        value = 1 if named == "元" else _number(named)
        if not value or (self._era() is ERAS[-1] and value > _LONGEST_ERA):
            raise self._error(DateFault.NO_SUCH_YEAR, "era_year")
        return value

    def _error(self, fault: DateFault, first: str, last: str | None = None) -> DateError:
        start, end = self._match.start(first), self._match.end(last or first)
        return DateError(fault, *self._written.span(start, end))


def _plain_signs(text: str) -> Iterator[tuple[str, int]]:
    """Give each sign in plain width with its place; ㋿ gives two signs with one place."""
    for at, sign in enumerate(text):
        if sign.isspace():
            yield " ", at
        else:
            yield from ((plain, at) for plain in unicodedata.normalize("NFKC", sign))


def _number(text: str) -> int:
    """Read a number of digits, kanji digits (二〇二六) or kanji numerals (二十五)."""
    if text.isdecimal():
        return int(text)
    if not any(sign in _UNITS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    total, digit = 0, 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        else:
            total, digit = total + max(digit, 1) * _UNITS[sign], 0
    return total + digit


__all__ = [
    "ERAS",
    "FIRST_DAY",
    "LAST_DAY",
    "DateError",
    "DateFault",
    "DayReading",
    "Era",
    "era_letter",
    "era_of",
    "era_year",
    "format_en",
    "format_ja",
    "format_short",
    "parse",
    "read",
]


def era_of(day: date) -> Era:
    """Find the era of a day; ValueError outside Meiji to the end of this calendar."""
    for era in ERAS:
        if era.first <= day <= era.last:
            return era
    raise ValueError("outside the calendar")


def era_letter(day: date) -> str:
    """Give the letter of a day's era (R)."""
    return era_of(day).letter


def era_year(day: date) -> int:
    """Give the year of a day in its era, the first being 1."""
    return day.year - era_of(day).first.year + 1


def format_ja(day: date, *, weekday: bool = False) -> str:
    """Write a day for screens and Japanese letters: 令和8年12月9日（水）; 元年, never 1年."""
    year = era_year(day)
    named = "元" if year == 1 else str(year)
    text = f"{era_of(day).name}{named}年{day.month}月{day.day}日"
    return f"{text}（{WEEKDAYS_JA[day.weekday()]}）" if weekday else text


def format_short(day: date) -> str:
    """Write a day for narrow columns: R8.11.25."""
    return f"{era_letter(day)}{era_year(day)}.{day.month}.{day.day}"


def format_en(day: date, *, weekday: bool = False) -> str:
    """Write a day for English screens and letters: Wednesday, December 9, 2026."""
    text = f"{MONTHS_EN[day.month - 1]} {day.day}, {day.year}"
    return f"{WEEKDAYS_EN[day.weekday()]}, {text}" if weekday else text


# The day on a postmark, which is stamped without its era: 8.11.24.


_LONGEST_POSTMARK = 20
_FIGURES = r"(?:(?P<year>\d{1,2}) ?[-./・年] ?)?(?P<month>\d{1,2}) ?[-./・月] ?(?P<day>\d{1,2})日?"


def day_of(text: str, today: date) -> date | None:
    """Return the last day up to today that the figures of a postmark name; none where none does.

    Clerks leave the year out too: 11.24. An older year is none that a letter just opened bears.
    """
    found = _figures(text)
    if found is None:
        return None
    named = _named(found, (today.year, today.year - 1))
    return next((on for on in named if on <= today), None)


NEAR_DAYS = 92
"""A day typed without its year is one of these days before today, or after it."""


def near_day(text: str, today: date) -> date | None:
    """Return the day nearest to today that figures name without an era: 11.24, 8.11.24.

    One that lies further off is none: there the year must stand in it.
    """
    found = _figures(text)
    if found is None:
        return None
    named = _named(found, (today.year, today.year - 1, today.year + 1))
    near = [on for on in named if abs((on - today).days) <= NEAR_DAYS]
    return min(near, key=lambda on: abs((on - today).days), default=None)


def days_without_year(text: str, years: Iterable[int]) -> tuple[date, ...]:
    """Return the days that figures without a year name in each of these years: 4/3, 12月25日."""
    found = _figures(text)
    return () if found is None or found["year"] else tuple(_named(found, years))


def _figures(text: str) -> re.Match[str] | None:
    plain = unicodedata.normalize("NFKC", text[:_LONGEST_POSTMARK]).strip()
    return re.fullmatch(_FIGURES, plain)


def _named(found: re.Match[str], years: Iterable[int]) -> Iterator[date]:
    """Yield the day that the figures name in each of these years, where they name one."""
    year, month, day = (None if each is None else int(each) for each in found.groups())
    for western in years:
        try:
            on = date(western, month or 0, day or 0)
        except ValueError:
            continue
        if year in {None, era_year(on)}:
            yield on
