# SPDX-License-Identifier: MIT
"""The search index holds figures by three too, so that a number is found among a million."""

from __future__ import annotations

from alembic import op

from desk_app.store import folding
from desk_app.store.folding import Folded

revision = "0009"
down_revision = "0008"

_EMPTY = "INSERT INTO search(search) VALUES ('delete-all')"
_ROWS = "SELECT key, names, addresses, numbers FROM search_rows ORDER BY key"
_ADD = "INSERT INTO search(rowid, grams) VALUES (?, ?)"


def upgrade() -> None:
    """Make the index anew of the folded texts, which stay as they are."""
    connection = op.get_bind()
    connection.exec_driver_sql(_EMPTY)
    for key, *texts in connection.exec_driver_sql(_ROWS):
        connection.exec_driver_sql(_ADD, (key, folding.tokens(Folded(*texts))))
