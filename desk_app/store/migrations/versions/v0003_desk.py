# SPDX-License-Identifier: MIT
"""The tables of the desk itself: lists, search, numbers, people, settings, journal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desk_app.store.migrations.columns import octets, whole, words

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the desk's own tables; the journal only grows."""
    op.create_table(
        "work_index",
        whole("application", sa.ForeignKey("applications.id"), primary_key=True),
        words("received_on"),
        whole("search_key"),
        whole("number_order"),
        words("name"),
        words("kana_order"),
        words("rights"),
        words("work"),
        words("what"),
        words("why"),
        words("by"),
        words("since", nullable=True),
        words("turns_on"),
        words("then_work", nullable=True),
        words("then_what"),
        words("then_why"),
        words("then_by"),
    )
    op.create_index("work_index_by", "work_index", ["by", "application", "turns_on"])
    op.create_index("work_index_kana", "work_index", ["kana_order", "application"])
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
        whole("key", primary_key=True),
        words("names"),
        words("addresses"),
        words("numbers"),
    )
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5"
        "(grams, content='', columnsize=0, detail=none, tokenize='ascii')"
    )
    op.execute("INSERT INTO search(search, rank) VALUES('secure-delete', 1)")
    op.create_table(
        "running_numbers",
        words("kind", primary_key=True),
        words("era", primary_key=True),
        whole("year", primary_key=True),
        whole("last"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "drafts",
        words("user", primary_key=True),
        words("key", primary_key=True),
        words("content"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "users",
        whole("position", primary_key=True),
        words("id", unique=True),
        words("name"),
        words("roles"),
    )
    op.create_table(
        "settings",
        words("name", primary_key=True),
        words("value"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "salts",
        words("subject", primary_key=True),
        octets("salt"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "journal",
        whole("sequence", primary_key=True),
        words("at"),
        words("actor"),
        words("action"),
        words("subject"),
        words("digests"),
        octets("previous"),
        octets("hash"),
    )
    op.create_index(
        "journal_subject", "journal", ["subject", "sequence"], sqlite_where=sa.text("subject <> ''")
    )
    for name, change in (("journal_no_update", "UPDATE"), ("journal_no_delete", "DELETE")):
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {change} ON journal "
            "BEGIN SELECT RAISE(ABORT, 'frozen'); END"
        )
