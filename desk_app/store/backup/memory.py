# SPDX-License-Identifier: MIT
"""Plain SQLite in memory, and the encrypted file copied into it: the standard library's alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desk_app.desk.errors import DamageFound
from desk_app.store.disk.faults import told
from desk_app.store.journal import chain
from desk_app.store.schema.connecting import reading_connection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import sqlcipher3.dbapi2 as driver


def all_rows(table: str) -> str:
    """Return the statement that reads a table."""
    return f"SELECT * FROM {_quoted(table)}"  # noqa: S608  the name is quoted


def count_rows(table: str) -> str:
    """Return the statement that counts the rows of a table."""
    return f"SELECT count(*) FROM {_quoted(table)}"  # noqa: S608  the name is quoted


def add_row(table: str, columns: int) -> str:
    """Return the statement that adds a row of so many values to a table."""
    places = ", ".join("?" * columns)
    return f"INSERT INTO {_quoted(table)} VALUES ({places})"  # noqa: S608  the name is quoted


def empty(table: str) -> str:
    """Return the statement that empties a table."""
    return f"DELETE FROM {_quoted(table)}"  # noqa: S608  the name is quoted


def columns_of(table: str) -> str:
    """Return the statement that describes the columns of a table."""
    return f"PRAGMA table_info({_quoted(table)})"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


Row = tuple[Any, ...]

_MOST_IN_ONE_PIECE = 900 * 1024 * 1024

_SETTINGS = (
    # Sorting an index must not spill names into a file of the temporary folder.
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_mode = OFF",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)
_SCHEMA = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
_HEAD = "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1"
_VALUE = "SELECT value FROM settings WHERE name = ?"
_LINKS = (
    "SELECT sequence, at, actor, action, subject, digests, previous, hash "
    "FROM journal ORDER BY sequence"
)


@dataclass(frozen=True, slots=True)
class SchemaPiece:
    """One table, index or trigger of a schema, by the SQL that makes it."""

    kind: str
    name: str
    sql: str

    @property
    def holds_rows(self) -> bool:
        """Whether it is a table whose rows are copied: neither SQLite's own nor a virtual one."""
        virtual = self.sql.upper().startswith("CREATE VIRTUAL")
        return self.kind == "table" and not virtual and not self.name.startswith("sqlite_")


class Memory:
    """One database in memory; whatever is wrong with it is damage."""

    def __init__(self, content: bytes | bytearray | None = None) -> None:
        """Begin empty, or with the bytes of a database; raises DamageFound."""
        if content is not None and not content:
            # SQLite would take no bytes for no memory.
            raise DamageFound("backup_damaged")
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        try:
            with _damage():
                if content is not None:
                    self._connection.deserialize(content)
                for setting in _SETTINGS:
                    self._connection.execute(setting)
        except BaseException:
            self._connection.close()
            raise

    @classmethod
    def with_room_for(cls, size: int) -> Memory:
        """Begin empty with room for so many bytes.

        A database that began from bytes lies in one piece and is handed out with one copy, twice
        its size in all; SQLite lets such a one grow to a gibibyte. A larger one lies in pages,
        and takes three times its size while it is handed out.
        """
        if size > _MOST_IN_ONE_PIECE:
            return cls()
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as first:
            first.execute("PRAGMA user_version = 1")
            return cls(first.serialize())

    def close(self) -> None:
        """Give the memory back."""
        self._connection.close()

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        """Run one statement and return its rows."""
        with _damage():
            return self._connection.execute(statement, values).fetchall()

    def add(self, statement: str, rows: Iterable[Row]) -> None:
        """Run one statement for many rows."""
        self._connection.executemany(statement, rows)

    def rows(self, table: str, many: int) -> Iterator[list[Row]]:
        """Return all rows of a table, so many at a time."""
        with _damage():
            cursor = self._connection.execute(all_rows(table))
            while found := cursor.fetchmany(many):
                yield found

    def content(self) -> bytes:
        """Return the database as the bytes of a file."""
        return self._connection.serialize()

    def pages(self) -> int:
        """Return how many pages it has."""
        return self.number("page_count")

    def number(self, pragma: str) -> int:
        """Return what a pragma of one number says."""
        return int(self.run(f"PRAGMA {pragma}")[0][0])

    def schema(self) -> tuple[SchemaPiece, ...]:
        """Return what it is made of, in the order it was made."""
        return tuple(SchemaPiece(*row) for row in self.run(_SCHEMA))

    def has(self, table: str) -> bool:
        """Return whether it has a table, SQLite's own included."""
        return any(piece.kind == "table" and piece.name == table for piece in self.schema())

    def columns(self, table: str) -> list[Row]:
        """Return name, type, obligation, default and key of each column of a table."""
        return [row[1:] for row in self.run(columns_of(table))]

    def counts(self) -> Mapping[str, int]:
        """Return the number of rows of each table."""
        names = sorted(piece.name for piece in self.schema() if piece.holds_rows)
        return {name: self.run(count_rows(name))[0][0] for name in names}

    def value(self, name: str) -> str:
        """Return one of the desk's own values, empty where there is none."""
        found = self.run(_VALUE, (name,))
        return str(found[0][0]) if found else ""

    def head(self) -> tuple[int, str]:
        """Return number and hash of the journal's last entry."""
        found = self.run(_HEAD)
        if not found:
            return 0, chain.FIRST_HASH.hex()
        sequence, hash_ = found[0]
        return int(sequence), bytes(hash_).hex()

    def is_whole(self) -> bool:
        """Return whether SQLite finds nothing wrong with it."""
        return self.run("PRAGMA integrity_check(1)") == [("ok",)]

    def first_wrong_entry(self) -> int | None:
        """Return the number of the first journal entry that does not fit, None where all do."""
        with _damage():
            return chain.first_wrong(self._connection.execute(_LINKS))


