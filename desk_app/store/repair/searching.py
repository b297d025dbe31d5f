# SPDX-License-Identifier: MIT
"""Building the search index anew from the applications: it holds nothing of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk_app.store import application_rows, search
from desk_app.store.tables import Applications

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_applications: Any = Applications.__table__
_EMPTIED = ("INSERT INTO search(search) VALUES ('delete-all')", "DELETE FROM search_rows")


def rebuild(connection: Connection) -> None:
    """Empty the index and write what each application is found by, in the open transaction."""
    for words in _EMPTIED:
        connection.exec_driver_sql(words)
    for row in connection.execute(select(_applications)).mappings():
        # Claims and corrections are found by nobody.
        search.add(connection, application_rows.from_row(row, (), ()))
