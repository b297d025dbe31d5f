# SPDX-License-Identifier: MIT
"""Restoring a backup: over a desk, whose file is kept, or into a folder without one."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desk_app.desk.errors import (
    DamageFound,
    DiskFull,
    FolderTaken,
    NotAllowed,
    NotFound,
    ReadOnly,
    WrongPassword,
)
from desk_app.desk.opened.arriving import TURN
from desk_app.desk.ports import Author, say_how_far
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import Role, RosterAct, User
from desk_app.records.desk.safekeeping import Restored
from desk_app.records.desk.sheets import rescuer
from desk_app.store import consequences
from desk_app.store.backup import copied as statements
from desk_app.store.backup.inspecting import must_be_of_desk, must_be_taken, open_backup
from desk_app.store.database import EMPTY_LOG, SqlBooks, anchor_of, enter_roster
from desk_app.store.disk import lock
from desk_app.store.disk.desk_file import (
    CAUGHT_UP_FROM,
    DATABASE,
    HEARD_AT,
    STANDS_AT,
    STATION,
    STATIONS,
    flush,
    remove,
)
from desk_app.store.disk.faults import is_there, told, writing_told
from desk_app.store.disk.places import is_remote
from desk_app.store.disposal import disposal_list, removal
from desk_app.store.journal import chain as anchor
from desk_app.store.opening import is_left_over, new_desk
from desk_app.store.scans import sealed
from desk_app.store.schema import engine as schema
from desk_app.store.schema.columns import Codec
from desk_app.store.schema.engine import driver_connection, make_engine
from desk_app.store.startup.restored import aside_of, emptied, take_place
from desk_app.store.startup.threshold import NAME, forget
from desk_app.store.vault import key_file, keyring
from desk_app.store.vault.key_file import WrappedKey
from desk_app.store.vault.keyring import ID_BYTES, wrapped_for_all
from desk_app.store.vault.roster import commitment_of, continued, listed_in_use, sheet_signing_key
from desk_app.store.vault.sheets import identity_of
from desk_app.store.vault.slots import KEY_BYTES, STANDARD_COST, Cost

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from desk_app.desk.ports import Progress
    from desk_app.records.base import UserId
    from desk_app.store.backup.copied import CopiedBooks
    from desk_app.store.backup.inspecting import OpenedBackup
    from desk_app.store.backup.manifest import Manifest
    from desk_app.store.books.desk_books import SqlSettings
    from desk_app.store.disk.machine import Octets
    from desk_app.store.journal.book import Head
    from desk_app.store.journal.chain import Anchor
    from desk_app.store.vault.key_file import KeyFile
    from desk_app.store.vault.keyring import NewUser, Unlocked
    from desk_app.store.vault.roster import Roster


ROWS_AT_ONCE = 256

_NUMBERED = "sqlite_sequence"
_ID_BYTES = 16


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
    scans: tuple[Path, Path]
    """The folders of the sealed files: of the backup, and of the desk."""


def rebuild(
    opened: OpenedBackup, path: Path, with_: Rebuilding, tell: Callable[[int, int], None]
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
    opened: OpenedBackup, path: Path, data_key: bytes, tell: Callable[[int, int], None]
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
                for count in _copy_table(opened.books, connection, table):
                    done += count
                    tell(done, total)
            if opened.books.has(_NUMBERED):
                for _ in _copy_table(opened.books, connection, _NUMBERED):
                    pass
            connection.commit()
    finally:
        engine.dispose()


def _copy_table(books: CopiedBooks, connection: Connection, table: str) -> Iterator[int]:
    """Copy a table and yield how many rows each time; raises DamageFound where it is not ours."""
    raw = driver_connection(connection)
    columns = [row[1:] for row in raw.execute(statements.columns_of(table))]
    if not columns or columns != books.columns(table):
        raise DamageFound("backup_damaged")
    if raw.execute(statements.count_rows(table)).fetchone() != (0,):
        # What the migrations themselves put there; the frozen tables are empty.
        raw.execute(statements.empty(table))
    statement = statements.add_row(table, len(columns))
    with told():
        for rows in books.rows(table, ROWS_AT_ONCE):
            raw.executemany(statement, rows)
            yield len(rows)


def _make_own(opened: OpenedBackup, path: Path, with_: Rebuilding) -> Anchor:
    """Bring the file to today's schema, forget what was disposed of, give it its own name.

    The sealed files of its scans come along, as far as they lie beside the backup.
    """
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
            _forget_office(books.settings)
            # A key file that the copied desk had not written yet is of its keys.
            consequences.forget_keys(books.settings)
            books.files.remove(*removal.ids_of(connection, with_.disposed))
            entered = enter_roster(
                books,
                with_.roster,
                Action.DESK_RESTORED,
                sequence=manifest.sequence,
                head=manifest.head,
                database=manifest.database,
            )
            head = books.journal.head()
            # What cannot be brought along is told at each start, and keeps nobody from the rest.
            sealed.copy(*with_.scans, books.scans.files(), whole=True)
            books.commit()
            with told():
                driver_connection(connection).execute(EMPTY_LOG)
    finally:
        engine.dispose()
    return anchor_of(name, head, entered)


def _forget_office(settings: SqlSettings) -> None:
    """Be no station of an office that the copied desk belonged to: it goes on without this one."""
    for value in (STATIONS, STANDS_AT, HEARD_AT, CAUGHT_UP_FROM):
        if settings.value(value):
            settings.keep_value(value, "")


def _leave_office(keys: Path) -> None:
    with told():
        (keys / STATION).unlink(missing_ok=True)


def _settles_nothing(_connection: Connection, _head: Head) -> None:
    """Leave the anchor to whoever puts the file in its place."""


_OPENING, _WRITING, WHOLE = 40, 98, 100
_ROLES = Codec[frozenset[Role]](frozenset[Role])


@dataclass(frozen=True, slots=True)
class BackupSource:
    """The backup to restore, and the key of its sheet: as printed in groups, or the secret.

    ``unsigned`` says that one of before the roster is taken though nobody signed it: whoever
    restores it was told that anybody can have made it who had the sheet's public key.
    """

    path: Path
    sheet_key: str = field(repr=False)
    unsigned: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """The two folders of the desk that is restored."""

    folder: Path
    keys: Path


@dataclass(frozen=True, slots=True)
class Founder:
    """Who opens a desk that is made of a backup.

    ``officer`` is told the users of the backup and the root of its roster, which stands on paper;
    he returns the one, with a password for him, who enrols the others anew. ``disposed_in`` is the
    key folder of this computer's desk, whose disposal list is applied and, where it is the same
    desk's and longer, taken along.
    """

    officer: Callable[[tuple[User, ...], str], NewUser]
    disposed_in: Path | None = None
    cost: Cost = STANDARD_COST


@writing_told("desk_not_written")
def restore_over(
    source: BackupSource,
    target: Target,
    unlocked: Unlocked,
    at: datetime,
    chance: Octets,
    progress: Progress | None = None,
) -> Restored:
    """Put a backup in the place of a desk's file, which is kept under another name.

    The desk must be closed; its file need not open. Its users keep their passwords, the data key
    is new. Raises AlreadyOpen, ReadOnly, what opening a backup raises, DamageFound for one that
    nobody of this desk signed, and for a disposal list that cannot be read, SavesMissing where the
    desk's own keys are older, DiskFull, Cancelled: the desk is then as it was. From its signature
    on DiskFull is ``restore_unfinished``: the next start finishes it.
    """
    _must_be_local(target.folder)
    with _lock_of(target.folder), _opened(source, progress) as opened:
        must_be_of_desk(opened, target.keys)
        data_key = chance.octets(KEY_BYTES)
        made = WrappedKey(chance.octets(ID_BYTES).hex(), b"")
        before = key_file.read(target.keys)
        disposed = disposal_list.read(target.keys, before.must_have_roster()).names
        roster = _restored_roster(before, opened, (made.id, data_key), unlocked, target, at)
        database = target.folder / NAME
        scans = sealed.beside(source.path), sealed.beside(database)
        task = Rebuilding(data_key, unlocked.user.id, at, disposed, chance, roster, scans)
        aside = aside_of(database)
        with _swept(aside, target.keys, roster):
            mark = rebuild(opened, aside, task, _telling(progress, _OPENING, _WRITING))
            say_how_far(progress, _WRITING, WHOLE)
            # Both lie there for good before the roster says that the desk is restored: whoever is
            # killed from then on finds it restored at the next start.
            flush(aside)
            anchor.write_next(target.keys, mark)
            old_key = emptied(database, unlocked.data_keys)
            held = dict(zip((key.id for key in before.data_keys), unlocked.data_keys, strict=True))
            first = next(at for at, key in enumerate(before.data_keys) if held[key.id] == old_key)
            there = before.data_keys[first:]
            keys, waiting = (*there, made), before.waiting
            both = wrapped_for_all(
                key_file.of_roster(roster, before.slots, keys, before.generation, waiting),
                held | {made.id: data_key},
            )
            key_file.write(target.keys, both)
            kept = take_place(database, old_key, both)
            anchor.take_next(target.keys, mark.database)
            _leave_office(target.keys)
            last = both._replace(data_keys=both.data_keys[-1:])
            key_file.write(target.keys, wrapped_for_all(last, {made.id: data_key}))
        return _restored(opened, mark.database, kept, roster.root)


@writing_told("desk_not_written")
def restore_into(
    source: BackupSource,
    target: Target,
    founder: Founder,
    at: datetime,
    chance: Octets,
    progress: Progress | None = None,
) -> Restored:
    """Make a desk of a backup in a folder without one, with keys of its own.

    A signed backup's roster goes on, by a statement of its sheet; one of before, which nobody
    signed, begins with a new one. Raises FolderTaken, ReadOnly, NotAllowed for who is no officer,
    NotFound for who is no user, WrongPassword for a sheet that is not in use any more, what opening
    a backup raises, DiskFull, Cancelled: nothing is then left behind.
    """
    check_free(target)
    _must_be_local(target.folder)
    with _opened(source, progress) as opened:
        own = _own_desk(founder.disposed_in, opened)
        chain = _continued_chain(opened, own, target.keys)
        users = users_of(opened)
        new = founder.officer(users, "" if chain is None else chain.roster.root)
        _check_officer(new, users)
        with new_desk(target.folder, target.keys) as made:
            if chain is None:
                (unlocked,) = keyring.found_keys(made.keys, [new], at, chance, cost=founder.cost)
                data_key = unlocked.data_key
            else:
                sheet = identity_of(source.sheet_key)
                restored = _as_restored(opened, chain, sheet.secret, at)
                data_key = keyring.continue_keys(made.keys, new, restored, chance, founder.cost)
                disposal_list.write(made.keys, chain.disposed.entries)
            roster = key_file.read(made.keys).must_have_roster()
            disposed = _names(own) | _names(chain)
            scans = sealed.beside(source.path), sealed.beside(made.desk / NAME)
            task = Rebuilding(data_key, new.id, at, disposed, chance, roster, scans)
            mark = rebuild(opened, made.desk / NAME, task, _telling(progress, _OPENING, _WRITING))
            say_how_far(progress, _WRITING, WHOLE)
            anchor.write(made.keys, mark)
            made.put_in_place()
        return _restored(opened, mark.database, "", roster.root)


@dataclass(frozen=True, slots=True)
class _Chain:
    """A roster with the list of what was disposed of that it names."""

    roster: Roster
    disposed: disposal_list.Disposed


def _own_desk(keys: Path | None, opened: OpenedBackup) -> _Chain | None:
    """Return roster and disposal list of this computer's own desk.

    None where it has no roster, or another root than the backup: its list says nothing then.
    """
    if keys is None or not key_file.exists(keys):
        return None
    roster, made = key_file.read(keys).roster, opened.vouched
    if roster is None or (made is not None and made.roster.root != roster.root):
        return None
    return _Chain(roster, disposal_list.read(keys, roster))


def _continued_chain(opened: OpenedBackup, own: _Chain | None, keys: Path) -> _Chain | None:
    """Return the chain that goes on: the backup's, or that of the same desk where it is longer.

    A disposal list that waits for its keys in the folder of the new ones goes along.
    """
    made = opened.vouched
    if made is None:
        return None
    place = made.roster.place
    if own is not None and own.roster.head_at(place.number) == place.head:
        return own
    return _Chain(made.roster, disposal_list.waiting(keys, made.disposed, made.roster))


def _names(chain: _Chain | None) -> frozenset[str]:
    return frozenset() if chain is None else chain.disposed.names


def _as_restored(
    opened: OpenedBackup, chain: _Chain, secret: str, at: datetime
) -> keyring.Continuing:
    """Return how the chain goes on: the sheet in use says that a desk is made of the backup.

    Raises WrongPassword for a sheet that signs nothing any more.
    """
    manifest, roster = opened.manifest, chain.roster
    sheet, key = listed_in_use(roster.sheets), sheet_signing_key(secret)
    if sheet is None or sheet.signing_key != key.public_key().public_bytes_raw():
        raise WrongPassword("sheet_signs_no_restore")
    author = Author(
        by=rescuer(sheet.sheet).id,
        sign=key.sign,
        at=at,
        journal=(manifest.sequence, manifest.head),
    )
    listed = chain.disposed
    said = _what_was_restored(manifest, len(listed.entries), listed.head)
    return keyring.Continuing(roster, said, author)


def _what_was_restored(manifest: Manifest, disposals: int, head: str) -> dict[str, object]:
    """Return what the statement says of the backup, and of the list of what was disposed of."""
    return {
        "database": manifest.database,
        "sequence": manifest.sequence,
        "head": manifest.head,
        "disposals": {"count": disposals, "head": head},
    }


def check_free(target: Target) -> None:
    """Look whether a desk can be made in two folders; a disposal list may wait for its keys.

    What an earlier restore or first start left there that came to no end is taken away. Raises
    FolderTaken, AlreadyOpen where a desk is being made there at this moment.
    """
    if not all(map(_can_be_folder, (target.folder, target.keys))):
        raise FolderTaken("no_folder_there")
    forget(target.folder)
    if key_file.exists(target.keys):
        raise FolderTaken("keys_there_already")
    beside = _within(target.keys) - {target.keys / disposal_list.NAME}
    if not all(map(is_left_over, _within(target.folder) | beside)):
        raise FolderTaken


def _can_be_folder(place: Path) -> bool:
    """Return whether a place is a folder or can become one: not behind a file or a lost link."""
    there = next((each for each in (place, *place.parents) if os.path.lexists(each)), None)
    return there is not None and there.is_dir() and _leads_somewhere(there)


def _leads_somewhere(place: Path) -> bool:
    """Return whether links end at something: Windows calls one that is lost a folder all the same.

    Of a circle of them each Python thinks otherwise.
    """
    try:
        place.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return True


def _must_be_local(folder: Path) -> None:
    """Go on only on a disk of this computer: the database's log works on no other."""
    if is_remote(folder):
        raise ReadOnly("not_local_disk")


