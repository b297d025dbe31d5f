# SPDX-License-Identifier: MIT
"""What the stamp book page makes of what it read: what is meant, counted, and differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QObject

from desk_app.desk.rows import StampFilter, StampLine
from desk_app.gui.pages.stamps.book import (
    CountRow,
    EntryRow,
    StampColumns,
    StampsPage,
    StampsRead,
    filter_of,
    value_meant,
)
from desk_app.gui.printing.ledgers import Period, month_of, months
from desk_app.records.base import UserId
from desk_app.records.people import Language, Role, User
from desk_app.records.stamps import Move, Movement, StampBalance, StampEntry

DAY = date(2026, 11, 25)
AT = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
SATO, OTHER_SATO, EMILY = UserId("u1"), UserId("u2"), UserId("u3")
PEOPLE = {
    SATO: User(SATO, "佐藤 花", frozenset({Role.CLERK})),
    EMILY: User(EMILY, "Emily Carter", frozenset({Role.CLERK})),
}


def line(*moves: Move, by: UserId = SATO, movement: Movement = Movement.BOUGHT) -> StampLine:
    return StampLine(StampEntry(1, DAY, movement, moves, by, AT), "", 0)


def page(*balances: StampBalance) -> StampsPage:
    return StampsPage(month_of(DAY), StampsRead(opened=True, balances=balances, people=PEOPLE))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("84円", 8_400),
        ("84 yen", 8_400),
        ("８４", 8_400),
        ("63円", 6_300),
        ("63", None),
        ("R8-0084", None),
        ("", None),
    ],
)
def test_a_face_value_is_meant_where_a_unit_or_a_known_value_is_typed(
    text: str, value: int | None
) -> None:
    assert value_meant(text, {8_400}) == value


def test_a_page_asks_for_a_value_or_a_text_in_its_days() -> None:
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    known = page(StampBalance(8_400, 1, 2))
    assert filter_of(replace(known, text="84")) == StampFilter(first, last, 8_400)
    assert filter_of(replace(known, text=" 髙橋 ")) == StampFilter(first, last, text="髙橋")


def test_two_years_of_months_are_offered_each_whole() -> None:
    offered = list(months(date(2027, 1, 31)))
    assert offered[0] == Period(date(2027, 1, 1), date(2027, 1, 31), month=True)
    assert offered[11] == Period(date(2026, 2, 1), date(2026, 2, 28), month=True)
    assert len(offered) == len(set(offered)) == 24


def test_a_count_goes_through_book_and_what_was_added() -> None:
    counting = replace(
        page(StampBalance(11_000, 2, 8), StampBalance(150, 0, 2)),
        typed={11_000: "９", 150: "二", 6_200: "1"},
        added=(6_200,),
    )
    assert counting.count_rows == (
        CountRow(11_000, 10, "９"),
        CountRow(6_200, 0, "1"),
        CountRow(150, 2, "二"),
    )
    assert counting.to_count == 1
    assert [(row.value, row.difference) for row in counting.differing] == [(11_000, -1), (6_200, 1)]
    assert counting.piles == ((11_000, 9), (6_200, 1))
    assert (counting.pieces, counting.worth, counting.held_worth) == (12, 110_300, 22_000)


def test_what_came_and_went_today_stands_beside_its_value() -> None:
    today = (line(Move(8_400, 0, 4)), line(Move(8_400, 0, -3), Move(500, 1, 0)))
    read = StampsRead(balances=(StampBalance(8_400, 0, 9),), today=today)
    (row,) = replace(page(), read=read).rows
    assert (row.came, row.went) == (4, 3)


def test_people_are_called_by_the_family_name_that_nobody_else_has() -> None:
    lines = (line(), line(by=EMILY))
    alone = replace(page(), read=StampsRead(lines=lines, people=PEOPLE))
    assert [row.by for row in alone.entries] == ["佐藤", "Emily Carter"]
    both = {**PEOPLE, OTHER_SATO: User(OTHER_SATO, "佐藤 健", frozenset({Role.CLERK}))}
    crowded = replace(page(), read=StampsRead(lines=lines, people=both))
    assert crowded.entries[0].by == "佐藤 花"


def test_an_entry_of_many_values_names_some_and_signs_where_both_ways_are_gone() -> None:
    made = StampColumns(Language.JA, lambda: DAY, QObject())
    columns = {each.name: each for each in made.of_entries()}
    many = EntryRow(line(*(Move(value * 100, 0, 1) for value in (500, 100, 84, 50, 10))), "")
    assert columns["pieces"].text(many) == "500×1 100×1 84×1\n2 more"
    mixed = EntryRow(line(Move(150, 0, -2), Move(100, 0, 3), movement=Movement.EXCHANGED), "")
    assert columns["pieces"].text(mixed) == "1.50×−2 1×+3"
    kept = EntryRow(line(Move(500, -2, 2), movement=Movement.KEPT), "")
    assert columns["pieces"].text(kept) == "5×2"
    assert columns["worth"].text(kept) == "0円"
    assert columns["when"].text(kept) == "12:00"
