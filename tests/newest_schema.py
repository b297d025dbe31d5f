# SPDX-License-Identifier: MIT
"""What the migrations make of an empty file, as statements: `python -m tests.newest_schema`.

A new desk is given these at once; after each new migration they are written anew.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.store.disk.desk_file import OLDEST_SCHEMA
from desk_app.store.schema import engine as schema

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

HEAD = (
    "-- SPDX-License-Identifier: MIT\n"
    "-- What the migrations make of an empty file; written by `python -m tests.newest_schema`.\n\n"
)
MADE_WITH_THE_INDEX = ("search_data", "search_idx", "search_config")
_WORDS = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"


def by_migrations(connection: Connection) -> None:
    """Bring an empty file to the newest schema by one migration after the other."""
    schema.migrate(connection, OLDEST_SCHEMA)
    schema.migrate(connection)


def written(connection: Connection) -> str:
    """Write down what a file of the newest schema was made by."""
    raw = schema.driver_connection(connection)
    statements = [
        sql
        for name, sql in raw.execute(_WORDS)
        if not name.startswith("sqlite_") and name not in MADE_WITH_THE_INDEX
    ]
    statements.append("INSERT INTO search(search, rank) VALUES('secure-delete', 1)")
    for table in ("alembic_version", "settings"):
        for row in raw.execute(f"SELECT * FROM {table} ORDER BY 1"):  # noqa: S608  our own names
            values = ", ".join(map(repr, row))
            statements.append(f"INSERT INTO {table} VALUES({values})")
    return HEAD + "".join(statement + schema.END for statement in statements)


def _write() -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = schema.make_engine(Path(folder, "schema.db"), bytes(32), new=True)
        with engine.connect() as connection, connection.begin():
            by_migrations(connection)
            schema._NEWEST.write_text(written(connection), "utf-8", newline="\n")
        engine.dispose()


if __name__ == "__main__":
    _write()
