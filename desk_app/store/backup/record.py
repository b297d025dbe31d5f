# SPDX-License-Identifier: MIT
"""The list of the backups that counted when they were made, kept beside the keys.

It says nothing of any person, and it is only a memory: lost, the backups themselves stay what they
are.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from desk_app.records.safekeeping import Backup
from desk_app.store.writing_aside import make_private_folder, replace_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NAME = "backups.json"


def read(folder: Path) -> tuple[Backup, ...]:
    """Return the backups listed in the key folder, the newest last; none where it is unreadable."""
    try:
        whole = json.loads((folder / NAME).read_bytes())
        listed = whole["backups"]
        if whole["checksum"] != _checksum(listed):
            return ()
        return tuple(_backup(each) for each in listed)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()


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
