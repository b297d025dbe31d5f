# SPDX-License-Identifier: MIT
"""What is left of persons after a disposal: words on any page that no row holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, text

from desk_app.records.disposal import Traces
from desk_app.store import many_words, scanning
from desk_app.store.columns import Disposal
from desk_app.store.desk_tables import SearchRows
from desk_app.store.engine import driver_connection
from desk_app.store.faults import is_there, told
from desk_app.store.first_bytes import PAGE_BYTES
from desk_app.store.search import asked, hits
from desk_app.store.tables import Applications, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from sqlalchemy import Column
    from sqlalchemy import Table as SqlTable
    from sqlalchemy.engine import Connection

    from desk_app.desk.safe_ports import Progress
    from desk_app.store.engine import OpenFile

_EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
_LOOKED_AT = 100
_ROWS_AT_ONCE = 500
_LINE = b"\n"


def search(
    connection: Connection, file: OpenFile, words: Collection[str], progress: Progress | None = None
) -> Traces:
    """Search all pages of the open file; what was only read before is let go.

    A word that a row of somebody else holds (the same name, the same street) is no trace. Pages
    that a reader beside keeps in the log count as free pages that hold something. Raises DiskFull,
    Cancelled, DamageFound.
    """
    connection.rollback()
    raw = driver_connection(connection)
    with told():
        raw.execute(_EMPTY_LOG)
    found = scanning.scan(file.path, file.data_key, words, progress)
    with told():
        left = _without_owner(connection, found.found)
    filled = found.free_pages_filled + _pages_in_log(file.path)
    return Traces(found.pages, len(words), len(left), filled)


def _without_owner(connection: Connection, words: frozenset[str]) -> frozenset[str]:
    """Return the words that no row of any table holds.

    Most stand in an application that the search index finds. What is left is looked for in the
    tables, all words at once: however many they are, each table is read once at most.
    """
    left = frozenset(word for word in words if not _is_indexed(connection, word))
    tables = (table for table in Table.metadata.sorted_tables if any(map(_is_text, table.c)))
    for table in sorted(tables, key=_names_nobody):
        if not left:
            break
        left -= many_words.standing_in(left, _texts(connection, table))
    return left


def _is_indexed(connection: Connection, word: str) -> bool:
    """Return whether one of the newest applications that are found by a word holds it as it is."""
    wanted = asked(word)
    ids = [] if wanted is None else hits(connection, wanted, _LOOKED_AT)
    values = {"ids": json.dumps(ids), "word": word}
    return bool(ids) and connection.execute(_HOLDS, values).scalar() is not None


def _texts(connection: Connection, table: SqlTable) -> Iterator[bytes]:
    """Yield all texts of a table, many rows at a time."""
    # Names of our own tables alone stand in it.
    asked_for = f'SELECT CAST({_joined(table)} AS BLOB) FROM "{table.name}"'  # noqa: S608
    rows = driver_connection(connection).execute(asked_for)
    while some := rows.fetchmany(_ROWS_AT_ONCE):
        yield _LINE.join(row for (row,) in some)


def _joined(table: SqlTable) -> str:
    """Return the columns of a table that hold text as one expression, a line each."""
    names = (f'"{table.name}"."{column.name}"' for column in table.c if _is_text(column))
    return " || char(10) || ".join(f"coalesce({name}, '')" for name in names)


def _is_text(column: Column[Any]) -> bool:
    return isinstance(column.type, Text) or isinstance(getattr(column.type, "impl", None), Text)


def _names_nobody(table: SqlTable) -> bool:
    return all(column.info["disposal"] is not Disposal.IDENTIFIES for column in table.c)


_found_by: tuple[Any, ...] = (Applications.__table__, SearchRows.__table__)
_ITS_TEXTS = " || char(10) || ".join(map(_joined, _found_by))
_HOLDS = text(
    f"""
    SELECT 1 FROM applications
    JOIN work_index ON work_index.application = applications.id
    JOIN search_rows ON search_rows.key = work_index.search_key
    WHERE applications.id IN (SELECT value FROM json_each(:ids))
    AND instr({_ITS_TEXTS}, :word) LIMIT 1
    """  # noqa: S608  names of our own columns
)


def _pages_in_log(path: Path) -> int:
    """Return how many pages the write-ahead log holds, by its length: it is never opened."""
    log = path.with_name(path.name + "-wal")
    return -(-log.stat().st_size // PAGE_BYTES) if is_there(log) else 0
