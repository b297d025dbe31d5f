# SPDX-License-Identifier: MIT
"""A record of provision has a random name and holds: it is disposed of as applications are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Add the columns; each record that is there gets a name by chance."""
    for name, nothing in (("token", "''"), ("holds", "'[]'")):
        column = sa.Column(name, sa.Text(), server_default=sa.text(nothing), nullable=False)
        op.add_column("provisions", column)
    op.execute("UPDATE provisions SET token = lower(hex(randomblob(16)))")
    op.create_index("provisions_token", "provisions", ["token"])
