# SPDX-License-Identifier: MIT
"""The words of the letters are dated data: what a sentence says from a day on."""

from __future__ import annotations

from alembic import op

from desk_app.store.migrations.columns import whole, words

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table of changed sentences, which begins empty."""
    op.create_table(
        "wording_revisions",
        whole("id", primary_key=True),
        words("place"),
        words("words"),
        words("before"),
        words("wanted_from"),
        words("proposed_by"),
        words("proposed_at"),
        words("approval", nullable=True),
        words("taken_back_by", nullable=True),
        sqlite_autoincrement=True,
    )
