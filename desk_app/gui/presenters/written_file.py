# SPDX-License-Identifier: MIT
"""Pages that leave the desk as a file: whole or not at all, and for their owner alone."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from desk_app.desk.errors import DiskFull

if TYPE_CHECKING:
    from pathlib import Path

_MINE_ALONE = 0o600
_PART = ".part"


def write_whole(path: Path, pages: bytes) -> None:
    """Put a file only its owner reads in its place, whole.

    Raises DiskFull where it cannot be written; a file that stood there then stands as it was.
    """
    aside = path.with_name(path.name + _PART)
    try:
        aside.touch(_MINE_ALONE)
        aside.write_bytes(pages)
        aside.replace(path)
    except OSError as error:
        with suppress(OSError):
            aside.unlink()
        raise DiskFull from error
