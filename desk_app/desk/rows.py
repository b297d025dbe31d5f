# SPDX-License-Identifier: MIT
"""The rows that lists show, and what may be asked for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple, Protocol

from desk_app.records.base import (
    ApplicationId,
    HeldThingId,
    InquiryKey,
    LetterId,
    MailItemId,
    UserId,
)
from desk_app.records.books.figures import Figure, MonthCount, SlowReply, Tally
from desk_app.records.books.journal import Action, JournalLink, JournalMark
from desk_app.records.case.application import ProxyKind, Right
from desk_app.records.case.disposal import Hold
from desk_app.records.case.findings import LedgerStanding, Work
from desk_app.records.case.history import Posting, Printed
from desk_app.records.case.inquiries import Channel, InquiryKind, InquiryWork
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import HeldKind, MailKind, Matter
from desk_app.records.case.stamps import StampBalance, StampEntry
from desk_app.records.desk.people import Language
from desk_app.rules.case.retention import Retained


class Group(Enum):
    """A group of the work list (J1); what a withdrawal stops comes before all else."""

    LEAK = "leak"
    """Inquiries with a suspected leak that waits for a report (Act 26)."""
    WITHDRAWAL = "withdrawal"
    TO_LOG = "to_log"
    TO_CHECK = "to_check"
    WAITING_FOR_DEPARTMENT = "waiting_for_department"
    WAITING_FOR_APPLICANT = "waiting_for_applicant"
    LAPSE_TODAY = "lapse_today"
    TO_DECIDE = "to_decide"
    TO_APPROVE = "to_approve"
    TO_PRINT = "to_print"
    TO_POST = "to_post"
    TO_RETURN = "to_return"
    INQUIRIES = "inquiries"
    """Open inquiries and complaints beside those of a suspected leak (I1)."""
    DISPOSAL_DUE = "disposal_due"
    """Kept long enough and not held; their word is done (H1)."""


OF_INQUIRIES = frozenset({Group.LEAK, Group.INQUIRIES})
"""The groups that count inquiries."""


def still_open(counts: Mapping[Group, int]) -> int:
    """Return how many applications are not done: what is to be logged is mail, what is due is done.

    Each open one stands in one group alone; inquiries stand in groups of their own.
    """
    apart = {Group.TO_LOG, Group.DISPOSAL_DUE} | OF_INQUIRIES
    return sum(count for group, count in counts.items() if group not in apart)


NOBODY = UserId("")
"""In the place of who looks after an application or an inquiry: nobody does."""


class InquiryColumn(Enum):
    """A column inquiries can be sorted by."""

    RECEIVED = "received"
    NUMBER = "number"
    NAME = "name"
    KIND = "kind"
    WORK = "work"
    BY = "by"


@dataclass(frozen=True, slots=True)
class InquiryFilter:
    """Which inquiries are wanted: a text as typed, only open ones, complaints, suspected leaks.

    ``since`` and ``until`` are days of receipt, both included; ``among`` are the ids that a figure
    counts, ``of_people`` those who look after them, `NOBODY` where nobody does.
    """

    text: str = ""
    open_only: bool = False
    kind: InquiryKind | None = None
    leaks_only: bool = False
    since: date | None = None
    until: date | None = None
    among: tuple[int, ...] | None = None
    of_people: tuple[UserId, ...] | None = None


@dataclass(frozen=True, slots=True)
class InquiryOrder:
    """The order of inquiries."""

    column: InquiryColumn = InquiryColumn.RECEIVED
    ascending: bool = False


NEWEST_INQUIRY = InquiryOrder()
MOST_URGENT_INQUIRY = InquiryOrder(InquiryColumn.BY, ascending=True)
"""What is overdue first, then by the day: of a suspected leak that of its report."""


@dataclass(frozen=True, slots=True)
class InquiryLine:
    """One inquiry in a list; ``leak_by`` is the day of the report a suspected leak waits for.

    ``hidden`` says that it has a name which whoever asked may not read.
    """

    id: InquiryKey
    number: str
    received_on: date
    channel: Channel
    kind: InquiryKind
    name: str
    service: str
    text: str
    work: InquiryWork
    by: date | None
    leak_by: date | None
    carer: UserId = NOBODY
    hidden: bool = False


class InquiryQueries(Protocol):
    """What is asked of the inquiries; every call may run on the database thread only."""

    def window(
        self, wanted: InquiryFilter, order: InquiryOrder = NEWEST_INQUIRY, limit: int = 10_000
    ) -> IdWindow:
        """Return the ids of the inquiries that match, in order.

        A text finds names in any glyph form, readings, addresses, numbers of any kind, and words
        of what was said.
        """
        ...

    def lines(self, ids: Sequence[int]) -> tuple[InquiryLine, ...]:
        """Return the inquiries of these ids in the same order."""
        ...

    def waiting(self, limit: int = 1_000) -> tuple[InquiryLine, ...]:
        """Return the open ones: suspected leaks by their next report, then what is due first."""
        ...

    def of_application(self, application: ApplicationId) -> tuple[InquiryLine, ...]:
        """Return the inquiries that were carried over into an application."""
        ...

    def posted_as(self, tracking_numbers: Collection[str]) -> tuple[PostingLine, ...]:
        """Return the envelopes of replies that bear one of these tracking numbers."""
        ...

    def of_mail(self, mail_item: MailItemId) -> tuple[InquiryLine, ...]:
        """Return the inquiries that came in a mail item."""
        ...

    def letters(self, state: LetterState, limit: int = 1_000) -> tuple[LetterLine, ...]:
        """Return the replies in a state, oldest first; of those posted or void the newest.

        Each stands under the id under which its inquiry is kept (``records.base.kept_id_of``).
        """
        ...

    def sent(self, first: date, last: date, limit: int = 1_000) -> tuple[PostingLine, ...]:
        """Return the envelopes posted in some days, the newest first; by the same ids."""
        ...

    def came_back(self, limit: int = 1_000) -> tuple[PostingLine, ...]:
        """Return the envelopes that came back, the newest first; by the same ids."""
        ...

    def kept(self, today: date, *, due: bool, limit: int = 1_000) -> tuple[KeptLine, ...]:
        """Return what is due for disposal, the longest due first, or what is due next."""
        ...


class ApplicationColumn(Enum):
    """A column applications can be sorted by."""

    RECEIVED = "received"
    NUMBER = "number"
    NAME = "name"
    KANA = "kana"
    WORK = "work"
    BY = "by"


@dataclass(frozen=True, slots=True)
class ListOrder:
    """The order of a list."""

    column: ApplicationColumn = ApplicationColumn.RECEIVED
    ascending: bool = False


class MailColumn(Enum):
    """A column mail items can be sorted by."""

    ARRIVED = "arrived"
    MATTER = "matter"
    SENDER = "sender"
    KIND = "kind"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class MailOrder:
    """The order of the mail."""

    column: MailColumn = MailColumn.ARRIVED
    ascending: bool = False


NEWEST_MAIL = MailOrder()


class LetterColumn(Enum):
    """A column letters can be sorted by; their numbers are given in the order of their issue."""

    NUMBER = "number"
    KIND = "kind"
    NAME = "name"
    RECEIPT = "receipt"
    POSTING = "posting"


@dataclass(frozen=True, slots=True)
class LetterOrder:
    """The order of letters."""

    column: LetterColumn = LetterColumn.NUMBER
    ascending: bool = True


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows: a text as typed into the search field, a group, only what is open.

    ``among`` are the applications that a figure counts: no others are shown. ``of_people`` are
    those who look after what is shown; ``NOBODY`` stands for applications that nobody does.
    """

    text: str = ""
    group: Group | None = None
    open_only: bool = False
    among: tuple[ApplicationId, ...] | None = None
    of_people: tuple[UserId, ...] | None = None


