# SPDX-License-Identifier: MIT
"""Where things lie on this computer: the desk, its keys apart from it, the screen's choices."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from platformdirs import user_config_path, user_data_path, user_log_path

from desk_app.desk.errors import NotADesk

if TYPE_CHECKING:
    from pathlib import Path

DESK_FILE = "desk.toml"
"""In a desk's folder: where its keys lie."""


def name_key_folder(folder: Path, keys: Path) -> None:
    """Write into a desk's folder where its keys lie: relative where both lie in one folder."""
    near = keys.resolve().parent == folder.resolve().parent
    text = f"../{keys.name}" if near else str(keys.resolve())
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    (folder / DESK_FILE).write_text(f'keys = "{quoted}"\n', encoding="utf-8")


def key_folder(folder: Path) -> Path:
    """Return where a desk's keys lie; raises NotADesk for a ``desk.toml`` that cannot be read."""
    path = folder / DESK_FILE
    if not path.exists():
        return usual_key_folder()
    try:
        named = tomllib.loads(path.read_text(encoding="utf-8"))["keys"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise NotADesk("desk_file_unreadable") from error
    if not isinstance(named, str) or not named:
        raise NotADesk("desk_file_unreadable")
    return (folder / named).resolve()


def usual_folder() -> Path:
    """Return where the desk of this computer lies when nothing else is said."""
    return user_data_path("desk_app", appauthor=False) / "desk"


def usual_key_folder() -> Path:
    """Return where its keys lie: apart from the desk, in the configuration folder."""
    return user_config_path("desk_app", appauthor=False) / "keys"


def machine_folder() -> Path:
    """Return where this machine's peppers lie: outside the folders of any desk and its keys."""
    return user_data_path("desk_app", appauthor=False) / "machine"


def fault_log() -> Path:
    """Return where mistakes of the program are written to, on this computer."""
    return user_log_path("desk_app", appauthor=False) / "faults.log"


def choices_file() -> Path:
    """Return where it is kept what was chosen about the screen."""
    return usual_key_folder().with_name("screen.json")
