# SPDX-License-Identifier: MIT
"""The tables of what happens to an application after it was logged."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desk_app.store.migrations.columns import flag, octets, of, whole, words

revision = "0002"
down_revision = "0001"

_IN_ORDER_OF_ISSUE = ["issued_at", "application", "position"]


def upgrade() -> None:
    """Make the tables of judgements, decisions and letters; letters are frozen."""
    op.create_table(
        "judgements",
        *of("application"),
        words("topic"),
        words("subject"),
        words("ruling"),
        words("reason"),
        words("by"),
        words("at"),
        words("on"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "department_inquiries",
        *of("application"),
        words("department"),
        words("asked_on"),
        words("asked_by"),
        words("chased_on"),
        words("answered_on", nullable=True),
        words("records"),
        words("answer"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "notices",
        *of("application"),
        words("letter"),
        words("number"),
        words("for_posting_on"),
        words("due"),
        words("asks"),
        words("posted_on", nullable=True),
        flag("void"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lapses",
        *of("application"),
        words("notice"),
        words("confirmed_by"),
        words("confirmed_on"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "withdrawals",
        *of("application"),
        whole("mail_item"),
        words("claims"),
        words("written_on", nullable=True),
        words("received_on"),
        flag("signed"),
        words("confirmed_by", nullable=True),
        words("confirmed_on", nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "decisions",
        *of("application"),
        words("claim"),
        words("outcome"),
        words("proposed_by"),
        words("proposed_at"),
        words("proposed_on"),
        words("grounds"),
        words("facts"),
        words("explanation"),
        words("note"),
        words("content"),
        words("approval", nullable=True),
        words("sent_back"),
        flag("taken_back"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "letters",
        *of("application"),
        words("kind"),
        words("number"),
        words("dated"),
        words("for_posting_on"),
        words("language"),
        words("claims"),
        words("sha256"),
        words("issued_by"),
        words("issued_at"),
        words("printed_at", nullable=True),
        flag("void"),
        words("void_reason"),
        words("posting", nullable=True),
        words("delay_until", nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_index("letters_issued", "letters", _IN_ORDER_OF_ISSUE)
    op.create_index(
        "letters_to_send",
        "letters",
        _IN_ORDER_OF_ISSUE,
        sqlite_where=sa.text("posting IS NULL AND void = 0"),
    )
    op.create_index("letters_void", "letters", _IN_ORDER_OF_ISSUE, sqlite_where=sa.text("void = 1"))
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
        sqlite_with_rowid=False,
    )
    op.create_table(
        "letter_facts",
        words("letter", primary_key=True),
        words("facts"),
        words("sha256"),
    )
    op.create_table(
        "letter_pages",
        words("letter", sa.ForeignKey("letter_facts.letter"), primary_key=True),
        octets("pages"),
    )
    for name in ("letter_facts", "letter_pages"):
        op.execute(
            f"CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {name} "
            "BEGIN SELECT RAISE(ABORT, 'frozen'); END"
        )
