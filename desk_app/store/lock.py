# SPDX-License-Identifier: MIT
"""The kernel locks of a desk: one instance holds it open, windows stay on it; they die with it.

A locked window has let go of the desk, which must still not be replaced beneath it: what was being
written waits there. So windows share a second lock, which a restore or a repair takes alone.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from filelock import FileLock, Timeout

from desk_app.desk.errors import AlreadyOpen
from desk_app.store.faults import is_there, told
from desk_app.store.writing_aside import make_private_folder

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "desk.lock"
WINDOW = "window.lock"


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
    if sys.platform == "win32" or not is_there(path):
        return _Shared(None)
    with told():
        handle = os.open(path, os.O_RDONLY)
    return _locked(handle, fcntl.LOCK_SH)


def stay(folder: Path) -> Held:
    """Stay on a desk for as long as a window shows it, open or locked; several windows may.

    Raises AlreadyOpen while the desk is restored or repaired. Where nothing can be written there is
    no lock, and nothing to restore. Windows shares no locks: there the second window is refused.
    """
    return _of_window(folder, alone=False)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep windows away from a desk while the block replaces its file.

    Raises AlreadyOpen where a window of another process is on it, locked or not.
    """
    held = _of_window(folder, alone=True)
    try:
        yield
    finally:
        held.release()


def _of_window(folder: Path, *, alone: bool) -> Held:
    path = folder / WINDOW
    if sys.platform == "win32":
        return _whole(path)
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CREAT, 0o600)
    except OSError:
        return _Shared(None)
    return _locked(handle, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)


def _whole(path: Path) -> Held:
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise AlreadyOpen from None
    except OSError:
        return _Shared(None)
    return lock


def _locked(handle: int, way: int) -> Held:
    """Lock an open file at once, or close it and raise AlreadyOpen."""
    try:
        fcntl.flock(handle, way | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise AlreadyOpen from None
    except OSError:
        # A share without locks: nobody can hold one there.
        os.close(handle)
        return _Shared(None)
    return _Shared(handle)


class _Shared:
    """A lock of the kernel on an open file; its handle is all there is to it."""

    def __init__(self, handle: int | None) -> None:
        self._handle = handle

    def release(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)
