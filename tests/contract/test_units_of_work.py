# SPDX-License-Identifier: MIT
"""A unit of work keeps all or nothing, notes what it does, and overwrites no unseen change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.desk.errors import NotFound, StaleEdit
from desk_app.desk.ports import Store
from desk_app.records.base import ApplicationId, HeldThingId, LetterId, MailItemId, UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.mail import HeldKind, HeldThing
from desk_app.records.desk.people import Role, User
from desk_app.records.desk.profile import DeskProfile
from tests.fakes.making import (
    CLERK,
    DAY,
    NOW,
    TO_CHECK,
    application,
    envelope,
    facts,
    keep,
    letter,
    logged,
    person,
)

THING = HeldThing(HeldThingId("h-1"), HeldKind.CASH, MailItemId(0), amount=500)


def test_what_was_not_committed_is_not_there(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        mail = books.mail.add(envelope())
        file = keep(books, application(person("山田 太郎"), mail, "R8-0001"))
        books.numbers.next_receipt("R", 8)
        books.drafts.keep(CLERK, "intake", "{}")
    with store.reading() as books:
        with pytest.raises(NotFound):
            books.mail.get(mail.id)
        with pytest.raises(NotFound):
            books.files.get(file.application.id)
        assert books.drafts.get(CLERK, "intake") is None
        assert len(books.journal.entries()) == 1


def test_a_failure_leaves_everything_as_it_was(store: Store) -> None:
    id_ = logged(store, person("山田 太郎"))
    with store.reading() as books:
        before = books.files.get(id_)
    with pytest.raises(ZeroDivisionError):
        _rename_and_fail(store, id_)
    with store.reading() as books:
        assert books.files.get(id_) == before
        assert [entry.action for entry in books.journal.entries(id_)] == [Action.APPLICATION_LOGGED]


def test_a_change_without_an_entry_is_not_kept(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        books.mail.add(envelope())
        with pytest.raises(RuntimeError):
            books.commit()
    assert store.queries.mail_window(open_only=False).ids == ()


def test_a_draft_alone_needs_no_entry(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        books.drafts.keep(CLERK, "intake", "{}")
        books.commit()
    with store.writing(CLERK, NOW) as books:
        books.drafts.drop(CLERK, "intake")
        books.mail.add(envelope())
        with pytest.raises(RuntimeError):
            books.commit()
    with store.writing(CLERK, NOW) as books:
        assert books.drafts.get(CLERK, "intake") == "{}"
        books.drafts.drop(CLERK, "intake")
        books.commit()
    with store.reading() as books:
        assert books.drafts.get(CLERK, "intake") is None
        assert len(books.journal.entries()) == 1


def test_a_commit_of_nothing_needs_no_entry(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        books.people.all()
        books.commit()
    with store.reading() as books:
        assert len(books.journal.entries()) == 1


def test_reading_keeps_and_notes_nothing(store: Store) -> None:
    with store.reading() as books:
        with pytest.raises(RuntimeError):
            books.commit()
        with pytest.raises(RuntimeError):
            books.journal.note(Action.SIGNED_IN)


def test_one_unit_of_work_at_a_time(store: Store) -> None:
    with store.reading(), pytest.raises(RuntimeError), store.writing(CLERK, NOW):
        pass
    with store.writing(CLERK, NOW), pytest.raises(RuntimeError):
        store.queries.counts(DAY)


def test_unknown_ids_are_told(store: Store) -> None:
    with store.reading() as books:
        for ask in (
            lambda: books.mail.get(MailItemId(99)),
            lambda: books.files.get(ApplicationId(99)),
            lambda: books.letters.pages(LetterId("none")),
            lambda: books.letters.facts(LetterId("none")),
            lambda: books.people.get(UserId("none")),
            lambda: books.people.save(User(UserId("none"), "Kenji Ogawa", frozenset())),
            lambda: books.journal.entries(ApplicationId(99)),
        ):
            with pytest.raises(NotFound):
                ask()


def test_the_versions_of_one_unit_of_work_move_on_once(store: Store) -> None:
    id_ = logged(store, person("山田 太郎"))
    with store.writing(CLERK, NOW) as books:
        first = books.files.get(id_)
        books.files.save(replace(first, letters=(letter(1),)), TO_CHECK)
        books.files.save(replace(first, letters=(letter(1), letter(2))), TO_CHECK)
        books.files.save(replace(books.files.get(id_), letters=(letter(3),)), TO_CHECK)
        books.journal.note(Action.LETTER_ISSUED, id_)
        books.commit()
    with store.reading() as books:
        after = books.files.get(id_)
    assert first.application.version == 1
    assert after.application.version == 2
    assert after.letters == (letter(3),)


def test_an_index_alone_moves_no_version(store: Store) -> None:
    id_ = logged(store, person("山田 太郎"))
    with store.writing(CLERK, NOW) as books:
        file = books.files.get(id_)
        books.files.save(file, replace(TO_CHECK, why="seal_unread"))
        books.journal.note(Action.JUDGED, id_)
        books.commit()
    with store.reading() as books:
        assert books.files.get(id_) == file
    assert store.queries.lines([id_], DAY)[0].why == "seal_unread"


def test_an_application_changed_meanwhile_is_stale(store: Store) -> None:
    id_ = logged(store, person("山田 太郎"))
    with store.reading() as books:
        seen = books.files.get(id_)
    with store.writing(CLERK, NOW) as books:
        books.files.save(replace(books.files.get(id_), letters=(letter(1),)), TO_CHECK)
        books.journal.note(Action.LETTER_ISSUED, id_)
        books.commit()
    with store.writing(CLERK, NOW) as books:
        with pytest.raises(StaleEdit):
            books.files.save(replace(seen, letters=(letter(2),)), TO_CHECK)
        books.commit()
    with store.reading() as books:
        assert books.files.get(id_).letters == (letter(1),)


def test_a_mail_item_changed_meanwhile_is_stale(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        seen = books.mail.add(envelope())
        books.journal.note(Action.MAIL_LOGGED)
        books.commit()
    with store.writing(CLERK, NOW) as books:
        books.mail.save(replace(seen, note="first"))
        books.journal.note(Action.MAIL_HANDLED)
        books.commit()
    with store.writing(CLERK, NOW) as books, pytest.raises(StaleEdit):
        books.mail.save(replace(seen, note="second"))
    with store.reading() as books:
        after = books.mail.get(seen.id)
    assert (seen.version, after.version, after.note) == (1, 2, "first")


def test_what_is_held_names_its_mail_item(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        kept = books.mail.add(envelope(held=(THING,)))
        second = replace(THING, id=HeldThingId("h-2"))
        books.mail.save(replace(kept, held=(*kept.held, second)))
        books.journal.note(Action.MAIL_LOGGED)
        books.commit()
    with store.reading() as books:
        held = books.mail.get(kept.id).held
    assert [thing.mail_item for thing in held] == [kept.id, kept.id]
    assert kept.held[0].mail_item == kept.id != MailItemId(0)


def test_an_application_is_read_with_its_mail_and_its_siblings(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        own = books.mail.add(envelope())
        first = keep(books, application(person("山田 太郎"), own, "R8-0001"))
        second = keep(books, application(person("山田 花子"), own, "R8-0002"))
        id_ = first.application.id
        later = books.mail.add(envelope(date(2026, 11, 9), concerns=id_))
        sooner = books.mail.add(envelope(date(2026, 11, 5), concerns=id_))
        books.commit()
    with store.reading() as books:
        file = books.files.get(id_)
        assert file.mail == (own, sooner, later)
        assert file.siblings == (second.application.id,)
        assert books.files.of_mail(own.id) == (id_, second.application.id)
        assert books.files.of_mail(later.id) == (id_,)
        assert books.files.by_number("R8-0002") == second.application.id
        assert books.files.by_number("R8-0003") is None
        assert books.files.by_number("") is None


def test_open_are_all_that_are_not_done(store: Store) -> None:
    done = replace(TO_CHECK, work=type(TO_CHECK.work).DONE)
    first = logged(store, person("山田"), "R8-0001")
    logged(store, person("山口"), "R8-0002", done)
    third = logged(store, person("山下"), "R8-0003")
    with store.reading() as books:
        assert books.files.open_ids() == (first, third)


def test_numbers_run_by_era_and_year(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        receipts = [books.numbers.next_receipt("R", 8) for _ in range(3)]
        assert receipts == [1, 2, 3]
        assert books.numbers.next_document("R", 8) == 1
        assert books.numbers.next_receipt("R", 9) == 1
        assert books.numbers.next_receipt("X", 8) == 1
        books.journal.note(Action.MAIL_LOGGED)
        books.commit()
    with store.writing(CLERK, NOW) as books:
        assert books.numbers.next_receipt("R", 8) == 4


def test_a_letter_is_kept_once(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        books.letters.keep(LetterId("l-1"), facts(), b"%PDF-1.7")
        books.journal.note(Action.LETTER_ISSUED)
        books.commit()
    with pytest.raises(Exception), store.writing(CLERK, NOW) as books:  # noqa: B017, PT011
        books.letters.keep(LetterId("l-1"), facts(), b"%PDF-1.8")
    with store.reading() as books:
        assert books.letters.pages(LetterId("l-1")) == b"%PDF-1.7"
        assert books.letters.facts(LetterId("l-1")) == facts()


def test_drafts_are_each_users_own(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        books.drafts.keep(CLERK, "intake", '{"a": 1}')
        books.drafts.keep(CLERK, "intake", '{"a": 2}')
        books.drafts.keep(CLERK, "decision-1", "{}")
        books.journal.note(Action.DRAFT_SAVED)
        books.commit()
    with store.writing(CLERK, NOW) as books:
        assert books.drafts.get(CLERK, "intake") == '{"a": 2}'
        assert books.drafts.get(UserId("u-2"), "intake") is None
        assert books.drafts.keys(CLERK) == ("decision-1", "intake")
        assert books.drafts.keys(UserId("u-2")) == ()
        books.drafts.drop(CLERK, "intake")
        books.drafts.drop(CLERK, "never kept")
        assert books.drafts.get(CLERK, "intake") is None


def test_people_and_values_of_the_desk(store: Store) -> None:
    new = User(UserId("u-0"), "Kenji Ogawa", frozenset({Role.CLERK, Role.AUDITOR}))
    profile = DeskProfile(company_ja="架空株式会社", address_ja=("架空県", "架空市"))
    with store.writing(CLERK, NOW) as books:
        assert books.settings.profile().sample
        books.people.add(new)
        books.settings.keep_profile(profile)
        books.settings.keep_value("rulebook_version", "2")
        books.journal.note(Action.USER_ADDED)
        books.commit()
    with store.reading() as books:
        assert [user.id for user in books.people.all()] == ["u-1", "u-2", "u-0"]
        assert books.people.get(UserId("u-0")) == new
        assert books.settings.profile() == profile
        assert books.settings.value("rulebook_version") == "2"
        assert books.settings.value("never kept") is None
    changed = replace(new, roles=frozenset({Role.SUPERVISOR}))
    with store.writing(CLERK, NOW) as books:
        books.people.save(changed)
        books.journal.note(Action.ROLES_CHANGED)
        books.commit()
    with store.reading() as books:
        assert books.people.all()[-1] == changed


def test_the_journal_is_chained_and_holds_no_value(store: Store) -> None:
    id_ = logged(store, person("山田 太郎"))
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.JUDGED, id_, name="山田 太郎", due=DAY, count=3, nothing=None)
        mark = books.journal.mark()
        books.commit()
    with store.reading() as books:
        entries = books.journal.entries()
        assert books.journal.mark() == mark
        assert books.journal.entries(id_) == entries[1:]
    assert [entry.sequence for entry in entries] == [1, 2, 3]
    assert [entry.previous for entry in entries] == ["00" * 32, *(e.hash for e in entries[:-1])]
    assert str(mark) == f"#3 {entries[-1].hash[-12:]}"
    assert entries[-1].at == NOW
    assert (entries[0].subject, entries[1].subject) == ("", "token-R8-0001")
    assert "山田" not in entries[-1].digests
    assert all(name in entries[-1].digests for name in ("name", "due", "count", "nothing"))


def test_the_same_value_has_the_same_digest_only_for_one_subject(store: Store) -> None:
    ids = [logged(store, person("山田"), f"R8-000{n}") for n in (1, 2)]
    with store.writing(CLERK, NOW) as books:
        for id_ in (ids[0], ids[0]):
            books.journal.note(Action.JUDGED, id_, name="山田")
        books.commit()
    with store.reading() as books:
        first, second = books.journal.entries(ids[0])[-2:]
    assert first.digests == second.digests


def _rename_and_fail(store: Store, id_: ApplicationId) -> None:
    with store.writing(CLERK, NOW) as books:
        file = books.files.get(id_)
        renamed = replace(file.application, principal=person("山口 次郎"))
        books.files.save(replace(file, application=renamed), TO_CHECK)
        books.journal.note(Action.APPLICATION_CORRECTED, id_)
        raise ZeroDivisionError


def test_several_applications_are_read_at_once_as_one_by_one(store: Store) -> None:
    one = logged(store, person("一"), "R8-0001", token="1" * 32)
    with store.writing(CLERK, NOW) as books:
        both = books.mail.add(envelope())
        two, three = (
            keep(books, application(person(name), both, f"R8-{number:04}")).application.id
            for number, name in ((2, "二"), (3, "三"))
        )
        # What came later for the first, and earlier than what came before it.
        for day in (DAY + timedelta(days=2), DAY + timedelta(days=1)):
            books.mail.add(envelope(day, concerns=one))
        books.commit()
    with store.reading() as books:
        wanted = (three, one, two)
        through = books.files.read_through((*wanted[:1], ApplicationId(99), *wanted[1:]))
        assert through == tuple(map(books.files.get, wanted))
        assert books.files.decided(wanted) == (), "nothing was decided of them"
    assert [len(file.mail) for file in through] == [1, 3, 1]
    assert through[0].siblings == (two,)
