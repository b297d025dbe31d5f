# SPDX-License-Identifier: MIT
"""The backups of this computer's desk, in the second folder it was given; which are known."""

from __future__ import annotations

import contextlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound, KnownError, NotADesk, Refused
from desk_app.records.desk.people import NO_ROSTER
from desk_app.records.desk.safekeeping import Backup, Drill, FolderDoubt
from desk_app.records.desk.sheets import RecoverySheet, sheet_in_use
from desk_app.store.backup.inspecting import DrillComparison
from desk_app.store.backup.manifest import DOMAIN, BackupName, found_in, read_name
from desk_app.store.backup.pages import held_still
from desk_app.store.disk import own_process, places
from desk_app.store.disk.faults import is_folder
from desk_app.store.disk.machine import JAPAN
from desk_app.store.journal import chain
from desk_app.store.vault import backup_list

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence

    from desk_app.desk.ports import Progress
    from desk_app.records.base import UserId
    from desk_app.store.vault.seal import UserSeal


def doubts(folder: Path, database: Path, keys: Path) -> tuple[FolderDoubt, ...]:
    """Return what speaks against a folder for the backups of a desk, having written to it.

    Raises NotADesk for one that is not there, cannot be written to, or holds the desk or its keys.
    """
    if not is_folder(folder):
        raise NotADesk("backup_folder_gone")
    place = folder.resolve()
    if any(place.is_relative_to(each.resolve()) for each in (database.parent, keys)):
        raise NotADesk("backup_folder_is_desk")
    _write_to(place)
    found = []
    if place.stat().st_dev == database.parent.stat().st_dev:
        found.append(FolderDoubt.SAME_DISK)
    if places.is_synced(place):
        found.append(FolderDoubt.SYNCED)
    return tuple(found)


def _write_to(folder: Path) -> None:
    """Write a file to the folder and take it away again."""
    try:
        handle, name = tempfile.mkstemp(prefix=".desk-app-", dir=folder)
        os.close(handle)
        Path(name).unlink()
    except OSError as error:
        raise NotADesk("backup_folder_unwritable") from error


def known(keys: Path, folder: Path | None) -> tuple[Backup, ...]:
    """Return the backups listed, or where the list is not believed those of this desk in a folder.

    Of these nothing is known but the name and when the file was written. What lies there of a desk
    from before a restore is left out, and in its place.
    """
    try:
        return backup_list.read(keys)
    except KnownError:
        with suppress(KnownError, OSError):
            return _found_again(keys, folder)
        return ()


def mend(keys: Path, folder: Path | None, by: UserId, seal: UserSeal) -> DamageFound | None:
    """Write a list that is not believed anew and return what is told of it; None where it is.

    Whoever is unlocked signs it. Where the folder is not there now the list stays as it is, and is
    told at each sign-in.
    """
    damage = backup_list.trouble(keys)
    if damage is None:
        return None
    found = known(keys, folder)
    if folder is not None and is_folder(folder):
        with suppress(KnownError):
            backup_list.write(keys, found, by, seal)
    return DamageFound(damage.code, {"found": len(found)})


def _found_again(keys: Path, folder: Path | None) -> tuple[Backup, ...]:
    own = chain.read(keys)
    if own is None or folder is None:
        return ()
    names = (name for name in found_in(folder) if name.database == own.database)
    return tuple(_by_name(folder, name) for name in names)


def _by_name(folder: Path, name: BackupName) -> Backup:
    stat = (folder / str(name)).stat()
    written = datetime.fromtimestamp(stat.st_mtime, UTC)
    return Backup(str(name), name.database, name.sheet, name.sequence, "", written, 0, stat.st_size)


# The backups of the desk of this computer, in the second folder it was given; which may go.


DAILY = 12
WEEKLY = 8


