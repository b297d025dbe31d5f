# SPDX-License-Identifier: MIT
"""What pages beside letters show: the desk's own, case slip, ledgers, what goes to the post."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from desk_app.records.base import UserId, Word
from desk_app.records.books.figures import ChartReport
from desk_app.records.books.journal import JournalMark
from desk_app.records.books.ledgers import Ledger
from desk_app.records.case.application import Method, Principal, ProxyKind, Right
from desk_app.records.case.disposal import DisposalRecord, PaperMethod
from desk_app.records.case.findings import (
    AuthorityState,
    ClaimState,
    Completeness,
    FeeState,
    Identity,
)
from desk_app.records.case.history import CorrectiveNeed
from desk_app.records.case.letters import Addressee, LetterKind
from desk_app.records.case.mail import HeldKind, MailKind
from desk_app.records.case.papers import MaskAction, MaskState
from desk_app.records.case.stamps import Movement, StampBalance, StampCount
from desk_app.records.desk.people import Language
from desk_app.records.desk.printers import Paper
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.desk.safekeeping import Backup, Drill
from desk_app.records.desk.sheets import RecoverySheet


@dataclass(frozen=True, slots=True)
class RecoveryPage:
    """A recovery sheet on its way to the printer, the only place where its key is ever seen.

    ``groups`` are the key as it is read and typed, each group ending with its check character;
    ``secret`` is the same key as the square code holds it. ``fingerprint`` is that of the roster,
    empty at a desk without one.
    """

    language: Language
    profile: DeskProfile
    sheet: RecoverySheet
    mark: JournalMark
    groups: tuple[str, ...] = field(repr=False)
    secret: str = field(repr=False)
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class DayLine:
    """One row of a day sheet: who, what in words, how often."""

    who: str
    what: str
    count: int


@dataclass(frozen=True, slots=True)
class KeysLine:
    """An act on the keys on a day sheet: its number in the roster, what in words, and names.

    ``second`` signed with whoever did it; ``about`` is a person, a sheet or a disposal.
    """

    number: int
    what: str
    by: str
    second: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class DayPage:
    """A day of the journal for the binder.

    ``before`` is the entry that the day's first one follows; a day without entries has none of the
    three. ``head`` is the last entry when the page was made, ``backup`` the newest copy then.
    ``acts`` are the day's acts on the keys, ``fingerprint`` that of the roster; both are empty at a
    desk without one.
    """

    language: Language
    profile: DeskProfile
    on: date
    made_on: date
    lines: tuple[DayLine, ...]
    head: JournalMark
    before: JournalMark | None = None
    first: JournalMark | None = None
    last: JournalMark | None = None
    backup: Backup | None = None
    acts: tuple[KeysLine, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class DisposalPage:
    """The report of a disposal (R3); ``names`` are those of the desk's people who acted.

    ``deleted_by`` had the data deleted, ``checked_by`` had it checked: the record does not say.
    """

    language: Language
    profile: DeskProfile
    made_on: date
    record: DisposalRecord
    names: Mapping[UserId, str]
    deleted_by: UserId | None = None
    checked_by: UserId | None = None


@dataclass(frozen=True, slots=True)
class DrillPage:
    """The record of a drill; ``mark`` is the head of the journal once it was noted."""

    language: Language
    profile: DeskProfile
    drill: Drill
    mark: JournalMark


@dataclass(frozen=True, slots=True)
class PublishedForm:
    """A form the desk publishes, in one language: its name (A-1) and its code there (A-1E)."""

    name: str
    language: Language
    code: str


@dataclass(frozen=True, slots=True)
class InquiryPage:
    """The slip with which a department is asked where data lie (E2), inside the company alone.

    ``principal`` is read for what a search needs and no more; ``answer_by`` is the day by which the
    answer is wanted, none where it is wanted at once.
    """

    language: Language
    profile: DeskProfile
    receipt_number: str
    department: str
    asked_on: date
    asked_by: str
    rights: tuple[Right, ...]
    principal: Principal
    scope: str = ""
    service: str = ""
    answer_by: date | None = None


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """The figures of a period on paper (I4); ``outside`` says that small numbers are left out.

    ``brief`` is the sheet for management: the key figures and some charts, without their tables.
    ``mark`` is the head of the journal as it was made. Nothing in it names a person.
    """

    language: Language
    profile: DeskProfile
    made_on: date
    report: ChartReport
    mark: JournalMark
    outside: bool = False
    brief: bool = False


@dataclass(frozen=True, slots=True)
class PurposeTold:
    """A purpose of use as it is published: what data, of whom, how obtained, for what."""

    clause: str
    data: str
    people: str
    obtained: str
    purpose: str


@dataclass(frozen=True, slots=True)
class PurposesPage:
    """The purposes of use as the register publishes them on a day (I2); it names nobody."""

    language: Language
    profile: DeskProfile
    made_on: date
    purposes: tuple[PurposeTold, ...]


Page = RecoveryPage | DayPage | DisposalPage | DrillPage | InquiryPage | FiguresPage | PurposesPage


# What the case slip shows (P4): it lies on top of the papers of one application, in the house.


class Check(Word):
    """What is checked of every application."""

    PAPERS = "papers"
    IDENTITY = "identity"
    AUTHORITY = "authority"
    FEE = "fee"
    DECISION = "decision"


CheckState = Completeness | Identity | AuthorityState | FeeState | ClaimState


@dataclass(frozen=True, slots=True)
class CheckLine:
    """How far a check is, what was found in words, who found it and when."""

    what: Check
    state: CheckState
    found: str = ""
    on: date | None = None
    by: str = ""


class PaperLocation(Word):
    """Where a paper is."""

    CASE_FOLDER = "case_folder"
    STAMP_BOX = "stamp_box"
    TO_RETURN = "to_return"
    RETURNED = "returned"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper or a line of stamps: what it is and what was masked, in words, and where it is.

    ``original`` is None for what is neither original nor copy; ``gone_with`` is the bare number of
    the letter it went back with.
    """

    what: str
    original: bool | None
    masked: str = ""
    where: PaperLocation = PaperLocation.CASE_FOLDER
    gone_on: date | None = None
    gone_with: str = ""


