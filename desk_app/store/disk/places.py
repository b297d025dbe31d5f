# SPDX-License-Identifier: MIT
"""Where things lie on this computer, and whether a folder is fit for them."""

from __future__ import annotations

import errno
import tomllib
from typing import TYPE_CHECKING

from platformdirs import user_config_path, user_data_path, user_log_path

from desk_app.desk.errors import NotADesk
from desk_app.store.disk.faults import NO_NAME_ON_WINDOWS, is_there
from desk_app.store.disk.small_files import replace_file
from desk_app.system.chosen import here
from desk_app.system.ports import number_of, read_small

if TYPE_CHECKING:
    from pathlib import Path

DESK_FILE = "desk.toml"
"""In a desk's folder: where its keys lie, and where its backups go."""

_KEYS, _BACKUPS = "keys", "backups"
_LEADS_NOWHERE = frozenset({errno.ELOOP, errno.ENAMETOOLONG})
_LEADS_NOWHERE_ON_WINDOWS = NO_NAME_ON_WINDOWS - {267}
"""Without ERROR_DIRECTORY: a file lies where a folder may be another day."""

_MOST_BYTES = 64 * 1024


def name_key_folder(folder: Path, keys: Path, *, into: Path | None = None) -> None:
    """Write into a desk's folder where its keys lie: relative where both lie in one folder.

    ``into`` is another folder to write it into, from which it will come into the desk's.
    """
    _write(into or folder, {_KEYS: _as_named(folder, keys)})


def key_folder(folder: Path, *, said_in: Path | None = None) -> Path:
    """Return where a desk's keys lie; raises NotADesk for a ``desk.toml`` that cannot be read.

    ``said_in`` is another folder that holds this desk's ``desk.toml``.
    """
    if not is_there((said_in or folder) / DESK_FILE):
        return usual_key_folder()
    named = _read(said_in or folder).get(_KEYS)
    if not named:
        raise NotADesk("desk_file_unreadable")
    return _found(folder, named)


def name_backup_folder(folder: Path, backups: Path) -> None:
    """Write into a desk's folder where its backups go: relative where both lie in one folder.

    Raises NotADesk, DiskFull.
    """
    said = {_KEYS: str(key_folder(folder))} | _read(folder)
    _write(folder, said | {_BACKUPS: _as_named(folder, backups)})


def backup_folder(folder: Path) -> Path | None:
    """Return where a desk's backups go, None where nothing was chosen; raises NotADesk."""
    named = _read(folder).get(_BACKUPS)
    return _found(folder, named) if named else None


def _as_named(folder: Path, other: Path) -> str:
    """Return how a desk names a folder: two that lie side by side stay together when moved."""
    place = other.resolve()
    near = place.parent == folder.resolve().parent
    return f"../{place.name}" if near else str(place)


def _found(folder: Path, named: str) -> Path:
    """Return the folder that a desk names; raises NotADesk for what can be no folder's name."""
    place = folder / named
    try:
        # The system is asked: of a circle of links each Python's `resolve` thinks otherwise.
        place.stat()
    except ValueError as error:
        raise NotADesk("desk_file_unreadable") from error
    except OSError as error:
        if error.errno in _LEADS_NOWHERE or number_of(error) in _LEADS_NOWHERE_ON_WINDOWS:
            raise NotADesk("desk_file_unreadable") from error
    return place.resolve()


def _read(folder: Path) -> dict[str, str]:
    path = folder / DESK_FILE
    if not is_there(path):
        return {}
    try:
        said = tomllib.loads(read_small(path, _MOST_BYTES).decode("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise NotADesk("desk_file_unreadable") from error
    if not all(isinstance(value, str) for value in said.values()):
        raise NotADesk("desk_file_unreadable")
    return said


def _write(folder: Path, said: dict[str, str]) -> None:
    lines = [f"{name} = {_quoted(value)}\n" for name, value in said.items()]
    replace_file(folder / DESK_FILE, "".join(lines).encode("utf-8"))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def usual_folder() -> Path:
    """Return where the desk of this computer lies when nothing else is said."""
    return user_data_path("desk_app", appauthor=False) / "desk"


def usual_key_folder() -> Path:
    """Return where its keys lie: apart from the desk, in the configuration folder.

    Windows has one folder for data and configuration: there the keys have a root of their own.
    """
    return user_config_path(here().key_root, appauthor=False) / "keys"


def machine_folder() -> Path:
    """Return where this machine's peppers lie: outside the folders of any desk and its keys."""
    return user_data_path("desk_app", appauthor=False) / "machine"


def fault_log() -> Path:
    """Return where mistakes of the program are written to, on this computer."""
    return user_log_path("desk_app", appauthor=False) / "faults.log"


def choices_file() -> Path:
    """Return where it is kept what was chosen about the screen."""
    return usual_key_folder().with_name("screen.json")


def is_remote(folder: Path) -> bool:
    """Return whether the folder lies on a network share: the write-ahead log works on none.

    What cannot be told counts as local.
    """
    return here().files.is_remote(folder)


# Whether a program copies a folder to other machines.


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


def is_synced(folder: Path) -> bool:
    """Return whether a folder looks as if a program copied it to other machines."""
    place = folder.resolve()
    return any(
        each.name.casefold().startswith(_SYNCED_NAMES)
        or any(is_there(each / mark) for mark in _SYNCED_MARKS)
        for each in (place, *place.parents)
    )
