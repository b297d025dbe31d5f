# SPDX-License-Identifier: MIT
"""The repair ladder: each rung on a fresh copy, and the damaged file is kept."""

from __future__ import annotations

import shutil
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlcipher3.dbapi2 as driver
from sqlalchemy import select

from desk_app.desk.errors import DamageFound, NotADesk, SavesMissing
from desk_app.records.books.journal import Action
from desk_app.records.desk.safekeeping import Repair, Rung
from desk_app.store import consequences
from desk_app.store.books import files
from desk_app.store.books.desk_books import SqlSettings
from desk_app.store.database import EMPTY_LOG, SqlBooks, anchor_of, entered_roster
from desk_app.store.disk import desk_file, lock
from desk_app.store.disk.desk_file import (
    DATABASE,
    OLDEST_SCHEMA,
    SCHEMA_VERSION,
    SIDE_FILES,
    WORKSHOP,
    check_first_bytes,
    put_in_place,
)
from desk_app.store.disk.faults import is_there, of_driver, told, writing_told
from desk_app.store.disk.machine import SystemChance
from desk_app.store.disk.small_files import make_private_folder
from desk_app.store.journal import book, chain
from desk_app.store.rekeying import engine_of
from desk_app.store.schema import engine as schema
from desk_app.store.schema.connecting import reading_connection
from desk_app.store.schema.engine import driver_connection, make_engine
from desk_app.store.schema.tables import ApplicationRows
from desk_app.store.search import search, tallies
from desk_app.store.startup import steps
from desk_app.store.startup.threshold import NAME
from desk_app.system.chosen import here

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from desk_app.store.journal.book import Head
    from desk_app.store.vault.keyring import Unlocked

    Row = tuple[Any, ...]


_applications = ApplicationRows.__table__
_EMPTIED = ("INSERT INTO search(search) VALUES ('delete-all')", "DELETE FROM search_rows")


def rebuild(connection: Connection) -> None:
    """Write anew what each application is found by and the sums of the figures' tallies."""
    for words in _EMPTIED:
        connection.exec_driver_sql(words)
    for row in connection.execute(select(_applications)).mappings():
        # Claims and corrections are found by nobody.
        search.add(connection, files.from_row(row, (), ()))
    tallies.rebuild(connection)


# Copying a damaged database row by row into a new file, around what cannot be read.


_TABLES = """
    SELECT name FROM sqlite_schema WHERE type = 'table'
    AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%' AND name <> 'alembic_version'
"""
_MOST_FAILURES = 1000
_END_UNKNOWN = 100_000
"""So many numbers are looked for where the end of a table cannot be read."""


@dataclass(slots=True)
class Salvaged:
    """What came out of a damaged file: rows by table, and at most how many keys are lost."""

    rows: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)


class _Shape(NamedTuple):
    """A table as it is walked through: its columns, and what orders its rows."""

    name: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]
    numbered: bool

    def select(self, where: str = "", order: str = "ASC") -> str:
        keys = ", ".join(f"{key} {order}" for key in self.keys)
        columns = ", ".join((*self.keys, *self.columns))
        return f"SELECT {columns} FROM {self.name} {where} ORDER BY {keys}"  # noqa: S608  names of our own schema


def salvage(damaged: Path, new: Path, data_key: bytes) -> Salvaged:
    """Write into a new file all rows that can be read of a damaged one, and index them anew.

    Raises DamageFound where not even the list of tables can be read, DiskFull.
    """
    found = Salvaged()
    engine = make_engine(new, data_key, new=True)
    try:
        with (
            told(),
            closing(_Source(damaged, data_key)) as source,
            engine.connect() as connection,
        ):
            target = driver_connection(connection)
            # Rows come table by table: what they refer to is checked when all are there.
            target.execute("PRAGMA foreign_keys = OFF")
            (version,) = next(source.run("PRAGMA user_version"))
            if not OLDEST_SCHEMA <= version <= SCHEMA_VERSION:
                raise DamageFound("database_damaged")
            connection.begin()
            schema.migrate(connection, version)
            # What a migration of an empty file wrote stands in the way of the desk's own values.
            target.execute("DELETE FROM settings")
            for (name,) in target.execute(_TABLES).fetchall():
                _copy(source, target, _shape_of(target, name), found)
            schema.migrate(connection)
            rebuild(connection)
            connection.commit()
    finally:
        engine.dispose()
    return found


