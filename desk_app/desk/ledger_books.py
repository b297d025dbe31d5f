# SPDX-License-Identifier: MIT
"""The ledgers an auditor asks for, each declared once and read for screen, paper and file (I3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Protocol

from desk_app.desk import reading, stamps
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, Cancelled
from desk_app.desk.ledgers import (
    MOST_APPLICATIONS,
    MOST_ROWS,
    ApplicationRowReader,
    LedgerWords,
    applications_page,
    nameless_applications_page,
    stamp_book_page,
)
from desk_app.desk.ports import Progress
from desk_app.desk.rows import MailLine, PostingLine
from desk_app.records.base import HeldThingId, MailItemId, UserId
from desk_app.records.disposal import DisposalItem, DisposalRecord
from desk_app.records.journal import Action
from desk_app.records.ledgers import (
    Ledger,
    LedgerField,
    LedgerFieldKind,
    LedgerHead,
    LedgerKind,
    LedgerMark,
    LedgerRead,
    LedgerValue,
    LedgerWanted,
)
from desk_app.records.mail import HeldKind, HeldThing, MailItem, PaymentLine
from desk_app.records.pages import ApplicationsPage, LedgerPage, LedgerRow, TablePage
from desk_app.records.papers import Enclosure, MaskAction, MaskState
from desk_app.records.people import Language
from desk_app.records.stamps import Pile
from desk_app.rules.clock import day_of
from desk_app.rules.pages_back import NUMBER, things
from desk_app.rules.rulebook.terms import Duty

Told = Mapping[LedgerHead, LedgerValue]
"""A row: what stands in its columns; one that is not there stays empty."""


_LONGEST_MONTH = 31


class TableWords(LedgerWords, Protocol):
    """Says a ledger in words of one language."""

    def table(self, read: LedgerRead) -> Ledger:
        """Return it as a table: the rows in which the text that is wanted stands."""
        ...

    def stamps(self, line: PaymentLine, count: int) -> str:
        """Name so many pieces of a line, and their condition where it is not sound."""
        ...

    def held(self, thing: HeldThing) -> str:
        """Name a thing of the return list."""
        ...

    def piles(self, piles: tuple[Pile, ...]) -> str:
        """Write stamps by face value and count."""
        ...


@dataclass(frozen=True, slots=True)
class LedgerSource:
    """What the rows of a ledger are read from."""

    desk: Desk
    wanted: LedgerWanted
    words: TableWords
    progress: Progress | None
    names: Mapping[UserId, str]

    def name(self, user: UserId | None) -> str:
        """Return the name of one of the desk's people; empty where nobody is meant."""
        return "" if user is None else self.names.get(user, "")


@dataclass(frozen=True, slots=True)
class LedgerBook:
    """A ledger: its columns in their order, and what yields its rows, the oldest first."""

    fields: tuple[LedgerField, ...]
    rows: Callable[[LedgerSource], Iterator[Told]]
    duty: Duty = Duty.EXPORT
    """What whoever reads it must have who may read no applicant's data."""


def may_read(desk: Desk, kind: LedgerKind) -> bool:
    """Return whether whoever is signed in may read a ledger, be it without names."""
    return desk.may(Duty.READ_CASES) or desk.may(BOOKS[kind].duty)


def read(
    desk: Desk, wanted: LedgerWanted, words: TableWords, progress: Progress | None = None
) -> LedgerRead:
    """Return a ledger of some days: without names for who may read no applicant's data.

    Raises NotAllowed, BadInput for days in the wrong order and for more rows than a sheet can
    hold, Cancelled.
    """
    book = BOOKS[wanted.kind]
    if not desk.may(Duty.READ_CASES):
        desk.must(book.duty)
        wanted = replace(wanted, named=False)
    if wanted.last < wanted.first:
        raise BadInput("days_turned", place="last")
    names = {user.id: user.name for user in reading.people(desk)}
    rows = book.rows(LedgerSource(desk, wanted, words, progress, names))
    # One more than a sheet can hold says that there are too many.
    found = _in_columns(wanted, islice(rows, MOST_ROWS + 1))
    if len(found.rows) > MOST_ROWS:
        raise BadInput("ledger_too_long", {"most": MOST_ROWS}, place="first")
    return found


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
    note_leaving(desk, wanted, len(table.rows))
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
        note_leaving(desk, wanted, len(read(desk, wanted, words).rows))
        return stamp_book_page(desk, wanted.first.year, wanted.first.month, language)
    found = read(desk, wanted, words, progress)
    table = words.table(found)
    must_fit_on_paper(table)
    note_leaving(desk, wanted, len(table.rows))
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
        named=wanted.named,
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
    shown = words.table(_in_columns(wanted, map(_application, page.rows)))
    numbers = {row[0] for row in shown.rows}
    rows = tuple(row for row in page.rows if row.receipt_number in numbers)
    return replace(page, rows=rows, text=wanted.text)


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


