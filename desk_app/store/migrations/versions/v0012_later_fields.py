# SPDX-License-Identifier: MIT
"""Of a principal: that the person has died, and whether the heir's own data is asked for too.

Of a line of payment: the day a piece was issued that is good for some months only.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the columns; nobody of before was said to have died, and no day was typed."""
    for name in ("deceased", "also_heirs"):
        op.add_column(
            "applications",
            sa.Column(name, sa.Boolean(), server_default=sa.text("0"), nullable=False),
        )
    op.add_column("payment_lines", sa.Column("issued_on", sa.Text()))
