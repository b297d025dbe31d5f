# SPDX-License-Identifier: MIT
"""A dated value changed: what may be, how it is entered, the next version that says it (AP).

The form of a value follows from the file's own description: its entries' fields, bounds and words.
What the law decides is not offered. What was in force stays in the file with its last day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, StrEnum
from functools import cache
from typing import Annotated, Any, cast

from desk_app.records.base import NO_FACTS, Fact, Word
from desk_app.records.field import LONG_LIMIT, NAME_LIMIT, FieldMeaning, ShortText
from desk_app.rules.rulebook.checks import (
    CHARGEABLE,
    FIELDS,
    GIVEN_BY_RULEBOOK,
    MOST_CLOSED,
    Fell,
    never_open,
)
from desk_app.rules.rulebook.file import (
    Based,
    ClosingEntry,
    DutyEntry,
    PracticeEntry,
    Spanning,
    WeekEntry,
)
from desk_app.rules.rulebook.reading import Fault, RulebookError, dotted
from desk_app.rules.rulebook.rulebook import Rulebook, Rules, loads
from desk_app.rules.rulebook.terms import AT_MOST, Source
from desk_app.rules.rulebook.writing import RulebookText, Table, TableName
from desk_app.rules.writing.text import clean

FURTHEST = timedelta(days=731)
"""How far ahead a value may be changed: a mistyped year is refused."""

CLOSING = "calendar.closing"
"""The table of the desk's own closing days; each is a value by its first day."""

NEW = ""
"""The key of a closing that is not there yet."""

Given = int | str | bool | date | tuple[str, ...] | None
"""A value of a field as a form gives it; None: nothing stands in it."""


class ChangeFault(StrEnum):
    """Why a value cannot be changed so."""

    NO_SUCH_VALUE = "no_such_value"
    OF_LAW = "value_of_law"
    IN_PAST = "day_in_past"
    TOO_FAR = "day_too_far"
    NO_REASON = "change_without_reason"
    NOT_PUBLISHED = "publishing_day_missing"
    PUBLISHED_LATER = "published_after_its_day"
    UNCHANGED = "value_unchanged"
    NOT_OFFERED = "value_not_offered"
    OUT_OF_BOUNDS = "value_out_of_bounds"
    NO_CHOICE = "value_no_choice"
    EMPTY = "value_empty"
    BACKWARDS = "closing_backwards"
    BEGUN = "closing_begun"
    BOOK = "rulebook_would_be_wrong"


class ChangeError(ValueError):
    """A value cannot be changed so: why, in which field, and what belongs to the sentence."""

    def __init__(
        self, fault: ChangeFault, field: str = "", facts: Mapping[str, Fact] = NO_FACTS
    ) -> None:
        super().__init__(fault.value, field)
        self.fault = fault
        self.field = field
        self.facts = facts


