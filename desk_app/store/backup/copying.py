# SPDX-License-Identifier: MIT
"""From the encrypted file to plain SQLite in memory, in one read transaction."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.store.backup import memory
from desk_app.store.backup.memory import Memory, Piece
from desk_app.store.connecting import reading_connection
from desk_app.store.faults import told
from desk_app.store.journal import chain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import sqlcipher3.dbapi2 as driver

ROWS_AT_ONCE = 256
"""Few enough that the pages of as many letters take no room to speak of."""

_SCHEMA = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
_HEAD = "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1"
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
    schema = [Piece(*row) for row in source.execute(_SCHEMA)]
    total = _number(source, "page_count")
    tables = [piece for piece in schema if piece.holds_rows]
    counts = {}
    into.run("BEGIN")
    for table in tables:
        into.run(table.sql)
    for table in tables:
        counts[table.name] = _copy_rows(into, source, table.name, lambda: tell(into.pages(), total))
    if any(piece.name == _NUMBERED for piece in schema):
        into.run(memory.empty(_NUMBERED))
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
    cursor = source.execute(memory.all_rows(table))
    statement = memory.add_row(table, len(cursor.description))
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
class Standing:
    """Where a database stands: whose it is, its last entry, the rows of each table."""

    database: str
    sequence: int
    head: str
    counts: Mapping[str, int]
    hash_then: str = ""
    """The hash of the entry that was asked for."""
    since: tuple[str, ...] = ()
    """The actions of the entries after it, in their order."""


def standing_of(path: Path, data_key: bytes, after: int = 0) -> Standing:
    """Return where the encrypted file stands, read in one transaction beside the desk.

    It tells what was noted after an entry, and the hash of that entry.
    """
    with told(path), closing(reading_connection(path, data_key)) as source:
        source.execute("BEGIN")
        names = sorted(
            piece.name
            for piece in (Piece(*row) for row in source.execute(_SCHEMA))
            if piece.holds_rows
        )
        counts = {name: source.execute(memory.count_rows(name)).fetchone()[0] for name in names}
        (database,) = source.execute(_DATABASE).fetchone() or ("",)
        sequence, head = source.execute(_HEAD).fetchone() or (0, chain.FIRST_HASH)
        (then,) = source.execute(_HASH_AT, (after,)).fetchone() or (chain.FIRST_HASH,)
        since = tuple(action for (action,) in source.execute(_SINCE, (after,)))
    return Standing(database, sequence, head.hex(), counts, then.hex(), since)
