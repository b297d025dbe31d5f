# SPDX-License-Identifier: MIT
"""The startup steps in their order, over the connection that a password opened."""

from __future__ import annotations

import json
import shutil
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as driver

from desk_app.desk.errors import DamageFound, KnownError, NotADesk, ReadOnly, SavesMissing
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.disposal import DisposalState
from desk_app.records.desk.people import (
    NO_ROSTER,
    ROSTER_VALUE,
    Role,
    RosterAct,
    User,
    read_entered,
)
from desk_app.store import consequences
from desk_app.store.books.desk_books import SqlSettings
from desk_app.store.books.scans import SqlScans
from desk_app.store.database import (
    EMPTY_LOG,
    Guard,
    Passed,
    SqlBooks,
    SqlStore,
    anchor_of,
    entered_roster,
)
from desk_app.store.disk.desk_file import (
    BEFORE,
    CAUGHT_UP_FROM,
    DATABASE,
    SCHEMA_VERSION,
    SIDE_FILES,
    WORKSHOP,
    flush,
    remove,
)
from desk_app.store.disk.faults import is_there, told
from desk_app.store.disk.machine import JAPAN, SystemChance
from desk_app.store.disk.small_files import PART, flush_folder, replace_file
from desk_app.store.disposal import disposal_list, removal
from desk_app.store.journal import book, chain
from desk_app.store.rekeying import engine_of
from desk_app.store.schema import engine as schema
from desk_app.store.schema.columns import Codec
from desk_app.store.schema.connecting import key_words, reading_connection
from desk_app.store.schema.engine import driver_connection
from desk_app.store.startup.threshold import Threshold
from desk_app.store.vault import backup_list, key_file
from desk_app.system.chosen import here
from desk_app.system.ports import read_small

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from desk_app.records.desk.people import RosterPlace
    from desk_app.store.disk.machine import Octets
    from desk_app.store.journal.book import Head
    from desk_app.store.journal.chain import Anchor
    from desk_app.store.vault.keyring import Unlocked
    from desk_app.store.vault.roster import Roster, Statement


WHOLE_CHECK_BYTES = 32 * 1024 * 1024
"""Up to this size the pages are checked before the desk opens, which takes less than 0.3 s.

A desk of up to 100 MB may wait for its check; then a start would take three times as
long as it may. A larger file is checked beside, and read only until that is done.
"""

LAST_ENTRIES = 100
"""So many entries of the journal are checked before a larger file opens."""

NAME = "checked.json"
"""Beside the keys: when a database was last checked in full."""

_MOST_BYTES = 1024


@dataclass(frozen=True, slots=True)
class LastCheck:
    """The day of the last full check, and of which database."""

    database: str
    day: str


def check_pages(raw: driver.Connection, *, full: bool, indexes: bool = False) -> None:
    """Check the pages; in full every page's seal too, those included that nothing leads to.

    With ``indexes`` each index is held against its table besides. Raises DamageFound.
    """
    check = "integrity_check" if indexes else "quick_check"
    with told():
        sound = raw.execute(f"PRAGMA {check}(1)").fetchall() == [("ok",)]
        if not sound or (full and raw.execute("PRAGMA cipher_integrity_check").fetchall()):
            raise DamageFound("database_damaged")


def check_chain(connection: Connection, *, whole: bool) -> None:
    """Check the journal's chain, the whole or its last entries; raises DamageFound."""
    with told():
        wrong = book.first_wrong(connection, None if whole else LAST_ENTRIES)
    if wrong is not None:
        raise DamageFound("journal_damaged", {"entry": wrong})


def checked_on(key_folder: Path, database: str, day: date) -> bool:
    """Return whether this database was checked in full on the day; what is unreadable says no."""
    try:
        last = LastCheck(**json.loads(read_small(key_folder / NAME, _MOST_BYTES)))
    except (OSError, ValueError, TypeError, RecursionError):
        return False
    return last == LastCheck(database, day.isoformat())


def remember(key_folder: Path, database: str, day: date) -> None:
    """Keep the day of a full check; where it finds no room, the next start checks in full again."""
    content = json.dumps(asdict(LastCheck(database, day.isoformat())), sort_keys=True)
    with suppress(KnownError):
        replace_file(key_folder / NAME, content.encode("ascii"))


# Step 7 goes on: whose the keys are, by the roster, against what the books have entered of it.


_ROLES = Codec[frozenset[Role]](frozenset[Role])
_USERS = "SELECT id, name, roles FROM users"
_BEGAN = (Action.DESK_FOUNDED, Action.CARRIED_OVER)
"""The entries with which a journal names its roster: another one is never begun in it."""