class Entering(Word):
    """How a field is entered."""

    NUMBER = "number"
    FLAG = "flag"
    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    LINES = "lines"
    NUMBERS = "numbers"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class FieldShape:
    """A field as the file describes it: how it is entered, its bounds, and the words of it.

    ``words`` names the list of words its choices are from, empty where they are codes of the file.
    A field that ``may_be_empty`` says by that that there is no such day or code. Numbers are lines
    of a choice and a number behind it.
    """

    name: str
    entering: Entering
    choices: tuple[str, ...] = ()
    words: str = ""
    least: int = 0
    most: int = 0
    may_be_empty: bool = False
    limit: int = NAME_LIMIT
    sets: bool = False
    """Each line is a set of codes that are wanted together."""
    falls_away: bool = False
    """An empty list is no list at all."""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value in force that may be changed: what it says, what it rests on, what is to come.

    ``coming`` is the first day on which it says something else already.
    """

    table: str
    key: str
    shapes: tuple[FieldShape, ...]
    values: tuple[tuple[str, Given], ...]
    source: Source
    clause: str
    practice: int | None
    since: date
    until: date | None
    coming: date | None
    why: str

    def value(self, name: str) -> Given:
        """Return what stands in a field."""
        return dict(self.values)[name]


@dataclass(frozen=True, slots=True)
class ValueChange:
    """What a value shall say, in the fields that were ``given``, from which day on, and why.

    ``published`` is the day on which a change of the policy was published. ``gone`` takes a closing
    away that has not begun.
    """

    table: str
    key: str
    given: tuple[tuple[str, Annotated[Given, FieldMeaning(LONG_LIMIT)]], ...]
    since: date
    why: ShortText
    published: date | None = None
    gone: bool = False


def dated_values(book: Rulebook, on: date) -> tuple[DatedValue, ...]:
    """Return every value of a day that may be changed, in the order of the file; closings last."""
    found = (
        _dated(book, table, key, entry)
        for table, key, entry in book.entries(on)
        if _source(entry) is not Source.LAW
    )
    closings = (_closing(each) for each in book.closings if each.last >= on)
    return (*(each for each in found if each.shapes), *closings)


def value_of(book: Rulebook, table: str, key: str, entry: Spanning | ClosingEntry) -> DatedValue:
    """Return an entry of a rulebook as a value, also one that the law decides."""
    return _closing(entry) if isinstance(entry, ClosingEntry) else _dated(book, table, key, entry)


def value_on(book: Rulebook, value: DatedValue, day: date) -> DatedValue:
    """Return what a value says on another day: of a closing always the same."""
    entry = None if value.table == CLOSING else _in_force(book, value.table, value.key, day)
    return value if entry is None else _dated(book, value.table, value.key, entry)


def new_closing(on: date) -> DatedValue:
    """Return an empty closing, to be filled in."""
    values: tuple[tuple[str, Given], ...] = (("first", None), ("last", None), ("why", ""))
    source = Source.PRACTICE
    return DatedValue(CLOSING, NEW, _CLOSING_SHAPES, values, source, "", None, on, None, None, "")


def amended(
    book: Rulebook, change: ValueChange, on: date, program: Rulebook | None = None
) -> Rulebook:
    """Return the next version of a rulebook, in which a value is changed from a day on.

    ``on`` is today: nothing changes before. ``program`` is the rulebook that came with the program,
    whose duties stand where this one is from before. Raises ChangeError, TextError.
    """
    text = RulebookText(book.source)
    if change.table == CLOSING:
        _close(text, book, change, on)
    else:
        _lay(text, book, change, on)
    text.count_up()
    try:
        then = loads(text.source, "rulebook.toml", program=program or book)
    except RulebookError as error:
        first = error.problems[0]
        raise _would_be_wrong(first.key, first.fault, change) from error
    closed = _closed_too_long(then)
    if len(closed) > len(_closed_too_long(book)):
        raise _would_be_wrong(dotted(closed[-1].path), closed[-1].fault, change)
    return then


def _would_be_wrong(key: str, fault: Fault, change: ValueChange) -> ChangeError:
    facts: Mapping[str, Fact] = {"key": key, "fault": fault.value}
    return ChangeError(ChangeFault.BOOK, _field_of(key, change), facts)


def _closed_too_long(book: Rulebook) -> tuple[Fell, ...]:
    """Return what closes the desk for too long: more than before is put in force by nobody."""
    weeks = book.versions_of("calendar.week", "")
    return tuple(never_open([w for w in weeks if isinstance(w, WeekEntry)], book.closings))


def laid_over(own: Rulebook, program: Rulebook) -> Rulebook:
    """Return a newer rulebook of the program with the values laid over it that a desk changed.

    Those it says already are not laid over it twice. Where it cannot be, the newer one alone is
    returned: `left_out` says so.
    """
    mine, text = RulebookText(own.source), RulebookText(program.source)
    laid = False
    for name in mine.tables():
        there = text.entries(name)
        for entry in mine.entries(name):
            if entry.get("why") and entry not in there:
                laid = True
                _lay_over(text, name, entry)
    if not laid:
        return program
    text.count_up()
    try:
        return loads(text.source, "rulebook.toml", program=program)
    except RulebookError:
        return program


def left_out(own: Rulebook, other: Rulebook) -> int:
    """Return how many values that a desk changed another version does not say."""
    mine, text = RulebookText(own.source), RulebookText(other.source)
    return sum(
        bool(entry.get("why")) and entry not in text.entries(name)
        for name in mine.tables()
        for entry in mine.entries(name)
    )


# What may be changed, and how it is entered.


_NOT_ENTERED = frozenset(
    {
        *("from", "until", "published", "why", "clause", "article", "source", "practice"),
        *("id", "points", "number", "code", "kind", "piece", "condition", "duty"),
        *("unit", "articles", "outcome", "unproven", "purposes"),
    }
)
"""What a value rests on, by what it is known and cited, its currency, the law: none is a value."""

_NUMBERED = re.compile(r"\^\[a-z_\]\+ \[0-9\]\{1,(\d+)\}\$")
"""A line that is a code and a number, in the file's own description."""
_CODES = re.compile(r"\^\(([A-Za-z_|]+)\)\$")
_CLOSING_SHAPES = (
    FieldShape("first", Entering.DAY),
    FieldShape("last", Entering.DAY),
    FieldShape("why", Entering.TEXT),
)
_KEY_FIELDS = ("id", "number", "code", "kind", "piece", "condition", "duty")