@dataclass(frozen=True, slots=True)
class IdWindow:
    """Ids in order; whether there are more; the count, capped at ``CAP``."""

    ids: tuple[int, ...]
    more: bool
    count: int


COUNT_CAP = 10_000


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """One application in a list."""

    id: ApplicationId
    receipt_number: str
    received_on: date
    name: str
    kana: str
    rights: tuple[Right, ...]
    proxy: ProxyKind | None
    language: Language
    work: Work
    next_what: str
    by: date | None
    why: str
    since: date | None
    carer: UserId = NOBODY
    """Who looks after it."""


@dataclass(frozen=True, slots=True)
class FirstDays:
    """What presses most in a group: the earliest arrival, and the earliest day something is due.

    ``both`` is how many in the group wait for a department's answer too: each stands in one group.
    """

    arrived: date
    by: date | None
    both: int = 0


@dataclass(frozen=True, slots=True)
class MailLine:
    """One mail item in a list.

    ``numbers`` are the receipt numbers that came in it, then the one it concerns, then those of the
    inquiries in it.
    """

    id: MailItemId
    arrived_on: date
    kind: MailKind
    matter: Matter
    tracking_number: str
    red_marking: bool
    sender: str
    numbers: tuple[str, ...]
    handled: bool


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One completed application in the lists of disposal.

    ``sheets`` is how many papers came with it, forms counted as one: somebody counts them before
    they are disposed of. ``hold`` is the hold that stands. An
    inquiry has no rights, and the id under which it is kept.
    """

    id: ApplicationId
    receipt_number: str
    name: str
    rights: tuple[Right, ...]
    completed_on: date
    kept_until: date
    sheets: int
    letters: int
    hold: Hold | None = None


class LetterState(Enum):
    """How far a letter is."""

    TO_PRINT = "to_print"
    TO_POST = "to_post"
    POSTED = "posted"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter in the queue: ``name`` is the principal's, ``to`` the one it is addressed to.

    ``carer`` is who looks after what it answers, where the list is asked with it.
    """

    id: LetterId
    application: ApplicationId
    receipt_number: str
    kind: LetterKind
    number: str
    dated: date
    for_posting_on: date
    name: str
    to: str
    language: Language
    state: LetterState
    carer: UserId = NOBODY


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A letter that went to a printer, or was saved as a file, with each of its prints."""

    letter: LetterLine
    printed_at: datetime
    prints: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One thing that must go back and has not yet."""

    id: HeldThingId
    mail_item: MailItemId
    application: ApplicationId | None
    receipt_number: str
    kind: HeldKind
    amount: int
    pieces: tuple[tuple[int, int], ...]
    note: str


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person perhaps known: an earlier application of a like name, kana, birth date, address."""

    application: ApplicationId
    receipt_number: str
    received_on: date
    name: str
    kana: str
    born: date | None
    address: str
    work: Work


@dataclass(frozen=True, slots=True)
class PersonQuery:
    """What is typed of a person so far."""

    name: str = ""
    kana: str = ""
    former_name: str = ""
    born: date | None = None
    address: str = ""


class Queries(Protocol):
    """What the lists ask of the store; every call may run on the database thread only."""

    def counts(
        self, today: date, of_people: tuple[UserId, ...] | None = None
    ) -> Mapping[Group, int]:
        """Return how many things wait in each group of the work list.

        ``of_people`` counts those applications and inquiries alone that somebody of them looks
        after; mail, inquiries that nobody took yet, suspected leaks and what is due for disposal
        are everybody's.
        """
        ...

    def first_days(
        self, today: date, of_people: tuple[UserId, ...] | None = None
    ) -> Mapping[Group, FirstDays]:
        """Return what presses most in each group in which something is counted."""
        ...

    def window(
        self, wanted: Filter, order: ListOrder, today: date, limit: int = 10_000
    ) -> IdWindow:
        """Return the ids of the applications that match, in order."""
        ...

    def beginning(
        self, wanted: Filter, order: ListOrder, today: date, limit: int = 100
    ) -> IdWindow:
        """Return the first ids of `window`, at once.

        Where it says that there are more, its count is no more than that of these.
        """
        ...

    def lines(self, ids: Sequence[int], today: date) -> tuple[ApplicationLine, ...]:
        """Return the applications of these ids in the same order."""
        ...

    def under_other_rules(self, version: str) -> tuple[ApplicationId, ...]:
        """Return the open applications under another rulebook version, in order of receipt."""
        ...

    def departments(self, limit: int = 20) -> tuple[str, ...]:
        """Return the departments asked of late, each once, the one asked last first."""
        ...

    def mail_window(
        self,
        *,
        open_only: bool,
        limit: int = 10_000,
        text: str = "",
        order: MailOrder = NEWEST_MAIL,
    ) -> IdWindow:
        """Return the ids of mail items in order.

        A text finds senders in any glyph form, tracking numbers, and what an application that came
        in an item, or that it concerns, is found by; so of an inquiry that came in it, then or
        later.
        """
        ...

    def mail_lines(self, ids: Sequence[int]) -> tuple[MailLine, ...]:
        """Return the mail items of these ids in the same order."""
        ...

    def letters(
        self, state: LetterState | None, limit: int = 1_000, order: LetterOrder | None = None
    ) -> tuple[LetterLine, ...]:
        """Return the letters in a state; without an order oldest first, all states newest first."""
        ...

    def letters_of(self, application: ApplicationId) -> tuple[LetterLine, ...]:
        """Return the letters of one application in the order of their issue."""
        ...

    def printed(self, limit: int = 200) -> tuple[PrintedLine, ...]:
        """Return the letters that went to paper, the one printed last first."""
        ...

    def returns(self) -> tuple[ReturnLine, ...]:
        """Return what must still go back."""
        ...

    def kept(self, today: date, *, due: bool, limit: int = 1_000) -> tuple[KeptLine, ...]:
        """Return what is due for disposal, the longest due first, or what is due next.

        Held things stand among them. The days are those stored at completion.
        """
        ...

    def known(self, person: PersonQuery, limit: int = 5) -> tuple[KnownPerson, ...]:
        """Return earlier applications of a person perhaps known (A5), best first."""
        ...


# What may be asked of the journal: who did what, when, to which application; never a value.


TOKEN_SHOWN = 8
"""So many characters of a random name stand for an application that has no number any more."""


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """Which entries are wanted; what is left open wants all.

    ``subject`` is what somebody typed: a receipt number or the code on a letter in any width and
    case, or the beginning of a random name, as lines show it. ``since`` and ``until`` are days at
    the desk, both included.
    """

    actor: UserId | None = None
    subject: str = ""
    since: date | None = None
    until: date | None = None
    action: Action | None = None


class WhatCame(NamedTuple):
    """What other stations of an office saved: kinds and ids of what changed, and the entries."""

    touched: frozenset[tuple[str, int | str]]
    """The kinds are values of ``desk.context.Kind``."""
    entries: tuple[int, ...]
    """Numbers of the journal's entries that came, in their order."""


