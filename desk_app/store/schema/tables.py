# SPDX-License-Identifier: MIT
"""The tables of the database; every column says what disposal does with it."""

from __future__ import annotations

from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, LargeBinary, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped
from typing_extensions import override

from desk_app.records.base import ClaimId, DecisionId, LetterId, UserId
from desk_app.records.books.figures import Figure, Tally
from desk_app.records.books.journal import Action
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.case.application import (
    Application,
    Change,
    Claim,
    Correction,
    Form,
    Method,
    Principal,
    Proxy,
    ProxyKind,
    ReplyTo,
    Right,
)
from desk_app.records.case.decisions import (
    Approval,
    Content,
    Decision,
    GroundUse,
    Outcome,
    Signature,
)
from desk_app.records.case.disposal import (
    DisposalCheck,
    DisposalItem,
    DisposalRecord,
    DisposalState,
    HeldBack,
    Hold,
    HoldReason,
    NamesSignature,
    PaperDestroyed,
)
from desk_app.records.case.findings import ClaimState, Identity, LedgerStanding, Work
from desk_app.records.case.history import (
    AddressChange,
    CorrectiveNeed,
    DepartmentInquiry,
    Filing,
    Judgement,
    Lapse,
    Letter,
    NewAddress,
    Notice,
    Posting,
    Printed,
    RegisteredRecord,
    ReturnReason,
    Ruling,
    Topic,
    Withdrawal,
)
from desk_app.records.case.inquiries import (
    AddressedTo,
    Channel,
    CourseEntry,
    Inquiry,
    InquiryKind,
    InquirySaid,
    InquiryWork,
)
from desk_app.records.case.letters import LetterFacts, LetterKind, Words
from desk_app.records.case.mail import (
    Allotment,
    Condition,
    HeldKind,
    HeldThing,
    MailItem,
    MailKind,
    Matter,
    PaymentLine,
    Piece,
)
from desk_app.records.case.papers import (
    Enclosure,
    Fate,
    Guardianship,
    Mandate,
    Masking,
    Register,
    Subject,
)
from desk_app.records.case.scans import Mask, Scan, ScanOf
from desk_app.records.case.stamps import Movement, Pile, Postage, StampCount, StampEntry
from desk_app.records.desk.people import Language, Role
from desk_app.records.desk.sharing import Care
from desk_app.records.importing import LedgerImport
from desk_app.records.registers import (
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
from desk_app.store.schema.columns import (
    CodeType,
    Day,
    MomentType,
    Written,
    column_of,
    identifies,
    kept,
    neutral,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Table


CLUSTERED = {"sqlite_with_rowid": False}
"""One tree holds key and row: all rows of an application or mail item lie side by side.

A foreign key stands where a row belongs to its parent. A mere mention (the mail item a paper came
in) has none: without an index of its own, each deletion of a parent would read the whole table.
"""


class BaseTable(DeclarativeBase):
    """What all tables share: a column that says nothing of itself is a field of the table's record.

    ``of`` is that record, ``parts`` are records that lie in its row, by what their columns begin
    with. Raises TypeError for a column that is neither said here nor a field.
    """

    if TYPE_CHECKING:
        __table__: ClassVar[Table]

    type_annotation_map = {  # noqa: RUF012  SQLAlchemy asks for a plain dict
        date: Day(),
        datetime: MomentType(),
        str: Text(),
        int: Integer(),
        bytes: LargeBinary(),
    }

    @override
    def __init_subclass__(
        cls, of: type | None = None, parts: Mapping[str, type] = MappingProxyType({})
    ) -> None:
        records = (*parts.items(), *([("", of)] if of is not None else []))
        told = {name: vars(cls).get(name) for name in cls.__annotations__}
        for name, column in told.items():
            # Set anew, all stand in the order in which they are written here.
            if column is not None:
                delattr(cls, name)
            setattr(cls, name, column_of(records, name) if column is None else column)
        super().__init_subclass__()


class OfMailItem:
    """The key of a row that belongs to a mail item, and its place in the order."""

    mail_item: Mapped[int] = neutral(ForeignKey("mail_items.id"), primary_key=True, sort_order=-3)
    id: Mapped[str] = neutral(primary_key=True, sort_order=-2)
    position: Mapped[int] = neutral(sort_order=-1)


class OfApplication:
    """The key of a row that belongs to an application, and its place in the order."""

    application: Mapped[int] = neutral(
        ForeignKey("applications.id"), primary_key=True, sort_order=-3
    )
    id: Mapped[str] = neutral(primary_key=True, sort_order=-2)
    position: Mapped[int] = neutral(sort_order=-1)


class MailItems(BaseTable, of=MailItem):
    """Mail items, as received (A1)."""

    __tablename__ = "mail_items"
    __table_args__ = (
        Index("mail_items_concerns", "concerns", sqlite_where=text("concerns IS NOT NULL")),
        Index("mail_items_arrived", "arrived_on", "id"),
        Index("mail_items_open", "arrived_on", "id", sqlite_where=text("handled = 0")),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = neutral(primary_key=True)
    arrived_on: Mapped[date]
    kind: Mapped[MailKind]
    matter: Mapped[Matter]
    postmark: Mapped[date | None]
    tracking_number: Mapped[str]
    red_marking: Mapped[bool]
    opened_by: Mapped[tuple[UserId, ...]]
    concerns: Mapped[int | None] = neutral()
    sender: Mapped[str]
    note: Mapped[str]
    handled: Mapped[bool]
    handled_note: Mapped[str]
    logged_at: Mapped[datetime | None]
    logged_by: Mapped[str | None]
    version: Mapped[int] = neutral()


class PaymentLines(OfMailItem, BaseTable, of=PaymentLine):
    """Payment lines of a mail item, each with the pieces allotted to applications (A4)."""

    __tablename__ = "payment_lines"
    __table_args__ = CLUSTERED

    piece: Mapped[Piece]
    denomination: Mapped[int]
    count: Mapped[int]
    condition: Mapped[Condition]
    surcharge: Mapped[int]
    allotments: Mapped[tuple[Allotment, ...]]
    issued_on: Mapped[date | None]


class HeldThings(OfMailItem, BaseTable, of=HeldThing):
    """The return list (A3)."""

    __tablename__ = "held_things"
    __table_args__ = (
        Index("held_things_open", "mail_item", "id", sqlite_where=text("returned_on IS NULL")),
        CLUSTERED,
    )

    kind: Mapped[HeldKind]
    application: Mapped[int | None] = neutral()
    amount: Mapped[int]
    pieces: Mapped[tuple[tuple[int, int], ...]]
    note: Mapped[str]
    returned_on: Mapped[date | None]
    returned_with: Mapped[str | None]
    returned_by: Mapped[str | None]
    stamps: Mapped[tuple[Pile, ...]]


class ApplicationRows(
    BaseTable,
    of=Application,
    parts={"form_": Form, "proxy_": Proxy, "": Principal},
):
    """Applications, as received (B1-B4)."""

    __tablename__ = "applications"
    __table_args__ = (
        Index("applications_mail_item", "mail_item"),
        Index(
            "applications_number",
            "receipt_number",
            unique=True,
            sqlite_where=text("receipt_number <> ''"),
        ),
        Index("applications_token", "token"),
        Index("applications_born", "born", "id", sqlite_where=text("born IS NOT NULL")),
        Index("applications_own_number", "own_number", sqlite_where=text("own_number <> ''")),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = neutral(primary_key=True)
    token: Mapped[str] = neutral()
    mail_item: Mapped[int] = neutral(ForeignKey("mail_items.id"))
    received_on: Mapped[date]
    form_code: Mapped[str]
    form_version: Mapped[str]
    form_filled_in_on: Mapped[date | None]
    form_signed: Mapped[bool]
    further_forms: Mapped[tuple[Form, ...]]
    name: Mapped[str]
    kana: Mapped[str]
    former_name: Mapped[str]
    born: Mapped[date | None]
    postal_code: Mapped[str]
    address: Mapped[str]
    registered_address: Mapped[str]
    phone: Mapped[str]
    member_number: Mapped[str]
    email: Mapped[str]
    proxy_kind: Mapped[ProxyKind | None]
    proxy_name: Mapped[str]
    proxy_kana: Mapped[str]
    proxy_postal_code: Mapped[str]
    proxy_address: Mapped[str]
    proxy_phone: Mapped[str]
    scope: Mapped[str]
    service: Mapped[str]
    method: Mapped[Method]
    reply_to: Mapped[ReplyTo]
    language: Mapped[Language]
    receipt_number: Mapped[str]
    rulebook_version: Mapped[str]
    logged_at: Mapped[datetime | None]
    logged_by: Mapped[str | None]
    version: Mapped[int] = neutral()
    deceased: Mapped[bool]
    also_heirs: Mapped[bool]
    own_number: Mapped[str]
    completed_before: Mapped[date | None]
    outcome_before: Mapped[str]
    imported: Mapped[int]


class Claims(OfApplication, BaseTable, of=Claim):
    """Claims of an application, with what a correction asks to change."""

    __tablename__ = "claims"
    __table_args__ = CLUSTERED

    right: Mapped[Right]
    changes: Mapped[tuple[Change, ...]]
    reason: Mapped[str]
    circumstances: Mapped[str]


class Corrections(OfApplication, BaseTable, of=Correction):
    """Fields that were typed wrongly: old value, reason and name are kept (B5)."""

    __tablename__ = "corrections"
    __table_args__ = CLUSTERED

    field: Mapped[str]
    old: Mapped[str]
    new: Mapped[str]
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]


class Enclosures(OfApplication, BaseTable, of=Enclosure):
    """The papers of an application (G2)."""

    __tablename__ = "enclosures"
    __table_args__ = CLUSTERED

    kind: Mapped[str]
    of: Mapped[Subject]
    mail_item: Mapped[int] = neutral()
    arrived_on: Mapped[date]
    original: Mapped[bool]
    issued_on: Mapped[date | None]
    valid_until: Mapped[date | None]
    name: Mapped[str]
    address: Mapped[str]
    former_names: Mapped[tuple[str, ...]]
    former_addresses: Mapped[tuple[str, ...]]
    born: Mapped[date | None]
    shows_address: Mapped[bool | None]
    masking: Mapped[tuple[Masking, ...]]
    register: Mapped[Register | None]
    guardianship: Mapped[Guardianship | None]
    mandate: Mapped[Mandate | None]
    note: Mapped[str]
    whereabouts: Mapped[str]
    fate: Mapped[Fate | None]


# The tables of what happened to an application after it was logged.


_IN_ORDER_OF_ISSUE = ("issued_at", "application", "position")


class Judgements(OfApplication, BaseTable, of=Judgement):
    """What persons judged."""

    __tablename__ = "judgements"
    __table_args__ = CLUSTERED

    topic: Mapped[Topic]
    subject: Mapped[str]
    ruling: Mapped[Ruling]
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    on: Mapped[date]


class DepartmentInquiries(OfApplication, BaseTable, of=DepartmentInquiry):
    """Inquiries to the department that holds the data, with the records it answered (E2)."""

    __tablename__ = "department_inquiries"
    __table_args__ = CLUSTERED

    department: Mapped[str]
    asked_on: Mapped[date]
    asked_by: Mapped[str]
    chased_on: Mapped[tuple[date, ...]]
    answered_on: Mapped[date | None]
    records: Mapped[tuple[RegisteredRecord, ...]]
    answer: Mapped[str]


class Notices(OfApplication, BaseTable, of=Notice):
    """Notices of deficiencies (D1)."""

    __tablename__ = "notices"
    __table_args__ = CLUSTERED

    letter: Mapped[str] = neutral()
    number: Mapped[str]
    for_posting_on: Mapped[date]
    due: Mapped[date]
    asks: Mapped[tuple[str, ...]]
    posted_on: Mapped[date | None]
    void: Mapped[bool]


class Lapses(OfApplication, BaseTable, of=Lapse):
    """Claims treated as never made (D4)."""

    __tablename__ = "lapses"
    __table_args__ = CLUSTERED

    notice: Mapped[str] = neutral()
    confirmed_by: Mapped[str]
    confirmed_on: Mapped[date]


class Withdrawals(OfApplication, BaseTable, of=Withdrawal):
    """Writings that withdraw claims."""

    __tablename__ = "withdrawals"
    __table_args__ = CLUSTERED

    mail_item: Mapped[int] = neutral()
    claims: Mapped[tuple[ClaimId, ...]] = neutral(Written(tuple[ClaimId, ...]))
    written_on: Mapped[date | None]
    received_on: Mapped[date]
    signed: Mapped[bool]
    confirmed_by: Mapped[str | None]
    confirmed_on: Mapped[date | None]


class AddressChanges(OfApplication, BaseTable, of=AddressChange):
    """Writings that tell a new address (practice 28)."""

    __tablename__ = "address_changes"
    __table_args__ = CLUSTERED

    mail_item: Mapped[int] = neutral()
    of: Mapped[Subject]
    postal_code: Mapped[str]
    address: Mapped[str]
    written_on: Mapped[date | None]
    received_on: Mapped[date]


class Decisions(OfApplication, BaseTable, of=Decision):
    """Decisions, each with its content and the two signatures under it (E1, E3)."""

    __tablename__ = "decisions"
    __table_args__ = CLUSTERED

    claim: Mapped[str] = neutral()
    outcome: Mapped[Outcome]
    proposed_by: Mapped[str]
    proposed_at: Mapped[datetime]
    proposed_on: Mapped[date]
    grounds: Mapped[tuple[GroundUse, ...]]
    facts: Mapped[str]
    explanation: Mapped[str]
    note: Mapped[str]
    content: Mapped[Content]
    approval: Mapped[Approval | None]
    sent_back: Mapped[str]
    taken_back: Mapped[bool]
    proposal: Mapped[Signature | None]


class Letters(OfApplication, BaseTable, of=Letter):
    """Letters: number, claims, hash, and how far each is (F1)."""

    __tablename__ = "letters"
    __table_args__ = (
        Index(
            "letters_to_send",
            *_IN_ORDER_OF_ISSUE,
            sqlite_where=text("posting IS NULL AND void = 0"),
        ),
        Index("letters_void", *_IN_ORDER_OF_ISSUE, sqlite_where=text("void = 1")),
        Index("letters_issued", *_IN_ORDER_OF_ISSUE),
        Index(
            "letters_printed",
            "printed_at",
            "application",
            "position",
            sqlite_where=text("printed_at IS NOT NULL"),
        ),
        CLUSTERED,
    )

    kind: Mapped[LetterKind]
    number: Mapped[str]
    dated: Mapped[date]
    for_posting_on: Mapped[date]
    language: Mapped[Language]
    claims: Mapped[tuple[ClaimId, ...]] = neutral(Written(tuple[ClaimId, ...]))
    sha256: Mapped[str]
    issued_by: Mapped[str]
    issued_at: Mapped[datetime]
    printed_at: Mapped[datetime | None]
    void: Mapped[bool]
    void_reason: Mapped[str]
    posting: Mapped[str | None] = neutral()
    delay_until: Mapped[date | None]
    prints: Mapped[tuple[Printed, ...]]


class Postings(OfApplication, BaseTable, of=Posting):
    """Envelopes sent (F2)."""

    __tablename__ = "postings"
    __table_args__ = (
        Index(
            "postings_tracking",
            "tracking_number",
            sqlite_where=text("tracking_number <> ''"),
        ),
        Index("postings_sent", "posted_on", "application", "position"),
        Index(
            "postings_back",
            "came_back_on",
            "application",
            "position",
            sqlite_where=text("came_back_on IS NOT NULL"),
        ),
        CLUSTERED,
    )

    posted_on: Mapped[date]
    kind: Mapped[MailKind]
    letters: Mapped[tuple[LetterId, ...]] = neutral(Written(tuple[LetterId, ...]))
    tracking_number: Mapped[str]
    posted_by: Mapped[str | None]
    delivered_on: Mapped[date | None]
    came_back_on: Mapped[date | None]
    came_back_why: Mapped[ReturnReason | None]
    postage: Mapped[Postage | None]
    fee: Mapped[tuple[Pile, ...]]
    slip: Mapped[str]
    again: Mapped[tuple[LetterId, ...]] = neutral(Written(tuple[LetterId, ...]))
    new_address: Mapped[NewAddress | None]


class LetterFactsKept(BaseTable):
    """The frozen facts of letters; a trigger refuses any change."""

    __tablename__ = "letter_facts"

    letter: Mapped[str] = neutral(primary_key=True)
    facts: Mapped[LetterFacts] = identifies(Written(LetterFacts))
    sha256: Mapped[str] = kept()


class LetterPages(BaseTable):
    """The frozen bytes of letters; a trigger refuses any change."""

    __tablename__ = "letter_pages"

    letter: Mapped[str] = neutral(ForeignKey("letter_facts.letter"), primary_key=True)
    pages: Mapped[bytes] = identifies()


# The tables of keeping and disposal: how long, what is held back, what was disposed of.


class Holds(OfApplication, BaseTable, of=Hold):
    """Legal holds; those that were lifted stay as long as the application."""

    __tablename__ = "holds"
    __table_args__ = CLUSTERED

    reason: Mapped[HoldReason]
    review_on: Mapped[date]
    ordered_by: Mapped[str]
    ordered_on: Mapped[date]
    note: Mapped[str]
    lifted_by: Mapped[str | None]
    lifted_on: Mapped[date | None]


class KeptRows(BaseTable):
    """Completed applications with the last day of keeping, written with their place in the lists.

    The days are stored, not worked out when they are shown: a clock that jumps moves none of them.
    """

    __tablename__ = "kept_applications"
    __table_args__ = (Index("kept_applications_until", "kept_until", "application"),)

    application: Mapped[int] = neutral(ForeignKey("applications.id"), primary_key=True)
    completed_on: Mapped[date] = kept()
    kept_until: Mapped[date] = kept()


class StandingRows(BaseTable, of=LedgerStanding):
    """How applications stood when they were saved: what their ledger need not judge anew.

    Written with their place in the lists. What has no row is judged when it is asked for.
    """

    __tablename__ = "standings"
    __table_args__ = CLUSTERED

    application: Mapped[int] = neutral(ForeignKey("applications.id"), primary_key=True)
    state: Mapped[ClaimState]
    complete: Mapped[bool]
    compared: Mapped[Identity]
    required: Mapped[int]
    counted: Mapped[int]
    short: Mapped[int]
    came: Mapped[int]
    paid_on: Mapped[date | None]
    completed_on: Mapped[date | None]
    came_back: Mapped[tuple[DecisionId, ...]] = neutral(Written(tuple[DecisionId, ...]))


class CareRows(BaseTable):
    """Who was named to look after an application, one after the other; where none: who logged it.

    It lies apart from the application, so that nothing that is signed changes by it.
    """

    __tablename__ = "cares"
    __table_args__ = CLUSTERED

    application: Mapped[int] = neutral(ForeignKey("applications.id"), primary_key=True)
    course: Mapped[tuple[Care, ...]] = neutral(Written(tuple[Care, ...]))


class FilingRows(BaseTable, of=Filing):
    """Where the papers of applications lie, and what else was noted beside their course.

    It lies apart from the application, so that nothing that is signed changes by it.
    """

    __tablename__ = "filings"
    __table_args__ = CLUSTERED

    application: Mapped[int] = neutral(ForeignKey("applications.id"), primary_key=True)
    place: Mapped[str] = neutral()
    corrective: Mapped[CorrectiveNeed | None]
    remark: Mapped[str]
    by: Mapped[str | None]
    at: Mapped[datetime | None]


class ScanRows(BaseTable, of=Scan):
    """Scans of papers, each with the identity that opens its sealed file (I6).

    One that somebody removed has no identity any more: its file is gone.
    """

    __tablename__ = "scans"
    __table_args__ = (
        Index("scans_left", "source", sqlite_where=text("source <> ''")),
        CLUSTERED,
    )

    application: Mapped[int] = neutral(ForeignKey("applications.id"), primary_key=True)
    id: Mapped[str] = neutral(primary_key=True)
    shows: Mapped[ScanOf]
    enclosure: Mapped[str | None] = neutral()
    kind: Mapped[str] = neutral()
    pages: Mapped[int]
    size: Mapped[int]
    sealed_sha256: Mapped[str] = neutral()
    pdf_sha256: Mapped[str] = neutral()
    at: Mapped[datetime]
    by: Mapped[str] = neutral()
    masks: Mapped[tuple[Mask, ...]]
    removed_by: Mapped[str | None] = neutral()
    removed_at: Mapped[datetime | None]
    removed_why: Mapped[str]
    identity: Mapped[str] = neutral()
    source: Mapped[str]
    source_sha256: Mapped[str] = neutral(before=text("''"))
    source_rest: Mapped[tuple[int, ...]]


class RemovedScans(BaseTable):
    """The random names of scans that went with their applications: copies of them go too."""

    __tablename__ = "removed_scans"
    __table_args__ = CLUSTERED

    id: Mapped[str] = neutral(primary_key=True)


class DisposalRows(BaseTable, of=DisposalRecord):
    """Disposals from proposal to report: random names, numbers, days and counts, no person.

    A reason for sending one back is text of a clerk; it goes with the first application in it.
    """

    __tablename__ = "disposals"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = neutral(primary_key=True)
    number: Mapped[str]
    state: Mapped[DisposalState]
    items: Mapped[tuple[DisposalItem, ...]]
    proposed_by: Mapped[str]
    proposed_at: Mapped[datetime]
    approval: Mapped[Approval | None]
    sent_back_reason: Mapped[str]
    paper: Mapped[PaperDestroyed | None]
    carried_out_at: Mapped[datetime | None]
    check: Mapped[DisposalCheck | None]
    held: Mapped[tuple[HeldBack, ...]]
    first_entry: Mapped[int]
    last_entry: Mapped[int]
    proposal: Mapped[Signature | None]
    names_proposed: Mapped[NamesSignature | None]
    names_signed: Mapped[NamesSignature | None]


class DisposedNumbers(BaseTable):
    """The receipt numbers that were disposed of, each with its disposal."""

    __tablename__ = "disposed_numbers"
    __table_args__ = CLUSTERED

    receipt_number: Mapped[str] = kept(primary_key=True)
    disposal: Mapped[int] = neutral(ForeignKey("disposals.id"))


# The tables of the stamp book: its entries, their stamps by face value, and the balance.


class StampEntries(BaseTable, of=StampEntry):
    """Entries of the stamp book; they stay when an application is disposed of, without naming it.

    ``worth`` is by how many sen the balance moves. ``note`` is text of a clerk: that of an
    application's entry goes with it.
    """

    __tablename__ = "stamp_entries"
    __table_args__ = (
        Index("stamp_entries_on", "on", "id", "worth"),
        Index(
            "stamp_entries_application",
            "application",
            sqlite_where=text("application IS NOT NULL"),
        ),
        Index("stamp_entries_mail_item", "mail_item", sqlite_where=text("mail_item IS NOT NULL")),
        Index("stamp_entries_posting", "posting", sqlite_where=text("posting IS NOT NULL")),
        Index("stamp_entries_back", "takes_back", sqlite_where=text("takes_back IS NOT NULL")),
        Index("stamp_entries_counts", "id", sqlite_where=text("movement = 'counted'")),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = neutral(primary_key=True)
    on: Mapped[date]
    movement: Mapped[Movement]
    worth: Mapped[int] = kept()
    by: Mapped[str]
    at: Mapped[datetime]
    application: Mapped[int | None] = neutral()
    mail_item: Mapped[int | None] = neutral()
    posting: Mapped[str | None] = neutral()
    receipt_number: Mapped[str]
    reference: Mapped[str]
    note: Mapped[str]
    second: Mapped[str | None]
    takes_back: Mapped[int | None] = neutral()
    count: Mapped[StampCount | None]


class StampMoves(BaseTable):
    """The stamps of an entry by face value in sen: held for applicants, and the desk's own."""

    __tablename__ = "stamp_moves"
    __table_args__ = (Index("stamp_moves_value", "value", "entry"), CLUSTERED)

    entry: Mapped[int] = neutral(ForeignKey("stamp_entries.id"), primary_key=True)
    value: Mapped[int] = kept(primary_key=True)
    held: Mapped[int] = kept()
    owned: Mapped[int] = kept()


class StampBalances(BaseTable):
    """What lies in the desk by face value in sen: what all moves make, written with each entry."""

    __tablename__ = "stamp_balances"
    __table_args__ = (
        CheckConstraint("held >= 0 AND owned >= 0", name="stamp_balances_not_negative"),
        CLUSTERED,
    )

    value: Mapped[int] = kept(primary_key=True)
    held: Mapped[int] = kept()
    owned: Mapped[int] = kept()


# The tables of the registers (I2): purposes of use, where data lie, provision to and from others.


class PurposeRows(BaseTable, of=UsePurpose):
    """Purposes of use with their versions; none is deleted. Nothing in them is about a person."""

    __tablename__ = "purposes"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = neutral(primary_key=True)
    versions: Mapped[tuple[PurposeVersion, ...]]
    reviews: Mapped[tuple[RegisterReview, ...]]
    end: Mapped[RegisterEnd | None]


class DataPlaceRows(BaseTable, of=DataPlace):
    """Where data lie, with versions; none is deleted. Nothing in them is about a person."""

    __tablename__ = "data_places"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = neutral(primary_key=True)
    versions: Mapped[tuple[PlaceVersion, ...]]
    reviews: Mapped[tuple[RegisterReview, ...]]
    end: Mapped[RegisterEnd | None]


class ProvisionRows(BaseTable, of=ProvisionEntry):
    """Rows of provision; after its own time of keeping a row about a person goes.

    ``folded`` are the folded names and numbers of the person, each between line ends.
    """

    __tablename__ = "provisions"
    __table_args__ = (
        Index("provisions_token", "token"),
        Index("provisions_kept", "last_on", "on", sqlite_where=text("disposed_on IS NULL")),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = neutral(primary_key=True)
    kind: Mapped[ProvisionKind]
    on: Mapped[date | None]
    party: Mapped[str]
    party_address: Mapped[str]
    representative: Mapped[str]
    person: Mapped[str]
    kana: Mapped[str]
    person_address: Mapped[str]
    person_number: Mapped[str]
    items: Mapped[str]
    consent: Mapped[str]
    circumstances: Mapped[str]
    country: Mapped[str] = neutral()
    by_contract: Mapped[bool]
    last_on: Mapped[date | None]
    note: Mapped[str]
    entered_by: Mapped[str] = neutral()
    entered_at: Mapped[datetime | None]
    ended_on: Mapped[date | None]
    ended_why: Mapped[str]
    ended_by: Mapped[str | None] = neutral()
    proposed_by: Mapped[str | None]
    proposed_on: Mapped[date | None]
    disposed_by: Mapped[str | None] = neutral()
    disposed_on: Mapped[date | None]
    folded: Mapped[str] = identifies()
    token: Mapped[str] = neutral(before=text("''"))
    holds: Mapped[tuple[Hold, ...]] = identifies(Written(tuple[Hold, ...]), before=text("'[]'"))


class TrainingRows(BaseTable, of=TrainingEntry):
    """Trainings that were held; none is deleted. Nothing in them is about an applicant."""

    __tablename__ = "trainings"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = neutral(primary_key=True)
    on: Mapped[date | None]
    subject: Mapped[str] = neutral()
    content: Mapped[str] = neutral()
    held_by: Mapped[str] = neutral()
    attended: Mapped[str] = neutral()
    material: Mapped[str] = neutral()
    understood: Mapped[str] = neutral()
    made_up: Mapped[str] = neutral()
    note: Mapped[str] = neutral()
    entered_by: Mapped[str] = neutral()
    entered_at: Mapped[datetime | None]
    ended_on: Mapped[date | None]
    ended_why: Mapped[str] = neutral()
    ended_by: Mapped[str | None] = neutral()


# The table of the letters' words: what a sentence says from a day on.


class WordingRevisions(BaseTable):
    """Changed sentences, from proposal on; none is deleted. Nothing in them is about a person."""

    __tablename__ = "wording_revisions"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = neutral(primary_key=True)
    place: Mapped[str] = neutral()
    words: Mapped[Words] = neutral(Written(Words))
    before: Mapped[Words] = neutral(Written(Words))
    wanted_from: Mapped[date] = neutral()
    proposed_by: Mapped[str] = kept()
    proposed_at: Mapped[datetime] = kept()
    approval: Mapped[Approval | None] = kept(Written(Approval))
    taken_back_by: Mapped[str | None] = kept()
    proposal: Mapped[Signature | None] = kept(Written(Signature))


# The table of inquiries and complaints, each whole in one row.


_NOBODY = text("''")


class InquiryRows(BaseTable, of=Inquiry, parts={"": InquirySaid}):
    """Inquiries and complaints with their course, and their place in the lists (I1).

    There are few beside the applications, so that each is one row. ``work`` to
    ``kept_until`` and ``posted_first`` to ``came_back_on`` are its place, written with it; the
    folded texts are what it is found by.
    """

    __tablename__ = "inquiries"
    __table_args__ = (
        Index("inquiries_number", "number", unique=True),
        Index("inquiries_token", "token"),
        Index("inquiries_received", "received_on", "id"),
        Index("inquiries_open", "work", "by", "id", sqlite_where=text("work <> 'done'")),
        Index("inquiries_carer", "carer", "received_on", "id"),
        Index("inquiries_leak", "leak_by", "id", sqlite_where=text("leak_by IS NOT NULL")),
        Index("inquiries_kept", "kept_until", "id", sqlite_where=text("kept_until IS NOT NULL")),
        Index("inquiries_mail", "mail_item", sqlite_where=text("mail_item IS NOT NULL")),
        Index("inquiries_into", "carried_into", sqlite_where=text("carried_into IS NOT NULL")),
        Index(
            "inquiries_posted", "posted_last", "id", sqlite_where=text("posted_last IS NOT NULL")
        ),
        Index(
            "inquiries_back", "came_back_on", "id", sqlite_where=text("came_back_on IS NOT NULL")
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = neutral(primary_key=True)
    token: Mapped[str] = neutral()
    number: Mapped[str]
    received_on: Mapped[date]
    received_at: Mapped[str]
    channel: Mapped[Channel]
    kind: Mapped[InquiryKind]
    addressed_to: Mapped[AddressedTo]
    service: Mapped[str]
    text: Mapped[str]
    name: Mapped[str]
    kana: Mapped[str]
    postal_code: Mapped[str]
    address: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    attachments: Mapped[str]
    language: Mapped[Language]
    logged_at: Mapped[datetime]
    logged_by: Mapped[str]
    mail_item: Mapped[int | None] = neutral()
    carried_into: Mapped[int | None] = neutral()
    course: Mapped[tuple[CourseEntry, ...]]
    letters: Mapped[tuple[Letter, ...]]
    postings: Mapped[tuple[Posting, ...]]
    holds: Mapped[tuple[Hold, ...]]
    corrections: Mapped[tuple[Correction, ...]]
    version: Mapped[int] = neutral()
    work: Mapped[InquiryWork] = neutral(CodeType(InquiryWork))
    by: Mapped[date | None] = neutral()
    leak_by: Mapped[date | None] = neutral()
    completed_on: Mapped[date | None] = neutral()
    kept_until: Mapped[date | None] = neutral()
    found_names: Mapped[str] = identifies()
    found_addresses: Mapped[str] = identifies()
    found_numbers: Mapped[str] = identifies()
    posted_first: Mapped[date | None] = neutral()
    posted_last: Mapped[date | None] = neutral()
    came_back_on: Mapped[date | None] = neutral()
    carer: Mapped[str] = neutral(before=_NOBODY)
    """Who looks after it, empty for nobody, as its course says."""
    own_number: Mapped[str]


# The tables of the desk itself: lists, search, numbers, people, settings, journal.


class WorkRows(BaseTable):
    """Each application's place in the lists, written with it and never read back by rules."""

    __tablename__ = "work_index"
    __table_args__ = (
        Index("work_index_received", "received_on", "application"),
        Index("work_index_number", "number_order", "application"),
        Index("work_index_name", "name", "application"),
        Index("work_index_kana", "kana_order", "application"),
        Index("work_index_by", "by", "application", "turns_on"),
        Index("work_index_work", "work", "application", "turns_on"),
        Index(
            "work_index_open",
            "work",
            "turns_on",
            sqlite_where=text("work <> 'done'"),
        ),
        Index(
            "work_index_dispose",
            "turns_on",
            "by",
            "application",
            sqlite_where=text("what = 'dispose'"),
        ),
        Index(
            "work_index_turning",
            "turns_on",
            "then_work",
            sqlite_where=text("then_work IS NOT NULL"),
        ),
        Index("work_index_carer_received", "carer", "received_on", "application"),
        # Without the word, lest it be taken for the open ones too: of them the next one holds all.
        Index("work_index_carer_by", "carer", "by", "application", "turns_on"),
        Index(
            "work_index_carer_open",
            "carer",
            "work",
            "turns_on",
            "by",
            "received_on",
            "application",
            sqlite_where=text("work <> 'done'"),
        ),
    )

    application: Mapped[int] = neutral(ForeignKey("applications.id"), primary_key=True)
    received_on: Mapped[date] = kept()
    search_key: Mapped[int] = neutral()
    number_order: Mapped[int] = neutral()
    name: Mapped[str] = identifies()
    kana_order: Mapped[str] = identifies()
    rights: Mapped[tuple[Right, ...]] = kept(Written(tuple[Right, ...]))
    work: Mapped[Work] = neutral(CodeType(Work))
    what: Mapped[str] = neutral()
    why: Mapped[str] = neutral()
    by: Mapped[date] = neutral()
    since: Mapped[date | None] = neutral()
    turns_on: Mapped[date] = neutral()
    then_work: Mapped[Work | None] = neutral(CodeType(Work))
    then_what: Mapped[str] = neutral()
    then_why: Mapped[str] = neutral()
    then_by: Mapped[date] = neutral()
    carer: Mapped[str] = neutral(before=text("''"))
    """Who looks after it, empty for nobody: at first who logged it, then as ``cares`` says."""


class TallyRows(BaseTable):
    """What each application and inquiry adds to the figures, written with its place in the lists.

    The id is the one under which it is kept, below zero that of an inquiry. ``days`` are those to
    the answer of an application.
    """

    __tablename__ = "tallies"
    __table_args__ = (Index("tallies_received", "received_on", "days", "id"),)

    id: Mapped[int] = neutral(primary_key=True)
    received_on: Mapped[date] = kept()
    days: Mapped[int | None] = kept()
    tally: Mapped[Tally] = identifies(Written(Tally))


class TallyDays(BaseTable):
    """What the tallies of each day of arrival come to, moved with each of them: nobody's alone.

    What goes at a disposal is taken off; the disposal keeps its counts by month.
    """

    __tablename__ = "tally_days"
    __table_args__ = CLUSTERED

    received_on: Mapped[date] = kept(primary_key=True)
    figure: Mapped[Figure] = kept(CodeType(Figure), primary_key=True)
    code: Mapped[str] = identifies(primary_key=True)
    count: Mapped[int] = kept()


class ImportRows(BaseTable, of=LedgerImport):
    """The imports of an office's ledger, each whole (K4)."""

    __tablename__ = "imports"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = neutral(primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str]
    sha256: Mapped[str]
    carried: Mapped[int]
    waiting: Mapped[int]
    refused: Mapped[int]
    first_application: Mapped[int] = neutral()
    last_application: Mapped[int] = neutral()
    first_mail: Mapped[int] = neutral()
    last_mail: Mapped[int] = neutral()
    taken_back_at: Mapped[datetime | None]
    taken_back_by: Mapped[str | None]
    kind: Mapped[LedgerKind] = neutral(CodeType(LedgerKind), before=text("'applications'"))
    first_entry: Mapped[int] = neutral(before=text("0"))
    last_entry: Mapped[int] = neutral(before=text("0"))


class SearchRows(BaseTable):
    """The folded texts an application is found by; ``key`` is its row in the index of grams.

    The key holds the day of arrival and the application's id (``search.key_of``): in its order
    the newest comes first, and the id needs no look-up.
    """

    __tablename__ = "search_rows"

    key: Mapped[int] = neutral(primary_key=True)
    names: Mapped[str] = identifies()
    addresses: Mapped[str] = identifies()
    numbers: Mapped[str] = identifies()


class RunningNumbers(BaseTable):
    """The running numbers of each year of an era."""

    __tablename__ = "running_numbers"
    __table_args__ = CLUSTERED

    kind: Mapped[str] = neutral(primary_key=True)
    era: Mapped[str] = neutral(primary_key=True)
    year: Mapped[int] = neutral(primary_key=True)
    last: Mapped[int] = neutral()


class DraftRows(BaseTable):
    """What users are typing."""

    __tablename__ = "drafts"
    __table_args__ = CLUSTERED

    user: Mapped[str] = neutral(primary_key=True)
    key: Mapped[str] = neutral(primary_key=True)
    content: Mapped[str] = identifies()


class Users(BaseTable):
    """The users of the desk, in order of their enrolment."""

    __tablename__ = "users"

    position: Mapped[int] = neutral(primary_key=True)
    id: Mapped[str] = neutral(unique=True)
    name: Mapped[str] = neutral()
    roles: Mapped[frozenset[Role]] = neutral(Written(frozenset[Role]))


class SettingRows(BaseTable):
    """The desk's own values by name."""

    __tablename__ = "settings"
    __table_args__ = CLUSTERED

    name: Mapped[str] = neutral(primary_key=True)
    value: Mapped[str] = neutral()


class Salts(BaseTable):
    """The salt of each application's digests; destroying it leaves the journal silent of it."""

    __tablename__ = "salts"
    __table_args__ = CLUSTERED

    subject: Mapped[str] = neutral(primary_key=True)
    salt: Mapped[bytes] = identifies()


class JournalRows(BaseTable):
    """The chained entries; triggers and the authorizer refuse any change."""

    __tablename__ = "journal"
    __table_args__ = (
        Index("journal_subject", "subject", "sequence", sqlite_where=text("subject <> ''")),
        Index("journal_actor", "actor", "sequence", "action"),
        Index("journal_action", "action", "sequence"),
        Index("journal_at", "at", "sequence"),
    )

    sequence: Mapped[int] = neutral(primary_key=True)
    at: Mapped[datetime] = kept()
    actor: Mapped[str] = kept()
    action: Mapped[Action] = kept(CodeType(Action))
    subject: Mapped[str] = kept()
    digests: Mapped[str] = kept()
    previous: Mapped[bytes] = kept()
    hash: Mapped[bytes] = kept()
