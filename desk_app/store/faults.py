# SPDX-License-Identifier: MIT
"""Faults of the driver and of the system, as the known errors of the desk: in this one place."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as driver

from desk_app.desk.errors import AlreadyOpen, Cancelled, DamageFound, DiskFull, KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_THERE = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.EBADF, errno.EINVAL}
)
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})

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


def of_driver(error: BaseException) -> KnownError | None:
    """Return the known error a driver's exception stands for, or None where it is our own bug."""
    if not isinstance(error, driver.Error):
        return None
    words = str(error).lower()
    for part, kind, code in _DRIVER_WORDS:
        if part in words:
            return kind(code)
    return None


def of_system(error: OSError) -> KnownError | None:
    """Return the known error a system's exception stands for, or None."""
    if error.errno in _FULL:
        return DiskFull("disk_full")
    if error.errno in _READ_ONLY:
        return DiskFull("disk_read_only")
    if error.errno == errno.EIO:
        return DiskFull("disk_failed")
    return None


@contextmanager
def told() -> Iterator[None]:
    """Turn the faults of driver and system inside the block into known errors."""
    try:
        yield
    except driver.Error as error:
        known = of_driver(error)
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
    with told():
        try:
            path.stat()
        except ValueError:
            return False
        except OSError as error:
            if error.errno not in _NOT_THERE:
                raise
            return False
    return True


@contextmanager
def writing_told(code: str) -> Iterator[None]:
    """Let a disk that takes no writing be told by what could not be written.

    Without it a clerk would read that what was typed is still there, where nothing was typed.
    """
    try:
        yield
    except DiskFull:
        raise DiskFull(code) from None
