# SPDX-License-Identifier: MIT
"""Steps 4 to 9 of the gate, in their order, over the connection that a password opened."""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import bindparam, select

from desk_app.desk.errors import DamageFound, NotADesk, ReadOnly, SavesMissing
from desk_app.records.disposal import DisposalState
from desk_app.records.ids import ApplicationId
from desk_app.records.journal import Action
from desk_app.store import backup_list, disposal_list, schema
from desk_app.store.books import SqlBooks
from desk_app.store.chance import SystemChance
from desk_app.store.clock import JAPAN
from desk_app.store.connecting import key_words, reading_connection
from desk_app.store.database import EMPTY_LOG, SqlStore, anchor_of, entered_roster
from desk_app.store.desk_books import SqlSettings
from desk_app.store.engine import driver_connection
from desk_app.store.faults import is_there, told
from desk_app.store.first_bytes import DATABASE, SCHEMA_VERSION
from desk_app.store.gate import pages, whose
from desk_app.store.gate.threshold import Threshold
from desk_app.store.guard import Guard, Passed
from desk_app.store.journal import anchor, book
from desk_app.store.rekeying import engine_of
from desk_app.store.replacing import BEFORE, SIDE_FILES, WORKSHOP, flush, remove
from desk_app.store.small_files import PART, flush_folder
from desk_app.store.tables import Applications

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from desk_app.records.ids import UserId
    from desk_app.store.chance import Octets
    from desk_app.store.journal.anchor import Anchor
    from desk_app.store.journal.book import Head
    from desk_app.store.vault.keyring import Unlocked
    from desk_app.store.vault.roster import Roster


def check_database(key_folder: Path, database: str) -> Anchor:
    """Return the anchor beside the keys; it must name this database.

    Raises DamageFound where there is none that can be read, NotADesk for another desk's.
    """
    anchor.take_next(key_folder, database)
    kept = anchor.read(key_folder)
    if kept is None:
        raise DamageFound("anchor_missing")
    if kept.database != database:
        raise NotADesk("anchor_of_another_desk")
    return kept


def check_head(connection: Connection, kept: Anchor) -> bool:
    """Return whether the journal is one save ahead of its anchor, as after a crash.

    Behind, saved changes are missing: SavesMissing with their number. The anchor is written before
    the next save begins, even where it found no room at first; so what lies beyond it is one save,
    whose entries all have one author and one moment. More than that is an old anchor put back,
    which would hide changes that are missing: DamageFound.
    """
    head, _ = book.read_head(connection)
    if head < kept.sequence:
        raise SavesMissing(facts={"missing": kept.sequence - head})
    if book.hash_at(connection, kept.sequence).hex() != kept.head:
        raise DamageFound("journal_damaged", {"entry": kept.sequence})
    if book.saves_after(connection, kept.sequence) > 1:
        raise DamageFound("anchor_too_old", {"ahead": head - kept.sequence})
    return head > kept.sequence


def check_backups(
    connection: Connection, key_folder: Path, roster: Roster | None, database: str
) -> None:
    """Go on only where no backup of this database goes beyond its journal; raises SavesMissing.

    So desk, anchor and keys of one earlier day, all put back together, are seen.
    """
    head, _ = book.read_head(connection)
    missing = backup_list.ahead(key_folder, roster, database, head)
    if missing:
        raise SavesMissing("backups_ahead", {"missing": missing})


# Step 8: what was disposed of and is there again, as in an older file put back, goes again.


_applications: Any = Applications.__table__
_OF_TOKEN = select(_applications.c.id).where(_applications.c.token == bindparam("token"))


def came_back(
    connection: Connection, key_folder: Path, roster: Roster | None, books: SqlBooks
) -> Mapping[UserId, list[ApplicationId]]:
    """Return the applications on the disposal list that are in the database all the same.

    They stand by who signed their disposal second: in that name they go again. Those of a disposal
    that is signed and not carried out are left to it: it was stopped before their rows went. So is
    an entry that the roster does not name yet. A list
    of before the roster deletes nothing: nobody signed it. Raises DamageFound for a list that
    cannot be read or that has names nobody signed, SavesMissing for one that was cut.
    """
    if roster is None:
        return {}
    left = _under_way(books)
    back: dict[UserId, list[ApplicationId]] = {}
    for entry in disposal_list.read(key_folder, roster).named:
        by = roster.statements[0].by if entry.signed is None else entry.signed.by
        if found := _present(connection, set(entry.names) - left):
            back.setdefault(by, []).extend(found)
    return back


