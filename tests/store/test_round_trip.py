# SPDX-License-Identifier: MIT
"""Every record comes back from the encrypted file as it went in."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.desk.rows import WorkIndex
from desk_app.records.base import ApplicationId, LetterId, MailItemId
from desk_app.records.books.journal import Action
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.letters import LetterFacts
from desk_app.records.case.mail import MailItem
from desk_app.records.desk.people import User
from desk_app.records.desk.profile import DeskProfile
from desk_app.store.books.files import HISTORY
from desk_app.store.database import SqlStore
from tests.fakes.making import CLERK, NOW, TO_CHECK, envelope, logged, person
from tests.store.strategies import files, mail_items, records

MANY = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def kept(store: SqlStore, drawn: ApplicationFile) -> ApplicationId:
    """Keep a drawn file under a new id; its number is made its own."""
    with store.writing(CLERK, NOW) as books:
        added = books.files.add(drawn.application)
        number = f"{added.id}-{added.receipt_number}" if added.receipt_number else ""
        application = replace(added, receipt_number=number)
        books.files.save(replace(drawn, application=application), TO_CHECK)
        books.journal.note(Action.APPLICATION_LOGGED, added.id)
        books.commit()
    return added.id


def read(store: SqlStore, id_: ApplicationId) -> ApplicationFile:
    with store.reading() as books:
        return books.files.get(id_)


def own(file: ApplicationFile) -> ApplicationFile:
    """A file without what other rows decide."""
    application = replace(file.application, id=ApplicationId(0), version=0, receipt_number="")
    return replace(file, application=application, mail=(), siblings=())


def one_mail_item(store: SqlStore) -> MailItemId:
    with store.writing(CLERK, NOW) as books:
        id_ = books.mail.add(envelope()).id
        books.journal.note(Action.MAIL_LOGGED)
        books.commit()
    return id_


@MANY
@given(st.data())
def test_a_file_comes_back_as_it_was_saved_and_changed_into_any_other_as_that(
    store: SqlStore, data: st.DataObject
) -> None:
    mail_item = one_mail_item(store)
    drawn, other = data.draw(files(mail_item)), data.draw(files(mail_item))
    id_ = kept(store, drawn)
    assert own(read(store, id_)) == own(drawn)
    with store.writing(CLERK, NOW) as books:
        before = books.files.get(id_).application
        same = replace(
            other.application,
            id=id_,
            version=before.version,
            token=before.token,
            receipt_number=before.receipt_number,
        )
        books.files.save(replace(other, application=same), TO_CHECK)
        books.journal.note(Action.APPLICATION_CORRECTED, id_)
        books.commit()
    assert own(read(store, id_)) == own(replace(other, application=same))


@MANY
@given(drawn=mail_items(), other=mail_items())
def test_a_mail_item_comes_back_as_it_was_saved(
    store: SqlStore, drawn: MailItem, other: MailItem
) -> None:
    with store.writing(CLERK, NOW) as books:
        added = books.mail.add(drawn)
        books.journal.note(Action.MAIL_LOGGED)
        books.commit()
    with store.writing(CLERK, NOW) as books:
        read_back = books.mail.get(added.id)
        books.mail.save(replace(other, id=added.id, version=read_back.version))
        books.journal.note(Action.MAIL_HANDLED)
        books.commit()
    with store.reading() as books:
        changed = books.mail.get(added.id)
    assert read_back == added
    held = tuple(replace(thing, mail_item=added.id) for thing in other.held)
    assert changed == replace(other, id=added.id, version=changed.version, held=held)


@MANY
@given(facts=records(LetterFacts), pages=st.binary())
def test_facts_and_pages_of_a_letter_come_back(
    store: SqlStore, facts: LetterFacts, pages: bytes
) -> None:
    with store.writing(CLERK, NOW) as books:
        number = books.numbers.next_document("R", 8)
        books.letters.keep(LetterId(f"l-{number}"), facts, pages)
        books.journal.note(Action.LETTER_ISSUED)
        books.commit()
    with store.reading() as books:
        assert books.letters.facts(LetterId(f"l-{number}")) == facts
        assert books.letters.pages(LetterId(f"l-{number}")) == pages


@MANY
@given(profile=records(DeskProfile), user=records(User))
def test_profile_and_users_come_back(store: SqlStore, profile: DeskProfile, user: User) -> None:
    with store.writing(CLERK, NOW) as books:
        books.settings.keep_profile(profile)
        books.people.add(user)
        books.journal.note(Action.USER_ADDED)
        assert books.settings.profile() == profile
        assert books.people.get(user.id) == user


@MANY
@given(index=records(WorkIndex))
def test_a_place_in_the_lists_comes_back(store: SqlStore, index: WorkIndex) -> None:
    index = replace(index, turns_on=None, then_work=None)
    id_ = logged(store, person("山田 太郎"), f"R8-{uuid4().int}")
    with store.writing(CLERK, NOW) as books:
        books.files.save(books.files.get(id_), index)
        books.journal.note(Action.JUDGED, id_)
        books.commit()
    (line,) = store.queries.lines([id_], date(2026, 11, 2))
    shown = WorkIndex(line.work, line.next_what, line.why, line.by, line.since)
    by = None if index.by == date.max else index.by
    assert shown == WorkIndex(index.work, index.what, index.why, by, index.since)


def test_every_part_of_a_file_has_its_table() -> None:
    elsewhere = {"application", "mail", "siblings"}
    assert HISTORY.keys() == {each.name for each in fields(ApplicationFile)} - elsewhere
