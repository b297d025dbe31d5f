# SPDX-License-Identifier: MIT
"""The whole schema 9: the oldest that desks and backups are read of.

The tables stand in the order of ``store/schema/tables.py``, as they were then.
"""

from __future__ import annotations

from typing import Any, TypedDict, TypeVar, Unpack

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = None

_IN_ORDER_OF_ISSUE = ["issued_at", "application", "position"]

T = TypeVar("T")


def upgrade() -> None:
    """Make all tables with their indexes, and the triggers that refuse changes."""
    _mail()
    _applications()
    _history()
    _letters()
    _disposal()
    _stamps()
    _wording()
    _lists()
    _desk()


def _mail() -> None:
    op.create_table(
        "mail_items",
        *_whole("id", primary_key=True),
        *_text("arrived_on", "kind", "matter"),
        *_text("postmark", nullable=True),
        *_text("tracking_number"),
        *_flag("red_marking"),
        *_text("opened_by"),
        *_whole("concerns", nullable=True),
        *_text("sender", "note"),
        *_flag("handled"),
        *_text("handled_note"),
        *_text("logged_at", "logged_by", nullable=True),
        *_whole("version"),
        sqlite_autoincrement=True,
    )
    _index("mail_items", "arrived", ["arrived_on", "id"])
    _index("mail_items", "concerns", ["concerns"], "concerns IS NOT NULL")
    _index("mail_items", "open", ["arrived_on", "id"], "handled = 0")
    _rows_of(
        "mail_item",
        "payment_lines",
        *_text("piece"),
        *_whole("denomination", "count"),
        *_text("condition"),
        *_whole("surcharge"),
        *_text("allotments"),
    )
    _rows_of(
        "mail_item",
        "held_things",
        *_text("kind"),
        *_whole("application", nullable=True),
        *_whole("amount"),
        *_text("pieces", "note"),
        *_text("returned_on", "returned_with", "returned_by", nullable=True),
        *_text("stamps"),
    )
    _index("held_things", "open", ["mail_item", "id"], "returned_on IS NULL")


def _applications() -> None:
    op.create_table(
        "applications",
        *_whole("id", primary_key=True),
        *_text("token"),
        *_whole("mail_item", refers_to="mail_items.id"),
        *_text("received_on", "form_code", "form_version"),
        *_text("form_filled_in_on", nullable=True),
        *_flag("form_signed"),
        *_text("further_forms", "name", "kana", "former_name"),
        *_text("born", nullable=True),
        *_text("postal_code", "address", "registered_address", "phone", "member_number", "email"),
        *_text("proxy_kind", nullable=True),
        *_text("proxy_name", "proxy_kana", "proxy_postal_code", "proxy_address", "proxy_phone"),
        *_text("scope", "service", "method", "reply_to", "language"),
        *_text("receipt_number", "rulebook_version"),
        *_text("logged_at", "logged_by", nullable=True),
        *_whole("version"),
        sqlite_autoincrement=True,
    )
    _index("applications", "born", ["born", "id"], "born IS NOT NULL")
    _index("applications", "mail_item", ["mail_item"])
    _index("applications", "number", ["receipt_number"], "receipt_number <> ''", unique=True)
    _index("applications", "token", ["token"])
    _rows_of("application", "claims", *_text("right", "changes", "reason", "circumstances"))
    _rows_of("application", "corrections", *_text("field", "old", "new", "reason", "by", "at"))
    _rows_of(
        "application",
        "enclosures",
        *_text("kind", "of"),
        *_whole("mail_item"),
        *_text("arrived_on"),
        *_flag("original"),
        *_text("issued_on", "valid_until", nullable=True),
        *_text("name", "address", "former_names", "former_addresses"),
        *_text("born", nullable=True),
        *_flag("shows_address", nullable=True),
        *_text("masking"),
        *_text("register", "guardianship", "mandate", nullable=True),
        *_text("note", "whereabouts"),
    )
    # Added as it was in the desks of then: the words that SQLite keeps of the table are the same.
    op.add_column("enclosures", sa.Column("fate", sa.Text()))


def _history() -> None:
    _rows_of(
        "application",
        "judgements",
        *_text("topic", "subject", "ruling", "reason", "by", "at", "on"),
    )
    _rows_of(
        "application",
        "department_inquiries",
        *_text("department", "asked_on", "asked_by", "chased_on"),
        *_text("answered_on", nullable=True),
        *_text("records", "answer"),
    )
    _rows_of(
        "application",
        "notices",
        *_text("letter", "number", "for_posting_on", "due", "asks"),
        *_text("posted_on", nullable=True),
        *_flag("void"),
    )
    _rows_of("application", "lapses", *_text("notice", "confirmed_by", "confirmed_on"))
    _rows_of(
        "application",
        "withdrawals",
        *_whole("mail_item"),
        *_text("claims"),
        *_text("written_on", nullable=True),
        *_text("received_on"),
        *_flag("signed"),
        *_text("confirmed_by", "confirmed_on", nullable=True),
    )
    _rows_of(
        "application",
        "decisions",
        *_text("claim", "outcome", "proposed_by", "proposed_at", "proposed_on"),
        *_text("grounds", "facts", "explanation", "note", "content"),
        *_text("approval", nullable=True),
        *_text("sent_back"),
        *_flag("taken_back"),
    )


