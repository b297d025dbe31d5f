# SPDX-License-Identifier: MIT
"""The kernel locks of a desk: one instance holds it open, windows stay on it; they die with it.

A locked window has let go of the desk, which must still not be replaced beneath it: what was being
written waits there. So windows share a second lock, which a restore or a repair takes alone.

A lock file can be deleted while it is held, and another made under its name. So whoever has a desk
open holds its folder too, which is no file of its own to delete; and looks, before each thing that
is written, whether the lock still lies where it was taken. Windows lets nobody delete it.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from filelock import FileLock, Timeout

from desk_app.desk.errors import AlreadyOpen
from desk_app.store.faults import is_there, told
from desk_app.store.small_files import make_private_folder

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "desk.lock"
WINDOW = "window.lock"


class HeldLock(Protocol):
    """A lock that is held until it is released."""

    def must_stand(self) -> None:
        """Go on only where the lock is still the one that others ask for; raises AlreadyOpen."""
        ...

    def release(self) -> None:
        """Let others in; a second time does nothing."""
        ...


def hold(folder: Path) -> HeldLock:
    """Take the lock of a desk's folder; raises AlreadyOpen where another instance has it."""
    make_private_folder(folder)
    beside = _of_folder(folder, alone=True)
    try:
        return _Desk(folder, _whole_told(folder / NAME), beside)
    except BaseException:
        beside.release()
        raise


def share(folder: Path) -> HeldLock:
    """Take part in the lock of a desk that is only read, writing nothing.

    Several readers may; raises AlreadyOpen where an instance that may write has the lock. Windows
    lets nobody share: there is no lock.
    """
    path = folder / NAME
    beside = _of_folder(folder, alone=False)
    if sys.platform == "win32" or not is_there(path):
        return beside
    try:
        with told():
            handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        file = _locked(handle, fcntl.LOCK_SH)
    except BaseException:
        beside.release()
        raise
    return _Both(file, beside)


def stay(folder: Path) -> HeldLock:
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


def _of_window(folder: Path, *, alone: bool) -> HeldLock:
    path = folder / WINDOW
    if sys.platform == "win32":
        return _whole(path)
    try:
        # To open a pipe that lies under its name would wait for whoever writes into it.
        handle = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_NONBLOCK, 0o600)
    except OSError:
        return _Shared(None)
    return _locked(handle, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)


def _of_folder(folder: Path, *, alone: bool) -> _Shared:
    """Lock the folder itself, where the system can; raises AlreadyOpen."""
    if sys.platform == "win32":
        return _Shared(None)
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return _Shared(None)
    return _locked(handle, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)


def _whole_told(path: Path) -> FileLock:
    """Take a lock file alone; raises AlreadyOpen, DiskFull, NotADesk."""
    lock = FileLock(path)
    try:
        with told():
            lock.acquire(timeout=0)
    except Timeout:
        raise AlreadyOpen from None
    return lock


def _whole(path: Path) -> HeldLock:
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise AlreadyOpen from None
    except OSError:
        return _Shared(None)
    return _File(lock)


def _locked(handle: int, way: int) -> _Shared:
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

    def must_stand(self) -> None:
        """Go on: who only reads, or stays, writes nothing."""

    def is_at(self, path: Path) -> bool:
        """Say whether a path still names what is locked; yes where nothing could be."""
        return self._handle is None or _identity(os.fstat(self._handle)) == _found(path)

    def release(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


class _File:
    """A lock file of Windows, which nobody can delete."""

    def __init__(self, lock: FileLock) -> None:
        self._lock = lock

    def must_stand(self) -> None:
        """Go on."""

    def release(self) -> None:
        self._lock.release()


class _Both:
    """Two locks that go together."""

    def __init__(self, *locks: HeldLock) -> None:
        self._locks = locks

    def must_stand(self) -> None:
        """Go on only where both stand."""
        for each in self._locks:
            each.must_stand()

    def release(self) -> None:
        for each in self._locks:
            each.release()


class _Desk:
    """The lock of a desk that may be written to: its file and the folder around it."""

    def __init__(self, folder: Path, file: FileLock, beside: _Shared) -> None:
        self._folder = folder
        self._path = folder / NAME
        self._file = file
        self._beside = beside
        self._taken = _found(self._path)

    def must_stand(self) -> None:
        """Go on where file and folder are those that were locked.

        A lock file that was deleted is made and taken anew; raises AlreadyOpen where somebody else
        has it, or where another folder lies in this one's place.
        """
        if not self._beside.is_at(self._folder):
            raise AlreadyOpen("lock_lost")
        if self._taken is not None and self._taken == _found(self._path):
            return
        try:
            file = _whole_told(self._path)
        except AlreadyOpen:
            raise AlreadyOpen("lock_lost") from None
        self._file.release(force=True)
        self._file, self._taken = file, _found(self._path)

    def release(self) -> None:
        self._file.release()
        self._beside.release()


def _found(path: Path) -> tuple[int, int] | None:
    """Return what tells apart from all others the thing that a path names; None for nothing."""
    try:
        return _identity(path.stat())
    except OSError:
        return None


def _identity(stat: os.stat_result) -> tuple[int, int]:
    return stat.st_dev, stat.st_ino
