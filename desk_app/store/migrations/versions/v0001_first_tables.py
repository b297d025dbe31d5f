# SPDX-License-Identifier: MIT
"""The first tables: what arrived, what happened to it, the desk itself, and the index of grams."""

from __future__ import annotations

from typing import TypeVar

import sqlalchemy as sa
from alembic import op

_T = TypeVar("_T")

revision = "0001"
down_revision = None

_TRIGGERS = (
    ("journal_no_update", "BEFORE UPDATE ON journal"),
    ("journal_no_delete", "BEFORE DELETE ON journal"),
    ("letter_facts_no_update", "BEFORE UPDATE ON letter_facts"),
    ("letter_pages_no_update", "BEFORE UPDATE ON letter_pages"),
)


def upgrade() -> None:
    """Make the tables of an empty desk."""
    _arrival()
    _history()
    _desk()
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5"
        "(grams, content='', columnsize=0, detail=none, tokenize='ascii')"
    )
    op.execute("INSERT INTO search(search, rank) VALUES('secure-delete', 1)")
    for name, when in _TRIGGERS:
        op.execute(f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, 'frozen'); END")


def _words(name: str, *more: sa.ForeignKey, **given: bool) -> sa.Column[str]:
    return _column(name, sa.Text(), *more, **given)


def _whole(name: str, *more: sa.ForeignKey, **given: bool) -> sa.Column[int]:
    return _column(name, sa.Integer(), *more, **given)


def _flag(name: str, **given: bool) -> sa.Column[bool]:
    return _column(name, sa.Boolean(), **given)


def _octets(name: str) -> sa.Column[bytes]:
    return _column(name, sa.LargeBinary())


def _column(
    name: str, kind: sa.types.TypeEngine[_T], *more: sa.ForeignKey, **given: bool
) -> sa.Column[_T]:
    options = {"nullable": False, **given}
    return sa.Column(
        name,
        kind,
        *more,
        primary_key=options.get("primary_key", False),
        nullable=options["nullable"],
        unique=options.get("unique") or None,
    )


def _of(parent: str) -> tuple[sa.Column[int], sa.Column[str], sa.Column[int]]:
    """Return the key of a row that belongs to a parent, and its place in the order."""
    return (
        _whole(parent, sa.ForeignKey(f"{parent}s.id"), primary_key=True),
        _words("id", primary_key=True),
        _whole("position"),
    )


