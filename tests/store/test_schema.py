# SPDX-License-Identifier: MIT
"""The schema: what the tables hold, and how an older file is brought to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, Text, text
from sqlalchemy.engine import Connection

from desk_app.desk.signed.approvals import APPROVALS_BEFORE
from desk_app.records.base import UserId
from desk_app.records.books.figures import Figure
from desk_app.records.case.decisions import Approval, SignedForm
from desk_app.store.disk.desk_file import APPLICATION_ID, OLDEST_SCHEMA, SCHEMA_VERSION
from desk_app.store.schema import engine as schema
from desk_app.store.schema.columns import Codec, Disposal
from desk_app.store.schema.engine import driver_connection, make_engine
from desk_app.store.search import search, tallies
from desk_app.store.vault import keyring
from tests.newest_schema import by_migrations, written
from tests.store.test_carrying_over import OFFICER, PASSWORDS, found_in

KEY = bytes(range(32))
BESIDE_THE_TABLES = ("search", "alembic_version")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(tmp_path / "new.db", KEY, new=True)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A file that the migrations made, for all who look at it and change nothing."""
    engine = make_engine(tmp_path_factory.mktemp("migrated") / "new.db", KEY, new=True)
    with engine.connect() as connection:
        connection.begin()
        by_migrations(connection)
        connection.commit()
        yield connection
    engine.dispose()


def ours(thing: object, name: str | None, kind: str, _reflected: object, _to: object) -> bool:
    return not (kind == "table" and (name or "").startswith(BESIDE_THE_TABLES))


def differences(connection: Connection, tables: MetaData) -> list[object]:
    options = {"include_object": ours, "compare_type": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), tables))


def sql_of(connection: Connection) -> dict[str, str]:
    rows = connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    )
    return {
        # A column added later has other white around it.
        name: re.sub(r" (?=[,)])", "", " ".join(sql.split()))
        for name, sql in rows
        if not name.startswith(BESIDE_THE_TABLES) and "TRIGGER" not in sql
    }


def test_migrations_make_the_tables(migrated: Connection) -> None:
    assert differences(migrated, schema.METADATA) == []


def test_the_comparison_sees_a_missing_column(migrated: Connection) -> None:
    tables = MetaData()
    for table in schema.METADATA.tables.values():
        table.to_metadata(tables)
    drafts = tables.tables["drafts"]
    drafts._columns.remove(drafts.c.content)
    assert differences(migrated, tables) != []


def test_migrations_and_tables_make_the_same_sql(migrated: Connection, tmp_path: Path) -> None:
    """Partial indexes, their conditions and tables without a row id are compared too."""
    other = make_engine(tmp_path / "other.db", KEY, new=True)
    with other.begin() as connection:
        schema.METADATA.create_all(connection)
        made = sql_of(connection)
    other.dispose()
    assert sql_of(migrated) == made


def test_the_newest_migration_stands_in_the_header(migrated: Connection) -> None:
    head = ScriptDirectory(str(Path(schema.__file__).parents[1] / "migrations")).get_current_head()
    raw = driver_connection(migrated)
    assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert head == f"{SCHEMA_VERSION:04}"
    assert not schema.is_behind(migrated)


def test_who_took_an_inquiry_of_before_looks_after_it(engine: Engine) -> None:
    """Whoever took it last and did not take that back; nobody where nobody did."""
    mine = '{"id": "a", "step": "taken", "by": "u"}'
    yours = '{"id": "b", "step": "taken", "by": "v"}'
    undone = '{"id": "b", "step": "taken", "by": "v", "taken_back": true}'
    courses = (f"[{mine}, {undone}]", f"[{mine}, {yours}]", "[]")
    with engine.connect() as connection:
        connection.begin()
        schema.migrate(connection, 18)
        columns = "PRAGMA table_info(inquiries)"
        names = [row.name for row in connection.exec_driver_sql(columns) if row.notnull]
        for course in courses:
            given = dict.fromkeys(names, "") | {"course": course, "number": course}
            given.pop("id", None)
            places = ", ".join(f":{name}" for name in given)
            insert = f"INSERT INTO inquiries ({', '.join(given)}) VALUES ({places})"  # noqa: S608 ours
            connection.execute(text(insert), given)
        schema.migrate(connection, 19)
        carers = connection.exec_driver_sql("SELECT carer FROM inquiries ORDER BY id").scalars()
        assert list(carers) == ["u", "v", ""]


