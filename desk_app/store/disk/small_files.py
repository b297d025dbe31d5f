# SPDX-License-Identifier: MIT
"""Small files of the desk's own: written aside, put in place whole, their values in one form."""

from __future__ import annotations

import base64
import contextlib
import errno
import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from desk_app.store.disk.faults import is_there, told
from desk_app.system.chosen import here
from desk_app.system.ports import of_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


PRIVATE = 0o600

_BINARY = getattr(os, "O_BINARY", 0)
_NO_LINK, _NO_WAIT = getattr(os, "O_NOFOLLOW", 0), getattr(os, "O_NONBLOCK", 0)


def new_file(path: Path, *, at_once: bool = False) -> int:
    """Return the handle of a new file for its owner alone, in the place of what has its name.

    ``at_once`` waits for nobody who has that open. Raises OSError: also where a folder has it.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | _BINARY

    def made() -> int:
        with suppress(FileNotFoundError):
            path.unlink()
        return os.open(path, flags, PRIVATE)

    return made() if at_once else here().files.patiently(made)


def open_log(path: Path) -> int:
    """Return the handle of a log of ours, to write at its end; raises OSError for what is none."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | _NO_LINK | _NO_WAIT | _BINARY
    return of_file(os.open(path, flags, PRIVATE))


# Replacing a small file so that a crash or a full disk leaves the old one or the new one.


PART = ".part"


def make_private_folder(folder: Path) -> None:
    """Make a folder only its owner can read, with its parents.

    Raises DiskFull, NotADesk where a file has its name.
    """
    with told():
        try:
            here().files.make_folder(folder)
        except (FileExistsError, FileNotFoundError):
            # Some systems' own folders take no new ones, and say that there is no such folder.
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None


@contextlib.contextmanager
def folder_for(folder: Path) -> Iterator[None]:
    """Have a folder for what the block writes; where it raises and wrote nothing, all is as before.

    Parents that were not there go with it. Raises as make_private_folder does.
    """
    new = [each for each in (folder, *folder.parents) if not is_there(each)]
    try:
        make_private_folder(folder)
        yield
    except BaseException:
        with suppress(OSError):
            for each in new:
                each.rmdir()
        raise


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
                here().files.replace(part, path)
                flush_folder(path.parent)
        except OSError:
            for part in aside:
                with contextlib.suppress(OSError):
                    part.unlink()
            raise


def set_aside(paths: Sequence[Path], content: bytes) -> None:
    """Write beside several files what may take their place later, so that there is room for it.

    Nothing has changed by it: a start sweeps what nobody put in place. Raises DiskFull, and nothing
    lies aside then.
    """
    with told():
        try:
            for path in paths:
                _write(path.with_name(path.name + PART), content)
        except OSError:
            clear_aside(paths)
            raise


def clear_aside(paths: Sequence[Path]) -> None:
    """Remove what lies beside files and came to nothing."""
    for path in paths:
        with suppress(OSError):
            path.with_name(path.name + PART).unlink()


def _write(path: Path, content: bytes) -> None:
    handle = new_file(path)
    with os.fdopen(handle, "wb", buffering=0) as file:
        written = 0
        while written < len(content):
            written += file.write(content[written:])
        os.fsync(handle)


def flush_folder(folder: Path) -> None:
    """Flush the folder's own entry, as far as the system does that; raises OSError."""
    here().files.flush_folder(folder)


# The one form of what they say: what is signed or hashed says it in no other bytes.


def canonical(said: object) -> bytes:
    """Return JSON in its one form: sorted, without blanks, ASCII."""
    return json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode(
        "ascii"
    )


def text_of(value: object) -> str:
    """Return what was read as a text; raises TypeError where it is none."""
    if not isinstance(value, str):
        raise TypeError
    return value


def number_of(value: object) -> int:
    """Return what was read as a count; raises TypeError where it is none."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError
    return value


def base64_of(content: bytes) -> str:
    """Return bytes as base64, in ASCII."""
    return base64.b64encode(content).decode("ascii")


def bytes_of(value: object) -> bytes:
    """Return the bytes that a text of base64 says.

    Raises TypeError where it is no text, ValueError where it is not in its one form: the last
    sign has bits that decoding leaves out, so that others in its place say the same bytes.
    """
    text = text_of(value)
    content = base64.b64decode(text, validate=True)
    if base64_of(content) != text:
        raise ValueError("base64 that is not in its one form")
    return content
