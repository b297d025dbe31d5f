# SPDX-License-Identifier: MIT
"""The tables of what arrives."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desk_app.store.migrations.columns import flag, of, whole, words

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of mail items and applications."""
    op.create_table(
        "mail_items",
        whole("id", primary_key=True),
        words("arrived_on"),
        words("kind"),
        words("matter"),
        words("postmark", nullable=True),
        words("tracking_number"),
        flag("red_marking"),
        words("opened_by"),
        whole("concerns", nullable=True),
        words("sender"),
        words("note"),
        flag("handled"),
        words("handled_note"),
        words("logged_at", nullable=True),
        words("logged_by", nullable=True),
        whole("version"),
        sqlite_autoincrement=True,
    )
    op.create_index("mail_items_arrived", "mail_items", ["arrived_on", "id"])
    op.create_index(
        "mail_items_concerns",
        "mail_items",
        ["concerns"],
        sqlite_where=sa.text("concerns IS NOT NULL"),
    )
    op.create_index(
        "mail_items_open", "mail_items", ["arrived_on", "id"], sqlite_where=sa.text("handled = 0")
    )
    op.create_table(
        "payment_lines",
        *of("mail_item"),
        words("piece"),
        whole("denomination"),
        whole("count"),
        words("condition"),
        whole("surcharge"),
        words("allotments"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "held_things",
        *of("mail_item"),
        words("kind"),
        whole("application", nullable=True),
        whole("amount"),
        words("pieces"),
        words("note"),
        words("returned_on", nullable=True),
        words("returned_with", nullable=True),
        words("returned_by", nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "held_things_open",
        "held_things",
        ["mail_item", "id"],
        sqlite_where=sa.text("returned_on IS NULL"),
    )
    op.create_table(
        "applications",
        whole("id", primary_key=True),
        words("token"),
        whole("mail_item", sa.ForeignKey("mail_items.id")),
        words("received_on"),
        words("form_code"),
        words("form_version"),
        words("form_filled_in_on", nullable=True),
        flag("form_signed"),
        words("further_forms"),
        words("name"),
        words("kana"),
        words("former_name"),
        words("born", nullable=True),
        words("postal_code"),
        words("address"),
        words("registered_address"),
        words("phone"),
        words("member_number"),
        words("email"),
        words("proxy_kind", nullable=True),
        words("proxy_name"),
        words("proxy_kana"),
        words("proxy_postal_code"),
        words("proxy_address"),
        words("proxy_phone"),
        words("scope"),
        words("service"),
        words("method"),
        words("reply_to"),
        words("language"),
        words("receipt_number"),
        words("rulebook_version"),
        words("logged_at", nullable=True),
        words("logged_by", nullable=True),
        whole("version"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "applications_born",
        "applications",
        ["born", "id"],
        sqlite_where=sa.text("born IS NOT NULL"),
    )
    op.create_index("applications_mail_item", "applications", ["mail_item"])
    op.create_index(
        "applications_number",
        "applications",
        ["receipt_number"],
        unique=True,
        sqlite_where=sa.text("receipt_number <> ''"),
    )
    op.create_table(
        "claims",
        *of("application"),
        words("right"),
        words("changes"),
        words("reason"),
        words("circumstances"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "corrections",
        *of("application"),
        words("field"),
        words("old"),
        words("new"),
        words("reason"),
        words("by"),
        words("at"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "enclosures",
        *of("application"),
        words("kind"),
        words("of"),
        whole("mail_item"),
        words("arrived_on"),
        flag("original"),
        words("issued_on", nullable=True),
        words("valid_until", nullable=True),
        words("name"),
        words("address"),
        words("former_names"),
        words("former_addresses"),
        words("born", nullable=True),
        flag("shows_address", nullable=True),
        words("masking"),
        words("register", nullable=True),
        words("guardianship", nullable=True),
        words("mandate", nullable=True),
        words("note"),
        words("whereabouts"),
        sqlite_with_rowid=False,
    )
