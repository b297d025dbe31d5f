# SPDX-License-Identifier: MIT
"""The ledgers an auditor asks for, each declared once and read for screen, paper and file (I3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from desk_app.desk import reading
from desk_app.desk.audit import inquiry_ledgers, people_ledgers, register_ledgers
from desk_app.desk.audit import ledger_rows as rows
from desk_app.desk.audit.ledger_rows import LedgerSource, TableWords, Told
from desk_app.desk.audit.ledgers import (
    MOST_APPLICATIONS,
    MOST_ROWS,
    applications_page,
    nameless_applications_page,
    stamp_book_page,
)
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput
from desk_app.desk.ports import Progress
from desk_app.records.books.journal import Action
from desk_app.records.books.ledgers import (
    Ledger,
    LedgerField,
    LedgerKind,
    LedgerRead,
    LedgerWanted,
)
from desk_app.records.desk.people import Language
from desk_app.records.pages import ApplicationsPage, LedgerPage, TablePage
from desk_app.rules.rulebook.terms import Duty

_LONGEST_MONTH = 31
_ROWS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class LedgerBook:
    """A ledger: its columns in their order, and what yields its rows, the oldest first."""

    fields: tuple[LedgerField, ...]
    rows: Callable[[LedgerSource], Iterator[Told]]
    needs: Duty | None = None
    """What everybody must have who reads it; without, who reads cases or lets ledgers go does."""


def may_read(desk: Desk, kind: LedgerKind) -> bool:
    """Return whether whoever is signed in may read a ledger, be it without names."""
    needs = BOOKS[kind].needs
    if needs is not None:
        return desk.may(needs)
    return desk.may(Duty.READ_CASES) or desk.may(Duty.EXPORT)


def read(
    desk: Desk, wanted: LedgerWanted, words: TableWords, progress: Progress | None = None
) -> LedgerRead:
    """Return a ledger of some days: without names for who may read no applicant's data.

    Raises NotAllowed, BadInput for days in the wrong order and for more rows than a sheet can
    hold, Cancelled.
    """
    under_way = LedgerUnderWay(desk, wanted, words, progress)
    while under_way.go_on(_ROWS_AT_ONCE):
        pass
    return under_way.read


class LedgerUnderWay:
    """A ledger that is read piece by piece: between two pieces other work may be done."""

    def __init__(
        self, desk: Desk, wanted: LedgerWanted, words: TableWords, progress: Progress | None = None
    ) -> None:
        """Begin; raises as ``read`` does."""
        book = BOOKS[wanted.kind]
        if book.needs is not None:
            desk.must(book.needs)
        if not desk.may(Duty.READ_CASES):
            desk.must(book.needs or Duty.EXPORT)
            wanted = replace(wanted, named=False)
        if wanted.last < wanted.first:
            raise BadInput("days_turned", place="last")
        names = {user.id: user.name for user in reading.people(desk)}
        self._wanted = wanted
        self._told = book.rows(LedgerSource(desk, wanted, words, progress, names))
        self._found: list[Told] = []

    @property
    def read(self) -> LedgerRead:
        """Return what was read so far."""
        return _in_columns(self._wanted, self._found)

    def go_on(self, rows: int) -> bool:
        """Read so many rows more, and say whether there may be others; raises as ``read`` does."""
        before = len(self._found)
        self._found += islice(self._told, rows)
        if len(self._found) > MOST_ROWS:
            raise BadInput("ledger_too_long", {"most": MOST_ROWS}, place="first")
        return len(self._found) == before + rows


def _in_columns(wanted: LedgerWanted, rows: Iterable[Told]) -> LedgerRead:
    """Return rows in the columns of their ledger, without names where none are wanted."""
    fields = BOOKS[wanted.kind].fields
    heads = [each.head if wanted.named or not each.named else None for each in fields]
    told = (tuple(None if head is None else row.get(head) for head in heads) for row in rows)
    return LedgerRead(wanted, fields, tuple(told))


def export(
    desk: Desk,
    wanted: LedgerWanted,
    words: TableWords,
    progress: Progress | None = None,
    *,
    cp932: bool = False,
) -> Ledger:
    """Return a ledger as a table for a file outside the desk; the journal says so first (T29).

    Raises as ``read`` does, BadInput where ``cp932`` is asked for and cannot say it all.
    """
    desk.must(Duty.EXPORT)
    table = words.table(read(desk, wanted, words, progress))
    if cp932:
        desk.ports.sheets.must_be_in_cp932(table)
    _note_leaving(desk, wanted, len(table.rows))
    return table


def on_paper(
    desk: Desk,
    wanted: LedgerWanted,
    language: Language,
    words: TableWords,
    progress: Progress | None = None,
) -> LedgerPage:
    """Return a ledger as it prints; the journal says that it does.

    The applications have sheets of their own (R1), a whole month of the stamp book too (R2).
    Raises as ``read`` does, BadInput for more rows than one print holds.
    """
    if wanted.kind is LedgerKind.APPLICATIONS:
        return _applications_on_paper(desk, wanted, language, words, progress)
    if wanted.kind is LedgerKind.STAMPS and not wanted.text and _is_month(wanted):
        _note_leaving(desk, wanted, len(read(desk, wanted, words).rows))
        return stamp_book_page(desk, wanted.first.year, wanted.first.month, language)
    found = read(desk, wanted, words, progress)
    table = words.table(found)
    must_fit_on_paper(table)
    _note_leaving(desk, wanted, len(table.rows))
    return table_page(desk, found.wanted, table, language)


def must_fit_on_paper(table: Ledger) -> None:
    """Raise BadInput for more rows than one print holds."""
    if len(table.rows) > MOST_APPLICATIONS:
        raise BadInput("ledger_too_long", {"most": MOST_APPLICATIONS}, place="first")


def table_page(desk: Desk, wanted: LedgerWanted, table: Ledger, language: Language) -> TablePage:
    """Return a table that was read and noted as it prints."""
    profile, mark = reading.office(desk)
    return TablePage(
        language=language,
        profile=profile,
        printed_on=desk.today,
        first=wanted.first,
        last=wanted.last,
        table=table,
        mark=mark,
        text=wanted.text,
    )


def _applications_on_paper(
    desk: Desk,
    wanted: LedgerWanted,
    language: Language,
    words: TableWords,
    progress: Progress | None,
) -> ApplicationsPage:
    """Return the applications as they print (R1): those whose row on the screen is left."""
    named = wanted.named and desk.may(Duty.READ_CASES)
    made = applications_page if named else nameless_applications_page
    page = made(desk, wanted.first, wanted.last, language, words, progress)
    if not wanted.text:
        return page
    wanted = replace(wanted, named=named)
    shown = words.table(_in_columns(wanted, map(rows.application, page.rows)))
    numbers = {row[0] for row in shown.rows}
    left = tuple(row for row in page.rows if row.receipt_number in numbers)
    return replace(page, rows=left, text=wanted.text)


def _is_month(wanted: LedgerWanted) -> bool:
    after = wanted.last + timedelta(days=1)
    return wanted.first.day == after.day == 1 and (after - wanted.first).days <= _LONGEST_MONTH


def saved_on_paper(
    desk: Desk,
    wanted: LedgerWanted,
    language: Language,
    words: TableWords,
    progress: Progress | None = None,
) -> LedgerPage:
    """Return the same for a file outside the desk (T29)."""
    desk.must(Duty.EXPORT)
    return on_paper(desk, wanted, language, words, progress)


def _note_leaving(desk: Desk, wanted: LedgerWanted, rows: int) -> None:
    """Note that so many rows of a ledger leave the desk, on paper or as a file."""
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.journal.note(
            Action.LEDGER_EXPORTED,
            None,
            ledger=wanted.kind.value,
            rows=rows,
            since=wanted.first,
            until=wanted.last,
        )
        books.commit()


BOOKS: Mapping[LedgerKind, LedgerBook] = {
    LedgerKind.APPLICATIONS: LedgerBook(rows.APPLICATIONS, rows.applications),
    LedgerKind.INQUIRIES: LedgerBook(inquiry_ledgers.INQUIRIES, inquiry_ledgers.received),
    LedgerKind.MEASURES: LedgerBook(inquiry_ledgers.MEASURES, inquiry_ledgers.measures),
    LedgerKind.LEAKS: LedgerBook(inquiry_ledgers.LEAKS, inquiry_ledgers.leaks),
    LedgerKind.DISPOSALS: LedgerBook(rows.DISPOSALS, rows.disposals),
    LedgerKind.STAMPS: LedgerBook(rows.STAMPS, rows.stamps),
    LedgerKind.PURPOSES: LedgerBook(register_ledgers.PURPOSES, register_ledgers.purposes),
    LedgerKind.PROVISIONS: LedgerBook(register_ledgers.PROVISIONS, register_ledgers.provisions),
    LedgerKind.PLACES: LedgerBook(register_ledgers.PLACES, register_ledgers.places),
    LedgerKind.TRAININGS: LedgerBook(register_ledgers.TRAININGS, register_ledgers.trainings),
    LedgerKind.POSTINGS: LedgerBook(rows.POSTINGS, rows.postings),
    LedgerKind.MAIL: LedgerBook(rows.MAIL, rows.mail),
    LedgerKind.ACCESSES: LedgerBook(rows.ACCESSES, rows.accesses, Duty.READ_JOURNAL),
    LedgerKind.ROLES: LedgerBook(people_ledgers.ROLES, people_ledgers.roles, Duty.READ_JOURNAL),
    LedgerKind.RULEBOOKS: LedgerBook(
        people_ledgers.RULEBOOKS, people_ledgers.rulebooks_in_force, Duty.READ_JOURNAL
    ),
    LedgerKind.MY_NUMBER: LedgerBook(rows.MY_NUMBER, rows.my_numbers),
}
"""The ledgers in the order in which they are offered; one more is a line here."""


def year_of(today: date) -> tuple[date, date]:
    """Return the year that ledgers are kept by, from April on, as far as it has come."""
    return today.replace(year=today.year - (today.month < _APRIL), month=_APRIL, day=1), today


_APRIL = 4
