# SPDX-License-Identifier: MIT
"""Applications have somebody who looks after them: at first whoever logged them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_OPEN = sa.text("work <> 'done'")


def upgrade() -> None:
    """Add the table, and the name in the lists with the indexes that lead to it."""
    op.create_table(
        "cares",
        sa.Column("application", sa.Integer(), sa.ForeignKey("applications.id"), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("application"),
        sqlite_with_rowid=False,
    )
    op.add_column(
        "work_index", sa.Column("carer", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    op.execute(
        "UPDATE work_index SET carer = coalesce("
        "(SELECT logged_by FROM applications WHERE id = application), '')"
    )
    _index("received", ["carer", "received_on", "application"])
    _index("by", ["carer", "by", "application", "turns_on"])
    op.create_index(
        "work_index_carer_open",
        "work_index",
        ["carer", "work", "turns_on", "by", "received_on", "application"],
        sqlite_where=_OPEN,
    )


def _index(name: str, columns: list[str]) -> None:
    op.create_index(f"work_index_carer_{name}", "work_index", columns)
