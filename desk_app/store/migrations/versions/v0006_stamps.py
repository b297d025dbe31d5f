# SPDX-License-Identifier: MIT
"""The stamp book; an envelope knows what it cost and why it came back, a paper how it went."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desk_app.store.migrations.columns import of, whole, words

revision = "0006"
down_revision = "0005"

_POSTED_BEFORE = """
INSERT INTO postings(application, id, position, posted_on, kind, letters, tracking_number,
  posted_by, delivered_on, came_back_on, came_back_why, postage, fee, slip, again, new_address)
SELECT application, id, position, posted_on, kind, letters, tracking_number,
  posted_by, delivered_on, came_back_on, NULL, NULL, '[]', '', '[]', NULL
FROM postings_before
"""
_HELD_BEFORE = """
INSERT INTO held_things(mail_item, id, position, kind, application, amount, pieces, note,
  returned_on, returned_with, returned_by, stamps)
SELECT mail_item, id, position, kind, application, amount, pieces, note,
  returned_on, returned_with, returned_by, '[]'
FROM held_things_before
"""


def upgrade() -> None:
    """Make the stamp book, which begins empty; envelopes, held things and papers tell more."""
    _make_postings()
    _make_held_things()
    op.add_column("enclosures", words("fate", nullable=True))
    _make_book()


def _make_postings() -> None:
    op.rename_table("postings", "postings_before")
    op.create_table(
        "postings",
        *of("application"),
        words("posted_on"),
        words("kind"),
        words("letters"),
        words("tracking_number"),
        words("posted_by", nullable=True),
        words("delivered_on", nullable=True),
        words("came_back_on", nullable=True),
        words("came_back_why", nullable=True),
        words("postage", nullable=True),
        words("fee"),
        words("slip"),
        words("again"),
        words("new_address", nullable=True),
        sqlite_with_rowid=False,
    )
    op.execute(_POSTED_BEFORE)
    op.drop_table("postings_before")
    op.create_index(
        "postings_tracking",
        "postings",
        ["tracking_number"],
        sqlite_where=sa.text("tracking_number <> ''"),
    )
    op.create_index("postings_sent", "postings", ["posted_on", "application", "position"])
    op.create_index(
        "postings_back",
        "postings",
        ["came_back_on", "application", "position"],
        sqlite_where=sa.text("came_back_on IS NOT NULL"),
    )


def _make_held_things() -> None:
    op.drop_index("held_things_open", "held_things")
    op.rename_table("held_things", "held_things_before")
    op.create_table(
        "held_things",
        *of("mail_item"),
        words("kind"),
        whole("application", nullable=True),
        whole("amount"),
        words("pieces"),
        words("note"),
        words("returned_on", nullable=True),
        words("returned_with", nullable=True),
        words("returned_by", nullable=True),
        words("stamps"),
        sqlite_with_rowid=False,
    )
    op.execute(_HELD_BEFORE)
    op.drop_table("held_things_before")
    op.create_index(
        "held_things_open",
        "held_things",
        ["mail_item", "id"],
        sqlite_where=sa.text("returned_on IS NULL"),
    )


def _make_book() -> None:
    op.create_table(
        "stamp_entries",
        whole("id", primary_key=True),
        words("on"),
        words("movement"),
        whole("worth"),
        words("by"),
        words("at"),
        whole("application", nullable=True),
        whole("mail_item", nullable=True),
        words("posting", nullable=True),
        words("receipt_number"),
        words("reference"),
        words("note"),
        words("second", nullable=True),
        whole("takes_back", nullable=True),
        words("count", nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index("stamp_entries_on", "stamp_entries", ["on", "id", "worth"])
    for name in ("application", "mail_item", "posting"):
        op.create_index(
            f"stamp_entries_{name}",
            "stamp_entries",
            [name],
            sqlite_where=sa.text(f"{name} IS NOT NULL"),
        )
    op.create_index(
        "stamp_entries_back",
        "stamp_entries",
        ["takes_back"],
        sqlite_where=sa.text("takes_back IS NOT NULL"),
    )
    op.create_index(
        "stamp_entries_counts",
        "stamp_entries",
        ["id"],
        sqlite_where=sa.text("movement = 'counted'"),
    )
    op.create_table(
        "stamp_moves",
        whole("entry", sa.ForeignKey("stamp_entries.id"), primary_key=True),
        whole("value", primary_key=True),
        whole("held"),
        whole("owned"),
        sqlite_with_rowid=False,
    )
    op.create_index("stamp_moves_value", "stamp_moves", ["value", "entry"])
    op.create_table(
        "stamp_balances",
        whole("value", primary_key=True),
        whole("held"),
        whole("owned"),
        sa.CheckConstraint("held >= 0 AND owned >= 0", name="stamp_balances_not_negative"),
        sqlite_with_rowid=False,
    )
