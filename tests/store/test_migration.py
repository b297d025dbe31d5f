# SPDX-License-Identifier: MIT
"""A desk of schema 9 loses nothing, and knows up to where its approvals count."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Connection

from desk_app.desk.approvals import APPROVALS_BEFORE
from desk_app.records.base import UserId
from desk_app.records.decisions import Approval, SignedForm
from desk_app.store import engine as schema
from desk_app.store import search
from desk_app.store.columns import Codec
from desk_app.store.desk_file import OLDEST_SCHEMA, SCHEMA_VERSION
from desk_app.store.engine import make_engine
from desk_app.store.vault import keyring
from tests.store.test_carrying_over import OFFICER, PASSWORDS, found_in

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)
GIVEN = (
    '{"by":"u-1","at":"2026-11-25T03:00:00+00:00","on":"2026-11-25",'
    '"content_sha256":"00ff","signature":"AP8="}'
)
"""An approval as the program wrote it before."""

NAMES = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
WORDS = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"
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
    assert before.pop("alembic_version") == [{"version_num": f"{OLDEST_SCHEMA:04}"}]
    stripped = {
        name: [{key: row[key] for key in row if key in old[0]} for row in after[name]]
        for name, old in before.items()
        if old
    }
    assert stripped == {name: rows for name, rows in before.items() if rows}
    assert [row["proposal"] for row in after["decisions"]] == [None] * len(before["decisions"])
    assert {name for name, rows in after.items() if rows} == stripped.keys()


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
