# SPDX-License-Identifier: MIT
"""An engine of SQLAlchemy over the encrypted file: its schema, statements written down once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import (
    Integer,
    Text,
    bindparam,
    column,
    create_engine,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import pysqlite
from sqlalchemy.pool import StaticPool
from sqlalchemy.util import LRUCache
from typing_extensions import override

from desk_app.desk.errors import NotADesk
from desk_app.store.disk.desk_file import APPLICATION_ID, SCHEMA_VERSION, check_schema
from desk_app.store.disk.faults import of_driver, told
from desk_app.store.schema import tables
from desk_app.store.schema.columns import reader_of
from desk_app.store.schema.connecting import OpenMode, connect, mode_for_reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy import Column, ColumnElement, Select
    from sqlalchemy.engine import Connection, Engine, ExceptionContext
    from sqlalchemy.sql.compiler import Compiled

    from desk_app.store.schema.tables import BaseTable


READ_ONLY_UNIT = "reading"
"""The execution option of a unit of work that only reads."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An open desk file: the engine over it, where it lies, the data key it was opened with."""

    engine: Engine
    path: Path
    data_key: bytes = field(repr=False)


_STATEMENTS = 1_000
"""So many different statements are kept compiled: more than the program has."""


class _CompiledStatements(LRUCache[tuple[Any, ...], "Compiled"]):
    """The statements of one engine as they were compiled.

    What was compiled serves every engine of this process, for all have one dialect: a desk that is
    unlocked again waits for no compiler. Statements with values of their own go with their engine:
    nothing of a locked desk stays (T37).
    """

    _of_all = LRUCache[tuple[Any, ...], "Compiled"](_STATEMENTS)

    @override
    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        """Return the statement of a key, or what is given."""
        found = self._of_all.get(_without_dialect(key))
        return super().get(key, default) if found is None else found

    @override
    def __setitem__(self, key: tuple[Any, ...], compiled: Compiled) -> None:
        if _has_values(compiled):
            super().__setitem__(key, compiled)
        else:
            self._of_all[_without_dialect(key)] = compiled


def _without_dialect(key: tuple[Any, ...]) -> tuple[Any, ...]:
    return key[1:]


def _has_values(compiled: Any) -> bool:  # noqa: ANN401  compilers have what is asked here
    """Say whether a value of the desk's may stand in a statement.

    The zero that the compiler itself writes as the offset behind each limit is nobody's.
    """
    given = compiled.cache_key.bindparams
    keys = {each.key for each in given}
    written = [
        each
        for each in compiled.binds.values()
        if each.key in keys or type(each.value) is not int or each.value != 0
    ]
    return any(each.value is not None or each.callable for each in (*written, *given))


