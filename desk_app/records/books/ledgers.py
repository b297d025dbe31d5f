# SPDX-License-Identifier: MIT
"""Ledgers an auditor asks for: what columns each has, and a ledger as a table on its way out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from desk_app.records.base import Word


class LedgerKind(Word):
    """A ledger that is shown, printed, or leaves the desk as a table."""

    JOURNAL = "journal"
    DUE = "due"
    """What is due for disposal."""
    APPLICATIONS = "applications"
    """開示等請求受付簿・対応記録"""
    INQUIRIES = "inquiries"
    """苦情・相談受付簿"""
    MEASURES = "measures"
    """是正処置の記録"""
    LEAKS = "leaks"
    """漏えい等の疑いの記録"""
    DISPOSALS = "disposals"
    """廃棄記録"""
    STAMPS = "stamps"
    """切手受払簿"""
    POSTINGS = "postings"
    """郵便発送簿"""
    MAIL = "mail"
    """郵便受領簿"""
    ACCESSES = "accesses"
    """アクセスログ"""
    ROLES = "roles"
    """利用者と役割の記録"""
    RULEBOOKS = "rulebooks"
    """規程の版の記録"""
    MY_NUMBER = "my_number"
    """特定個人情報 誤受領記録"""
    PURPOSES = "purposes"
    PROVISIONS = "provisions"
    """第三者提供記録"""
    PLACES = "places"
    """個人情報管理台帳"""
    TRAININGS = "trainings"
    """教育の記録"""


class LedgerHead(Word):
    """What stands at the head of a column."""

    RECEIPT_NUMBER = "receipt_number"
    OWN_NUMBER = "own_number"
    RECEIVED = "received"
    HOW = "how"
    TRACKING_NUMBER = "tracking_number"
    LOGGED_BY = "logged_by"
    OPENED_BY = "opened_by"
    PRINCIPAL = "principal"
    READING = "reading"
    BORN = "born"
    ADDRESS = "address"
    WISHED = "wished"
    DEPARTMENTS = "departments"
    ANSWERED = "answered"
    PROXY = "proxy"
    PROXY_KIND = "proxy_kind"
    RIGHTS = "rights"
    SCOPE = "scope"
    IDENTITY = "identity"
    AUTHORITY = "authority"
    COMPARED = "compared"
    JUDGED_BY = "judged_by"
    MASKED = "masked"
    RETURNED = "returned"
    FEE = "fee"
    FEE_CAME = "fee_came"
    FEE_VALID = "fee_valid"
    FEE_SHORT = "fee_short"
    FEE_BACK = "fee_back"
    PAID = "paid"
    NOTICES = "notices"
    NOTICED = "noticed"
    CURED = "cured"
    DUE = "due"
    STATE = "state"
    DECIDED = "decided"
    ARTICLES = "articles"
    WHY_DECIDED = "why_decided"
    LETTERS = "letters"
    POSTED = "posted"
    SENT_HOW = "sent_how"
    SENT_NUMBER = "sent_number"
    STORED_AT = "stored_at"
    CORRECTIVE = "corrective"
    REMARK = "remark"
    COMPLETED = "completed"
    KEPT_UNTIL = "kept_until"
    DISPOSAL = "disposal"
    SHEETS = "sheets"
    PROPOSED_BY = "proposed_by"
    PROPOSED = "proposed"
    APPROVED_BY = "approved_by"
    APPROVED = "approved"
    CARRIED_OUT = "carried_out"
    CARRIED_OUT_BY = "carried_out_by"
    RESULT = "result"
    DESTROYED = "destroyed"
    METHOD = "method"
    DESTROYED_BY = "destroyed_by"
    WITNESS = "witness"
    DAY = "day"
    WHAT = "what"
    REFERENCE = "reference"
    VALUE = "value"
    CAME = "came"
    WENT = "went"
    LEFT = "left"
    CAME_WORTH = "came_worth"
    WENT_WORTH = "went_worth"
    BALANCE = "balance"
    ADDRESSEE = "addressee"
    KIND = "kind"
    GRAMS = "grams"
    POSTAGE = "postage"
    STAMPS = "stamps"
    DELIVERED = "delivered"
    CAME_BACK = "came_back"
    WHY = "why"
    SLIP = "slip"
    ARRIVED = "arrived"
    LOGGED = "logged"
    SENDER = "sender"
    MATTER = "matter"
    POSTMARK = "postmark"
    RED_MARKING = "red_marking"
    CONTENTS = "contents"
    HANDLED = "handled"
    ENTRY = "entry"
    TIME = "time"
    PERSON_OF_DESK = "person_of_desk"
    PAPER = "paper"
    DONE = "done"
    DONE_ON = "done_on"
    DONE_BY = "done_by"
    BY = "by"
    NUMBER = "number"
    CLAUSE = "clause"
    DATA = "data"
    PEOPLE = "people"
    OBTAINED = "obtained"
    PURPOSE = "purpose"
    MARKS = "marks"
    PUBLISHED = "published"
    DEPARTMENT = "department"
    RETENTION = "retention"
    SINCE = "since"
    REASON = "reason"
    REVIEWED = "reviewed"
    ENDED = "ended"
    LOCATION = "location"
    STORAGE = "storage"
    ACCESS = "access"
    ANSWERS = "answers"
    ASKED_HOW = "asked_how"
    DISPOSED_HOW = "disposed_how"
    ENTRUSTED_TO = "entrusted_to"
    LAST_DAY = "last_day"
    PARTY = "party"
    PARTY_ADDRESS = "party_address"
    REPRESENTATIVE = "representative"
    COUNTRY = "country"
    PERSON = "person"
    ITEMS = "items"
    CONSENT = "consent"
    CIRCUMSTANCES = "circumstances"
    LACKS = "lacks"
    KANA = "kana"
    PERSON_ADDRESS = "person_address"
    PERSON_NUMBER = "person_number"
    BY_CONTRACT = "by_contract"
    NOTE = "note"
    INQUIRY_NUMBER = "inquiry_number"
    CHANNEL = "channel"
    ADDRESSED_TO = "addressed_to"
    FROM_WHOM = "from_whom"
    CONTACT = "contact"
    SERVICE = "service"
    SAID = "said"
    TAKEN_BY = "taken_by"
    COURSE = "course"
    CAUSE = "cause"
    ANSWER = "answer"
    MEASURE = "measure"
    LEAK = "leak"
    CLOSED_BY = "closed_by"
    MEASURE_WORDS = "measure_words"
    RESPONSIBLE = "responsible"
    DONE_BY_DAY = "done_by_day"
    CHECKED = "checked"
    CHECKED_BY = "checked_by"
    LEAKED = "leaked"
    KNOWN_ON = "known_on"
    KNOWN_AT = "known_at"
    ATTACK = "attack"
    TOLD = "told"
    TOLD_ON = "told_on"
    TOLD_AT = "told_at"
    NOTED_BY = "noted_by"
    FIRST_FROM = "first_from"
    FIRST_BY = "first_by"
    FIRST_MADE = "first_made"
    FIRST_MADE_BY = "first_made_by"
    FULL_BY = "full_by"
    FULL_MADE = "full_made"
    FULL_MADE_BY = "full_made_by"
    NO_LEAK_ON = "no_leak_on"
    NO_LEAK_BY = "no_leak_by"
    WHY_NO_LEAK = "why_no_leak"
    RESPONSIBLE_FOR = "responsible_for"
    AMOUNT = "amount"
    NOTIFIED = "notified"
    PROVIDED_TO = "provided_to"
    USED_UNTIL = "used_until"
    SENSITIVE = "sensitive"
    SUBJECT = "subject"
    CONTENT = "content"
    HELD_BY = "held_by"
    ATTENDED = "attended"
    MATERIAL = "material"
    UNDERSTOOD = "understood"
    MADE_UP = "made_up"
    WHY_ENDED = "why_ended"
    HOLD = "hold"
    CONTRACTOR = "contractor"
    CERTIFICATE = "certificate"
    CERTIFICATE_ON = "certificate_on"
    DESK_PERSON = "desk_person"
    ROLES = "roles"
    ROLES_SINCE = "roles_since"
    BEGUN_BY_ACT = "begun_by_act"
    STATEMENT = "statement"
    SIGNED_BY = "signed_by"
    SECOND_SIGNED_BY = "second_signed_by"
    ROLES_UNTIL = "roles_until"
    ENDED_BY_ACT = "ended_by_act"
    END_SIGNED_BY = "end_signed_by"
    END_SECOND_SIGNED_BY = "end_second_signed_by"
    RULEBOOK_VERSION = "rulebook_version"
    IN_FORCE_SINCE = "in_force_since"
    FINGERPRINT = "fingerprint"


class LedgerMark(Word):
    """What a ledger says of a row in the place of what it does not know any more."""

    DISPOSED = "disposed"
    """It was disposed of: its number is left, and until when it was kept."""
    SEEN = "seen"
    """It was there: a red marking."""
    OPEN = "open"
    """Nothing was done with it yet."""
    HELD = "held"
    """It was due, and stays because a hold stands."""
    NOT_CURED = "not_cured"
    """What a notice had asked for had not come by its due date."""
    TOTAL = "total"
    """The sums of a ledger."""
    BROUGHT_FORWARD = "brought_forward"
    """What was there before the first day."""
    NO_RECORD = "no_record"
    """The number was given, and neither an entry nor a disposal is known of it."""
    WITH_THE_DESK = "with_the_desk"
    """The rulebook a desk was founded with: nobody proposed it."""
    UNSIGNED = "unsigned"
    NOTHING_LEFT = "nothing_left"
    """Every page was searched after a deletion, and nothing of it was found."""
    TRACES_LEFT = "traces_left"
    UNCHECKED = "unchecked"
    """It was deleted, and nobody looked yet whether anything is left."""
    MISSING = "missing"
    """The law asks for it, and it is not filled in."""
    HIDDEN = "hidden"
    """It is filled in, and names somebody: it stands there with names alone."""


class LeakKind(Word):
    """Whether somebody meant it: the full report on an attack has 60 days in place of 30."""

    ATTACK = "attack"
    NO_ATTACK = "no_attack"


class LedgerFieldKind(Enum):
    """How a column is written: each cell as it can be counted with, or as words."""

    TEXT = "text"
    NAME = "name"
    """The name of a person outside the desk, as he writes it: on paper in the letters' type."""
    DAY = "day"
    NUMBER = "number"
    SEN = "sen"
    """A sum in sen, written in yen."""

    @property
    def is_figure(self) -> bool:
        """Return whether its cells are counted with: they stand at the right."""
        return self in {LedgerFieldKind.NUMBER, LedgerFieldKind.SEN}