def thin(backups: Iterable[Backup], today: date, live: Collection[str]) -> tuple[Backup, ...]:
    """Return the backups to remove.

    Every one of the newest day that has any stays: what was done wrongly in the morning can be
    undone at noon. Of the days before, the newest of each of the last twelve that have any stays,
    and the newest of each of the last eight weeks (from Monday). Those of another database, from
    before a restore, are thinned for themselves. A backup whose sheet is not live opens for nobody
    and goes. What bears a day still to come, as after the clock was set back, stays.
    """
    every = sorted(backups, key=lambda each: (each.made_at, each.sequence), reverse=True)
    readable = [each for each in every if each.sheet in live]
    kept = {each.name for each in readable if _day(each) > today}
    for database in {each.database for each in readable}:
        kept |= _kept([each for each in readable if each.database == database], today)
    return tuple(each for each in every if each.name not in kept)


def _kept(newest_first: Iterable[Backup], today: date) -> set[str]:
    """Return the names of what stays of one database up to today."""
    past = [each for each in newest_first if _day(each) <= today]
    newest_day = max(map(_day, past), default=today)
    before = [each for each in past if _day(each) < newest_day]
    return (
        {each.name for each in past if _day(each) == newest_day}
        | _newest_of_each(before, _day, DAILY)
        | _newest_of_each(before, _week, WEEKLY)
    )


def _newest_of_each(
    newest_first: Iterable[Backup], span: Callable[[Backup], Hashable], most: int
) -> set[str]:
    """Return the names of the newest backup of each of the last so many days or weeks."""
    newest: dict[Hashable, str] = {}
    for each in newest_first:
        newest.setdefault(span(each), each.name)
    return set(list(newest.values())[:most])


def _day(backup: Backup) -> date:
    return backup.made_at.astimezone(JAPAN).date()


def _week(backup: Backup) -> tuple[int, int]:
    year, week, _ = _day(backup).isocalendar()
    return year, week


@dataclass(frozen=True, slots=True)
class BackupPlaces:
    """Where everything lies: the database, the keys, the folder for copies, what is enclosed.

    The folder for copies is asked for at each use: it can be chosen while the desk is open.
    """

    database: Path
    keys: Path
    folder: Callable[[], Path | None]
    enclosures: Path
    """The folder that holds ``README.txt`` and ``verify.py``."""


