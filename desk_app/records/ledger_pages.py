# SPDX-License-Identifier: MIT
"""What the ledgers on paper show: a month of the stamp book (R2), applications of a period (R1).

They stay in the house. R2 names none but the desk's own people; R1 names the applicants, unless it
is made for somebody who may read none of their data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desk_app.records.application import ProxyKind, Right
from desk_app.records.findings import ClaimState
from desk_app.records.ids import UserId
from desk_app.records.journal import JournalMark
from desk_app.records.mail import MailKind
from desk_app.records.people import DeskProfile, Language
from desk_app.records.stamps import Movement, StampBalance, StampCount


@dataclass(frozen=True, slots=True)
class MonthRow:
    """Stamps of one face value (in sen) that came or went with one entry.

    ``left`` is how many of the value there are after it, ``balance`` what all stamps are then worth
    in sen. ``kept`` is how many only became the desk's: held before, they neither came nor went.
    ``note`` is a clerk's of the desk's own stamps: where they were bought, why they spoilt.
    """

    on: date
    movement: Movement
    receipt_number: str
    reference: str
    value: int
    came: int
    went: int
    kept: int
    left: int
    balance: int
    by: UserId
    takes_back: bool = False
    note: str = ""

    @property
    def came_worth(self) -> int:
        """Return what came in sen."""
        return self.value * self.came

    @property
    def went_worth(self) -> int:
        """Return what went in sen."""
        return self.value * self.went


@dataclass(frozen=True, slots=True)
class StampMonth:
    """A month: what was there, what came and went, what is there; the counts entered in it.

    ``opening`` and ``closing`` are what all stamps are worth in sen, ``closing_piles`` the balance
    by face value at the end.
    """

    first: date
    last: date
    opening: int
    rows: tuple[MonthRow, ...]
    closing: int
    closing_piles: tuple[StampBalance, ...]
    counts: tuple[tuple[date, StampCount], ...]

    @property
    def came(self) -> int:
        """Return what came in sen."""
        return sum(row.came_worth for row in self.rows)

    @property
    def went(self) -> int:
        """Return what went in sen."""
        return sum(row.went_worth for row in self.rows)


@dataclass(frozen=True, slots=True)
class StampBookPage:
    """The stamp book of a month (R2); ``names`` are those of the desk's people."""

    language: Language
    profile: DeskProfile
    printed_on: date
    month: StampMonth
    names: Mapping[UserId, str]


@dataclass(frozen=True, slots=True)
class FeeLine:
    """The fee of an application in yen: due, valid, and what is short."""

    due: int = 0
    valid: int = 0
    short: int = 0


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice of deficiencies: its bare number, and the due date it set."""

    number: str
    due: date


@dataclass(frozen=True, slots=True)
class SentLine:
    """A letter that left: its bare number, the day, how it went, its tracking number."""

    number: str
    posted_on: date
    kind: MailKind
    tracking_number: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One application of the ledger (R1); everything as of the day it is printed.

    Of one that was disposed of nothing is left but its number, and until when it was kept: such a
    row has no day and no ``kind``.

    ``identity``, ``authority``, ``decided`` and ``articles`` are in the words of the page's
    language. ``state`` is how far the claim is that is least far; ``asked_on`` the day on which the
    department was asked that has not answered yet. ``cured`` says that nothing is missing any more.
    """

    receipt_number: str
    received_on: date | None
    kind: MailKind | None
    tracking_number: str = ""
    principal: str = ""
    proxy: str = ""
    proxy_kind: ProxyKind | None = None
    logged_by: str = ""
    opened_by: tuple[str, ...] = ()
    rights: tuple[Right, ...] = ()
    scope: str = ""
    identity: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    fee: FeeLine = FeeLine()
    notices: tuple[NoticeLine, ...] = ()
    cured: bool = False
    state: ClaimState = ClaimState.OPEN
    asked_on: date | None = None
    decided: str = ""
    articles: tuple[str, ...] = ()
    sent: tuple[SentLine, ...] = ()
    completed_on: date | None = None
    kept_until: date | None = None


@dataclass(frozen=True, slots=True)
class ApplicationsPage:
    """The ledger of the applications received in a period (R1), in the order of their numbers.

    ``named`` says whether applicants are named in it; ``mark`` is the head of the journal as it was
    made.
    """

    language: Language
    profile: DeskProfile
    printed_on: date
    first: date
    last: date
    rows: tuple[LedgerRow, ...]
    mark: JournalMark
    named: bool = True


LedgerPage = StampBookPage | ApplicationsPage
