# SPDX-License-Identifier: MIT
"""An existing ledger of the office on its way in: cells as read, columns, rows, imports (K4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Self

from desk_app.records.base import Fact, RawRow, UserId, Word
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.case.application import Principal, Proxy, Right
from desk_app.records.case.inquiries import Cause, InquirySaid
from desk_app.records.case.mail import MailKind
from desk_app.records.field import PersonDay, PersonNumber, PersonText
from desk_app.records.registers import DataPlace, ProvisionEntry, TrainingEntry, UsePurpose


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet as it was read, from its first row and column on.

    ``sha256`` is the hash of the whole file, ``sheets`` are the names of all sheets in it. A file
    of lines is one sheet without a name. Where nobody named a sheet and several may be meant,
    ``headed`` are those with a row of headings; None where this one is meant.
    """

    sha256: str
    sheets: tuple[str, ...]
    name: str
    rows: tuple[RawRow, ...]
    headed: tuple[str, ...] | None = None


class ImportColumn(Word):
    """What a column of an office's ledger says."""

    NUMBER = "number"
    RECEIVED = "received"
    HOW = "how"
    NAME = "name"
    KANA = "kana"
    FORMER_NAME = "former_name"
    BORN = "born"
    POSTAL_CODE = "postal_code"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    MEMBER_NUMBER = "member_number"
    PROXY_KIND = "proxy_kind"
    PROXY = "proxy"
    RIGHTS = "rights"
    SCOPE = "scope"
    SERVICE = "service"
    COMPLETED = "completed"
    OUTCOME = "outcome"
    NAME_MORE = "name_more"
    """The given name, where it has a column of its own."""
    ADDRESS_MORE = "address_more"
    """The rest of an address that stands in two columns."""
    KANA_MORE = "kana_more"
    """The given name's reading, where it has a column of its own."""
    PHONE_MORE = "phone_more"
    """A second number: a mobile telephone beside one at home."""
    TIME = "time"
    CHANNEL = "channel"
    ADDRESSED_TO = "addressed_to"
    CONTACT = "contact"
    KIND = "kind"
    SAID = "said"
    CAUSE = "cause"
    ANSWER = "answer"
    ANSWERED = "answered"
    CLAUSE = "clause"
    DATA = "data"
    PEOPLE = "people"
    OBTAINED = "obtained"
    PURPOSE = "purpose"
    MARKS = "marks"
    PUBLISHED = "published"
    DEPARTMENT = "department"
    RETENTION = "retention"
    APPLIES_FROM = "applies_from"
    REASON = "reason"
    REVIEWED = "reviewed"
    ENDED = "ended"
    ENDED_WHY = "ended_why"
    SENSITIVE = "sensitive"
    AMOUNT = "amount"
    NOTIFIED = "notified"
    CONSENT = "consent"
    LOCATION = "location"
    STORAGE = "storage"
    ACCESS = "access"
    RESPONSIBLE = "responsible"
    PROVIDED_TO = "provided_to"
    ANSWERS = "answers"
    ASKED_HOW = "asked_how"
    USED_UNTIL = "used_until"
    DISPOSAL = "disposal"
    ENTRUSTED_TO = "entrusted_to"
    DAY = "day"
    LAST_DAY = "last_day"
    PARTY = "party"
    PARTY_ADDRESS = "party_address"
    REPRESENTATIVE = "representative"
    COUNTRY = "country"
    PERSON = "person"
    PERSON_ADDRESS = "person_address"
    PERSON_NUMBER = "person_number"
    ITEMS = "items"
    CIRCUMSTANCES = "circumstances"
    BY_CONTRACT = "by_contract"
    NOTE = "note"
    SUBJECT = "subject"
    CONTENT = "content"
    HELD_BY = "held_by"
    ATTENDED = "attended"
    MATERIAL = "material"
    UNDERSTOOD = "understood"
    MADE_UP = "made_up"


_C = ImportColumn

