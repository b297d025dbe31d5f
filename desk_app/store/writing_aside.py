# SPDX-License-Identifier: MIT
"""Replacing a small file so that a crash or a full disk leaves the old one or the new one."""

from __future__ import annotations

import contextlib
import errno
import os
from typing import TYPE_CHECKING

from desk_app.store.faults import told
from desk_app.store.small_files import new_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PART = ".part"


def make_private_folder(folder: Path) -> None:
    """Make a folder only its owner can read, with its parents.

    Raises DiskFull, NotADesk where a file has its name.
    """
    with told():
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except FileExistsError:
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None


def replace_file(path: Path, content: bytes) -> None:
    """Write the content aside, flush it to the disk and put it in the place of the file.

    Raises DiskFull; the old file then stands as it was.
    """
    replace_files([path], content)


def replace_files(paths: Sequence[Path], content: bytes) -> None:
    """Put the same content in the place of several files of one folder, one after the other.

    All are written aside before the first is replaced. Raises DiskFull; the old files then stand
    as they were.
    """
    aside = [path.with_name(path.name + PART) for path in paths]
    with told():
        try:
            for part in aside:
                _write(part, content)
            for part, path in zip(aside, paths, strict=True):
                part.replace(path)
                flush_folder(path.parent)
        except OSError:
            for part in aside:
                with contextlib.suppress(OSError):
                    part.unlink()
            raise


def _write(path: Path, content: bytes) -> None:
    handle = new_file(path)
    with os.fdopen(handle, "wb", buffering=0) as file:
        written = 0
        while written < len(content):
            written += file.write(content[written:])
        os.fsync(handle)


def flush_folder(folder: Path) -> None:
    """Flush the folder's own entry; Windows has no such call and keeps its names by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
