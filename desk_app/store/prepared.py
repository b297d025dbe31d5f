# SPDX-License-Identifier: MIT
"""Statements written down once and handed straight to the driver: a save waits for no compiler.

They run in the transaction of the connection they are given, and the driver's faults come out as
known errors, as everywhere in the store.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import insert
from sqlalchemy.dialects.sqlite import pysqlite

from desk_app.store.engine import driver_connection
from desk_app.store.faults import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy.engine import Connection

    from desk_app.store.tables import Table

_DIALECT = pysqlite.dialect(dbapi=driver)


class Insertion:
    """New rows of one table; every column is given but those that the database fills in."""

    def __init__(self, table: type[Table], *, filled_in: Iterable[str] = ()) -> None:
        rows: Any = table.__table__
        columns = [each for each in rows.columns if each.name not in set(filled_in)]
        names = [each.name for each in columns]
        self._sql = str(insert(rows).compile(dialect=_DIALECT, column_keys=names))
        self._taken = itemgetter(*names)
        self._written: list[tuple[int, Callable[[Any], Any]]] = [
            (place, write)
            for place, column in enumerate(columns)
            if (write := column.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)) is not None
        ]

    def one(self, connection: Connection, values: Mapping[str, object]) -> int:
        """Write one row and return its number."""
        id_: int = run(connection, self._sql, self._row(values)).lastrowid
        return id_

    def many(self, connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
        """Write rows in one batch."""
        if len(rows) == 1:
            self.one(connection, rows[0])
        elif rows:
            run_many(connection, self._sql, [self._row(each) for each in rows])

    def _row(self, values: Mapping[str, object]) -> list[object]:
        """Return the values as the driver takes them, in the order of the columns."""
        row = list(self._taken(values))
        for place, write in self._written:
            row[place] = write(row[place])
        return row


def run(connection: Connection, sql: str, values: Sequence[object] = ()) -> driver.Cursor:
    """Run a statement whose values the driver takes as they are; raises DiskFull, DamageFound."""
    with told():
        return driver_connection(connection).execute(sql, values)


def run_many(connection: Connection, sql: str, rows: Sequence[Sequence[object]]) -> None:
    """Run a statement once for each row; raises DiskFull, DamageFound."""
    with told():
        driver_connection(connection).executemany(sql, rows)
