# SPDX-License-Identifier: MIT
"""A record of provision that is disposed of, in both stores: gone whole, by its random name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from desk_app.desk.ports import Store
from desk_app.desk.rows import Group, JournalFilter
from desk_app.records.base import (
    ApplicationId,
    UserId,
    is_application,
    kept_id_of_provision,
    provision_of,
)
from desk_app.records.books.journal import Action
from desk_app.records.case.disposal import (
    DisposalItem,
    DisposalRecord,
    DisposalState,
    Hold,
    HoldReason,
)
from desk_app.records.registers import ProvisionEntry, ProvisionKind
from tests.fakes.making import CLERK, DAY, NOW

TOKEN = "ab" * 16


def test_it_goes_and_the_other_stays(store: Store) -> None:
    row = ProvisionEntry(0, ProvisionKind.PROVIDED, DAY, party="甲社", person="見本 花子")
    with store.writing(CLERK, NOW) as books:
        for token in (TOKEN, "cd" * 16):
            books.registers.keep_provision(
                ProvisionEntry(0, row.kind, row.on, row.party, person=row.person, token=token)
            )
        books.journal.note(Action.REGISTER_ENTERED, None)
        books.commit()
    id_ = kept_id_of_provision(1)
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.DISPOSED, id_)
        gone = books.files.remove(id_)
        books.commit()
    assert (gone.rows >= 1, "見本 花子" in gone.words) == (True, True)
    with store.reading() as books:
        assert [each.id for each in books.registers.provisions()] == [2]
        assert books.registers.provision(2).person == "見本 花子"
        assert books.registers.count_provisions() == 1


def test_what_is_over_is_counted_in_what_is_due_and_what_is_held_is_not(store: Store) -> None:
    """Three years are over on 2029-11-25; by contract one is enough; no person, no disposal."""
    made = datetime(2026, 11, 25, 3, tzinfo=UTC)
    row = ProvisionEntry(
        0, ProvisionKind.PROVIDED, DAY, party="甲社", person="見本 花子", entered_at=made
    )
    held = (Hold(HoldReason.SUIT, DAY, UserId("chief"), DAY),)
    with store.writing(CLERK, NOW) as books:
        for each in (
            row,
            replace(row, by_contract=True),
            replace(row, holds=held),
            replace(row, person=""),
            replace(row, kind=ProvisionKind.ENTRUSTED),
            replace(row, last_on=date(2027, 5, 1), by_contract=True),
        ):
            books.registers.keep_provision(each)
        books.journal.note(Action.REGISTER_ENTERED, None)
        books.commit()
    for today, count in (
        (date(2027, 11, 2), 0),
        (date(2027, 11, 3), 1),
        (date(2028, 5, 1), 1),
        (date(2028, 5, 2), 2),
        (date(2029, 11, 25), 2),
        (date(2029, 11, 26), 3),
    ):
        assert store.queries.counts(today)[Group.DISPOSAL_DUE] == count, today
        assert (Group.DISPOSAL_DUE in store.queries.first_days(today)) == bool(count)
    figures, last = store.figures, date(2029, 11, 25)
    one, two, six = date(2027, 11, 2), last, date(2028, 5, 1)
    assert figures.kept_until(last) == {one: 1, six: 1, two: 2}
    assert figures.kept_until(one - timedelta(days=1)) == {}
    ids = [kept_id_of_provision(number) for number in (2, 6, 3, 1)]
    assert figures.kept_ids(date.min, last) == tuple(ids)
    assert figures.kept_ids(six, last - timedelta(days=1)) == (ids[1],)
    days = store.queries.first_days(date(2029, 11, 26))[Group.DISPOSAL_DUE]
    assert (days.arrived, days.by) == (DAY, date(2027, 11, 2))


def test_the_journal_finds_it_by_its_number_there_or_gone(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        row = ProvisionEntry(0, ProvisionKind.PROVIDED, DAY, "甲社", person="見本", token=TOKEN)
        id_ = kept_id_of_provision(books.registers.keep_provision(row).id)
        books.journal.note(Action.REGISTER_ENTERED, id_, entry=1)
        books.commit()
    for typed in ("TP-0001", "ｔｐ１", " tp-1 "):
        window = store.journal.window(JournalFilter(subject=typed))
        (line,) = store.journal.lines(window.ids)
        assert (line.action, line.subject) == (Action.REGISTER_ENTERED, "TP-0001")
    assert store.journal.window(JournalFilter(subject="TP-2")).ids == ()
    with store.writing(CLERK, NOW) as books:
        item = DisposalItem(id_, TOKEN, "TP-0001", DAY, DAY, 1)
        made = books.disposals.add(
            DisposalRecord(0, "8-1", DisposalState.SIGNED, (item,), CLERK, NOW)
        )
        books.disposals.save(replace(made, state=DisposalState.CARRIED_OUT))
        books.journal.note(Action.DISPOSED, id_)
        books.files.remove(id_)
        books.commit()
    found = store.journal.lines(store.journal.window(JournalFilter(subject="tp-1")).ids)
    assert [(each.action, each.subject) for each in found] == [
        (Action.DISPOSED, "TP-0001"),
        (Action.REGISTER_ENTERED, "TP-0001"),
    ]


def test_what_is_kept_alike_is_told_apart() -> None:
    assert provision_of(kept_id_of_provision(7)) == 7
    for id_ in (ApplicationId(3), ApplicationId(-3)):
        assert provision_of(id_) is None
    assert [is_application(ApplicationId(n)) for n in (3, -3, kept_id_of_provision(3))] == [
        True,
        False,
        False,
    ]
