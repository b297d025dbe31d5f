# SPDX-License-Identifier: MIT
"""The tables of the database; every column says what disposal does with it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, LargeBinary, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped

from desk_app.records.application import Change, Form, Method, ProxyKind, ReplyTo, Right
from desk_app.records.base import ClaimId, LetterId, UserId
from desk_app.records.decisions import Approval, Content, GroundUse, Outcome, Signature
from desk_app.records.disposal import (
    DisposalCheck,
    DisposalItem,
    DisposalState,
    HeldBack,
    HoldReason,
    NamesSignature,
    PaperDestroyed,
)
from desk_app.records.findings import Work
from desk_app.records.history import (
    NewAddress,
    Printed,
    RegisteredRecord,
    ReturnReason,
    Ruling,
    Topic,
)
from desk_app.records.journal import Action
from desk_app.records.letters import LetterFacts, LetterKind, Words
from desk_app.records.mail import Allotment, Condition, HeldKind, MailKind, Matter, Piece
from desk_app.records.papers import Fate, Guardianship, Mandate, Masking, Register, Subject
from desk_app.records.people import Language, Role
from desk_app.records.stamps import Movement, Pile, Postage, StampCount
from desk_app.store.columns import CodeType, Day, MomentType, Written, identifies, kept, neutral

CLUSTERED = {"sqlite_with_rowid": False}
"""One tree holds key and row: all rows of an application or mail item lie side by side.

