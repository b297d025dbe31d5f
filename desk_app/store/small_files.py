# SPDX-License-Identifier: MIT
"""Small files of the desk's own, read without waiting for what is no file, nor without an end."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""To open a pipe would wait for whoever writes into it, perhaps for ever."""


def read_small(path: Path, most: int) -> bytes:
    """Return the first bytes of a file, at most so many.

    Raises OSError: also for a folder, a pipe or a device under its name.
    """
    handle = os.open(path, _FLAGS)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    with os.fdopen(handle, "rb") as file:
        return file.read(most)
