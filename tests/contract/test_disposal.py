# SPDX-License-Identifier: MIT
"""What is kept, held and disposed of, alike in the file and in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.desk.errors import NotFound
from desk_app.desk.ports import Store
from desk_app.desk.rows import ApplicationColumn, Filter, Group, ListOrder, WorkIndex
from desk_app.records.base import ApplicationId, LetterId
from desk_app.records.books.journal import Action
from desk_app.records.case.disposal import (
    DisposalItem,
    DisposalRecord,
    DisposalState,
    Hold,
    HoldReason,
)
from desk_app.records.case.findings import Work
from desk_app.rules.case.retention import Retained
from tests.fakes.making import CLERK, DAY, NOW, TO_CHECK, facts, letter, logged, person

DONE, UNTIL = date(2026, 11, 2), date(2028, 11, 2)
ONE_DAY = timedelta(days=1)
HOLD = Hold(HoldReason.SUIT, date(2029, 3, 1), CLERK, DAY, "訴え")


def _index(until: date, *, due: bool) -> WorkIndex:
    what = "dispose" if due else "keep"
    kept = Retained(0, "", DONE, until)
    return WorkIndex(Work.DONE, what, "period_ended", until, DAY, kept=kept)


def _kept(store: Store, number: int, until: date = UNTIL, *, due: bool = True) -> ApplicationId:
    id_ = logged(store, person(f"人{number}"), f"R8-{number:04}", token=f"{number:032x}")
    with store.writing(CLERK, NOW) as books:
        books.files.save(books.files.get(id_), _index(until, due=due))
        books.journal.note(Action.POSTED, id_)
        books.commit()
    return id_


def test_what_is_due_and_what_comes_next(store: Store) -> None:
    late, early = _kept(store, 1), _kept(store, 2, UNTIL - ONE_DAY)
    coming = _kept(store, 3, UNTIL + ONE_DAY, due=False)
    logged(store, person("受付"), "R8-0004", TO_CHECK)
    queries, today = store.queries, UNTIL + ONE_DAY
    due = queries.kept(today, due=True)
    assert [line.id for line in due] == [early, late]
    assert (due[0].name, due[0].receipt_number, due[0].kept_until) == (
        "人2",
        "R8-0002",
        UNTIL - ONE_DAY,
    )
    assert (due[0].completed_on, due[0].sheets, due[0].letters, due[0].hold) == (DONE, 1, 0, None)
    assert [line.id for line in queries.kept(today, due=False)] == [coming]
    assert [line.id for line in queries.kept(today, due=True, limit=1)] == [early]
    with store.writing(CLERK, NOW) as books:
        assert books.lists.queries.kept(today, due=True) == due
        books.files.save(books.files.get(coming), _index(UNTIL, due=True))
        assert coming in [line.id for line in books.lists.queries.kept(today, due=True)]
        assert books.lists.inquiries.kept(today, due=True) == ()


def test_disposal_due_is_a_group_by_the_next_step(store: Store) -> None:
    due = _kept(store, 1)
    turning = logged(store, person("人2"), "R8-0002")
    with store.writing(CLERK, NOW) as books:
        index = replace(
            _index(UNTIL, due=False),
            turns_on=UNTIL + ONE_DAY,
            then_work=Work.DONE,
            then_what="dispose",
            then_why="period_ended",
            then_by=UNTIL + ONE_DAY,
        )
        books.files.save(books.files.get(turning), index)
        books.journal.note(Action.POSTED, turning)
        books.commit()
    order = ListOrder(ApplicationColumn.BY, ascending=True)
    for today, ids in ((UNTIL, (due,)), (UNTIL + ONE_DAY, (due, turning))):
        assert store.queries.counts(today)[Group.DISPOSAL_DUE] == len(ids)
        window = store.queries.window(Filter(group=Group.DISPOSAL_DUE), order, today)
        assert window.ids == ids


def test_a_hold_stands_in_the_list_until_it_is_lifted(store: Store) -> None:
    id_ = _kept(store, 1)
    lifted = replace(HOLD, lifted_by=CLERK, lifted_on=DAY)
    for holds, shown in (((HOLD,), HOLD), ((lifted,), None), ((lifted, HOLD), HOLD)):
        with store.writing(CLERK, NOW) as books:
            file = replace(books.files.get(id_), holds=holds)
            books.files.save(file, _index(UNTIL, due=True))
            books.journal.note(Action.HOLD_ORDERED, id_)
            books.commit()
        (line,) = store.queries.kept(UNTIL + ONE_DAY, due=True)
        assert line.hold == shown


def test_what_is_not_completed_any_more_is_not_kept(store: Store) -> None:
    id_ = _kept(store, 1)
    with store.writing(CLERK, NOW) as books:
        books.files.save(books.files.get(id_), TO_CHECK)
        books.journal.note(Action.JUDGED, id_)
        books.commit()
    assert store.queries.kept(UNTIL + ONE_DAY, due=True) == ()


def test_a_removed_application_is_nowhere(store: Store) -> None:
    id_, other = _kept(store, 1), _kept(store, 2)
    with store.writing(CLERK, NOW) as books:
        file = replace(books.files.get(id_), letters=(letter(1),))
        mail = file.application.mail_item
        books.letters.keep(LetterId("letter-1"), facts(), b"%PDF")
        books.files.save(file, _index(UNTIL, due=True))
        books.journal.note(Action.POSTED, id_)
        books.commit()
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.DISPOSED, id_)
        gone = books.files.remove(id_)
        assert (gone.letters, gone.search_rows) == (1, 1)
        books.commit()
    assert [line.id for line in store.queries.kept(UNTIL + ONE_DAY, due=True)] == [other]
    with store.reading() as books:
        for read in (
            lambda: books.files.get(id_),
            lambda: books.mail.get(mail),
            lambda: books.letters.facts(LetterId("letter-1")),
        ):
            with pytest.raises(NotFound):
                read()
        assert books.files.by_number("R8-0001") is None
        assert books.files.get(other).application.receipt_number == "R8-0002"


def test_what_is_removed_and_not_kept_is_still_there(store: Store) -> None:
    id_ = _kept(store, 1)
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.DISPOSED, id_)
        books.files.remove(id_)
    with store.reading() as books:
        assert books.files.get(id_).application.id == id_


def test_disposals_are_kept_and_numbered(store: Store) -> None:
    item = DisposalItem(ApplicationId(7), "t", "R8-0007", DONE, UNTIL, 4, 2)
    with store.writing(CLERK, NOW) as books:
        assert [books.numbers.next_disposal("R", 8) for _ in range(2)] == [1, 2]
        record = DisposalRecord(0, "8-1", DisposalState.PROPOSED, (item,), CLERK, NOW)
        one, two = books.disposals.add(record), books.disposals.add(record)
        books.disposals.save(replace(one, state=DisposalState.CARRIED_OUT, carried_out_at=NOW))
        books.journal.note(Action.DISPOSAL_PROPOSED)
        books.commit()
    with store.reading() as books:
        assert [each.id for each in books.disposals.all()] == [two.id, one.id]
        assert books.disposals.get(two.id) == two
        found = books.disposals.of_number("R8-0007")
        assert found is not None
        assert (found.id, found.state) == (one.id, DisposalState.CARRIED_OUT)
        assert books.disposals.of_number("R8-0008") is None
        with pytest.raises(NotFound):
            books.disposals.get(99)


def test_the_moments_since_an_entry(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        last = books.journal.mark().sequence
        books.journal.note(Action.SIGNED_IN)
        books.journal.note(Action.DAY_BEGUN)
        assert books.journal.since(last) == (NOW, NOW)
        assert books.journal.since(last + 1) == (NOW,)
        assert books.journal.since(last + 2) == ()
