# SPDX-License-Identifier: MIT
"""The tables of what happened to an application after it was logged."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped

from desk_app.records.decisions import Approval, Content, GroundUse, Outcome, Signature
from desk_app.records.history import (
    NewAddress,
    Printed,
    RegisteredRecord,
    ReturnReason,
    Ruling,
    Topic,
)
from desk_app.records.ids import ClaimId, LetterId
from desk_app.records.letters import LetterFacts, LetterKind
from desk_app.records.mail import MailKind
from desk_app.records.people import Language
from desk_app.records.postage import Pile, Postage
from desk_app.store.columns import Code, Written, identifies, kept, neutral
from desk_app.store.tables import CLUSTERED, OfApplication, Table

_IN_ORDER_OF_ISSUE = ("issued_at", "application", "position")


class Judgements(OfApplication, Table):
    """What persons judged."""

    __tablename__ = "judgements"
    __table_args__ = CLUSTERED

    topic: Mapped[Topic] = kept(Code(Topic))
    subject: Mapped[str] = kept()
    ruling: Mapped[Ruling] = kept(Code(Ruling))
    reason: Mapped[str] = identifies()
    by: Mapped[str] = kept()
    at: Mapped[datetime] = kept()
    on: Mapped[date] = kept()


class DepartmentInquiries(OfApplication, Table):
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


class Notices(OfApplication, Table):
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


class Lapses(OfApplication, Table):
    """Claims treated as never made (D4)."""

    __tablename__ = "lapses"
    __table_args__ = CLUSTERED

    notice: Mapped[str] = neutral()
    confirmed_by: Mapped[str] = kept()
    confirmed_on: Mapped[date] = kept()


class Withdrawals(OfApplication, Table):
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


class Decisions(OfApplication, Table):
    """Decisions, each with its content and the two signatures under it (E1, E3)."""

    __tablename__ = "decisions"
    __table_args__ = CLUSTERED

    claim: Mapped[str] = neutral()
    outcome: Mapped[Outcome] = kept(Code(Outcome))
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


class Letters(OfApplication, Table):
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

    kind: Mapped[LetterKind] = kept(Code(LetterKind))
    number: Mapped[str] = kept()
    dated: Mapped[date] = kept()
    for_posting_on: Mapped[date] = kept()
    language: Mapped[Language] = kept(Code(Language))
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


class Postings(OfApplication, Table):
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
    kind: Mapped[MailKind] = kept(Code(MailKind))
    letters: Mapped[tuple[LetterId, ...]] = neutral(Written(tuple[LetterId, ...]))
    tracking_number: Mapped[str] = identifies()
    posted_by: Mapped[str | None] = kept()
    delivered_on: Mapped[date | None] = kept()
    came_back_on: Mapped[date | None] = kept()
    came_back_why: Mapped[ReturnReason | None] = kept(Code(ReturnReason))
    postage: Mapped[Postage | None] = kept(Written(Postage))
    fee: Mapped[tuple[Pile, ...]] = kept(Written(tuple[Pile, ...]))
    slip: Mapped[str] = kept()
    again: Mapped[tuple[LetterId, ...]] = neutral(Written(tuple[LetterId, ...]))
    new_address: Mapped[NewAddress | None] = identifies(Written(NewAddress))


class LetterFactsKept(Table):
    """The frozen facts of letters; a trigger refuses any change."""

    __tablename__ = "letter_facts"

    letter: Mapped[str] = neutral(primary_key=True)
    facts: Mapped[LetterFacts] = identifies(Written(LetterFacts))
    sha256: Mapped[str] = kept()


class LetterPages(Table):
    """The frozen bytes of letters; a trigger refuses any change."""

    __tablename__ = "letter_pages"

    letter: Mapped[str] = neutral(ForeignKey("letter_facts.letter"), primary_key=True)
    pages: Mapped[bytes] = identifies()
