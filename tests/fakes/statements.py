# SPDX-License-Identifier: MIT
"""Every statement that any store gives to its driver, whichever way it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import sqlcipher3.dbapi2 as driver
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from desk_app.store.schema import engine

Told = Callable[[str, Any, bool], None]
"""Is told a statement before it runs: its words, its values, and whether they are several rows."""


@dataclass(frozen=True, slots=True)
class _Watched:
    """The driver's connection, as far as prepared statements use it."""

    raw: driver.Connection
    told: Told

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is under way."""
        return bool(self.raw.in_transaction)

    def execute(self, sql: str, values: Sequence[object] = ()) -> driver.Cursor:
        self.told(sql, values, False)  # noqa: FBT003  as the engine's own event says it
        return self.raw.execute(sql, values)

    def executemany(self, sql: str, rows: Sequence[Sequence[object]]) -> driver.Cursor:
        self.told(sql, rows, True)  # noqa: FBT003  as the engine's own event says it
        return self.raw.executemany(sql, rows)


@contextmanager
def statements_told(told: Told) -> Iterator[None]:
    """Tell every statement of every store in the block."""

    def by_engine(*given: Any) -> None:  # noqa: ANN401  whatever the engine tells
        _connection, _cursor, sql, values, _context, many = given
        told(sql, values, many)

    def straight(connection: Connection) -> _Watched:
        return _Watched(connection.connection.driver_connection, told)

    event.listen(Engine, "before_cursor_execute", by_engine)
    try:
        with patch.object(engine, "driver_connection", straight):
            yield
    finally:
        event.remove(Engine, "before_cursor_execute", by_engine)
