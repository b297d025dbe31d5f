# SPDX-License-Identifier: MIT
"""The backups that are known: those listed, or where the list fails those found by their names."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound, KnownError
from desk_app.records.safekeeping import Backup
from desk_app.store import backup_list
from desk_app.store.backup.names import found_in
from desk_app.store.journal import anchor

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.records.ids import UserId
    from desk_app.store.backup.names import BackupName
    from desk_app.store.vault.seal import UserSeal


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
    if folder is not None and folder.is_dir():
        with suppress(KnownError):
            backup_list.write(keys, found, by, seal)
    return DamageFound(damage.code, {"found": len(found)})


def _found_again(keys: Path, folder: Path | None) -> tuple[Backup, ...]:
    own = anchor.read(keys)
    if own is None or folder is None:
        return ()
    names = (name for name in found_in(folder) if name.database == own.database)
    return tuple(_by_name(folder, name) for name in names)


def _by_name(folder: Path, name: BackupName) -> Backup:
    stat = (folder / str(name)).stat()
    written = datetime.fromtimestamp(stat.st_mtime, UTC)
    return Backup(str(name), name.database, name.sheet, name.sequence, "", written, 0, stat.st_size)
