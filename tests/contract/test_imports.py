# SPDX-License-Identifier: MIT
"""Imports of a ledger, in both stores: whole, found, known as doubles, taken back (K4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from desk_app.desk.errors import NotFound
from desk_app.desk.ports import Books, Store
from desk_app.desk.rows import Filter, InquiryPlace, ListOrder, WorkIndex
from desk_app.records.base import ApplicationId, ClaimId, InquiryKey, MailItemId
from desk_app.records.books.journal import Action
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.case.application import Claim, Right
from desk_app.records.case.findings import Work
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.inquiries import (
    Channel,
    Inquiry,
    InquiryKind,
    InquirySaid,
    InquiryWork,
)
from desk_app.records.importing import KnownEntry, LedgerImport
from desk_app.records.registers import (
    DataPlace,
    ProvisionEntry,
    ProvisionKind,
    TrainingEntry,
    UsePurpose,
)
from desk_app.rules.case.retention import Retained
from tests.fakes.making import CLERK, DAY, NOW, application, envelope, person

AT = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)
COMPLETED = date(2024, 5, 1)
NUMBER = "台-0017"


def taken(store: Store, own_number: str = NUMBER) -> LedgerImport:
    """Keep an import of one closed entry and one that waits."""
    with store.writing(CLERK, NOW) as books:
        record = books.imports.add(LedgerImport(0, AT, CLERK, "ab" * 32, 1, 1, 2))
        mail, id_ = books.imports.next_ids()
        item = replace(envelope(), id=mail, version=1, handled=True)
        made = replace(
            application(person("目印佐藤"), item, "R6-0001"),
            id=id_,
            version=1,
            token="cd" * 16,
            claims=(Claim(ClaimId("c" * 32), Right.DISCLOSURE),),
            own_number=own_number,
            completed_before=COMPLETED,
            outcome_before="開示",
            imported=record.id,
        )
        kept = Retained(id_, made.receipt_number, COMPLETED, date(2026, 5, 1))
        index = WorkIndex(Work.DONE, "dispose", "period_ended", None, DAY, kept=kept)
        waiting = replace(envelope(), id=MailItemId(mail + 1), version=1, handled=False)
        books.imports.add_whole([waiting], [(ApplicationFile(made, (item,)), index)])
        books.journal.note(Action.ENTRY_CARRIED_OVER, id_, own_number=NUMBER)
        record = replace(
            record,
            first_application=id_,
            last_application=id_,
            first_mail=mail,
            last_mail=mail + 1,
        )
        books.imports.save(record)
        books.commit()
    return record


def untouched(store: Store, record: LedgerImport) -> bool:
    with store.reading() as books:
        return books.imports.untouched(record)


def test_what_was_added_whole_is_read_as_if_it_had_been_saved(store: Store) -> None:
    record = taken(store)
    id_ = ApplicationId(record.first_application)
    with store.reading() as books:
        file = books.files.get(id_)
        assert (file.application.own_number, file.application.imported) == (NUMBER, record.id)
        assert (file.application.completed_before, file.application.version) == (COMPLETED, 1)
        assert file.application.rights() == (Right.DISCLOSURE,)
        assert [item.id for item in file.mail] == [record.first_mail]
        assert books.files.by_number("R6-0001") == id_
        assert books.imports.all() == (record,)
        assert books.imports.get(record.id) == record
        assert books.imports.of_file("ab" * 32) == record
        assert books.imports.of_file("ff" * 32) is None
        with pytest.raises(NotFound):
            books.imports.get(99)
    for text in ("佐藤", NUMBER, "R6-0001"):
        window = store.queries.window(Filter(text=text), ListOrder(), DAY)
        assert window.ids == (id_,), text


def test_a_double_is_known_by_day_or_by_its_own_number(store: Store) -> None:
    taken(store)
    known = KnownEntry("R6-0001", NUMBER, "目印佐藤", DAY)
    with store.reading() as books:
        assert tuple(books.imports.known(DAY, DAY, ())) == (known,)
        assert tuple(books.imports.known(date(2000, 1, 1), date(2000, 1, 2), ())) == (known,)


def test_a_double_is_known_by_the_receipt_number_of_another_day(store: Store) -> None:
    taken(store, own_number="")
    long_ago = date(2000, 1, 1)
    with store.reading() as books:
        found = tuple(books.imports.known(long_ago, long_ago, ("?", "R6-0001")))
        assert [each.receipt_number for each in found] == ["R6-0001"]
        assert not tuple(books.imports.known(long_ago, long_ago, ("?",)))


def test_it_is_untouched_until_something_follows(store: Store) -> None:
    record = taken(store)
    assert untouched(store, record)
    assert not untouched(store, replace(record, carried=2))


def _correct(books: Books, record: LedgerImport) -> None:
    file = books.files.get(ApplicationId(record.first_application))
    changed = replace(file, application=replace(file.application, scope="別"))
    index = WorkIndex(Work.DONE, "keep", "completed", None, DAY)
    books.files.save(changed, index)


def _handle(books: Books, record: LedgerImport) -> None:
    books.mail.save(replace(books.mail.get(MailItemId(record.last_mail)), handled=True))


def _supplement(books: Books, record: LedgerImport) -> None:
    concerns = ApplicationId(record.first_application)
    books.mail.add(replace(envelope(), concerns=concerns))


@pytest.mark.parametrize("follow", [_correct, _handle, _supplement])
def test_what_followed_is_seen(store: Store, follow: Callable[[Books, LedgerImport], None]) -> None:
    record = taken(store)
    with store.writing(CLERK, NOW) as books:
        follow(books, record)
        books.journal.note(Action.MAIL_HANDLED)
        books.commit()
    assert not untouched(store, record)


def test_an_untouched_import_goes_with_all_that_it_brought(store: Store) -> None:
    record = taken(store)
    with store.writing(CLERK, NOW) as books:
        books.drafts.keep(CLERK, f"decision-{'c' * 32}", "{}")
        books.drafts.keep(CLERK, "narrowed-mine", "{}")
        books.drafts.keep(CLERK, "mail-1001", "{}")
        books.imports.remove(record)
        books.journal.note(Action.IMPORT_TAKEN_BACK)
        books.commit()
    with store.reading() as books:
        for item in (record.first_mail, record.last_mail):
            with pytest.raises(NotFound):
                books.mail.get(MailItemId(item))
        assert books.files.by_number("R6-0001") is None
        assert books.files.all_ids() == ()
        assert books.drafts.get(CLERK, "narrowed-mine") == "{}"
        assert books.drafts.get(CLERK, "mail-1001") == "{}"
        assert books.drafts.get(CLERK, f"decision-{'c' * 32}") is None
        assert not tuple(books.imports.known(DAY, DAY, ()))
    for text in ("佐藤", NUMBER, "R6-0001"):
        assert store.queries.window(Filter(text=text), ListOrder(), DAY).ids == ()
    assert not store.figures.counted(DAY, DAY)


def test_ids_follow_those_that_were_ever_given(store: Store) -> None:
    record = taken(store)
    with store.reading() as books:
        assert books.imports.next_ids() == (record.last_mail + 1, record.last_application + 1)


ENTRIES: Mapping[LedgerKind, Callable[[Books, int], int]] = {
    LedgerKind.PURPOSES: lambda books, _: books.registers.keep_purpose(UsePurpose(0, ())).id,
    LedgerKind.PLACES: lambda books, _: books.registers.keep_place(DataPlace(0, ())).id,
    LedgerKind.TRAININGS: lambda books, number: (
        books.registers.keep_training(TrainingEntry(0, DAY, str(number))).id
    ),
    LedgerKind.PROVISIONS: lambda books, number: (
        books.registers.keep_provision(
            ProvisionEntry(0, ProvisionKind.PROVIDED, DAY, person="目印佐藤", token=f"{number:032}")
        ).id
    ),
    LedgerKind.INQUIRIES: lambda books, number: (
        books.inquiries.add(
            Inquiry(
                InquiryKey(0),
                f"{number:032}",
                f"R6-Q{number:04}",
                InquirySaid(DAY, Channel.WEB, InquiryKind.INQUIRY, "何か", name="目印佐藤"),
                NOW,
                CLERK,
                own_number=f"苦-{number}",
            ),
            InquiryPlace(InquiryWork.TO_TAKE),
        ).id
    ),
}


@pytest.mark.parametrize("kind", ENTRIES)
def test_entries_of_other_ledgers_go_by_their_span(store: Store, kind: LedgerKind) -> None:
    with store.writing(CLERK, NOW) as books:
        ids = [ENTRIES[kind](books, number) for number in (1, 2, 3)]
        record = LedgerImport(0, AT, CLERK, "ab" * 32, 0, 2, 0, kind=kind)
        record = replace(record, first_entry=ids[1], last_entry=ids[2])
        record = books.imports.add(record)
        books.journal.note(Action.LEDGER_IMPORTED)
        books.commit()
    with store.writing(CLERK, NOW) as books:
        assert books.imports.get(record.id) == record
        assert not books.imports.is_in_disposal(record)
        assert books.imports.untouched(record) or kind is not LedgerKind.INQUIRIES
        known = [each.own_number for each in books.imports.known_inquiries()]
        assert known == (["苦-1", "苦-2", "苦-3"] if kind is LedgerKind.INQUIRIES else [])
        books.imports.remove(record)
        books.journal.note(Action.IMPORT_TAKEN_BACK)
        books.commit()
    with store.reading() as books:
        left: Mapping[LedgerKind, tuple[Any, ...]] = {
            LedgerKind.PURPOSES: books.registers.purposes(),
            LedgerKind.PLACES: books.registers.places(),
            LedgerKind.TRAININGS: books.registers.trainings(),
            LedgerKind.PROVISIONS: books.registers.provisions(),
            LedgerKind.INQUIRIES: tuple(
                books.inquiries.get(InquiryKey(1)) for _ in books.imports.known_inquiries()
            ),
        }
    assert [each.id for each in left[kind]] == ids[:1]