def _source(entry: Spanning) -> Source:
    if isinstance(entry, Based):
        return entry.source
    return Source.PRACTICE if isinstance(entry, PracticeEntry) else Source.POLICY


def _dated(book: Rulebook, table: str, key: str, entry: Spanning) -> DatedValue:
    shapes = tuple(_shape_in(book, entry, each) for each in _shapes(type(entry)))
    given = _given(entry)
    later = (each.since for each in book.versions_of(table, key) if each.since > entry.since)
    based = entry if isinstance(entry, Based) else None
    return DatedValue(
        table=table,
        key=key,
        shapes=shapes,
        values=tuple((each.name, given[each.name]) for each in shapes),
        source=_source(entry),
        clause=based.clause if based is not None else str(getattr(entry, "id", "")),
        practice=based.practice if based is not None else getattr(entry, "number", None),
        since=entry.since,
        until=entry.until,
        coming=min(later, default=None),
        why=entry.why,
    )


def _closing(entry: ClosingEntry) -> DatedValue:
    values = (("first", entry.first), ("last", entry.last), ("why", entry.why))
    return DatedValue(
        table=CLOSING,
        key=entry.first.isoformat(),
        shapes=_CLOSING_SHAPES,
        values=values,
        source=entry.source,
        clause=entry.clause,
        practice=entry.practice,
        since=entry.first,
        until=entry.last,
        coming=None,
        why="",
    )


def _given(entry: Spanning) -> dict[str, Given]:
    return {name: _as_given(value) for name, value in entry}


def _as_given(value: object) -> Given:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return tuple(_line(each) for each in value)
    return cast("Given", value)


def _line(value: object) -> str:
    """Return one of several values as a line: papers that are wanted together side by side."""
    if isinstance(value, tuple):
        return " ".join(map(_line, value))
    return str(value.value) if isinstance(value, Enum) else str(value)


@cache
def _shapes(kind: type[Spanning]) -> tuple[FieldShape, ...]:
    """Return the fields of a kind of entry that are values, from its own description."""
    schema = kind.model_json_schema()
    lists = schema.get("$defs", {})
    return tuple(
        _shape(name, told, lists)
        for name, told in schema["properties"].items()
        if name not in _NOT_ENTERED
    )