def forget(books: SqlBooks, ids: Collection[ApplicationId]) -> None:
    """Delete the applications again and note it, in the books' unit of work."""
    for id_ in ids:
        books.journal.note(Action.DISPOSED, id_)
    books.files.remove(*ids)
    books.commit()


def _under_way(books: SqlBooks) -> set[str]:
    signed = (each for each in books.disposals.all() if each.state is DisposalState.SIGNED)
    return {item.token for record in signed for item in record.items}


def _present(connection: Connection, tokens: Collection[str]) -> list[ApplicationId]:
    found = (connection.execute(_OF_TOKEN, {"token": token}).scalar() for token in sorted(tokens))
    return [ApplicationId(id_) for id_ in found if id_ is not None]


# Bringing a file of an older program to today's schema, with a copy of it taken first (T3).


def migrate(connection: Connection, path: Path, data_key: bytes) -> None:
    """Take a copy, then migrate in one transaction that began as a writer.

    Killed at any moment, the file has its old schema or the new one, whole. Raises DiskFull.
    """
    copy_aside(connection, path, data_key)
    with told(path):
        connection.begin()
        schema.migrate(connection)
        connection.commit()


def copy_aside(connection: Connection, path: Path, data_key: bytes) -> Path:
    """Copy the file, encrypted with the same key, beside it under the name of the new schema.

    It is the desk as it was should the new program fail. The next change of the data key removes
    it, so it outlives no disposal.
    """
    kept = path.with_name(f"{path.name}{BEFORE}{SCHEMA_VERSION}")
    aside = kept.with_name(kept.name + PART)
    try:
        with told(path):
            remove(aside)
            aside.touch(mode=0o600)
            with closing(driver.connect(str(aside), isolation_level=None)) as target:
                target.execute(key_words(data_key))
                driver_connection(connection).backup(target)
            flush(aside)
            aside.replace(kept)
            flush_folder(kept.parent)
    except BaseException:
        remove(aside)
        raise
    return kept


# Step 9: what a killed process left half written in the desk's folders goes.


def sweep(folder: Path, key_folder: Path) -> int:
    """Remove part files, with the logs of such databases; how many there were.

    Whoever calls this holds the lock.

    The copies go too that a killed repair was working on: a disposal would not reach them.
    """
    gone = 0
    if (folder / WORKSHOP).is_dir():
        shutil.rmtree(folder / WORKSHOP, ignore_errors=True)
    for each in (folder, key_folder):
        for ending in (PART, *(PART + side for side in SIDE_FILES)):
            for path in each.glob(f"*{ending}"):
                with suppress(OSError):
                    path.unlink()
                    gone += 1
    return gone