def note_leaving(desk: Desk, wanted: LedgerWanted, rows: int) -> None:
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


# 6.1: the applications received, and what became of each.


_H, _K = LedgerHead, LedgerFieldKind

_APPLICATIONS = (
    LedgerField(_H.RECEIPT_NUMBER, width=10),
    LedgerField(_H.RECEIVED, _K.DAY),
    LedgerField(_H.HOW, width=14),
    LedgerField(_H.TRACKING_NUMBER, width=16),
    LedgerField(_H.LOGGED_BY, width=14),
    LedgerField(_H.OPENED_BY, width=20),
    LedgerField(_H.PRINCIPAL, width=18, named=True),
    LedgerField(_H.PROXY_KIND, width=16),
    LedgerField(_H.PROXY, width=18, named=True),
    LedgerField(_H.RIGHTS, width=24),
    LedgerField(_H.SCOPE, width=28, named=True),
    LedgerField(_H.IDENTITY, width=28),
    LedgerField(_H.AUTHORITY, width=28),
    LedgerField(_H.FEE, _K.NUMBER, 10, summed=True),
    LedgerField(_H.FEE_VALID, _K.NUMBER, 10, summed=True),
    LedgerField(_H.FEE_SHORT, _K.NUMBER, 10, summed=True),
    LedgerField(_H.NOTICES, width=16),
    LedgerField(_H.DUE, _K.DAY),
    LedgerField(_H.STATE, width=18),
    LedgerField(_H.DECIDED, width=28),
    LedgerField(_H.ARTICLES, width=20),
    LedgerField(_H.LETTERS, width=16),
    LedgerField(_H.POSTED, _K.DAY),
    LedgerField(_H.COMPLETED, _K.DAY),
    LedgerField(_H.KEPT_UNTIL, _K.DAY),
)


def _applications(source: LedgerSource) -> Iterator[Told]:
    reader = ApplicationRowReader(source.desk, source.words, source.progress, MOST_ROWS)
    yield from map(_application, reader.rows(source.wanted.first, source.wanted.last))


def _application(row: LedgerRow) -> Told:
    ends = {
        _H.RECEIPT_NUMBER: row.receipt_number,
        _H.COMPLETED: row.completed_on,
        _H.KEPT_UNTIL: row.kept_until,
    }
    if row.kind is None:
        return ends | {_H.STATE: LedgerMark.DISPOSED}
    dues, sent = [each.due for each in row.notices], [each.posted_on for each in row.sent]
    return ends | {
        _H.RECEIVED: row.received_on,
        _H.HOW: row.kind,
        _H.TRACKING_NUMBER: row.tracking_number,
        _H.LOGGED_BY: row.logged_by,
        _H.OPENED_BY: row.opened_by,
        _H.PRINCIPAL: row.principal,
        _H.PROXY_KIND: row.proxy_kind,
        _H.PROXY: row.proxy,
        _H.RIGHTS: row.rights,
        _H.SCOPE: row.scope,
        _H.IDENTITY: row.identity,
        _H.AUTHORITY: row.authority,
        _H.FEE: row.fee.due,
        _H.FEE_VALID: row.fee.valid,
        _H.FEE_SHORT: row.fee.short,
        _H.NOTICES: tuple(each.number for each in row.notices),
        _H.DUE: max(dues, default=None),
        _H.STATE: row.state,
        _H.DECIDED: row.decided,
        _H.ARTICLES: row.articles,
        _H.LETTERS: tuple(each.number for each in row.sent),
        _H.POSTED: max(sent, default=None),
    }


# 6.3: what was disposed of, application by application; it names no applicant.


_DISPOSALS = (
    LedgerField(_H.DISPOSAL, width=12),
    LedgerField(_H.RECEIPT_NUMBER, width=10),
    LedgerField(_H.COMPLETED, _K.DAY),
    LedgerField(_H.KEPT_UNTIL, _K.DAY),
    LedgerField(_H.SHEETS, _K.NUMBER, 8, summed=True),
    LedgerField(_H.LETTERS, _K.NUMBER, 8, summed=True),
    LedgerField(_H.STATE, width=16),
    LedgerField(_H.PROPOSED, _K.DAY),
    LedgerField(_H.PROPOSED_BY, width=14),
    LedgerField(_H.APPROVED, _K.DAY),
    LedgerField(_H.APPROVED_BY, width=14),
    LedgerField(_H.CARRIED_OUT, _K.DAY),
    LedgerField(_H.DESTROYED, _K.DAY),
    LedgerField(_H.METHOD, width=10),
    LedgerField(_H.DESTROYED_BY, width=14),
    LedgerField(_H.WITNESS, width=14),
)


