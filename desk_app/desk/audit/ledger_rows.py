# SPDX-License-Identifier: MIT
"""The columns of each ledger, and the rows as they are read from the desk (I3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Protocol

from desk_app.desk.audit.inquiry_ledgers import InquiryCourseWords
from desk_app.desk.audit.ledgers import (
    MOST_ROWS,
    ApplicationRowReader,
    LedgerWords,
    without_words_of_before,
)
from desk_app.desk.audit.register_ledgers import RegisterWords
from desk_app.desk.context import Desk
from desk_app.desk.disposal import doers
from desk_app.desk.ports import Progress, say_how_far
from desk_app.desk.post import stamps as stamp_book
from desk_app.desk.rows import JournalFilter, MailLine, PostingLine
from desk_app.records.base import HeldThingId, MailItemId, UserId, provision_of
from desk_app.records.books.journal import Action
from desk_app.records.books.ledgers import (
    Ledger,
    LedgerField,
    LedgerFieldKind,
    LedgerHead,
    LedgerMark,
    LedgerRead,
    LedgerValue,
    LedgerWanted,
)
from desk_app.records.case.application import Form
from desk_app.records.case.disposal import DisposalItem, DisposalRecord, HeldBack
from desk_app.records.case.findings import ClaimState
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.mail import (
    STAMPS_BACK,
    HeldKind,
    HeldThing,
    MailItem,
    MailKind,
    PaymentLine,
)
from desk_app.records.case.papers import Enclosure, MaskAction, MaskState
from desk_app.records.case.stamps import Pile
from desk_app.records.pages import LedgerRow
from desk_app.rules.case import replies
from desk_app.rules.case.pages_back import NUMBER, things
from desk_app.rules.days.clock import day_of, time_of
from desk_app.rules.fee.pieces import KIND_OF_PIECE, SEN, value_of
from desk_app.rules.finding_codes import Cited
from desk_app.rules.rulebook.rulebook import Rules

Told = Mapping[LedgerHead, LedgerValue]
"""A row: what stands in its columns; one that is not there stays empty."""


class TableWords(LedgerWords, RegisterWords, InquiryCourseWords, Protocol):
    """Says a ledger in words of one language."""

    def table(self, read: LedgerRead) -> Ledger:
        """Return it as a table: the rows in which the text that is wanted stands."""
        ...

    def form(self, form: Form, rules: Rules) -> str:
        """Name a form."""
        ...

    def stamps(self, line: PaymentLine, count: int) -> str:
        """Name so many pieces of a line, and their condition where it is not sound."""
        ...

    def with_back(self, told: str, back: Sequence[tuple[HeldThing, int]]) -> str:
        """Say how many of the pieces that are told went back, or go back; the excess as such."""
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

    def reach(self, done: int, total: int) -> None:
        """Say how far the ledger is read; raises Cancelled where it shall not go on."""
        say_how_far(self.progress, done, total)


# 6.1: the applications received, and what became of each.


_H, _K = LedgerHead, LedgerFieldKind

APPLICATIONS = (
    LedgerField(_H.RECEIPT_NUMBER, width=10),
    LedgerField(_H.OWN_NUMBER, width=12, named=True),
    LedgerField(_H.RECEIVED, _K.DAY),
    LedgerField(_H.TIME, width=7),
    LedgerField(_H.POSTMARK, _K.DAY),
    LedgerField(_H.HOW, width=14),
    LedgerField(_H.TRACKING_NUMBER, width=16),
    LedgerField(_H.LOGGED_BY, width=14),
    LedgerField(_H.OPENED_BY, width=20),
    LedgerField(_H.PRINCIPAL, _K.NAME, 18, named=True),
    LedgerField(_H.READING, width=18, named=True),
    LedgerField(_H.BORN, _K.DAY, named=True),
    LedgerField(_H.ADDRESS, width=28, named=True),
    LedgerField(_H.PROXY_KIND, width=16),
    LedgerField(_H.PROXY, _K.NAME, 18, named=True),
    LedgerField(_H.RIGHTS, width=24),
    LedgerField(_H.SCOPE, width=28, named=True),
    LedgerField(_H.WISHED, width=12),
    LedgerField(_H.IDENTITY, width=28),
    LedgerField(_H.AUTHORITY, width=28),
    LedgerField(_H.COMPARED, width=16),
    LedgerField(_H.JUDGED_BY, width=14),
    LedgerField(_H.MASKED, width=20),
    LedgerField(_H.FEE, _K.NUMBER, 10, summed=True),
    LedgerField(_H.FEE_CAME, _K.NUMBER, 10, summed=True),
    LedgerField(_H.FEE_VALID, _K.NUMBER, 10, summed=True),
    LedgerField(_H.FEE_SHORT, _K.NUMBER, 10, summed=True),
    LedgerField(_H.FEE_BACK, _K.NUMBER, 10, summed=True),
    LedgerField(_H.PAID, _K.DAY),
    LedgerField(_H.NOTICES, width=16),
    LedgerField(_H.NOTICED, _K.DAY),
    LedgerField(_H.DUE, _K.DAY),
    LedgerField(_H.CURED, _K.DAY),
    LedgerField(_H.DEPARTMENTS, width=20),
    LedgerField(_H.ANSWERED, _K.DAY),
    LedgerField(_H.STATE, width=18),
    LedgerField(_H.DECIDED, width=28),
    LedgerField(_H.ARTICLES, width=20),
    LedgerField(_H.WHY_DECIDED, width=28, named=True),
    LedgerField(_H.PROPOSED_BY, width=14),
    LedgerField(_H.APPROVED_BY, width=14),
    LedgerField(_H.APPROVED, _K.DAY),
    LedgerField(_H.LETTERS, width=16),
    LedgerField(_H.POSTED, _K.DAY),
    LedgerField(_H.SENT_HOW, width=14),
    LedgerField(_H.SENT_NUMBER, width=16),
    LedgerField(_H.DELIVERED, _K.DAY),
    LedgerField(_H.CAME_BACK, _K.DAY),
    LedgerField(_H.RETURNED, width=16),
    LedgerField(_H.COMPLETED, _K.DAY),
    LedgerField(_H.STORED_AT, width=16),
    LedgerField(_H.KEPT_UNTIL, _K.DAY),
    LedgerField(_H.DISPOSAL, width=12),
    LedgerField(_H.DESTROYED, _K.DAY),
    LedgerField(_H.METHOD, width=10),
    LedgerField(_H.DESTROYED_BY, width=14),
    LedgerField(_H.WITNESS, width=14),
    LedgerField(_H.CORRECTIVE, width=8),
    LedgerField(_H.REMARK, width=28, named=True),
)


def applications(source: LedgerSource) -> Iterator[Told]:
    """Yield the applications received, and the numbers between that were disposed of."""
    reader = ApplicationRowReader(source.desk, source.words, source.progress, MOST_ROWS)
    for row in reader.rows(source.wanted.first, source.wanted.last):
        yield application(row if source.wanted.named else without_words_of_before(row))


def application(row: LedgerRow) -> Told:
    """Tell an application as its columns have it; the sheets on paper are made of the same row."""
    ends = {
        _H.RECEIPT_NUMBER: row.receipt_number,
        _H.COMPLETED: row.completed_on,
        _H.KEPT_UNTIL: row.kept_until,
    }
    if row.kind is None:
        return ends | {
            _H.STATE: LedgerMark.DISPOSED if row.disposal else LedgerMark.NO_RECORD,
            _H.DISPOSAL: row.disposal,
            _H.DESTROYED: row.destroyed_on,
            _H.METHOD: row.destroyed_how,
            _H.DESTROYED_BY: row.destroyed_by,
            _H.WITNESS: row.witness,
        }
    dues, sent = [each.due for each in row.notices], [each.posted_on for each in row.sent]
    fee, carried_over = row.fee, row.state is ClaimState.CARRIED_OVER
    amounts = {
        _H.FEE: fee.due,
        _H.FEE_CAME: fee.came,
        _H.FEE_VALID: fee.valid,
        _H.FEE_SHORT: fee.short,
        _H.FEE_BACK: fee.back,
    }
    # What the office's own ledger did not say is said of nobody and nothing.
    told = ends if carried_over else ends | amounts
    return told | {
        _H.OWN_NUMBER: row.own_number,
        _H.RECEIVED: row.received_on,
        _H.TIME: None if row.logged_at is None else time_of(row.logged_at),
        _H.POSTMARK: row.postmark,
        _H.HOW: None if carried_over and row.kind is MailKind.OTHER else row.kind,
        _H.TRACKING_NUMBER: row.tracking_number,
        _H.LOGGED_BY: row.logged_by,
        _H.OPENED_BY: row.opened_by,
        _H.PRINCIPAL: row.principal,
        _H.READING: row.kana,
        _H.BORN: row.born,
        _H.ADDRESS: row.address,
        _H.PROXY_KIND: row.proxy_kind,
        _H.PROXY: row.proxy,
        _H.RIGHTS: row.rights,
        _H.SCOPE: row.scope,
        _H.WISHED: row.method,
        _H.IDENTITY: row.identity,
        _H.AUTHORITY: row.authority,
        _H.COMPARED: row.compared,
        _H.JUDGED_BY: row.judged_by,
        _H.MASKED: row.masked,
        _H.RETURNED: row.returned,
        _H.PAID: row.paid_on,
        _H.NOTICES: tuple(each.number for each in row.notices),
        _H.NOTICED: row.noticed_on,
        _H.DUE: max(dues, default=None),
        _H.CURED: LedgerMark.NOT_CURED if row.uncured else row.cured_on,
        _H.DEPARTMENTS: row.departments,
        _H.ANSWERED: row.answered_on,
        _H.STATE: row.state,
        _H.DECIDED: row.decided,
        _H.ARTICLES: row.articles,
        _H.WHY_DECIDED: row.reasons,
        _H.PROPOSED_BY: row.proposed_by,
        _H.APPROVED_BY: row.approved_by,
        _H.APPROVED: row.approved_on,
        _H.LETTERS: tuple(each.number for each in row.sent),
        _H.POSTED: max(sent, default=None),
        _H.SENT_HOW: tuple(dict.fromkeys(each.kind for each in row.sent)),
        _H.SENT_NUMBER: tuple(dict.fromkeys(each.tracking_number for each in row.sent)),
        _H.DELIVERED: row.delivered_on,
        _H.CAME_BACK: row.came_back_on,
        _H.STORED_AT: row.stored_at,
        _H.CORRECTIVE: row.corrective,
        _H.REMARK: row.remark,
    }


# 6.3: what was disposed of, application by application; it names no applicant.


DISPOSALS = (
    LedgerField(_H.DISPOSAL, width=12),
    LedgerField(_H.RECEIPT_NUMBER, width=10),
    LedgerField(_H.COMPLETED, _K.DAY),
    LedgerField(_H.KEPT_UNTIL, _K.DAY),
    LedgerField(_H.CLAUSE, width=16),
    LedgerField(_H.SHEETS, _K.NUMBER, 8, summed=True),
    LedgerField(_H.LETTERS, _K.NUMBER, 8, summed=True),
    LedgerField(_H.STATE, width=16),
    LedgerField(_H.PROPOSED, _K.DAY),
    LedgerField(_H.PROPOSED_BY, width=14),
    LedgerField(_H.APPROVED, _K.DAY),
    LedgerField(_H.APPROVED_BY, width=14),
    LedgerField(_H.CARRIED_OUT, _K.DAY),
    LedgerField(_H.CARRIED_OUT_BY, width=14),
    LedgerField(_H.CHECKED, _K.DAY),
    LedgerField(_H.CHECKED_BY, width=14),
    LedgerField(_H.RESULT, width=12),
    LedgerField(_H.DESTROYED, _K.DAY),
    LedgerField(_H.METHOD, width=10),
    LedgerField(_H.DESTROYED_BY, width=14),
    LedgerField(_H.WITNESS, width=14),
    LedgerField(_H.CONTRACTOR, width=18),
    LedgerField(_H.CERTIFICATE, width=14),
    LedgerField(_H.CERTIFICATE_ON, _K.DAY),
    LedgerField(_H.HOLD, width=14),
)


def disposals(source: LedgerSource) -> Iterator[Told]:
    """Yield what was disposed of, or proposed, on the days, application by application.

    Behind it stands what was due on the day of the proposal and stayed, with why it was held.
    """
    wanted = source.wanted
    with source.desk.ports.store.reading() as books:
        every = ((day_of(r.carried_out_at or r.proposed_at), r) for r in books.disposals.all())
        records = [record for on, record in every if wanted.first <= on <= wanted.last][::-1]
        noted = books.journal.of_actions(doers.DELETED)
        acted = {record.id: doers.who_deleted(books, noted, record) for record in records}
    for record in records:
        for item in record.items:
            yield _disposed(source, record, item) | _deleted(source, record, acted[record.id])
        yield from (_held_back(source, record, held) for held in record.held)


def _deleted(
    source: LedgerSource, record: DisposalRecord, acted: Mapping[Action, UserId]
) -> dict[LedgerHead, LedgerValue]:
    """Tell who deleted the data, who had it checked, and what was found."""
    check = record.check
    if record.carried_out_at is None or check is None:
        return {}
    found = LedgerMark.NOTHING_LEFT if check.clean else LedgerMark.TRACES_LEFT
    looked = bool(check.backup)
    return {
        _H.CARRIED_OUT_BY: source.name(acted.get(Action.DISPOSAL_CARRIED_OUT)),
        _H.CHECKED: check.checked_on,
        _H.CHECKED_BY: source.name(acted.get(Action.DISPOSAL_CHECKED)),
        _H.RESULT: found if looked else LedgerMark.UNCHECKED,
    }


def _kept_by(source: LedgerSource, item: DisposalItem) -> str:
    """Name the clause by which something was kept no longer, and for how many years."""
    words, rules = source.words, source.desk.rulebook.on(item.completed_on)
    if provision_of(item.application) is not None:
        return words.either("施行規則第21条・第25条", "Rules, Articles 21 and 25")
    clause, years = rules.clause_of(Cited.KEEPING), rules.days.retention_years
    return words.either(f"{clause}（{years}年）", f"{clause} ({years} years)")


def _disposed(
    source: LedgerSource, record: DisposalRecord, item: DisposalItem
) -> dict[LedgerHead, LedgerValue]:
    told: dict[LedgerHead, LedgerValue] = {
        _H.DISPOSAL: record.number,
        _H.RECEIPT_NUMBER: item.receipt_number,
        _H.COMPLETED: item.completed_on,
        _H.KEPT_UNTIL: item.kept_until,
        _H.CLAUSE: _kept_by(source, item),
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
        told[_H.CONTRACTOR] = record.paper.contractor
        told[_H.CERTIFICATE] = record.paper.certificate
        told[_H.CERTIFICATE_ON] = record.paper.certificate_on
    return told


def _held_back(source: LedgerSource, record: DisposalRecord, held: HeldBack) -> Told:
    return {
        _H.DISPOSAL: record.number,
        _H.RECEIPT_NUMBER: held.receipt_number,
        _H.STATE: LedgerMark.HELD,
        _H.PROPOSED: day_of(record.proposed_at),
        _H.PROPOSED_BY: source.name(record.proposed_by),
        _H.HOLD: held.reason,
    }


# 6.5: the stamp book; what was bought where may name nobody, and it names no applicant.


STAMPS = (
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
    LedgerField(_H.BALANCE, _K.SEN, 10, balance=True),
    LedgerField(_H.BY, width=14),
)


def stamps(source: LedgerSource) -> Iterator[Told]:
    """Yield every face value that came or went, with both balances after it.

    What was there before stands first: with it the sums make the balance.
    """
    book = stamp_book.between(source.desk, source.wanted.first, source.wanted.last)
    if book.opening:
        yield {
            _H.DAY: source.wanted.first,
            _H.WHAT: LedgerMark.BROUGHT_FORWARD,
            _H.BALANCE: book.opening,
        }
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


POSTINGS = (
    LedgerField(_H.POSTED, _K.DAY),
    LedgerField(_H.LETTERS, width=16),
    LedgerField(_H.RECEIPT_NUMBER, width=10),
    LedgerField(_H.ADDRESSEE, _K.NAME, 20, named=True),
    LedgerField(_H.PRINCIPAL, _K.NAME, 18, named=True),
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


def postings(source: LedgerSource) -> Iterator[Told]:
    """Yield the envelopes posted, the oldest first, and what was disposed of among them."""
    first, last = source.wanted.first, source.wanted.last
    store = source.desk.ports.store
    sent = [
        *reversed(store.postings.sent(first, last, MOST_ROWS + 1)),
        *reversed(store.inquiries.sent(first, last, MOST_ROWS + 1)),
    ]
    # The replies to inquiries of a day stand behind the letters of applications.
    sent.sort(key=lambda line: line.posting.posted_on)
    with store.reading() as books:
        gone = _gone(books.disposals.all(), first, last)
    total = len(sent)
    for done, line in enumerate(sent):
        source.reach(done, total)
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
        _H.ADDRESSEE: line.to,
        _H.PRINCIPAL: line.name,
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


MAIL = (
    LedgerField(_H.ARRIVED, _K.DAY),
    LedgerField(_H.LOGGED, _K.DAY),
    LedgerField(_H.SENDER, _K.NAME, 20, named=True),
    LedgerField(_H.MATTER, width=16),
    LedgerField(_H.KIND, width=14),
    LedgerField(_H.TRACKING_NUMBER, width=16, named=True),
    LedgerField(_H.POSTMARK, _K.DAY),
    LedgerField(_H.RED_MARKING, width=9),
    LedgerField(_H.CONTENTS, width=44),
    LedgerField(_H.OPENED_BY, width=20),
    LedgerField(_H.LOGGED_BY, width=14),
    LedgerField(_H.RECEIPT_NUMBER, width=16),
)


def mail(source: LedgerSource) -> Iterator[Told]:
    """Yield the mail that arrived, with what lay in it."""
    for item, line, files in _opened(source):
        sender = item.sender
        if not sender and files:
            sender = replies.sender(files[0].application).name
        yield {
            _H.ARRIVED: item.arrived_on,
            _H.LOGGED: None if item.logged_at is None else day_of(item.logged_at),
            _H.SENDER: sender,
            _H.MATTER: item.matter,
            _H.KIND: item.kind,
            _H.TRACKING_NUMBER: item.tracking_number,
            _H.POSTMARK: item.postmark,
            _H.RED_MARKING: LedgerMark.SEEN if item.red_marking else None,
            _H.CONTENTS: (*_papers_in(source, item, files), *_of_worth(source, item)),
            _H.OPENED_BY: tuple(map(source.name, item.opened_by)),
            _H.LOGGED_BY: source.name(item.logged_by),
            _H.RECEIPT_NUMBER: line.numbers,
        }


def _opened(
    source: LedgerSource,
) -> Iterator[tuple[MailItem, MailLine, tuple[ApplicationFile, ...]]]:
    """Yield the mail with the applications that came in it, or that it belongs to."""
    store = source.desk.ports.store
    arrived = _arrived(source)
    while some := tuple(islice(arrived, _FILES_AT_ONCE)):
        with store.reading() as books:
            of = {
                item.id: books.files.of_mail(item.id) or tuple(filter(None, [item.concerns]))
                for item, _ in some
            }
            wanted = [*dict.fromkeys(id_ for ids in of.values() for id_ in ids)]
            files = {
                file.application.id: file
                for file in books.files.read_through(wanted, ("enclosures",))
            }
        for item, line in some:
            yield item, line, tuple(files[id_] for id_ in of[item.id] if id_ in files)


_FILES_AT_ONCE = 50


def _papers_in(
    source: LedgerSource, item: MailItem, files: Iterable[ApplicationFile]
) -> Iterator[str]:
    """Yield the forms and the papers that came in a mail item, those of one name counted."""
    named: list[str] = []
    for file in files:
        rules = source.desk.rules_of(file.application)
        if file.application.mail_item == item.id and not file.application.is_carried_over:
            named += (source.words.form(form, rules) for form in file.application.forms())
        papers = (paper for paper in file.enclosures if paper.mail_item == item.id)
        named += (source.words.paper(paper, rules) for paper in papers)
    for name, count in Counter(named).items():
        yield name if count == 1 else f"{name}×{count}"


def _of_worth(source: LedgerSource, item: MailItem) -> Iterator[str]:
    """Yield stamps, cash and the like, each piece once: of what is paid with what of it goes back.

    What else goes back stands behind.
    """
    left = {thing.id: Counter(_piles(thing)) for thing in item.held}
    folded = set[HeldThingId]()
    for line in item.payments:
        value, here = value_of(line), line.count
        back: list[tuple[HeldThing, int]] = []
        for thing in item.held:
            if not _is_of(thing, line):
                continue
            count = min(here, left[thing.id][value])
            if not left[thing.id] and thing.amount == value * here // SEN:
                count = here  # It is told as a sum.
            if count > 0:
                left[thing.id][value] -= count
                here -= count
                folded.add(thing.id)
                back.append((thing, count))
        yield source.words.with_back(source.words.stamps(line, line.count), back)
    yield from (source.words.held(thing) for thing in item.held if thing.id not in folded)


def _piles(thing: HeldThing) -> Mapping[int, int]:
    """Return the pieces of a thing that goes back: value in sen and count."""
    return dict(thing.stamps or ((value * SEN, count) for value, count in thing.pieces))


def _is_of(thing: HeldThing, line: PaymentLine) -> bool:
    """Return whether a thing that goes back can be of what a line tells was paid with."""
    refused = KIND_OF_PIECE.get(line.piece, HeldKind.REFUSED_STAMP)
    return thing.kind in STAMPS_BACK or thing.kind is refused


def _arrived(source: LedgerSource) -> Iterator[tuple[MailItem, MailLine]]:
    """Yield the mail of the days that are wanted, read by hundreds, so that it can be stopped."""
    store = source.desk.ports.store
    with store.reading() as books:
        ids = books.mail.arrived_between(source.wanted.first, source.wanted.last)
    for start in range(0, len(ids), _AT_ONCE):
        source.reach(start, len(ids))
        some = ids[start : start + _AT_ONCE]
        with store.reading() as books:
            items = tuple(map(books.mail.get, some))
        yield from zip(items, store.queries.mail_lines(some), strict=True)


_AT_ONCE = 500


# 6.10: documents that show an individual number, which nobody may keep: what was done with each.


MY_NUMBER = (
    LedgerField(_H.ARRIVED, _K.DAY),
    LedgerField(_H.RECEIPT_NUMBER, width=16),
    LedgerField(_H.PAPER, width=36),
    LedgerField(_H.OPENED_BY, width=20),
    LedgerField(_H.DONE, width=24),
    LedgerField(_H.DONE_ON, _K.DAY),
    LedgerField(_H.DONE_BY, width=14),
)


def my_numbers(source: LedgerSource) -> Iterator[Told]:
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
    store = source.desk.ports.store
    with store.reading() as books:
        ids = books.files.with_masked(NUMBER, first, last)
    for done, id_ in enumerate(ids):
        source.reach(done, len(ids))
        with store.reading() as books:
            file = books.files.get(id_)
        items = {item.id: item for item in file.mail}
        back = {page.paper.id: thing for page, thing in things(file).items()}
        for paper in file.enclosures:
            action = _seen_number(paper)
            if action is None or not first <= paper.arrived_on <= last:
                continue
            item, thing = items[paper.mail_item], back.get(paper.id)
            row: dict[LedgerHead, LedgerValue] = {
                _H.ARRIVED: paper.arrived_on,
                _H.RECEIPT_NUMBER: file.application.receipt_number,
                _H.PAPER: source.words.paper(paper, source.desk.rules_of(file.application)),
                _H.DONE: action,
                _H.OPENED_BY: tuple(map(source.name, item.opened_by)),
                _H.DONE_BY: source.name(item.logged_by),
            }
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


# 6.9: who opened which application; a number stands for it, and no applicant is named.


ACCESSES = (
    LedgerField(_H.ENTRY, _K.NUMBER, 10),
    LedgerField(_H.DAY, _K.DAY),
    LedgerField(_H.TIME, width=8),
    LedgerField(_H.PERSON_OF_DESK, width=24),
    LedgerField(_H.RECEIPT_NUMBER, width=14),
)


def accesses(source: LedgerSource) -> Iterator[Told]:
    """Yield from the journal who opened an application: once a person, application and day."""
    journal = source.desk.ports.store.journal
    wanted = JournalFilter(
        since=source.wanted.first, until=source.wanted.last, action=Action.APPLICATION_OPENED
    )
    ids = journal.window(wanted, MOST_ROWS + 1).ids[::-1]
    for start in range(0, len(ids), _AT_ONCE):
        source.reach(start, len(ids))
        for line in journal.lines(ids[start : start + _AT_ONCE]):
            yield {
                _H.ENTRY: line.sequence,
                _H.DAY: day_of(line.at),
                _H.TIME: time_of(line.at),
                _H.PERSON_OF_DESK: line.actor,
                _H.RECEIPT_NUMBER: line.subject,
            }
