# SPDX-License-Identifier: MIT
"""The tables of keeping and disposal; applications completed before get their days of keeping."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desk_app.store.migrations.columns import of, whole, words

revision = "0004"
down_revision = "0003"

_KEPT_SINCE = """
INSERT INTO kept_applications(application, completed_on, kept_until)
SELECT w.application,
  (SELECT max(first_on) FROM (
    SELECT min(p.posted_on) AS first_on
    FROM claims c
    JOIN letters l ON l.application = c.application AND l.void = 0
      AND l.kind NOT IN ('L2', 'L15')
    JOIN json_each(l.claims) j ON j.value = c.id
    JOIN postings p ON p.application = l.application AND p.id = l.posting
    WHERE c.application = w.application
    GROUP BY c.id)) AS completed,
  CASE w.what WHEN 'keep' THEN w."by" ELSE date(w."by", '-1 day') END
FROM work_index w
WHERE w.what IN ('keep', 'dispose') AND completed IS NOT NULL
"""
"""What is done was answered: its last claim on the day its first letter was posted (H1)."""


def upgrade() -> None:
    """Make the tables of holds, days of keeping and disposals."""
    op.create_table(
        "holds",
        *of("application"),
        words("reason"),
        words("review_on"),
        words("ordered_by"),
        words("ordered_on"),
        words("note"),
        words("lifted_by", nullable=True),
        words("lifted_on", nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "kept_applications",
        whole("application", sa.ForeignKey("applications.id"), primary_key=True),
        words("completed_on"),
        words("kept_until"),
    )
    op.create_index("kept_applications_until", "kept_applications", ["kept_until", "application"])
    op.create_table(
        "disposals",
        whole("id", primary_key=True),
        words("number"),
        words("state"),
        words("items"),
        words("proposed_by"),
        words("proposed_at"),
        words("approval", nullable=True),
        words("sent_back_reason"),
        words("paper", nullable=True),
        words("carried_out_at", nullable=True),
        words("check", nullable=True),
        words("held"),
        whole("first_entry"),
        whole("last_entry"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "disposed_numbers",
        words("receipt_number", primary_key=True),
        whole("disposal", sa.ForeignKey("disposals.id")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "work_index_dispose",
        "work_index",
        ["turns_on", "by", "application"],
        sqlite_where=sa.text("what = 'dispose'"),
    )
    op.execute(_KEPT_SINCE)
