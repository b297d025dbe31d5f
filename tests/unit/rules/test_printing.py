# SPDX-License-Identifier: MIT
from __future__ import annotations

from datetime import date

from desk_app.rules.versions import RuleLine, lines
from tests.unit.rules.kept import FIRST, SECOND, book_of

ON = date(2026, 11, 25)


def _lines(table: str) -> list[RuleLine]:
    return [line for line in lines(book_of(FIRST).on(ON)) if line.table == table]


def test_a_value_is_printed_with_what_it_rests_on() -> None:
    (amount,) = (line for line in _lines("fee") if line.name == "amount")
    assert (amount.value, amount.clause, amount.source) == ("1000 JPY", "PR-4", "policy")
    assert amount.since == date(2015, 2, 4)


def test_every_clause_and_every_practice_is_printed() -> None:
    rules = book_of(FIRST).on(ON)
    assert [line.clause for line in _lines("clause")] == [each.id for each in rules.clauses]
    assert [line.practice for line in _lines("practice")] == [*range(1, 23), 24, 29]
    assert all(line.value for line in _lines("clause") + _lines("practice"))


def test_closing_days_of_the_desk_s_own_are_printed_with_their_reason() -> None:
    closed = [line for line in lines(book_of(SECOND).on(ON)) if line.table == "closing"]
    assert closed
    assert all(line.value and line.clause and " to " in line.name for line in closed)


def test_what_is_not_in_force_yet_is_not_printed() -> None:
    early = list(lines(book_of(FIRST).on(date(2016, 1, 1))))
    assert len(early) < len(list(lines(book_of(FIRST).on(ON))))
    assert all(line.since <= date(2016, 1, 1) for line in early)