def _disposals(source: LedgerSource) -> Iterator[Told]:
    with source.desk.ports.store.reading() as books:
        records = books.disposals.all()[::-1]
    for record in records:
        on = day_of(record.carried_out_at or record.proposed_at)
        if source.wanted.first <= on <= source.wanted.last:
            yield from (_disposed(source, record, item) for item in record.items)


def _disposed(source: LedgerSource, record: DisposalRecord, item: DisposalItem) -> Told:
    told: dict[LedgerHead, LedgerValue] = {
        _H.DISPOSAL: record.number,
        _H.RECEIPT_NUMBER: item.receipt_number,
        _H.COMPLETED: item.completed_on,
        _H.KEPT_UNTIL: item.kept_until,
        _H.SHEETS: item.sheets,
        _H.LETTERS: item.letters,
        _H.STATE: record.state,
        _H.PROPOSED: day_of(record.proposed_at),
        _H.PROPOSED_BY: source.name(record.proposed_by),
    }
    if record.approval is not None:
        told[_H.APPROVED] = record.approval.on
        told[_H.APPROVED_BY] = source.name(record.approval.by)
    if record.carried_out_at is not None:
        told[_H.CARRIED_OUT] = day_of(record.carried_out_at)
    if record.paper is not None:
        told[_H.DESTROYED] = record.paper.on
        told[_H.METHOD] = record.paper.method
        told[_H.DESTROYED_BY] = source.name(record.paper.by)
        told[_H.WITNESS] = source.name(record.paper.witness)
    return told


# 6.5: the stamp book; what was bought where may name nobody, and it names no applicant.


_STAMPS = (
    LedgerField(_H.DAY, _K.DAY),
    LedgerField(_H.WHAT, width=24),
    LedgerField(_H.RECEIPT_NUMBER, width=10),
    LedgerField(_H.REFERENCE, width=14),
    LedgerField(_H.VALUE, _K.SEN, 8),
    LedgerField(_H.CAME, _K.NUMBER, 8, summed=True),
    LedgerField(_H.WENT, _K.NUMBER, 8, summed=True),
    LedgerField(_H.LEFT, _K.NUMBER, 8),
    LedgerField(_H.CAME_WORTH, _K.SEN, 10, summed=True),
    LedgerField(_H.WENT_WORTH, _K.SEN, 10, summed=True),
    LedgerField(_H.BALANCE, _K.SEN, 10),
    LedgerField(_H.BY, width=14),
)


def _stamps(source: LedgerSource) -> Iterator[Told]:
    book = stamps.between(source.desk, source.wanted.first, source.wanted.last)
    for row in book.rows:
        yield {
            _H.DAY: row.on,
            _H.WHAT: (row.movement, row.note),
            _H.RECEIPT_NUMBER: row.receipt_number,
            _H.REFERENCE: row.reference,
            _H.VALUE: row.value,
            _H.CAME: row.came or None,
            _H.WENT: row.went or None,
            _H.LEFT: row.left,
            _H.CAME_WORTH: row.came_worth or None,
            _H.WENT_WORTH: row.went_worth or None,
            _H.BALANCE: row.balance,
            _H.BY: source.name(row.by),
        }


# 6.7: the envelopes sent; of an application that was disposed of its number and its last day.


_POSTINGS = (
    LedgerField(_H.POSTED, _K.DAY),
    LedgerField(_H.LETTERS, width=16),
    LedgerField(_H.RECEIPT_NUMBER, width=10),
    LedgerField(_H.ADDRESSEE, width=20, named=True),
    LedgerField(_H.KIND, width=14),
    LedgerField(_H.GRAMS, _K.NUMBER, 8),
    LedgerField(_H.POSTAGE, _K.NUMBER, 10, summed=True),
    LedgerField(_H.STAMPS, width=24),
    LedgerField(_H.TRACKING_NUMBER, width=16, named=True),
    LedgerField(_H.SLIP, width=12),
    LedgerField(_H.DELIVERED, _K.DAY),
    LedgerField(_H.CAME_BACK, _K.DAY),
    LedgerField(_H.WHY, width=16),
    LedgerField(_H.BY, width=14),
    LedgerField(_H.STATE, width=12),
)