A foreign key stands where a row belongs to its parent. A mere mention (the mail item a paper came
in) has none: without an index of its own, each deletion of a parent would read the whole table.
"""


class BaseTable(DeclarativeBase):
    """What all tables share."""

    type_annotation_map = {  # noqa: RUF012  SQLAlchemy asks for a plain dict
        date: Day(),
        datetime: MomentType(),
        str: Text(),
        int: Integer(),
        bytes: LargeBinary(),
    }


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


class MailItems(BaseTable):
    """Mail items, as received (A1)."""

    __tablename__ = "mail_items"
    __table_args__ = (
        Index("mail_items_concerns", "concerns", sqlite_where=text("concerns IS NOT NULL")),
        Index("mail_items_arrived", "arrived_on", "id"),
        Index("mail_items_open", "arrived_on", "id", sqlite_where=text("handled = 0")),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = neutral(primary_key=True)
    arrived_on: Mapped[date] = kept()
    kind: Mapped[MailKind] = kept(CodeType(MailKind))
    matter: Mapped[Matter] = kept(CodeType(Matter))
    postmark: Mapped[date | None] = kept()
    tracking_number: Mapped[str] = identifies()
    red_marking: Mapped[bool] = kept()
    opened_by: Mapped[tuple[UserId, ...]] = kept(Written(tuple[UserId, ...]))
    concerns: Mapped[int | None] = neutral()
    sender: Mapped[str] = identifies()
    note: Mapped[str] = identifies()
    handled: Mapped[bool] = kept()
    handled_note: Mapped[str] = identifies()
    logged_at: Mapped[datetime | None] = kept()
    logged_by: Mapped[str | None] = kept()
    version: Mapped[int] = neutral()


class PaymentLines(OfMailItem, BaseTable):
    """Payment lines of a mail item, each with the pieces allotted to applications (A4)."""

    __tablename__ = "payment_lines"
    __table_args__ = CLUSTERED

    piece: Mapped[Piece] = kept(CodeType(Piece))
    denomination: Mapped[int] = kept()
    count: Mapped[int] = kept()
    condition: Mapped[Condition] = kept(CodeType(Condition))
    surcharge: Mapped[int] = kept()
    allotments: Mapped[tuple[Allotment, ...]] = kept(Written(tuple[Allotment, ...]))


class HeldThings(OfMailItem, BaseTable):
    """The return list (A3)."""

    __tablename__ = "held_things"
    __table_args__ = (
        Index("held_things_open", "mail_item", "id", sqlite_where=text("returned_on IS NULL")),
        CLUSTERED,
    )

    kind: Mapped[HeldKind] = kept(CodeType(HeldKind))
    application: Mapped[int | None] = neutral()
    amount: Mapped[int] = kept()
    pieces: Mapped[tuple[tuple[int, int], ...]] = kept(Written(tuple[tuple[int, int], ...]))
    note: Mapped[str] = identifies()
    returned_on: Mapped[date | None] = kept()
    returned_with: Mapped[str | None] = kept()
    returned_by: Mapped[str | None] = kept()
    stamps: Mapped[tuple[Pile, ...]] = kept(Written(tuple[Pile, ...]))


class ApplicationRows(BaseTable):
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
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = neutral(primary_key=True)
    token: Mapped[str] = neutral()
    mail_item: Mapped[int] = neutral(ForeignKey("mail_items.id"))
    received_on: Mapped[date] = kept()
    form_code: Mapped[str] = kept()
    form_version: Mapped[str] = kept()
    form_filled_in_on: Mapped[date | None] = kept()
    form_signed: Mapped[bool] = kept()
    further_forms: Mapped[tuple[Form, ...]] = kept(Written(tuple[Form, ...]))
    name: Mapped[str] = identifies()
    kana: Mapped[str] = identifies()
    former_name: Mapped[str] = identifies()
    born: Mapped[date | None] = identifies()
    postal_code: Mapped[str] = identifies()
    address: Mapped[str] = identifies()
    registered_address: Mapped[str] = identifies()
    phone: Mapped[str] = identifies()
    member_number: Mapped[str] = identifies()
    email: Mapped[str] = identifies()
    proxy_kind: Mapped[ProxyKind | None] = kept(CodeType(ProxyKind))
    proxy_name: Mapped[str] = identifies()
    proxy_kana: Mapped[str] = identifies()
    proxy_postal_code: Mapped[str] = identifies()
    proxy_address: Mapped[str] = identifies()
    proxy_phone: Mapped[str] = identifies()
    scope: Mapped[str] = identifies()
    service: Mapped[str] = kept()
    method: Mapped[Method] = kept(CodeType(Method))
    reply_to: Mapped[ReplyTo] = kept(CodeType(ReplyTo))
    language: Mapped[Language] = kept(CodeType(Language))
    receipt_number: Mapped[str] = kept()
    rulebook_version: Mapped[str] = kept()
    logged_at: Mapped[datetime | None] = kept()
    logged_by: Mapped[str | None] = kept()
    version: Mapped[int] = neutral()


class Claims(OfApplication, BaseTable):
    """Claims of an application, with what a correction asks to change."""

    __tablename__ = "claims"
    __table_args__ = CLUSTERED

    right: Mapped[Right] = kept(CodeType(Right))
    changes: Mapped[tuple[Change, ...]] = identifies(Written(tuple[Change, ...]))
    reason: Mapped[str] = kept()
    circumstances: Mapped[str] = identifies()


class Corrections(OfApplication, BaseTable):
    """Fields that were typed wrongly: old value, reason and name are kept (B5)."""

    __tablename__ = "corrections"
    __table_args__ = CLUSTERED

    field: Mapped[str] = kept()
    old: Mapped[str] = identifies()
    new: Mapped[str] = identifies()
    reason: Mapped[str] = identifies()
    by: Mapped[str] = kept()
    at: Mapped[datetime] = kept()


class Enclosures(OfApplication, BaseTable):
    """The papers of an application (G2)."""

    __tablename__ = "enclosures"
    __table_args__ = CLUSTERED

    kind: Mapped[str] = kept()
    of: Mapped[Subject] = kept(CodeType(Subject))
    mail_item: Mapped[int] = neutral()
    arrived_on: Mapped[date] = kept()
    original: Mapped[bool] = kept()
    issued_on: Mapped[date | None] = identifies()
    valid_until: Mapped[date | None] = identifies()
    name: Mapped[str] = identifies()
    address: Mapped[str] = identifies()
    former_names: Mapped[tuple[str, ...]] = identifies(Written(tuple[str, ...]))
    former_addresses: Mapped[tuple[str, ...]] = identifies(Written(tuple[str, ...]))
    born: Mapped[date | None] = identifies()
    shows_address: Mapped[bool | None] = kept()
    masking: Mapped[tuple[Masking, ...]] = kept(Written(tuple[Masking, ...]))
    register: Mapped[Register | None] = kept(Written(Register))
    guardianship: Mapped[Guardianship | None] = kept(Written(Guardianship))
    mandate: Mapped[Mandate | None] = kept(Written(Mandate))
    note: Mapped[str] = identifies()
    whereabouts: Mapped[str] = kept()
    fate: Mapped[Fate | None] = kept(Written(Fate))


# The tables of what happened to an application after it was logged.


_IN_ORDER_OF_ISSUE = ("issued_at", "application", "position")


class Judgements(OfApplication, BaseTable):
    """What persons judged."""

    __tablename__ = "judgements"
    __table_args__ = CLUSTERED

    topic: Mapped[Topic] = kept(CodeType(Topic))
    subject: Mapped[str] = kept()
    ruling: Mapped[Ruling] = kept(CodeType(Ruling))
    reason: Mapped[str] = identifies()
    by: Mapped[str] = kept()
    at: Mapped[datetime] = kept()
    on: Mapped[date] = kept()


class DepartmentInquiries(OfApplication, BaseTable):
    """Inquiries to the department that holds the data, with the records it answered (E2)."""

    __tablename__ = "department_inquiries"
    __table_args__ = CLUSTERED

    department: Mapped[str] = kept()
    asked_on: Mapped[date] = kept()
    asked_by: Mapped[str] = kept()
    chased_on: Mapped[tuple[date, ...]] = kept(Written(tuple[date, ...]))
    answered_on: Mapped[date | None] = kept()
    records: Mapped[tuple[RegisteredRecord, ...]] = identifies(
        Written(tuple[RegisteredRecord, ...])
    )
    answer: Mapped[str] = identifies()


class Notices(OfApplication, BaseTable):
    """Notices of deficiencies (D1)."""

    __tablename__ = "notices"
    __table_args__ = CLUSTERED

    letter: Mapped[str] = neutral()
    number: Mapped[str] = kept()
    for_posting_on: Mapped[date] = kept()
    due: Mapped[date] = kept()
    asks: Mapped[tuple[str, ...]] = kept(Written(tuple[str, ...]))
    posted_on: Mapped[date | None] = kept()
    void: Mapped[bool] = kept()


class Lapses(OfApplication, BaseTable):
    """Claims treated as never made (D4)."""

    __tablename__ = "lapses"
    __table_args__ = CLUSTERED

    notice: Mapped[str] = neutral()
    confirmed_by: Mapped[str] = kept()
    confirmed_on: Mapped[date] = kept()


class Withdrawals(OfApplication, BaseTable):
    """Writings that withdraw claims."""

    __tablename__ = "withdrawals"
    __table_args__ = CLUSTERED

    mail_item: Mapped[int] = neutral()
    claims: Mapped[tuple[ClaimId, ...]] = neutral(Written(tuple[ClaimId, ...]))
    written_on: Mapped[date | None] = kept()
    received_on: Mapped[date] = kept()
    signed: Mapped[bool] = kept()
    confirmed_by: Mapped[str | None] = kept()
    confirmed_on: Mapped[date | None] = kept()


class Decisions(OfApplication, BaseTable):
    """Decisions, each with its content and the two signatures under it (E1, E3)."""

    __tablename__ = "decisions"
    __table_args__ = CLUSTERED

    claim: Mapped[str] = neutral()
    outcome: Mapped[Outcome] = kept(CodeType(Outcome))
    proposed_by: Mapped[str] = kept()
    proposed_at: Mapped[datetime] = kept()
    proposed_on: Mapped[date] = kept()
    grounds: Mapped[tuple[GroundUse, ...]] = kept(Written(tuple[GroundUse, ...]))
    facts: Mapped[str] = identifies()
    explanation: Mapped[str] = identifies()
    note: Mapped[str] = identifies()
    content: Mapped[Content] = identifies(Written(Content))
    approval: Mapped[Approval | None] = kept(Written(Approval))
    sent_back: Mapped[str] = identifies()
    taken_back: Mapped[bool] = kept()
    proposal: Mapped[Signature | None] = kept(Written(Signature))


class Letters(OfApplication, BaseTable):
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

    kind: Mapped[LetterKind] = kept(CodeType(LetterKind))
    number: Mapped[str] = kept()
    dated: Mapped[date] = kept()
    for_posting_on: Mapped[date] = kept()
    language: Mapped[Language] = kept(CodeType(Language))
    claims: Mapped[tuple[ClaimId, ...]] = neutral(Written(tuple[ClaimId, ...]))
    sha256: Mapped[str] = kept()
    issued_by: Mapped[str] = kept()
    issued_at: Mapped[datetime] = kept()
    printed_at: Mapped[datetime | None] = kept()
    void: Mapped[bool] = kept()
    void_reason: Mapped[str] = identifies()
    posting: Mapped[str | None] = neutral()
    delay_until: Mapped[date | None] = kept()
    prints: Mapped[tuple[Printed, ...]] = identifies(Written(tuple[Printed, ...]))


class Postings(OfApplication, BaseTable):
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

    posted_on: Mapped[date] = kept()
    kind: Mapped[MailKind] = kept(CodeType(MailKind))
    letters: Mapped[tuple[LetterId, ...]] = neutral(Written(tuple[LetterId, ...]))
    tracking_number: Mapped[str] = identifies()
    posted_by: Mapped[str | None] = kept()
    delivered_on: Mapped[date | None] = kept()
    came_back_on: Mapped[date | None] = kept()
    came_back_why: Mapped[ReturnReason | None] = kept(CodeType(ReturnReason))
    postage: Mapped[Postage | None] = kept(Written(Postage))
    fee: Mapped[tuple[Pile, ...]] = kept(Written(tuple[Pile, ...]))
    slip: Mapped[str] = kept()
    again: Mapped[tuple[LetterId, ...]] = neutral(Written(tuple[LetterId, ...]))
    new_address: Mapped[NewAddress | None] = identifies(Written(NewAddress))


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


class Holds(OfApplication, BaseTable):
    """Legal holds; those that were lifted stay as long as the application."""

    __tablename__ = "holds"
    __table_args__ = CLUSTERED

    reason: Mapped[HoldReason] = kept(CodeType(HoldReason))
    review_on: Mapped[date] = kept()
    ordered_by: Mapped[str] = kept()
    ordered_on: Mapped[date] = kept()
    note: Mapped[str] = identifies()
    lifted_by: Mapped[str | None] = kept()
    lifted_on: Mapped[date | None] = kept()


class KeptRows(BaseTable):
    """Completed applications with the last day of keeping, written with their place in the lists.

    The days are stored, not worked out when they are shown: a clock that jumps moves none of them.
    """

    __tablename__ = "kept_applications"
    __table_args__ = (Index("kept_applications_until", "kept_until", "application"),)

    application: Mapped[int] = neutral(ForeignKey("applications.id"), primary_key=True)
    completed_on: Mapped[date] = kept()
    kept_until: Mapped[date] = kept()


class DisposalRows(BaseTable):
    """Disposals from proposal to report: random names, numbers, days and counts, no person.

    A reason for sending one back is text of a clerk; it goes with the first application in it.
    """

    __tablename__ = "disposals"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = neutral(primary_key=True)
    number: Mapped[str] = kept()
    state: Mapped[DisposalState] = kept(CodeType(DisposalState))
    items: Mapped[tuple[DisposalItem, ...]] = kept(Written(tuple[DisposalItem, ...]))
    proposed_by: Mapped[str] = kept()
    proposed_at: Mapped[datetime] = kept()
    approval: Mapped[Approval | None] = kept(Written(Approval))
    sent_back_reason: Mapped[str] = identifies()
    paper: Mapped[PaperDestroyed | None] = kept(Written(PaperDestroyed))
    carried_out_at: Mapped[datetime | None] = kept()
    check: Mapped[DisposalCheck | None] = kept(Written(DisposalCheck))
    held: Mapped[tuple[HeldBack, ...]] = kept(Written(tuple[HeldBack, ...]))
    first_entry: Mapped[int] = kept()
    last_entry: Mapped[int] = kept()
    proposal: Mapped[Signature | None] = kept(Written(Signature))
    names_proposed: Mapped[NamesSignature | None] = kept(Written(NamesSignature))
    names_signed: Mapped[NamesSignature | None] = kept(Written(NamesSignature))


class DisposedNumbers(BaseTable):
    """The receipt numbers that were disposed of, each with its disposal."""

    __tablename__ = "disposed_numbers"
    __table_args__ = CLUSTERED

    receipt_number: Mapped[str] = kept(primary_key=True)
    disposal: Mapped[int] = neutral(ForeignKey("disposals.id"))


# The tables of the stamp book: its entries, their stamps by face value, and the balance.


class StampEntries(BaseTable):
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
    on: Mapped[date] = kept()
    movement: Mapped[Movement] = kept(CodeType(Movement))
    worth: Mapped[int] = kept()
    by: Mapped[str] = kept()
    at: Mapped[datetime] = kept()
    application: Mapped[int | None] = neutral()
    mail_item: Mapped[int | None] = neutral()
    posting: Mapped[str | None] = neutral()
    receipt_number: Mapped[str] = kept()
    reference: Mapped[str] = kept()
    note: Mapped[str] = identifies()
    second: Mapped[str | None] = kept()
    takes_back: Mapped[int | None] = neutral()
    count: Mapped[StampCount | None] = kept(Written(StampCount))


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