COLUMNS_OF: Mapping[LedgerKind, tuple[ImportColumn, ...]] = {
    LedgerKind.APPLICATIONS: (
        *(_C.NUMBER, _C.RECEIVED, _C.HOW, _C.NAME, _C.NAME_MORE, _C.KANA, _C.KANA_MORE),
        *(_C.FORMER_NAME, _C.BORN, _C.POSTAL_CODE, _C.ADDRESS, _C.ADDRESS_MORE),
        *(_C.PHONE, _C.PHONE_MORE, _C.EMAIL, _C.MEMBER_NUMBER),
        *(_C.PROXY_KIND, _C.PROXY, _C.RIGHTS, _C.SCOPE, _C.SERVICE, _C.COMPLETED, _C.OUTCOME),
    ),
    LedgerKind.INQUIRIES: (
        *(_C.NUMBER, _C.RECEIVED, _C.TIME, _C.CHANNEL, _C.ADDRESSED_TO, _C.NAME, _C.NAME_MORE),
        *(_C.KANA, _C.KANA_MORE, _C.POSTAL_CODE, _C.ADDRESS, _C.ADDRESS_MORE),
        *(_C.PHONE, _C.PHONE_MORE, _C.EMAIL, _C.CONTACT, _C.KIND, _C.SERVICE),
        *(_C.SAID, _C.CAUSE, _C.ANSWER, _C.ANSWERED, _C.COMPLETED, _C.OUTCOME),
    ),
    LedgerKind.PURPOSES: (
        *(_C.CLAUSE, _C.DATA, _C.PEOPLE, _C.OBTAINED, _C.PURPOSE, _C.MARKS, _C.PUBLISHED),
        *(_C.DEPARTMENT, _C.RETENTION, _C.APPLIES_FROM, _C.REASON, _C.REVIEWED, _C.ENDED),
    ),
    LedgerKind.PROVISIONS: (
        *(_C.KIND, _C.DAY, _C.LAST_DAY, _C.PARTY, _C.PARTY_ADDRESS, _C.REPRESENTATIVE),
        *(_C.COUNTRY, _C.PERSON, _C.KANA, _C.PERSON_ADDRESS, _C.PERSON_NUMBER, _C.ITEMS),
        *(_C.CONSENT, _C.CIRCUMSTANCES, _C.BY_CONTRACT, _C.ENDED, _C.NOTE),
    ),
    LedgerKind.PLACES: (
        *(_C.DEPARTMENT, _C.DATA, _C.PURPOSE, _C.SENSITIVE, _C.AMOUNT, _C.OBTAINED, _C.NOTIFIED),
        *(_C.CONSENT, _C.LOCATION, _C.STORAGE, _C.ACCESS, _C.RESPONSIBLE, _C.PROVIDED_TO),
        *(_C.ANSWERS, _C.ASKED_HOW, _C.USED_UNTIL, _C.RETENTION, _C.DISPOSAL, _C.ENTRUSTED_TO),
        *(_C.APPLIES_FROM, _C.REASON, _C.REVIEWED, _C.ENDED),
    ),
    LedgerKind.TRAININGS: (
        *(_C.DAY, _C.SUBJECT, _C.CONTENT, _C.HELD_BY, _C.ATTENDED, _C.MATERIAL, _C.UNDERSTOOD),
        *(_C.MADE_UP, _C.NOTE, _C.ENDED, _C.ENDED_WHY),
    ),
}
"""What the columns of a ledger of each kind may say; no other kind is taken in."""

NEEDED_OF: Mapping[LedgerKind, tuple[ImportColumn, ...]] = {
    LedgerKind.APPLICATIONS: (_C.RECEIVED, _C.NAME),
    LedgerKind.INQUIRIES: (_C.RECEIVED, _C.SAID),
    LedgerKind.PURPOSES: (_C.DATA, _C.PURPOSE),
    LedgerKind.PROVISIONS: (_C.PARTY,),
    LedgerKind.PLACES: (_C.DEPARTMENT, _C.DATA, _C.LOCATION),
    LedgerKind.TRAININGS: (_C.DAY, _C.SUBJECT, _C.ATTENDED),
}
"""What a ledger of each kind must say, and each of its rows."""


class RowFate(Word):
    """What becomes of a row of the file."""

    TAKEN = "taken"
    ASKED = "asked"
    """It is taken once a person has answered a question about it."""
    LEFT_OUT = "left_out"
    """A person answered that it is not to be taken."""
    REFUSED = "refused"


class RowDoubt(Word):
    """Why a row is not simply taken, or what was done with it."""

    ZEROS_MENDED = "zeros_mended"
    LINES_JOINED = "lines_joined"
    SERIAL_DAY = "serial_day"
    NO_ERA = "no_era"
    NO_YEAR = "no_year"
    NO_COMPLETION = "no_completion"
    DOUBLE_IN_FILE = "double_in_file"
    DOUBLE_AT_DESK = "double_at_desk"
    DITTO = "ditto"
    NO_ENTRY = "no_entry"
    FROM_TODAY = "from_today"
    ONE_LANGUAGE = "one_language"
    CHANNEL_TAKEN = "channel_taken"
    INQUIRY_TAKEN = "inquiry_taken"
    PROVIDED_TAKEN = "provided_taken"
    CELL_FAULT = "cell_fault"
    NO_DAY = "no_day"
    DAY_NOT_READ = "day_not_read"
    DAY_IN_FUTURE = "day_in_future"
    DAY_TOO_EARLY = "day_too_early"
    DAYS_TURNED = "days_turned"
    NO_NAME = "no_name"
    RIGHT_UNKNOWN = "right_unknown"
    RIGHT_TWICE = "right_twice"
    RIGHT_TAKEN = "right_taken"
    PROXY_TAKEN = "proxy_taken"
    PROXY_UNNAMED = "proxy_unnamed"
    NOTHING_THERE = "nothing_there"
    WORD_UNKNOWN = "word_unknown"
    TEXT_REFUSED = "text_refused"


