# SPDX-License-Identifier: MIT
"""What a rulebook file must be beyond its shape: dates in order, names known, grounds lawful."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, StrEnum
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from desk_app.records.case.application import Application, Proxy, Right
from desk_app.records.case.mail import Condition, Piece
from desk_app.rules.finding_codes import Cited
from desk_app.rules.rulebook.file import (
    WEEKDAYS,
    Based,
    ClosingEntry,
    ConditionTerm,
    Ground,
    PieceTerm,
    RulebookFile,
    Spanning,
    WeekEntry,
)
from desk_app.rules.rulebook.reading import Fault
from desk_app.rules.rulebook.terms import AT_MOST, Duty, Standing

ALWAYS = ("name", "address")
"""Without these nobody can be identified, whatever a rulebook requires (PR-G1)."""

SHOWING_IDENTITY = frozenset({*ALWAYS, "born"})
"""The fields that serve identity: without one of them, where required, it is not shown."""

FILLED_IN_BY_PROXY = ("proxy_name", "proxy_address")
"""Without these no proxy can be confirmed (PR-G2, practice 8)."""


def _said(text: str) -> bool:
    return bool(text.strip())


def _proxy(application: Application, of: Callable[[Proxy], str]) -> bool:
    """Return whether a proxy's field is filled in; without a proxy it need not be."""
    return application.proxy is None or _said(of(application.proxy))


FIELDS: Mapping[str, Callable[[Application], bool]] = {
    "name": lambda application: _said(application.principal.name),
    "kana": lambda application: _said(application.principal.kana),
    "born": lambda application: application.principal.born is not None,
    "postal_code": lambda application: _said(application.principal.postal_code),
    "address": lambda application: _said(application.principal.address),
    "phone": lambda application: _said(application.principal.phone),
    "email": lambda application: _said(application.principal.email),
    "member_number": lambda application: _said(application.principal.member_number),
    "scope": lambda application: _said(application.scope),
    "service": lambda application: _said(application.service),
    "claims": lambda application: bool(application.claims),
    "filled_in_on": lambda application: application.form.filled_in_on is not None,
    "proxy_name": lambda application: _proxy(application, lambda proxy: proxy.name),
    "proxy_kana": lambda application: _proxy(application, lambda proxy: proxy.kana),
    "proxy_address": lambda application: _proxy(application, lambda proxy: proxy.address),
    "proxy_phone": lambda application: _proxy(application, lambda proxy: proxy.phone),
}
"""Whether a field is filled in, by its code."""


# Why a piece is not counted: the codes a rulebook may name and the fee rule adds.


class PieceReason(StrEnum):
    """Why a piece is refused, doubtful or late."""

    NOT_A_STAMP = "not_a_stamp"
    REVENUE_STAMP = "revenue_stamp"
    PREFECTURAL_STAMP = "prefectural_stamp"
    POSTCARD = "postcard"
    FOREIGN = "foreign"
    MONEY_ORDER = "money_order"
    TRANSFER = "transfer"
    CASH = "cash"
    CARD = "card"
    STAMP = "stamp"
    USED = "used"
    TORN = "torn"
    SOILED = "soiled"
    STUCK = "stuck"
    NO_FACE_VALUE = "no_face_value"
    EXPIRED = "expired"
    DAMAGED = "damaged"
    UNKNOWN_VALUE = "unknown_value"
    """No stamp with that face value is known (practice 25)."""
    JUDGED_BAD = "judged_bad"
    """A doubtful piece that a person refused."""
    LATE = "late"
    """Arrived after the due date; a supervisor has not decided."""
    LATE_REFUSED = "late_refused"
    """Arrived after the due date; a supervisor refused it."""


GIVEN_BY_RULEBOOK = frozenset(PieceReason) - {
    PieceReason.UNKNOWN_VALUE,
    PieceReason.JUDGED_BAD,
    PieceReason.LATE,
    PieceReason.LATE_REFUSED,
}


# What a rulebook file must be beyond its shape: dates in order, names known, grounds lawful.


_DAY = timedelta(days=1)
MOST_CLOSED = 31
"""Days on end that a rulebook may close a desk: a month, the longest yearly closing there is.

No period of the policy could be kept by a desk that is closed for longer, and one that is closed
for good would never come to the end of counting.
"""