def _shape_of(target: driver.Connection, name: str) -> _Shape:
    rows = target.execute(f"PRAGMA table_info({name})").fetchall()
    columns = tuple(f'"{row[1]}"' for row in rows)
    keys = tuple(f'"{row[1]}"' for row in sorted(rows, key=lambda row: row[5]) if row[5])
    (words,) = target.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
    if "WITHOUT ROWID" not in words.upper():
        return _Shape(name, columns, ("rowid",), numbered=True)
    first = next(row for row in rows if row[5] == 1)
    return _Shape(name, columns, keys, numbered=first[2].upper() == "INTEGER")


def _copy(source: _Source, target: driver.Connection, shape: _Shape, found: Salvaged) -> None:
    """Copy a table: forward to the damage, backward to it, and what is left between by halves."""
    places = ", ".join("?" * len(shape.columns))
    # Names of our own tables and columns alone stand in it; the values are bound.
    words = f"INSERT OR IGNORE INTO {shape.name} ({', '.join(shape.columns)}) VALUES ({places})"  # noqa: S608
    before = target.total_changes
    walk = _Walk(source, shape)
    # Where the first walk comes through, the others find nothing new.
    for row in walk.rows():
        target.execute(words, row[len(shape.keys) :])
    found.rows[shape.name] = target.total_changes - before
    if walk.lost:
        found.lost[shape.name] = walk.lost


class _Source:
    """The damaged file. After a page that cannot be read its connection reads nothing any more."""

    def __init__(self, path: Path, data_key: bytes) -> None:
        self._path = path
        self._data_key = data_key
        self._connection = reading_connection(path, data_key)

    def run(self, words: str, values: Row = ()) -> Iterator[Row]:
        """Yield rows until one cannot be read; raises DamageFound, and reads on when asked anew."""
        try:
            yield from self._connection.execute(words, values)
        except driver.Error as error:
            known = of_driver(error)
            if not isinstance(known, DamageFound):
                raise
            self._connection.close()
            self._connection = reading_connection(self._path, self._data_key)
            raise known from None

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


class _Walk:
    """One way through a table; ``lost`` counts at most how many of its keys cannot be read."""

    def __init__(self, source: _Source, shape: _Shape) -> None:
        self._source = source
        self._shape = shape
        self._low: object = None
        self._high: object = None
        self._whole = True
        self._failures = 0
        self.lost = 0

    def rows(self) -> Iterator[Row]:
        """Yield the rows, some of them twice; each begins with its keys."""
        for row in self._through(self._shape.select()):
            self._low = row[0]
            yield row
        if self._whole:
            return
        for row in self._through(self._shape.select(order="DESC")):
            self._high = row[0]
            yield row
        if self._shape.numbered:
            # A single key that was read is not looked for again; of a pair others may be missing.
            read = len(self._shape.keys) == 1
            yield from self._between(self._first() + read, self._last() - read)
        else:
            self.lost += 1

    def _first(self) -> int:
        return self._low if isinstance(self._low, int) else 0

    def _last(self) -> int:
        return self._high if isinstance(self._high, int) else self._first() + _END_UNKNOWN

    def _between(self, low: int, high: int) -> Iterator[Row]:
        """Yield the rows of a range of numbers, halving it around what cannot be read."""
        parts = [(low, high)] if low <= high else []
        where = f"WHERE {self._shape.keys[0]} BETWEEN ? AND ?"
        while parts:
            low, high = parts.pop()
            self._whole = True
            yield from self._through(self._shape.select(where), (low, high))
            if self._whole:
                continue
            self._failures += 1
            if low == high or self._failures > _MOST_FAILURES:
                self.lost += 1
                continue
            middle = (low + high) // 2
            parts += [(middle + 1, high), (low, middle)]

    def _through(self, words: str, values: Row = ()) -> Iterator[Row]:
        try:
            yield from self._source.run(words, values)
        except DamageFound:
            self._whole = False


SALVAGED = NAME + desk_file.SALVAGED
"""The rows that could be read, where they are not the whole desk; encrypted as the desk is."""


@writing_told("desk_not_written")
def repair(folder: Path, key_folder: Path, unlocked: Unlocked, at: datetime) -> Repair:
    """Try the rungs on copies until one gives a whole desk, which takes the damaged one's place.

    Whole means: every page and index sound, no row lost, the journal's chain and its anchor as they
    must be. Otherwise the desk stays as it is, what could be read lies beside it, and the newest
    good backup is the way on. The desk must be closed. Raises NotADesk, AlreadyOpen, DiskFull.
    """
    if not is_there(folder / NAME):
        raise NotADesk("no_database")
    held = lock.hold(folder)
    try:
        with _workshop(folder) as workshop:
            return _Ladder(folder / NAME, key_folder, unlocked, workshop).climb(at)
    finally:
        held.release()


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    workshop = folder / WORKSHOP
    shutil.rmtree(workshop, ignore_errors=True)
    make_private_folder(workshop)
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


