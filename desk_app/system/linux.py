# SPDX-License-Identifier: MIT
"""Linux: `/proc` lists the mounts, D-Bus tells of the session, the set-up brings the fonts."""

from __future__ import annotations

import ctypes
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from typing_extensions import override

from desk_app.system.ports import SessionNews, System
from desk_app.system.posix import (
    PosixFiles,
    PosixLocks,
    PosixProcesses,
    PosixTerminal,
    is_leased,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desk_app.system.posix import Mount

_MOUNTINFO = Path("/proc/self/mountinfo")
_OCTAL = re.compile(r"\\([0-7]{3})")
_SET_CHILD_SUBREAPER = 36


def mounts_of(lines: Iterable[str]) -> Iterator[Mount]:
    """Yield the mounts that ``/proc/self/mountinfo`` lists."""
    for line in lines:
        left, dash, right = line.partition(" - ")
        words = left.split()
        if dash and len(words) > 4 and right:  # noqa: PLR2004  the fifth word is the place
            yield _OCTAL.sub(lambda octal: chr(int(octal[1], 8)), words[4]), right.split()[0]


def mounts(file: Path = _MOUNTINFO) -> list[Mount]:
    """Return what is mounted, nothing where that cannot be read."""
    try:
        text = file.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return []
    return list(mounts_of(text.splitlines()))


class LinuxFiles(PosixFiles):
    """Files of Linux, whose kernel tells whether anybody has one open for writing."""

    @override
    def opens_alone(self, path: Path) -> bool:
        """Ask for a lease, which is given where nobody writes; a place without leases says yes."""
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            return is_leased(handle)
        finally:
            os.close(handle)


class LinuxProcesses(PosixProcesses):
    """Processes of Linux, where one can be told to reap what its children leave."""

    @override
    def adopt_orphans(self) -> None:
        """Have the kernel give this process the children of those that end."""
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


class LinuxScreen:
    """A desktop of Linux, if one is named."""

    session_news = SessionNews.BUS
    counts_fine_pixels = False
    has_command_key = False

    def is_there(self) -> bool:
        """Return whether a display is named, or Qt told how to do without."""
        named = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
        return any(os.environ.get(name) for name in named)

    def socket_name(self, name: str, private: Path) -> str:
        """Return a file in the private folder."""
        return str(private / name)

    def name_program(self, name: str) -> None:
        """Do nothing: the desktop file says it."""


class LinuxFonts:
    """Fonts that packages bring."""

    all_brought = True

    def folders(self) -> tuple[Path, ...]:
        """Return a user's two folders and the system's two."""
        home = Path.home()
        return (
            home / ".local/share/fonts",
            home / ".fonts",
            Path("/usr/local/share/fonts"),
            Path("/usr/share/fonts"),
        )


LINUX = System(
    files=LinuxFiles(mounts),
    locks=PosixLocks(),
    processes=LinuxProcesses(),
    terminal=PosixTerminal(),
    screen=LinuxScreen(),
    fonts=LinuxFonts(),
    key_root="desk_app",
)
