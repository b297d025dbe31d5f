# SPDX-License-Identifier: MIT
"""Inquiries stand in the lists with who looks after them, as their course says."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add the column with its index, and fill it with who took each inquiry last."""
    op.add_column(
        "inquiries", sa.Column("carer", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    op.execute(
        "UPDATE inquiries SET carer = coalesce((SELECT json_extract(each.value, '$.by')"
        " FROM json_each(inquiries.course) AS each"
        " WHERE json_extract(each.value, '$.step') = 'taken'"
        " AND NOT coalesce(json_extract(each.value, '$.taken_back'), 0)"
        " ORDER BY each.key DESC LIMIT 1), '')"
    )
    op.create_index("inquiries_carer", "inquiries", ["carer", "received_on", "id"])
