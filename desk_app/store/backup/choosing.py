# SPDX-License-Identifier: MIT
"""Whether a folder can hold backups, and what speaks against it though it can."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from desk_app.desk.errors import NotADesk
from desk_app.records.safekeeping import FolderDoubt

_SYNCED_NAMES = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "icloud",
    "mobile documents",
    "nextcloud",
    "owncloud",
    "box sync",
    "pcloud",
    "syncthing",
    "mega",
)
"""How the folders of programs begin that copy them to other machines, in small letters."""

_SYNCED_MARKS = (".stfolder", ".dropbox", ".sync", ".owncloudsync.log", ".nextcloudsync.log")
"""What such programs leave in the folders they copy."""


def doubts(folder: Path, database: Path, keys: Path) -> tuple[FolderDoubt, ...]:
    """Return what speaks against a folder for the backups of a desk, having written to it.

    Raises NotADesk for one that is not there, cannot be written to, or holds the desk or its keys.
    """
    if not folder.is_dir():
        raise NotADesk("backup_folder_gone")
    place = folder.resolve()
    if any(place.is_relative_to(each.resolve()) for each in (database.parent, keys)):
        raise NotADesk("backup_folder_is_desk")
    _write_to(place)
    found = []
    if place.stat().st_dev == database.parent.stat().st_dev:
        found.append(FolderDoubt.SAME_DISK)
    if is_synced(place):
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


def is_synced(folder: Path) -> bool:
    """Return whether a folder looks as if a program copied it to other machines."""
    place = folder.resolve()
    return any(
        each.name.casefold().startswith(_SYNCED_NAMES)
        or any((each / mark).exists() for mark in _SYNCED_MARKS)
        for each in (place, *place.parents)
    )
