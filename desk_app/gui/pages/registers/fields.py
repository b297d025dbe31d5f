# SPDX-License-Identifier: MIT
"""What is written in each register: its fields, what stands in them, what a verb is handed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, cast

from desk_app.desk import registers
from desk_app.i18n import messages
from desk_app.records.books.ledgers import LedgerHead
from desk_app.records.desk.people import Language
from desk_app.records.registers import (
    DataMark,
    DataPlace,
    PlaceVersion,
    ProvisionEntry,
    ProvisionKind,
    PurposeVersion,
    RegisterBook,
    TrainingEntry,
    UsePurpose,
)
from desk_app.rules.registers import registers as rules
from desk_app.rules.registers.registers import version_on

if TYPE_CHECKING:
    from desk_app.desk.context import Desk
    from desk_app.records.base import Word
    from desk_app.rules.registers.registers import ProvisionFinding, ReviewDue

Values = Mapping[str, object]
RegisterEntry = UsePurpose | DataPlace | ProvisionEntry | TrainingEntry
Stated = PurposeVersion | PlaceVersion | ProvisionEntry | TrainingEntry
RECORDS = frozenset({RegisterBook.PROVISIONS, RegisterBook.TRAININGS})
"""The registers whose entries are records of a day: they have no versions, and no review."""


class FieldWriting(Enum):
    """How a field is written."""

    LINE = "line"
    LONG = "long"
    KANA = "kana"
    DAY = "day"
    TICK = "tick"
    KIND = "kind"


class RegisterCard(Enum):
    """What belongs together in an entry, under one heading."""

    JAPANESE = "japanese"
    ENGLISH = "english"
    HANDLING = "handling"
    HELD = "held"
    ASKING = "asking"
    PROVISION = "provision"
    PARTY = "party"
    PERSON = "person"
    TRAINING = "training"
    VERSION = "version"
    """From when on a change holds, and why: on the sheet its history tells that."""


@dataclass(frozen=True, slots=True)
class RegisterField:
    """A field of a register: its name, what it is called, how it is written, its card.

    ``mark`` is what a tick says.
    """

    name: str
    head: LedgerHead
    writing: FieldWriting = FieldWriting.LINE
    card: RegisterCard = RegisterCard.HANDLING
    mark: DataMark | None = None


_H, _W, _C = LedgerHead, FieldWriting, RegisterCard
_WORDS = {Language.JA: _C.JAPANESE, Language.EN: _C.ENGLISH}

_BOTH = (
    ("data", _H.DATA),
    ("people", _H.PEOPLE),
    ("obtained", _H.OBTAINED),
    ("purpose", _H.PURPOSE),
    ("published", _H.PUBLISHED),
)
FIELDS: Mapping[RegisterBook, tuple[RegisterField, ...]] = {
    RegisterBook.PURPOSES: (
        *(
            RegisterField(f"{name}_{language.value}", head, _W.LONG, card)
            for language, card in _WORDS.items()
            for name, head in _BOTH
        ),
        RegisterField("clause", _H.CLAUSE),
        RegisterField("department", _H.DEPARTMENT),
        RegisterField("retention", _H.RETENTION, _W.LONG),
        *(RegisterField(mark.value, _H.MARKS, _W.TICK, mark=mark) for mark in DataMark),
        RegisterField("applies_from", _H.SINCE, _W.DAY, _C.VERSION),
        RegisterField("reason", _H.REASON, _W.LONG, _C.VERSION),
    ),
    RegisterBook.PLACES: (
        RegisterField("department", _H.DEPARTMENT, card=_C.HELD),
        RegisterField("data", _H.DATA, _W.LONG, _C.HELD),
        RegisterField("purpose", _H.PURPOSE, _W.LONG, _C.HELD),
        RegisterField("amount", _H.AMOUNT, card=_C.HELD),
        RegisterField("sensitive", _H.SENSITIVE, _W.TICK, _C.HELD),
        RegisterField("location", _H.LOCATION, _W.LONG, _C.HELD),
        RegisterField("storage", _H.STORAGE, _W.LONG, _C.HELD),
        RegisterField("access", _H.ACCESS, _W.LONG, _C.HELD),
        RegisterField("responsible", _H.RESPONSIBLE_FOR, card=_C.HELD),
        RegisterField("obtained", _H.OBTAINED, _W.LONG),
        RegisterField("notified", _H.NOTIFIED, _W.LONG),
        RegisterField("consent", _H.CONSENT, _W.LONG),
        RegisterField("provided_to", _H.PROVIDED_TO, _W.LONG),
        RegisterField("entrusted_to", _H.ENTRUSTED_TO, _W.LONG),
        RegisterField("used_until", _H.USED_UNTIL),
        RegisterField("answers", _H.ANSWERS, _W.LONG, _C.ASKING),
        RegisterField("asked_how", _H.ASKED_HOW, _W.LONG, _C.ASKING),
        RegisterField("retention", _H.RETENTION, _W.LONG),
        RegisterField("disposal", _H.DISPOSED_HOW, _W.LONG),
        RegisterField("applies_from", _H.SINCE, _W.DAY, _C.VERSION),
        RegisterField("reason", _H.REASON, _W.LONG, _C.VERSION),
    ),
    RegisterBook.PROVISIONS: (
        RegisterField("kind", _H.KIND, _W.KIND, _C.PROVISION),
        RegisterField("on", _H.DAY, _W.DAY, _C.PROVISION),
        RegisterField("last_on", _H.LAST_DAY, _W.DAY, _C.PROVISION),
        RegisterField("items", _H.ITEMS, _W.LONG, _C.PROVISION),
        RegisterField("consent", _H.CONSENT, _W.LONG, _C.PROVISION),
        RegisterField("circumstances", _H.CIRCUMSTANCES, _W.LONG, _C.PROVISION),
        RegisterField("by_contract", _H.BY_CONTRACT, _W.TICK, _C.PROVISION),
        RegisterField("note", _H.NOTE, _W.LONG, _C.PROVISION),
        RegisterField("party", _H.PARTY, card=_C.PARTY),
        RegisterField("party_address", _H.PARTY_ADDRESS, _W.LONG, _C.PARTY),
        RegisterField("representative", _H.REPRESENTATIVE, card=_C.PARTY),
        RegisterField("country", _H.COUNTRY, card=_C.PARTY),
        RegisterField("person", _H.PERSON, card=_C.PERSON),
        RegisterField("kana", _H.KANA, _W.KANA, _C.PERSON),
        RegisterField("person_address", _H.PERSON_ADDRESS, _W.LONG, _C.PERSON),
        RegisterField("person_number", _H.PERSON_NUMBER, card=_C.PERSON),
    ),
    RegisterBook.TRAININGS: (
        RegisterField("on", _H.DAY, _W.DAY, _C.TRAINING),
        RegisterField("subject", _H.SUBJECT, card=_C.TRAINING),
        RegisterField("content", _H.CONTENT, _W.LONG, _C.TRAINING),
        RegisterField("held_by", _H.HELD_BY, card=_C.TRAINING),
        RegisterField("attended", _H.ATTENDED, _W.LONG, _C.TRAINING),
        RegisterField("material", _H.MATERIAL, _W.LONG, _C.TRAINING),
        RegisterField("understood", _H.UNDERSTOOD, _W.LONG, _C.TRAINING),
        RegisterField("made_up", _H.MADE_UP, _W.LONG, _C.TRAINING),
        RegisterField("note", _H.NOTE, _W.LONG, _C.TRAINING),
    ),
}
"""The fields of each register in the order of its form."""


def cards_of(
    book: RegisterBook, first: Language
) -> tuple[tuple[RegisterCard, tuple[RegisterField, ...]], ...]:
    """Return the cards of a register with their fields, the words of one language first."""
    found: dict[RegisterCard, list[RegisterField]] = {}
    if book is RegisterBook.PURPOSES:
        found = {_WORDS[first]: []}
    for field in FIELDS[book]:
        found.setdefault(field.card, []).append(field)
    return tuple((card, tuple(fields)) for card, fields in found.items())


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An entry as it is shown: what applies of it today, or applied last or will at first.

    One that is ``proposed`` stands in the policy and not in the register yet.
    """

    entry: RegisterEntry
    now: Stated
    ended_on: date | None = None
    review: ReviewDue | None = None
    lacks: tuple[ProvisionFinding, ...] = ()
    kept_until: date | None = None
    due: bool = False
    proposed: bool = False

    @property
    def id(self) -> int:
        """Return its number in the register."""
        return self.entry.id


