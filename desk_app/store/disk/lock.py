# SPDX-License-Identifier: MIT
"""The kernel locks of a desk: one instance holds it open, windows stay on it; they die with it.

A locked window has let go of the desk, which must still not be replaced beneath it: what was being
written waits there. So windows share a second lock, which a restore or a repair takes alone.

A lock file can be deleted while it is held, and another made under its name. So whoever has a desk
open holds its folder too, which is no file of its own to delete; and looks, before each thing that
is written, whether the lock still lies where it was taken. Windows lets nobody delete it, and takes
it away with whoever held it: there the folder is what readers hold.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Protocol

from filelock import FileLock, Timeout

from desk_app.desk.errors import AlreadyOpen
from desk_app.store.disk.faults import is_there, told
from desk_app.store.disk.small_files import make_private_folder
from desk_app.system.chosen import here

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from desk_app.system.ports import KernelLock

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

    Several readers may; raises AlreadyOpen where an instance that may write has the lock.
    """
    path = folder / NAME
    beside = _of_folder(folder, alone=False)
    if not is_there(path):
        return beside
    try:
        with told():
            file = _kernel(partial(here().locks.of_file, path, alone=False, new=False))
    except BaseException:
        beside.release()
        raise
    return _Both(file, beside)


def stay(folder: Path) -> HeldLock:
    """Stay on a desk for as long as a window shows it, open or locked; several windows may.

    Raises AlreadyOpen while the desk is restored or repaired. Where nothing can be written there is
    no lock, and nothing to restore.
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
    try:
        return _kernel(partial(here().locks.of_file, path, alone=alone, new=True))
    except OSError:
        return _Shared(None)


def _of_folder(folder: Path, *, alone: bool) -> _Shared:
    """Lock the folder itself, where the system can; raises AlreadyOpen."""
    return _kernel(partial(here().locks.of_folder, folder, alone=alone))


def _kernel(take: Callable[[], KernelLock | None]) -> _Shared:
    """Take a lock of the kernel; raises AlreadyOpen where others hold it, OSError."""
    try:
        return _Shared(take())
    except BlockingIOError:
        raise AlreadyOpen from None


def _whole_told(path: Path) -> FileLock:
    """Take a lock file alone; raises AlreadyOpen, DiskFull, NotADesk."""
    lock = FileLock(path)
    try:
        with told():
            lock.acquire(timeout=0)
    except Timeout:
        raise AlreadyOpen from None
    return lock


class _Shared:
    """A lock of the kernel, or none where the place knows none."""

    def __init__(self, lock: KernelLock | None) -> None:
        self._lock = lock

    def must_stand(self) -> None:
        """Go on: who only reads, or stays, writes nothing."""

    def is_at(self, path: Path) -> bool:
        """Say whether a path still names what is locked; yes where nothing could be."""
        return self._lock is None or self._lock.is_at(path)

    def release(self) -> None:
        if self._lock is not None:
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