def _shape(name: str, whole: Mapping[str, Any], lists: Mapping[str, Any]) -> FieldShape:
    told = next((each for each in whole.get("anyOf", ()) if each.get("type") != "null"), whole)
    empty = "default" in whole and whole["default"] in (None, "")
    if told.get("type") == "array":
        return _list_shape(name, told, lists, falls_away=told is not whole)
    words, choices = _words(told, lists)
    if choices:
        return FieldShape(name, Entering.CHOICE, choices, words, may_be_empty=empty)
    if told.get("type") == "integer":
        least, most = told["minimum"], told["maximum"]
        return FieldShape(name, Entering.NUMBER, least=least, most=most)
    entering = Entering.FLAG if told.get("type") == "boolean" else Entering.TEXT
    entering = Entering.DAY if told.get("format") == "date" else entering
    # Words or numbers one after the other are as long as a text.
    long = name.startswith("text_") or "( " in str(told.get("pattern", ""))
    limit = LONG_LIMIT if long else NAME_LIMIT
    return FieldShape(name, entering, may_be_empty=empty, limit=limit)


def _list_shape(
    name: str, told: Mapping[str, Any], lists: Mapping[str, Any], *, falls_away: bool
) -> FieldShape:
    items = told.get("items", {})
    numbers = _NUMBERED.fullmatch(str(items.get("pattern", "")))
    if numbers is not None:
        most = 10 ** int(numbers[1]) - 1
        return FieldShape(name, Entering.NUMBERS, most=most, may_be_empty=True)
    words, choices = _words(items, lists)
    return FieldShape(
        name,
        Entering.CHOICES if choices else Entering.LINES,
        choices,
        words,
        may_be_empty=falls_away or not told.get("minItems"),
        limit=LONG_LIMIT,
        sets=items.get("type") == "array",
        falls_away=falls_away,
    )


