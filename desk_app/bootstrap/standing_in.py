# SPDX-License-Identifier: MIT
"""What stands for the program where it was started, while later processes show its window.

Run alone, with the number of a socket: `relay` starts it, and it imports nothing of the program. It
hears which process has the window, hands on what would end it, and ends as the last window does.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORD = "--locked-window="
"""Not for people: the numbers of two sockets follow."""

WINDOW, CODE = b"window %d\n", b"code %d\n"
"""The lines that windows say: which process has the window, and how the last one ended."""

_UNSAID = 1
_PIECE = 1024


def words_of_desk(words: Sequence[str]) -> list[str]:
    """Return the words of a start without that of a later process.

    A command asks it too, and needs nothing of a window for it.
    """
    return [word for word in words if not word.startswith(WORD)]


def main(socket: int) -> int:
    """Wait until no window is left; the code that the last one told, or 1 where it told none."""
    window, code, ended_by = 0, _UNSAID, 0

    def hand_on(number: int, _frame: object) -> None:
        nonlocal ended_by
        ended_by = number
        if window:
            with suppress(ProcessLookupError):
                os.kill(window, number)

    # The kernel reaps the windows that have ended.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for each in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, hand_on)
    # A terminal sends it to the window as well.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for kind, number in _said(socket):
        if kind == WINDOW.split()[0]:
            window = int(number)
            if ended_by:
                hand_on(ended_by, None)
        else:
            code = int(number)
    if ended_by and code == _UNSAID:
        signal.signal(ended_by, signal.SIG_DFL)
        os.kill(os.getpid(), ended_by)
    return code


def _said(socket: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield the word and the number of each line, until no window is left to say one."""
    rest = b""
    while piece := os.read(socket, _PIECE):
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            kind, number = line.split()
            yield kind, number


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
