# SPDX-License-Identifier: MIT
"""Copying a damaged database row by row into a new file, around what cannot be read."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlcipher3.dbapi2 as driver

from desk_app.desk.errors import DamageFound
from desk_app.store import schema
from desk_app.store.connecting import reading_connection
from desk_app.store.engine import driver_connection, make_engine
from desk_app.store.faults import of_driver, told
from desk_app.store.marks import SCHEMA_VERSION
from desk_app.store.repair import searching

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Row = tuple[Any, ...]

_TABLES = """
    SELECT name FROM sqlite_schema WHERE type = 'table'
    AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%' AND name <> 'alembic_version'
"""
_MOST_FAILURES = 1000
_END_UNKNOWN = 100_000
"""So many numbers are looked for where the end of a table cannot be read."""


@dataclass(slots=True)
class Salvaged:
    """What came out of a damaged file: rows by table, and at most how many keys are lost."""

    rows: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)


class _Shape(NamedTuple):
    """A table as it is walked through: its columns, and what orders its rows."""

    name: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]
    numbered: bool

    def select(self, where: str = "", order: str = "ASC") -> str:
        keys = ", ".join(f"{key} {order}" for key in self.keys)
        columns = ", ".join((*self.keys, *self.columns))
        return f"SELECT {columns} FROM {self.name} {where} ORDER BY {keys}"  # noqa: S608  names of our own schema


def salvage(damaged: Path, new: Path, data_key: bytes) -> Salvaged:
    """Write into a new file all rows that can be read of a damaged one, and index them anew.

    Raises DamageFound where not even the list of tables can be read, DiskFull.
    """
    found = Salvaged()
    engine = make_engine(new, data_key, new=True)
    try:
        with (
            told(),
            closing(_Source(damaged, data_key)) as source,
            engine.connect() as connection,
        ):
            target = driver_connection(connection)
            # Rows come table by table: what they refer to is checked when all are there.
            target.execute("PRAGMA foreign_keys = OFF")
            (version,) = next(source.run("PRAGMA user_version"))
            if not 0 < version <= SCHEMA_VERSION:
                raise DamageFound("database_damaged")
            connection.begin()
            schema.migrate(connection, version)
            # What a migration of an empty file wrote stands in the way of the desk's own values.
            target.execute("DELETE FROM settings")
            for (name,) in target.execute(_TABLES).fetchall():
                _copy(source, target, _shape_of(target, name), found)
            schema.migrate(connection)
            searching.rebuild(connection)
            connection.commit()
    finally:
        engine.dispose()
    return found


def _shape_of(target: driver.Connection, name: str) -> _Shape:
    rows = target.execute(f"PRAGMA table_info({name})").fetchall()
    columns = tuple(f'"{row[1]}"' for row in rows)
    keys = tuple(f'"{row[1]}"' for row in sorted(rows, key=lambda row: row[5]) if row[5])
    (words,) = target.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
    if "WITHOUT ROWID" not in words.upper():
        return _Shape(name, columns, ("rowid",), numbered=True)
    first = next(row for row in rows if row[5] == 1)
    return _Shape(name, columns, keys, numbered=first[2].upper() == "INTEGER")


def _copy(source: _Source, target: driver.Connection, shape: _Shape, found: Salvaged) -> None:
    """Copy a table: forward to the damage, backward to it, and what is left between by halves."""
    places = ", ".join("?" * len(shape.columns))
    # Names of our own tables and columns alone stand in it; the values are bound.
    words = f"INSERT OR IGNORE INTO {shape.name} ({', '.join(shape.columns)}) VALUES ({places})"  # noqa: S608
    before = target.total_changes
    walk = _Walk(source, shape)
    # Where the first walk comes through, the others find nothing new.
    for row in walk.rows():
        target.execute(words, row[len(shape.keys) :])
    found.rows[shape.name] = target.total_changes - before
    if walk.lost:
        found.lost[shape.name] = walk.lost


class _Source:
    """The damaged file. After a page that cannot be read its connection reads nothing any more."""

    def __init__(self, path: Path, data_key: bytes) -> None:
        self._path = path
        self._data_key = data_key
        self._connection = reading_connection(path, data_key)

    def run(self, words: str, values: Row = ()) -> Iterator[Row]:
        """Yield rows until one cannot be read; raises DamageFound, and reads on when asked anew."""
        try:
            yield from self._connection.execute(words, values)
        except driver.Error as error:
            known = of_driver(error)
            if not isinstance(known, DamageFound):
                raise
            self._connection.close()
            self._connection = reading_connection(self._path, self._data_key)
            raise known from None

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


class _Walk:
    """One way through a table; ``lost`` counts at most how many of its keys cannot be read."""

    def __init__(self, source: _Source, shape: _Shape) -> None:
        self._source = source
        self._shape = shape
        self._low: object = None
        self._high: object = None
        self._whole = True
        self._failures = 0
        self.lost = 0

    def rows(self) -> Iterator[Row]:
        """Yield the rows, some of them twice; each begins with its keys."""
        for row in self._through(self._shape.select()):
            self._low = row[0]
            yield row
        if self._whole:
            return
        for row in self._through(self._shape.select(order="DESC")):
            self._high = row[0]
            yield row
        if self._shape.numbered:
            # A single key that was read is not looked for again; of a pair others may be missing.
            read = len(self._shape.keys) == 1
            yield from self._between(self._first() + read, self._last() - read)
        else:
            self.lost += 1

    def _first(self) -> int:
        return self._low if isinstance(self._low, int) else 0

    def _last(self) -> int:
        return self._high if isinstance(self._high, int) else self._first() + _END_UNKNOWN

    def _between(self, low: int, high: int) -> Iterator[Row]:
        """Yield the rows of a range of numbers, halving it around what cannot be read."""
        parts = [(low, high)] if low <= high else []
        where = f"WHERE {self._shape.keys[0]} BETWEEN ? AND ?"
        while parts:
            low, high = parts.pop()
            self._whole = True
            yield from self._through(self._shape.select(where), (low, high))
            if self._whole:
                continue
            self._failures += 1
            if low == high or self._failures > _MOST_FAILURES:
                self.lost += 1
                continue
            middle = (low + high) // 2
            parts += [(middle + 1, high), (low, middle)]

    def _through(self, words: str, values: Row = ()) -> Iterator[Row]:
        try:
            yield from self._source.run(words, values)
        except DamageFound:
            self._whole = False
