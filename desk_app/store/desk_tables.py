# SPDX-License-Identifier: MIT
"""The tables of the desk itself: lists, search, numbers, people, settings, journal."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped

from desk_app.records.application import Right
from desk_app.records.findings import Work
from desk_app.records.journal import Action
from desk_app.records.people import Role
from desk_app.store.columns import Code, Written, identifies, kept, neutral
from desk_app.store.tables import CLUSTERED, Table


class WorkRows(Table):
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
    work: Mapped[Work] = neutral(Code(Work))
    what: Mapped[str] = neutral()
    why: Mapped[str] = neutral()
    by: Mapped[date] = neutral()
    since: Mapped[date | None] = neutral()
    turns_on: Mapped[date] = neutral()
    then_work: Mapped[Work | None] = neutral(Code(Work))
    then_what: Mapped[str] = neutral()
    then_why: Mapped[str] = neutral()
    then_by: Mapped[date] = neutral()


class SearchRows(Table):
    """The folded texts an application is found by; ``key`` is its row in the index of grams.

    The key holds the day of arrival and the application's id (``search.key_of``): in its order
    the newest comes first, and the id needs no look-up.
    """

    __tablename__ = "search_rows"

    key: Mapped[int] = neutral(primary_key=True)
    names: Mapped[str] = identifies()
    addresses: Mapped[str] = identifies()
    numbers: Mapped[str] = identifies()


class RunningNumbers(Table):
    """The running numbers of each year of an era."""

    __tablename__ = "running_numbers"
    __table_args__ = CLUSTERED

    kind: Mapped[str] = neutral(primary_key=True)
    era: Mapped[str] = neutral(primary_key=True)
    year: Mapped[int] = neutral(primary_key=True)
    last: Mapped[int] = neutral()


class Drafts(Table):
    """What users are typing."""

    __tablename__ = "drafts"
    __table_args__ = CLUSTERED

    user: Mapped[str] = neutral(primary_key=True)
    key: Mapped[str] = neutral(primary_key=True)
    content: Mapped[str] = identifies()


class Users(Table):
    """The users of the desk, in order of their enrolment."""

    __tablename__ = "users"

    position: Mapped[int] = neutral(primary_key=True)
    id: Mapped[str] = neutral(unique=True)
    name: Mapped[str] = neutral()
    roles: Mapped[frozenset[Role]] = neutral(Written(frozenset[Role]))


class SettingRows(Table):
    """The desk's own values by name."""

    __tablename__ = "settings"
    __table_args__ = CLUSTERED

    name: Mapped[str] = neutral(primary_key=True)
    value: Mapped[str] = neutral()


class Salts(Table):
    """The salt of each application's digests; destroying it leaves the journal silent of it."""

    __tablename__ = "salts"
    __table_args__ = CLUSTERED

    subject: Mapped[str] = neutral(primary_key=True)
    salt: Mapped[bytes] = identifies()


class JournalRows(Table):
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
    action: Mapped[Action] = kept(Code(Action))
    subject: Mapped[str] = kept()
    digests: Mapped[str] = kept()
    previous: Mapped[bytes] = kept()
    hash: Mapped[bytes] = kept()