def check_owner(connection: Connection, roster: Roster | None, anchored: str | None) -> None:
    """Go on only where keys and books name the same roster, or the keys are one act ahead.

    That one was signed just before a crash: it names the entry of the journal after which it was
    done, and the books have that entry. Those before it name theirs, so a journal that was made
    anew is seen. ``anchored`` is the place as the anchor has it, None where a save is one ahead of
    it. Raises SavesMissing where keys or books are of an earlier day, DamageFound where somebody
    else changed them.
    """
    value = SqlSettings(connection).value(ROSTER_VALUE) or ""
    try:
        entered = read_entered(value)
    except ValueError:
        raise DamageFound("keys_altered", {"what": "books"}) from None
    place, root = entered.place, entered.root
    if value and not book.says(connection, entered.entry, entered.facts()):
        raise DamageFound("keys_altered", {"what": "books"})
    if anchored is not None and anchored != value:
        raise DamageFound("keys_altered", {"what": "anchor"})
    if roster is None:
        if place != NO_ROSTER:
            raise SavesMissing("keys_too_old", {"behind": place.number})
    elif place == NO_ROSTER:
        _must_be_one_ahead(connection, roster, 0)
        _must_carry_over(connection, roster)
    else:
        _must_continue(connection, roster, place, root)
        _must_be_of_journal(connection, roster.statements[: place.number])


def roster_led_to(
    connection: Connection, key_folder: Path, roster: Roster | None
) -> tuple[Roster | None, bool]:
    """Return the roster that the last save led to, and whether the keys still have to follow it.

    Whoever was killed right after a save left its keys unwritten; they stand in its rows. What does
    not go on from the keys that are there is left to be told as what these are.
    """
    with told():
        waiting = consequences.keys_waiting(connection)
        connection.rollback()
    if waiting is None:
        return roster, False
    there = key_file.read(key_folder)
    if there.roster != roster or consequences.is_written(waiting, there):
        return roster, False
    if not consequences.follows(waiting, there):
        return roster, False
    return waiting.roster, True


def look_at_anchor(key_folder: Path, roster: Roster | None) -> None:
    """Look before the database is opened whether the keys are older than the last save's anchor.

    Keys of an earlier day have an earlier data key: the file would be told as unreadable. Raises
    SavesMissing; an anchor that cannot be read, and another roster, are told at their own steps.
    """
    with suppress(DamageFound):
        kept = chain.read(key_folder)
        entered = read_entered("" if kept is None else kept.roster)
        number = 0 if roster is None else roster.place.number
        same = roster is None or roster.root == entered.root
        if same and number < entered.place.number:
            raise SavesMissing("keys_too_old", {"behind": entered.place.number - number})


def _must_continue(connection: Connection, roster: Roster, place: RosterPlace, root: str) -> None:
    """Go on only where the roster is what the books entered, or one act more."""
    if roster.root != root or not book.never_says_other(connection, _BEGAN, roster_root=root):
        raise DamageFound("keys_altered", {"what": "roster"})
    if roster.place.number < place.number:
        raise SavesMissing("keys_too_old", {"behind": place.number - roster.place.number})
    if roster.head_at(place.number) != place.head:
        raise DamageFound("keys_altered", {"what": "roster", "statement": place.number})
    if roster.place != place:
        _must_be_one_ahead(connection, roster, place.number)


def _must_be_one_ahead(connection: Connection, roster: Roster, entered: int) -> None:
    """Go on only where one act waits to be entered; restores that were cut off count for none."""
    *before, last = roster.statements[entered:]
    cut_off = all(each.act is RosterAct.RESTORED for each in before)
    if not cut_off or not _has_entry_before(connection, last):
        raise SavesMissing("desk_older_than_keys", {"ahead": len(before) + 1})


def _must_carry_over(connection: Connection, roster: Roster) -> None:
    """Go on only where a roster begins, at a desk of before, with the people whom its books know.

    A new desk enters its founding itself, so a founding that waits to be entered is somebody's own.
    """
    if roster.statements[0].act is not RosterAct.CARRIED_OVER:
        raise DamageFound("keys_altered", {"what": "roster"})
    rows = connection.exec_driver_sql(_USERS).fetchall()
    known = {id_: User(UserId(id_), name, _ROLES.from_text(roles)) for id_, name, roles in rows}
    for member in (*roster.people, *roster.waiting):
        if known.get(member.user.id) != member.user:
            raise DamageFound("keys_altered", {"what": "people", "whose": member.user.name})


def _must_be_of_journal(connection: Connection, statements: Sequence[Statement]) -> None:
    """Go on only where the journal holds the entry that each statement was signed after.

    Those up to the last restore name the journal of the file of then.
    """
    restored = [each.number for each in statements if each.act is RosterAct.RESTORED]
    for statement in statements[max(restored, default=0) :]:
        if not _has_entry_before(connection, statement):
            raise DamageFound("keys_altered", {"what": "books", "statement": statement.number})


def _has_entry_before(connection: Connection, statement: Statement) -> bool:
    """Return whether the journal has the entry after which a statement was signed."""
    sequence, hash_ = statement.content["journal"]
    return book.hash_at(connection, sequence).hex() == hash_ or (sequence, hash_) == (0, "")


# Steps 4 to 9 of the gate, in their order, over the connection that a password opened.


