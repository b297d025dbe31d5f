# SPDX-License-Identifier: MIT
"""Days in the era calendar: read in every written form, written in one, and ages counted."""

from __future__ import annotations

from datetime import date, timedelta

from desk_app.rules.era_reading import DateError, DateFault, Reading, parse, read
from desk_app.rules.era_table import (
    ERAS,
    FIRST_DAY,
    LAST_DAY,
    MONTHS_EN,
    WEEKDAYS_EN,
    WEEKDAYS_JA,
    Era,
)

__all__ = [
    "ERAS",
    "FIRST_DAY",
    "LAST_DAY",
    "DateError",
    "DateFault",
    "Era",
    "Reading",
    "age_on",
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


def age_on(born: date, on: date) -> int:
    """Give the age in whole years on a day.

    A year of age is full at the end of the day before the birthday (年齢計算ニ関スル法律, Civil
    Code 143), so the age counts from the birthday on. One born on 29 February is a year older
    from 1 March where there is no such day. ValueError where the day is before the birth.
    """
    if on < born:
        raise ValueError("before birth")
    return on.year - born.year - (on < _birthday(born, on.year))


def _birthday(born: date, year: int) -> date:
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, born.month, born.day - 1) + timedelta(days=1)