@dataclass(frozen=True, slots=True)
class LocalBackups:
    """Backups written by a process of their own (a ``desk.ports.Backups``).

    Its calls may come from any thread: they read beside the desk and never through its connection.
    ``data_key`` and ``sheets`` are asked at each use, since both change while the desk is open.
    Whoever is unlocked signs: ``by`` and ``seal``.
    """

    around: BackupPlaces
    data_key: Callable[[], bytes] = field(repr=False)
    sheets: Callable[[], Sequence[RecoverySheet]]
    by: UserId
    seal: UserSeal = field(repr=False)

    @property
    def folder(self) -> Path | None:
        """Return the folder for copies, None where none was chosen; raises NotADesk."""
        return self.around.folder()

    @property
    def ever_made(self) -> bool:
        """Say whether any backup ever counted, wherever it lies now."""
        return bool(known(self.around.keys, self.around.folder()))

    @property
    def trouble(self) -> KnownError | None:
        """Return what is wrong with the list of the backups; None where it can be believed."""
        return backup_list.trouble(self.around.keys)

    def doubts(self, folder: Path) -> tuple[FolderDoubt, ...]:
        """Return what speaks against a folder, having written to it for a try; raises NotADesk."""
        return doubts(folder, self.around.database, self.around.keys)

    def use(self, folder: Path) -> None:
        """Take a folder for the copies made from now on; raises NotADesk, DiskFull."""
        self.doubts(folder)
        places.name_backup_folder(self.around.database.parent, folder)

    def make(self, at: datetime, progress: Progress | None = None) -> Backup:
        """Write a backup, open it again, compare it with the desk, thin out the older ones.

        Raises Refused without a sheet in use or without a roster, NotADesk where no folder was
        chosen or it is not there, DiskFull, DamageFound where the roster does not know the signer
        any more, Cancelled; whatever is raised, the earlier backups stand.
        """
        folder = self._folder()
        sheet = self._sheet_in_use()
        if self.seal.place == NO_ROSTER:
            raise Refused(("not_carried_over",))
        order = self._order("make") | {
            "folder": str(folder),
            "sheet": sheet.number,
            "recipient": sheet.recipient,
            "made_at": at.isoformat(),
            "enclosures": str(self.around.enclosures),
            "signed_by": self.by,
        }
        held = held_still(self.around.database, self.data_key())
        with self._none_unlisted(folder), held as let_go:

            def sign(content: bytes) -> bytes:
                signature = self._sign(content)
                # All that is read of the desk was read before it asks for a signature.
                let_go()
                return signature

            said = own_process.work(order, progress, sign)
            made = Backup(**said | {"made_at": datetime.fromisoformat(said["made_at"])})
            self._keep(made, folder, at.astimezone(JAPAN).date())
        return made

    def all(self) -> tuple[Backup, ...]:
        """Return the backups in the folder that counted when they were made, the newest last."""
        folder = self.around.folder()
        if folder is None:
            return ()
        listed = known(self.around.keys, folder)
        return tuple(each for each in listed if _lies_in(folder, each))

    def drill(self, secret: str, on: date, by: str, progress: Progress | None = None) -> Drill:
        """Restore the newest backup into memory with a sheet's key and compare it with the desk.

        Raises NotADesk where there is no backup, WrongPassword for another sheet's key,
        DamageFound, Cancelled.
        """
        folder, backups = self._folder(), self.all()
        if not backups:
            raise NotADesk("no_backup")
        name = backups[-1].name
        order = self._order("drill") | {"backup": str(folder / name), "secret": secret}
        answer = DrillComparison(**own_process.work(order, progress))
        return Drill(
            backup=name,
            on=on,
            by=by,
            sequence=answer.sequence,
            live_sequence=answer.live_sequence,
            applications=answer.applications,
            live_applications=answer.live_applications,
            missing=answer.missing,
            equal=answer.equal,
            seconds=answer.seconds,
        )

    def _order(self, work: str) -> dict[str, object]:
        return {
            "work": work,
            "database": str(self.around.database.absolute()),
            "keys": str(self.around.keys.absolute()),
            "data_key": self.data_key().hex(),
        }

    def _sign(self, content: bytes) -> bytes:
        """Sign the manifest that the other process made, and nothing else that it could ask for."""
        if not content.startswith(DOMAIN):
            raise RuntimeError("no manifest")
        return self.seal.sign(content)

    def _folder(self) -> Path:
        folder = self.around.folder()
        if folder is None:
            raise NotADesk("no_backup_folder")
        if not is_folder(folder):
            raise NotADesk("backup_folder_gone")
        return folder.absolute()

    def _sheet_in_use(self) -> RecoverySheet:
        sheet = sheet_in_use(self.sheets())
        if sheet is None:
            raise Refused(("no_sheet_in_use",))
        return sheet

    @contextlib.contextmanager
    def _none_unlisted(self, folder: Path) -> Iterator[None]:
        """Take away a new backup of this desk that fails to be listed.

        Nobody would thin it out in its time. There is one where the work was cancelled just as it
        ended, or where the list found no room.
        """
        before = found_in(folder)
        try:
            yield
        except KnownError:
            with contextlib.suppress(KnownError, OSError):
                own = chain.read(self.around.keys)
                for each in found_in(folder):
                    if own is not None and each.database == own.database and each not in before:
                        (folder / str(each)).unlink()
            raise

    def _keep(self, made: Backup, folder: Path, today: date) -> None:
        """List the new backup and remove those that may go, from the list first."""
        before = known(self.around.keys, folder)
        others = [each for each in before if each.name != made.name]
        listed = [*others, made]
        live = {sheet.number for sheet in self.sheets() if sheet.stands}
        gone = thin([each for each in listed if _lies_in(folder, each)], today, live)
        left = [each for each in listed if each not in gone]
        backup_list.write(self.around.keys, left, self.by, self.seal)
        for each in gone:
            with contextlib.suppress(OSError):
                (folder / each.name).unlink()


def _lies_in(folder: Path, backup: Backup) -> bool:
    """Return whether a listed backup is in the folder, under the name that its entry has.

    Whatever else is listed there is no backup of ours: what is thinned out goes by its name, and
    for the sheet that its name says.
    """
    own = BackupName(backup.database, backup.sheet, backup.sequence)
    if read_name(backup.name) != own:
        return False
    try:
        return (folder / backup.name).stat().st_size == backup.size
    except OSError:
        return False
