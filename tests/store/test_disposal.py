# SPDX-License-Identifier: MIT
"""Disposal: rows and words that go, traces looked for on every page, the list that stays."""

from __future__ import annotations

import json
import random
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from io import BytesIO
from random import Random

import pytest
import sqlcipher3.dbapi2 as driver
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table as SqlTable
from sqlalchemy import text
from sqlalchemy.engine import Connection

from desk_app.desk.errors import Cancelled, DamageFound, NotFound
from desk_app.desk.ports import Progress
from desk_app.desk.rows import Filter, ListOrder, WorkIndex
from desk_app.records.base import ApplicationId, ClaimId, InquiryId, LetterId, MailItemId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Correction, Proxy, ProxyKind
from desk_app.records.case.disposal import (
    DisposalItem,
    DisposalRecord,
    DisposalState,
    Hold,
    HoldReason,
    Traces,
)
from desk_app.records.case.findings import Work
from desk_app.records.case.history import DepartmentInquiry, RegisteredRecord, Withdrawal
from desk_app.records.case.mail import HeldKind, HeldThing
from desk_app.records.case.papers import Enclosure, Subject
from desk_app.rules.case.retention import Retained
from desk_app.store.database import EMPTY_LOG, SqlStore
from desk_app.store.disk.desk_file import PAGE_BYTES
from desk_app.store.disposal import page_scan, removal, traces
from desk_app.store.disposal.page_scan import ScannedWords
from desk_app.store.disposal.traces import standing_in
from desk_app.store.journal import book
from desk_app.store.schema import connecting
from desk_app.store.schema import engine as schema
from desk_app.store.schema.columns import Disposal
from desk_app.store.schema.engine import driver_connection
from desk_app.store.search import search
from tests.fakes.making import CLERK, DAY, NOW, application, envelope, facts, keep, letter, person
from tests.fakes.real_store import Place
from tests.store.keys_at import list_disposed, listed_names

PERSONS = 6
GROWN = 600
RARE = "龗靇龕龘靐齉"
"""Characters that stand nowhere else in a desk."""
DONE = WorkIndex(
    Work.DONE,
    "dispose",
    "period_ended",
    date(2028, 11, 3),
    DAY,
    kept=Retained(0, "", date(2026, 11, 2), date(2028, 11, 2)),
)
OTHER_KEY = bytes(range(32))
SAMPLES = "SELECT sample FROM sqlite_stat4"
SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"


def token(number: int) -> str:
    return f"{number:032x}"