class Gate:
    """The steps behind the password; cipher and versions were looked at when the file was keyed."""

    def __init__(
        self,
        connection: Connection,
        unlocked: Unlocked,
        path: Path,
        key_folder: Path,
        data_key: bytes,
    ) -> None:
        self._connection = connection
        self._user = unlocked.user.id
        self._roster = unlocked.roster
        self._path = path
        self._key_folder = key_folder
        self._data_key = data_key
        # The file is keyed by now, and nothing has been taken out of the log yet.
        self._log_left = log_size(path) > 0

    def go_through(self, guard: Guard, at: datetime | None) -> Passed:
        """Go through the steps; without a moment everything is checked in full.

        A large file is left to ``guard`` to be checked beside. Raises DamageFound, NotADesk,
        VersionRefused, SavesMissing, DiskFull, ReadOnly.
        """
        day = None if at is None else at.astimezone(JAPAN).date()
        behind = self._is_behind(guard)
        kept = check_database(self._key_folder, self._database())
        full = self._is_due(day)
        if guard.stop is None:
            self._empty_log()
        beside = not behind and self._path.stat().st_size > pages.WHOLE_CHECK_BYTES
        if not beside:
            pages.check(driver_connection(self._connection), full=full)
        pages.check_chain(self._connection, whole=not beside)
        ahead = check_head(self._connection, kept)
        whose.check(self._connection, self._roster, None if ahead else kept.roster)
        check_backups(self._connection, self._key_folder, self._roster, kept.database)
        last_entry = book.last_moment(self._connection)
        self._connection.rollback()
        if guard.stop is None:
            self._put_in_order(ahead=ahead, behind=behind)
        self._forget_again(guard, at or last_entry)
        if guard.stop is None:
            sweep(self._path.parent, self._key_folder)
        if beside:
            self._check_beside(guard, full=full, day=day)
        elif guard.stop is None:
            self._remember(full=full, day=day)
        return Passed(full, ahead, behind, last_entry)

    def _is_behind(self, guard: Guard) -> bool:
        with told(self._path):
            behind = schema.is_behind(self._connection)
        if behind and guard.stop is not None:
            raise ReadOnly(guard.stop.code)
        return behind

    def _database(self) -> str:
        with told(self._path):
            database = SqlSettings(self._connection).value(DATABASE)
            self._connection.rollback()
        if database is None:
            raise NotADesk("database_not_ours")
        return database

    def _is_due(self, day: date | None) -> bool:
        """Return whether this start checks in full: the day's first does, and one after a crash."""
        if day is None or self._log_left:
            return True
        return not pages.checked_on(self._key_folder, self._database(), day)

    def _empty_log(self) -> None:
        """Take the log into the file: the check would take what is still in it for damage."""
        with told(self._path):
            driver_connection(self._connection).execute(EMPTY_LOG)

    def _put_in_order(self, *, ahead: bool, behind: bool) -> None:
        if behind:
            migrate(self._connection, self._path, self._data_key)
        if ahead:
            self._write_anchor()

    def _write_anchor(self) -> None:
        head = book.read_head(self._connection)
        self._connection.rollback()
        entered = entered_roster(self._connection)
        self._connection.rollback()
        anchor.write(self._key_folder, anchor_of(self._database(), head, entered))

    def _forget_again(self, guard: Guard, at: datetime | None) -> None:
        """Delete what was disposed of and came back; where it cannot be, nobody sees it."""
        if at is None:
            raise DamageFound("journal_damaged")
        with told(self._path):
            self._connection.begin()
            back = came_back(
                self._connection, self._key_folder, self._roster, self._books(self._user, at)
            )
            if back and guard.stop is not None:
                raise ReadOnly(guard.stop.code)
            for by, ids in back.items():
                forget(self._books(by, at), ids)
                self._connection.begin()
            self._connection.rollback()
        if back:
            self._empty_log()
            self._write_anchor()

    def _books(self, by: UserId, at: datetime) -> SqlBooks:
        return SqlBooks(self._connection, (by, at), SystemChance(), _settles_nothing)

    def _check_beside(self, guard: Guard, *, full: bool, day: date | None) -> None:
        database = self._database()
        with told(self._path):
            raw = reading_connection(self._path, self._data_key)
        writable = guard.stop is None

        def check() -> None:
            try:
                pages.check(raw, full=full)
            finally:
                raw.close()
            if full and day is not None and writable:
                pages.remember(self._key_folder, database, day)

        def cancel() -> None:
            with suppress(driver.ProgrammingError):  # It was closed just now.
                raw.interrupt()

        try:
            guard.check_beside(check, cancel)
        except BaseException:
            raw.close()
            raise

    def _remember(self, *, full: bool, day: date | None) -> None:
        if full and day is not None:
            pages.remember(self._key_folder, self._database(), day)


def _settles_nothing(_connection: Connection, _head: Head) -> None:
    """Leave the anchor to the gate, which writes it when the log is empty."""


def log_size(path: Path) -> int:
    """Return how many bytes the write-ahead log of a file holds."""
    log = path.with_name(path.name + "-wal")
    return log.stat().st_size if is_there(log) else 0


# The door of a desk: over its threshold with a password's keys, through the gate behind it.


class Door(Threshold):
    """The threshold of a desk that can be gone over.

    Use it in a ``with`` block, ask for the password (step 3), and open: the lock then goes with the
    store. A door that is not opened lets go of its lock.
    """

    def __init__(self, folder: Path, key_folder: Path) -> None:
        """Take the lock and look at the file. Raises NotADesk, AlreadyOpen, DamageFound."""
        super().__init__(folder, key_folder)
        self._key_folder = key_folder

    def open(
        self, unlocked: Unlocked, chance: Octets | None = None, at: datetime | None = None
    ) -> SqlStore:
        """Go through steps 4 to 9 with the keys a password opened; return the open store.

        ``at`` is the moment of the start; without it everything is checked in full. Raises
        DamageFound, NotADesk, VersionRefused, DiskFull, and SavesMissing with the number of
        ``missing`` entries.
        """
        if self._lock is None:
            raise RuntimeError("this door does not open")
        reading = self._read_only is not None
        guard = Guard(self._read_only)
        whose.look_at_anchor(self._key_folder, unlocked.roster)
        file = engine_of(self._path, unlocked.data_keys, reading=reading)
        try:
            with file.engine.connect() as connection:
                gate = Gate(connection, unlocked, self._path, self._key_folder, file.data_key)
                passed = gate.go_through(guard, at)
            store = SqlStore(
                file, self._key_folder, self._lock, chance or SystemChance(), guard, passed
            )
        except BaseException:
            guard.close()
            file.engine.dispose()
            raise
        self._lock = None
        return store
