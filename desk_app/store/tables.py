# SPDX-License-Identifier: MIT
"""The tables of what arrived; every column says what disposal does with it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped

from desk_app.records.application import Change, Form, Method, ProxyKind, ReplyTo, Right
from desk_app.records.ids import UserId
from desk_app.records.mail import Allotment, Condition, HeldKind, MailKind, Matter, Piece
from desk_app.records.papers import Fate, Guardianship, Mandate, Masking, Register, Subject
from desk_app.records.people import Language
from desk_app.records.postage import Pile
from desk_app.store.columns import Code, Day, Moment, Written, identifies, kept, neutral

CLUSTERED = {"sqlite_with_rowid": False}
"""One tree holds key and row: all rows of an application or mail item lie side by side.

A foreign key stands where a row belongs to its parent. A mere mention (the mail item a paper came
in) has none: without an index of its own, each deletion of a parent would read the whole table.
"""


class Table(DeclarativeBase):
    """What all tables share."""

    type_annotation_map = {  # noqa: RUF012  SQLAlchemy asks for a plain dict
        date: Day(),
        datetime: Moment(),
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


class MailItems(Table):
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
    kind: Mapped[MailKind] = kept(Code(MailKind))
    matter: Mapped[Matter] = kept(Code(Matter))
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


class PaymentLines(OfMailItem, Table):
    """Payment lines of a mail item, each with the pieces allotted to applications (A4)."""

    __tablename__ = "payment_lines"
    __table_args__ = CLUSTERED

    piece: Mapped[Piece] = kept(Code(Piece))
    denomination: Mapped[int] = kept()
    count: Mapped[int] = kept()
    condition: Mapped[Condition] = kept(Code(Condition))
    surcharge: Mapped[int] = kept()
    allotments: Mapped[tuple[Allotment, ...]] = kept(Written(tuple[Allotment, ...]))


class HeldThings(OfMailItem, Table):
    """The return list (A3)."""

    __tablename__ = "held_things"
    __table_args__ = (
        Index("held_things_open", "mail_item", "id", sqlite_where=text("returned_on IS NULL")),
        CLUSTERED,
    )

    kind: Mapped[HeldKind] = kept(Code(HeldKind))
    application: Mapped[int | None] = neutral()
    amount: Mapped[int] = kept()
    pieces: Mapped[tuple[tuple[int, int], ...]] = kept(Written(tuple[tuple[int, int], ...]))
    note: Mapped[str] = identifies()
    returned_on: Mapped[date | None] = kept()
    returned_with: Mapped[str | None] = kept()
    returned_by: Mapped[str | None] = kept()
    stamps: Mapped[tuple[Pile, ...]] = kept(Written(tuple[Pile, ...]))


class Applications(Table):
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
    proxy_kind: Mapped[ProxyKind | None] = kept(Code(ProxyKind))
    proxy_name: Mapped[str] = identifies()
    proxy_kana: Mapped[str] = identifies()
    proxy_postal_code: Mapped[str] = identifies()
    proxy_address: Mapped[str] = identifies()
    proxy_phone: Mapped[str] = identifies()
    scope: Mapped[str] = identifies()
    service: Mapped[str] = kept()
    method: Mapped[Method] = kept(Code(Method))
    reply_to: Mapped[ReplyTo] = kept(Code(ReplyTo))
    language: Mapped[Language] = kept(Code(Language))
    receipt_number: Mapped[str] = kept()
    rulebook_version: Mapped[str] = kept()
    logged_at: Mapped[datetime | None] = kept()
    logged_by: Mapped[str | None] = kept()
    version: Mapped[int] = neutral()


class Claims(OfApplication, Table):
    """Claims of an application, with what a correction asks to change."""

    __tablename__ = "claims"
    __table_args__ = CLUSTERED

    right: Mapped[Right] = kept(Code(Right))
    changes: Mapped[tuple[Change, ...]] = identifies(Written(tuple[Change, ...]))
    reason: Mapped[str] = kept()
    circumstances: Mapped[str] = identifies()


class Corrections(OfApplication, Table):
    """Fields that were typed wrongly: old value, reason and name are kept (B5)."""

    __tablename__ = "corrections"
    __table_args__ = CLUSTERED

    field: Mapped[str] = kept()
    old: Mapped[str] = identifies()
    new: Mapped[str] = identifies()
    reason: Mapped[str] = identifies()
    by: Mapped[str] = kept()
    at: Mapped[datetime] = kept()


class Enclosures(OfApplication, Table):
    """The papers of an application (G2)."""

    __tablename__ = "enclosures"
    __table_args__ = CLUSTERED

    kind: Mapped[str] = kept()
    of: Mapped[Subject] = kept(Code(Subject))
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
