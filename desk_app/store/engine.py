# SPDX-License-Identifier: MIT
"""The encrypted database file as one connection of one thread, set as security.md §7 says."""

from __future__ import annotations

from contextlib import contextmanager
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool

from desk_app.desk.errors import NotADesk, VersionRefused
from desk_app.store.faults import of_driver, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.engine import Connection, Engine, ExceptionContext

APPLICATION_ID = 0x44534B41
"""``DSKA`` in the file's header: a desk of ours."""

LEAST_SQLITE = (3, 51, 3)
"""Versions before this one can corrupt the write-ahead log."""

READ_ONLY_UNIT = "reading"
"""The execution option of a unit of work that only reads."""

READER_WAITS_SECONDS = 5
"""A reader beside the desk waits for a save to end; the desk itself waits for nobody."""

_SILENCE = "PRAGMA cipher_log_level = NONE"


class Mode(Enum):
    """How the file is opened, as SQLite's address says it."""

    NEW = "mode=rwc"
    WRITING = "mode=rw"
    BESIDE = "mode=ro"
    UNCHANGEABLE = "mode=ro&immutable=1"


SETTINGS: tuple[tuple[str, str | int], ...] = (
    ("temp_store", "MEMORY"),
    ("mmap_size", 0),
    ("trusted_schema", "OFF"),
    ("cell_size_check", "ON"),
    ("cache_size", -32768),
    ("journal_mode", "WAL"),
    ("synchronous", "FULL"),
    ("secure_delete", "ON"),
    ("foreign_keys", "ON"),
    ("recursive_triggers", "ON"),
)

_FROZEN = frozenset({"journal", "letter_facts", "letter_pages"})
_CHANGED_TABLE = {driver.SQLITE_UPDATE, driver.SQLITE_DROP_TABLE}
_CLOSED_DOORS = {driver.SQLITE_ATTACH, driver.SQLITE_DETACH}


def check_versions(sqlite: tuple[int, int, int], cipher: str) -> None:
    """Go on only with a SQLite that is sound and a driver that encrypts; raises VersionRefused."""
    if not cipher:
        raise VersionRefused("driver_does_not_encrypt")
    if sqlite < LEAST_SQLITE:
        raise VersionRefused("sqlite_too_old", {"found": ".".join(map(str, sqlite))})


def make_engine(path: Path, data_key: bytes, *, new: bool = False, reading: bool = False) -> Engine:
    """Return an engine over the file; its one connection belongs to the thread that opens it.

    The file is made only where ``new`` says so, and never written to where ``reading`` says so.
    Faults of the driver come out as known errors.
    """
    mode = _mode_for_reading(path) if reading else Mode.NEW if new else Mode.WRITING

    def connect() -> driver.Connection:
        with told():
            return _connect(path, data_key, mode)

    engine = create_engine(
        f"sqlite+pysqlite:///{path}",
        module=driver,
        creator=connect,
        poolclass=StaticPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _tell)
    return engine


def reading_connection(path: Path, data_key: bytes) -> driver.Connection:
    """Return a connection of its own that changes nothing, for long reading beside the desk.

    It belongs to no thread, so that another may interrupt it. Raises the driver's own errors,
    NotADesk where there is no file, VersionRefused.
    """
    if not path.exists():
        raise NotADesk("no_database")
    return _connect(path, data_key, Mode.BESIDE, one_thread=False)


def driver_connection(connection: Connection) -> driver.Connection:
    """Return the driver's own connection: for pragmas, which must stand outside a transaction."""
    return connection.connection.driver_connection


def key_words(data_key: bytes) -> str:
    """Return the statement that keys a connection; it comes before whatever reads the file."""
    return f"PRAGMA key = \"x'{data_key.hex()}'\""


def _mode_for_reading(path: Path) -> Mode:
    """Return how a file is read where nothing can be written.

    The log is read where it holds something. Otherwise the file is taken for unchangeable, since
    the index of the log could not be made.
    """
    log = path.with_name(path.name + "-wal")
    return Mode.BESIDE if log.exists() and log.stat().st_size else Mode.UNCHANGEABLE


@contextmanager
def letters_may_go(raw: driver.Connection) -> Iterator[None]:
    """Let frozen letters be deleted, never changed: their application is disposed of (H2)."""
    raw.set_authorizer(partial(_authorize, append_only=frozenset({"journal"})))
    try:
        yield
    finally:
        raw.set_authorizer(_authorize)


def _connect(
    path: Path, data_key: bytes, mode: Mode, *, one_thread: bool = True
) -> driver.Connection:
    address = f"{path.absolute().as_uri()}?{mode.value}"
    wait = READER_WAITS_SECONDS if mode is Mode.BESIDE else 0
    raw = driver.connect(
        address,
        uri=True,
        isolation_level=None,
        timeout=wait,
        cached_statements=512,
        check_same_thread=one_thread,
    )
    try:
        # Page errors would reach the standard error; this reads nothing of the file. Then the key:
        # whatever reads the file before it would take it for plain SQLite.
        raw.execute(_SILENCE)
        raw.execute(key_words(data_key))
        (cipher,) = raw.execute("PRAGMA cipher_version").fetchone() or ("",)
        check_versions(driver.sqlite_version_info, cipher)
        for name, value in SETTINGS:
            raw.execute(f"PRAGMA {name} = {value}")
        raw.set_authorizer(_authorize)
    except BaseException:
        raw.close()
        raise
    return raw


def _authorize(
    action: int,
    first: str | None,
    second: str | None,
    _schema: str | None,
    _inside: str | None,
    append_only: frozenset[str] = _FROZEN,
) -> int:
    """Refuse what nobody has to do: change journal or letters, open another file beside ours."""
    denied = (
        action in _CLOSED_DOORS
        or (action in _CHANGED_TABLE and first in _FROZEN)
        or (action == driver.SQLITE_DELETE and first in append_only)
        or (action in {driver.SQLITE_DROP_TRIGGER, driver.SQLITE_ALTER_TABLE} and second in _FROZEN)
    )
    return int(driver.SQLITE_DENY) if denied else int(driver.SQLITE_OK)


def _begin(connection: Connection) -> None:
    """Begin at once as a writer: no lock can fail later, and schema changes roll back too."""
    reading = connection.get_execution_options().get(READ_ONLY_UNIT, False)
    with told():
        driver_connection(connection).execute("BEGIN" if reading else "BEGIN IMMEDIATE")


def _tell(context: ExceptionContext) -> None:
    error: Any = context.original_exception
    known = of_driver(error)
    if known is not None:
        raise known from None