class StationState(NamedTuple):
    """How a station of an office stands, as far as it knows."""

    number: int
    """It has taken the log up to here."""
    behind: int
    """So many units are still to be taken."""
    heard_at: datetime | None
    """When the server said last that this is all."""


class JournalLine(NamedTuple):
    """One entry in the list.

    ``actor`` is a name of the desk's own people. ``subject`` is the number of what it is about,
    also of what was disposed of; the beginning of its random name where none is known; empty for
    what concerns the desk.
    ``fields`` are the names of what was noted: the values themselves are nowhere. ``back_from`` is
    the moment of the entry before, where the clock went back behind it.
    """

    sequence: int
    at: datetime
    actor: str
    action: Action
    subject: str
    application: ApplicationId | None
    fields: tuple[str, ...]
    back_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class ActionCount:
    """How often somebody did one thing in a day; ``actor`` is a name."""

    actor: str
    action: Action
    count: int


@dataclass(frozen=True, slots=True)
class JournalDay:
    """The entries of one day: how many of what by whom, and where they stand in the chain.

    ``before`` is the entry that the first one follows; on a day without entries there is none.
    """

    on: date
    counts: tuple[ActionCount, ...]
    before: JournalMark | None = None
    first: JournalMark | None = None
    last: JournalMark | None = None

    @property
    def entries(self) -> int:
        """Return how many entries the day has."""
        return sum(each.count for each in self.counts)


