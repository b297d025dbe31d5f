# SPDX-License-Identifier: MIT
"""What keeps a desk safe: quarters and their recovery sheets, backups, drills."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from typing_extensions import override

from desk_app.records.base import UserId, Word
from desk_app.records.people import Role, User


class FolderDoubt(Word):
    """Why a folder is a poor place for backups; whoever chooses it is warned and may go on."""

    SAME_DISK = "same_disk"
    """The disk that holds the desk holds the backups too: both are lost with it."""
    SYNCED = "synced"
    """A program copies the folder to other machines, where no disposal reaches it."""


MONTHS = 3
_RESCUER = "sheet:"
SHEETS = (_RESCUER, "sheet;")
"""Between these stand the names of all sheets that act, as text is ordered."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a calendar year, 1 to 4: the life of a recovery sheet and of its backups."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in {1, 2, 3, 4}:
            raise ValueError("a year has four quarters")

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter of a day."""
        return cls(day.year, (day.month - 1) // MONTHS + 1)

    @property
    def first_day(self) -> date:
        """Return its first day."""
        return date(self.year, (self.number - 1) * MONTHS + 1, 1)

    @property
    def last_day(self) -> date:
        """Return its last day."""
        return self.next().first_day - timedelta(days=1)

    def next(self) -> Quarter:
        """Return the quarter after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @override
    def __str__(self) -> str:
        """Return ``2026Q4``, as file names write it."""
        return f"{self.year}Q{self.number}"


@dataclass(frozen=True, slots=True)
class Tried:
    """What the count of wrong passwords and keys beside the keys says.

    ``refused`` is how many were refused ever; ``turn`` how often the count was written, nothing
    where it cannot be written now.
    """

    refused: int = 0
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """A recovery sheet as the key file lists it: whose key opens a quarter's backups on paper.

    ``series`` counts the sheets of one quarter from 1: a disposal "now" begins another at once.
    ``places`` are where the two prints lie. Until it is confirmed by typing back the last group of
    its key, no backup is made for it. One of before the roster that nobody proved ``signs``
    nothing: it is never in use, and opens its own backups alone.
    """

    quarter: Quarter
    series: int
    recipient: str
    made_on: date
    confirmed_on: date | None = None
    places: tuple[str, ...] = ()
    destroyed_on: date | None = None
    signs: bool = True

    @property
    def number(self) -> str:
        """Return ``2026Q4-1``, the number printed on it."""
        return f"{self.quarter}-{self.series}"

    @property
    def stands(self) -> bool:
        """Say whether it was taken into use and not destroyed since."""
        return self.confirmed_on is not None and self.destroyed_on is None


def sheet_in_use(sheets: Iterable[RecoverySheet]) -> RecoverySheet | None:
    """Return the sheet that opens the desk, and for which backups are made: the newest to stand."""
    standing = (sheet for sheet in sheets if sheet.stands and sheet.signs)
    return max(standing, key=lambda sheet: (sheet.quarter, sheet.series), default=None)


def rescuer(sheet: RecoverySheet) -> User:
    """Return who opens a desk with its sheet: an officer without a slot, named by the sheet."""
    return User(UserId(_RESCUER + sheet.number), sheet.number, frozenset({Role.OFFICER}))


def is_rescuer(user: User) -> bool:
    """Say whether it was a sheet, and no password, that let somebody in."""
    return is_sheet(user.id)


def is_sheet(user: UserId) -> bool:
    """Say whether an actor of the journal is a sheet and none of the users."""
    return user.startswith(_RESCUER)


def shown_name(user: UserId) -> str:
    """Return how one who is not among the users is named: by the sheet that let him in."""
    return user.removeprefix(_RESCUER)


@dataclass(frozen=True, slots=True)
class SheetKey:
    """The secret of a new sheet on its way to paper; it is kept nowhere."""

    sheet: RecoverySheet
    secret: str = field(repr=False)


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
