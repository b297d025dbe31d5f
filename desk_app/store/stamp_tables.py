# SPDX-License-Identifier: MIT
"""The tables of the stamp book: its entries, their stamps by face value, and the balance."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped

from desk_app.records.stamps import Movement, StampCount
from desk_app.store.columns import Code, Written, identifies, kept, neutral
from desk_app.store.tables import CLUSTERED, Table


class StampEntries(Table):
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
    movement: Mapped[Movement] = kept(Code(Movement))
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


class StampMoves(Table):
    """The stamps of an entry by face value in sen: held for applicants, and the desk's own."""

    __tablename__ = "stamp_moves"
    __table_args__ = (Index("stamp_moves_value", "value", "entry"), CLUSTERED)

    entry: Mapped[int] = neutral(ForeignKey("stamp_entries.id"), primary_key=True)
    value: Mapped[int] = kept(primary_key=True)
    held: Mapped[int] = kept()
    owned: Mapped[int] = kept()


class StampBalances(Table):
    """What lies in the desk by face value in sen: what all moves make, written with each entry."""

    __tablename__ = "stamp_balances"
    __table_args__ = (
        CheckConstraint("held >= 0 AND owned >= 0", name="stamp_balances_not_negative"),
        CLUSTERED,
    )

    value: Mapped[int] = kept(primary_key=True)
    held: Mapped[int] = kept()
    owned: Mapped[int] = kept()
