# SPDX-License-Identifier: MIT
"""A new data key: every row is written anew into a file under it, which takes the old one's place.

SQLite could encrypt each page again where it lies. But it moves rows from page to page as a table
grows, and leaves a copy of them in the room between the rows of the old page; secure deletion
overwrites a row where it stands, not those copies (measured: of 1,500 rows deleted out of 3,000,
two to twelve could still be read). Fresh pages hold what is there and nothing else, and to write
them takes no longer.
"""

from __future__ import annotations

from contextlib import suppress
from time import sleep
from typing import TYPE_CHECKING

from desk_app.desk.errors import AlreadyOpen, DamageFound, ReadBeside
from desk_app.store.disk.desk_file import flush, remove, remove_kept, take_its_place
from desk_app.store.disk.faults import told
from desk_app.store.disk.small_files import PART
from desk_app.store.schema.connecting import another_file_beside
from desk_app.store.schema.engine import OpenFile, driver_connection, make_engine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import sqlcipher3.dbapi2 as driver

_TRIES, _PAUSE_SECONDS = 100, 0.05
_WITHOUT_LOG, _WITH_LOG = "PRAGMA journal_mode = DELETE", "PRAGMA journal_mode = WAL"
_ATTACH = "ATTACH DATABASE ? AS fresh KEY ?"
_NOBODY_ELSE_READS_IT = ("journal_mode = MEMORY", "synchronous = OFF", "cache_size = -32768")
"""Without any journal a full disk would be told as damage: nothing could be rolled back."""

_EXPORT = "SELECT sqlcipher_export('fresh')"
_NUMBERS = ("application_id", "user_version")
_TABLES = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND rootpage > 0"
_SAME_SCHEMA = """
    SELECT (SELECT json_group_array(sql) FROM (SELECT sql FROM main.sqlite_schema ORDER BY 1))
    = (SELECT json_group_array(sql) FROM (SELECT sql FROM fresh.sqlite_schema ORDER BY 1))
"""


def engine_of(path: Path, data_keys: Sequence[bytes], *, reading: bool = False) -> OpenFile:
    """Open a file with whichever of its keys it has.

    ``data_keys`` are tried from the last, which is the newest, to the first. Raises DamageFound
    where none opens the file.
    """
    *older, data_key = data_keys
    engine = make_engine(path, data_key, reading=reading)
    try:
        engine.connect().close()
    except DamageFound:
        engine.dispose()
        if older:
            return engine_of(path, older, reading=reading)
        raise
    except BaseException:
        engine.dispose()
        raise
    return OpenFile(engine, path, data_key)


def must_be_alone(file: OpenFile) -> None:
    """Go on only where nobody else has the file open; raises ReadBeside, DiskFull.

    Its log goes for a moment: SQLite lets nobody take it away from under a reader.
    """
    with file.engine.connect() as connection, told(file.path):
        raw = driver_connection(connection)
        _without_log(raw)
        raw.execute(_WITH_LOG)


def write_anew(file: OpenFile, data_key: bytes) -> Path:
    """Write every row of an open desk file into a new file beside it, and return where it lies.

    The old one has no log any more. Raises DiskFull, DamageFound, ReadBeside where somebody has the
    file open longer than a moment; nothing is left of the new one then.
    """
    aside = file.path.with_name(file.path.name + PART)
    remove(aside)
    try:
        copy_anew(file, aside, data_key)
        with file.engine.connect() as connection, told(file.path):
            _without_log(driver_connection(connection))
    except BaseException:
        remove(aside)
        raise
    return aside


def copy_anew(file: OpenFile, aside: Path, data_key: bytes) -> None:
    """Write every row of an open desk file into a new file, which stays beside it.

    Raises DiskFull, DamageFound; what is there of the new one then is whoever calls to remove.
    """
    with told():
        aside.touch(mode=0o600)
    with file.engine.connect() as connection, told(file.path):
        raw = driver_connection(connection)
        with another_file_beside(raw):
            _write(raw, aside, data_key)
        flush(aside)


def put_in_its_place(file: OpenFile, aside: Path, data_key: bytes) -> OpenFile:
    """Close an open file and let another take its place; it is opened by whoever first asks it.

    What was kept beside the old one goes: it has a key from before, which is no more. Killed
    midway, the old one stands or the new one does. Raises DiskFull; either may stand then.
    """
    file.engine.dispose()
    try:
        take_its_place(aside, file.path)
    finally:
        remove(aside)
    remove_kept(file.path)
    return OpenFile(make_engine(file.path, data_key), file.path, data_key)


def _write(raw: driver.Connection, aside: Path, data_key: bytes) -> None:
    raw.execute(_ATTACH, (str(aside), f"x'{data_key.hex()}'"))
    try:
        for setting in _NOBODY_ELSE_READS_IT:
            raw.execute(f"PRAGMA fresh.{setting}")
        raw.execute(_EXPORT)
        for name in _NUMBERS:
            (number,) = raw.execute(f"PRAGMA main.{name}").fetchone()
            raw.execute(f"PRAGMA fresh.{name} = {number}")
        _must_be_all(raw)
    finally:
        raw.execute("DETACH DATABASE fresh")


def _must_be_all(raw: driver.Connection) -> None:
    """Go on only where every table came along with as many rows; raises DamageFound."""
    _must_be_equal(raw, _SAME_SCHEMA)
    for (table,) in raw.execute(_TABLES).fetchall():
        # Names of our own tables alone stand in it.
        rows = f'SELECT count(*) FROM {{}}."{table}"'  # noqa: S608
        _must_be_equal(raw, f"SELECT ({rows.format('main')}) = ({rows.format('fresh')})")


def _must_be_equal(raw: driver.Connection, asked: str) -> None:
    if raw.execute(asked).fetchone() != (1,):
        raise DamageFound("database_damaged")


def _without_log(raw: driver.Connection) -> None:
    """Take what is in the log into the file, and the log away; raises ReadBeside.

    Who only just finishes reading is waited for.
    """
    for _ in range(_TRIES):
        with suppress(AlreadyOpen), told():
            if raw.execute(_WITHOUT_LOG).fetchone() == ("delete",):
                return
        sleep(_PAUSE_SECONDS)
    raise ReadBeside
