# SPDX-License-Identifier: MIT
"""The rows of an office's ledgers of every kind: applications, inquiries, the registers (K4).

Columns of a register have the names of the fields that they fill. What is not told and has to be
is asked about, and taken only once a person said so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Protocol, TypeVar, assert_never

from typing_extensions import override

from desk_app.records.base import RawCell, RawRow
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.case.inquiries import AddressedTo, Cause, Channel, InquiryKind, InquirySaid
from desk_app.records.field import ADDRESS_LIMIT, LONG_LIMIT, NAME_LIMIT, kinds_of
from desk_app.records.importing import (
    COLUMNS_OF,
    NEEDED_OF,
    ImportColumn,
    ImportEntry,
    InquiryRow,
    LedgerEntry,
    RegisterEntry,
    RowDoubt,
    RowFate,
    RowNote,
    TriedRow,
)
from desk_app.records.registers import (
    NOBODY,
    DataMark,
    DataPlace,
    PlaceVersion,
    ProvisionEntry,
    ProvisionKind,
    PurposeVersion,
    RegisterEnd,
    RegisterReview,
    TrainingEntry,
    UsePurpose,
)
from desk_app.rules.importing import (
    ApplicationReader,
    ReadBy,
    RowReader,
    first_in,
    is_blank,
    is_no_entry,
    postal_code,
    settled,
    time_behind,
    together,
    without_dittos,
    written,
)
from desk_app.rules.names.names import folds

_C = ImportColumn
Record = TypeVar("Record", PlaceVersion, ProvisionEntry, TrainingEntry)


def tried(number: int, row: RawRow, by: ReadBy) -> TriedRow | None:
    """Return what becomes of a row, None where nothing stands in it; doubles are asked later."""
    if all(is_blank(cell) for cell in row):
        return None
    needs = NEEDED_OF[by.plan.kind]
    if is_no_entry(row, [place for place, each in enumerate(by.plan.columns) if each in needs]):
        return TriedRow(number, RowFate.LEFT_OUT, (RowNote(RowDoubt.NO_ENTRY),))
    whole, dittos = without_dittos(row, by)
    reader = _READERS[by.plan.kind](whole, by)
    entry = reader.entry()
    notes = (*dittos, *reader.notes)
    return settled(TriedRow(number, RowFate.TAKEN, notes, entry), by.plan.answers)


def is_closed(entry: ImportEntry) -> bool:
    """Return whether nothing is to be done with what a row tells of: an entry of a register too."""
    return not isinstance(entry, LedgerEntry | InquiryRow) or entry.completed_on is not None


def doubled_by(entry: ImportEntry) -> tuple[str, tuple[object, ...]]:
    """Return by what a row is told to stand twice: its number, and what no other has at once."""
    match entry:
        case LedgerEntry():
            return entry.number, of_name(entry.principal.name, entry.received_on)
        case InquiryRow():
            said = entry.said
            person = of_name(said.name, said.received_on) if said.name.strip() else ()
            return entry.number, (*person, (said.text, said.received_on))
        case UsePurpose():
            purpose = entry.versions[0]
            return "", ((purpose.clause, purpose.data_ja, purpose.purpose_ja),)
        case DataPlace():
            place = entry.versions[0]
            return "", ((place.department, place.data, place.location),)
        case ProvisionEntry():
            return "", ((entry.kind, entry.on, entry.party, entry.person, entry.items),)
        case TrainingEntry():
            return "", ((entry.on, entry.subject, entry.attended),)
        case _:
            assert_never(entry)


def of_name(name: str, on: date) -> tuple[tuple[str, date], ...]:
    """Return the keys of somebody on a day, however the name is written."""
    return tuple((key, on) for key in folds(name))


# Inquiries and complaints.


class InquiryReader(RowReader):
    """Reads a row of a ledger of inquiries."""

    limits: Mapping[ImportColumn, int] = {
        _C.ADDRESS: ADDRESS_LIMIT,
        _C.ADDRESS_MORE: ADDRESS_LIMIT,
        _C.CONTACT: ADDRESS_LIMIT,
        _C.EMAIL: ADDRESS_LIMIT,
        _C.SAID: LONG_LIMIT,
        _C.ANSWER: LONG_LIMIT,
        _C.OUTCOME: LONG_LIMIT,
    }

    def entry(self) -> InquiryRow | None:
        """Return the row, as far as a person's answers may make one of it; None where refused."""
        self.look_for_faults()
        received = self.day(_C.RECEIVED)
        if received is None and not self.noted(_C.RECEIVED):
            self.note(RowDoubt.NO_DAY, _C.RECEIVED)
        text = needed(self, _C.SAID)
        if received is None:
            return None
        self.since = received
        completed, answered = self.day(_C.COMPLETED), self.day(_C.ANSWERED)
        answer, outcome = self.text(_C.ANSWER), self.text(_C.OUTCOME)
        self._compare(received, answered, completed)
        told = answered is not None or (outcome.strip() and not self.says_open(outcome))
        if completed is None and told:
            self.note(RowDoubt.NO_COMPLETION, _C.ANSWERED if answered else _C.OUTCOME)
        return InquiryRow(
            number=self.text(_C.NUMBER).strip(),
            said=self._said(received, text),
            cause=self._cause(),
            answer=answer,
            answered_on=answered,
            completed_on=completed,
            outcome=outcome,
        )

    def _said(self, received: date, text: str) -> InquirySaid:
        to = self.text(_C.ADDRESSED_TO)
        officer = any(word in to for word in self.by.words.officer)
        at = together(self.text(_C.ADDRESS), self.text(_C.ADDRESS_MORE))
        where = (at, self.text(_C.CONTACT))
        return InquirySaid(
            received_on=received,
            channel=self._channel(),
            kind=self._kind(),
            text=text,
            received_at=self._time(),
            addressed_to=AddressedTo.OFFICER if officer else AddressedTo.DESK,
            service=self.text(_C.SERVICE),
            name=together(self.text(_C.NAME), self.text(_C.NAME_MORE)),
            kana=together(self.text(_C.KANA), self.text(_C.KANA_MORE)),
            postal_code=self.number(_C.POSTAL_CODE, postal_code),
            address=" ".join(each for each in where if each.strip()),
            phone=self.phones(),
            email=self.text(_C.EMAIL),
        )

    def _compare(self, received: date, answered: date | None, completed: date | None) -> None:
        for column, day in (
            (_C.RECEIVED, received),
            (_C.ANSWERED, answered),
            (_C.COMPLETED, completed),
        ):
            not_ahead(self, column, day)
            if day is not None and day < received:
                self.note(RowDoubt.DAYS_TURNED, column)
        if received < self.by.earliest:
            self.note(RowDoubt.DAY_TOO_EARLY, _C.RECEIVED, {"first": self.by.earliest})
        if answered is not None and completed is not None and completed < answered:
            self.note(RowDoubt.DAYS_TURNED, _C.COMPLETED)

    def _channel(self) -> Channel:
        found = first_in(self.text(_C.CHANNEL), self.by.words.channels)
        if found is None:
            self.note(RowDoubt.CHANNEL_TAKEN, _C.CHANNEL)
        return found or Channel.TELEPHONE

    def _kind(self) -> InquiryKind:
        found = first_in(self.text(_C.KIND), self.by.words.inquiries)
        if found is None:
            self.note(RowDoubt.INQUIRY_TAKEN, _C.KIND)
        return found or InquiryKind.INQUIRY

    def _cause(self) -> Cause | None:
        text = self.text(_C.CAUSE)
        return (first_in(text, self.by.words.causes) or Cause.OTHER) if text.strip() else None

    def _time(self) -> str:
        """Return the hour as ``14:05``; another writing of it is left out.

        Where no column tells of it, it may stand behind the day.
        """
        text = self.text(_C.TIME).strip() or time_behind(written(self.cell(_C.RECEIVED)))
        hours, _, minutes = text.replace("：", ":").replace("時", ":").partition(":")
        figures = hours.isdecimal() and minutes[:2].isdecimal()
        if not figures or int(hours) >= _HOURS or int(minutes[:2]) >= _MINUTES:
            return ""
        return f"{int(hours):02}:{int(minutes[:2]):02}"


