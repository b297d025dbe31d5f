# SPDX-License-Identifier: MIT
"""Beside an application stands where its papers lie; the trainings of the desk have a register."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

_WORDS = (
    *("subject", "content", "held_by", "attended", "material"),
    *("understood", "made_up", "note"),
)


def upgrade() -> None:
    """Add the tables: nothing was noted before."""
    op.create_table(
        "filings",
        sa.Column("application", sa.Integer(), sa.ForeignKey("applications.id"), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("corrective", sa.Text()),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("by", sa.Text()),
        sa.Column("at", sa.Text()),
        sa.PrimaryKeyConstraint("application"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "trainings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Text()),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _WORDS),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.Text()),
        sa.Column("ended_on", sa.Text()),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.Column("ended_by", sa.Text()),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