class Spanned(Protocol):
    """Something in force from a day on, until another day or for good."""

    @property
    def since(self) -> date:
        """Return the first day."""
        ...

    @property
    def until(self) -> date | None:
        """Return the last day, None where it goes on."""
        ...


Value = TypeVar("Value", bound=Spanned)


@dataclass(frozen=True, slots=True)
class Dated(Generic[Value]):
    """The versions of one value in order of their first day."""

    versions: tuple[Value, ...]

    def on(self, day: date) -> Value | None:
        """Return the version in force on a day; None before the first and after the last."""
        for version in reversed(self.versions):
            if version.since <= day:
                return version if version.until is None or day <= version.until else None
        return None

    def boundaries(self) -> Iterable[date]:
        """Return every day on which something else begins to hold."""
        for version in self.versions:
            yield version.since
            if version.until is not None and version.until < date.max:
                yield version.until + _DAY


def faults(spans: Sequence[Spanned], begins: date, *, lasting: bool) -> list[tuple[int, Fault]]:
    """Return what is wrong with the order of versions: index of the later one, and the fault.

    A version without a last day ends the day before the next begins. ``lasting`` values must be in
    force from the rulebook's first day on, for good.
    """
    found = _own_faults(spans, begins)
    order = sorted(range(len(spans)), key=lambda index: spans[index].since)
    for earlier, later in pairwise(order):
        found += _between(spans[earlier], spans[later], later)
    if lasting and not found:
        found += _holes(spans, order, begins)
    return found


def _own_faults(spans: Sequence[Spanned], begins: date) -> list[tuple[int, Fault]]:
    found = []
    for index, span in enumerate(spans):
        if span.until is not None and span.until < span.since:
            found.append((index, Fault.BACKWARDS))
        if span.since < begins:
            found.append((index, Fault.BEFORE_BEGIN))
    return found


def _between(earlier: Spanned, later: Spanned, index: int) -> list[tuple[int, Fault]]:
    if earlier.since == later.since:
        return [(index, Fault.OVERLAP)]
    if earlier.until is None or earlier.until == later.since - _DAY:
        return []
    return [(index, Fault.OVERLAP if earlier.until >= later.since else Fault.GAP)]


def _holes(spans: Sequence[Spanned], order: list[int], begins: date) -> list[tuple[int, Fault]]:
    first, last = order[0], order[-1]
    if spans[first].since > begins or spans[last].until is not None:
        return [(first if spans[first].since > begins else last, Fault.GAP)]
    return []


# What the Act makes impossible whatever a rulebook says: law, not policy.


_ANY_RIGHT = ("37(1)", "16(4)")
_CORRECTION = ("34(1)", "34(2)", "34(3)", *_ANY_RIGHT)
_CESSATION = ("35(1)", "35(2)", "35(5)", "35(6)", "35(7)", *_ANY_RIGHT)

LAWFUL_ARTICLES: dict[Right, tuple[str, ...]] = {
    Right.PURPOSE: ("32(2)", "32(3)", *_ANY_RIGHT),
    Right.DISCLOSURE: ("33(1)", "33(2)", "33(3)", "33(4)", *_ANY_RIGHT),
    Right.PROVISION_RECORDS: ("33(5)", "37(1)"),
    Right.CORRECTION: _CORRECTION,
    Right.ADDITION: _CORRECTION,
    Right.DELETION: _CORRECTION,
    Right.CESSATION: _CESSATION,
    Right.ERASURE: _CESSATION,
    Right.PROVISION_STOP: ("35(3)", "35(4)", "35(5)", "35(6)", "35(7)", *_ANY_RIGHT),
}
"""The articles of the Act (since 2022-04-01) a refusal of each right can rest on, by beginning.

Harm, business and other law (33(2)) stand for disclosure and provision records only; 33(5) takes
over 33(1) to (3), not (4); cessation of provision knows 35(3) to (6), never (1) and (2).
"""

CHARGEABLE = frozenset({Right.PURPOSE, Right.DISCLOSURE, Right.PROVISION_RECORDS})
"""The rights a fee may be taken for (Art. 38(1); 33(5) as Art. 37(1) reads it)."""

