# SPDX-License-Identifier: MIT
"""What Linux and macOS have in common."""

from __future__ import annotations

import errno
import os
import re
import signal
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desk_app.system.ports import KernelLock, T

    Mount = tuple[str, str]
    """Where something is mounted, and its kind."""

_PRIVATE = 0o077
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
_REMOTE = (
    r"nfs\d?|cifs|smb\w*|smbfs|ncpfs?|afs|afpfs|ceph|lustre|gpfs|glusterfs|ocfs2|gfs2|webdav|davfs"
    r"|fuse\.(sshfs|glusterfs|ceph\S*|davfs2?|rclone|s3fs|smbnetfs|mergerfs-nfs)"
)


def kind_at(place: str, mounts: Iterable[Mount]) -> str:
    """Return the kind of file system at a place: that of the deepest mount above it."""
    path = PurePosixPath(place)
    above = [mount for mount in mounts if path.is_relative_to(mount[0])]
    # The last of several mounts over one place is the one that is seen.
    return (
        max(reversed(above), key=lambda mount: len(PurePosixPath(mount[0]).parts))[1]
        if above
        else ""
    )


class PosixFiles(NamedTuple):
    """Files as POSIX knows them: a name can be taken from a file that somebody reads."""

    mounts: Callable[[], Iterable[Mount]]
    """What is mounted where."""

    def make_folder(self, folder: Path) -> None:
        """Make a folder of its owner alone, with its parents; raises FileExistsError for a file."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def keep_private(self) -> None:
        """Take every right from all but the owner."""
        os.umask(_PRIVATE)

    def replace(self, source: Path, target: Path) -> None:
        """Give a file another's name, which is gone."""
        source.replace(target)

    def move(self, source: Path, target: Path) -> None:
        """Give a file or folder a name that nothing has."""
        source.rename(target)

    def patiently(self, act: Callable[[], T]) -> T:
        """Do it: nobody can be in the way."""
        return act()

    def flush_folder(self, folder: Path) -> None:
        """Flush the folder's own entry."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def is_own(self, folder: Path) -> bool:
        """Return whether a folder is this user's."""
        return folder.stat().st_uid == os.getuid()

    def may_write(self, place: Path) -> bool:
        """Ask what the modes and the disk allow."""
        return os.access(place, os.W_OK)

    def is_remote(self, place: Path) -> bool:
        """Ask the list of mounts."""
        real = Path(os.path.realpath(place)).as_posix()
        kind = kind_at(real, self.mounts())
        return re.fullmatch(_REMOTE, kind, re.IGNORECASE) is not None

    def opens_alone(self, path: Path) -> bool:
        """Return yes for what can be read: who writes keeps nobody from it, and is not told of."""
        # To open a pipe that lies under the name would wait for whoever writes into it.
        os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
        return True

    def is_held_by_others(self, error: OSError) -> bool:
        """Return no: who reads a file keeps nobody from it."""
        del error
        return False


_SET_SIGNAL, _SET_LEASE = 10, 1024
"""F_SETSIG and F_SETLEASE of Linux; a system that does not know them refuses the number."""


def is_leased(handle: int) -> bool:
    """Return whether the kernel gives a lease on an open file, which it does where nobody writes.

    The lease is given back at once. A place that knows none counts as one where nobody writes.
    """
    import fcntl  # noqa: PLC0415  as below

    try:
        # Whoever opens it in that moment is announced by a signal: by one that ends nothing.
        fcntl.fcntl(handle, _SET_SIGNAL, signal.SIGURG)
        fcntl.fcntl(handle, _SET_LEASE, fcntl.F_RDLCK)
    except OSError as error:
        return error.errno not in {errno.EAGAIN, errno.EBUSY}
    fcntl.fcntl(handle, _SET_LEASE, fcntl.F_UNLCK)
    return True


class PosixLocks:
    """`flock`, which several can share, on files and on folders."""

    def of_file(self, path: Path, *, alone: bool, new: bool) -> KernelLock | None:
        """Lock a file."""
        # To open a pipe that lies under its name would wait for whoever writes into it.
        flags = os.O_RDONLY | os.O_NONBLOCK | (os.O_CREAT if new else 0)
        return _locked(os.open(path, flags, 0o600), alone=alone)

    def of_folder(self, folder: Path, *, alone: bool) -> KernelLock | None:
        """Lock a folder; None where it cannot be opened."""
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except OSError:
            return None
        return _locked(handle, alone=alone)


def _locked(handle: int, *, alone: bool) -> KernelLock | None:
    """Lock an open file at once, or close it and raise BlockingIOError."""
    import fcntl  # noqa: PLC0415  what is said of mounts can be read, and proved, anywhere

    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError:
        # A share without locks: nobody can hold one there.
        os.close(handle)
        return None
    return _Flock(handle)


class _Flock:
    """A lock of the kernel on an open file; its handle is all there is to it."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    def is_at(self, path: Path) -> bool:
        """Return whether a path still names what is locked; yes once it is let go of."""
        if self._handle is None:
            return True
        mine = os.fstat(self._handle)
        try:
            found = path.stat()
        except OSError:
            return False
        return (mine.st_dev, mine.st_ino) == (found.st_dev, found.st_ino)

    def release(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


class PosixProcesses:
    """Processes that hand on what they have open."""

    hands_on_sockets = True

    def dump_no_core(self) -> None:
        """Let the limit of a core be nothing."""
        import resource  # noqa: PLC0415  as above

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def bound(self, memory: int, seconds: int) -> None:
        """Limit addresses and time on the processor."""
        import resource  # noqa: PLC0415  as above

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))

    def adopt_orphans(self) -> None:
        """Do nothing: only Linux knows that."""


class PosixTerminal:
    """A terminal whose surroundings say its language; Python does the rest as it should be."""

    def language(self) -> str:
        """Return what the surroundings say first."""
        return next((value for name in _LOCALES if (value := os.environ.get(name))), "")

    def prepare(self) -> None:
        """Do nothing."""

    def next_line(self) -> str:
        """Return the next line as Python reads it."""
        return sys.stdin.readline().rstrip("\n")