class Event(Word):
    """What happens in the course of an application."""

    LOGGED = "logged"
    SUPPLEMENTED = "supplemented"
    ASKED = "asked"
    ANSWERED = "answered"
    DECIDED = "decided"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    POSTED = "posted"
    DELIVERED = "delivered"
    CAME_BACK = "came_back"
    ARRIVED_BEFORE = "arrived_before"
    """It came before this desk was begun, as its ledger of then says (K4)."""
    COMPLETED_BEFORE = "completed_before"
    CARRIED_OVER = "carried_over"


@dataclass(frozen=True, slots=True)
class CourseLine:
    """What happened on a day, a day it sets, whose work it was.

    ``letter`` with its bare number, or a tracking number, belongs to what is posted.
    """

    on: date
    event: Event
    letter: LetterKind | None = None
    document: str = ""
    tracking: str = ""
    due: date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class CaseSlipPage:
    """The case slip of an application on the day it is printed.

    ``receipt_code`` is the receipt number with prefix and check character; ``opened_by`` who opened
    the envelope, one or two; ``warning`` and ``target`` the days of the reply. Words of checks and
    papers are in the page's language.
    """

    language: Language
    profile: DeskProfile
    printed_on: date
    receipt_number: str
    receipt_code: str
    principal: str
    received_on: date
    kind: MailKind
    claims: tuple[Right, ...]
    checks: tuple[CheckLine, ...]
    proxy: str = ""
    proxy_kind: ProxyKind | None = None
    tracking_number: str = ""
    marking_seen: bool = False
    opened_by: tuple[str, ...] = ()
    warning: date | None = None
    target: date | None = None
    papers: tuple[PaperLine, ...] = ()
    course: tuple[CourseLine, ...] = ()
    completed_on: date | None = None
    kept_until: date | None = None
    disposed_on: date | None = None
    disposed_by: tuple[str, ...] = ()


# What the ledgers on paper show: a month of the stamp book (R2), applications of a period (R1).


