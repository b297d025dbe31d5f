# SPDX-License-Identifier: MIT
"""Founding a desk's file and opening it: the gate of security.md §6, which fails closed."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound, FolderTaken, NotADesk, SavesMissing
from desk_app.records.journal import Action
from desk_app.store import lock, schema
from desk_app.store.books import SqlBooks
from desk_app.store.chance import SystemChance
from desk_app.store.database import EMPTY_LOG, SqlStore, anchor_of
from desk_app.store.desk_books import DATABASE, SqlSettings
from desk_app.store.engine import check_first_bytes, driver_connection, make_engine
from desk_app.store.faults import told
from desk_app.store.journal import anchor, book
from desk_app.store.writing_aside import make_private_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.engine import Connection, Engine

    from desk_app.records.people import DeskProfile, User
    from desk_app.store.chance import Octets
    from desk_app.store.journal.book import Head
    from desk_app.store.vault.keyring import Unlocked

NAME = "desk.db"
"""The database in a desk's folder."""

WHOLE_CHECK_BYTES = 32 * 1024 * 1024
"""Up to this size all pages and all entries are checked at the start, within 0.3 s."""

LAST_ENTRIES = 100
"""So many entries are checked in a larger file."""

_SIDE_FILES = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Founding:
    """What a new desk begins with: profile (its sample mark too), users, named values, moment."""

    profile: DeskProfile
    users: Sequence[User]
    at: datetime
    values: Mapping[str, str] = field(default_factory=dict)


def look_at_folder(folder: Path) -> None:
    """Look before anybody signs in whether a desk can be opened here.

    Raises AlreadyOpen, NotADesk, DamageFound.
    """
    if not folder.exists():
        raise NotADesk("no_database")
    # The lock comes first: to open and close a file this process has open would drop its locks.
    held = lock.hold(folder)
    try:
        check_first_bytes(folder / NAME)
    finally:
        held.release()


def found_store(
    folder: Path,
    key_folder: Path,
    unlocked: Unlocked,
    founding: Founding,
    chance: Octets | None = None,
) -> SqlStore:
    """Make a new desk file, encrypted from its first row, and return it open.

    The journal's first entry says who founded it. Call this, and everything of the store it
    returns, on the database thread. Raises FolderTaken where a file stands already, AlreadyOpen,
    DiskFull; a founding that fails leaves no file.
    """
    path = folder / NAME
    source = chance or SystemChance()
    make_private_folder(folder)
    if path.exists():
        raise FolderTaken("database_there_already")
    held = lock.hold(folder)
    engine = make_engine(path, unlocked.data_key, new=True)
    try:
        with told():
            path.touch(mode=0o600)
        head = _write_first_rows(engine, unlocked, founding, source)
        anchor.write(key_folder, head)
        return SqlStore(engine, key_folder, held, source)
    except BaseException:
        engine.dispose()
        _remove(path)
        held.release()
        raise


def open_store(
    folder: Path, key_folder: Path, unlocked: Unlocked, chance: Octets | None = None
) -> SqlStore:
    """Open a desk file with the keys a password opened.

    Call this, and everything of the store it returns, on the database thread. The gate: lock,
    first bytes, cipher and versions, whose file and which schema, pages and chain, anchor.
    Raises AlreadyOpen, NotADesk, DamageFound, SavesMissing with the number of ``missing`` entries,
    VersionRefused, DiskFull.
    """
    path = folder / NAME
    if not folder.exists():
        raise NotADesk("no_database")
    held = lock.hold(folder)
    try:
        check_first_bytes(path)
        engine = make_engine(path, unlocked.data_key)
        try:
            _pass_gate(engine, path, key_folder)
            return SqlStore(engine, key_folder, held, chance or SystemChance())
        except BaseException:
            engine.dispose()
            raise
    except BaseException:
        held.release()
        raise


def _write_first_rows(
    engine: Engine, unlocked: Unlocked, founding: Founding, chance: Octets
) -> anchor.Anchor:
    name = chance.octets(16).hex()
    author = (unlocked.user.id, founding.at)
    with engine.connect() as connection:
        connection.begin()
        schema.migrate(connection)
        books = SqlBooks(connection, author, chance, _nothing_to_settle)
        books.settings.keep_value(DATABASE, name)
        books.settings.keep_profile(founding.profile)
        for value, content in founding.values.items():
            books.settings.keep_value(value, content)
        for user in founding.users:
            books.people.add(user)
        sample = int(founding.profile.sample)
        books.journal.note(Action.DESK_FOUNDED, users=len(founding.users), sample=sample)
        head = books.journal.head()
        books.commit()
        driver_connection(connection).execute(EMPTY_LOG)
    return anchor_of(name, head)


def _pass_gate(engine: Engine, path: Path, key_folder: Path) -> None:
    with engine.connect() as connection:
        raw = driver_connection(connection)
        with told():
            behind = schema.is_behind(connection)
            # Before the checkpoint the page check would take what is still in the log for damage.
            raw.execute(EMPTY_LOG)
            small = path.stat().st_size <= WHOLE_CHECK_BYTES
            if small:
                _check_pages(connection)
        if behind:
            connection.begin()
            schema.migrate(connection)
            connection.commit()
        _check_chain(connection, whole=small)
        _check_anchor(connection, key_folder)


def _check_pages(connection: Connection) -> None:
    raw = driver_connection(connection)
    sound = raw.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
    if not sound or raw.execute("PRAGMA cipher_integrity_check").fetchall():
        raise DamageFound("database_damaged")


def _check_chain(connection: Connection, *, whole: bool) -> None:
    wrong = book.first_wrong(connection, None if whole else LAST_ENTRIES)
    if wrong is not None:
        raise DamageFound("journal_damaged", {"entry": wrong})


def _check_anchor(connection: Connection, key_folder: Path) -> None:
    """Compare the journal with its anchor: it may stand further, as after a crash, never behind."""
    kept = anchor.read(key_folder)
    if kept is None:
        raise DamageFound("anchor_missing")
    database = SqlSettings(connection).value(DATABASE)
    if kept.database != database:
        raise NotADesk("anchor_of_another_desk")
    head = book.read_head(connection)
    if head[0] < kept.sequence:
        raise SavesMissing(facts={"missing": kept.sequence - head[0]})
    if book.hash_at(connection, kept.sequence).hex() != kept.head:
        raise DamageFound("journal_damaged", {"entry": kept.sequence})
    if head[0] > kept.sequence:
        anchor.write(key_folder, anchor_of(database, head))


def _nothing_to_settle(_connection: Connection, _head: Head) -> None:
    """Let a founding write its first anchor itself, when the file stands."""


def _remove(path: Path) -> None:
    for name in (path.name, *(path.name + side for side in _SIDE_FILES)):
        with contextlib.suppress(OSError):
            path.with_name(name).unlink()
