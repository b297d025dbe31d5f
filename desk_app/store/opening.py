# SPDX-License-Identifier: MIT
"""Founding a desk's file, whole or not at all, and opening it through the startup steps."""

from __future__ import annotations

import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desk_app.desk.errors import DiskFull, FolderTaken, KnownError, ReadOnly
from desk_app.desk.signed.rulebooks import noted_at_founding
from desk_app.records.books.journal import Action
from desk_app.store.database import EMPTY_LOG, SqlBooks, SqlStore, anchor_of, enter_roster
from desk_app.store.disk import lock, places
from desk_app.store.disk.desk_file import DATABASE, LOG, SCANS, flush, remove, remove_beside
from desk_app.store.disk.faults import is_there, told
from desk_app.store.disk.machine import SystemChance
from desk_app.store.disk.places import is_remote
from desk_app.store.disk.small_files import flush_folder, make_private_folder
from desk_app.store.journal import chain
from desk_app.store.schema import engine as schema
from desk_app.store.schema.engine import OpenFile, driver_connection, make_engine
from desk_app.store.startup.steps import Door
from desk_app.store.startup.threshold import (
    ASIDE,
    NAME,
    holds_desk,
    move_into,
    put_rest_in_place,
    sweep,
    take_away,
)
from desk_app.store.vault import key_file
from desk_app.system.chosen import here

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.engine import Connection, Engine

    from desk_app.records.desk.people import User
    from desk_app.records.desk.profile import DeskProfile
    from desk_app.store.disk.lock import HeldLock
    from desk_app.store.disk.machine import Octets
    from desk_app.store.journal.book import Head
    from desk_app.store.vault.keyring import Unlocked


_PUT_BY = "founding.kept-"
"""What keys are called then, and a number, that lay aside for a desk of another folder."""


_ROOM = 64 * 1024
"""Bytes: half of them is the index of a log; where it has no room the driver does not say why."""


class NewDesk:
    """A desk that is being made: whoever makes it writes into `desk` and `keys`, and nowhere else.

    Its folder's lock is held until the end of the block, or by whom it was handed over to.
    """

    def __init__(self, folder: Path, key_folder: Path) -> None:
        self._folder = folder
        self._key_folder = key_folder
        self._placed: tuple[str, ...] = ()
        self._held: HeldLock | None = lock.hold(folder)

    @property
    def desk(self) -> Path:
        """Return the folder to make the database in; ``desk.toml`` lies there already."""
        return self._folder / ASIDE

    @property
    def keys(self) -> Path:
        """Return the folder for everything that belongs beside the keys."""
        return self._key_folder / ASIDE

    def begin(self) -> None:
        """Make both folders; what an earlier founding left there is gone.

        Raises FolderTaken where somebody else was faster, DiskFull.
        """
        _must_be_free(self._folder, self._key_folder)
        take_away(self._folder)
        _put_by(self.keys)
        make_private_folder(self.desk)
        places.name_key_folder(self._folder, self._key_folder, into=self.desk)
        make_private_folder(self.keys)

    def put_in_place(self) -> None:
        """Make the desk be there: all of its files take their places. Raises DiskFull.

        They must be closed. A process that ends in between leaves no desk or a whole one.
        """
        _must_be_in_one_file(self.desk / NAME)
        with told():
            (self.desk / lock.NAME).unlink(missing_ok=True)
        for aside in (self.keys, self.desk):
            for path in aside.iterdir():
                # The sealed files of scans were flushed as they were written.
                if path.name != SCANS:
                    flush(path)
            with told():
                for folder in (aside, aside.parent, aside.parent.parent):
                    flush_folder(folder)
        self._placed = tuple(path.name for path in self.keys.iterdir())
        move_into(self.desk / places.DESK_FILE, self._folder)
        put_rest_in_place(self._folder)

    def hand_over_lock(self) -> HeldLock:
        """Return the lock of the desk, which whoever takes it lets go of."""
        held, self._held = self._held, None
        if held is None:
            raise RuntimeError("the lock was handed over before")
        return held

    def let_go(self) -> None:
        """Let go of the lock where nobody took it."""
        if self._held is not None:
            self._held.release()
            self._held = None

    def undo(self) -> None:
        """Take everything away again, on the way by which it came: it may end anywhere too.

        Where somebody else opened the desk meanwhile, it stays.
        """
        with suppress(KnownError, OSError):
            if self._held is None:
                self._held = lock.hold(self._folder)
            self._take_back()
            take_away(self._folder)
        self.let_go()

    def _take_back(self) -> None:
        """Take aside again what was put into place, the database first and ``desk.toml`` last."""
        if not self._placed:
            return
        remove_beside(self._folder / NAME)
        placed = [(self._folder / NAME, self.desk)]
        placed += [(self._key_folder / name, self.keys) for name in self._placed]
        placed += [(self._folder / SCANS, self.desk)]
        placed += [(self._folder / places.DESK_FILE, self.desk)]
        for path, aside in placed:
            if is_there(path):
                move_into(path, aside)