@dataclass(frozen=True, slots=True)
class LedgerField:
    """A column of a ledger, declared once for screen, paper and file.

    ``width`` is in half-width characters. What is ``named`` tells of a person outside the desk and
    is left empty where names are left out; what ``hides`` them says the rest. What is ``summed``
    has its sum below, of a ``balance`` stands there what the last row says.
    """

    head: LedgerHead
    kind: LedgerFieldKind = LedgerFieldKind.TEXT
    width: int = 12
    named: bool = False
    hides: bool = False
    summed: bool = False
    balance: bool = False


LedgerValue = str | int | date | Enum | tuple["LedgerValue", ...] | None
"""What a column holds before it is said: codes have their words only in a language."""

LedgerCell = str | int | date
"""What stands in a cell of a table: a number and a day as such, everything else as words."""


@dataclass(frozen=True, slots=True)
class LedgerWanted:
    """Which ledger of which days; without names at will; a ``text`` leaves the rows that say it."""

    kind: LedgerKind
    first: date
    last: date
    named: bool = True
    text: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRead:
    """A ledger as read, in the order of its fields; ``wanted`` says whether it names anybody."""

    wanted: LedgerWanted
    fields: tuple[LedgerField, ...]
    rows: tuple[tuple[LedgerValue, ...], ...]

    @property
    def leaves_names_out(self) -> bool:
        """Return whether names would stand in it, and do not."""
        return not self.wanted.named and any(each.named or each.hides for each in self.fields)


@dataclass(frozen=True, slots=True)
class Ledger:
    """A table with its title and head; ``widths`` are of its columns, in characters.

    ``sums`` stand below the rows, a cell for each column, where there are any; without ``kinds``
    all columns are words. A ``note`` says what was left out of all of it; ``marks`` are the words
    that stand in the place of what is not there, and are nobody's name.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[LedgerCell, ...], ...]
    widths: tuple[int, ...]
    sums: tuple[LedgerCell, ...] = ()
    kinds: tuple[LedgerFieldKind, ...] = ()
    note: str = ""
    marks: frozenset[str] = frozenset()
