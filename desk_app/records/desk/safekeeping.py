# SPDX-License-Identifier: MIT
"""What keeps a desk safe: backups, drills, repairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from desk_app.records.base import Word


class FolderDoubt(Word):
    """Why a folder is a poor place for backups; whoever chooses it is warned and may go on."""

    SAME_DISK = "same_disk"
    """The disk that holds the desk holds the backups too: both are lost with it."""
    SYNCED = "synced"
    """A program copies the folder to other machines, where no disposal reaches it."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file that was opened again and compared, and so counts."""

    name: str
    database: str
    sheet: str
    sequence: int
    head: str
    made_at: datetime
    applications: int
    size: int
    """Of the file, in bytes."""

    @property
    def known_by_name(self) -> bool:
        """Say whether it was found again by its file's name: what it holds is not known then."""
        return not self.head


@dataclass(frozen=True, slots=True)
class Drill:
    """What a drill found: the newest backup restored into memory and held against the desk.

    ``missing`` are the entries the desk has beyond the backup, sign-ins and drills not counted;
    ``equal`` says that there are none, and that head and counts agree.
    """

    backup: str
    on: date
    by: str
    sequence: int
    live_sequence: int
    applications: int
    live_applications: int
    equal: bool
    seconds: int
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Restored:
    """A desk made of a backup: its new name, the database and the entry it came from.

    ``kept`` is the name of the file it took the place of, empty where there was none. ``made_by``
    is who signed the backup, by name or by the number of the sheet, empty where nobody did;
    ``root`` is that of the desk's roster.
    """

    database: str
    from_database: str
    sequence: int
    head: str
    made_at: datetime
    applications: int
    kept: str
    made_by: str = ""
    root: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """A desk or a backup that was looked at and found whole.

    ``counts`` are the rows of each table; ``sheet``, ``made_at`` and ``made_by``, who signed it,
    are there for a backup alone. ``root`` is that of its roster, empty without one. ``told`` is the
    code of what is wrong beside a desk without closing it.
    """

    database: str
    schema: int
    sequence: int
    head: str
    counts: Mapping[str, int]
    sheet: str = ""
    made_at: datetime | None = None
    made_by: str = ""
    root: str = ""
    told: str = ""


class Rung(Word):
    """How far up the repair ladder a damaged desk was repaired."""

    NONE = "none"
    """Nothing is wrong with the file."""
    SEARCH = "search"
    """The search index was built anew."""
    REINDEX = "reindex"
    """All indexes were."""
    ROWS = "rows"
    """Every row was copied into a new file."""
    BACKUP = "backup"
    """Nothing helps but the newest good backup."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What a repair came to; ``saved`` and ``lost`` count rows by table where they were copied.

    ``kept`` names the damaged file where another took its place. Where only a backup helps,
    ``salvaged`` names the encrypted file of the rows that could be read; ``lost`` counts at most.
    """

    rung: Rung
    kept: str = ""
    salvaged: str = ""
    saved: Mapping[str, int] = field(default_factory=dict)
    lost: Mapping[str, int] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        """Return whether the desk opens again."""
        return self.rung is not Rung.BACKUP
