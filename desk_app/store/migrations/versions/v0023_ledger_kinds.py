# SPDX-License-Identifier: MIT
"""Imports of ledgers of every kind; an inquiry's number before; provision by its last day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add the columns: all imports of before were of applications."""
    op.add_column("imports", _text("kind", "applications"))
    for name in ("first_entry", "last_entry"):
        op.add_column(
            "imports", sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)
        )
    op.add_column("inquiries", _text("own_number"))
    kept = sa.text("disposed_on IS NULL")
    op.create_index("provisions_kept", "provisions", ["last_on", "on"], sqlite_where=kept)


def _text(name: str, value: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text(f"'{value}'"), nullable=False)