def users_of(opened: OpenedBackup) -> tuple[User, ...]:
    """Return the users of a backup, in order of their enrolment: those whom its roster names."""
    if opened.vouched is not None:
        roster = opened.vouched.roster
        return tuple(each.user for each in (*roster.people, *roster.waiting))
    rows = opened.books.run("SELECT id, name, roles FROM users ORDER BY position")
    return tuple(User(id_, name, _ROLES.from_text(roles)) for id_, name, roles in rows)


@contextlib.contextmanager
def _opened(source: BackupSource, progress: Progress | None) -> Iterator[OpenedBackup]:
    identity = identity_of(source.sheet_key)
    opened = open_backup(source.path, identity, _telling(progress, 0, _OPENING))
    try:
        must_be_taken(opened, unsigned=source.unsigned)
        yield opened
    finally:
        opened.close()


@contextlib.contextmanager
def _lock_of(folder: Path) -> Iterator[None]:
    held = lock.hold(folder)
    try:
        yield
    finally:
        held.release()


@contextlib.contextmanager
def _swept(aside: Path, keys: Path, roster: Roster) -> Iterator[None]:
    """Take away what a killed restore left, and what this one leaves where it fails.

    Once the roster beside the keys says that the desk is restored, the file stays for the next
    start, which finishes it.
    """
    remove(aside)
    try:
        yield
    except BaseException as failed:
        there = key_file.read(keys).must_have_roster()
        if there.place != roster.place:
            remove(aside)
        elif isinstance(failed, DiskFull):
            raise DiskFull("restore_unfinished") from None
        raise


