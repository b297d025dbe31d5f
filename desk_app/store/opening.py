# SPDX-License-Identifier: MIT
"""Founding a desk's file, and opening it through the gate of security.md §6."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desk_app.desk.errors import FolderTaken, ReadOnly
from desk_app.desk.rulebooks import noted_at_founding
from desk_app.records.journal import Action
from desk_app.store import lock, schema
from desk_app.store.books import SqlBooks
from desk_app.store.chance import SystemChance
from desk_app.store.database import EMPTY_LOG, SqlStore, anchor_of, enter_roster
from desk_app.store.engine import OpenFile, driver_connection, make_engine
from desk_app.store.faults import is_there, told
from desk_app.store.first_bytes import DATABASE
from desk_app.store.gate.steps import Door
from desk_app.store.gate.threshold import NAME
from desk_app.store.journal import anchor
from desk_app.store.mounts import is_remote
from desk_app.store.replacing import remove
from desk_app.store.small_files import make_private_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.engine import Connection, Engine

    from desk_app.records.people import DeskProfile, User
    from desk_app.store.chance import Octets
    from desk_app.store.journal.book import Head
    from desk_app.store.lock import Held
    from desk_app.store.vault.keyring import Unlocked

__all__ = ["NAME", "Door", "Founding", "found_store", "open_founded", "open_store"]


@dataclass(frozen=True, slots=True)
class Founding:
    """What a new desk begins with: profile (its sample mark too), users, named values, moment."""

    profile: DeskProfile
    users: Sequence[User]
    at: datetime
    values: Mapping[str, str] = field(default_factory=dict)


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
    DiskFull, ReadOnly on a network share; a founding that fails leaves no file.
    """
    path = folder / NAME
    source = chance or SystemChance()
    if is_remote(folder):
        raise ReadOnly("not_local_disk")
    make_private_folder(folder)
    if is_there(path):
        raise FolderTaken("database_there_already")
    held = lock.hold(folder)
    engine = make_engine(path, unlocked.data_key, new=True)
    try:
        with told():
            path.touch(mode=0o600)
            head = _write_first_rows(engine, unlocked, founding, source)
        anchor.write(key_folder, head)
        return SqlStore(OpenFile(engine, path, unlocked.data_key), key_folder, held, source)
    except BaseException:
        engine.dispose()
        remove(path)
        held.release()
        raise


def open_founded(
    folder: Path, key_folder: Path, unlocked: Unlocked, held: Held, chance: Octets
) -> SqlStore:
    """Open the desk file that was just founded and has come into its place, and keep its lock.

    It passed no gate: whoever calls this made it. Raises DiskFull; the lock is free then.
    """
    path = folder / NAME
    engine = make_engine(path, unlocked.data_key)
    try:
        return SqlStore(OpenFile(engine, path, unlocked.data_key), key_folder, held, chance)
    except BaseException:
        engine.dispose()
        held.release()
        raise


def open_store(
    folder: Path,
    key_folder: Path,
    unlocked: Unlocked,
    chance: Octets | None = None,
    at: datetime | None = None,
) -> SqlStore:
    """Open a desk file with the keys a password opened, through the whole gate.

    Call this, and everything of the store it returns, on the database thread. ``at`` is the moment
    of the start; without it everything is checked in full. Where the desk lies read-only, or is
    large and still being checked, the store reads and refuses to write. Raises AlreadyOpen,
    NotADesk, DamageFound, SavesMissing with the number of ``missing`` entries, VersionRefused,
    DiskFull.
    """
    with Door(folder, key_folder) as door:
        return door.open(unlocked, chance, at)


def _write_first_rows(
    engine: Engine, unlocked: Unlocked, founding: Founding, chance: Octets
) -> anchor.Anchor:
    roster = unlocked.roster
    if roster is None:
        raise RuntimeError("a new desk has a roster")
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
        said: dict[str, str | int] = {
            "users": len(founding.users),
            "sample": sample,
            **noted_at_founding(founding.values),
        }
        entered = enter_roster(books, roster, Action.DESK_FOUNDED, **said)
        head = books.journal.head()
        books.commit()
        driver_connection(connection).execute(EMPTY_LOG)
    return anchor_of(name, head, entered)


def _nothing_to_settle(_connection: Connection, _head: Head) -> None:
    """Let a founding write its first anchor itself, when the file stands."""