def _postings(source: LedgerSource) -> Iterator[Told]:
    first, last = source.wanted.first, source.wanted.last
    store = source.desk.ports.store
    sent = store.postings.sent(first, last, MOST_ROWS + 1)
    with store.reading() as books:
        gone = _gone(books.disposals.all(), first, last)
    total = len(sent)
    for done, line in enumerate(reversed(sent)):
        reach(source.progress, done, total)
        while gone and gone[0].completed_on < line.posting.posted_on:
            yield _ended(gone.pop(0))
        yield _posted(source, line)
    yield from map(_ended, gone)


def _gone(records: Iterable[DisposalRecord], first: date, last: date) -> list[DisposalItem]:
    """Return what was disposed of and was completed in some days, in order."""
    items = (
        item for record in records if record.carried_out_at is not None for item in record.items
    )
    found = (item for item in items if first <= item.completed_on <= last)
    return sorted(found, key=lambda item: (item.completed_on, item.receipt_number))


def _ended(item: DisposalItem) -> Told:
    """Tell of what was disposed of: the letter that ended it was posted on its last day (H1)."""
    return {
        _H.POSTED: item.completed_on,
        _H.RECEIPT_NUMBER: item.receipt_number,
        _H.STATE: LedgerMark.DISPOSED,
    }


def _posted(source: LedgerSource, line: PostingLine) -> Told:
    posting = line.posting
    told: dict[LedgerHead, LedgerValue] = {
        _H.POSTED: posting.posted_on,
        _H.LETTERS: tuple(number for _, number in line.letters),
        _H.RECEIPT_NUMBER: line.receipt_number,
        _H.ADDRESSEE: line.name,
        _H.KIND: posting.kind,
        _H.TRACKING_NUMBER: posting.tracking_number,
        _H.SLIP: posting.slip,
        _H.DELIVERED: posting.delivered_on,
        _H.CAME_BACK: posting.came_back_on,
        _H.WHY: posting.came_back_why,
        _H.BY: source.name(posting.posted_by),
    }
    postage = posting.postage
    if postage is not None:
        told[_H.GRAMS] = postage.grams or None
        told[_H.POSTAGE] = postage.yen
        told[_H.STAMPS] = source.words.piles(postage.stamps) or postage.paid_by
    return told


# 6.8: the mail received, as it was opened.


_MAIL = (
    LedgerField(_H.ARRIVED, _K.DAY),
    LedgerField(_H.LOGGED, _K.DAY),
    LedgerField(_H.SENDER, width=20, named=True),
    LedgerField(_H.MATTER, width=16),
    LedgerField(_H.KIND, width=14),
    LedgerField(_H.TRACKING_NUMBER, width=16, named=True),
    LedgerField(_H.POSTMARK, _K.DAY),
    LedgerField(_H.RED_MARKING, width=9),
    LedgerField(_H.CONTENTS, width=36),
    LedgerField(_H.OPENED_BY, width=20),
    LedgerField(_H.LOGGED_BY, width=14),
    LedgerField(_H.RECEIPT_NUMBER, width=16),
)


def _mail(source: LedgerSource) -> Iterator[Told]:
    for item, line in _arrived(source):
        yield {
            _H.ARRIVED: item.arrived_on,
            _H.LOGGED: None if item.logged_at is None else day_of(item.logged_at),
            _H.SENDER: item.sender,
            _H.MATTER: item.matter,
            _H.KIND: item.kind,
            _H.TRACKING_NUMBER: item.tracking_number,
            _H.POSTMARK: item.postmark,
            _H.RED_MARKING: LedgerMark.SEEN if item.red_marking else None,
            _H.CONTENTS: (
                *(source.words.stamps(each, each.count) for each in item.payments),
                *(source.words.held(each) for each in item.held),
            ),
            _H.OPENED_BY: tuple(map(source.name, item.opened_by)),
            _H.LOGGED_BY: source.name(item.logged_by),
            _H.RECEIPT_NUMBER: line.numbers,
        }


def _arrived(source: LedgerSource) -> Iterator[tuple[MailItem, MailLine]]:
    """Yield the mail of the days that are wanted, read by hundreds, so that it can be stopped."""
    store = source.desk.ports.store
    with store.reading() as books:
        ids = books.mail.arrived_between(source.wanted.first, source.wanted.last)
    for start in range(0, len(ids), _AT_ONCE):
        reach(source.progress, start, len(ids))
        some = ids[start : start + _AT_ONCE]
        with store.reading() as books:
            items = tuple(map(books.mail.get, some))
        yield from zip(items, store.queries.mail_lines(some), strict=True)