def _within(folder: Path) -> frozenset[Path]:
    return frozenset(folder.iterdir()) if is_there(folder) else frozenset()


def _restored_roster(
    before: KeyFile,
    opened: OpenedBackup,
    data_key: tuple[str, bytes],
    unlocked: Unlocked,
    target: Target,
    at: datetime,
) -> Roster:
    """Return the desk's roster with the statement that it is restored, by whoever does it."""
    id_, key = data_key
    roster = before.must_have_roster()
    anchored = anchor.read(target.keys)
    content = {
        **_what_was_restored(opened.manifest, roster.disposals, roster.disposal_head),
        "people": [],
        "data_key": {"id": id_, "commitment": commitment_of(key)},
    }
    author = Author(
        by=unlocked.user.id,
        sign=unlocked.seal.sign,
        at=at,
        journal=(0, "") if anchored is None else (anchored.sequence, anchored.head),
    )
    return continued(roster, RosterAct.RESTORED, content, author)


def _check_officer(new: NewUser, users: tuple[User, ...]) -> None:
    listed = next((user for user in users if user.id == new.id), None)
    if listed is None:
        raise NotFound(place="user")
    if Role.OFFICER not in listed.roles:
        raise NotAllowed(facts={"duty": "restore"})


def _restored(opened: OpenedBackup, database: str, kept: str, root: str) -> Restored:
    said, made = opened.manifest, opened.vouched
    return Restored(
        database=database,
        from_database=said.database,
        sequence=said.sequence,
        head=said.head,
        made_at=said.made_at,
        applications=said.applications,
        kept=kept,
        made_by="" if made is None else made.made_by,
        root=root,
    )


def _telling(progress: Progress | None, start: int, end: int) -> Callable[[int, int], None]:
    """Return what tells a part of the work as hundredths and ends it where it was cancelled."""

    def tell(done: int, total: int) -> None:
        say_how_far(progress, start + (end - start) * done // max(total, 1), WHOLE)

    return tell
