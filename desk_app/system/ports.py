# SPDX-License-Identifier: MIT
"""What is asked of an operating system."""

from __future__ import annotations

import errno
import os
import stat
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")


class FileSystem(Protocol):
    """Names of files and folders: private, put in place whole, for good."""

    def make_folder(self, folder: Path) -> None:
        """Make a folder that its owner alone can read, with its parents; one that is there will do.

        Raises OSError, FileExistsError where a file has its name.
        """
        ...

    def keep_private(self) -> None:
        """Let every file that the process makes from now on be its owner's alone.

        Where the system gives a file the rights of its folder, the folder is all there is to it.
        """
        ...

    def replace(self, source: Path, target: Path) -> None:
        """Give a file another's name, which is gone; raises OSError, and both stand then."""
        ...

    def move(self, source: Path, target: Path) -> None:
        """Give a file or folder a name that nothing has; raises OSError."""
        ...

    def patiently(self, act: Callable[[], T]) -> T:
        """Do what another program may be in the way of for a moment; raises OSError if for longer.

        Such are scanners and copiers on a system that lets a reader keep a file from its owner.
        """
        ...

    def flush_folder(self, folder: Path) -> None:
        """Have the names in a folder written to the disk; raises OSError."""
        ...

    def is_own(self, folder: Path) -> bool:
        """Return whether a folder is this user's; raises OSError."""
        ...

    def may_write(self, place: Path) -> bool:
        """Return whether a file can be written to, or files be made in a folder; no for nothing."""
        ...

    def is_remote(self, place: Path) -> bool:
        """Return whether a place lies on a network share; what cannot be told counts as local."""
        ...

    def opens_alone(self, path: Path) -> bool:
        """Return whether a file can be opened with nobody else writing to it, as far as is known.

        Raises OSError where it cannot be opened at all.
        """
        ...

    def is_held_by_others(self, error: OSError) -> bool:
        """Return whether an error may mean that another program has the file open."""
        ...


class KernelLock(Protocol):
    """A lock that the kernel holds for as long as its process lives."""

    def is_at(self, path: Path) -> bool:
        """Return whether a path still names what is locked."""
        ...

    def release(self) -> None:
        """Let others in; a second time does nothing."""
        ...


class Locks(Protocol):
    """The kernel's locks on what already lies there, at once or not at all."""

    def of_file(self, path: Path, *, alone: bool, new: bool) -> KernelLock | None:
        """Lock a file, alone or beside others who share; ``new`` makes one where there is none.

        None where the place knows no locks. No folder is made. Raises BlockingIOError where others
        hold it, OSError where it cannot be opened.
        """
        ...

    def of_folder(self, folder: Path, *, alone: bool) -> KernelLock | None:
        """Lock a folder itself; None where it cannot be. Raises BlockingIOError as above.

        On some systems two may hold it alone: their locks on a file in it keep them apart.
        """
        ...


class Processes(Protocol):
    """What a process is to the system."""

    @property
    def hands_on_sockets(self) -> bool:
        """Whether a socket can be handed to another process by its number."""
        ...

    def dump_no_core(self) -> None:
        """Write no memory to the disk where this process crashes."""
        ...

    def bound(self, memory: int, seconds: int) -> None:
        """Let this process have no more bytes of memory and seconds of work, for good.

        What asks for more fails, or ends it; nothing else of the desk ends with it.
        """
        ...

    def adopt_orphans(self) -> None:
        """Become the parent of what children leave behind, where the system knows that."""
        ...


class Console(Protocol):
    """The terminal, or the pipes and files in its place."""

    def language(self) -> str:
        """Return the tag of the language in which it is spoken to, empty where nothing says so."""
        ...

    def prepare(self) -> None:
        """Let what is printed never fail for a character, and end as on every other system."""
        ...

    def next_line(self) -> str:
        """Return the next line of standard input without its end, empty where there is none."""
        ...


class SessionNews(Enum):
    """How a system says that it locks its session."""

    BUS = "over D-Bus"
    MESSAGES = "by a message to a window"
    NONE = "not at all that we know of"


class Desktop(Protocol):
    """The screen, and what else of the desktop the window meets."""

    @property
    def session_news(self) -> SessionNews:
        """How the window hears that the session is locked."""
        ...

    @property
    def counts_fine_pixels(self) -> bool:
        """Whether every fine display counts its pixels twice: that is no zoom."""
        ...

    @property
    def has_command_key(self) -> bool:
        """Whether keyboards have a Command key, and Alt with a digit writes a character."""
        ...

    def is_there(self) -> bool:
        """Return whether a window can be shown at all."""
        ...

    def socket_name(self, name: str, private: Path) -> str:
        """Return where a window listens for later starts: in a private folder, or a bare name."""
        ...

    def name_program(self, name: str) -> None:
        """Tell the task bar that these windows belong together, under the program's own name."""
        ...


class Fonts(Protocol):
    """The fonts that lie on the machine."""

    @property
    def all_brought(self) -> bool:
        """Whether the set-up brings every font of letters, so that one that is not there is told.

        Otherwise letters are drawn with those that are there, if each typeface has one.
        """
        ...

    def folders(self) -> tuple[Path, ...]:
        """Return the folders in which this system keeps fonts, a user's own first."""
        ...


class System(NamedTuple):
    """An operating system as the program meets it."""

    files: FileSystem
    locks: Locks
    processes: Processes
    terminal: Console
    screen: Desktop
    fonts: Fonts
    key_root: str
    """The folder in a user's configuration below which keys lie: never the one of the desks."""


def number_of(error: OSError) -> int:
    """Return Windows's own number of an error, 0 elsewhere."""
    return int(getattr(error, "winerror", None) or 0)


# The beginning of a file, read without waiting for anybody and never without an end.


_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""To open a pipe would wait for whoever writes into it, perhaps for ever."""


def read_small(path: Path, most: int) -> bytes:
    """Return the first bytes of a file, at most so many.

    Raises OSError: also for a folder, a pipe or a device under its name, ValueError for a path that
    holds a NUL.
    """
    try:
        handle = of_file(os.open(path, _FLAGS))
    except PermissionError:
        # So does Windows call a folder that is opened as a file.
        if path.is_dir():
            raise _no_file() from None
        raise
    with os.fdopen(handle, "rb") as file:
        return file.read(most)


def of_file(handle: int) -> int:
    """Return an open handle that is a file's; closes any other, and raises OSError."""
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    os.close(handle)
    raise _no_file()


def _no_file() -> OSError:
    return OSError(errno.EINVAL, os.strerror(errno.EINVAL))
