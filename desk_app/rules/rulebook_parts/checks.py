# SPDX-License-Identifier: MIT
"""What a rulebook file must be beyond its shape: dates in order, names known, grounds lawful."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from desk_app.records.mail import Condition, Piece
from desk_app.rules.finding_codes import TERMS
from desk_app.rules.form_fields import FIELDS
from desk_app.rules.piece_reasons import GIVEN_BY_RULEBOOK
from desk_app.rules.rulebook_parts.dated import faults
from desk_app.rules.rulebook_parts.errors import Fault
from desk_app.rules.rulebook_parts.file import (
    Based,
    ConditionEntry,
    GroundEntry,
    PieceEntry,
    RulebookFile,
    Spanning,
)
from desk_app.rules.rulebook_parts.law import CHARGEABLE, lawful
from desk_app.rules.terms import AT_MOST, Duty, Standing

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
    for clause in sorted({term.clause for term in TERMS.values()} - clauses):
        yield Fell(("clause",), Fault.MISSING, clause)


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


def _reason_wrong(entry: PieceEntry | ConditionEntry) -> bool:
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
    for index, ground in enumerate(file.ground):
        yield from _ground_law(("ground", index), ground)


def _ground_law(path: Path, ground: GroundEntry) -> Iterator[Fell]:
    for right, article in ground.articles.items():
        if not lawful(right, ground.clause, article):
            detail = f"{ground.code} for {right.value} on {article}"
            yield Fell((*path, "articles"), Fault.UNLAWFUL_GROUND, detail)


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


def _exists(month_day: str) -> bool:
    try:
        date.fromisoformat(f"2028-{month_day}")  # a leap year: 29 February is a day
    except ValueError:
        return False
    return True
