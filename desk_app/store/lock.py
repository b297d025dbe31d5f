# SPDX-License-Identifier: MIT
"""The kernel lock that lets one instance hold a desk; it dies with its process."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Protocol

from filelock import FileLock, Timeout

from desk_app.desk.errors import AlreadyOpen
from desk_app.store.faults import told
from desk_app.store.writing_aside import make_private_folder

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from pathlib import Path

NAME = "desk.lock"


class Held(Protocol):
    """A lock that is held until it is released."""

    def release(self) -> None:
        """Let others in; a second time does nothing."""
        ...


def hold(folder: Path) -> Held:
    """Take the lock of a desk's folder; raises AlreadyOpen where another instance has it."""
    make_private_folder(folder)
    lock = FileLock(folder / NAME)
    try:
        with told():
            lock.acquire(timeout=0)
    except Timeout:
        raise AlreadyOpen from None
    return lock


def share(folder: Path) -> Held:
    """Take part in the lock of a desk that is only read, writing nothing.

    Several readers may; raises AlreadyOpen where an instance that may write has the lock. Without
    a lock file nobody who could write was ever here. Windows lets nobody share: there is no lock.
    """
    path = folder / NAME
    if sys.platform == "win32" or not path.exists():
        return _Shared(None)
    with told():
        handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise AlreadyOpen from None
    except OSError:
        # A share without locks: nobody can hold one there.
        os.close(handle)
        return _Shared(None)
    return _Shared(handle)


class _Shared:
    """A lock shared with other readers; its handle is all there is to it."""

    def __init__(self, handle: int | None) -> None:
        self._handle = handle

    def release(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)
