# SPDX-License-Identifier: MIT
"""Makes Wine as strict as NTFS, in every Python that the suite starts.

Wine itself holds what keeps a file from being deleted, replaced or moved while it is open. What it
does not hold is the rule for folders: one in which any file is open gets no other name (MS-FSA,
2.1.5.15.11). Python tells of each name that it is about to give, and takes an error for a no.
"""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_RENAMED = "os.rename"
"""What Python says of `os.rename`, `os.replace` and all that goes through them, and the program of
its own calls."""

_ACCESS_DENIED, _SHARING_VIOLATION = 5, 32
_READ, _ALONE, _OPEN_EXISTING, _NORMAL = 0x80000000, 0, 3, 0x80


def must_be_free(folder: Path, is_open: Callable[[Path], bool]) -> None:
    """Refuse another name to a folder with an open file in it; raises PermissionError."""
    if folder.is_symlink() or not folder.is_dir():
        return
    for inside, _, names in os.walk(folder):
        for name in names:
            if is_open(Path(inside, name)):
                words = f"Access is denied ({name} is open)"
                raise PermissionError(13, words, str(folder), _ACCESS_DENIED)


@cache
def _open_alone() -> Callable[..., int | None]:
    call: Callable[..., int | None] = getattr(ctypes, "WinDLL")(  # noqa: B009  known there alone
        "kernel32", use_last_error=True
    ).CreateFileW
    call.restype = ctypes.c_void_p  # type: ignore[attr-defined]  # a function of ctypes has it
    number, pointer = ctypes.c_uint32, ctypes.c_void_p
    kinds = [ctypes.c_wchar_p, number, number, pointer, number, number, pointer]
    call.argtypes = kinds  # type: ignore[attr-defined]  # as above
    return call


def _is_open(path: Path) -> bool:
    """Return whether somebody has a file open: nobody can then have it alone."""
    handle = _open_alone()(str(path), _READ, _ALONE, None, _OPEN_EXISTING, _NORMAL, None)
    if handle in (None, ctypes.c_void_p(-1).value):
        last: Callable[[], int] = getattr(ctypes, "get_last_error")  # noqa: B009  known there alone
        return last() == _SHARING_VIOLATION
    close = getattr(ctypes, "windll").kernel32.CloseHandle  # noqa: B009  known there alone
    close(ctypes.c_void_p(handle))
    return False


def _hear(event: str, facts: tuple[object, ...]) -> None:
    if event == _RENAMED and isinstance(facts[0], str | os.PathLike):
        must_be_free(Path(facts[0]), _is_open)


if os.name == "nt":
    sys.addaudithook(_hear)
