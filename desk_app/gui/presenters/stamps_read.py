# SPDX-License-Identifier: MIT
"""What the stamp book page shows: balances, entries of a period, the count that is being made."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desk_app.desk import reading, stamps
from desk_app.desk.stamp_queries import StampFilter
from desk_app.gui.models.stamp_columns import BalanceRow, EntryRow
from desk_app.rules.duties import may
from desk_app.rules.pieces.sorting import SEN
from desk_app.rules.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desk_app.desk.context import Desk
    from desk_app.desk.stamp_queries import StampLine
    from desk_app.records.ids import UserId
    from desk_app.records.people import User
    from desk_app.records.stamps import StampBalance, StampEntry

COUNT_DRAFT = "stamp_count"
"""Under this name a count under way is kept."""

MOST_LINES = 1_000
MONTHS = 24
"""So many months are offered, this one among them."""

_VALUE = re.compile(r"(?P<yen>[0-9]{1,6})(?:\.(?P<sen>[0-9]{1,2}))?(?P<unit> ?(?:円|yen))?")
_COUNT = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class Period:
    """From which day to which entries are shown; None where there is no end to it.

    ``month`` says that it is a whole one, ``counted`` that it begins with the last count.
    """

    first: date | None = None
    last: date | None = None
    month: bool = False
    counted: bool = False


@dataclass(frozen=True, slots=True)
class CountRow:
    """A face value (in sen) that is to be counted: the book, and what was typed."""

    value: int
    book: int
    typed: str = ""

    @property
    def counted(self) -> int | None:
        """Return how many were counted; None while nothing was typed that is a number."""
        plain = unicodedata.normalize("NFKC", self.typed).replace(",", "").strip()
        return int(plain) if _COUNT.fullmatch(plain) else None

    @property
    def difference(self) -> int:
        """Return how many more were counted than the book says; 0 while none were."""
        return 0 if self.counted is None else self.counted - self.book


@dataclass(frozen=True, slots=True)
class StampsRead:
    """What the desk said, read in one go; ``people`` are all who ever worked here."""

    opened: bool = False
    balances: tuple[StampBalance, ...] = ()
    today: tuple[StampLine, ...] = ()
    lines: tuple[StampLine, ...] = ()
    people: Mapping[UserId, User] = field(default_factory=dict)
    witnesses: tuple[User, ...] = ()
    last_count: StampEntry | None = None
    draft: str | None = None


@dataclass(frozen=True, slots=True)
class StampsPage:
    """The page: what was read, what is searched for, what was counted so far.

    ``typed`` holds what stands in the fields by face value in sen; ``added`` the values that the
    book does not know.
    """

    period: Period
    read: StampsRead = StampsRead()
    arrived: bool = False
    text: str = ""
    typed: Mapping[int, str] = field(default_factory=dict)
    added: tuple[int, ...] = ()
    cause: str = ""
    measure: str = ""

    @property
    def rows(self) -> tuple[BalanceRow, ...]:
        """Return every face value there is, with what came and went today."""
        return tuple(
            BalanceRow(each, *_of_today(each.value, self.read.today)) for each in self.read.balances
        )

    @property
    def entries(self) -> tuple[EntryRow, ...]:
        """Return the entries that were asked for, with who made them."""
        return tuple(
            EntryRow(
                line,
                self._short_name(line.entry.by),
                "" if line.entry.second is None else self._short_name(line.entry.second),
            )
            for line in self.read.lines
        )

    @property
    def pieces(self) -> int:
        """Return how many stamps there are."""
        return sum(each.count for each in self.read.balances)

    @property
    def worth(self) -> int:
        """Return what they are worth in sen."""
        return sum(each.worth for each in self.read.balances)

    @property
    def held_worth(self) -> int:
        """Return what those are worth in sen that are held for applicants."""
        return sum(each.value * each.held for each in self.read.balances)

    @property
    def count_rows(self) -> tuple[CountRow, ...]:
        """Return every face value to be counted, the highest first."""
        books = {each.value: each.count for each in self.read.balances}
        values = sorted({*books, *self.added}, reverse=True)
        return tuple(
            CountRow(value, books.get(value, 0), self.typed.get(value, "")) for value in values
        )

    @property
    def to_count(self) -> int:
        """Return how many face values are not counted yet."""
        return sum(row.counted is None for row in self.count_rows)

    @property
    def differing(self) -> tuple[CountRow, ...]:
        """Return the face values of which more or fewer were counted than the book says."""
        return tuple(row for row in self.count_rows if row.difference)

    @property
    def piles(self) -> tuple[tuple[int, int], ...]:
        """Return what was counted, as face value in sen and count."""
        return tuple((row.value, row.counted) for row in self.count_rows if row.counted is not None)

    @property
    def is_counting(self) -> bool:
        """Whether somebody began to count."""
        return any(self.typed.values()) or bool(self.added)

    def _short_name(self, user: UserId) -> str:
        """Return a person's family name where nobody else here is called so, else the whole."""
        known = self.read.people.get(user)
        if known is None:
            return ""
        family = known.name.split()[0] if not known.name.isascii() else known.name
        called_so = [each for each in self.read.people.values() if each.name.split()[0] == family]
        return family if len(called_so) == 1 else known.name


