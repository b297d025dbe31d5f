# SPDX-License-Identifier: MIT
"""Recovery sheets: the quarter of each, its key, and who acts by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from typing_extensions import override

from desk_app.records.base import UserId
from desk_app.records.desk.people import Role, User

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


class Tried(NamedTuple):
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