class ImportHead(Word):
    """What stands at the head of the report of a trial."""

    SHEET = "sheet"
    ROW = "row"
    COLUMN = "column"
    ITEM = "item"
    READ = "read"
    FATE = "fate"
    WHY = "why"


TOLD_ONLY = frozenset({RowDoubt.ZEROS_MENDED, RowDoubt.LINES_JOINED, RowDoubt.FROM_TODAY})
"""What is told of a row that is taken."""

ASKED_FIRST = frozenset(
    {
        RowDoubt.SERIAL_DAY,
        RowDoubt.NO_ERA,
        RowDoubt.NO_YEAR,
        RowDoubt.NO_COMPLETION,
        RowDoubt.DOUBLE_IN_FILE,
        RowDoubt.DOUBLE_AT_DESK,
        RowDoubt.DITTO,
        RowDoubt.ONE_LANGUAGE,
        RowDoubt.CHANNEL_TAKEN,
        RowDoubt.INQUIRY_TAKEN,
        RowDoubt.PROVIDED_TAKEN,
        RowDoubt.RIGHT_TAKEN,
        RowDoubt.PROXY_TAKEN,
        RowDoubt.PROXY_UNNAMED,
    }
)
"""What a person answers, for one row or for all alike; the rest refuses its row."""


@dataclass(frozen=True, slots=True)
class RowNote:
    """What is said of a row: why, in which column (counted from 0), and what was read there."""

    doubt: RowDoubt
    column: int | None = None
    read: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A row of an office's ledger as the desk would take it.

    ``number`` is the office's own; ``completed_on`` is None for what is still open, ``outcome`` is
    what the ledger says of its end, in its own words.
    """

    number: str
    received_on: date
    principal: Principal
    proxy: Proxy | None = None
    rights: tuple[Right, ...] = ()
    scope: str = ""
    service: str = ""
    kind: MailKind = MailKind.OTHER
    completed_on: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class InquiryRow:
    """A row of an office's ledger of inquiries as the desk would take it.

    ``number`` is the office's own; ``completed_on`` is None for what is still open.
    """

    number: str
    said: InquirySaid
    cause: Cause | None = None
    answer: str = ""
    answered_on: date | None = None
    completed_on: date | None = None
    outcome: str = ""


RegisterEntry = UsePurpose | DataPlace | ProvisionEntry | TrainingEntry
"""A row of a register as the desk would enter it: without an id, and by nobody yet."""

ImportEntry = LedgerEntry | InquiryRow | RegisterEntry


@dataclass(frozen=True, slots=True)
class TriedRow:
    """One row after the dry run: its number in the sheet, what becomes of it, and why."""

    row: int
    fate: RowFate
    notes: tuple[RowNote, ...] = ()
    entry: ImportEntry | None = None


@dataclass(frozen=True, slots=True)
class ImportAnswers:
    """What a person answered: for all rows alike, or for one row by its number in the sheet.

    ``era`` is the letter of the era of years that name none; it is asked before any of these is
    taken.
    """

    alike: Mapping[RowDoubt, bool] = field(default_factory=dict)
    rows: Mapping[int, bool] = field(default_factory=dict)
    era: str = ""

    def of_row(self, row: int, *, taken: bool) -> Self:
        """Return these answers with that for one row: it is taken, or left out."""
        return replace(self, rows={**self.rows, row: taken})

    def of_all(self, doubt: RowDoubt, *, taken: bool) -> Self:
        """Return these answers with that to a question, for all rows alike."""
        return replace(self, alike={**self.alike, doubt: taken})


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """How a sheet is read: the number of its heading row (from 1), and what each column says.

    ``kind`` is of what it is a ledger.
    """

    heading: int
    columns: tuple[ImportColumn | None, ...]
    answers: ImportAnswers = field(default_factory=ImportAnswers)
    kind: LedgerKind = LedgerKind.APPLICATIONS


@dataclass(frozen=True, slots=True)
class LedgerImport:
    """One import as a whole; its applications and mail items have ids without a gap between.

    ``carried`` is how many closed entries came in, or entries of a register; ``waiting`` how many
    open ones wait for a person's look, ``refused`` how many rows stayed outside. Inquiries and
    entries of a register have the ids from ``first_entry`` to ``last_entry``.
    """

    id: int
    at: datetime
    by: UserId
    sha256: str
    carried: int
    waiting: int
    refused: int
    first_application: int = 0
    last_application: int = 0
    first_mail: int = 0
    last_mail: int = 0
    kind: LedgerKind = LedgerKind.APPLICATIONS
    first_entry: int = 0
    last_entry: int = 0
    taken_back_at: datetime | None = None
    taken_back_by: UserId | None = None


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """What the desk has already, as far as a double is told by it."""

    receipt_number: str
    own_number: PersonNumber
    name: PersonText
    received_on: PersonDay
