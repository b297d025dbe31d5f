# SPDX-License-Identifier: MIT
"""From an opened backup to an encrypted desk file of its own, written beside whatever stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from desk_app.desk.arriving import TURN
from desk_app.desk.errors import DamageFound
from desk_app.records.ids import ApplicationId
from desk_app.records.journal import Action
from desk_app.store import schema
from desk_app.store.backup import statements
from desk_app.store.books import SqlBooks
from desk_app.store.database import EMPTY_LOG, anchor_of, enter_roster
from desk_app.store.engine import driver_connection, make_engine
from desk_app.store.faults import told
from desk_app.store.marks import DATABASE
from desk_app.store.tables import Applications

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from desk_app.records.ids import UserId
    from desk_app.store.backup.inspecting import Opened
    from desk_app.store.backup.memory import Memory
    from desk_app.store.chance import Octets
    from desk_app.store.journal.anchor import Anchor
    from desk_app.store.journal.book import Head
    from desk_app.store.vault.roster import Roster

ROWS_AT_ONCE = 256

_NUMBERED = "sqlite_sequence"
_ID_BYTES = 16
_applications = Applications.__table__
_OF_TOKEN = select(_applications.c.id).where(_applications.c.token == bindparam("token"))


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """What a restored desk is made with: its new key, who restores it, what is to be forgotten."""

    data_key: bytes = field(repr=False)
    author: UserId
    at: datetime
    disposed: Collection[str]
    chance: Octets
    roster: Roster
    """Whose keys open it: its last statement says that the desk was restored."""


def rebuild(
    opened: Opened, path: Path, with_: Rebuilding, tell: Callable[[int, int], None]
) -> Anchor:
    """Write a desk file with the rows of a backup; return the anchor of its journal.

    The file has a database name of its own, a journal entry that says from which head it was
    restored, and nothing of what was disposed of since. ``tell`` hears rows written of rows and
    may raise Cancelled. Raises DamageFound for a backup whose tables are not ours, DiskFull.
    """
    with told():
        path.touch(mode=0o600)
    _write_rows(opened, path, with_.data_key, tell)
    return _make_own(opened, path, with_)


def _write_rows(
    opened: Opened, path: Path, data_key: bytes, tell: Callable[[int, int], None]
) -> None:
    engine = make_engine(path, data_key, new=True)
    total = sum(opened.manifest.counts.values())
    done = 0
    try:
        with engine.connect() as connection:
            connection.begin()
            schema.migrate(connection, opened.manifest.schema)
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            for table in opened.manifest.counts:
                for count in _copy_table(opened.memory, connection, table):
                    done += count
                    tell(done, total)
            if opened.memory.has(_NUMBERED):
                for _ in _copy_table(opened.memory, connection, _NUMBERED):
                    pass
            connection.commit()
    finally:
        engine.dispose()


def _copy_table(memory: Memory, connection: Connection, table: str) -> Iterator[int]:
    """Copy a table and yield how many rows each time; raises DamageFound where it is not ours."""
    raw = driver_connection(connection)
    columns = [row[1:] for row in raw.execute(statements.columns_of(table))]
    if not columns or columns != memory.columns(table):
        raise DamageFound("backup_damaged")
    if raw.execute(statements.count_rows(table)).fetchone() != (0,):
        # What the migrations themselves put there; the frozen tables are empty.
        raw.execute(statements.empty(table))
    statement = statements.add_row(table, len(columns))
    with told():
        for rows in memory.rows(table, ROWS_AT_ONCE):
            raw.executemany(statement, rows)
            yield len(rows)


def _make_own(opened: Opened, path: Path, with_: Rebuilding) -> Anchor:
    """Bring the file to today's schema, forget what was disposed of, give it its own name."""
    # A connection of its own: the one before knows the search index as it was when it was made.
    engine = make_engine(path, with_.data_key)
    name = with_.chance.octets(_ID_BYTES).hex()
    manifest = opened.manifest
    try:
        with engine.connect() as connection:
            connection.begin()
            schema.migrate(connection)
            books = SqlBooks(connection, (with_.author, with_.at), with_.chance, _settles_nothing)
            books.settings.keep_value(DATABASE, name)
            # The keys beside the new file may have a count of their own, or that of later days.
            books.settings.keep_value(TURN, "0")
            books.files.remove(*_disposed(connection, with_.disposed))
            entered = enter_roster(
                books,
                with_.roster,
                Action.DESK_RESTORED,
                sequence=manifest.sequence,
                head=manifest.head,
                database=manifest.database,
            )
            head = books.journal.head()
            books.commit()
            with told():
                driver_connection(connection).execute(EMPTY_LOG)
    finally:
        engine.dispose()
    return anchor_of(name, head, entered)


def _disposed(connection: Connection, tokens: Collection[str]) -> list[ApplicationId]:
    """Return the applications of a backup that were disposed of after it was made."""
    found = (connection.execute(_OF_TOKEN, {"token": token}).scalar() for token in sorted(tokens))
    return [ApplicationId(id_) for id_ in found if id_ is not None]


def _settles_nothing(_connection: Connection, _head: Head) -> None:
    """Leave the anchor to whoever puts the file in its place."""
