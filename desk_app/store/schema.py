# SPDX-License-Identifier: MIT
"""The schema of the database: all tables together, its version, and how a file is brought to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.desk.errors import NotADesk
from desk_app.store import tables
from desk_app.store.desk_file import APPLICATION_ID, SCHEMA_VERSION, check_schema
from desk_app.store.engine import driver_connection

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

METADATA = tables.BaseTable.metadata
_MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(connection: Connection, version: int = SCHEMA_VERSION) -> None:
    """Bring the file to the newest schema, or an older one, inside the connection's transaction."""
    # Alembic takes a tenth of a second to import: only a founding or a migration needs it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, f"{version:04}")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def is_behind(connection: Connection) -> bool:
    """Return whether the file needs a migration.

    Raises NotADesk for another program's file, VersionRefused for a schema that is not read.
    """
    raw = driver_connection(connection)
    (application,) = raw.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise NotADesk("database_not_ours")
    (version,) = raw.execute("PRAGMA user_version").fetchone()
    check_schema(version)
    return bool(version < SCHEMA_VERSION)
