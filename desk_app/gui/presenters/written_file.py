# SPDX-License-Identifier: MIT
"""Pages that leave the desk as a file: whole or not at all, and for their owner alone."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from desk_app.desk.errors import DiskFull

if TYPE_CHECKING:
    from pathlib import Path

_MINE_ALONE = 0o600
_PART = ".part"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_whole(path: Path, pages: bytes) -> None:
    """Put a file only its owner reads in its place, whole.

    Raises DiskFull where it cannot be written; a file that stood there then stands as it was.
    """
    aside = path.with_name(path.name + _PART)
    try:
        aside.unlink(missing_ok=True)
        # What lies there already may be a link to a file elsewhere, or a pipe.
        with os.fdopen(os.open(aside, _NEW, _MINE_ALONE), "wb") as file:
            file.write(pages)
        aside.replace(path)
    except OSError as error:
        with suppress(OSError):
            aside.unlink()
        raise DiskFull from error
