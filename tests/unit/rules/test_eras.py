# SPDX-License-Identifier: MIT
"""Dates: every written form read, impossible ones refused with their place, ages by law."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.rules.days import eras
from desk_app.rules.days.eras import DateError, DateFault, day_of, near_day

NOVEMBER_25 = date(2026, 11, 25)
TYPED = [
    "R8.11.25",
    "r8/11/25",
    "R8-11-25",
    "R8年11月25日",
    "令和8年11月25日",
    "令和 8 年 11 月 25 日",
    "令和8年11月25日生",
    "令和8年11月25日（水）",
    "令和8年11月25日(水曜日)",
    "令和8年11月25日水曜日",
    "令和八年十一月二十五日",
    "令和八年一一月二五日",
    "令8.11.25",
    "㋿8年11月25日",
    "Ｒ８．１１．２５",
    "令和８年１１月２５日",
    "R081125",
    "R8 11 25",
    "2026/11/25",
    "2026-11-25",
    "2026ー11ー25",
    "2026.11.25",
    "20261125",
    "２０２６１１２５",
    "2026年11月25日",
    "西暦2026年11月25日",
    "二〇二六年十一月二十五日",
    "二千二十六年十一月二十五日",
    "2026年(令和8年)11月25日",
    "令和8年（2026年）11月25日",
    "25 November 2026",
    "25th Nov. 2026",
    "25-NOV-2026",
    "November 25, 2026",
    "Wednesday, November 25, 2026",
    "Wed 25 November 2026",
    "  R8.11.25　",
]


@pytest.mark.parametrize("text", TYPED)
def test_every_written_form_is_read(text: str) -> None:
    assert eras.read(text) == eras.DayReading(NOVEMBER_25)
    assert eras.parse(text) == NOVEMBER_25


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("R1.5.1", date(2019, 5, 1)),
        ("㍻元年1月8日", date(1989, 1, 8)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("S64.1.7", date(1989, 1, 7)),
        ("s45/3/1", date(1970, 3, 1)),
        ("㍼62年4月17日", date(1987, 4, 17)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("大正15年12月24日", date(1926, 12, 24)),
        ("㍽元年7月30日", date(1912, 7, 30)),
        ("M45.7.29", date(1912, 7, 29)),
        ("㍾45年7月29日", date(1912, 7, 29)),
        ("平成弐拾年参月壱日", date(2008, 3, 1)),
        ("千九百九十年三月五日", date(1990, 3, 5)),
        ("2029年(令和11年)05月17日", date(2029, 5, 17)),
        ("Sept. 5, 1990", date(1990, 9, 5)),
        ("1868/10/23", date(1868, 10, 23)),
        ("2028年2月29日", date(2028, 2, 29)),
    ],
)
def test_each_era_is_read(text: str, day: date) -> None:
    assert eras.read(text) == eras.DayReading(day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("平成32年3月4日", date(2020, 3, 4)),
        ("H31.5.1", date(2019, 5, 1)),
        ("平成41年12月31日", date(2029, 12, 31)),
    ],
)
def test_heisei_printed_ahead_is_read_as_the_day_it_means(text: str, day: date) -> None:
    assert eras.read(text) == eras.DayReading(day, continued=True)
    assert eras.format_ja(eras.parse("平成32年3月4日")) == "令和2年3月4日"


@pytest.mark.parametrize(
    ("text", "fault", "place"),
    [
        ("", DateFault.EMPTY, ""),
        (" 　", DateFault.EMPTY, " 　"),
        ("昨日", DateFault.NOT_A_DATE, "昨日"),
        ("26/11/25", DateFault.NOT_A_DATE, "26/11/25"),
        ("11/25/2026", DateFault.NOT_A_DATE, "11/25/2026"),
        ("令和8年11月", DateFault.NOT_A_DATE, "令和8年11月"),
        ("令和8年11月25日です", DateFault.NOT_A_DATE, "です"),
        ("令和8年11月25日 または", DateFault.NOT_A_DATE, "または"),
        ("٢٠٢٦/11/25", DateFault.NOT_A_DATE, "٢٠٢٦/11/25"),
        ("昭和65年1月1日", DateFault.AFTER_ERA, "昭和65年1月1"),
        ("昭和64年1月8日", DateFault.AFTER_ERA, "昭和64年1月8"),
        ("大正15年12月25日", DateFault.AFTER_ERA, "大正15年12月25"),
        ("平成42年1月1日", DateFault.AFTER_ERA, "平成42年1月1"),
        ("令和元年4月30日", DateFault.BEFORE_ERA, "令和元年4月30"),
        ("H1.1.7", DateFault.BEFORE_ERA, "H1.1.7"),
        ("令和0年1月1日", DateFault.NO_SUCH_YEAR, "0"),
        ("R999.1.1", DateFault.NO_SUCH_YEAR, "999"),
        ("R99.1.1", DateFault.NO_SUCH_YEAR, "99"),
        ("令和65年1月1日", DateFault.NO_SUCH_YEAR, "65"),
        ("1868/10/22", DateFault.NO_SUCH_YEAR, "1868"),
        ("1600年1月1日", DateFault.NO_SUCH_YEAR, "1600"),
        ("2200/1/1", DateFault.NO_SUCH_YEAR, "2200"),
        ("　令和8年１３月1日", DateFault.NO_SUCH_MONTH, "１３"),
        ("2026/0/1", DateFault.NO_SUCH_MONTH, "0"),
        ("令和8年2月29日", DateFault.NO_SUCH_DAY, "29"),
        ("㋿8年4月31日", DateFault.NO_SUCH_DAY, "31"),
        ("2026 1 125", DateFault.NO_SUCH_DAY, "125"),
        ("20260230", DateFault.NO_SUCH_DAY, "30"),
        ("2029年(令和10年)05月17日", DateFault.YEARS_DISAGREE, "2029"),
        ("令和8年11月25日（火）", DateFault.WRONG_WEEKDAY, "火"),
        ("令和8年11月25日火曜", DateFault.WRONG_WEEKDAY, "火"),
        ("Tuesday, November 25, 2026", DateFault.WRONG_WEEKDAY, "Tuesday"),
    ],
)
def test_what_is_no_date_is_refused_with_its_place(text: str, fault: DateFault, place: str) -> None:
    with pytest.raises(DateError) as refused:
        eras.read(text)
    error = refused.value
    assert (error.code, text[error.start : error.end]) == (fault, place)
    assert text == "" or text not in str(error)


def test_a_long_text_is_no_date() -> None:
    with pytest.raises(DateError) as refused:
        eras.read("R8.11.25" + "1" * 1_000_000)
    assert (refused.value.code, refused.value.end) == (DateFault.NOT_A_DATE, 1_000_008)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2026, 11, 25), "令和8年11月25日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1912, 7, 30), "大正元年7月30日"),
    ],
)
def test_a_day_is_written_in_its_era(day: date, text: str) -> None:
    assert eras.format_ja(day) == text


def test_the_other_ways_of_writing_a_day() -> None:
    assert eras.format_ja(date(2026, 12, 9), weekday=True) == "令和8年12月9日（水）"
    assert eras.format_short(NOVEMBER_25) == "R8.11.25"
    assert eras.format_en(NOVEMBER_25) == "November 25, 2026"
    assert eras.format_en(date(2026, 12, 9), weekday=True) == "Wednesday, December 9, 2026"


def test_the_era_of_a_day() -> None:
    assert (eras.era_letter(NOVEMBER_25), eras.era_year(NOVEMBER_25)) == ("R", 8)
    assert eras.era_of(date(2019, 4, 30)).name == "平成"


@pytest.mark.parametrize("day", [date(1868, 10, 22), date(2200, 1, 1)])
def test_a_day_outside_the_calendar_has_no_era(day: date) -> None:
    with pytest.raises(ValueError, match="outside"):
        eras.era_of(day)


def test_the_eras_follow_one_another_without_a_gap() -> None:
    pairs = zip(eras.ERAS, eras.ERAS[1:], strict=False)
    assert all(before.last + timedelta(days=1) == after.first for before, after in pairs)


# 令和64年 is the last year that is read: an era of more years is a slip.
days = st.dates(eras.FIRST_DAY, date(2082, 12, 31))


@given(days)
def test_what_is_written_is_read_back(day: date) -> None:
    written = [
        eras.format_ja(day),
        eras.format_ja(day, weekday=True),
        eras.format_short(day),
        eras.format_en(day),
        eras.format_en(day, weekday=True),
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{eras.era_letter(day)}{eras.era_year(day):02d}{day:%m%d}",
    ]
    assert {eras.read(text) for text in written} == {eras.DayReading(day)}


@given(days)
def test_a_wrong_weekday_is_never_taken(day: date) -> None:
    shown = eras.format_ja(day, weekday=True)
    wrong = "月火水木金土日"[(day.weekday() + 1) % 7]
    with pytest.raises(DateError):
        eras.read(shown[:-2] + wrong + "）")


def test_each_day_of_a_hundred_and_eighty_years_is_read_back() -> None:
    span = (date(2049, 12, 31) - eras.FIRST_DAY).days
    every = [eras.FIRST_DAY + timedelta(days=number) for number in range(0, span, 3)]
    assert len(every) > 20_000
    assert [day for day in every if eras.parse(eras.format_ja(day)) != day] == []


def refusal(text: str) -> DateError | None:
    try:
        eras.read(text)
    except DateError as error:
        return error
    return None


@given(st.text("令和平成昭RHS元年月日0123456789０１./-十二 (水)", max_size=16))
def test_any_text_is_a_date_or_refused_with_a_place_in_it(text: str) -> None:
    error = refusal(text)
    assert error is None or 0 <= error.start <= error.end <= len(text)


TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("8.11.24", date(2026, 11, 24)),
        (" ８．１１．２４ ", date(2026, 11, 24)),
        ("8-11-30", TODAY),
        ("8年11月4日", date(2026, 11, 4)),
        ("11.24", date(2026, 11, 24)),
        ("11/24", date(2026, 11, 24)),
        ("11月24日", date(2026, 11, 24)),
        ("12.1", date(2025, 12, 1)),
        ("7.12.31", date(2025, 12, 31)),
        ("8.12.1", None),
        ("6.11.24", None),
        ("2.29", None),
        ("13.1", None),
        ("0.0", None),
        ("11", None),
        ("S62.4.17", None),
        ("1" * 5_000, None),
        ("", None),
    ],
)
def test_the_figures_of_a_postmark_name_the_last_day_that_fits(text: str, on: date | None) -> None:
    assert day_of(text, TODAY) == on


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("11.24", date(2026, 11, 24)),
        ("１２／９", date(2026, 12, 9)),
        ("8.11.24", date(2026, 11, 24)),
        ("1.15", date(2027, 1, 15)),
        ("9.1.15", date(2027, 1, 15)),
        ("8.24", None),
        ("5.17", None),
        ("62.4.17", None),
        ("2.29", None),
        ("13.1", None),
        ("S62.4.17", None),
        ("1" * 5_000, None),
        ("", None),
    ],
)
def test_figures_without_a_year_name_the_nearest_day_where_it_is_near(
    text: str, on: date | None
) -> None:
    assert near_day(text, date(2026, 11, 25)) == on


def test_the_first_year_of_an_era_is_that_of_the_day_itself() -> None:
    assert day_of("1.5.1", date(2019, 6, 1)) == date(2019, 5, 1)
    assert day_of("31.4.30", date(2019, 6, 1)) == date(2019, 4, 30)
