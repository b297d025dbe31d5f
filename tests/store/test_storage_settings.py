# SPDX-License-Identifier: MIT
"""What security.md §7 asks of the storage beyond the pragmas: it holds in the file and in code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DBAPIError

from desk_app.store import connecting, engine
from desk_app.store.desk_file import PAGE_BYTES
from tests.fakes.making import logged, person
from tests.fakes.real_store import Place, copy_to, place_in

ROOT = Path(__file__).parents[2]
READING = """
import sys
from pathlib import Path
import sqlcipher3.dbapi2 as driver
from desk_app.desk.errors import KnownError
from desk_app.store import connecting
if sys.argv[3] == "loud":
    connecting._SILENCE = "PRAGMA cipher_log_level = WARN"
try:
    connection = connecting.reading_connection(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
    connection.execute("PRAGMA quick_check").fetchall()
except driver.Error:
    print("damaged")
"""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = copy_to(place_in(tmp_path))
    store = place.open()
    logged(store, person("山田 太郎"), "R8-0001")
    store.close()
    return place


def raw(place: Place) -> driver.Connection:
    connection = driver.connect(str(place.database), isolation_level=None)
    connection.execute(connecting.key_words(place.unlock().data_key))
    return connection


def test_the_index_deletes_at_once_in_a_desk_that_was_founded(place: Place) -> None:
    connection = raw(place)
    words = "SELECT v FROM search_config WHERE k = 'secure-delete'"
    assert connection.execute(words).fetchall() == [(1,)]
    connection.close()


def test_planner_statistics_hold_no_name(place: Place) -> None:
    connection = raw(place)
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
