# SPDX-License-Identifier: MIT
"""Proposers sign too: decisions, wordings and disposals have room for their signature.

Of a disposal both sign the random names by themselves, for the disposal list.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_SIGNED = ("decisions", "disposals", "wording_revisions")
_APPROVALS_BEFORE = """
INSERT OR IGNORE INTO settings(name, value)
SELECT 'approvals_before', CAST(COALESCE(MAX(sequence), 0) AS TEXT) FROM journal
"""


def upgrade() -> None:
    """Add the columns, and keep up to which entry an approval without a proposer's name counts."""
    for table in _SIGNED:
        op.add_column(table, sa.Column("proposal", sa.Text()))
    for name in ("names_proposed", "names_signed"):
        op.add_column("disposals", sa.Column(name, sa.Text()))
    op.execute(_APPROVALS_BEFORE)
