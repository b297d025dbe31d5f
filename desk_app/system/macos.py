# SPDX-License-Identifier: MIT
"""macOS: `mount` lists the mounts; nothing is heard of the session. Nobody has run it there yet."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.system.ports import SessionNews, System
from desk_app.system.posix import PosixFiles, PosixLocks, PosixProcesses, PosixTerminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desk_app.system.posix import Mount

_LINE = re.compile(r"^.+? on (?P<place>/.*) \((?P<kind>\w+)[,)]")


def mounts_of(lines: Iterable[str]) -> Iterator[Mount]:
    """Yield the mounts that macOS's ``mount`` prints."""
    for line in lines:
        found = _LINE.match(line)
        if found:
            yield found["place"], found["kind"]


def mounts() -> list[Mount]:
    """Return what is mounted, nothing where that cannot be asked."""
    try:
        done = subprocess.run(["/sbin/mount"], capture_output=True, encoding="utf-8", check=False)
    except OSError:
        return []
    return list(mounts_of(done.stdout.splitlines()))


class MacScreen:
    """A desktop of macOS."""

    session_news = SessionNews.NONE
    counts_fine_pixels = True
    has_command_key = True

    def is_there(self) -> bool:
        """Return yes: there is always one."""
        return True

    def socket_name(self, name: str, private: Path) -> str:
        """Return a file in the private folder."""
        return str(private / name)

    def name_program(self, name: str) -> None:
        """Do nothing: the bundle says it."""


class MacFonts:
    """Fonts that somebody installed."""

    all_brought = True

    def folders(self) -> tuple[Path, ...]:
        """Return the user's folder and the system's two."""
        return (
            Path.home() / "Library/Fonts",
            Path("/Library/Fonts"),
            Path("/System/Library/Fonts"),
        )


MACOS = System(
    files=PosixFiles(mounts),
    locks=PosixLocks(),
    processes=PosixProcesses(),
    terminal=PosixTerminal(),
    screen=MacScreen(),
    fonts=MacFonts(),
    key_root="desk_app",
)
