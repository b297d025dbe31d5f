# SPDX-License-Identifier: MIT
"""The stamp book at work: read, narrowed down, counted; a count under way is kept (G1)."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.desk import reading
from desk_app.desk.applications import intake
from desk_app.desk.context import Kind
from desk_app.desk.post import stamps
from desk_app.desk.rows import IdWindow, StampFilter
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.tables.columns import Column, TextSide
from desk_app.gui.printing.ledgers import Period, month_of
from desk_app.i18n import dates, messages, writing
from desk_app.records.case.stamps import Movement
from desk_app.rules.fee.pieces import SEN
from desk_app.rules.rulebook.rulebook import may
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desk_app.desk.context import Changes, Desk
    from desk_app.desk.rows import StampLine
    from desk_app.gui.session.session import Session
    from desk_app.records.base import UserId
    from desk_app.records.case.stamps import Move, StampBalance, StampEntry
    from desk_app.records.desk.people import Language, User


R = TypeVar("R")

_WHOLE = 14
"""A name of so few signs is not parted."""

_SHOWN = 4
"""So many face values of an entry are named; of more, how many others there are."""


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """A face value: what lies in the desk, what came and went today."""

    balance: StampBalance
    came: int = 0
    went: int = 0


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of the book with the names of who made it, and of the witness of a count."""

    line: StampLine
    by: str
    second: str = ""


