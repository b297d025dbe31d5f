# SPDX-License-Identifier: MIT
"""What came from an office's own ledger: its number there, its end, and the imports themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add the columns, empty in all that was logged here, and the table."""
    op.add_column("applications", _text("own_number"))
    op.add_column("applications", sa.Column("completed_before", sa.Text()))
    op.add_column("applications", _text("outcome_before"))
    op.add_column(
        "applications",
        sa.Column("imported", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )
    op.create_index(
        "applications_own_number",
        "applications",
        ["own_number"],
        sqlite_where=sa.text("own_number <> ''"),
    )
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("at", "by", "sha256")),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in (
                *("carried", "waiting", "refused"),
                *("first_application", "last_application", "first_mail", "last_mail"),
            )
        ),
        sa.Column("taken_back_at", sa.Text()),
        sa.Column("taken_back_by", sa.Text()),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)