class JournalQueries(Protocol):
    """What is asked of the journal; every call may run on the database thread only."""

    def window(self, wanted: JournalFilter, limit: int = COUNT_CAP) -> IdWindow:
        """Return the numbers of the entries that match, the newest first."""
        ...

    def lines(self, ids: Sequence[int]) -> tuple[JournalLine, ...]:
        """Return the entries of these numbers in the same order; an unknown one is left out."""
        ...

    def link(self, sequence: int) -> JournalLink | None:
        """Return how an entry stands in the chain; None where there is none of this number."""
        ...

    def sheets(self) -> tuple[UserId, ...]:
        """Return the recovery sheets that let somebody in who noted anything, in their order."""
        ...

    def day(self, on: date) -> JournalDay:
        """Return what was noted on a day at the desk, by person, then as actions are listed."""
        ...


# The rows of the dispatch list (郵便発送簿): envelopes sent, and those that came back (F2).


@dataclass(frozen=True, slots=True)
class PostingLine:
    """One envelope: whose application, and the letters in it by kind and number, in their order.

    Letters that came back before and lie in it again follow the others. ``name`` is the
    principal's, ``to`` the one that stands on the envelope: the proxy's, where it went there.
    """

    application: ApplicationId
    receipt_number: str
    name: str
    posting: Posting
    letters: tuple[tuple[LetterKind, str], ...]
    to: str


