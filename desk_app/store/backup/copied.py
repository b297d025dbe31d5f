# SPDX-License-Identifier: MIT
"""A copy of a desk's database: in memory while it is small, else sealed in a private folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as driver

from desk_app.desk.errors import DamageFound, DiskFull
from desk_app.records.base import ScanId
from desk_app.store.backup.pages import (
    RESERVED_AT,
    RESERVED_BYTES,
    PageSealer,
    plain_pages,
)
from desk_app.store.disk.desk_file import PAGE_BYTES
from desk_app.store.disk.faults import told
from desk_app.store.disk.hygiene import private_folder
from desk_app.store.disk.small_files import new_file
from desk_app.store.disposal.page_scan import RawPages
from desk_app.store.journal import chain
from desk_app.store.schema.connecting import OpenMode, connect, reading_connection
from desk_app.system.chosen import here

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from desk_app.store.scans.sealed import KeptFile


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
_SCANS = "SELECT id, size, sealed_sha256 FROM scans WHERE removed_at IS NULL ORDER BY id"
_GONE_SCANS = "SELECT id FROM scans WHERE removed_at IS NOT NULL UNION SELECT id FROM removed_scans"
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


class CopiedBooks:
    """The rows of a copy, read by SQLite; whatever is wrong with it is damage."""

    def __init__(self, connection: sqlite3.Connection | driver.Connection) -> None:
        """Take a connection that nobody else has."""
        self._connection = connection
        try:
            for setting in _SETTINGS:
                self.run(setting)
        except BaseException:
            connection.close()
            raise

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        """Run one statement and return its rows."""
        with _damage():
            return self._connection.execute(statement, values).fetchall()

    def rows(self, table: str, many: int) -> Iterator[list[Row]]:
        """Return all rows of a table, so many at a time."""
        with _damage():
            cursor = self._connection.execute(all_rows(table))
            while found := cursor.fetchmany(many):
                yield found

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
        return {name: self.run(count_rows(name))[0][0] for name in self._tables()}

    def _tables(self) -> list[str]:
        return sorted(piece.name for piece in self.schema() if piece.holds_rows)

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

    def scans(self) -> list[KeptFile]:
        """Return the sealed files of scans that its rows have; none in one of before there were."""
        return [(ScanId(id_), size, sha) for id_, size, sha in self._of_scans(_SCANS)]

    def gone_scans(self) -> list[ScanId]:
        """Return the scans that were removed, or went with their applications."""
        return [ScanId(id_) for (id_,) in self._of_scans(_GONE_SCANS)]

    def _of_scans(self, asked: str) -> list[Row]:
        return self.run(asked) if self.has("scans") else []

    def is_whole(self) -> bool:
        """Return whether SQLite finds nothing wrong with any table that holds rows.

        What the search index finds is not held against the rows: it is made anew of them.
        """
        return all(
            self.run(f"PRAGMA integrity_check({_quoted(name)})") == [("ok",)]
            for name in self._tables()
        )

    def first_wrong_entry(self) -> int | None:
        """Return the number of the first journal entry that does not fit, None where all do."""
        with _damage():
            return chain.first_wrong(self._connection.execute(_LINKS))


@contextmanager
def _damage() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, driver.Error, UnicodeDecodeError, TypeError, ValueError):
        raise DamageFound("backup_damaged") from None


# The bytes of a database as they come, kept where no disk sees them plain.


MOST_IN_MEMORY = 64 * 1024 * 1024
"""A copy of so many bytes takes no room on a disk and, read, twice as much memory."""

_KEY_BYTES = 32
_PAGE_SIZE = slice(16, 18)
_FITTING = PAGE_BYTES.to_bytes(2, "big")
_NAME = "copy"


def is_large(size: int) -> bool:
    """Say whether a copy of so many bytes lies on a disk, sealed."""
    return size > MOST_IN_MEMORY


class DataCopy:
    """Takes the bytes of a plain database piece by piece, and gives them out again.

    A large one is sealed page by page in a private folder, under a key that lives as long as this
    object: nothing plain reaches a disk, and memory does not grow with it. One whose pages leave
    the cipher no room, as in backups of earlier versions, stays in memory whatever its size.
    """

    def __init__(self, size: int, folders: Iterable[Path]) -> None:
        """Take the size in bytes, and where a large one may lie: the first that has room."""
        self._size, self._folders = size, folders
        self._hash = hashlib.sha256()
        self._waiting = bytearray()
        self._decided = not is_large(size)
        self._key = os.urandom(_KEY_BYTES)
        self._path: Path | None = None
        self._file: BinaryIO | None = None
        self._sealer: PageSealer | None = None
        self._gone = ExitStack()

    def __len__(self) -> int:
        """Return the size in bytes."""
        return self._size

    @property
    def sha256(self) -> str:
        """The hash of what came, in hexadecimal digits."""
        return self._hash.hexdigest()

    def write(self, piece: bytes | memoryview) -> int:
        """Take the next bytes; raises DiskFull where none of the folders has room."""
        self._hash.update(piece)
        self._waiting += piece
        if not self._decided and len(self._waiting) > RESERVED_AT:
            self._decide()
        if self._sealer is not None:
            whole = len(self._waiting) // PAGE_BYTES * PAGE_BYTES
            with told():
                for place in range(0, whole, PAGE_BYTES):
                    self._sealer.add(bytes(self._waiting[place : place + PAGE_BYTES]))
            del self._waiting[:whole]
        return len(piece)

    def flush(self) -> None:
        """Put down what waits to be written; raises DiskFull."""
        if self._file is not None:
            with told():
                self._file.close()

    def books(self) -> CopiedBooks:
        """Open what came, to be read; raises DamageFound where it is no database."""
        self.flush()
        if self._path is not None:
            with _damage():
                return CopiedBooks(connect(self._path, self._key, OpenMode.UNCHANGEABLE))
        if not self._waiting:
            # SQLite would take no bytes for no memory.
            raise DamageFound("backup_damaged")
        opened = sqlite3.connect(":memory:", isolation_level=None)
        try:
            with _damage():
                opened.deserialize(self._waiting)
        except BaseException:
            opened.close()
            raise
        return CopiedBooks(opened)

    def pieces(self) -> Iterator[bytes | memoryview]:
        """Give out what came, in its order; raises DamageFound."""
        self.flush()
        if self._path is None:
            yield memoryview(self._waiting)
            return
        with self._path.open("rb") as file:
            yield from plain_pages(RawPages(file, self._key))

    def close(self) -> None:
        """Give memory and room back."""
        if self._file is not None:
            self._file.close()
        self._gone.close()
        self._waiting = bytearray()

    def _decide(self) -> None:
        """Begin a sealed file where the pages have room for it."""
        self._decided = True
        fits = self._waiting[_PAGE_SIZE] == _FITTING and self._waiting[RESERVED_AT]
        if fits != RESERVED_BYTES or self._size % PAGE_BYTES:
            return
        with told():
            folder = self._gone.enter_context(private_folder(_with_room(self._folders, self._size)))
            self._path = folder / _NAME
            self._file = os.fdopen(new_file(self._path), "wb")
        self._sealer = PageSealer(self._file, self._key)


def _with_room(folders: Iterable[Path], size: int) -> Path:
    """Return the first folder that takes a file of so many bytes; raises DiskFull."""
    for folder in folders:
        if here().files.may_write(folder) and shutil.disk_usage(folder).free > size:
            return folder
    raise DiskFull("disk_full")


# Where the encrypted file itself stands.


_HASH_AT = "SELECT hash FROM journal WHERE sequence = ?"
_SINCE = "SELECT action FROM journal WHERE sequence > ? ORDER BY sequence"
_DATABASE = "SELECT value FROM settings WHERE name = 'database'"


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
