# SPDX-License-Identifier: MIT
"""How the file is kept: settings of the connection, statements prepared, files written aside."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from unittest.mock import Mock

import pytest
from sqlalchemy import String, bindparam, literal, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import Compiled
from sqlalchemy.util import LRUCache

from desk_app.desk.errors import DiskFull
from desk_app.records.base import ClaimId
from desk_app.records.case.letters import RowValue
from desk_app.records.desk.people import Role
from desk_app.store.database import SqlStore
from desk_app.store.disk.desk_file import PAGE_BYTES
from desk_app.store.disk.small_files import make_private_folder, replace_file
from desk_app.store.schema import engine
from desk_app.store.schema.columns import Codec
from desk_app.store.schema.engine import _CompiledStatements, ask, make_engine, run, run_many
from tests.fakes.making import logged, person
from tests.fakes.real_store import Place
from tests.workbench.processes import is_private

ROOT = Path(__file__).parents[2]
READING = """
import sys
from pathlib import Path
import sqlcipher3.dbapi2 as driver
from desk_app.desk.errors import KnownError
from desk_app.store.schema import connecting
if sys.argv[3] == "loud":
    connecting._SILENCE = "PRAGMA cipher_log_level = WARN"
try:
    connection = connecting.reading_connection(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
    connection.execute("PRAGMA quick_check").fetchall()
except driver.Error:
    print("damaged")
"""


def fill(store: SqlStore) -> None:
    logged(store, person("山田 太郎"), "R8-0001")


def test_the_index_deletes_at_once_in_a_desk_that_was_founded(place: Place) -> None:
    connection = place.raw()
    words = "SELECT v FROM search_config WHERE k = 'secure-delete'"
    assert connection.execute(words).fetchall() == [(1,)]
    connection.close()


def test_planner_statistics_hold_no_name(place: Place) -> None:
    connection = place.raw()
    words = "SELECT name FROM sqlite_schema WHERE name LIKE 'sqlite_stat%'"
    assert connection.execute(words).fetchall() == []
    connection.close()
    asking = [
        each.name
        for each in (ROOT / "desk_app").rglob("*.py")
        if "PRAGMA optimize" in each.read_text("utf-8")
    ]
    assert asking == []


def test_statements_hide_their_values(place: Place) -> None:
    made = engine.make_engine(place.database, place.unlock().data_key)
    with made.connect() as connection, pytest.raises(DBAPIError) as caught:
        connection.exec_driver_sql("INSERT INTO applications(id) VALUES (?)", ("山田 太郎",))
    made.dispose()
    assert not made.echo
    assert "山田" not in str(caught.value)


def test_what_was_compiled_serves_the_next_engine_and_keeps_no_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A desk that is unlocked again waits for no compiler, and a locked one leaves nothing."""
    kept = LRUCache[tuple[object, ...], Compiled]()
    monkeypatch.setattr(_CompiledStatements, "_of_all", kept)
    for each in ("a.db", "b.db"):
        with make_engine(tmp_path / each, bytes(32), new=True).connect() as connection:
            of_one = select(bindparam("id_", type_=String()))
            connection.execute(of_one, {"id_": "山田 太郎"})
            connection.execute(of_one.limit(bindparam("most")), {"id_": "山田 太郎", "most": 7})
            connection.execute(select(literal("山田 太郎")))
            connection.execute(of_one.limit(7), {"id_": "山田 太郎"})
    assert len(kept) == 2
    for compiled in kept.values():
        assert "山田" not in repr((kept._data, compiled.params, vars(compiled)))


@pytest.mark.parametrize(("manner", "silent"), [("silent", True), ("loud", False)])
def test_a_damaged_page_says_nothing_on_the_standard_error(
    place: Place, manner: str, *, silent: bool
) -> None:
    """SQLCipher writes page errors there by default: the negative control shows it."""
    content = bytearray(place.database.read_bytes())
    for page in range(1, len(content) // PAGE_BYTES):
        content[page * PAGE_BYTES + 100] ^= 1
    place.database.write_bytes(content)
    key = place.unlock().data_key.hex()
    done = subprocess.run(
        [sys.executable, "-c", READING, str(place.database), key, manner],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout == "damaged\n"
    assert (done.stderr == "") is silent


_MAKE, _FILL, _COUNT = "CREATE TABLE t (a)", "INSERT INTO t VALUES (1)", "SELECT count(*) FROM t"


@pytest.mark.parametrize(
    "write",
    [
        lambda connection: run(connection, _FILL),
        lambda connection: run_many(connection, _FILL, [()]),
    ],
)
def test_behind_a_commit_nothing_is_kept_row_by_row(
    tmp_path: Path, write: Callable[[Connection], object]
) -> None:
    with make_engine(tmp_path / "desk.db", bytes(32), new=True).connect() as connection:
        connection.begin()
        run(connection, _MAKE)
        write(connection)
        connection.commit()
        with pytest.raises(RuntimeError, match="unit of work"):
            write(connection)
        assert ask(connection, _COUNT).fetchall() == [(1,)]


def test_the_new_content_stands_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    replace_file(path, b"old")
    replace_file(path, b"new" * 100_000)
    assert path.read_bytes() == b"new" * 100_000
    assert list(tmp_path.iterdir()) == [path]
    assert is_private(path)


@pytest.mark.parametrize("step", ["fsync", "open"])
def test_a_full_disk_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "file.json"
    replace_file(path, b"old")

    full = Mock(side_effect=OSError(28, "No space left on device"))
    with monkeypatch.context() as patch:
        patch.setattr(os, step, full)
        with pytest.raises(DiskFull) as caught:
            replace_file(path, b"new")
    assert caught.value.code == "disk_full"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "keys")
    make_private_folder(tmp_path / "keys")
    assert is_private(tmp_path / "keys")


@dataclass(frozen=True)
class Plain:
    """A record with a default."""

    text: str
    when: date | None = None
    parts: tuple[ClaimId, ...] = ()


@dataclass(frozen=True)
class Grown:
    """The same record in a later version."""

    text: str
    when: date | None = None
    parts: tuple[ClaimId, ...] = ()
    more: int = 7


def test_a_default_is_left_out_and_text_stays_as_it_is() -> None:
    codec = Codec[Plain](Plain)
    assert codec.to_text(Plain("𠮷\U000e0100")) == '{"text":"𠮷\U000e0100"}'
    assert codec.from_text('{"text":"x"}') == Plain("x")


def test_a_record_that_has_grown_reads_what_was_written_before() -> None:
    written = Codec[Plain](Plain).to_text(Plain("x", date(2026, 11, 2), (ClaimId("c"),)))
    assert Codec[Grown](Grown).from_text(written) == Grown("x", date(2026, 11, 2), (ClaimId("c"),))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2026-11-02", '"2026-11-02"'),
        (5, "5"),
        (date(2026, 11, 2), '{"is":"date","value":"2026-11-02"}'),
        (("a", "b"), '{"is":"tuple[str, ...]","value":["a","b"]}'),
        (((84, 10),), '{"is":"tuple[tuple[int, int], ...]","value":[[84,10]]}'),
    ],
)
def test_a_value_of_a_union_is_named_where_json_cannot_tell(value: RowValue, written: str) -> None:
    codec = Codec[RowValue](RowValue)
    assert codec.to_text(value) == written
    assert codec.from_text(written) == value


def test_sets_are_written_in_order() -> None:
    codec = Codec[frozenset[Role]](frozenset[Role])
    assert codec.to_text(frozenset(Role)) == '["auditor","clerk","officer","supervisor"]'


@pytest.mark.parametrize("text", ["", "{", "[]", '{"unknown":1}', '{"when":"2026-02-30"}', "null"])
def test_wrong_text_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        Codec[Plain](Plain).from_text(text)


def test_a_moment_and_a_day_are_told_apart() -> None:
    codec = Codec[date | datetime](date | datetime)
    for value in (date(2026, 11, 2), datetime(2026, 11, 2, 9, 30)):  # noqa: DTZ001
        assert codec.from_text(codec.to_text(value)) == value


def test_a_type_nobody_can_write_is_told_at_once() -> None:
    with pytest.raises(TypeError):
        Codec(complex)
