# SPDX-License-Identifier: MIT
"""The file that a scan was made of, while it still lies where the scanner put it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Add the columns: of what was scanned before, the file was named once and not kept."""
    for name in ("source", "source_sha256"):
        op.add_column(
            "scans", sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)
        )
    left = sa.text("source <> ''")
    op.create_index("scans_left", "scans", ["source"], sqlite_where=left)