class _Ladder:
    def __init__(
        self, database: Path, key_folder: Path, unlocked: Unlocked, workshop: Path
    ) -> None:
        self._database = database
        self._key_folder = key_folder
        self._unlocked = unlocked
        self._workshop = workshop
        self._key = unlocked.data_key
        self._salvaged = Salvaged()

    def climb(self, at: datetime) -> Repair:
        for rung in (Rung.NONE, Rung.SEARCH, Rung.REINDEX, Rung.ROWS):
            with suppress(DamageFound, SavesMissing):
                copy = self._try(rung)
                if rung is Rung.NONE:
                    return Repair(rung)
                return self._take(rung, copy, at)
        return self._give_up()

    def _try(self, rung: Rung) -> Path:
        """Do a rung's work on a fresh copy and return it whole; raises DamageFound."""
        copy = self._fresh_copy()
        with self._opened(copy) as connection:
            if rung is Rung.REINDEX:
                driver_connection(connection).execute("REINDEX")
            if rung in {Rung.SEARCH, Rung.REINDEX}:
                connection.begin()
                rebuild(connection)
                connection.commit()
        if rung is Rung.ROWS:
            new = self._workshop / SALVAGED
            self._salvaged = salvage(copy, new, self._key)
            if self._salvaged.lost:
                raise DamageFound("database_damaged")
            copy = new
        with self._opened(copy) as connection:
            self._check_whole(connection)
        return copy

    def _fresh_copy(self) -> Path:
        """Copy the file with its log; nobody has it open, so no lock of SQLite's can be dropped."""
        copy = self._workshop / NAME
        with told():
            for side in ("", *SIDE_FILES):
                beside = self._database.with_name(NAME + side)
                mine = copy.with_name(NAME + side)
                mine.unlink(missing_ok=True)
                if is_there(beside) and side != "-shm":
                    shutil.copyfile(beside, mine)
        check_first_bytes(copy)
        return copy

    @contextmanager
    def _opened(self, path: Path) -> Iterator[Connection]:
        file = engine_of(path, self._unlocked.data_keys)
        self._key = file.data_key
        try:
            with told(), file.engine.connect() as connection:
                driver_connection(connection).execute(EMPTY_LOG)
                yield connection
                connection.rollback()
                driver_connection(connection).execute(EMPTY_LOG)
        finally:
            file.engine.dispose()

    def _check_whole(self, connection: Connection) -> None:
        raw = driver_connection(connection)
        steps.check_pages(raw, full=True)
        if raw.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
            raise DamageFound("database_damaged")
        if raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise DamageFound("database_damaged")
        steps.check_chain(connection, whole=True)
        kept = steps.check_database(self._key_folder, _name_in(connection))
        ahead = steps.check_head(connection, kept)
        roster = self._unlocked.roster
        led_to, _ = steps.roster_led_to(connection, self._key_folder, roster)
        steps.check_owner(connection, led_to, None if ahead else kept.roster)
        steps.check_backups(connection, self._key_folder, roster, kept.database)

    def _take(self, rung: Rung, copy: Path, at: datetime) -> Repair:
        """Note the repair in the whole copy and put it in the desk's place."""
        with self._opened(copy) as connection:
            name = _name_in(connection)
            consequences.carry_out(connection, self._key_folder)
            # So that the repair is the one save by which the file may be ahead of its anchor.
            entered = entered_roster(connection)
            before = anchor_of(name, book.read_head(connection), entered)
            chain.write(self._key_folder, before)
            connection.rollback()
            connection.begin()
            author = (self._unlocked.user.id, at)
            books = SqlBooks(connection, author, SystemChance(), _settles_nothing)
            books.journal.note(Action.DESK_REPAIRED, rung=rung.value)
            head = books.journal.head()
            books.commit()
        kept = put_in_place(copy, self._database)
        chain.write(self._key_folder, anchor_of(name, head, entered))
        return Repair(rung, kept=kept, saved=self._salvaged.rows)

    def _give_up(self) -> Repair:
        """Leave the desk as it is, and beside it what could be read."""
        name, made = "", self._workshop / SALVAGED
        if is_there(made) and self._salvaged.rows:
            with told():
                here().files.replace(made, self._database.with_name(SALVAGED))
            name = SALVAGED
        saved, lost = self._salvaged.rows, self._salvaged.lost
        return Repair(Rung.BACKUP, salvaged=name, saved=saved, lost=lost)


def _name_in(connection: Connection) -> str:
    name = SqlSettings(connection).value(DATABASE)
    connection.rollback()
    return name or ""


def _settles_nothing(_connection: Connection, _head: Head) -> None:
    """Leave the anchor until the file is in its place."""
