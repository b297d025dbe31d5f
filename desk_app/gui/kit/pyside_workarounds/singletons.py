# SPDX-License-Identifier: MIT
"""Keeps None, True and False alive on Python 3.11, where PySide6 6.12 counts them down."""

from __future__ import annotations

import ctypes
import sys

_PLENTY = sys.maxsize // 4
_SHARED: tuple[object, ...] = (None, True, False, NotImplemented, ...)


def keep_alive() -> None:
    """Give each shared object more references than a process can ever lose; twice is harmless."""
    if sys.version_info >= (3, 12):
        return
    for shared in _SHARED:
        count = ctypes.c_ssize_t.from_address(id(shared))
        if count.value < _PLENTY:
            count.value += _PLENTY