_AT_ONCE = 500


# 6.10: documents that show an individual number, which nobody may keep: what was done with each.


_MY_NUMBER = (
    LedgerField(_H.ARRIVED, _K.DAY),
    LedgerField(_H.RECEIPT_NUMBER, width=16),
    LedgerField(_H.PAPER, width=36),
    LedgerField(_H.OPENED_BY, width=20),
    LedgerField(_H.DONE, width=24),
    LedgerField(_H.DONE_ON, _K.DAY),
    LedgerField(_H.DONE_BY, width=14),
)


def _my_numbers(source: LedgerSource) -> Iterator[Told]:
    """Yield papers on which a number was seen, then what else of the kind went back."""
    told: set[tuple[MailItemId, HeldThingId]] = set()
    yield from _numbered_papers(source, told)
    for item, line in _arrived(source):
        for thing in item.held:
            if thing.kind is HeldKind.MY_NUMBER_DOCUMENT and (item.id, thing.id) not in told:
                yield {
                    _H.ARRIVED: item.arrived_on,
                    _H.RECEIPT_NUMBER: line.numbers,
                    _H.PAPER: thing.kind,
                    _H.OPENED_BY: tuple(map(source.name, item.opened_by)),
                    **_gone_back(source, thing),
                }


def _gone_back(source: LedgerSource, thing: HeldThing) -> Told:
    back = thing.returned_on is not None
    return {
        _H.DONE: MaskAction.RETURNED if back else LedgerMark.OPEN,
        _H.DONE_ON: thing.returned_on,
        _H.DONE_BY: source.name(thing.returned_by),
    }


def _numbered_papers(
    source: LedgerSource, told: set[tuple[MailItemId, HeldThingId]]
) -> Iterator[Told]:
    """Yield the papers that came with a number to be seen, and note the things they went back as.

    An application whose papers came on other days besides is read for those of the days wanted.
    """
    first, last = source.wanted.first, source.wanted.last
    with source.desk.ports.store.reading() as books:
        ids = books.files.with_masked(NUMBER, first, last)
        for done, id_ in enumerate(ids):
            reach(source.progress, done, len(ids))
            file = books.files.get(id_)
            rules, mail = source.desk.rules_of(file.application), {m.id: m for m in file.mail}
            back = {page.paper.id: thing for page, thing in things(file).items()}
            for paper in file.enclosures:
                action = _seen_number(paper)
                if action is None or not first <= paper.arrived_on <= last:
                    continue
                item, thing = mail.get(paper.mail_item), back.get(paper.id)
                row: dict[LedgerHead, LedgerValue] = {
                    _H.ARRIVED: paper.arrived_on,
                    _H.RECEIPT_NUMBER: file.application.receipt_number,
                    _H.PAPER: source.words.paper(paper, rules),
                    _H.DONE: action,
                }
                if item is not None:
                    row[_H.OPENED_BY] = tuple(map(source.name, item.opened_by))
                    row[_H.DONE_BY] = source.name(item.logged_by)
                if thing is not None:
                    told.add((thing.mail_item, thing.id))
                    row |= _gone_back(source, thing)
                yield row


def _seen_number(paper: Enclosure) -> MaskAction | LedgerMark | None:
    """Return what was done with a number that was to be seen on a paper; None where none was."""
    for each in paper.masking:
        if each.item == NUMBER and each.state is MaskState.VISIBLE:
            return each.action or LedgerMark.OPEN
    return None


BOOKS: Mapping[LedgerKind, LedgerBook] = {
    LedgerKind.APPLICATIONS: LedgerBook(_APPLICATIONS, _applications),
    LedgerKind.DISPOSALS: LedgerBook(_DISPOSALS, _disposals),
    LedgerKind.STAMPS: LedgerBook(_STAMPS, _stamps),
    LedgerKind.POSTINGS: LedgerBook(_POSTINGS, _postings),
    LedgerKind.MAIL: LedgerBook(_MAIL, _mail),
    LedgerKind.MY_NUMBER: LedgerBook(_MY_NUMBER, _my_numbers),
}
"""The ledgers in the order in which they are offered; one more is a line here."""


def reach(progress: Progress | None, done: int, total: int) -> None:
    """Say how far a ledger is read; raises Cancelled where it shall not go on."""
    if progress is None:
        return
    if progress.cancelled:
        raise Cancelled
    progress.report(done, total)


def year_of(today: date) -> tuple[date, date]:
    """Return the year that ledgers are kept by, from April on, as far as it has come."""
    return today.replace(year=today.year - (today.month < _APRIL), month=_APRIL, day=1), today


_APRIL = 4
