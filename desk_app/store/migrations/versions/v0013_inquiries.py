# SPDX-License-Identifier: MIT
"""Inquiries and complaints have a table of their own: each whole in one row."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_BEGINNING = (
    "token number received_on received_at channel kind addressed_to service text name kana "
    "postal_code address phone email attachments language logged_at logged_by"
)
_HISTORY = "course letters postings holds corrections"
_PLACE = "by leak_by completed_on kept_until"
_FOUND = "found_names found_addresses found_numbers"


def upgrade() -> None:
    """Add the table; nobody of before had an inquiry."""
    op.create_table(
        "inquiries",
        sa.Column("id", sa.Integer(), nullable=False),
        *_texts(_BEGINNING),
        *(sa.Column(name, sa.Integer()) for name in ("mail_item", "carried_into")),
        *_texts(_HISTORY),
        sa.Column("version", sa.Integer(), nullable=False),
        *_texts("work"),
        *_texts(_PLACE, nullable=True),
        *_texts(_FOUND),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    _index("number", "number", unique=True)
    _index("token", "token")
    _index("received", "received_on", "id")
    _index("open", "work", "by", "id", where="work <> 'done'")
    _index("leak", "leak_by", "id", where="leak_by IS NOT NULL")
    _index("kept", "kept_until", "id", where="kept_until IS NOT NULL")
    _index("mail", "mail_item", where="mail_item IS NOT NULL")
    _index("into", "carried_into", where="carried_into IS NOT NULL")


def _texts(names: str, *, nullable: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=nullable) for name in names.split()]


def _index(name: str, *columns: str, where: str = "", unique: bool = False) -> None:
    op.create_index(
        f"inquiries_{name}",
        "inquiries",
        list(columns),
        unique=unique,
        sqlite_where=sa.text(where) if where else None,
    )