_HOURS, _MINUTES = 24, 60


# The registers.


class PurposeReader(RowReader):
    """Reads a row of a register of purposes of use.

    An office's register is written in one language; the desk's letters are in two. Where a person
    says so, its words stand for both until somebody enters the others.
    """

    limits: Mapping[ImportColumn, int] = dict.fromkeys(
        COLUMNS_OF[LedgerKind.PURPOSES], LONG_LIMIT
    ) | {
        _C.CLAUSE: NAME_LIMIT,
        _C.DEPARTMENT: NAME_LIMIT,
    }

    def entry(self) -> UsePurpose:
        """Return the entry, as far as a person's answers may make one of it."""
        self.look_for_faults()
        data, purpose = needed(self, _C.DATA), needed(self, _C.PURPOSE)
        people, obtained = self.text(_C.PEOPLE) or _DASH, self.text(_C.OBTAINED) or _DASH
        published = self.text(_C.PUBLISHED)
        self.note(RowDoubt.ONE_LANGUAGE, _C.PURPOSE)
        version = PurposeVersion(
            applies_from=applies_from(self),
            clause=self.text(_C.CLAUSE),
            data_ja=data,
            data_en=data,
            people_ja=people,
            people_en=people,
            obtained_ja=obtained,
            obtained_en=obtained,
            purpose_ja=purpose,
            purpose_en=purpose,
            published_ja=published,
            published_en=published,
            retention=self.text(_C.RETENTION),
            department=self.text(_C.DEPARTMENT),
            marks=self._marks(),
            reason=self.text(_C.REASON),
        )
        return UsePurpose(0, (version,), reviews(self), ended(self))

    def _marks(self) -> frozenset[DataMark]:
        text = self.text(_C.MARKS).casefold()
        return frozenset(mark for word, mark in self.by.words.marks if word in text)