def _letters() -> None:
    _rows_of(
        "application",
        "letters",
        *_text("kind", "number", "dated", "for_posting_on", "language", "claims", "sha256"),
        *_text("issued_by", "issued_at"),
        *_text("printed_at", nullable=True),
        *_flag("void"),
        *_text("void_reason"),
        *_text("posting", "delay_until", nullable=True),
        *_text("prints"),
    )
    _index("letters", "issued", _IN_ORDER_OF_ISSUE)
    _index("letters", "to_send", _IN_ORDER_OF_ISSUE, "posting IS NULL AND void = 0")
    _index("letters", "void", _IN_ORDER_OF_ISSUE, "void = 1")
    _index(
        "letters", "printed", ["printed_at", "application", "position"], "printed_at IS NOT NULL"
    )
    _rows_of(
        "application",
        "postings",
        *_text("posted_on", "kind", "letters", "tracking_number"),
        *_text("posted_by", "delivered_on", "came_back_on", "came_back_why", nullable=True),
        *_text("postage", nullable=True),
        *_text("fee", "slip", "again"),
        *_text("new_address", nullable=True),
    )
    _index("postings", "tracking", ["tracking_number"], "tracking_number <> ''")
    _index("postings", "sent", ["posted_on", "application", "position"])
    _index(
        "postings",
        "back",
        ["came_back_on", "application", "position"],
        "came_back_on IS NOT NULL",
    )
    op.create_table("letter_facts", *_text("letter", primary_key=True), *_text("facts", "sha256"))
    op.create_table(
        "letter_pages",
        *_text("letter", primary_key=True, refers_to="letter_facts.letter"),
        *_octets("pages"),
    )
    _refuse("UPDATE", "letter_facts")
    _refuse("UPDATE", "letter_pages")


def _disposal() -> None:
    _rows_of(
        "application",
        "holds",
        *_text("reason", "review_on", "ordered_by", "ordered_on", "note"),
        *_text("lifted_by", "lifted_on", nullable=True),
    )
    op.create_table(
        "kept_applications",
        *_whole("application", primary_key=True, refers_to="applications.id"),
        *_text("completed_on", "kept_until"),
    )
    _index("kept_applications", "until", ["kept_until", "application"])
    op.create_table(
        "disposals",
        *_whole("id", primary_key=True),
        *_text("number", "state", "items", "proposed_by", "proposed_at"),
        *_text("approval", nullable=True),
        *_text("sent_back_reason"),
        *_text("paper", "carried_out_at", "check", nullable=True),
        *_text("held"),
        *_whole("first_entry", "last_entry"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "disposed_numbers",
        *_text("receipt_number", primary_key=True),
        *_whole("disposal", refers_to="disposals.id"),
        sqlite_with_rowid=False,
    )


def _stamps() -> None:
    op.create_table(
        "stamp_entries",
        *_whole("id", primary_key=True),
        *_text("on", "movement"),
        *_whole("worth"),
        *_text("by", "at"),
        *_whole("application", "mail_item", nullable=True),
        *_text("posting", nullable=True),
        *_text("receipt_number", "reference", "note"),
        *_text("second", nullable=True),
        *_whole("takes_back", nullable=True),
        *_text("count", nullable=True),
        sqlite_autoincrement=True,
    )
    _index("stamp_entries", "on", ["on", "id", "worth"])
    _index("stamp_entries", "application", ["application"], "application IS NOT NULL")
    _index("stamp_entries", "mail_item", ["mail_item"], "mail_item IS NOT NULL")
    _index("stamp_entries", "posting", ["posting"], "posting IS NOT NULL")
    _index("stamp_entries", "back", ["takes_back"], "takes_back IS NOT NULL")
    _index("stamp_entries", "counts", ["id"], "movement = 'counted'")
    op.create_table(
        "stamp_moves",
        *_whole("entry", primary_key=True, refers_to="stamp_entries.id"),
        *_whole("value", primary_key=True),
        *_whole("held", "owned"),
        sqlite_with_rowid=False,
    )
    _index("stamp_moves", "value", ["value", "entry"])
    op.create_table(
        "stamp_balances",
        *_whole("value", primary_key=True),
        *_whole("held", "owned"),
        sa.CheckConstraint("held >= 0 AND owned >= 0", name="stamp_balances_not_negative"),
        sqlite_with_rowid=False,
    )


def _wording() -> None:
    op.create_table(
        "wording_revisions",
        *_whole("id", primary_key=True),
        *_text("place", "words", "before", "wanted_from", "proposed_by", "proposed_at"),
        *_text("approval", "taken_back_by", nullable=True),
        sqlite_autoincrement=True,
    )


def _lists() -> None:
    op.create_table(
        "work_index",
        *_whole("application", primary_key=True, refers_to="applications.id"),
        *_text("received_on"),
        *_whole("search_key", "number_order"),
        *_text("name", "kana_order", "rights", "work", "what", "why", "by"),
        *_text("since", nullable=True),
        *_text("turns_on"),
        *_text("then_work", nullable=True),
        *_text("then_what", "then_why", "then_by"),
    )
    _index("work_index", "received", ["received_on", "application"])
    _index("work_index", "number", ["number_order", "application"])
    _index("work_index", "name", ["name", "application"])
    _index("work_index", "kana", ["kana_order", "application"])
    _index("work_index", "by", ["by", "application", "turns_on"])
    _index("work_index", "work", ["work", "application", "turns_on"])
    _index("work_index", "open", ["work", "turns_on"], "work <> 'done'")
    _index("work_index", "dispose", ["turns_on", "by", "application"], "what = 'dispose'")
    _index("work_index", "turning", ["turns_on", "then_work"], "then_work IS NOT NULL")
    op.create_table(
        "search_rows",
        *_whole("key", primary_key=True),
        *_text("names", "addresses", "numbers"),
    )
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5"
        "(grams, content='', columnsize=0, detail=none, tokenize='ascii')"
    )
    op.execute("INSERT INTO search(search, rank) VALUES('secure-delete', 1)")


