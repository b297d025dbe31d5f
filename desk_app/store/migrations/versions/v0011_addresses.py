# SPDX-License-Identifier: MIT
"""Changes of address have a table of their own: what was told, by which mail, of whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "address_changes",
        sa.Column("application", sa.Integer(), sa.ForeignKey("applications.id"), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("mail_item", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=name == "written_on")
            for name in ("of", "postal_code", "address", "written_on", "received_on")
        ),
        sa.PrimaryKeyConstraint("application", "id"),
        sqlite_with_rowid=False,
    )