def _words(told: Mapping[str, Any], lists: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return of which list a value is, and its members; of none, of which codes."""
    name = str(told.get("$ref", "")).rpartition("/")[2]
    if name:
        return name, tuple(map(str, lists[name]["enum"]))
    codes = _CODES.fullmatch(str(told.get("pattern", "")))
    return "", () if codes is None else tuple(code for code in codes[1].split("|") if code)


def _shape_in(book: Rulebook, entry: Spanning, shape: FieldShape) -> FieldShape:
    """Return a field with the codes it may name in this rulebook."""
    named = _named(book, entry, shape)
    if named is None:
        return shape
    words, choices = named
    entering = {
        Entering.TEXT: Entering.CHOICE,
        Entering.LINES: Entering.CHOICES,
    }.get(shape.entering, shape.entering)
    return replace(shape, entering=entering, choices=choices, words=words)


def _named(
    book: Rulebook, entry: Spanning, shape: FieldShape
) -> tuple[str, tuple[str, ...]] | None:
    """Return what the codes of a field are, and those it may name; None where it names none."""
    if shape.entering is Entering.NUMBERS:
        return "Right", tuple(sorted(each.value for each in CHARGEABLE))
    if shape.name == "roles" and isinstance(entry, DutyEntry):
        most = AT_MOST[entry.duty]
        return "Role", tuple(each for each in shape.choices if _is_of(each, most))
    found = _CODES_THERE.get(shape.name)
    return None if found is None else (found[0], tuple(found[1](book.on(entry.since))))


_CODES_THERE: dict[str, tuple[str, Callable[[Rules], Iterable[str]]]] = {
    "mask": ("mask", lambda rules: (each.code for each in rules.masks)),
    "instead": ("document", lambda rules: (each.code for each in rules.documents)),
    "required": ("field", lambda _rules: FIELDS),
    "reason": ("PieceReason", lambda _rules: sorted(each.value for each in GIVEN_BY_RULEBOOK)),
}


def _is_of(code: str, members: frozenset[Any]) -> bool:
    return any(each.value == code for each in members)


# A value changed.


_DAY = timedelta(days=1)
_LONGEST = timedelta(days=MOST_CLOSED - 1)


def _lay(text: RulebookText, book: Rulebook, change: ValueChange, on: date) -> None:
    """Lay a change over the value in force on its first day."""
    if not change.why.strip():
        raise ChangeError(ChangeFault.NO_REASON, "why")
    clean(change.why, limit=NAME_LIMIT)
    _check_day(change.since, on, "since")
    entry = _in_force(book, change.table, change.key, change.since)
    if entry is None:
        raise ChangeError(ChangeFault.NO_SUCH_VALUE)
    if _source(entry) is Source.LAW:
        raise ChangeError(ChangeFault.OF_LAW)
    published = _published(change, _source(entry), change.since)
    value = _dated(book, change.table, change.key, entry)
    given = _checked(value.shapes, change.given)
    for each in value.shapes:
        # A number that was kept from before there were bounds is not laid anew beside another one.
        kept = value.value(each.name)
        if each.entering is Entering.NUMBER and kept is not None and each.name not in given:
            _check_number(each, kept)
    if all(
        given[each.name] == _in_file(each, value.value(each.name))
        for each in value.shapes
        if each.name in given
    ):
        raise ChangeError(ChangeFault.UNCHANGED)
    name = tuple(change.table.split("."))
    standing = next(
        each
        for each in text.entries(name)
        if _known_by(each) == change.key and each["from"] == entry.since
    )
    since = {"from": change.since, "published": published, "why": change.why.strip()}
    _lay_over(text, name, _without_nothing({**standing, **given, **since}))


def _close(text: RulebookText, book: Rulebook, change: ValueChange, on: date) -> None:
    """Add a closing, or change or take away one that has not begun."""
    name = tuple(CLOSING.split("."))
    entries = text.entries(name)
    index = _not_begun(entries, change.key, on) if change.key != NEW else -1
    standing = entries[index] if change.key != NEW else {}
    if standing and change.gone:
        _published(change, Source(standing["source"]), standing["first"])
        text.drop(name, index)
        return
    new = {**standing, **_checked(_CLOSING_SHAPES, change.given)}
    _check_closing(new, on)
    if new == standing:
        raise ChangeError(ChangeFault.UNCHANGED)
    week = cast("Based", _in_force(book, "calendar.week", "", new["first"]))
    published = _published(change, week.source, new["first"])
    rests = {"clause": week.clause, "source": week.source.value, "practice": week.practice}
    entry = _without_nothing({**new, **rests, "published": published})
    if standing:
        text.put(name, index, entry)
    else:
        text.add(name, len(entries) - 1, entry)


def _not_begun(entries: list[Table], key: str, on: date) -> int:
    """Return which closing begins on a day; raises ChangeError for none, and one that began."""
    for index, each in enumerate(entries):
        if each["first"].isoformat() == key:
            if each["first"] <= on:
                raise ChangeError(ChangeFault.BEGUN, "first")
            return index
    raise ChangeError(ChangeFault.NO_SUCH_VALUE)


def _check_closing(closing: Table, on: date) -> None:
    for shape in _CLOSING_SHAPES:
        if shape.name not in closing:
            raise ChangeError(ChangeFault.EMPTY, shape.name)
    first, last = closing["first"], closing["last"]
    _check_day(first, on, "first")
    if not first <= last <= first + _LONGEST:
        raise ChangeError(ChangeFault.BACKWARDS, "last")


def _lay_over(text: RulebookText, name: TableName, entry: Table) -> None:
    """Put an entry behind the version of its value in force before it, or in its place."""
    entries = text.entries(name)
    earlier = [
        index
        for index, each in enumerate(entries)
        if _known_by(each) == _known_by(entry) and _since(each) <= _since(entry)
    ]
    if not earlier:
        text.add(name, len(entries) - 1, entry)
        return
    index = max(earlier, key=lambda each: _since(entries[each]))
    standing = entries[index]
    if _since(standing) == _since(entry):
        text.put(name, index, entry)
        return
    if standing.get("until", date.min) >= _since(entry):
        text.put(name, index, {**standing, "until": _since(entry) - _DAY})
    text.add(name, index, entry)


def _since(entry: Table) -> date:
    since: date = entry["from"] if "from" in entry else entry["first"]
    return since


def _known_by(entry: Table) -> str:
    """Return by what an entry of a table is told apart from others."""
    return next((str(entry[each]) for each in _KEY_FIELDS if each in entry), "")


def _in_force(book: Rulebook, table: str, key: str, day: date) -> Spanning | None:
    then = max(day, book.begins)
    return next((e for t, k, e in book.entries(then) if (t, k) == (table, key)), None)


def _check_day(day: date, on: date, field: str) -> None:
    if day < on:
        raise ChangeError(ChangeFault.IN_PAST, field)
    if day > on + FURTHEST:
        raise ChangeError(ChangeFault.TOO_FAR, field, {"last": on + FURTHEST})


def _published(change: ValueChange, source: Source, since: date) -> date | None:
    """Return when a change of the policy was published: not after it applies (AP)."""
    if source is not Source.POLICY:
        return None
    if change.published is None:
        raise ChangeError(ChangeFault.NOT_PUBLISHED, "published")
    if change.published > since:
        raise ChangeError(ChangeFault.PUBLISHED_LATER, "published")
    return change.published


def _checked(
    shapes: tuple[FieldShape, ...], given: tuple[tuple[str, Given], ...]
) -> dict[str, Any]:
    """Return what was given as the file says it; raises ChangeError for what cannot stand."""
    known = {each.name: each for each in shapes}
    found = {}
    for name, value in given:
        if name not in known:
            raise ChangeError(ChangeFault.NOT_OFFERED, name)
        shape = known[name]
        if value in (None, "", ()):
            if not shape.may_be_empty:
                raise ChangeError(ChangeFault.EMPTY, name)
        else:
            _check(shape, value)
        found[name] = _in_file(shape, value)
    return found


def _check(shape: FieldShape, value: Given) -> None:
    if type(value) is not _TYPES[shape.entering]:
        raise ChangeError(ChangeFault.EMPTY, shape.name)
    if shape.entering is Entering.NUMBER:
        _check_number(shape, value)
    elif shape.entering is Entering.NUMBERS:
        for code, number in _numbers(value):
            _check_text(shape, code)
            _check_number(shape, int(number) if number.isdecimal() else -1)
    elif isinstance(value, str):
        _check_text(shape, value)
    elif isinstance(value, tuple):
        for text in value:
            _check_text(shape, text)


def _check_text(shape: FieldShape, text: str) -> None:
    if not text.strip():
        raise ChangeError(ChangeFault.EMPTY, shape.name)
    if shape.choices and text not in shape.choices:
        raise ChangeError(ChangeFault.NO_CHOICE, shape.name)
    clean(text, limit=shape.limit)


def _numbers(value: Given) -> list[tuple[str, str]]:
    """Return the pairs of lines that are a choice and a number."""
    parts = (each.partition(" ") for each in cast("tuple[str, ...]", value))
    return [(code, number) for code, _, number in parts]


def _check_number(shape: FieldShape, number: Given) -> None:
    if not shape.least <= cast("int", number) <= shape.most:
        facts: Mapping[str, Fact] = {"least": shape.least, "most": shape.most}
        raise ChangeError(ChangeFault.OUT_OF_BOUNDS, shape.name, facts)


_TYPES: Mapping[Entering, type] = {
    Entering.NUMBER: int,
    Entering.FLAG: bool,
    Entering.CHOICE: str,
    Entering.CHOICES: tuple,
    Entering.TEXT: str,
    Entering.LINES: tuple,
    Entering.NUMBERS: tuple,
    Entering.DAY: date,
}


def _in_file(shape: FieldShape, value: Given) -> object:
    """Return a value as the file says it; nothing where the field falls away."""
    if isinstance(value, tuple):
        if shape.entering is Entering.NUMBERS:
            return [f"{code} {int(number)}" for code, number in _numbers(value)]
        if not value and shape.falls_away:
            return None
        if shape.choices:
            return [each for each in shape.choices if each in value]
        return [each.split() if shape.sets else each.strip() for each in value]
    return value if value != "" else None


def _without_nothing(entry: Table) -> Table:
    return {key: each for key, each in entry.items() if each is not None}


def _field_of(key: str, change: ValueChange) -> str:
    """Return which of the fields a fault of the file is in; none where it is elsewhere."""
    name = key.rpartition(".")[2].partition("[")[0]
    return name if name in dict(change.given) else ""