def _arrival() -> None:
    op.create_table(
        "mail_items",
        _whole("id", primary_key=True),
        _words("arrived_on"),
        _words("kind"),
        _words("matter"),
        _words("postmark", nullable=True),
        _words("tracking_number"),
        _flag("red_marking"),
        _words("opened_by"),
        _whole("concerns", nullable=True),
        _words("sender"),
        _words("note"),
        _flag("handled"),
        _words("handled_note"),
        _words("logged_at", nullable=True),
        _words("logged_by", nullable=True),
        _whole("version"),
        sqlite_autoincrement=True,
    )
    op.create_index("mail_items_arrived", "mail_items", ["arrived_on", "id"])
    op.create_index(
        "mail_items_concerns",
        "mail_items",
        ["concerns"],
        sqlite_where=sa.text("concerns IS NOT NULL"),
    )
    op.create_index(
        "mail_items_open", "mail_items", ["arrived_on", "id"], sqlite_where=sa.text("handled = 0")
    )
    op.create_table(
        "payment_lines",
        *_of("mail_item"),
        _words("piece"),
        _whole("denomination"),
        _whole("count"),
        _words("condition"),
        _whole("surcharge"),
        _words("allotments"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "held_things",
        *_of("mail_item"),
        _words("kind"),
        _whole("application", nullable=True),
        _whole("amount"),
        _words("pieces"),
        _words("note"),
        _words("returned_on", nullable=True),
        _words("returned_with", nullable=True),
        _words("returned_by", nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "held_things_open",
        "held_things",
        ["mail_item", "id"],
        sqlite_where=sa.text("returned_on IS NULL"),
    )
    op.create_table(
        "applications",
        _whole("id", primary_key=True),
        _words("token"),
        _whole("mail_item", sa.ForeignKey("mail_items.id")),
        _words("received_on"),
        _words("form_code"),
        _words("form_version"),
        _words("form_filled_in_on", nullable=True),
        _flag("form_signed"),
        _words("name"),
        _words("kana"),
        _words("former_name"),
        _words("born", nullable=True),
        _words("postal_code"),
        _words("address"),
        _words("registered_address"),
        _words("phone"),
        _words("member_number"),
        _words("email"),
        _words("proxy_kind", nullable=True),
        _words("proxy_name"),
        _words("proxy_kana"),
        _words("proxy_postal_code"),
        _words("proxy_address"),
        _words("proxy_phone"),
        _words("scope"),
        _words("service"),
        _words("method"),
        _words("reply_to"),
        _words("language"),
        _words("receipt_number"),
        _words("rulebook_version"),
        _words("logged_at", nullable=True),
        _words("logged_by", nullable=True),
        _whole("version"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "applications_born",
        "applications",
        ["born", "id"],
        sqlite_where=sa.text("born IS NOT NULL"),
    )
    op.create_index("applications_mail_item", "applications", ["mail_item"])
    op.create_index(
        "applications_number",
        "applications",
        ["receipt_number"],
        unique=True,
        sqlite_where=sa.text("receipt_number <> ''"),
    )
    op.create_table(
        "claims",
        *_of("application"),
        _words("right"),
        _words("changes"),
        _words("reason"),
        _words("circumstances"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "corrections",
        *_of("application"),
        _words("field"),
        _words("old"),
        _words("new"),
        _words("reason"),
        _words("by"),
        _words("at"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "enclosures",
        *_of("application"),
        _words("kind"),
        _words("of"),
        _whole("mail_item"),
        _words("arrived_on"),
        _flag("original"),
        _words("issued_on", nullable=True),
        _words("valid_until", nullable=True),
        _words("name"),
        _words("address"),
        _words("born", nullable=True),
        _flag("shows_address", nullable=True),
        _words("masking"),
        _words("register", nullable=True),
        _words("guardianship", nullable=True),
        _words("mandate", nullable=True),
        _words("note"),
        _words("whereabouts"),
        sqlite_with_rowid=False,
    )


def _history() -> None:
    op.create_table(
        "judgements",
        *_of("application"),
        _words("topic"),
        _words("subject"),
        _words("ruling"),
        _words("reason"),
        _words("by"),
        _words("at"),
        _words("on"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "department_inquiries",
        *_of("application"),
        _words("department"),
        _words("asked_on"),
        _words("asked_by"),
        _words("chased_on"),
        _words("answered_on", nullable=True),
        _words("records"),
        _words("answer"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "notices",
        *_of("application"),
        _words("letter"),
        _words("number"),
        _words("for_posting_on"),
        _words("due"),
        _words("asks"),
        _words("posted_on", nullable=True),
        _flag("void"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lapses",
        *_of("application"),
        _words("notice"),
        _words("confirmed_by"),
        _words("confirmed_on"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "withdrawals",
        *_of("application"),
        _whole("mail_item"),
        _words("claims"),
        _words("written_on", nullable=True),
        _words("received_on"),
        _flag("signed"),
        _words("confirmed_by", nullable=True),
        _words("confirmed_on", nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "decisions",
        *_of("application"),
        _words("claim"),
        _words("outcome"),
        _words("proposed_by"),
        _words("proposed_at"),
        _words("proposed_on"),
        _words("grounds"),
        _words("facts"),
        _words("explanation"),
        _words("note"),
        _words("content"),
        _words("approval", nullable=True),
        _words("sent_back"),
        _flag("taken_back"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "letters",
        *_of("application"),
        _words("kind"),
        _words("number"),
        _words("dated"),
        _words("for_posting_on"),
        _words("language"),
        _words("claims"),
        _words("sha256"),
        _words("issued_by"),
        _words("issued_at"),
        _words("printed_at", nullable=True),
        _flag("void"),
        _words("void_reason"),
        _words("posting", nullable=True),
        _words("delay_until", nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_index("letters_issued", "letters", ["issued_at"])
    op.create_index(
        "letters_to_send",
        "letters",
        ["issued_at"],
        sqlite_where=sa.text("posting IS NULL AND void = 0"),
    )
    op.create_table(
        "postings",
        *_of("application"),
        _words("posted_on"),
        _words("kind"),
        _words("letters"),
        _words("tracking_number"),
        _words("posted_by", nullable=True),
        _words("delivered_on", nullable=True),
        _words("came_back_on", nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "letter_facts",
        _words("letter", primary_key=True),
        _words("facts"),
        _words("sha256"),
    )
    op.create_table(
        "letter_pages",
        _words("letter", sa.ForeignKey("letter_facts.letter"), primary_key=True),
        _octets("pages"),
    )


def _desk() -> None:
    op.create_table(
        "work_index",
        _whole("application", sa.ForeignKey("applications.id"), primary_key=True),
        _words("received_on"),
        _whole("number_order"),
        _words("name"),
        _words("kana"),
        _words("rights"),
        _words("work"),
        _words("what"),
        _words("why"),
        _words("by"),
        _words("since", nullable=True),
        _words("turns_on"),
        _words("then_work", nullable=True),
        _words("then_what"),
        _words("then_why"),
        _words("then_by"),
    )
    op.create_index("work_index_by", "work_index", ["by", "application", "turns_on"])
    op.create_index("work_index_kana", "work_index", ["kana", "application"])
    op.create_index("work_index_name", "work_index", ["name", "application"])
    op.create_index("work_index_number", "work_index", ["number_order", "application"])
    op.create_index(
        "work_index_open",
        "work_index",
        ["work", "turns_on"],
        sqlite_where=sa.text("work <> 'done'"),
    )
    op.create_index("work_index_received", "work_index", ["received_on", "application"])
    op.create_index(
        "work_index_turning",
        "work_index",
        ["turns_on", "then_work"],
        sqlite_where=sa.text("then_work IS NOT NULL"),
    )
    op.create_index("work_index_work", "work_index", ["work", "application", "turns_on"])
    op.create_table(
        "search_rows",
        _whole("application", sa.ForeignKey("applications.id"), primary_key=True),
        _whole("key"),
        _words("folded"),
    )
    op.create_table(
        "running_numbers",
        _words("kind", primary_key=True),
        _words("era", primary_key=True),
        _whole("year", primary_key=True),
        _whole("last"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "drafts",
        _words("user", primary_key=True),
        _words("key", primary_key=True),
        _words("content"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "users",
        _whole("position", primary_key=True),
        _words("id", unique=True),
        _words("name"),
        _words("roles"),
    )
    op.create_table(
        "settings",
        _words("name", primary_key=True),
        _words("value"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "salts",
        _words("subject", primary_key=True),
        _octets("salt"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "journal",
        _whole("sequence", primary_key=True),
        _words("at"),
        _words("actor"),
        _words("action"),
        _words("subject"),
        _words("digests"),
        _octets("previous"),
        _octets("hash"),
    )
    op.create_index(
        "journal_subject", "journal", ["subject", "sequence"], sqlite_where=sa.text("subject <> ''")
    )
