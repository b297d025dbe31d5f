# SPDX-License-Identifier: MIT
"""The start of the program: the window, or the command line where a command is named."""

from __future__ import annotations

import gc
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


INTERRUPTED = 130
"""The exit code where somebody pressed Ctrl+C, as shells count it."""


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the words of the command line say; the process's exit code."""
    try:
        return _started(list(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:
        # Before anything could be begun, or told.
        return INTERRUPTED


def _started(words: Sequence[str]) -> int:
    from desk_app import bootstrap  # noqa: PLC0415  --help of a broken set-up must still be told

    if bootstrap.is_order(words):
        return bootstrap.carry_out_order()
    with ExitStack() as last, bootstrap.private_ground():
        if bootstrap.wants_window(words):
            # What a start makes stays: to look through it again and again takes a twentieth of its
            # time. The window collects by itself (`garbage`).
            gc.disable()
            return bootstrap.open_window(words, last)
        return bootstrap.command_line(words)


def open_window() -> int:
    """Start as the desktop does, which names no command."""
    return main([])
