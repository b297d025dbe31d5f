# SPDX-License-Identifier: MIT
"""The registers have tables: purposes of use, where data lie, provision to and from others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_VERSIONED = ("purposes", "data_places")
_WORDS = ("party", "party_address", "representative", "person", "kana", "person_address")
_MORE_WORDS = ("person_number", "items", "consent", "circumstances", "country")


def upgrade() -> None:
    """Add the tables."""
    for name in _VERSIONED:
        op.create_table(
            name,
            sa.Column("id", sa.Integer(), nullable=False),
            sa.Column("versions", sa.Text(), nullable=False),
            sa.Column("reviews", sa.Text(), nullable=False),
            sa.Column("end", sa.Text()),
            sa.PrimaryKeyConstraint("id"),
            sqlite_autoincrement=True,
        )
    op.create_table(
        "provisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on", sa.Text()),
        *(sa.Column(name, sa.Text(), nullable=False) for name in (*_WORDS, *_MORE_WORDS)),
        sa.Column("by_contract", sa.Boolean(), nullable=False),
        sa.Column("last_on", sa.Text()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.Text()),
        sa.Column("ended_on", sa.Text()),
        sa.Column("ended_why", sa.Text(), nullable=False),
        *(
            sa.Column(name, sa.Text())
            for name in ("ended_by", "proposed_by", "proposed_on", "disposed_by", "disposed_on")
        ),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