class StampColumns(QObject):
    """Makes the columns."""

    def __init__(self, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._language = language

    def of_balances(self) -> list[Column[BalanceRow]]:
        """Return the columns of the balances."""
        count = _figures("count", self.tr("Pieces"), _count, 56)
        return [
            _figures("value", self.tr("Yen"), lambda row: self._sum(row.balance.value), 76),
            count._replace(spoken=self._spoken),
            _figures("held", self.tr("Held"), _held, 52),
            _figures("today", self.tr("Today"), _today, 52),
            _figures("worth", self.tr("Value"), lambda row: self._sum(row.balance.worth), 0),
        ]

    def of_entries(self) -> list[Column[EntryRow]]:
        """Return the columns of the entries."""
        balance = _figures("balance", self.tr("Balance"), self._balance, 88)
        who = self._spoken_of_who
        return [
            Column("who", self.tr("Clerk"), _clerks, 92, detail=self._when, spoken=who),
            Column("way", self.tr("In/out"), self._way, 68, mark=_mark),
            Column("what", self.tr("What"), self._whose, detail=self._behind, spoken=self._told),
            Column("pieces", self.tr("Stamps"), self._pieces),
            _figures("worth", self.tr("Sum, yen"), self._worth, 92),
            balance._replace(tone=lambda _: "text2"),
        ]

    def _worth(self, row: EntryRow) -> str:
        return self._sum(row.line.entry.worth, signed=True)

    def _balance(self, row: EntryRow) -> str:
        return self._sum(row.line.balance)

    def _whose(self, row: EntryRow) -> str:
        """Return whose stamps they are, or what happened where they are nobody's."""
        name = row.line.name
        kept = name.replace(" ", "\u00a0") if len(name) <= _WHOLE else name
        return kept or self._what(row)

    def _behind(self, row: EntryRow) -> str:
        """Return what happened and of which number: the second line of every entry."""
        what = self._what(row) if row.line.name else ""
        kept = _mark(row) is Mark.NOT_NEEDED and row.line.entry.receipt_number
        return f"{what} {kept or _detail(row)}".strip()

    def _told(self, row: EntryRow) -> str:
        return f"{self._what(row)} {row.line.name} {_detail(row)}"

    def _sum(self, sen: int, *, signed: bool = False) -> str:
        return writing.sen_in_table(sen, self._language, signed=signed)

    def _spoken(self, row: BalanceRow) -> str:
        return self.tr("%n piece(s)", "", row.balance.count)

    def _when(self, row: EntryRow) -> str:
        """Return the time at which it was entered, where that was on its own day."""
        entry = row.line.entry
        return dates.clock(entry.at) if entry.on == dates.day_of(entry.at) else ""

    def _spoken_of_who(self, row: EntryRow) -> str:
        day = dates.narrow(row.line.entry.on, self._language)
        return " ".join(filter(None, (day, self._when(row), _clerks(row))))

    def _way(self, row: EntryRow) -> str:
        return {
            Mark.CAME: self.tr("in"),
            Mark.WENT: self.tr("out"),
            Mark.DONE: self.tr("count"),
            Mark.NOT_NEEDED: self.tr("kept"),
        }[_mark(row)]

    def _what(self, row: EntryRow) -> str:
        entry = row.line.entry
        what = messages.label(entry.movement, self._language)
        if entry.movement is Movement.COUNTED and not entry.moves:
            what = self.tr("Count without difference")
        if entry.takes_back is not None:
            what = self.tr("{what}: taken back").format(what=what)
        return what

    def _pieces(self, row: EntryRow) -> str:
        """Return face values and counts; with signs where some came and others went."""
        moves = row.line.entry.moves
        mixed = len({move.count > 0 for move in moves if move.count}) > 1
        shown = moves if len(moves) <= _SHOWN else moves[: _SHOWN - 1]
        told = " ".join(_pile(move, signed=mixed) for move in shown)
        others = len(moves) - len(shown)
        return f"{told} {self.tr('%n more', '', others)}" if others else told


def _clerks(row: EntryRow) -> str:
    """Return who entered it, and who was the witness."""
    return " ".join(filter(None, (row.by, row.second)))


def _figures(name: str, title: str, text: Callable[[R], str], width: int) -> Column[R]:
    return Column(name, title, text, width, TextSide.RIGHT)


def _mark(row: EntryRow) -> Mark:
    entry = row.line.entry
    if entry.movement is Movement.COUNTED:
        return Mark.DONE
    if not any(move.count for move in entry.moves):
        return Mark.NOT_NEEDED
    return Mark.CAME if entry.worth > 0 else Mark.WENT


def _count(row: BalanceRow) -> str:
    return f"{row.balance.count:,}"


def _held(row: BalanceRow) -> str:
    return f"{row.balance.held:,}" if row.balance.held else ""


def _today(row: BalanceRow) -> str:
    came = f"+{row.came:,}" if row.came else ""
    went = f"−{row.went:,}" if row.went else ""
    return f"{came} {went}".strip()


def _detail(row: EntryRow) -> str:
    entry = row.line.entry
    why = () if entry.count is None else (entry.count.cause, entry.count.measure)
    return " ".join(filter(None, (entry.receipt_number, entry.reference, entry.note, *why)))


def _pile(move: Move, *, signed: bool) -> str:
    whole, rest = divmod(move.value, 100)
    value = f"{whole}.{rest:02}" if rest else f"{whole}"
    count = move.count or abs(move.owned)
    sign = "+" if signed and count > 0 else "−" if signed else ""
    return f"{value}×{sign}{abs(count)}"


# What the page shows: balances, entries of a period, the count that is being made.


COUNT_DRAFT = "stamp_count"
"""Under this name a count under way is kept."""

MOST_LINES, DRAFT_AFTER_MS = 1_000, 2_000

_VALUE = re.compile(r"(?P<yen>[0-9]{1,6})(?:\.(?P<sen>[0-9]{1,2}))?(?P<unit> ?(?:円|yen))?")
_COUNT = re.compile(r"[0-9]{1,6}")


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
        name = self._short_name
        return tuple(
            EntryRow(line, name(line.entry.by), name(line.entry.second)) for line in self.read.lines
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

    def name_of(self, user: UserId) -> str:
        """Return the name of somebody who ever worked here."""
        known = self.read.people.get(user)
        return "" if known is None else known.name

    def _short_name(self, user: UserId | None) -> str:
        """Return a person's family name where nobody else here is called so, else the whole."""
        known = None if user is None else self.read.people.get(user)
        if known is None:
            return ""
        family = known.name.split()[0] if not known.name.isascii() else known.name
        called_so = [each for each in self.read.people.values() if each.name.split()[0] == family]
        return family if len(called_so) == 1 else known.name


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


def every_entry(desk: Desk) -> IdWindow:
    """Return the entries of the book, as far as a list shows them."""
    lines = stamps.book(desk).lines(StampFilter(), MOST_LINES)
    ids = tuple(int(each.entry.id) for each in lines)
    return IdWindow(ids, more=len(ids) == MOST_LINES, count=len(ids))


def _of_today(value: int, lines: tuple[StampLine, ...]) -> tuple[int, int]:
    """Return how many stamps of a value came today, and how many went."""
    moved = [move.count for line in lines for move in line.entry.moves if move.value == value]
    return sum(n for n in moved if n > 0), -sum(n for n in moved if n < 0)


class StampsBook(QObject):
    """Says `page_changed`; ``arrived`` says that the book was read."""

    page_changed = Signal(object)
    arrived = Signal()
    kept = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.page = StampsPage(month_of(session.today))
        self._asked = self._offered = False
        self._later = QTimer(self, singleShot=True, interval=DRAFT_AFTER_MS)
        self._later.timeout.connect(self.keep)
        session.hub.listen(self._changed)

    def read_again(self) -> None:
        """Read the book."""
        self._asked = True
        self._session.ask(self, "stamps", partial(read_stamps, page=self.page), self._take)

    def show_period(self, period: Period) -> None:
        """Show the entries of other days."""
        if period != self.page.period:
            self.page = replace(self.page, period=period)
            self.read_again()

    def narrow(self, text: str) -> None:
        """Show the entries that match: a number, a name, a reference, a note, or a face value."""
        if text != self.page.text:
            self.page = replace(self.page, text=text)
            self.read_again()

    def count(self, value: int, typed: str) -> None:
        """Keep what was typed as the count of a face value."""
        self._show(replace(self.page, typed={**self.page.typed, value: typed}), later=True)

    def add_value(self, value: int) -> None:
        """Count a face value too that the book does not know."""
        if value not in self.page.added:
            self._show(replace(self.page, added=(*self.page.added, value)), later=True)

    def explain(self, cause: str, measure: str) -> None:
        """Keep why the count differs, and what is done about it."""
        self._show(replace(self.page, cause=cause, measure=measure), later=True)

    def forget_count(self) -> None:
        """Forget the count: it was entered, or is begun anew."""
        self._later.stop()
        self._show(replace(self.page, typed={}, added=(), cause="", measure=""))
        self._session.do(self, partial(intake.forget_draft, key=COUNT_DRAFT))

    def keep(self) -> None:
        """Keep the count under way, encrypted, so that it outlives the page and a lock."""
        self._later.stop()
        if self.page.is_counting:
            text = _draft_of(self.page)
            self._session.keep_draft(self, COUNT_DRAFT, text, lambda _: self.kept.emit())

    def keep_if_waiting(self) -> None:
        """Keep what was typed since, if anything was."""
        if self._later.isActive():
            self.keep()

    def _take(self, read: StampsRead) -> None:
        page = replace(self.page, read=read, arrived=True)
        if not self._offered and not page.is_counting and read.draft is not None:
            page = _with_draft(page, read.draft)
        self._offered = True
        self._show(page)
        self.arrived.emit()

    def _changed(self, changes: Changes, _: QObject | None) -> None:
        kinds = (Kind.STAMPS, Kind.APPLICATION, Kind.MAIL_ITEM)
        if self._asked and any(changes.ids(kind) for kind in kinds):
            self.read_again()

    def _show(self, page: StampsPage, *, later: bool = False) -> None:
        self.page = page
        if later:
            self._later.start()
        self.page_changed.emit(page)


def _draft_of(page: StampsPage) -> str:
    """Return a count under way as it is kept."""
    content = {
        "typed": {str(value): typed for value, typed in page.typed.items() if typed},
        "added": page.added,
        "cause": page.cause,
        "measure": page.measure,
    }
    return json.dumps(content, ensure_ascii=False)


def _with_draft(page: StampsPage, draft: str) -> StampsPage:
    """Return the page with a count that was begun before."""
    kept = json.loads(draft)
    return replace(
        page,
        typed={int(value): str(typed) for value, typed in kept["typed"].items()},
        added=tuple(map(int, kept["added"])),
        cause=str(kept["cause"]),
        measure=str(kept["measure"]),
    )
