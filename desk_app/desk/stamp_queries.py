# SPDX-License-Identifier: MIT
"""The rows of the stamp book that a screen or a page shows, and what may be asked for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from desk_app.records.stamps import StampBalance, StampEntry


@dataclass(frozen=True, slots=True)
class StampFilter:
    """Which entries are wanted: of some days, of one face value (in sen), with a text.

    ``text`` is part of a receipt number, of an applicant's name, of a reference or of a note.
    """

    first: date | None = None
    last: date | None = None
    value: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class StampLine:
    """One entry in a list, and the balance after it in sen.

    ``name`` is the applicant's, blank for the desk's own stamps and after disposal.
    """

    entry: StampEntry
    name: str
    balance: int


class StampQueries(Protocol):
    """What is asked of the stamp book; every call may run on the database thread only.

    Entries follow one another by their days, those of one day as they were entered.
    """

    def balances(self) -> tuple[StampBalance, ...]:
        """Return what lies in the desk by face value, the highest first."""
        ...

    def balances_before(self, day: date) -> tuple[StampBalance, ...]:
        """Return what lay in the desk when a day began, by the entries of the days before."""
        ...

    def lines(self, wanted: StampFilter, limit: int = 1_000) -> tuple[StampLine, ...]:
        """Return the newest entries that match, the newest first."""
        ...

    def last_count(self) -> StampEntry | None:
        """Return the count entered last."""
        ...
