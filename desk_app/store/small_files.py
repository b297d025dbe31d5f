# SPDX-License-Identifier: MIT
"""Files of the desk's own, read and written without waiting for what is no file.

Whoever can write in a folder can put a pipe there under any name, which whoever opens it waits at
for ever, or a link to a file elsewhere, which would be written over.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE = 0o600

_BINARY = getattr(os, "O_BINARY", 0)
_NO_LINK, _NO_WAIT = getattr(os, "O_NOFOLLOW", 0), getattr(os, "O_NONBLOCK", 0)
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""To open a pipe would wait for whoever writes into it, perhaps for ever."""


def read_small(path: Path, most: int) -> bytes:
    """Return the first bytes of a file, at most so many.

    Raises OSError: also for a folder, a pipe or a device under its name.
    """
    handle = _of_file(os.open(path, _FLAGS))
    with os.fdopen(handle, "rb") as file:
        return file.read(most)


def new_file(path: Path) -> int:
    """Return the handle of a new file for its owner alone, in the place of what has its name.

    Raises OSError: also where a folder has it.
    """
    with suppress(FileNotFoundError):
        path.unlink()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | _BINARY
    return os.open(path, flags, PRIVATE)


def open_log(path: Path) -> int:
    """Return the handle of a log of ours, to write at its end; raises OSError for what is none."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | _NO_LINK | _NO_WAIT | _BINARY
    return _of_file(os.open(path, flags, PRIVATE))


def _of_file(handle: int) -> int:
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    os.close(handle)
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