def test_figures_of_before_are_made_up_anew_with_what_their_days_went_to(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.begin()
        schema.migrate(connection, 26)
        missing = f"SELECT count(*) FROM settings WHERE name = '{tallies.MISSING}'"  # noqa: S608 ours
        insert(connection, "tallies", id=1, received_on="2026-11-25", tally='[["days", "5", 1]]')
        tallies.rebuild(connection)
        schema.migrate(connection, 27)
        for table in ("tallies", "tally_days"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0  # noqa: S608 ours
        assert connection.exec_driver_sql(missing).scalar() == 1


def test_a_new_file_is_at_once_what_the_migrations_make(
    migrated: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    advice = "python -m tests.newest_schema writes it anew"
    assert "".join(each + schema.END for each in schema.newest()) in written(migrated), advice
    monkeypatch.setattr(schema, "_go_through_migrations", None)
    with connected(tmp_path / "other.db", KEY, new=True) as connection:
        schema.migrate(connection)
        assert (
            connection.exec_driver_sql(IN_ORDER).all() == migrated.exec_driver_sql(IN_ORDER).all()
        )
        assert every_row(connection) == every_row(migrated)
        assert not schema.is_behind(connection)
        schema.migrate(connection)


@pytest.mark.parametrize("make", [by_migrations, schema.migrate])
def test_a_migration_rolls_back_whole(engine: Engine, make: Callable[[Connection], None]) -> None:
    with engine.connect() as connection:
        connection.begin()
        make(connection)
        connection.rollback()
        count = connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one()
        header = driver_connection(connection).execute("PRAGMA application_id").fetchone()
    assert (count, header) == (0, (0,))


def test_every_column_has_its_disposal_class() -> None:
    columns = [column for table in schema.METADATA.tables.values() for column in table.columns]
    assert len(columns) > 150
    without = [str(c) for c in columns if not isinstance(c.info.get("disposal"), Disposal)]
    assert without == []


def test_a_text_that_stays_after_disposal_is_a_code_a_number_or_of_the_desk() -> None:
    """Whoever adds a text to a record says what it is, or it is found here."""
    stay = {
        str(column)
        for table in schema.METADATA.tables.values()
        for column in table.columns
        if type(column.type) is Text and column.info["disposal"] is Disposal.KEPT
    }
    people = {"by", "actor", "second", "proposed_by", "taken_back_by", "logged_by", "returned_by"}
    people |= {"asked_by", "ordered_by", "lifted_by", "confirmed_by", "issued_by", "posted_by"}
    codes = {"form_code", "form_version", "kind", "reason", "field", "whereabouts", "subject"}
    numbers = {"number", "receipt_number", "reference", "slip", "sha256", "digests"}
    of_the_desk = {"service", "rulebook_version", "department", "returned_with"}
    known = people | codes | numbers | of_the_desk
    assert {each for each in stay if each.partition(".")[2] not in known} == set()
    assert len(stay) > 30


PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "secure_delete": 1,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,
    "recursive_triggers": 1,
}


def test_the_file_is_set_as_told(migrated: Connection) -> None:
    raw = driver_connection(migrated)
    told = {name: raw.execute(f"PRAGMA {name}").fetchone() for name in PRAGMAS}
    assert {name: (PRAGMAS[name],) for name in told if told[name]} == {
        name: value for name, value in told.items() if value
    }


def test_the_index_of_grams_deletes_at_once(migrated: Connection) -> None:
    rows = migrated.execute(text("SELECT v FROM search_config WHERE k = 'secure-delete'"))
    assert rows.scalar_one() == 1


NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)
GIVEN = (
    '{"by":"u-1","at":"2026-11-25T03:00:00+00:00","on":"2026-11-25",'
    '"content_sha256":"00ff","signature":"AP8="}'
)
"""An approval as the program wrote it before."""

NAMES = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
WORDS = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"
IN_ORDER = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid"
NUMBERS = text(
    "SELECT receipt_number FROM work_index JOIN applications ON application = id "
    "WHERE search_key IN (SELECT rowid FROM search WHERE search MATCH :match)"
)


@contextmanager
def connected(path: Path, key: bytes, *, new: bool = False) -> Iterator[Connection]:
    """A connection in a transaction that is rolled back at the end."""
    engine = make_engine(path, key, new=new)
    with engine.connect() as connection:
        connection.begin()
        yield connection
        connection.rollback()
    engine.dispose()


@pytest.fixture
def earlier(tmp_path: Path) -> Iterator[Connection]:
    """The file of the desk that the program of schema 9 made."""
    desk = found_in(tmp_path)
    unlocked = keyring.unlock(desk.keys, OFFICER, PASSWORDS[OFFICER], tmp_path / "machine")
    with connected(tmp_path / "desk" / "desk.db", unlocked.data_key) as connection:
        yield connection


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Connection]:
    """A file of schema 9 that is made today."""
    with connected(tmp_path / "new.db", bytes(32), new=True) as connection:
        schema.migrate(connection, OLDEST_SCHEMA)
        yield connection


