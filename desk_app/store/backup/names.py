# SPDX-License-Identifier: MIT
"""The names of backup files, and what lies in their folder under such names."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from typing_extensions import override

from desk_app.store.faults import told
from desk_app.store.small_files import PART

if TYPE_CHECKING:
    from pathlib import Path

ENDING = ".tar.age"
_NAME = re.compile(
    r"backup-(?P<database>[0-9a-f]{32})-(?P<sheet>\d{4}Q[1-4]-\d{1,4})-(?P<sequence>\d{1,15})"
    + re.escape(ENDING)
)


@dataclass(frozen=True, slots=True)
class BackupName:
    """Whose backup a file is: the database, the sheet that opens it, the journal's last entry."""

    database: str
    sheet: str
    sequence: int

    @override
    def __str__(self) -> str:
        """Return ``backup-<database>-2026Q4-1-<sequence>.tar.age``."""
        return f"backup-{self.database}-{self.sheet}-{self.sequence}{ENDING}"


def read_name(name: str) -> BackupName | None:
    """Return what a file's name says, None where it is no backup's."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    return BackupName(found["database"], found["sheet"], int(found["sequence"]))


def found_in(folder: Path) -> tuple[BackupName, ...]:
    """Return the backups that lie in a folder, by their last entry; none where it is not there."""
    if not folder.is_dir():
        return ()
    with told():
        names = [read_name(path.name) for path in folder.iterdir()]
    return tuple(sorted((name for name in names if name), key=lambda name: name.sequence))


def sweep(folder: Path, database: str) -> int:
    """Remove what backups of a database left unfinished; return how many files went."""
    swept = 0
    with contextlib.suppress(OSError):
        for path in folder.glob(f"backup-{database}-*{ENDING}{PART}"):
            path.unlink()
            swept += 1
    return swept
