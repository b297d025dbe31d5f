# SPDX-License-Identifier: MIT
"""What may be asked of the journal: who did what, when, to which application; never a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from desk_app.desk.queries import COUNT_CAP, Window
from desk_app.records.ids import ApplicationId, UserId
from desk_app.records.journal import Action, JournalMark

TOKEN_SHOWN = 8
"""So many characters of a random name stand for an application that has no number any more."""


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """Which entries are wanted; what is left open wants all.

    ``subject`` is what somebody typed: a receipt number or the code on a letter in any width and
    case, or the beginning of a random name, as lines show it. ``since`` and ``until`` are days at
    the desk, both included.
    """

    actor: UserId | None = None
    subject: str = ""
    since: date | None = None
    until: date | None = None
    action: Action | None = None


class JournalLine(NamedTuple):
    """One entry in the list.

    ``actor`` is a name of the desk's own people. ``subject`` is the receipt number while the
    application is there, then the beginning of its random name; empty for what concerns the desk.
    ``fields`` are the names of what was noted: the values themselves are nowhere.
    """

    sequence: int
    at: datetime
    actor: str
    action: Action
    subject: str
    application: ApplicationId | None
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionCount:
    """How often somebody did one thing in a day; ``actor`` is a name."""

    actor: str
    action: Action
    count: int


@dataclass(frozen=True, slots=True)
class JournalDay:
    """The entries of one day: how many of what by whom, and where they stand in the chain.

    ``before`` is the entry that the first one follows; on a day without entries there is none.
    """

    on: date
    counts: tuple[ActionCount, ...]
    before: JournalMark | None = None
    first: JournalMark | None = None
    last: JournalMark | None = None

    @property
    def entries(self) -> int:
        """Return how many entries the day has."""
        return sum(each.count for each in self.counts)


class JournalQueries(Protocol):
    """What is asked of the journal; every call may run on the database thread only."""

    def window(self, wanted: JournalFilter, limit: int = COUNT_CAP) -> Window:
        """Return the numbers of the entries that match, the newest first."""
        ...

    def lines(self, ids: Sequence[int]) -> tuple[JournalLine, ...]:
        """Return the entries of these numbers in the same order; an unknown one is left out."""
        ...

    def sheets(self) -> tuple[UserId, ...]:
        """Return the recovery sheets that let somebody in who noted anything, in their order."""
        ...

    def day(self, on: date) -> JournalDay:
        """Return what was noted on a day at the desk, by person, then as actions are listed."""
        ...
