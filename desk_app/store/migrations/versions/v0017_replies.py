# SPDX-License-Identifier: MIT
"""Beside an inquiry stand the days on which its letters were posted, and came back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the columns, and fill them from the envelopes that are known."""
    for name, days in (
        ("posted_first", "min(json_extract(each.value, '$.posted_on'))"),
        ("posted_last", "max(json_extract(each.value, '$.posted_on'))"),
        ("came_back_on", "max(json_extract(each.value, '$.came_back_on'))"),
    ):
        op.add_column("inquiries", sa.Column(name, sa.Text()))
        known = f"(SELECT {days} FROM json_each(inquiries.postings) AS each)"  # noqa: S608 fixed
        op.execute(f"UPDATE inquiries SET {name} = {known}")  # noqa: S608 fixed words
    for name, column in (("posted", "posted_last"), ("back", "came_back_on")):
        where = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"inquiries_{name}", "inquiries", [column, "id"], sqlite_where=where)
