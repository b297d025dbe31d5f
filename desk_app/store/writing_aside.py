# SPDX-License-Identifier: MIT
"""Replacing a small file so that a crash or a full disk leaves the old one or the new one."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from desk_app.store.faults import told

if TYPE_CHECKING:
    from pathlib import Path

PART = ".part"
_PRIVATE = 0o600


def make_private_folder(folder: Path) -> None:
    """Make a folder only its owner can read, with its parents."""
    with told():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def replace_file(path: Path, content: bytes) -> None:
    """Write the content aside, flush it to the disk and put it in the place of the file.

    Raises DiskFull; the old file then stands as it was.
    """
    aside = path.with_name(path.name + PART)
    with told():
        try:
            _write(aside, content)
            aside.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                aside.unlink()
            raise
        _flush_folder(path.parent)


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE)
    with os.fdopen(handle, "wb", buffering=0) as file:
        written = 0
        while written < len(content):
            written += file.write(content[written:])
        os.fsync(handle)


def _flush_folder(folder: Path) -> None:
    """Flush the folder's own entry; Windows has no such call and keeps its names by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
