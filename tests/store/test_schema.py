# SPDX-License-Identifier: MIT
"""The tables, their migrations and what disposal knows of them agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, Text, text
from sqlalchemy.engine import Connection

from desk_app.store import engine as schema
from desk_app.store.columns import Disposal
from desk_app.store.desk_file import APPLICATION_ID, SCHEMA_VERSION
from desk_app.store.engine import driver_connection, make_engine

KEY = bytes(range(32))
BESIDE_THE_TABLES = ("search", "alembic_version")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(tmp_path / "new.db", KEY, new=True)
    yield engine
    engine.dispose()


@pytest.fixture
def migrated(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        connection.begin()
        schema.migrate(connection)
        connection.commit()
        yield connection


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
    head = ScriptDirectory(str(Path(schema.__file__).parent / "migrations")).get_current_head()
    raw = driver_connection(migrated)
    assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert head == f"{SCHEMA_VERSION:04}"
    assert not schema.is_behind(migrated)


def test_a_migration_rolls_back_whole(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.begin()
        schema.migrate(connection)
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


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("temp_store", 2),
        ("recursive_triggers", 1),
    ],
)
def test_the_file_is_set_as_told(migrated: Connection, name: str, value: object) -> None:
    assert driver_connection(migrated).execute(f"PRAGMA {name}").fetchone() in {(value,), None}


def test_the_index_of_grams_deletes_at_once(migrated: Connection) -> None:
    rows = migrated.execute(text("SELECT v FROM search_config WHERE k = 'secure-delete'"))
    assert rows.scalar_one() == 1