def row_of(entry: RegisterEntry, today: date) -> RegisterRow:
    """Return an entry as it is shown on a day."""
    if isinstance(entry, ProvisionEntry):
        return RegisterRow(
            entry,
            entry,
            entry.ended_on,
            lacks=() if entry.disposed_on else rules.lacks(entry),
            kept_until=rules.kept_until(entry),
            due=rules.is_due_for_disposal(entry, today),
        )
    if isinstance(entry, TrainingEntry):
        return RegisterRow(entry, entry, entry.ended_on)
    versions: tuple[PurposeVersion | PlaceVersion, ...] = entry.versions
    last = versions[0] if versions[0].applies_from > today else versions[-1]
    now = version_on(versions, None, today) or last
    ended = None if entry.end is None else entry.end.on
    return RegisterRow(entry, now, ended, rules.review_due(entry, today))


def values_of(book: RegisterBook, now: Stated, today: date) -> Values:
    """Return what stands in the fields of an entry; a change begins today, its reason is new."""
    found: dict[str, object] = {}
    for field in FIELDS[book]:
        if field.mark is not None:
            found[field.name] = isinstance(now, PurposeVersion) and field.mark in now.marks
        else:
            found[field.name] = getattr(now, field.name)
    if book not in RECORDS:
        found |= {"applies_from": today, "reason": ""}
    return found