def marks(number: int) -> tuple[str, ...]:
    """What marks a person: name, kana, address, telephone, and the person's proxy."""
    rare = RARE[number % 6] + RARE[number // 6 % 6]
    return (
        f"{rare}川 目印{number:02}",
        f"リュウガワ メジルシ{number:02}",
        f"龕県龘市靐町{number + 11}番地",
        f"0909999{number:04}",
        f"{rare}山 代理{number:02}",
    )


def logged(store: SqlStore, number: int, *, mail: MailItemId | None = None) -> ApplicationId:
    """Log a marked person with everything that can name one."""
    name, kana, address, phone, proxy = marks(number)
    with store.writing(CLERK, NOW) as books:
        item = books.mail.get(mail) if mail else books.mail.add(envelope(sender=name, note=address))
        made = application(
            person(name, kana, address=address, registered_address=address, phone=phone),
            item,
            f"R8-{number:04}",
            token=token(number),
            proxy=Proxy(ProxyKind.PARENT, proxy, address=address),
            corrections=(Correction("name", proxy, name, "誤記", CLERK, NOW),),
        )
        id_ = keep(books, made).application.id
        came = books.mail.add(envelope(sender=name, concerns=id_, tracking_number=phone))
        paper = Enclosure("e-1", "licence", Subject.PRINCIPAL, came.id, DAY, name=name)  # type: ignore[arg-type]
        record = RegisteredRecord("1", name=name, address=address)
        file = replace(
            books.files.get(id_),
            enclosures=(paper,),
            inquiries=(DepartmentInquiry(InquiryId("i"), "課", DAY, CLERK, records=(record,)),),
            withdrawals=(Withdrawal(came.id, (ClaimId("c-1"),), None, DAY, signed=True),),
            letters=(letter(number),),
            holds=(Hold(HoldReason.SUIT, DAY, CLERK, DAY, name, CLERK, DAY),),
        )
        told = replace(facts(), addressee=replace(facts().addressee, name=name))
        books.letters.keep(LetterId(f"letter-{number}"), told, f"%PDF {name}".encode())
        for key in (f"supplement-{id_}", "answer-i", f"seal-{id_}-e-1", f"verdict-{id_}-name-e-1"):
            books.drafts.keep(CLERK, key, name)
        books.journal.note(Action.APPLICATION_CORRECTED, id_, name=name)
        books.files.save(file, DONE)
        books.commit()
    return id_


def disposed(store: SqlStore, *ids: ApplicationId) -> frozenset[str]:
    """Delete applications as the verb does; the words of their persons."""
    words: frozenset[str] = frozenset()
    with store.writing(CLERK, NOW) as books:
        for id_ in ids:
            books.journal.note(Action.DISPOSED, id_, disposal="8-1")
            words |= books.files.remove(id_).words
        books.commit()
    return words


def every_mark(numbers: range) -> list[str]:
    return [mark for number in numbers for mark in marks(number)]


def raw(place: Place) -> page_scan.RawPages:
    """The decrypted pages of a file that nobody has open."""
    return page_scan.RawPages(BytesIO(place.database.read_bytes()), place.unlock().data_key)


def found_raw(place: Place, words: list[str]) -> frozenset[str]:
    with place.database.open("rb") as file:
        return page_scan.scan_file(file, place.unlock().data_key, words).found


def statement(store: SqlStore, sql: str) -> list[tuple[object, ...]]:
    with store._engine.connect() as connection:
        rows: list[tuple[object, ...]] = driver_connection(connection).execute(sql).fetchall()
    return rows


def searched(store: SqlStore, words: Collection[str], progress: Progress | None = None) -> Traces:
    """What is found on the pages as they are."""
    return store.search_pages(words, progress)


@pytest.mark.parametrize("few", [0, 100])
def test_nothing_of_half_a_dozen_persons_is_left(
    place: Place, store: SqlStore, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(search, "_FEW", few)
    gone, kept = range(PERSONS), PERSONS
    ids = [logged(store, number) for number in gone]
    logged(store, kept)
    statement(store, "ANALYZE")
    assert in_statistics(store, every_mark(gone)) != []
    words = disposed(store, *ids)
    assert set(every_mark(gone)) <= words
    found = searched(store, words)
    assert (found.found, found.free_pages_filled, found.words) == (0, 0, len(words))
    assert found.pages > 100
    left = frozenset(place.tokens()) & rare_tokens()
    assert place.database.with_name("desk.db-wal").stat().st_size == 0
    assert in_statistics(store, every_mark(gone)) == []
    assert in_statistics(store, list(marks(kept))) != []
    store.close()
    assert found_raw(place, every_mark(gone)) == frozenset()
    assert found_raw(place, list(marks(kept))) == frozenset(marks(kept))
    assert left == rare_tokens_of(kept)


def in_statistics(store: SqlStore, words: list[str]) -> list[str]:
    """The words that stand in the planner's samples."""
    samples = b"".join(bytes(row[0]) for row in statement(store, SAMPLES))  # type: ignore[call-overload]
    return [word for word in words if word.encode() in samples]


def rare_tokens() -> frozenset[str]:
    return frozenset(f"n{ord(sign):x}" for sign in RARE)


def rare_tokens_of(number: int) -> frozenset[str]:
    name, *_, proxy = marks(number)
    return frozenset(f"n{ord(sign):x}" for sign in name + proxy) & rare_tokens()


def test_without_secure_delete_something_is_left(place: Place, store: SqlStore) -> None:
    ids = [logged(store, number) for number in range(PERSONS)]
    statement(store, "PRAGMA secure_delete = OFF")
    words = disposed(store, *ids)
    found = searched(store, words)
    assert found.found > 0
    store.close()
    assert found_raw(place, every_mark(range(PERSONS))) != frozenset()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_word_planted_in_a_free_page_is_found(store: SqlStore, encoding: str) -> None:
    planted = "植付 龗子"
    statement(store, "PRAGMA secure_delete = OFF")
    statement(store, "CREATE TABLE planted(x)")
    with store._engine.connect() as connection:
        content = planted.encode(encoding) * 500
        driver_connection(connection).execute("INSERT INTO planted VALUES (?)", (content,))
    statement(store, "DROP TABLE planted")
    statement(store, "PRAGMA secure_delete = ON")
    found = searched(store, [planted, "植付 次郎"])
    assert (found.found, found.words) == (1, 2)
    assert found.free_pages_filled > 0


def test_a_word_another_row_holds_is_no_trace(store: SqlStore) -> None:
    with store.writing(CLERK, NOW) as books:
        books.mail.add(envelope(sender=marks(1)[0]))
        books.journal.note(Action.MAIL_LOGGED)
        books.commit()
    id_ = logged(store, 1)
    words = disposed(store, id_)
    assert marks(1)[0] in words
    assert searched(store, words).found == 0


def test_however_many_words_others_hold_each_table_is_read_once_at_most(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    senders = [f"差出人{number:03}" for number in range(40)]
    with store.writing(CLERK, NOW) as books:
        for sender in senders:
            books.mail.add(envelope(sender=sender))
        books.journal.note(Action.MAIL_LOGGED)
        books.commit()
    logged(store, 1)
    read, texts = list[str](), traces._texts

    def noted(connection: Connection, table: SqlTable) -> Iterator[bytes]:
        read.append(table.name)
        return texts(connection, table)

    monkeypatch.setattr(traces, "_texts", noted)
    assert searched(store, [marks(1)[0]]).found == 0
    assert read == []
    assert searched(store, [*senders, marks(1)[0]]).found == 0
    assert len(read) == len(set(read)) < 10


def test_the_journal_fits_and_says_nothing_more(store: SqlStore) -> None:
    id_ = logged(store, 1)
    disposed(store, id_)
    with store._engine.connect() as connection:
        assert book.first_wrong(connection) is None
        salts = connection.execute(text("SELECT subject FROM salts")).scalars().all()
    assert token(1) not in salts


def test_an_envelope_goes_with_the_last_application_in_it(store: SqlStore) -> None:
    one = logged(store, 1)
    with store.reading() as books:
        mail = books.files.get(one).application.mail_item
    two = logged(store, 2, mail=mail)
    with store.writing(CLERK, NOW) as books:
        item = books.mail.get(mail)
        thing = HeldThing("h", HeldKind.CASH, mail, one, note=marks(1)[0])  # type: ignore[arg-type]
        books.mail.save(replace(item, held=(thing,)))
        books.journal.note(Action.MAIL_HANDLED)
        books.commit()
    disposed(store, one)
    with store.reading() as books:
        assert books.mail.get(mail).held == ()
        assert books.files.get(two).siblings == ()
    disposed(store, two)
    with store.reading() as books, pytest.raises(NotFound):
        books.mail.get(mail)
    assert statement(store, "SELECT count(*) FROM mail_items") == [(0,)]
    assert statement(store, "SELECT count(*) FROM drafts") == [(0,)]


def test_a_moved_supplement_stays_with_whose_papers_came_in_it(store: SqlStore) -> None:
    one, two = logged(store, 1), logged(store, 2)
    with store.writing(CLERK, NOW) as books:
        came = books.files.get(one).mail[-1]
        file = books.files.get(two)
        paper = replace(file.enclosures[0], id="e-2", mail_item=came.id)  # type: ignore[arg-type]
        books.files.save(replace(file, enclosures=(*file.enclosures, paper)), DONE)
        books.journal.note(Action.PAPER_READ, two)
        books.commit()
    disposed(store, one)
    with store.reading() as books:
        assert books.mail.get(came.id).concerns is None
    disposed(store, two)
    assert statement(store, "SELECT count(*) FROM mail_items") == [(0,)]


def test_a_reason_for_sending_back_goes_with_the_application(store: SqlStore) -> None:
    id_ = logged(store, 1)
    item = DisposalItem(id_, token(1), "R8-0001", DAY, DAY, 1)
    record = DisposalRecord(0, "8-1", DisposalState.SENT_BACK, (item,), CLERK, NOW)
    with store.writing(CLERK, NOW) as books:
        kept = books.disposals.add(replace(record, sent_back_reason=marks(1)[0]))
        other = books.disposals.add(replace(record, items=(), sent_back_reason="ほか"))
        books.journal.note(Action.DISPOSAL_SENT_BACK)
        books.commit()
    disposed(store, id_)
    with store.reading() as books:
        assert books.disposals.get(kept.id).sent_back_reason == ""
        assert books.disposals.get(other.id).sent_back_reason == "ほか"
        assert [each.id for each in books.disposals.all()] == [other.id, kept.id]
        with pytest.raises(NotFound):
            books.disposals.get(99)


def test_the_number_of_what_is_gone_leads_to_its_disposal(store: SqlStore) -> None:
    item = DisposalItem(ApplicationId(1), token(1), "R8-0001", DAY, DAY, 1)
    with store.writing(CLERK, NOW) as books:
        record = books.disposals.add(
            DisposalRecord(0, "8-1", DisposalState.SIGNED, (item,), CLERK, NOW)
        )
        assert books.disposals.of_number("R8-0001") is None
        carried = replace(record, state=DisposalState.CARRIED_OUT, carried_out_at=NOW)
        books.disposals.save(carried)
        books.disposals.save(replace(carried, state=DisposalState.VERIFIED))
        books.journal.note(Action.DISPOSED)
        books.commit()
    with store.reading() as books:
        found = books.disposals.of_number("R8-0001")
    assert found == replace(carried, state=DisposalState.VERIFIED)


def test_what_is_no_application_cannot_be_removed(store: SqlStore) -> None:
    with store.writing(CLERK, NOW) as books, pytest.raises(NotFound):
        books.files.remove(ApplicationId(99))


def test_every_column_that_tells_who_somebody_is_goes() -> None:
    """A table joins by its owner's column; one without an owner must be named here."""
    named = {
        "applications",
        "mail_items",
        "drafts",
        "salts",
        "search_rows",
        "letter_facts",
        "letter_pages",
        "disposals",
        "stamp_entries",
        "inquiries",
        "provisions",
        "tallies",
        "tally_days",
    }
    owned = {t.name for of in ("application", "mail_item") for t in removal.tables_of(of)}
    telling = {
        column.table.name
        for table in schema.METADATA.tables.values()
        for column in table.columns
        if column.info["disposal"] is Disposal.IDENTIFIES
    }
    assert telling - owned - named == set()
    assert {"holds", "kept_applications", "work_index", "held_things"} <= owned


def test_letters_are_deleted_on_no_other_way(store: SqlStore) -> None:
    logged(store, 1)
    for table in ("letter_facts", "letter_pages", "journal"):
        with pytest.raises(driver.DatabaseError, match="not authorized"):
            statement(store, f"DELETE FROM {table}")  # noqa: S608
    disposed(store, logged(store, 2))
    with pytest.raises(driver.DatabaseError, match="not authorized"):
        statement(store, "DELETE FROM letter_pages")


def test_the_list_lies_beside_the_keys_and_grows(place: Place, store: SqlStore) -> None:
    store.close()
    entry = list_disposed(place, [token(1)])
    assert listed_names(place.keys) == {token(1)}
    store = place.open()
    with pytest.raises(DamageFound, match="disposal_list_altered"):
        store.list_disposed(replace(entry, names=(token(1), token(2))))
    store.close()
    list_disposed(place, [token(2)], "R8-2")
    assert listed_names(place.keys) == {token(1), token(2)}


def test_a_search_can_be_stopped_and_leaves_no_copy(place: Place, store: SqlStore) -> None:
    class Stopped:
        cancelled = True

        def report(self, done: int, total: int) -> None:
            assert 0 < done <= total

    with pytest.raises(Cancelled):
        searched(store, ["龗龗龗"], Stopped())
    Stopped.cancelled = False
    assert searched(store, ["龗龗龗"], Stopped()).found == 0
    assert searched(store, []).words == 0
    assert not list(place.folder.glob("*.part"))


def test_pages_under_another_key_are_no_proof(place: Place, store: SqlStore) -> None:
    store.close()
    with place.database.open("rb") as file, pytest.raises(DamageFound):
        page_scan.scan_file(file, bytes(32), ["x"])
    assert raw(place).page(1).startswith(b"SQLite format 3\x00")


def test_the_page_of_the_locks_is_never_written(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lies at the first gibibyte; what is larger has one page without a seal."""
    content, key = bytearray(place.database.read_bytes()), place.unlock().data_key
    start = 3 * PAGE_BYTES
    content[start : start + PAGE_BYTES] = bytes(PAGE_BYTES)
    with pytest.raises(DamageFound):
        page_scan.RawPages(BytesIO(content), key).page(4)
    monkeypatch.setattr(page_scan, "LOCK_PAGE", 4)
    assert not any(page_scan.RawPages(BytesIO(content), key).page(4))
    content[start + 9] = 1
    with pytest.raises(DamageFound):
        page_scan.RawPages(BytesIO(content), key).page(4)


def grown(store: SqlStore, count: int) -> list[str]:
    """Fill a table out of its order, so that rows move between pages, and delete every other."""
    order = list(range(count))
    Random(7).shuffle(order)  # noqa: S311  an order that is the same each time
    names = {number: f"植付{number:05}龗子" for number in order}
    with store._engine.connect() as connection:
        raw = driver_connection(connection)
        raw.execute("CREATE TABLE planted(id INTEGER PRIMARY KEY, name TEXT)")
        raw.execute("BEGIN")
        rows = [(number, names[number] * (1 + number % 12)) for number in order]
        raw.executemany("INSERT INTO planted VALUES (?, ?)", rows)
        raw.execute("COMMIT")
        raw.execute("DELETE FROM planted WHERE id % 2")
    return [names[number] for number in order if number % 2]


def test_what_a_deletion_leaves_between_rows_goes_with_the_old_key(
    place: Place, store: SqlStore
) -> None:
    words = grown(store, GROWN)
    assert searched(store, words).found > 0
    kept = every_row(store)
    store.rekey(OTHER_KEY)
    left = searched(store, words)
    assert (left.found, left.free_pages_filled, left.words) == (0, 0, len(words))
    assert every_row(store) == kept
    store.close()
    with place.database.open("rb") as file:
        assert page_scan.scan_file(file, OTHER_KEY, words).found == frozenset()


def test_written_anew_a_desk_finds_and_takes_as_before(store: SqlStore) -> None:
    logged(store, 1)
    grown(store, GROWN)
    (before,) = statement(store, "PRAGMA page_count")
    store.rekey(OTHER_KEY)
    assert statement(store, "PRAGMA page_count") < [before]
    assert statement(store, "PRAGMA freelist_count") == [(0,)]
    with pytest.raises(driver.DatabaseError):
        statement(store, "ATTACH ':memory:' AS beside")
    logged(store, 2)
    assert store.check_journal().sequence > 0
    for number in (1, 2):
        wanted = Filter(text=marks(number)[0])
        assert len(store.queries.window(wanted, ListOrder(), DAY).ids) == 1


def test_with_its_statistics_and_numbers_a_desk_is_written_anew(store: SqlStore) -> None:
    logged(store, 1)
    statement(store, "ANALYZE")
    asked = ("PRAGMA application_id", "PRAGMA user_version", "SELECT * FROM sqlite_stat4", SCHEMA)
    before = [statement(store, each) for each in asked]
    store.rekey(OTHER_KEY)
    assert [statement(store, each) for each in asked] == before
    assert statement(store, "PRAGMA journal_mode") == [("wal",)]
    assert len(before[-1]) > 50


def every_row(store: SqlStore) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, those of the search index too."""
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"
    names = [str(name) for (name,) in statement(store, named)]
    return {name: statement(store, f'SELECT * FROM "{name}"') for name in names}  # noqa: S608  our own names


def test_a_search_that_goes_on_without_what_it_found_finds_the_same(
    place: Place, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        logged(store, number)
    store.close()
    words = every_mark(range(7))
    monkeypatch.setattr(page_scan, "_NARROWED_FROM", 1)
    assert found_raw(place, words) == frozenset(every_mark(range(6)))


def test_who_reads_the_log_beside_is_told_by_the_search(place: Place, store: SqlStore) -> None:
    id_ = logged(store, 1)
    with closing(connecting.reading_connection(place.database, place.unlock().data_key)) as beside:
        beside.execute("BEGIN")
        beside.execute("SELECT count(*) FROM applications").fetchone()
        words = disposed(store, id_)
        assert searched(store, words).free_pages_filled > 0
    assert searched(store, words).free_pages_filled == 0


def test_several_processes_find_what_one_finds(
    place: Place, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = grown(store, GROWN)
    statement(store, EMPTY_LOG)
    monkeypatch.setattr(traces, "_processes_for", lambda _pages: 3)
    told: list[tuple[int, int]] = []

    class Hearing:
        cancelled = False

        def report(self, done: int, total: int) -> None:
            told.append((done, total))

    found = traces.scan(place.database, place.unlock().data_key, words, Hearing())
    store.close()
    with place.database.open("rb") as file:
        assert found == page_scan.scan_file(file, place.unlock().data_key, words)
    assert found.found
    assert told[-1] == (found.pages, found.pages)


@pytest.mark.parametrize("count", [1, 7, 343_398])
def test_the_parts_of_a_file_are_all_of_its_pages(count: int) -> None:
    parts = [page_scan.FilePart(number, 3).of_pages(count) for number in range(3)]
    assert [number for part in parts for number in part] == list(range(1, count + 1))


def test_a_process_that_finds_damage_stops_the_others(
    place: Place, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged(store, 1)
    store.close()
    content = bytearray(place.database.read_bytes())
    content[-9] ^= 1
    place.database.write_bytes(content)
    monkeypatch.setattr(traces, "_processes_for", lambda _pages: 2)
    with pytest.raises(DamageFound):
        traces.scan(place.database, place.unlock().data_key, ["x"])


short = st.text("山田子aé", min_size=1, max_size=4)


@given(st.frozensets(short, max_size=6), st.lists(st.text("山田子aé\n", max_size=12), max_size=3))
@settings(max_examples=80, deadline=None)
def test_the_words_that_stand_in_any_text_are_found(
    words: frozenset[str], texts: list[str]
) -> None:
    wanted = {word for word in words if any(word in text for text in texts)}
    assert standing_in(words, (text.encode() for text in texts)) == wanted


def test_words_that_overlap_or_begin_alike_are_all_found() -> None:
    words = {"山田", "田花", "山田花子", "花子", "子山"}
    assert standing_in(words, ["山田花子".encode()]) == words - {"子山"}
    assert standing_in([], [b"x"]) == frozenset()


LETTERS = "山田子aé\N{MUSICAL SYMBOL G CLEF}\ud7ff"
words = st.text(LETTERS, min_size=1, max_size=5)
spellings = st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "json"])


def spelled(text: str, code: str) -> bytes:
    return json.dumps(text)[1:-1].encode() if code == "json" else text.encode(code)


def standing(wanted: frozenset[str], page: bytes) -> set[str]:
    """The words that stand on a page, each spelling looked for by itself."""
    codes = ("utf-8", "utf-16-le", "utf-16-be", "json")
    return {word for word in wanted if any(spelled(word, code) in page for code in codes)}


@given(
    st.frozensets(words, max_size=6),
    st.lists(st.tuples(st.one_of(words, st.text(LETTERS, max_size=9)), spellings), max_size=5),
    st.binary(max_size=5),
    st.lists(st.binary(max_size=40), max_size=3),
)
@example(frozenset({"田子", "山田"}), [("山田子", "utf-16-le")], b"x", [b"".join([b"ab"] * 9)])
@settings(max_examples=60, deadline=None)
def test_what_stands_on_a_page_is_found_and_nothing_else(
    wanted: frozenset[str], texts: list[tuple[str, str]], before: bytes, sample: list[bytes]
) -> None:
    page = before + b"".join(spelled(text, code) for text, code in texts)
    assert ScannedWords(wanted, sample).standing_in(page) == standing(wanted, page)


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "utf-16-be", "json"])
def test_a_word_is_found_at_every_place_of_a_page_up_to_its_end(code: str) -> None:
    chance = random.Random("page")  # noqa: S311  any octets will do
    word, other = "高橋 みゆき", "高橋 恵子"
    hidden = spelled(word, code)
    looked = ScannedWords([word, other], [chance.randbytes(64)])
    for place in range(100 - len(hidden) + 1):
        page = chance.randbytes(place) + hidden + chance.randbytes(100 - len(hidden) - place)
        assert looked.standing_in(page) == {word}


def test_of_two_words_that_begin_alike_both_are_told() -> None:
    looked = ScannedWords(["山田", "山田 花子", "花子"])
    assert looked.standing_in("x山田 花子".encode()) == {"山田", "山田 花子", "花子"}
    assert looked.standing_in("山田".encode()) == {"山田"}


def test_no_words_stand_nowhere() -> None:
    assert ScannedWords([]).standing_in("山田".encode()) == set()