class FigureQueries(Protocol):
    """What the figures ask of the store; every call may run on the database thread only.

    Days are those of arrival, both included. Ids below zero are those under which inquiries are
    kept (``records.base.kept_id_of``).
    """

    def counted(self, first: date, last: date) -> tuple[MonthCount, ...]:
        """Return what all that arrived in some days adds to the rows of the figures, by month."""
        ...

    def slowest(self, first: date, last: date, most: int) -> tuple[SlowReply, ...]:
        """Return the applications whose answer took longest, the longest first."""
        ...

    def members(
        self, first: date, last: date, figure: Figure, codes: Collection[str]
    ) -> tuple[ApplicationId, ...]:
        """Return what stands in one of some rows of a figure, in order of id."""
        ...

    def open_now(self, today: date) -> Mapping[tuple[Work, date], int]:
        """Return how many applications wait today, by what for and by day of arrival."""
        ...

    def open_ids(
        self, today: date, work: Work, first: date, last: date
    ) -> tuple[ApplicationId, ...]:
        """Return those that wait for something and arrived in some days, in order of id."""
        ...

    def open_by_carer(self, today: date) -> Mapping[tuple[UserId, date], int]:
        """Return how many applications wait today, by who looks after them and day of arrival.

        Nobody is without an id.
        """
        ...

    def open_of(
        self, today: date, carer: UserId, first: date, last: date
    ) -> tuple[ApplicationId, ...]:
        """Return those that wait and that somebody looks after, arrived in some days, by id."""
        ...

    def inquiries_by_carer(self) -> Mapping[tuple[UserId, date], int]:
        """Return how many inquiries are open, by who looks after them and by day of receipt."""
        ...

    def inquiries_of(self, carer: UserId, first: date, last: date) -> tuple[ApplicationId, ...]:
        """Return the open inquiries that somebody looks after and that came in some days."""
        ...

    def kept_until(self, last: date) -> Mapping[date, int]:
        """Return how many things are kept until which day, up to a day.

        They are applications, inquiries, and records of provision about a person.
        """
        ...

    def kept_ids(self, first: date, last: date) -> tuple[ApplicationId, ...]:
        """Return what is kept until one of some days, whatever it is, the first to go first."""
        ...

    def open_inquiries(self) -> Mapping[tuple[InquiryWork, date], int]:
        """Return how many inquiries are open, by what they wait for and by day of receipt."""
        ...

    def open_inquiry_ids(
        self, work: InquiryWork, first: date, last: date
    ) -> tuple[ApplicationId, ...]:
        """Return the open inquiries that wait for something and came in some days."""
        ...


