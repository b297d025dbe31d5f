# SPDX-License-Identifier: MIT
"""The repair ladder of security.md §6: each rung on a fresh copy, and the damaged file is kept."""

from __future__ import annotations

import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound, NotADesk, SavesMissing
from desk_app.records.journal import Action
from desk_app.records.safekeeping import Repair, Rung
from desk_app.store import lock, replacing
from desk_app.store.books import SqlBooks
from desk_app.store.chance import SystemChance
from desk_app.store.database import EMPTY_LOG, anchor_of, entered_roster
from desk_app.store.desk_books import SqlSettings
from desk_app.store.engine import driver_connection
from desk_app.store.faults import is_there, told, writing_told
from desk_app.store.first_bytes import check_first_bytes
from desk_app.store.gate import anchoring, pages, whose
from desk_app.store.gate.threshold import NAME
from desk_app.store.journal import anchor, book
from desk_app.store.marks import DATABASE
from desk_app.store.rekeying import engine_of
from desk_app.store.repair import searching
from desk_app.store.repair.salvage import Salvaged, salvage
from desk_app.store.replacing import SIDE_FILES, WORKSHOP, put_in_place
from desk_app.store.writing_aside import make_private_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from desk_app.store.journal.book import Head
    from desk_app.store.vault.keyring import Unlocked

SALVAGED = NAME + replacing.SALVAGED
"""The rows that could be read, where they are not the whole desk; encrypted as the desk is."""


@writing_told("desk_not_written")
def repair(folder: Path, key_folder: Path, unlocked: Unlocked, at: datetime) -> Repair:
    """Try the rungs on copies until one gives a whole desk, which takes the damaged one's place.

    Whole means: every page and index sound, no row lost, the journal's chain and its anchor as they
    must be. Otherwise the desk stays as it is, what could be read lies beside it, and the newest
    good backup is the way on. The desk must be closed. Raises NotADesk, AlreadyOpen, DiskFull.
    """
    if not is_there(folder / NAME):
        raise NotADesk("no_database")
    held = lock.hold(folder)
    try:
        with _workshop(folder) as workshop:
            return _Ladder(folder / NAME, key_folder, unlocked, workshop).climb(at)
    finally:
        held.release()


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    workshop = folder / WORKSHOP
    shutil.rmtree(workshop, ignore_errors=True)
    make_private_folder(workshop)
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


class _Ladder:
    def __init__(
        self, database: Path, key_folder: Path, unlocked: Unlocked, workshop: Path
    ) -> None:
        self._database = database
        self._key_folder = key_folder
        self._unlocked = unlocked
        self._workshop = workshop
        self._key = unlocked.data_key
        self._salvaged = Salvaged()

    def climb(self, at: datetime) -> Repair:
        for rung in (Rung.NONE, Rung.SEARCH, Rung.REINDEX, Rung.ROWS):
            with suppress(DamageFound, SavesMissing):
                copy = self._try(rung)
                if rung is Rung.NONE:
                    return Repair(rung)
                return self._take(rung, copy, at)
        return self._give_up()

    def _try(self, rung: Rung) -> Path:
        """Do a rung's work on a fresh copy and return it whole; raises DamageFound."""
        copy = self._fresh_copy()
        with self._opened(copy) as connection:
            if rung is Rung.REINDEX:
                driver_connection(connection).execute("REINDEX")
            if rung in {Rung.SEARCH, Rung.REINDEX}:
                connection.begin()
                searching.rebuild(connection)
                connection.commit()
        if rung is Rung.ROWS:
            new = self._workshop / SALVAGED
            self._salvaged = salvage(copy, new, self._key)
            if self._salvaged.lost:
                raise DamageFound("database_damaged")
            copy = new
        with self._opened(copy) as connection:
            self._check_whole(connection)
        return copy

    def _fresh_copy(self) -> Path:
        """Copy the file with its log; nobody has it open, so no lock of SQLite's can be dropped."""
        copy = self._workshop / NAME
        with told():
            for side in ("", *SIDE_FILES):
                beside = self._database.with_name(NAME + side)
                mine = copy.with_name(NAME + side)
                mine.unlink(missing_ok=True)
                if is_there(beside) and side != "-shm":
                    shutil.copyfile(beside, mine)
        check_first_bytes(copy)
        return copy

    @contextmanager
    def _opened(self, path: Path) -> Iterator[Connection]:
        file = engine_of(path, self._unlocked.data_keys)
        self._key = file.data_key
        try:
            with told(), file.engine.connect() as connection:
                driver_connection(connection).execute(EMPTY_LOG)
                yield connection
                connection.rollback()
                driver_connection(connection).execute(EMPTY_LOG)
        finally:
            file.engine.dispose()

    def _check_whole(self, connection: Connection) -> None:
        raw = driver_connection(connection)
        pages.check(raw, full=True)
        if raw.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
            raise DamageFound("database_damaged")
        if raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise DamageFound("database_damaged")
        pages.check_chain(connection, whole=True)
        kept = anchoring.check_database(self._key_folder, _name_in(connection))
        ahead = anchoring.check_head(connection, kept)
        roster = self._unlocked.roster
        whose.check(connection, roster, None if ahead else kept.roster)
        anchoring.check_backups(connection, self._key_folder, roster, kept.database)

    def _take(self, rung: Rung, copy: Path, at: datetime) -> Repair:
        """Note the repair in the whole copy and put it in the desk's place."""
        with self._opened(copy) as connection:
            name = _name_in(connection)
            # So that the repair is the one save by which the file may be ahead of its anchor.
            entered = entered_roster(connection)
            before = anchor_of(name, book.read_head(connection), entered)
            anchor.write(self._key_folder, before)
            connection.rollback()
            connection.begin()
            author = (self._unlocked.user.id, at)
            books = SqlBooks(connection, author, SystemChance(), _settles_nothing)
            books.journal.note(Action.DESK_REPAIRED, rung=rung.value)
            head = books.journal.head()
            books.commit()
        kept = put_in_place(copy, self._database)
        anchor.write(self._key_folder, anchor_of(name, head, entered))
        return Repair(rung, kept=kept, saved=self._salvaged.rows)

    def _give_up(self) -> Repair:
        """Leave the desk as it is, and beside it what could be read."""
        name, made = "", self._workshop / SALVAGED
        if is_there(made) and self._salvaged.rows:
            with told():
                made.replace(self._database.with_name(SALVAGED))
            name = SALVAGED
        saved, lost = self._salvaged.rows, self._salvaged.lost
        return Repair(Rung.BACKUP, salvaged=name, saved=saved, lost=lost)


def _name_in(connection: Connection) -> str:
    name = SqlSettings(connection).value(DATABASE)
    connection.rollback()
    return name or ""


def _settles_nothing(_connection: Connection, _head: Head) -> None:
    """Leave the anchor until the file is in its place."""
