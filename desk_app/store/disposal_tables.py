# SPDX-License-Identifier: MIT
"""The tables of keeping and disposal: how long, what is held back, what was disposed of."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped

from desk_app.records.decisions import Approval, Signature
from desk_app.records.disposal import (
    DisposalCheck,
    DisposalItem,
    DisposalState,
    HeldBack,
    HoldReason,
    NamesSignature,
    PaperDestroyed,
)
from desk_app.store.columns import Code, Written, identifies, kept, neutral
from desk_app.store.tables import CLUSTERED, OfApplication, Table


class Holds(OfApplication, Table):
    """Legal holds; those that were lifted stay as long as the application."""

    __tablename__ = "holds"
    __table_args__ = CLUSTERED

    reason: Mapped[HoldReason] = kept(Code(HoldReason))
    review_on: Mapped[date] = kept()
    ordered_by: Mapped[str] = kept()
    ordered_on: Mapped[date] = kept()
    note: Mapped[str] = identifies()
    lifted_by: Mapped[str | None] = kept()
    lifted_on: Mapped[date | None] = kept()


class KeptRows(Table):
    """Completed applications with the last day of keeping, written with their place in the lists.

    The days are stored, not worked out when they are shown: a clock that jumps moves none of them.
    """

    __tablename__ = "kept_applications"
    __table_args__ = (Index("kept_applications_until", "kept_until", "application"),)

    application: Mapped[int] = neutral(ForeignKey("applications.id"), primary_key=True)
    completed_on: Mapped[date] = kept()
    kept_until: Mapped[date] = kept()


class Disposals(Table):
    """Disposals from proposal to report: random names, numbers, days and counts, no person.

    A reason for sending one back is text of a clerk; it goes with the first application in it.
    """

    __tablename__ = "disposals"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = neutral(primary_key=True)
    number: Mapped[str] = kept()
    state: Mapped[DisposalState] = kept(Code(DisposalState))
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


class DisposedNumbers(Table):
    """The receipt numbers that were disposed of, each with its disposal."""

    __tablename__ = "disposed_numbers"
    __table_args__ = CLUSTERED

    receipt_number: Mapped[str] = kept(primary_key=True)
    disposal: Mapped[int] = neutral(ForeignKey("disposals.id"))