def _desk() -> None:
    op.create_table(
        "running_numbers",
        *_text("kind", "era", primary_key=True),
        *_whole("year", primary_key=True),
        *_whole("last"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "drafts",
        *_text("user", "key", primary_key=True),
        *_text("content"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "users",
        *_whole("position", primary_key=True),
        *_text("id", unique=True),
        *_text("name", "roles"),
    )
    op.create_table(
        "settings", *_text("name", primary_key=True), *_text("value"), sqlite_with_rowid=False
    )
    op.create_table(
        "salts", *_text("subject", primary_key=True), *_octets("salt"), sqlite_with_rowid=False
    )
    op.create_table(
        "journal",
        *_whole("sequence", primary_key=True),
        *_text("at", "actor", "action", "subject", "digests"),
        *_octets("previous", "hash"),
    )
    _index("journal", "subject", ["subject", "sequence"], "subject <> ''")
    _index("journal", "actor", ["actor", "sequence", "action"])
    _index("journal", "action", ["action", "sequence"])
    _index("journal", "at", ["at", "sequence"])
    _refuse("UPDATE", "journal")
    _refuse("DELETE", "journal")


# What tables are made of: columns that must hold something, where not said otherwise.


class _Given(TypedDict, total=False):
    nullable: bool
    primary_key: bool
    unique: bool
    refers_to: str


def _text(*names: str, **given: Unpack[_Given]) -> list[sa.Column[str]]:
    return [_column(name, sa.Text(), **given) for name in names]


def _whole(*names: str, **given: Unpack[_Given]) -> list[sa.Column[int]]:
    return [_column(name, sa.Integer(), **given) for name in names]


def _flag(*names: str, **given: Unpack[_Given]) -> list[sa.Column[bool]]:
    return [_column(name, sa.Boolean(), **given) for name in names]


def _octets(*names: str) -> list[sa.Column[bytes]]:
    return [_column(name, sa.LargeBinary()) for name in names]


def _column(name: str, kind: sa.types.TypeEngine[T], **given: Unpack[_Given]) -> sa.Column[T]:
    parent = given.get("refers_to")
    return sa.Column(
        name,
        kind,
        *([sa.ForeignKey(parent)] if parent else []),
        nullable=given.get("nullable", False),
        primary_key=given.get("primary_key", False),
        unique=given.get("unique"),
    )


def _rows_of(parent: str, table: str, *columns: sa.Column[Any]) -> None:
    """Make a table of rows that belong to a parent and lie side by side, each with its place."""
    op.create_table(
        table,
        *_whole(parent, primary_key=True, refers_to=f"{parent}s.id"),
        *_text("id", primary_key=True),
        *_whole("position"),
        *columns,
        sqlite_with_rowid=False,
    )


def _index(
    table: str, name: str, columns: list[str], where: str = "", *, unique: bool = False
) -> None:
    op.create_index(
        f"{table}_{name}",
        table,
        columns,
        unique=unique,
        sqlite_where=sa.text(where) if where else None,
    )


def _refuse(change: str, table: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'frozen'); END"
    )
