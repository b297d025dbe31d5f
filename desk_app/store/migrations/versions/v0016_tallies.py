# SPDX-License-Identifier: MIT
"""What each application and inquiry adds to the figures is kept, and its sums by day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

_ANY = "SELECT EXISTS (SELECT 1 FROM applications) OR EXISTS (SELECT 1 FROM inquiries)"
_MISSING = "INSERT OR REPLACE INTO settings (name, value) VALUES ('tallies_missing', '1')"


def upgrade() -> None:
    """Add the tables; what is there already is tallied when figures are next asked for."""
    op.create_table(
        "tallies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer()),
        sa.Column("tally", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("tallies_received", "tallies", ["received_on", "days", "id"])
    op.create_table(
        "tally_days",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("received_on", "figure", "code")),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("received_on", "figure", "code"),
        sqlite_with_rowid=False,
    )
    if op.get_bind().exec_driver_sql(_ANY).scalar():
        op.execute(_MISSING)