_DISCLOSING = frozenset({Right.DISCLOSURE, Right.PROVISION_RECORDS})


def lawful(right: Right, article: str, *, disclosure_only: bool) -> bool:
    """Return whether a refusal of a right may rest on an article and a clause of the policy.

    Some clauses state a ground that the law has for disclosure and provision records alone.
    """
    if disclosure_only and right not in _DISCLOSING:
        return False
    return any(_begins(article, allowed) for allowed in LAWFUL_ARTICLES[right])


def _begins(article: str, allowed: str) -> bool:
    """Return whether an article is the allowed one or a part of it (33(2)(i) of 33(2))."""
    rest = article.removeprefix(allowed)
    return article.startswith(allowed) and (not rest or rest[0] in "( ")


Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fell:
    """A fault found at a path of the file."""

    path: Path
    fault: Fault
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Entries of one table that are versions of values told apart by ``key``."""

    path: Path
    entries: Sequence[Spanning]
    key: Callable[[Spanning], str]
    lasting: bool


_KEYED = {
    "clause": ("id", False),
    "practice": ("number", False),
    "piece": ("piece", True),
    "face": ("code", False),
    "condition": ("condition", True),
    "mask": ("code", False),
    "document": ("code", False),
    "proxy": ("kind", False),
    "form": ("code", False),
    "ground": ("code", False),
    "reason": ("code", False),
    "law": ("code", False),
    "duty": ("duty", True),
}


def families(file: RulebookFile) -> Iterator[Family]:
    """Yield every table of dated values."""
    for table in ("fee", "days", "switch"):
        for name, entries in getattr(file, table):
            yield Family((table, name), entries, lambda _: "", lasting=True)
    yield Family(("calendar", "week"), file.calendar.week, lambda _: "", lasting=True)
    for table, (attribute, lasting) in _KEYED.items():
        yield Family((table,), getattr(file, table), _key_of(attribute), lasting=lasting)


def _key_of(attribute: str) -> Callable[[Spanning], str]:
    def key(entry: Spanning) -> str:
        value = getattr(entry, attribute)
        return str(value.value if isinstance(value, Enum) else value)

    return key


def problems(file: RulebookFile) -> list[Fell]:
    """Return everything that is wrong with a file of the right shape."""
    return [
        *_dates(file),
        *_references(file),
        *_everything_named(file),
        *_pieces(file),
        *_law(file),
        *_periods(file),
        *_duties(file),
        *_calendar(file),
    ]


def _dates(file: RulebookFile) -> Iterator[Fell]:
    for family in families(file):
        for indexes in _by_key(family).values():
            spans = [family.entries[index] for index in indexes]
            for place, fault in faults(spans, file.rulebook.begins, lasting=family.lasting):
                yield Fell((*family.path, indexes[place], "from"), fault)


def _by_key(family: Family) -> dict[str, list[int]]:
    grouped: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(family.entries):
        grouped[family.key(entry)].append(index)
    return grouped


def _references(file: RulebookFile) -> Iterator[Fell]:
    clauses = {entry.id for entry in file.clause}
    practices = {entry.number for entry in file.practice}
    for path, entry in _based(file):
        if entry.clause and entry.clause not in clauses:
            yield Fell((*path, "clause"), Fault.UNKNOWN_CLAUSE, entry.clause)
        if entry.practice is not None and entry.practice not in practices:
            yield Fell((*path, "practice"), Fault.UNKNOWN_PRACTICE, str(entry.practice))
    yield from _masks_and_successors(file)
    yield from _papers_and_fields(file)
    told = {point for entry in file.clause for point in entry.points}
    for point in sorted(set(Cited) - told - {Cited.DISCLOSURE_ONLY}):
        yield Fell(("clause",), Fault.MISSING, f"points {point.value}")


def _based(file: RulebookFile) -> Iterator[tuple[Path, Based]]:
    for family in families(file):
        for index, entry in enumerate(family.entries):
            if isinstance(entry, Based):
                yield (*family.path, index), entry


def _masks_and_successors(file: RulebookFile) -> Iterator[Fell]:
    documents = {entry.code for entry in file.document}
    masks = {entry.code for entry in file.mask}
    for index, entry in enumerate(file.document):
        for mask in entry.mask:
            if mask not in masks:
                yield Fell(("document", index, "mask"), Fault.UNKNOWN_MASK, mask)
        if entry.fresh_months and not entry.fresh:
            yield Fell(("document", index, "fresh_months"), Fault.WRONG_VALUE, "fresh = false")
        if entry.instead and entry.instead not in documents:
            yield Fell(("document", index, "instead"), Fault.UNKNOWN_DOCUMENT, entry.instead)


def _papers_and_fields(file: RulebookFile) -> Iterator[Fell]:
    documents = {entry.code for entry in file.document}
    for index, proxy in enumerate(file.proxy):
        for code in sorted({code for papers in proxy.papers for code in papers} - documents):
            yield Fell(("proxy", index, "papers"), Fault.UNKNOWN_DOCUMENT, code)
    for index, form in enumerate(file.form):
        for field in sorted(set(form.required) - FIELDS.keys()):
            yield Fell(("form", index, "required"), Fault.UNKNOWN_FIELD, field)


def _everything_named(file: RulebookFile) -> Iterator[Fell]:
    named: tuple[tuple[str, Iterable[Enum], set[Enum]], ...] = (
        ("piece", Piece, {entry.piece for entry in file.piece}),
        ("condition", Condition, {entry.condition for entry in file.condition}),
        ("duty", Duty, {entry.duty for entry in file.duty}),
    )
    for table, wanted, given in named:
        for missing in wanted:
            if missing not in given:
                yield Fell((table,), Fault.MISSING, str(missing.value))


def _pieces(file: RulebookFile) -> Iterator[Fell]:
    for index, piece in enumerate(file.piece):
        if _reason_wrong(piece):
            yield Fell(("piece", index, "reason"), Fault.WRONG_VALUE, piece.reason)
    for index, condition in enumerate(file.condition):
        if _reason_wrong(condition):
            yield Fell(("condition", index, "reason"), Fault.WRONG_VALUE, condition.reason)


def _reason_wrong(entry: PieceTerm | ConditionTerm) -> bool:
    """Return whether a counted piece has a reason, or another has none that letters can say."""
    if entry.standing is Standing.COUNTED:
        return entry.reason != ""
    return entry.reason not in GIVEN_BY_RULEBOOK


def _law(file: RulebookFile) -> Iterator[Fell]:
    for index, entry in enumerate(file.fee.chargeable):
        for right in entry.value:
            if right not in CHARGEABLE:
                path = ("fee", "chargeable", index, "value")
                yield Fell(path, Fault.UNLAWFUL_FEE, right.value)
    for index, amount in enumerate(file.fee.amount):
        place = ("fee", "amount", index, "rights")
        if len(amount.of_rights) < len(amount.rights):
            yield Fell(place, Fault.TWICE)
        for code in sorted(amount.of_rights.keys() - {each.value for each in CHARGEABLE}):
            yield Fell(place, Fault.UNLAWFUL_FEE, code)
    for index, ground in enumerate(file.ground):
        only = any(
            Cited.DISCLOSURE_ONLY in entry.points
            for entry in file.clause
            if entry.id == ground.clause
        )
        yield from _ground_law(("ground", index), ground, disclosure_only=only)


def _ground_law(path: Path, ground: Ground, *, disclosure_only: bool) -> Iterator[Fell]:
    for right, article in ground.articles.items():
        if not lawful(right, article, disclosure_only=disclosure_only):
            detail = f"{ground.code} for {right.value} on {article}"
            yield Fell((*path, "articles"), Fault.UNLAWFUL_GROUND, detail)


def _periods(file: RulebookFile) -> Iterator[Fell]:
    """Yield a warning that is no earlier than its target, and acting alone later than majority."""
    days = file.days
    for index, warning in enumerate(days.warning):
        for target in days.target:
            alike = warning.business == target.business
            if alike and _meet(warning, target) and warning.value >= target.value:
                yield Fell(("days", "warning", index, "value"), Fault.WRONG_VALUE, "days.target")
    for index, alone in enumerate(days.alone):
        for majority in days.majority:
            if _meet(alone, majority) and alone.value > majority.value:
                yield Fell(("days", "alone", index, "value"), Fault.WRONG_VALUE, "days.majority")


def _meet(one: Spanning, other: Spanning) -> bool:
    """Return whether there is a day on which both are in force."""
    last = min(each.until or date.max for each in (one, other))
    return max(one.since, other.since) <= last


def _duties(file: RulebookFile) -> Iterator[Fell]:
    """Yield every role that a file gives a duty which code gives to others alone."""
    for index, entry in enumerate(file.duty):
        for role in entry.roles:
            if role not in AT_MOST[entry.duty]:
                yield Fell(("duty", index, "roles"), Fault.DUTY_TOO_WIDE, role.value)


def _calendar(file: RulebookFile) -> Iterator[Fell]:
    clauses = {entry.id for entry in file.clause}
    for index, closing in enumerate(file.calendar.closing):
        path = ("calendar", "closing", index)
        if closing.last < closing.first:
            yield Fell((*path, "last"), Fault.BACKWARDS)
        if closing.clause not in clauses:
            fault = Fault.UNKNOWN_CLAUSE if closing.clause else Fault.NO_CLAUSE
            yield Fell((*path, "clause"), fault, closing.clause)
    for index, week in enumerate(file.calendar.week):
        for text in week.year_end or ():
            if not _exists(text):
                yield Fell(("calendar", "week", index, "year_end"), Fault.WRONG_VALUE, text)
    yield from never_open(file.calendar.week, file.calendar.closing)


def _exists(month_day: str) -> bool:
    try:
        date.fromisoformat(f"2028-{month_day}")  # a leap year: 29 February is a day
    except ValueError:
        return False
    return True


def never_open(weeks: Sequence[WeekEntry], closings: Sequence[ClosingEntry]) -> Iterator[Fell]:
    """Yield what closes a desk for longer on end than may be: weeks, year's ends, own closings."""
    for index, week in enumerate(weeks):
        place = ("calendar", "week", index)
        if len(set(week.closed)) == len(WEEKDAYS):
            yield Fell((*place, "closed"), Fault.NEVER_OPEN)
        if _yearly_days(week) > MOST_CLOSED:
            yield Fell((*place, "year_end"), Fault.NEVER_OPEN)
    short = [each for each in closings if 0 <= (each.last - each.first).days < MOST_CLOSED]
    closed = _ClosedDays(weeks, short)
    for index, closing in enumerate(closings):
        days = (closing.last - closing.first).days + 1
        if days > MOST_CLOSED or (days > 0 and closed.around(closing) > MOST_CLOSED):
            yield Fell(("calendar", "closing", index, "last"), Fault.NEVER_OPEN)