@contextmanager
def _damage() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError, TypeError, ValueError):
        raise DamageFound("backup_damaged") from None


# From the encrypted file to plain SQLite in memory, in one read transaction.


ROWS_AT_ONCE = 256
"""Few enough that the pages of as many letters take no room to speak of."""


_HASH_AT = "SELECT hash FROM journal WHERE sequence = ?"
_SINCE = "SELECT action FROM journal WHERE sequence > ? ORDER BY sequence"
_DATABASE = "SELECT value FROM settings WHERE name = 'database'"
_NUMBERED = "sqlite_sequence"
_KEPT_NUMBERS = ("application_id", "user_version")


def copy_of(
    path: Path, data_key: bytes, tell: Callable[[int, int], None]
) -> tuple[Memory, Mapping[str, int]]:
    """Return a plain copy of the database in memory, and the rows read of each table.

    The search index comes along as the tables it consists of: any SQLite reads the copy. ``tell``
    hears pages written of pages to write. Raises what the driver's faults stand for.
    """
    with told(path), closing(reading_connection(path, data_key)) as source:
        source.execute("BEGIN")
        into = Memory.with_room_for(_number(source, "page_count") * _number(source, "page_size"))
        try:
            return into, _fill(into, source, tell)
        except BaseException:
            into.close()
            raise


def _fill(
    into: Memory, source: driver.Connection, tell: Callable[[int, int], None]
) -> Mapping[str, int]:
    schema = [SchemaPiece(*row) for row in source.execute(_SCHEMA)]
    total = _number(source, "page_count")
    tables = [piece for piece in schema if piece.holds_rows]
    counts = {}
    into.run("BEGIN")
    for table in tables:
        into.run(table.sql)
    for table in tables:
        counts[table.name] = _copy_rows(into, source, table.name, lambda: tell(into.pages(), total))
    if any(piece.name == _NUMBERED for piece in schema):
        into.run(empty(_NUMBERED))
        _copy_rows(into, source, _NUMBERED, lambda: None)
    for piece in schema:
        if piece.kind in {"index", "trigger"}:
            into.run(piece.sql)
            tell(min(into.pages(), total), total)
    into.run("COMMIT")
    for name in _KEPT_NUMBERS:
        into.run(f"PRAGMA {name} = {_number(source, name)}")
    return counts


def _copy_rows(
    into: Memory, source: driver.Connection, table: str, tell: Callable[[], None]
) -> int:
    cursor = source.execute(all_rows(table))
    statement = add_row(table, len(cursor.description))
    count = 0
    while rows := cursor.fetchmany(ROWS_AT_ONCE):
        into.add(statement, rows)
        count += len(rows)
        tell()
    return count


def _number(source: driver.Connection, pragma: str) -> int:
    (number,) = source.execute(f"PRAGMA {pragma}").fetchone()
    return int(number)


@dataclass(frozen=True, slots=True)
class DatabaseStanding:
    """Where a database stands: whose it is, its last entry, the rows of each table."""

    database: str
    sequence: int
    head: str
    counts: Mapping[str, int]
    hash_then: str = ""
    """The hash of the entry that was asked for."""
    since: tuple[str, ...] = ()
    """The actions of the entries after it, in their order."""


def standing_of(path: Path, data_key: bytes, after: int = 0) -> DatabaseStanding:
    """Return where the encrypted file stands, read in one transaction beside the desk.

    It tells what was noted after an entry, and the hash of that entry.
    """
    with told(path), closing(reading_connection(path, data_key)) as source:
        source.execute("BEGIN")
        names = sorted(
            piece.name
            for piece in (SchemaPiece(*row) for row in source.execute(_SCHEMA))
            if piece.holds_rows
        )
        counts = {name: source.execute(count_rows(name)).fetchone()[0] for name in names}
        (database,) = source.execute(_DATABASE).fetchone() or ("",)
        sequence, head = source.execute(_HEAD).fetchone() or (0, chain.FIRST_HASH)
        (then,) = source.execute(_HASH_AT, (after,)).fetchone() or (chain.FIRST_HASH,)
        since = tuple(action for (action,) in source.execute(_SINCE, (after,)))
    return DatabaseStanding(database, sequence, head.hex(), counts, then.hex(), since)
