# SPDX-License-Identifier: MIT
"""A letter knows each time it went to a printer, and the newest of them are found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desk_app.store.migrations.columns import flag, of, words

revision = "0007"
down_revision = "0006"

_IN_ORDER_OF_ISSUE = ["issued_at", "application", "position"]
_BEFORE = """
INSERT INTO letters(application, id, position, kind, number, dated, for_posting_on, language,
  claims, sha256, issued_by, issued_at, printed_at, void, void_reason, posting, delay_until, prints)
SELECT application, id, position, kind, number, dated, for_posting_on, language,
  claims, sha256, issued_by, issued_at, printed_at, void, void_reason, posting, delay_until, '[]'
FROM letters_before
"""


def upgrade() -> None:
    """Make the table of letters anew; nothing is known of earlier prints but the last moment."""
    for name in ("letters_issued", "letters_to_send", "letters_void"):
        op.drop_index(name, "letters")
    op.rename_table("letters", "letters_before")
    op.create_table(
        "letters",
        *of("application"),
        words("kind"),
        words("number"),
        words("dated"),
        words("for_posting_on"),
        words("language"),
        words("claims"),
        words("sha256"),
        words("issued_by"),
        words("issued_at"),
        words("printed_at", nullable=True),
        flag("void"),
        words("void_reason"),
        words("posting", nullable=True),
        words("delay_until", nullable=True),
        words("prints"),
        sqlite_with_rowid=False,
    )
    op.execute(_BEFORE)
    op.drop_table("letters_before")
    op.create_index("letters_issued", "letters", _IN_ORDER_OF_ISSUE)
    op.create_index(
        "letters_to_send",
        "letters",
        _IN_ORDER_OF_ISSUE,
        sqlite_where=sa.text("posting IS NULL AND void = 0"),
    )
    op.create_index("letters_void", "letters", _IN_ORDER_OF_ISSUE, sqlite_where=sa.text("void = 1"))
    op.create_index(
        "letters_printed",
        "letters",
        ["printed_at", "application", "position"],
        sqlite_where=sa.text("printed_at IS NOT NULL"),
    )
