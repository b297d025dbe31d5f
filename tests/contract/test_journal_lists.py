# SPDX-License-Identifier: MIT
"""The journal as it is read: every filter, pages in the order asked for, the counts of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from desk_app.desk.ports import Store
from desk_app.desk.rows import ActionCount, IdWindow, JournalFilter
from desk_app.i18n import pages
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.books.journal import Action, JournalLink, JournalMark
from desk_app.records.case.disposal import DisposalItem, DisposalRecord, DisposalState
from desk_app.records.desk.people import Language
from desk_app.rules.codes import receipt_code
from tests.fakes.making import CLERK, logged, person
from tests.fakes.real_store import OFFICER, SUPERVISOR

BOOK, GONE = "ab" * 16, "cd" * 16
MONDAY = date(2026, 11, 9)
NIGHT = datetime(2026, 11, 8, 15, 0, tzinfo=UTC)
"""Midnight in Japan: Monday has begun."""
SECOND = UserId("u-2")
FIRST_FOUNDED = 1


@pytest.fixture(scope="module")
def some(shared: Store) -> Store:
    """Entries 2 to 9, after the one of the foundation."""
    logged(shared, person("佐藤"), "R8-0001", token=BOOK)
    note(shared, CLERK, NIGHT - timedelta(microseconds=1), Action.SIGNED_IN)
    note(shared, SECOND, NIGHT, Action.SIGNED_IN)
    with shared.writing(SECOND, NIGHT + timedelta(hours=1)) as books:
        books.journal.note(Action.JUDGED, ApplicationId(1), zone="x", article="y")
        books.journal.note(Action.LETTER_ISSUED, ApplicationId(1))
        books.commit()
    logged(shared, person("鈴木"), "R8-0002", token=GONE)
    with shared.writing(CLERK, NIGHT + timedelta(days=1, microseconds=-1)) as books:
        item = DisposalItem(ApplicationId(2), GONE, "R8-0002", MONDAY, MONDAY, 1)
        new = DisposalRecord(0, "8-1", DisposalState.SIGNED, (item,), CLERK, NIGHT)
        kept = books.disposals.add(new)
        books.disposals.save(replace(kept, state=DisposalState.CARRIED_OUT))
        books.files.remove(ApplicationId(2))
        books.journal.note(Action.DISPOSED, None, number="R8-0002")
        books.commit()
    note(shared, UserId("sheet:2026Q4-1"), NIGHT + timedelta(days=1), Action.SHEET_USED)
    return shared


def note(store: Store, actor: UserId, at: datetime, action: Action) -> None:
    with store.writing(actor, at) as books:
        books.journal.note(action)
        books.commit()


def found(store: Store, wanted: JournalFilter) -> tuple[int, ...]:
    window = store.journal.window(wanted)
    assert not window.more
    assert window.count == len(window.ids)
    return window.ids


def test_the_sheets_that_let_somebody_in_are_named(some: Store) -> None:
    assert some.journal.sheets() == (UserId("sheet:2026Q4-1"),)


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (JournalFilter(), (9, 8, 7, 6, 5, 4, 3, 2, 1)),
        (JournalFilter(actor=SECOND), (6, 5, 4)),
        (JournalFilter(actor=UserId("nobody")), ()),
        (JournalFilter(action=Action.SIGNED_IN), (4, 3)),
        (JournalFilter(action=Action.SIGNED_IN, actor=SECOND), (4,)),
        (JournalFilter(subject="R8-0001"), (6, 5, 2)),
        (JournalFilter(subject=" ｒ８－１ "), (6, 5, 2)),
        (JournalFilter(subject=f"{receipt_code('R8-0001')}/8-121"), (6, 5, 2)),
        (JournalFilter(subject=BOOK[:8]), (6, 5, 2)),
        (JournalFilter(subject=f"{BOOK[:7].upper()}B"), (6, 5, 2)),
        (JournalFilter(subject=BOOK[:7]), ()),
        (JournalFilter(subject="R8-0002"), (7,)),
        (JournalFilter(subject=GONE[:8]), (7,)),
        (JournalFilter(subject="R8-0003"), ()),
        (JournalFilter(subject="' OR 1=1 --"), ()),
        (JournalFilter(subject="R8-0001", actor=SECOND, action=Action.JUDGED), (5,)),
        (JournalFilter(since=MONDAY, until=MONDAY), (8, 6, 5, 4)),
        (JournalFilter(since=MONDAY + timedelta(days=1)), (9,)),
        (JournalFilter(until=MONDAY - timedelta(days=1)), (7, 3, 2, 1)),
        (JournalFilter(since=MONDAY, actor=SECOND, action=Action.JUDGED), (5,)),
        (JournalFilter(since=MONDAY + timedelta(days=9)), ()),
        (JournalFilter(since=MONDAY, until=MONDAY - timedelta(days=1)), ()),
    ],
    ids=str,
)
def test_each_filter_finds_its_entries(
    some: Store, wanted: JournalFilter, ids: tuple[int, ...]
) -> None:
    assert found(some, wanted) == ids


def test_a_window_is_cut_and_counts_on(some: Store) -> None:
    assert some.journal.window(JournalFilter(), 2) == IdWindow((9, 8), more=True, count=9)
    of_one = JournalFilter(subject="R8-0001")
    assert some.journal.window(of_one, 2) == IdWindow((6, 5), more=True, count=3)
    assert some.journal.window(of_one, 3) == IdWindow((6, 5, 2), more=False, count=3)


def test_lines_say_who_did_what_and_never_a_value(some: Store) -> None:
    (judged,) = some.journal.lines([5, 999])
    founded, gone, sheet = some.journal.lines([FIRST_FOUNDED, 7, 9])
    assert judged.at == NIGHT + timedelta(hours=1)
    assert (judged.actor, judged.action) == (SUPERVISOR.name, Action.JUDGED)
    assert (judged.subject, judged.application) == ("R8-0001", 1)
    assert judged.fields == ("article", "zone")
    assert (founded.subject, founded.application) == ("", None)
    own = ("roster", "rulebook")
    said = tuple(name for name in founded.fields if not name.startswith(own))
    assert (founded.actor, said) == (OFFICER.name, ("sample", "users"))
    assert (gone.subject, gone.application) == ("R8-0002", None)
    assert (sheet.actor, sheet.fields) == ("2026Q4-1", ())


def test_an_entry_before_the_entry_before_says_that_the_clock_went_back(store: Store) -> None:
    for hour in (5, 3, 4):
        note(store, CLERK, NIGHT + timedelta(hours=hour), Action.SIGNED_IN)
    note(store, CLERK, NIGHT + timedelta(hours=4, seconds=-1), Action.SIGNED_IN)
    ids = store.journal.window(JournalFilter(actor=CLERK), 4).ids[::-1]
    late, turned, after, corrected = store.journal.lines(ids)
    assert turned.back_from == late.at == NIGHT + timedelta(hours=5)
    assert (after.back_from, corrected.back_from) == (None, None)
    (alone,) = store.journal.lines([turned.sequence])
    assert alone == turned
    table = pages.journal([turned], Language.EN)
    assert "the clock went back" in str(table.rows[0][-1])


def test_lines_stand_in_the_order_asked_for(some: Store) -> None:
    assert [line.sequence for line in some.journal.lines([3, 9, 1, 3])] == [3, 9, 1, 3]


def test_the_counts_of_a_day(some: Store) -> None:
    day = some.journal.day(MONDAY)
    assert day.counts == (
        ActionCount(SUPERVISOR.name, Action.SIGNED_IN, 1),
        ActionCount(SUPERVISOR.name, Action.JUDGED, 1),
        ActionCount(SUPERVISOR.name, Action.LETTER_ISSUED, 1),
        ActionCount(OFFICER.name, Action.DISPOSED, 1),
    )
    assert day.entries == 4
    with some.reading() as books:
        hashes = {entry.sequence: entry.hash[-12:] for entry in books.journal.entries()}
    marks = [(mark.sequence, mark.tail) for mark in (day.before, day.first, day.last) if mark]
    assert marks == [(number, hashes[number]) for number in (3, 4, 8)]


def test_each_entry_says_how_it_stands_in_the_chain(some: Store) -> None:
    with some.reading() as books:
        tails = {entry.sequence: entry.hash[-12:] for entry in books.journal.entries()}
    for number, before in ((1, JournalMark(0, "0" * 12)), (5, JournalMark(4, tails[4]))):
        link = some.journal.link(number)
        assert link == JournalLink(JournalMark(number, tails[number]), before, fits=True)
    assert some.journal.link(999) is None


def test_a_day_without_entries(some: Store) -> None:
    day = some.journal.day(MONDAY - timedelta(days=3))
    assert (day.counts, day.entries, day.before, day.first, day.last) == ((), 0, None, None, None)