_DASH = "—"
"""Stands where a register says nothing of what each of its entries must say."""


class PlaceReader(RowReader):
    """Reads a row of a register of where data lie."""

    def __init__(self, row: RawRow, by: ReadBy) -> None:
        super().__init__(row, by)
        self.limits = limits_of(PlaceVersion)

    def entry(self) -> DataPlace:
        """Return the entry."""
        self.look_for_faults()
        for column in NEEDED_OF[LedgerKind.PLACES]:
            needed(self, column)
        texts = texts_of(self, PlaceVersion, LedgerKind.PLACES)
        version = PlaceVersion(
            applies_from=applies_from(self), sensitive=says_yes(self, _C.SENSITIVE), **texts
        )
        return DataPlace(0, (version,), reviews(self), ended(self))


class ProvisionReader(RowReader):
    """Reads a row of a register of provision."""

    def __init__(self, row: RawRow, by: ReadBy) -> None:
        super().__init__(row, by)
        self.limits = limits_of(ProvisionEntry)

    @override
    def cell(self, column: ImportColumn) -> RawCell:
        """Return what stands in a column; what our own ledger says in its place is nothing."""
        cell = super().cell(column)
        return None if isinstance(cell, str) and cell.casefold() in self.by.words.unfilled else cell

    def entry(self) -> ProvisionEntry:
        """Return the entry, as far as a person's answers may make one of it."""
        self.look_for_faults()
        needed(self, _C.PARTY)
        on = self.day(_C.DAY)
        self.since = on
        last, over = self.day(_C.LAST_DAY), self.day(_C.ENDED)
        for column, day in ((_C.DAY, on), (_C.LAST_DAY, last), (_C.ENDED, over)):
            not_ahead(self, column, day)
        if on is not None and last is not None and last < on:
            self.note(RowDoubt.DAYS_TURNED, _C.LAST_DAY)
        texts = texts_of(self, ProvisionEntry, LedgerKind.PROVISIONS)
        return ProvisionEntry(
            id=0,
            kind=self._kind(),
            on=on,
            last_on=last,
            by_contract=says_yes(self, _C.BY_CONTRACT),
            ended_on=over,
            ended_by=None if over is None else NOBODY,
            **texts,
        )

    def _kind(self) -> ProvisionKind:
        text = self.text(_C.KIND)
        found = first_in(text, self.by.words.provisions)
        if found is None:
            self.note(RowDoubt.WORD_UNKNOWN if text.strip() else RowDoubt.PROVIDED_TAKEN, _C.KIND)
        return found or ProvisionKind.PROVIDED


class TrainingReader(RowReader):
    """Reads a row of a register of trainings."""

    def __init__(self, row: RawRow, by: ReadBy) -> None:
        super().__init__(row, by)
        self.limits = limits_of(TrainingEntry)

    def entry(self) -> TrainingEntry:
        """Return the entry."""
        self.look_for_faults()
        on, over = self.day(_C.DAY), self.day(_C.ENDED)
        for column, day in ((_C.DAY, on), (_C.ENDED, over)):
            not_ahead(self, column, day)
        for column in NEEDED_OF[LedgerKind.TRAININGS]:
            needed(self, column)
        texts = texts_of(self, TrainingEntry, LedgerKind.TRAININGS)
        by = None if over is None else NOBODY
        return TrainingEntry(id=0, on=on, ended_on=over, ended_by=by, **texts)


