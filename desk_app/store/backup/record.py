# SPDX-License-Identifier: MIT
"""The list of the backups that counted when they were made, kept beside the keys.

It says nothing of any person, and it is only a memory: damaged, the backups themselves stay what
they are, and are found again in their folder by the names of their files.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from desk_app.desk.errors import DamageFound, KnownError
from desk_app.records.safekeeping import Backup
from desk_app.store.backup.names import found_in
from desk_app.store.faults import is_there
from desk_app.store.journal import anchor
from desk_app.store.small_files import read_small
from desk_app.store.writing_aside import make_private_folder, replace_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desk_app.store.backup.names import BackupName

NAME = "backups.json"
_MOST_BYTES = 64 * 1024 * 1024


def read(folder: Path) -> tuple[Backup, ...]:
    """Return the backups listed in the key folder, the newest last; none where there is no list.

    Raises DamageFound for a list that cannot be read.
    """
    path = folder / NAME
    if not is_there(path):
        return ()
    try:
        whole = json.loads(read_small(path, _MOST_BYTES))
        listed = whole["backups"]
        if whole["checksum"] == _checksum(listed):
            return tuple(_backup(each) for each in listed)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    raise DamageFound("backup_list_damaged")


def known(keys: Path, folder: Path | None) -> tuple[Backup, ...]:
    """Return the backups listed, or where the list is damaged those of this desk in their folder.

    Of these nothing is known but the name and when the file was written. What lies there of a desk
    from before a restore is left out, and in its place.
    """
    try:
        return read(keys)
    except DamageFound:
        with suppress(KnownError, OSError):
            return _found_again(keys, folder)
        return ()


def mend(keys: Path, folder: Path | None) -> DamageFound | None:
    """Write a damaged list anew and return what is told of it; None where it can be read.

    Where the folder is not there now the list stays as it is, and is told at each sign-in.
    """
    try:
        read(keys)
    except DamageFound as damage:
        found = known(keys, folder)
        if folder is not None and folder.is_dir():
            with suppress(KnownError):
                write(keys, found)
        return DamageFound(damage.code, {"found": len(found)})
    return None


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


def write(folder: Path, backups: Sequence[Backup]) -> None:
    """Keep the list durably; raises DiskFull."""
    make_private_folder(folder)
    listed = [asdict(each) | {"made_at": each.made_at.isoformat()} for each in backups]
    content = {"checksum": _checksum(listed), "backups": listed}
    replace_file(folder / NAME, json.dumps(content, indent=1).encode("ascii"))


def _backup(listed: dict[str, Any]) -> Backup:
    return Backup(**listed | {"made_at": datetime.fromisoformat(listed["made_at"])})


def _checksum(listed: object) -> str:
    canonical = json.dumps(listed, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode("ascii")).hexdigest()
