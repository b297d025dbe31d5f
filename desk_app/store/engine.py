# SPDX-License-Identifier: MIT
"""An engine of SQLAlchemy over the encrypted file: one connection, of one thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool

from desk_app.store.connecting import Mode, connect, mode_for_reading
from desk_app.store.faults import of_driver, told

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Connection, Engine, ExceptionContext

READ_ONLY_UNIT = "reading"
"""The execution option of a unit of work that only reads."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An open desk file: the engine over it, where it lies, the data key it was opened with."""

    engine: Engine
    path: Path
    data_key: bytes = field(repr=False)


def make_engine(path: Path, data_key: bytes, *, new: bool = False, reading: bool = False) -> Engine:
    """Return an engine over the file; its one connection belongs to the thread that opens it.

    The file is made only where ``new`` says so, and never written to where ``reading`` says so.
    Faults of the driver come out as known errors.
    """
    mode = mode_for_reading(path) if reading else Mode.NEW if new else Mode.WRITING

    def connected() -> driver.Connection:
        with told(path):
            return connect(path, data_key, mode)

    engine = create_engine(
        f"sqlite+pysqlite:///{path}",
        module=driver,
        creator=connected,
        poolclass=StaticPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", partial(_begin, path))
    event.listen(engine, "handle_error", partial(_tell, path))
    return engine


def driver_connection(connection: Connection) -> driver.Connection:
    """Return the driver's own connection: for pragmas, which must stand outside a transaction."""
    return connection.connection.driver_connection


def _begin(path: Path, connection: Connection) -> None:
    """Begin at once as a writer: no lock can fail later, and schema changes roll back too."""
    reading = connection.get_execution_options().get(READ_ONLY_UNIT, False)
    with told(path):
        driver_connection(connection).execute("BEGIN" if reading else "BEGIN IMMEDIATE")


def _tell(path: Path, context: ExceptionContext) -> None:
    error: Any = context.original_exception
    known = of_driver(error, path)
    if known is not None:
        raise known from None
