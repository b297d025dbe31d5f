# SPDX-License-Identifier: MIT
"""Beside an application stands what its ledger tells of fee, state and completeness."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Add the table; what is there already is judged once more when its ledger is read."""
    op.create_table(
        "standings",
        sa.Column("application", sa.Integer(), sa.ForeignKey("applications.id"), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("compared", sa.Text(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("required", "counted", "short", "came")
        ),
        sa.Column("paid_on", sa.Text()),
        sa.Column("completed_on", sa.Text()),
        sa.Column("came_back", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("application"),
        sqlite_with_rowid=False,
    )
