# SPDX-License-Identifier: MIT
"""Ledgers of inquiries and the registers on their way in: entered as they are, taken back (K4).

What was done before this desk was done by somebody it does not know: such steps, reviews and ends
have nobody's name. So it is seen whether anything followed: that has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from desk_app.desk.context import Desk
from desk_app.desk.keeping import place_of_inquiry
from desk_app.desk.ports import Books
from desk_app.desk.text_limits import admit
from desk_app.records.base import InquiryKey
from desk_app.records.books.journal import Action, NewEntry
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.case.inquiries import CourseEntry, CourseStep, Inquiry
from desk_app.records.importing import InquiryRow, LedgerImport, RegisterEntry
from desk_app.records.registers import (
    NOBODY,
    DataPlace,
    ProvisionEntry,
    TrainingEntry,
    UsePurpose,
)
from desk_app.rules import codes
from desk_app.rules.days import eras
from desk_app.rules.import_readers import doubled_by, of_name
from desk_app.rules.inquiries import inquiring
from desk_app.rules.registers.registers import is_as_imported

_EVERY = 1_000_000
"""More rows than any register has."""


def take(
    desk: Desk, books: Books, record: LedgerImport, entries: Sequence[InquiryRow | RegisterEntry]
) -> LedgerImport:
    """Keep the entries of a ledger of inquiries or of a register; return the import with ids."""
    ids: list[int] = []
    noted: list[NewEntry] = []
    for entry in entries:
        if isinstance(entry, InquiryRow):
            kept = _inquiry(desk, books, entry)
            ids.append(kept.id)
            facts = {"kind": kept.said.kind.value, "ledger_import": record.id}
            noted.append(NewEntry(Action.INQUIRY_LOGGED, kept.token, facts))
        else:
            id_ = _enter(desk, books, entry)
            ids.append(id_)
            of = {"register": record.kind.value, "entry": id_, "ledger_import": record.id}
            noted.append(NewEntry(Action.REGISTER_ENTERED, "", of))
    books.journal.note_all(noted)
    return replace(record, first_entry=min(ids), last_entry=max(ids))


def known(books: Books, kind: LedgerKind) -> Iterator[tuple[str | int, str, tuple[object, ...]]]:
    """Yield what the desk has of a kind: its number, its number before, what tells it again."""
    if kind is LedgerKind.INQUIRIES:
        for each in books.imports.known_inquiries():
            person = () if each.received_on is None else of_name(each.name, each.received_on)
            yield each.receipt_number, each.own_number, person if each.name else ()
        return
    for entry in _register(books, kind):
        yield entry.id, *doubled_by(replace(entry, id=0))


def untouched(books: Books, record: LedgerImport) -> bool:
    """Return whether nothing followed on any row of an import."""
    if record.kind in {LedgerKind.APPLICATIONS, LedgerKind.INQUIRIES}:
        return books.imports.untouched(record)
    span = range(record.first_entry, record.last_entry + 1)
    here = [each for each in _register(books, record.kind) if each.id in span]
    proposed = books.imports.is_in_disposal(record)
    return len(here) == record.carried and not proposed and all(map(is_as_imported, here))


def _register(books: Books, kind: LedgerKind) -> Iterable[RegisterEntry]:
    registers = books.registers
    if kind is LedgerKind.PURPOSES:
        return registers.purposes()
    if kind is LedgerKind.PLACES:
        return registers.places()
    if kind is LedgerKind.PROVISIONS:
        return registers.provisions(limit=_EVERY)
    return registers.trainings()


def _enter(desk: Desk, books: Books, entry: RegisterEntry) -> int:
    """Keep an entry of a register as its ledger tells it; return its id."""
    by, at = desk.actor.id, desk.ports.clock.now()
    match entry:
        case UsePurpose():
            purposes = tuple(replace(each, by=by, at=at) for each in entry.versions)
            return books.registers.keep_purpose(admit(replace(entry, versions=purposes))).id
        case DataPlace():
            places = tuple(replace(each, by=by, at=at) for each in entry.versions)
            return books.registers.keep_place(admit(replace(entry, versions=places))).id
        case ProvisionEntry():
            token = desk.ports.chance.token()
            made = replace(entry, entered_by=by, entered_at=at, token=token)
            return books.registers.keep_provision(admit(made)).id
        case TrainingEntry():
            held = replace(entry, entered_by=by, entered_at=at)
            return books.registers.keep_training(admit(held)).id
        case _:
            assert_never(entry)


def _inquiry(desk: Desk, books: Books, row: InquiryRow) -> Inquiry:
    """Keep an inquiry: one that is closed with its end, an open one to be taken by somebody."""
    day = row.said.received_on
    era, year = eras.era_letter(day), eras.era_year(day)
    made = admit(
        Inquiry(
            id=InquiryKey(0),
            token=desk.ports.chance.token(),
            number=codes.inquiry_number(era, year, books.numbers.next_inquiry(era, year)),
            said=row.said,
            logged_at=desk.ports.clock.now(),
            logged_by=desk.actor.id,
            course=tuple(_course(desk, row)),
            own_number=row.number,
        )
    )
    standing = inquiring.standing(made, desk.rulebook.on(desk.today), desk.today)
    return books.inquiries.add(made, place_of_inquiry(made, standing))


def _course(desk: Desk, row: InquiryRow) -> Iterator[CourseEntry]:
    """Yield what the ledger tells of the course; of what is open, only what was said so far."""

    def step(step: CourseStep) -> CourseEntry:
        return CourseEntry(
            id=desk.ports.chance.token(),
            step=step,
            on=row.completed_on or row.said.received_on,
            by=NOBODY,
            at=desk.ports.clock.now(),
        )

    told = "\n".join(each for each in (row.answer, row.outcome) if each.strip())
    if row.completed_on is None:
        if told:
            yield replace(step(CourseStep.SUPPLEMENT), text=told, channel=row.said.channel)
        return
    answered = row.answered_on or row.completed_on
    yield replace(step(CourseStep.ANSWERED), on=answered, text=row.answer, channel=row.said.channel)
    if row.cause is not None:
        yield replace(step(CourseStep.CAUSE), cause=row.cause)
    yield step(CourseStep.CLOSED)
