# SPDX-License-Identifier: MIT
"""Writing every row into fresh pages: what a deletion cannot reach goes with the old ones.

SQLite moves rows from page to page as a table grows, and leaves a copy of them in the room between
the rows of the old page. Secure deletion overwrites a row where it stands, not those copies
(measured: of 1,500 rows deleted out of 3,000, two to twelve could still be read).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.store.connecting import pages_may_be_copied
from desk_app.store.engine import driver_connection
from desk_app.store.faults import told

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"


def write_anew(connection: Connection) -> None:
    """Copy all rows into fresh pages in memory and back; what was only read before is let go.

    The file has the old pages or the new ones, whenever it stops. Raises DiskFull, DamageFound.
    """
    connection.rollback()
    raw = driver_connection(connection)
    with told(), pages_may_be_copied(raw):
        raw.execute("VACUUM")
        raw.execute(_EMPTY_LOG)