def month_of(day: date) -> Period:
    """Return the month of a day."""
    first = day.replace(day=1)
    return Period(
        first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), month=True
    )


def months(today: date) -> Iterator[Period]:
    """Yield the months that are offered, this one first."""
    period = month_of(today)
    for _ in range(MONTHS):
        yield period
        if period.first is not None:
            period = month_of(period.first - timedelta(days=1))


def since_count(entry: StampEntry | None) -> Period | None:
    """Return the days since the last count, that day too; None where nobody counted."""
    return None if entry is None else Period(entry.on, counted=True)


def filter_of(page: StampsPage) -> StampFilter:
    """Return which entries a page asks for: a face value where a value was typed, else a text."""
    text = page.text.strip()
    value = value_meant(text, {each.value for each in page.read.balances})
    if value is not None:
        return StampFilter(page.period.first, page.period.last, value)
    return StampFilter(page.period.first, page.period.last, text=text)


def value_meant(text: str, known: set[int]) -> int | None:
    """Return the face value in sen that a text means: 84円, or a number there are stamps of."""
    found, value = _typed(text), face_value(text)
    if found is None or not (found["unit"] or value in known):
        return None
    return value


def face_value(text: str) -> int | None:
    """Return the face value in sen of a text: 84, 1,000円 or 0.50; None where it is none."""
    found = _typed(text)
    if found is None:
        return None
    return int(found["yen"]) * SEN + int((found["sen"] or "").ljust(2, "0"))


def _typed(text: str) -> re.Match[str] | None:
    return _VALUE.fullmatch(unicodedata.normalize("NFKC", text).replace(",", "").strip())


def read_stamps(desk: Desk, page: StampsPage) -> StampsRead:
    """Read the page; raises NotAllowed for who may read no applicant's data."""
    book = stamps.book(desk)
    rules, people = desk.rulebook.on(desk.today), reading.people(desk)
    working = {user.id for user in desk.ports.keys.users()}
    with reading.cases(desk) as books:
        draft = books.drafts.get(desk.actor.id, COUNT_DRAFT)
    return StampsRead(
        opened=stamps.is_open(desk),
        balances=book.balances(),
        today=book.lines(StampFilter(desk.today, desk.today)),
        lines=book.lines(filter_of(page), MOST_LINES),
        people={user.id: user for user in people},
        witnesses=tuple(
            user
            for user in people
            if user.id in working and user.id != desk.actor.id and may(user.roles, Duty.POST, rules)
        ),
        last_count=book.last_count(),
        draft=draft,
    )


def _of_today(value: int, lines: tuple[StampLine, ...]) -> tuple[int, int]:
    """Return how many stamps of a value came today, and how many went."""
    moved = [move.count for line in lines for move in line.entry.moves if move.value == value]
    return sum(n for n in moved if n > 0), -sum(n for n in moved if n < 0)
