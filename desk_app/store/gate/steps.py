# SPDX-License-Identifier: MIT
"""Steps 4 to 9 of the gate, in their order, over the connection that a password opened."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as driver

from desk_app.desk.errors import DamageFound, NotADesk, ReadOnly
from desk_app.store import schema
from desk_app.store.books import SqlBooks
from desk_app.store.chance import SystemChance
from desk_app.store.clock import JAPAN
from desk_app.store.connecting import reading_connection
from desk_app.store.database import EMPTY_LOG, anchor_of, entered_roster
from desk_app.store.desk_books import SqlSettings
from desk_app.store.engine import driver_connection
from desk_app.store.faults import is_there, told
from desk_app.store.gate import anchoring, forgetting, migrating, pages, sweeping, whose
from desk_app.store.guard import Guard, Passed
from desk_app.store.journal import anchor, book
from desk_app.store.marks import DATABASE

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from desk_app.records.ids import UserId
    from desk_app.store.journal.book import Head
    from desk_app.store.vault.keyring import Unlocked


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
        kept = anchoring.check_database(self._key_folder, self._database())
        full = self._is_due(day)
        if guard.stop is None:
            self._empty_log()
        beside = not behind and self._path.stat().st_size > pages.WHOLE_CHECK_BYTES
        if not beside:
            pages.check(driver_connection(self._connection), full=full)
        pages.check_chain(self._connection, whole=not beside)
        ahead = anchoring.check_head(self._connection, kept)
        whose.check(self._connection, self._roster, None if ahead else kept.roster)
        anchoring.check_backups(self._connection, self._key_folder, self._roster, kept.database)
        last_entry = book.last_moment(self._connection)
        self._connection.rollback()
        if guard.stop is None:
            self._put_in_order(ahead=ahead, behind=behind)
        self._forget_again(guard, at or last_entry)
        if guard.stop is None:
            sweeping.sweep(self._path.parent, self._key_folder)
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
            migrating.migrate(self._connection, self._path, self._data_key)
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
            back = forgetting.came_back(
                self._connection, self._key_folder, self._roster, self._books(self._user, at)
            )
            if back and guard.stop is not None:
                raise ReadOnly(guard.stop.code)
            for by, ids in back.items():
                forgetting.forget(self._books(by, at), ids)
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