def needed(reader: RowReader, column: ImportColumn) -> str:
    """Return the text of a column in which something must stand; nothing in it is noted."""
    text = reader.text(column)
    if is_blank(reader.cell(column)) and not reader.noted(column):
        reader.note(RowDoubt.NOTHING_THERE, column)
    return text


def not_ahead(reader: RowReader, column: ImportColumn, day: date | None) -> None:
    """Note a day that is to come."""
    if day is not None and day > reader.by.today:
        reader.note(RowDoubt.DAY_IN_FUTURE, column)


def applies_from(reader: RowReader) -> date:
    """Return from when an entry applies: from today where its register does not say."""
    found = reader.day(_C.APPLIES_FROM)
    if found is None and not reader.noted(_C.APPLIES_FROM):
        reader.note(RowDoubt.FROM_TODAY, _C.APPLIES_FROM)
    return found or reader.by.today


def reviews(reader: RowReader) -> tuple[RegisterReview, ...]:
    """Return the last review that a register tells of; who made it is not known."""
    on = reader.day(_C.REVIEWED)
    not_ahead(reader, _C.REVIEWED, on)
    return () if on is None else (RegisterReview(on, NOBODY),)


def ended(reader: RowReader) -> RegisterEnd | None:
    """Return the end of an entry that a register tells of; who ended it is not known."""
    on = reader.day(_C.ENDED)
    return None if on is None else RegisterEnd(on, "", NOBODY)


def says_yes(reader: RowReader, column: ImportColumn) -> bool:
    """Return whether a column is marked: with anything but a word for no."""
    text = reader.text(column).strip().casefold()
    return bool(text) and text not in reader.by.words.no


@cache
def limits_of(record: type) -> Mapping[ImportColumn, int]:
    """Return how long the texts of a record's columns may be: they have its fields' names."""
    kinds = kinds_of(record)
    return {each: kinds[each.value].limit for each in ImportColumn if each.value in kinds}


def texts_of(reader: RowReader, record: type[Record], kind: LedgerKind) -> dict[str, Any]:
    """Return the texts that fill the fields of a record by name (they go into fields of text)."""
    names = kinds_of(record)
    apart = {_C.KIND, _C.SENSITIVE, _C.BY_CONTRACT, _C.APPLIES_FROM}
    columns: Iterable[ImportColumn] = (
        each for each in COLUMNS_OF[kind] if each.value in names and each not in apart
    )
    return {each.value: reader.text(each) for each in columns}


class LedgerRowReader(Protocol):
    """Reads one row of a ledger of some kind."""

    notes: list[RowNote]

    def entry(self) -> ImportEntry | None:
        """Return what the row tells of; None where nothing can be made of it."""
        ...


_READERS: Mapping[LedgerKind, Callable[[RawRow, ReadBy], LedgerRowReader]] = {
    LedgerKind.APPLICATIONS: ApplicationReader,
    LedgerKind.INQUIRIES: InquiryReader,
    LedgerKind.PURPOSES: PurposeReader,
    LedgerKind.PROVISIONS: ProvisionReader,
    LedgerKind.PLACES: PlaceReader,
    LedgerKind.TRAININGS: TrainingReader,
}


# What the desk would write of a row, column by column.


_NAMED = {
    _C.RECEIVED: "received_on",
    _C.TIME: "received_at",
    _C.SAID: "text",
    _C.ANSWERED: "answered_on",
    _C.COMPLETED: "completed_on",
    _C.DAY: "on",
    _C.LAST_DAY: "last_on",
    _C.ENDED: "ended_on",
}
"""The fields that are called otherwise than their columns."""

Told = str | bool | date | Enum | frozenset[DataMark] | None


def value_of(entry: InquiryRow | RegisterEntry, column: ImportColumn) -> Told:
    """Return what a row says in a column, as the desk would keep it; None where nothing."""
    if isinstance(entry, UsePurpose | DataPlace):
        if column is _C.REVIEWED:
            return entry.reviews[-1].on if entry.reviews else None
        if column is _C.ENDED:
            return None if entry.end is None else entry.end.on
    name = _NAMED.get(column, column.value)
    for part in _parts_of(entry):
        for each in (name, f"{name}_ja"):
            if hasattr(part, each):
                found: Told = getattr(part, each)
                return found
    return None


def _parts_of(entry: InquiryRow | RegisterEntry) -> tuple[object, ...]:
    match entry:
        case InquiryRow():
            return entry, entry.said
        case UsePurpose() | DataPlace():
            return (entry.versions[0],)
        case _:
            return (entry,)