def check_database(key_folder: Path, database: str) -> Anchor:
    """Return the anchor beside the keys; it must name this database.

    Raises DamageFound where there is none that can be read, NotADesk for another desk's.
    """
    chain.take_next(key_folder, database)
    kept = chain.read(key_folder)
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
    which would hide changes that are missing: DamageFound. At an office of several stations what
    others saved is taken in one commit, which says behind which entry.
    """
    head, _ = book.read_head(connection)
    if head < kept.sequence:
        raise SavesMissing(facts={"missing": kept.sequence - head})
    if book.hash_at(connection, kept.sequence).hex() != kept.head:
        raise DamageFound("journal_damaged", {"entry": kept.sequence})
    caught_up_from = SqlSettings(connection).value(CAUGHT_UP_FROM)
    if book.saves_after(connection, kept.sequence) > 1 and caught_up_from != str(kept.sequence):
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
        if found := removal.ids_of(connection, set(entry.names) - left):
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
            here().files.replace(aside, kept)
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
        """Go through the steps; without a moment everything is checked in full, indexes too.

        A large file is left to ``guard`` to be checked beside. Raises DamageFound, NotADesk,
        VersionRefused, SavesMissing, DiskFull, ReadOnly.
        """
        day, indexes = None if at is None else at.astimezone(JAPAN).date(), at is None
        behind = self._is_behind(guard)
        kept = check_database(self._key_folder, self._database())
        full = self._is_due(day)
        if guard.stop is None:
            self._empty_log()
        beside = not behind and self._path.stat().st_size > WHOLE_CHECK_BYTES
        if not beside:
            check_pages(driver_connection(self._connection), full=full, indexes=indexes)
        check_chain(self._connection, whole=not beside)
        ahead = check_head(self._connection, kept)
        roster, behind_books = roster_led_to(self._connection, self._key_folder, self._roster)
        check_owner(self._connection, roster, None if ahead else kept.roster)
        check_backups(self._connection, self._key_folder, self._roster, kept.database)
        last_entry = book.last_moment(self._connection)
        self._connection.rollback()
        followed = False
        if guard.stop is None:
            self._put_in_order(ahead=ahead, behind=behind)
            self._roster, followed = roster, behind_books
        forgot = self._forget_again(guard, at or last_entry)
        if guard.stop is None:
            sweep(self._path.parent, self._key_folder)
            self._sweep_scans()
        if beside:
            self._check_beside(guard, full=full, day=day, indexes=indexes)
        elif guard.stop is None:
            self._remember(full=full, day=day)
        return Passed(full, ahead, behind, last_entry, followed, forgot)

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
        return not checked_on(self._key_folder, self._database(), day)

    def _empty_log(self) -> None:
        """Take the log into the file: the check would take what is still in it for damage."""
        with told(self._path):
            driver_connection(self._connection).execute(EMPTY_LOG)

    def _put_in_order(self, *, ahead: bool, behind: bool) -> None:
        if behind:
            migrate(self._connection, self._path, self._data_key)
        # Before the anchor, which names the keys that the last save led to.
        with told(self._path):
            consequences.carry_out(self._connection, self._key_folder)
        if ahead:
            self._write_anchor()

    def _write_anchor(self) -> None:
        head = book.read_head(self._connection)
        self._connection.rollback()
        entered = entered_roster(self._connection)
        self._connection.rollback()
        chain.write(self._key_folder, anchor_of(self._database(), head, entered))

    def _forget_again(self, guard: Guard, at: datetime | None) -> bool:
        """Delete what was disposed of and came back; where it cannot be, nobody sees it.

        Return whether anything was.
        """
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
        return bool(back)

    def _sweep_scans(self) -> None:
        with told(self._path):
            SqlScans(self._connection).sweep()
            self._connection.rollback()

    def _books(self, by: UserId, at: datetime) -> SqlBooks:
        return SqlBooks(self._connection, (by, at), SystemChance(), _settles_nothing)

    def _check_beside(self, guard: Guard, *, full: bool, day: date | None, indexes: bool) -> None:
        database = self._database()
        with told(self._path):
            raw = reading_connection(self._path, self._data_key)
        writable = guard.stop is None

        def check() -> None:
            try:
                check_pages(raw, full=full, indexes=indexes)
            finally:
                raw.close()
            if full and day is not None and writable:
                remember(self._key_folder, database, day)

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
            remember(self._key_folder, self._database(), day)


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

        ``at`` is the moment of the start; without it everything is checked in full, indexes too.
        Raises DamageFound, NotADesk, VersionRefused, DiskFull, and SavesMissing with the number of
        ``missing`` entries.
        """
        if self._lock is None:
            raise RuntimeError("this door does not open")
        reading = self._read_only is not None
        guard = Guard(self._read_only)
        look_at_anchor(self._key_folder, unlocked.roster)
        if not reading:
            self._finish_restore(unlocked)
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

    def _finish_restore(self, unlocked: Unlocked) -> None:
        """Let a file take its place whose restore was cut off, if one lies there."""
        if is_there(self._path.with_name(self._path.name + PART)):
            from desk_app.store.startup.restored import finish  # noqa: PLC0415  few starts find one

            finish(self._path, self._key_folder, unlocked)
