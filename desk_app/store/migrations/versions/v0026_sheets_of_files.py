# SPDX-License-Identifier: MIT
"""Which pages of the scanner's file a scan does not show."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Add the column: until now a scan showed its file whole."""
    rest = sa.Column("source_rest", sa.Text(), server_default=sa.text("'[]'"), nullable=False)
    op.add_column("scans", rest)