def make_engine(path: Path, data_key: bytes, *, new: bool = False, reading: bool = False) -> Engine:
    """Return an engine over the file; its one connection belongs to the thread that opens it.

    The file is made only where ``new`` says so, and never written to where ``reading`` says so.
    Faults of the driver come out as known errors.
    """
    mode = mode_for_reading(path) if reading else OpenMode.NEW if new else OpenMode.WRITING

    def connected() -> driver.Connection:
        with told(path):
            return connect(path, data_key, mode)

    engine = create_engine(
        f"sqlite+pysqlite:///{path}",
        module=driver,
        creator=connected,
        poolclass=StaticPool,
        hide_parameters=True,
        execution_options={"compiled_cache": _CompiledStatements(_STATEMENTS)},
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


# Statements written down once and handed straight to the driver: a save waits for no compiler.


_DIALECT = pysqlite.dialect(dbapi=driver)


class _Statement:
    """A statement with the values of some columns, each as the driver takes it."""

    def __init__(self, sql: str, columns: Sequence[Column[Any]], names: Sequence[str]) -> None:
        self._sql = sql
        self._taken = itemgetter(*names)
        self._written: list[tuple[int, Callable[[Any], Any]]] = [
            (place, write)
            for place, column in enumerate(columns)
            if (write := column.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)) is not None
        ]

    def many(self, connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
        """Run it once for each row, in one batch."""
        if len(rows) == 1:
            run(connection, self._sql, self._row(rows[0]))
        elif rows:
            run_many(connection, self._sql, [self._row(each) for each in rows])

    def written(self, connection: Connection, rows: Sequence[Sequence[object]]) -> None:
        """Run it once for each row whose values stand as the driver takes them, in their order."""
        if rows:
            run_many(connection, self._sql, rows)

    def _row(self, values: Mapping[str, object]) -> list[object]:
        """Return the values as the driver takes them, in the order of the columns."""
        row = list(self._taken(values))
        for place, write in self._written:
            row[place] = write(row[place])
        return row


def among(name: str) -> Select[Any]:
    """Return what selects the ids that are given as one JSON text: they may be many."""
    ids = func.json_each(bindparam(name, type_=Text())).table_valued(column("value", Integer))
    return select(ids.c.value)


class Selection:
    """The rows that a question finds; each comes with its values as records hold them."""

    def __init__(self, rows: Select[Any]) -> None:
        """Take a selection with values to be given; each may be given at several places."""
        compiled = rows.compile(dialect=_DIALECT)
        self._sql = str(compiled)
        self._names = tuple(compiled.positiontup or ())
        self._usual = compiled.params
        self._read: list[tuple[int, Callable[[Any], Any]]] = [
            (place, read)
            for place, column in enumerate(rows.selected_columns)
            if (read := _reader(column)) is not None
        ]

    def of(self, connection: Connection, value: object) -> list[list[Any]]:
        """Return the rows of a question with one value; raises DamageFound."""
        return self._rows(connection, (value,) * len(self._names))

    def given(self, connection: Connection, values: Mapping[str, object]) -> list[list[Any]]:
        """Return the rows of a question with values by name, as the driver takes them.

        Raises DamageFound.
        """
        every = {**self._usual, **values}
        return self._rows(connection, [every[name] for name in self._names])

    def _rows(self, connection: Connection, values: Sequence[object]) -> list[list[Any]]:
        with told():
            found = driver_connection(connection).execute(self._sql, values)
            rows = [list(row) for row in found]
        for row in rows:
            for place, read in self._read:
                if (value := row[place]) is not None:
                    row[place] = read(value)
        return rows


class Insertion(_Statement):
    """New rows of one table; every column is given but those that the database fills in."""

    def __init__(self, table: type[BaseTable], *, filled_in: Iterable[str] = ()) -> None:
        rows: Any = table.__table__
        columns = [each for each in rows.columns if each.name not in set(filled_in)]
        names = [each.name for each in columns]
        sql = str(insert(rows).compile(dialect=_DIALECT, column_keys=names))
        super().__init__(sql, columns, names)

    def one(self, connection: Connection, values: Mapping[str, object]) -> int:
        """Write one row and return its number."""
        id_: int = run(connection, self._sql, self._row(values)).lastrowid
        return id_


class RowsChange(_Statement):
    """Rows of one table written anew, each found by the columns that name it."""

    def __init__(self, table: type[BaseTable], named_by: Sequence[str]) -> None:
        rows: Any = table.__table__
        key = [rows.c[name] for name in named_by]
        columns = [each for each in rows.columns if each.name not in named_by]
        names = [each.name for each in columns]
        here = (column == bindparam(f"{column.name}_") for column in key)
        sql = str(update(rows).where(*here).compile(dialect=_DIALECT, column_keys=names))
        super().__init__(sql, [*columns, *key], [*names, *named_by])


def _reader(column: ColumnElement[Any]) -> Callable[[Any], Any] | None:
    if (ours := reader_of(column.type)) is not None:
        return ours
    read = column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
    return read if callable(read) else None


def ask(connection: Connection, sql: str, values: Sequence[object] = ()) -> driver.Cursor:
    """Read by a statement whose values the driver takes as they are; raises DamageFound."""
    with told():
        return driver_connection(connection).execute(sql, values)


def run(connection: Connection, sql: str, values: Sequence[object] = ()) -> driver.Cursor:
    """Write by a statement whose values the driver takes as they are; raises as `run_many`."""
    with told():
        return _in_its_unit(connection).execute(sql, values)


def run_many(connection: Connection, sql: str, rows: Sequence[Sequence[object]]) -> None:
    """Write by a statement once for each row; raises DiskFull, DamageFound.

    Raises RuntimeError outside of a unit of work: each row would be kept by itself, at once.
    """
    with told():
        _in_its_unit(connection).executemany(sql, rows)


def _in_its_unit(connection: Connection) -> driver.Connection:
    """Return the driver's connection; without a transaction it would keep each row by itself."""
    raw = driver_connection(connection)
    if not raw.in_transaction:
        raise RuntimeError("nothing is written outside of a unit of work")
    return raw


# The schema of the database: all tables together, its version, and how a file is brought to it.


METADATA = tables.BaseTable.metadata
END = ";\n\n"
"""What stands behind each statement of the newest schema."""
_MIGRATIONS = Path(__file__).parents[1] / "migrations"
_NEWEST = _MIGRATIONS / "newest.sql"


def migrate(connection: Connection, version: int = SCHEMA_VERSION) -> None:
    """Bring the file to the newest schema, or an older one, inside the connection's transaction.

    An empty file is given the newest at once, as the migrations would make it one after the other.
    """
    if version == SCHEMA_VERSION and _is_empty(connection):
        for statement in newest():
            run(connection, statement)
    elif version != _version_of(connection):
        _go_through_migrations(connection, version)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def newest() -> tuple[str, ...]:
    """Return the statements that make the newest schema in an empty file, in their order."""
    _head, _, statements = _NEWEST.read_text("utf-8").partition("\n\n")
    return tuple(statements.removesuffix(END).split(END))


def _version_of(connection: Connection) -> int | None:
    """Return the schema of a desk file, nothing of a file that is not known as ours yet."""
    raw = driver_connection(connection)
    (application,) = raw.execute("PRAGMA application_id").fetchone()
    (version,) = raw.execute("PRAGMA user_version").fetchone()
    return int(version) if application == APPLICATION_ID else None


def _is_empty(connection: Connection) -> bool:
    (count,) = ask(connection, "SELECT count(*) FROM sqlite_schema").fetchone()
    return bool(count == 0)


def _go_through_migrations(connection: Connection, version: int) -> None:
    # Alembic takes a tenth of a second to import: only a file of before needs it.
    from alembic import command  # noqa: PLC0415  see above
    from alembic.config import Config  # noqa: PLC0415  see above

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, f"{version:04}")


def is_behind(connection: Connection) -> bool:
    """Return whether the file needs a migration.

    Raises NotADesk for another program's file, VersionRefused for a schema that is not read.
    """
    version = _version_of(connection)
    if version is None:
        raise NotADesk("database_not_ours")
    check_schema(version)
    return version < SCHEMA_VERSION
