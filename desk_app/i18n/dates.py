# SPDX-License-Identifier: MIT
"""Days and moments as the screens write them, in the clerk's language."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from desk_app.records.desk.people import Language
from desk_app.rules.days.eras import MONTHS_EN, WEEKDAYS_EN, WEEKDAYS_JA, format_ja, format_short

if TYPE_CHECKING:
    from desk_app.records.desk.sheets import Quarter

_JAPAN = timezone(timedelta(hours=9))
_SHORT = 3


def full(on: date, language: Language, *, weekday: bool = False) -> str:
    """Write a day: 令和8年11月25日(水), or Wed 25 Nov 2026."""
    if language is Language.EN:
        written = f"{on.day} {MONTHS_EN[on.month - 1][:_SHORT]} {on.year}"
        return f"{weekday_of(on, language)} {written}" if weekday else written
    return format_ja(on) + (f"({weekday_of(on, language)})" if weekday else "")


def near(on: date, today: date, language: Language) -> str:
    """Write a day in a sentence: 11月25日(水), or Wed 25 Nov; with its year where it is another."""
    if on.year != today.year:
        return full(on, language, weekday=True)
    if language is Language.EN:
        return f"{weekday_of(on, language)} {on.day} {MONTHS_EN[on.month - 1][:_SHORT]}"
    return f"{on.month}月{on.day}日({weekday_of(on, language)})"


def bare(on: date, language: Language) -> str:
    """Write a day of this year without year and weekday: 11月25日, or 25 Nov."""
    if language is Language.EN:
        return f"{on.day} {MONTHS_EN[on.month - 1][:_SHORT]}"
    return f"{on.month}月{on.day}日"


def beside(on: date, today: date, language: Language) -> str:
    """Write a day without its year, or narrowly with it where that is another than today's."""
    return bare(on, language) if on.year == today.year else narrow(on, language)


def narrow(on: date, language: Language) -> str:
    """Write a day for a narrow column: R8.11.25, or 25 Nov 2026."""
    return full(on, language) if language is Language.EN else format_short(on)


def month(of: date, language: Language) -> str:
    """Write the month of a day: 令和8年11月, or Nov 2026."""
    if language is Language.EN:
        return f"{MONTHS_EN[of.month - 1][:_SHORT]} {of.year}"
    return f"{format_ja(of).partition('月')[0]}月"


def quarter(of: Quarter, language: Language) -> str:
    """Write a quarter by its months: 令和8年10月–12月, or Oct–Dec 2026."""
    first, last = of.first_day, of.last_day
    if language is Language.EN:
        months = [MONTHS_EN[day.month - 1][:_SHORT] for day in (first, last)]
        return f"{months[0]}–{months[1]} {of.year}"
    year = format_ja(first).partition("年")[0]
    return f"{year}年{first.month}月–{last.month}月"


def weekday_of(on: date, language: Language) -> str:
    """Write the weekday of a day: 水, or Wed."""
    names = WEEKDAYS_JA if language is Language.JA else WEEKDAYS_EN
    return names[on.weekday()] if language is Language.JA else names[on.weekday()][:_SHORT]


def day_of(at: datetime) -> date:
    """Return the day of a moment in Japan."""
    return at.astimezone(_JAPAN).date()


def clock(at: datetime) -> str:
    """Write the time of day of a moment in Japan: 14:36."""
    return _clock(at.astimezone(_JAPAN))


def columns_of(at: datetime) -> tuple[str, str]:
    """Write a moment in Japan for two columns of a table: 2026-11-25 and 14:36."""
    there = at.astimezone(_JAPAN)
    return there.date().isoformat(), _clock(there)


def _clock(there: datetime) -> str:
    return f"{there.hour}:{there.minute:02d}"


def moment(at: datetime, today: date, language: Language) -> str:
    """Write a moment: 本日 8:55, 11月23日 18:02, or today 8:55; its year where it is another."""
    day = day_of(at)
    if day == today:
        return f"{'today' if language is Language.EN else '本日'} {clock(at)}"
    return f"{beside(day, today, language)} {clock(at)}"