class PostQueries(Protocol):
    """What is asked of the envelopes; every call may run on the database thread only."""

    def sent(self, first: date, last: date, limit: int = 1_000) -> tuple[PostingLine, ...]:
        """Return the envelopes posted in some days, the newest first."""
        ...

    def came_back(self, limit: int = 1_000) -> tuple[PostingLine, ...]:
        """Return the envelopes that came back, the newest first; those sent again since too."""
        ...


# The rows of the stamp book that a screen or a page shows, and what may be asked for them.


@dataclass(frozen=True, slots=True)
class StampFilter:
    """Which entries are wanted: of some days, of one face value (in sen), with a text.

    ``text`` is part of a receipt number, of an applicant's name, of a reference or of a note.
    """

    first: date | None = None
    last: date | None = None
    value: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class StampLine:
    """One entry in a list, and the balance after it in sen.

    ``name`` is the applicant's, blank for the desk's own stamps and after disposal.
    """

    entry: StampEntry
    name: str
    balance: int


class StampQueries(Protocol):
    """What is asked of the stamp book; every call may run on the database thread only.

    Entries follow one another by their days, those of one day as they were entered.
    """

    def balances(self) -> tuple[StampBalance, ...]:
        """Return what lies in the desk by face value, the highest first."""
        ...

    def balances_before(self, day: date) -> tuple[StampBalance, ...]:
        """Return what lay in the desk when a day began, by the entries of the days before."""
        ...

    def lines(self, wanted: StampFilter, limit: int = 1_000) -> tuple[StampLine, ...]:
        """Return the newest entries that match, the newest first."""
        ...

    def last_count(self) -> StampEntry | None:
        """Return the count entered last."""
        ...


@dataclass(frozen=True, slots=True)
class InquiryPlace:
    """What the store keeps beside an inquiry for its lists, never read back by rules.

    ``posted_first`` and ``posted_last`` are the days of its envelopes, ``came_back_on`` the last on
    which one came back, ``carer`` who looks after it.
    """

    work: InquiryWork
    by: date | None = None
    leak_by: date | None = None
    completed_on: date | None = None
    kept_until: date | None = None
    posted_first: date | None = None
    posted_last: date | None = None
    came_back_on: date | None = None
    carer: UserId = NOBODY
    tally: Tally = ()
    """What it adds to the figures of its month."""


@dataclass(frozen=True, slots=True)
class WorkIndex:
    """What the store keeps beside an application for its lists, never read back by rules.

    The word, the day and the reason of the work list as of the last change; ``turns_on`` is the
    first day on which they become the ``then`` values with nothing done (a due date passes).
    """

    work: Work
    what: str
    why: str
    by: date | None
    since: date | None
    turns_on: date | None = None
    then_work: Work | None = None
    then_what: str = ""
    then_why: str = ""
    then_by: date | None = None
    kept: Retained | None = None
    """Since when and how long a completed application is kept."""
    tally: Tally = ()
    """What it adds to the figures of its month."""
    standing: LedgerStanding | None = None
    """What its ledger tells and need not judge anew."""