@dataclass(frozen=True, slots=True)
class MonthRow:
    """Stamps of one face value (in sen) that came or went with one entry.

    ``left`` is how many of the value there are after it, ``balance`` what all stamps are then worth
    in sen. ``kept`` is how many only became the desk's: held before, they neither came nor went.
    ``note`` is a clerk's of the desk's own stamps: where they were bought, why they spoilt.
    """

    on: date
    movement: Movement
    receipt_number: str
    reference: str
    value: int
    came: int
    went: int
    kept: int
    left: int
    balance: int
    by: UserId
    takes_back: bool = False
    note: str = ""

    @property
    def came_worth(self) -> int:
        """Return what came in sen."""
        return self.value * self.came

    @property
    def went_worth(self) -> int:
        """Return what went in sen."""
        return self.value * self.went


@dataclass(frozen=True, slots=True)
class StampMonth:
    """A month: what was there, what came and went, what is there; the counts entered in it.

    ``opening`` and ``closing`` are what all stamps are worth in sen, ``closing_piles`` the balance
    by face value at the end.
    """

    first: date
    last: date
    opening: int
    rows: tuple[MonthRow, ...]
    closing: int
    closing_piles: tuple[StampBalance, ...]
    counts: tuple[tuple[date, StampCount], ...]

    @property
    def came(self) -> int:
        """Return what came in sen."""
        return sum(row.came_worth for row in self.rows)

    @property
    def went(self) -> int:
        """Return what went in sen."""
        return sum(row.went_worth for row in self.rows)


@dataclass(frozen=True, slots=True)
class StampBookPage:
    """The stamp book of a month (R2); ``names`` are those of the desk's people."""

    language: Language
    profile: DeskProfile
    printed_on: date
    month: StampMonth
    names: Mapping[UserId, str]

    @property
    def count(self) -> int:
        """Return how many rows it has."""
        return len(self.month.rows)


@dataclass(frozen=True, slots=True)
class FeeLine:
    """The fee of an application in yen: due, valid, what is short, what came by face value.

    Of claims that ended without an answer it is the fee that was due until then. ``back`` is what
    of the stamps went back.
    """

    due: int = 0
    valid: int = 0
    short: int = 0
    came: int = 0
    back: int = 0


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice of deficiencies: its bare number, and the due date it set."""

    number: str
    due: date


@dataclass(frozen=True, slots=True)
class SentLine:
    """A letter that left: its bare number, the day, how it went, its tracking number."""

    number: str
    posted_on: date
    kind: MailKind
    tracking_number: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One application of the ledger (R1); everything as of the day it is printed.

    Of one that was disposed of nothing is left but its number, and until when it was kept: such a
    row has no day and no ``kind``. Without a ``disposal`` nothing at all is known of the number.

    ``identity``, ``authority``, ``decided`` and ``articles`` are in the words of the page's
    language. ``state`` is how far the claim is that is least far; ``asked_on`` the day on which the
    department was asked that has not answered yet. ``cured`` says that nothing is missing any more;
    where anything was asked for, ``cured_on`` is the day on which the last of it came. ``uncured``
    says that a claim ended because what a notice asked for had not come by its due date.
    ``noticed_on`` and ``paid_on`` are when the last notice was posted, and the whole fee there.
    ``reasons`` are the explanations of the decisions; ``stored_at``, ``corrective`` and ``remark``
    what a clerk noted beside its course.
    ``answered_on`` and the days behind it are the last of several. ``compared`` says how far the
    register agrees with the form, ``judged_by`` who judged what differs; ``masked`` what was found
    of items that must be blacked out, and done; ``returned`` what went back. Of one that was
    disposed of ``disposal`` is the number of that, the rest how its paper went. ``own_number`` is
    the one that something carried over had in the ledger of before.
    """

    receipt_number: str
    received_on: date | None
    kind: MailKind | None
    tracking_number: str = ""
    principal: str = ""
    proxy: str = ""
    proxy_kind: ProxyKind | None = None
    logged_by: str = ""
    opened_by: tuple[str, ...] = ()
    rights: tuple[Right, ...] = ()
    scope: str = ""
    identity: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    fee: FeeLine = FeeLine()
    notices: tuple[NoticeLine, ...] = ()
    cured: bool = False
    uncured: bool = False
    state: ClaimState = ClaimState.OPEN
    asked_on: date | None = None
    decided: str = ""
    articles: tuple[str, ...] = ()
    sent: tuple[SentLine, ...] = ()
    completed_on: date | None = None
    kept_until: date | None = None
    postmark: date | None = None
    kana: str = ""
    born: date | None = None
    address: str = ""
    method: Method | None = None
    departments: tuple[str, ...] = ()
    answered_on: date | None = None
    proposed_by: tuple[str, ...] = ()
    approved_by: tuple[str, ...] = ()
    approved_on: date | None = None
    delivered_on: date | None = None
    came_back_on: date | None = None
    compared: Identity | None = None
    judged_by: tuple[str, ...] = ()
    masked: tuple[MaskAction | MaskState, ...] = ()
    returned: tuple[HeldKind, ...] = ()
    disposal: str = ""
    destroyed_on: date | None = None
    destroyed_how: PaperMethod | None = None
    destroyed_by: str = ""
    witness: str = ""
    logged_at: datetime | None = None
    noticed_on: date | None = None
    paid_on: date | None = None
    cured_on: date | None = None
    reasons: tuple[str, ...] = ()
    stored_at: str = ""
    corrective: CorrectiveNeed | None = None
    remark: str = ""
    own_number: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationsPage:
    """The ledger of the applications received in a period (R1), in the order of their numbers.

    ``named`` says whether applicants are named in it; ``mark`` is the head of the journal as it was
    made. A ``text`` says that only the rows in which it stands are there.
    """

    language: Language
    profile: DeskProfile
    printed_on: date
    first: date
    last: date
    rows: tuple[LedgerRow, ...]
    mark: JournalMark
    named: bool = True
    text: str = ""

    @property
    def count(self) -> int:
        """Return how many rows it has."""
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class TablePage:
    """Any ledger of some days as a table, narrowed down to a ``text`` where one was given.

    ``mark`` is the head of the journal as it was made.
    """

    language: Language
    profile: DeskProfile
    printed_on: date
    first: date
    last: date
    table: Ledger
    mark: JournalMark
    text: str = ""

    @property
    def count(self) -> int:
        """Return how many rows it has."""
        return len(self.table.rows)


