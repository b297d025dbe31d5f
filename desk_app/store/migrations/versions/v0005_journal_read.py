# SPDX-License-Identifier: MIT
"""The journal can be read by person, action and day, and names the application of an entry."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the indexes that the list of entries walks."""
    op.create_index("journal_actor", "journal", ["actor", "sequence", "action"])
    op.create_index("journal_action", "journal", ["action", "sequence"])
    op.create_index("journal_at", "journal", ["at", "sequence"])
    op.create_index("applications_token", "applications", ["token"])