def insert(connection: Connection, table: str, **given: object) -> None:
    """Write a row with what is given, and with nothing where something must stand."""
    columns = connection.execute(text(f"PRAGMA table_info({table})")).all()
    values = {
        column.name: given.get(column.name, "" if column.type == "TEXT" else 0)
        for column in columns
        if column.name in given or column.notnull
    }
    names = ", ".join(f'"{name}"' for name in values)
    places = ", ".join(f":{name}" for name in values)
    connection.execute(text(f"INSERT INTO {table}({names}) VALUES ({places})"), values)  # noqa: S608


def every_row(connection: Connection) -> dict[str, list[dict[str, object]]]:
    names = connection.exec_driver_sql(NAMES).scalars().all()
    return {
        name: [{**row} for row in connection.execute(text(f'SELECT * FROM "{name}"')).mappings()]  # noqa: S608  our own names
        for name in names
    }


def test_schema_9_is_made_word_for_word_as_it_was(earlier: Connection, empty: Connection) -> None:
    was, made = (connection.exec_driver_sql(WORDS).all() for connection in (earlier, empty))
    assert len(was) > 80
    assert made == was


def test_every_row_stays_as_it_was(earlier: Connection) -> None:
    """The days of keeping, the frozen letters, the envelopes: only empty columns are added."""
    before = every_row(earlier)
    schema.migrate(earlier)
    after = every_row(earlier)
    assert all(before[name] for name in ("kept_applications", "letter_pages", "postings"))
    assert after.pop("alembic_version") == [{"version_num": f"{SCHEMA_VERSION:04}"}]
    added: dict[str, object] = {"name": APPROVALS_BEFORE, "value": str(len(before["journal"]))}
    after["settings"].remove(added)
    after["settings"].remove({"name": tallies.MISSING, "value": "1"})
    assert before.pop("alembic_version") == [{"version_num": f"{OLDEST_SCHEMA:04}"}]
    stripped = {
        name: [{key: row[key] for key in row if key in old[0]} for row in after[name]]
        for name, old in before.items()
        if old
    }
    assert stripped == {name: rows for name, rows in before.items() if rows}
    assert [row["proposal"] for row in after["decisions"]] == [None] * len(before["decisions"])
    assert {name for name, rows in after.items() if rows} == stripped.keys()


def test_what_a_desk_of_before_has_is_tallied_once(earlier: Connection) -> None:
    schema.migrate(earlier)
    books = tallies.SqlTallies(earlier)
    ids = books.missing(None, 100)
    assert len(ids) == books.count_missing() > 2
    day, tally = date(2026, 4, 1), ((Figure.RECEIVED, "", 1), (Figure.RIGHTS, "disclosure", 2))
    for id_ in ids:
        books.keep(id_, day, tally)
    assert books.missing(ids[0], 2) == ()
    assert books.changes == 3 * len(ids)
    days = "SELECT * FROM tally_days ORDER BY figure"
    before = earlier.exec_driver_sql(days).all()
    assert [count for *_, count in before] == [len(ids), 2 * len(ids)]
    earlier.exec_driver_sql("UPDATE tally_days SET count = 7")
    tallies.rebuild(earlier)
    assert earlier.exec_driver_sql(days).all() == before
    books.complete()
    assert books.count_missing() == 0
    assert books.missing(None, 2) == ()


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("R8-0003", {"R8-0003"}),
        ("0003", {"R8-0003"}),
        ("R8-000", {"R8-0002", "R8-0003", "R8-0004"}),
    ],
)
def test_what_was_found_is_found(earlier: Connection, typed: str, numbers: set[str]) -> None:
    schema.migrate(earlier)
    wanted = search.asked(typed)
    assert wanted is not None
    assert set(earlier.execute(NUMBERS, {"match": wanted.match}).scalars()) == numbers


@pytest.mark.parametrize("entries", [0, 7])
def test_approvals_of_before_stay_and_are_counted_up_to_the_journals_end(
    empty: Connection, entries: int
) -> None:
    insert(empty, "mail_items", id=1)
    insert(empty, "applications", id=1, mail_item=1, receipt_number="R8-0001")
    insert(empty, "decisions", application=1, id="d", approval=GIVEN)
    for number in range(1, entries + 1):
        insert(empty, "journal", sequence=number)
    schema.migrate(empty)
    row = empty.execute(text("SELECT approval, proposal FROM decisions")).one()
    value = empty.execute(
        text("SELECT value FROM settings WHERE name = :name"), {"name": APPROVALS_BEFORE}
    ).scalar_one()
    assert tuple(row) == (GIVEN, None)
    read = Codec[Approval](Approval).from_text(row.approval)
    wanted = Approval(UserId("u-1"), NOON, date(2026, 11, 25), "00ff", b"\x00\xff")
    assert read == wanted
    assert (read.form, read.covered) == (SignedForm.ALONE, None)
    assert value == str(entries)