def blank(book: RegisterBook, today: date) -> Values:
    """Return what stands in the fields of a new entry."""
    empty: Mapping[FieldWriting, object] = {
        FieldWriting.TICK: False,
        FieldWriting.DAY: None,
        FieldWriting.KIND: None,
    }
    found: dict[str, object] = {field.name: empty.get(field.writing, "") for field in FIELDS[book]}
    begins = "on" if book in RECORDS else "applies_from"
    kind = {"kind": ProvisionKind.PROVIDED} if book is RegisterBook.PROVISIONS else {}
    return found | {begins: today} | kind


def stated(book: RegisterBook, values: Values, today: date) -> Stated:
    """Return what a verb is handed of what stands in the fields."""
    plain = dict(cast("dict[str, Any]", values))
    match book:
        case RegisterBook.PURPOSES:
            marks = frozenset(mark for mark in DataMark if plain.pop(mark.value))
            begins = plain.pop("applies_from") or today
            return PurposeVersion(applies_from=begins, marks=marks, **plain)
        case RegisterBook.PLACES:
            return PlaceVersion(applies_from=plain.pop("applies_from") or today, **plain)
        case RegisterBook.PROVISIONS:
            return ProvisionEntry(id=0, **plain)
        case RegisterBook.TRAININGS:
            return TrainingEntry(id=0, **plain)


def written(book: RegisterBook, values: Values) -> str:
    """Write down what is typed in the fields, as a draft keeps it."""
    plain = {
        field.name: _plain(values[field.name]) for field in FIELDS[book] if field.name in values
    }
    return json.dumps(plain, ensure_ascii=False)


def understood(book: RegisterBook, content: str, begun: Values) -> Values:
    """Read what was written down; what is not understood stands as it began."""
    found = dict(begun)
    with suppress(ValueError, AttributeError):
        told: dict[str, Any] = json.loads(content)
        for field in FIELDS[book]:
            if field.name in told:
                with suppress(ValueError, TypeError):
                    found[field.name] = _meant(field.writing, told[field.name])
    return found


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, ProvisionKind) else value


def _meant(writing: FieldWriting, plain: Any) -> object:  # noqa: ANN401 as JSON has it
    match writing:
        case FieldWriting.DAY:
            return None if plain is None else date.fromisoformat(plain)
        case FieldWriting.KIND:
            return None if plain is None else ProvisionKind(plain)
        case FieldWriting.TICK:
            return bool(plain)
        case _:
            return str(plain)


def changed_of(
    book: RegisterBook, before: Stated, after: Stated
) -> tuple[tuple[RegisterField, str], ...]:
    """Return which fields of words differ between two versions, each with its words before."""
    told = [field for field in FIELDS[book] if field.card is not RegisterCard.VERSION]
    return tuple(
        (field, _in_words(getattr(before, field.name)))
        for field in told
        if field.mark is None and getattr(before, field.name) != getattr(after, field.name)
    )


def _in_words(value: object) -> str:
    """Return what stood in a field; a tick as its sign, nothing where none was set."""
    if isinstance(value, bool):
        return "✓" if value else ""
    return str(value)


def read(desk: Desk, book: RegisterBook, text: str) -> tuple[RegisterRow, ...]:
    """Return the entries of a register in which a text is found, as they are shown today."""
    entries: tuple[RegisterEntry, ...]
    match book:
        case RegisterBook.PURPOSES:
            entries = registers.purposes(desk)
        case RegisterBook.PLACES:
            entries = registers.places(desk)
        case RegisterBook.PROVISIONS:
            kinds = [each for each in ProvisionKind if text and _is_said(text, each)]
            entries = registers.provisions(desk, text, kinds=kinds)
        case RegisterBook.TRAININGS:
            entries = registers.trainings(desk)
    rows = tuple(row_of(each, desk.today) for each in entries)
    if book is RegisterBook.PURPOSES:
        rows += tuple(
            RegisterRow(UsePurpose(-place, (each,)), each, proposed=True)
            for place, each in enumerate(registers.proposed_purposes(desk), start=1)
        )
    if book is RegisterBook.PROVISIONS or not text:
        return rows
    return tuple(each for each in rows if _says(book, each.now, text))


def _says(book: RegisterBook, now: Stated, text: str) -> bool:
    words = (getattr(now, field.name, "") for field in FIELDS[book])
    written = any(text in each for each in words if isinstance(each, str))
    return written or any(_is_said(text, mark) for mark in getattr(now, "marks", ()))


def _is_said(text: str, word: Word) -> bool:
    """Return whether a text stands in a word as it is said in either language, large or small."""
    said = (messages.label(word, language) for language in Language)
    return any(text.casefold() in each.casefold() for each in said)