def _yearly_days(week: WeekEntry) -> int:
    """Return how many days on end a year's end closes; 366 where its last lies in no new year."""
    if week.year_end is None or not all(map(_exists, week.year_end)):
        return 0
    first, last = (date.fromisoformat(f"2028-{text}") for text in week.year_end)
    if first <= last:
        return 366
    return (date(2028, 12, 31) - first).days + 1 + (last - date(2027, 12, 31)).days


class _ClosedDays:
    """The days that weeks and closings close; national holidays are not counted."""

    def __init__(self, weeks: Sequence[WeekEntry], closings: Sequence[ClosingEntry]) -> None:
        self._weeks = Dated(tuple(sorted(weeks, key=lambda week: week.since)))
        self._own = {
            closing.first + timedelta(days=offset)
            for closing in closings
            for offset in range((closing.last - closing.first).days + 1)
        }

    def around(self, closing: ClosingEntry) -> int:
        """Return how many days on end are closed with a closing; not more than is needed."""
        days = (closing.last - closing.first).days + 1
        for day, step in ((closing.first, -_DAY), (closing.last, _DAY)):
            at = day
            while days <= MOST_CLOSED and date.min < at < date.max and self._has(at + step):
                at += step
                days += 1
        return days

    def _has(self, day: date) -> bool:
        week = self._weeks.on(day)
        if day in self._own or week is None:
            return day in self._own
        if WEEKDAYS[day.weekday()] in week.closed:
            return True
        return week.year_end is not None and not (
            week.year_end[1] < f"{day:%m-%d}" < week.year_end[0]
        )
