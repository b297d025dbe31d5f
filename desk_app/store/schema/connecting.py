# SPDX-License-Identifier: MIT
"""One connection of the driver to the encrypted file, set as its safety asks.

It knows the driver alone: the process that makes a backup needs nothing of SQLAlchemy, which takes
longer to import than a small desk to copy.
"""

from __future__ import annotations

import stat
from contextlib import contextmanager, suppress
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as driver

from desk_app.desk.errors import NotADesk, VersionRefused
from desk_app.store.disk.faults import is_there
from desk_app.system.chosen import here

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEAST_SQLITE = (3, 51, 3)
"""Versions before this one can corrupt the write-ahead log."""

READER_WAITS_SECONDS = 5
"""A reader beside the desk waits for a save to end; the desk itself waits for nobody."""

_SILENCE = "PRAGMA cipher_log_level = NONE"


class OpenMode(Enum):
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

FROZEN = frozenset({"journal", "letter_facts", "letter_pages"})
"""Tables whose rows are written once and never changed."""
_CHANGED_TABLE = {driver.SQLITE_UPDATE, driver.SQLITE_DROP_TABLE}
_CLOSED_DOORS = {driver.SQLITE_ATTACH, driver.SQLITE_DETACH}


def check_versions(sqlite: tuple[int, int, int], cipher: str) -> None:
    """Go on only with a SQLite that is sound and a driver that encrypts; raises VersionRefused."""
    if not cipher:
        raise VersionRefused("driver_does_not_encrypt")
    if sqlite < LEAST_SQLITE:
        raise VersionRefused("sqlite_too_old", {"found": ".".join(map(str, sqlite))})


def reading_connection(path: Path, data_key: bytes) -> driver.Connection:
    """Return a connection of its own that changes nothing, for long reading beside the desk.

    It belongs to no thread, so that another may interrupt it. Raises the driver's own errors,
    NotADesk where there is no file, VersionRefused.
    """
    if not is_there(path):
        raise NotADesk("no_database")
    # Where nothing can be written the index of the log could not be made.
    mode = OpenMode.BESIDE if here().files.may_write(path.parent) else mode_for_reading(path)
    return connect(path, data_key, mode, one_thread=False)


def mode_for_reading(path: Path) -> OpenMode:
    """Return how a file is read where nothing can be written.

    The log is read where it holds something. Otherwise the file is taken for unchangeable, since
    the index of the log could not be made.
    """
    log = path.with_name(path.name + "-wal")
    return OpenMode.BESIDE if is_there(log) and log.stat().st_size else OpenMode.UNCHANGEABLE


def connect(
    path: Path, data_key: bytes, mode: OpenMode, *, one_thread: bool = True
) -> driver.Connection:
    """Return a connection that is keyed and set, of a thread that may be told.

    Raises the driver's own errors, VersionRefused, NotADesk where something else than a file lies
    beside the database under the name of its log.
    """
    _must_have_files_beside(path)
    address = f"{path.absolute().as_uri()}?{mode.value}"
    wait = READER_WAITS_SECONDS if mode is OpenMode.BESIDE else 0
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


def _must_have_files_beside(path: Path) -> None:
    """Go on only where log, index and journal are files: SQLite would wait at a pipe for ever.

    Raises NotADesk.
    """
    for side in ("-wal", "-shm", "-journal"):
        with suppress(OSError):
            if not stat.S_ISREG(path.with_name(path.name + side).stat().st_mode):
                raise NotADesk("database_not_ours")


def key_words(data_key: bytes) -> str:
    """Return the statement that keys a connection; it comes before whatever reads the file."""
    return f"PRAGMA key = \"x'{data_key.hex()}'\""


@contextmanager
def letters_may_go(raw: driver.Connection) -> Iterator[None]:
    """Let frozen letters be deleted, never changed: their application is disposed of (H2)."""
    raw.set_authorizer(partial(_authorize, append_only=frozenset({"journal"})))
    try:
        yield
    finally:
        raw.set_authorizer(_authorize)


@contextmanager
def another_file_beside(raw: driver.Connection) -> Iterator[None]:
    """Let another database be attached, to which all rows are copied."""
    raw.set_authorizer(None)
    try:
        yield
    finally:
        raw.set_authorizer(_authorize)


def _authorize(
    action: int,
    first: str | None,
    second: str | None,
    _schema: str | None,
    _inside: str | None,
    append_only: frozenset[str] = FROZEN,
) -> int:
    """Refuse what nobody has to do: change journal or letters, open another file beside ours."""
    denied = (
        action in _CLOSED_DOORS
        or (action in _CHANGED_TABLE and first in FROZEN)
        or (action == driver.SQLITE_DELETE and first in append_only)
        or (action in {driver.SQLITE_DROP_TRIGGER, driver.SQLITE_ALTER_TABLE} and second in FROZEN)
    )
    return int(driver.SQLITE_DENY) if denied else int(driver.SQLITE_OK)
