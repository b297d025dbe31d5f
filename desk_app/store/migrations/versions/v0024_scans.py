# SPDX-License-Identifier: MIT
"""Scans of papers: a row for each sealed file, and the names of those that are gone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

_TEXTS = ("sealed_sha256", "pdf_sha256", "at", "by", "masks")


def upgrade() -> None:
    """Add the tables: nothing was scanned before."""
    op.create_table(
        "scans",
        sa.Column("application", sa.Integer(), sa.ForeignKey("applications.id"), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("shows", sa.Text(), nullable=False),
        sa.Column("enclosure", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("pages", "size")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _TEXTS),
        sa.Column("removed_by", sa.Text()),
        sa.Column("removed_at", sa.Text()),
        sa.Column("removed_why", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("application", "id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "removed_scans",
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
