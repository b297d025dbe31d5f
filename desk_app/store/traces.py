# SPDX-License-Identifier: MIT
"""What is left of persons after a disposal: words on any page that no row holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Text, TextClause, text

from desk_app.records.disposal import Traces
from desk_app.store import page_scan
from desk_app.store.engine import driver_connection
from desk_app.store.faults import told
from desk_app.store.first_bytes import PAGE_BYTES
from desk_app.store.tables import Table

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.engine import Connection

    from desk_app.desk.safe_ports import Progress

_EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
_FILE = "SELECT file FROM pragma_database_list WHERE name = 'main'"


def search(
    connection: Connection, words: Collection[str], progress: Progress | None = None
) -> Traces:
    """Search all pages, outside any transaction; raises DiskFull, Cancelled, DamageFound.

    A word that a row of somebody else holds (the same name, the same street) is no trace. Pages
    that a reader beside keeps in the log count as free pages that hold something.
    """
    raw = driver_connection(connection)
    with told():
        raw.execute(_EMPTY_LOG)
        (name,) = raw.execute(_FILE).fetchone()
    path = Path(name)
    scan = page_scan.scan(raw, path.parent, words, progress)
    left = [word for word in sorted(scan.found) if not _is_held(connection, word)]
    return Traces(
        pages=scan.pages,
        words=len(words),
        found=len(left),
        free_pages_filled=scan.free_pages_filled + _pages_in_log(path),
    )


def _is_held(connection: Connection, word: str) -> bool:
    """Return whether a row of any table holds a word."""
    return any(
        connection.execute(_asked(table.name, column.name), {"word": word}).scalar()
        for table in Table.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Text) or isinstance(getattr(column.type, "impl", None), Text)
    )


def _asked(table: str, column: str) -> TextClause:
    # Names of our own tables alone stand in it; the word is bound.
    return text(f'SELECT 1 FROM "{table}" WHERE instr("{column}", :word) > 0 LIMIT 1')  # noqa: S608


def _pages_in_log(path: Path) -> int:
    """Return how many pages the write-ahead log holds, by its length: it is never opened."""
    log = path.with_name(path.name + "-wal")
    return -(-log.stat().st_size // PAGE_BYTES) if log.exists() else 0