@contextmanager
def new_desk(folder: Path, key_folder: Path) -> Iterator[NewDesk]:
    """Let a desk be made in two folders, and leave nothing of it where the block fails.

    Raises FolderTaken where a desk or keys stand already, AlreadyOpen, DiskFull.
    """
    _must_be_free(folder, key_folder)
    new = [each for each in (key_folder, folder) if not is_there(each)]
    with _removed_where_empty(new):
        made = NewDesk(folder, key_folder)
        try:
            made.begin()
            yield made
        except BaseException as error:
            full = _is_full(error, (folder, key_folder))
            made.undo()
            if full:
                raise DiskFull from None
            raise
    sweep(folder, key_folder)
    made.let_go()


def is_left_over(path: Path) -> bool:
    """Return whether a file or folder beside a desk's is what foundings leave, and is in no way."""
    return path.name in {ASIDE, lock.NAME} or path.name.startswith(_PUT_BY)


def _must_be_free(folder: Path, key_folder: Path) -> None:
    if holds_desk(folder):
        raise FolderTaken("database_there_already")
    if key_file.exists(key_folder):
        raise FolderTaken("keys_there_already")


def _must_be_in_one_file(database: Path) -> None:
    """Refuse a database whose log could not be emptied: it would stay behind. Raises DiskFull."""
    log = database.with_name(database.name + LOG)
    if is_there(log) and log.stat().st_size:
        raise DiskFull


def _is_full(error: BaseException, folders: Sequence[Path]) -> bool:
    """Say whether the driver's word for a disk that failed means one that is full."""
    if not isinstance(error, DiskFull) or error.code != "disk_failed":
        return False
    return any(shutil.disk_usage(each).free < _ROOM for each in folders if is_there(each))


def _put_by(keys_aside: Path) -> None:
    """Give keys another name that lie aside for a desk of another folder: nobody deletes keys."""
    number = 1
    while is_there(kept := keys_aside.with_name(f"{_PUT_BY}{number}")):
        number += 1
    if is_there(keys_aside):
        with told():
            here().files.move(keys_aside, kept)


@contextmanager
def _removed_where_empty(folders: Sequence[Path]) -> Iterator[None]:
    """Remove folders that are new, and hold at most their lock, where the block fails."""
    try:
        yield
    except BaseException:
        for folder in folders:
            with suppress(OSError):
                (folder / lock.NAME).unlink(missing_ok=True)
                folder.rmdir()
        raise


# Founding a desk's file, and opening it through the steps of a start.


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
        chain.write(key_folder, head)
        return SqlStore(OpenFile(engine, path, unlocked.data_key), key_folder, held, source)
    except BaseException:
        engine.dispose()
        remove(path)
        held.release()
        raise


def open_founded(
    folder: Path, key_folder: Path, unlocked: Unlocked, held: HeldLock, chance: Octets
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
) -> chain.Anchor:
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