LedgerPage = StampBookPage | ApplicationsPage | TablePage


# What goes to the post beside the letters: envelopes, labels, the slip of registered mail.


class Envelope(Word):
    """An envelope of the desk: 長形3号 with a window; 長形3号 and 角形2号 without."""

    WINDOW = "window"
    LONG_3 = "long_3"
    SQUARE_2 = "square_2"


@dataclass(frozen=True, slots=True)
class Addressed:
    """To whom an envelope or a label goes, and in which language the address is written."""

    addressee: Addressee
    language: Language = Language.JA


@dataclass(frozen=True, slots=True)
class Front:
    """The front of one envelope: how it goes, and to whom; a window shows that by itself.

    ``express`` is said of a kind that may go by express besides.
    """

    kind: MailKind
    to: Addressed | None = None
    express: bool = False


@dataclass(frozen=True, slots=True)
class EnvelopesPage:
    """Envelopes to be printed in one go (P1), one front after the other."""

    profile: DeskProfile
    envelope: Envelope
    fronts: tuple[Front, ...]


@dataclass(frozen=True, slots=True)
class LabelsPage:
    """Labels, twelve to a sheet, row by row (P2); ``first`` is the first free one, 1 to 12."""

    profile: DeskProfile
    labels: tuple[Addressed, ...]
    first: int = 1


@dataclass(frozen=True, slots=True)
class MailSlipLine:
    """One piece of registered or recorded mail: postage in yen, grams (0 = not weighed).

    ``franked`` are the yen of the stamps on it, 0 where it was paid otherwise. ``express`` and
    ``remarks`` stand in the last column.
    """

    name: str
    kind: MailKind
    postage: int
    franked: int = 0
    grams: int = 0
    tracking_number: str = ""
    express: bool = False
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class MailSlipPage:
    """The slip of registered mail and its receipt (P3): six pieces to a sheet.

    ``number`` is that of the desk's dispatch list.
    """

    profile: DeskProfile
    posted_on: date
    number: str
    lines: tuple[MailSlipLine, ...]


@dataclass(frozen=True, slots=True)
class OffsetPage:
    """A page on which a clerk measures what a printer is off by on a kind of paper."""

    language: Language
    profile: DeskProfile
    paper: Paper


PostalPage = EnvelopesPage | LabelsPage | MailSlipPage | OffsetPage
