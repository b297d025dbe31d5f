# SPDX-License-Identifier: MIT
"""Faults of the driver and of the system, as the known errors of the desk: in this one place."""

from __future__ import annotations

import errno
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as driver

from desk_app.desk.errors import AlreadyOpen, Cancelled, DamageFound, DiskFull, KnownError, NotADesk
from desk_app.system.chosen import here
from desk_app.system.ports import number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_THERE = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.EBADF, errno.EINVAL}
)
_NO_PLACE = frozenset({errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.ENAMETOOLONG})
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})

_FULL_ON_WINDOWS = frozenset({39, 112, 1295})
_BROKEN_ON_WINDOWS = frozenset({21, 23, 27, 55, 64, 1117})
NO_NAME_ON_WINDOWS = frozenset({123, 161, 206, 267, 1921})
"""Windows's own numbers where Python makes one of many: a place that is full, not ready or broken,
what can be no file's name."""

# The driver gives no error numbers: SQLite's own English words are what there is.
_DRIVER_WORDS: tuple[tuple[str, type[KnownError], str], ...] = (
    ("database or disk is full", DiskFull, "disk_full"),
    ("disk i/o error", DiskFull, "disk_failed"),
    ("readonly database", DiskFull, "disk_read_only"),
    ("unable to open database", DiskFull, "disk_failed"),
    ("is not a database", DamageFound, "database_unreadable"),
    ("malformed", DamageFound, "database_damaged"),
    ("vtable constructor failed", DamageFound, "database_damaged"),
    ("hmac check failed", DamageFound, "database_damaged"),
    ("database is locked", AlreadyOpen, "already_open"),
    ("interrupted", Cancelled, "cancelled"),
)


_FAILED = "disk_failed"
_LEAST_ROOM = 64 * 1024
"""Bytes: the index of the write-ahead log takes half of it before anything is written."""


def of_driver(error: BaseException, file: Path | None = None) -> KnownError | None:
    """Return the known error a driver's exception stands for, or None where it is our own bug.

    SQLite has the same words for a broken disk, and for one on which there is no room for the index
    of its log or that takes no writing: where ``file`` is named, its disk is asked which it is.
    """
    if not isinstance(error, driver.Error):
        return None
    words = str(error).lower()
    for part, kind, code in _DRIVER_WORDS:
        if part in words:
            return kind(code if code != _FAILED or file is None else _why_failed(file.parent))
    return None


def _why_failed(folder: Path) -> str:
    """Return what is wrong with the disk of a folder: full, read-only, or broken."""
    try:
        if shutil.disk_usage(folder).free < _LEAST_ROOM:
            return "disk_full"
    except OSError:
        return _FAILED
    return _FAILED if here().files.may_write(folder) else "disk_read_only"


def of_system(error: OSError) -> KnownError | None:
    """Return the known error a system's exception stands for, or None."""
    number = number_of(error)
    if error.errno in _FULL or number in _FULL_ON_WINDOWS:
        return DiskFull("disk_full")
    if error.errno == errno.EIO or number in _BROKEN_ON_WINDOWS:
        return DiskFull("disk_failed")
    if error.errno in _NO_PLACE or number in NO_NAME_ON_WINDOWS:
        return NotADesk("no_place")
    if here().files.is_held_by_others(error):
        return DiskFull("file_in_use")
    return DiskFull("disk_read_only") if error.errno in _READ_ONLY else None


@contextmanager
def told(file: Path | None = None) -> Iterator[None]:
    """Turn the faults of driver and system inside the block into known errors.

    ``file`` is the database that the driver works on.
    """
    try:
        yield
    except driver.Error as error:
        known = of_driver(error, file)
        if known is None:
            raise
        raise known from None
    except OSError as error:
        known = of_system(error)
        if known is None:
            raise
        raise known from None


def is_there(path: Path) -> bool:
    """Return whether something lies at a path. Raises DiskFull where the disk does not answer.

    `Path.exists` is a no for that too since Python 3.14: a desk on a failing disk would be no desk,
    its list of what was disposed of an empty one.
    """
    return _answers(path.stat)


def is_taken(path: Path) -> bool:
    """Return whether a name is taken, by a link that leads nowhere too; raises as `is_there`."""
    return _answers(path.lstat)


def _answers(look: Callable[[], object]) -> bool:
    with told():
        try:
            look()
        except ValueError:
            return False
        except OSError as error:
            if error.errno not in _NOT_THERE:
                raise
            return False
    return True


def is_folder(path: Path) -> bool:
    """Return whether a folder lies at a path; raises as `is_there` does."""
    return is_there(path) and path.is_dir()


def is_file(path: Path) -> bool:
    """Return whether a file lies at a path; raises as `is_there` does."""
    return is_there(path) and path.is_file()


@contextmanager
def writing_told(code: str) -> Iterator[None]:
    """Let a disk that takes no writing be told by what could not be written.

    Without it a clerk would read that what was typed is still there, where nothing was typed. What
    was told nearer by stays.
    """
    try:
        yield
    except DiskFull as full:
        raise (full if full.says_what else DiskFull(code)) from None
