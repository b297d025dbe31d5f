# SPDX-License-Identifier: MIT
"""What each application adds to the figures says what the days to its answer went to."""

from __future__ import annotations

from alembic import op

revision = "0027"
down_revision = "0026"

_ANY = "SELECT EXISTS (SELECT 1 FROM tallies)"
_MISSING = "INSERT OR REPLACE INTO settings (name, value) VALUES ('tallies_missing', '1')"


def upgrade() -> None:
    """Take the tallies away: they are made up anew when figures are next asked for."""
    if op.get_bind().exec_driver_sql(_ANY).scalar():
        op.execute("DELETE FROM tallies")
        op.execute("DELETE FROM tally_days")
        op.execute(_MISSING)
