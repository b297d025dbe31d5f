# SPDX-License-Identifier: MIT
"""Whether a folder lies on a disk of this computer: the write-ahead log works on no other."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Mount = tuple[str, str]
    """Where something is mounted, and its kind."""

_REMOTE = re.compile(
    r"nfs\d?|cifs|smb\w*|smbfs|ncpfs?|afs|afpfs|ceph|lustre|gpfs|glusterfs|ocfs2|gfs2|webdav|davfs"
    r"|fuse\.(sshfs|glusterfs|ceph\S*|davfs2?|rclone|s3fs|smbnetfs|mergerfs-nfs)",
    re.IGNORECASE,
)
_MOUNTINFO = Path("/proc/self/mountinfo")
_OCTAL = re.compile(r"\\([0-7]{3})")
_MACOS_LINE = re.compile(r"^.+? on (?P<place>/.*) \((?P<kind>\w+)[,)]")
_DRIVE_REMOTE = 4


def is_remote(folder: Path) -> bool:
    """Return whether the folder lies on a network share; what cannot be told counts as local."""
    place = Path(os.path.realpath(folder))
    if sys.platform == "win32":
        return _is_remote_drive(place)
    lines = _macos_lines() if sys.platform == "darwin" else _linux_lines()
    read = of_macos if sys.platform == "darwin" else of_linux
    return _REMOTE.fullmatch(kind_at(place.as_posix(), read(lines))) is not None


def kind_at(place: str, mounts: Iterable[Mount]) -> str:
    """Return the kind of file system at a place: that of the deepest mount above it."""
    path = PurePosixPath(place)
    above = [mount for mount in mounts if path.is_relative_to(mount[0])]
    # The last of several mounts over one place is the one that is seen.
    return (
        max(reversed(above), key=lambda mount: len(PurePosixPath(mount[0]).parts))[1]
        if above
        else ""
    )


def of_linux(lines: Iterable[str]) -> Iterator[Mount]:
    """Yield the mounts that ``/proc/self/mountinfo`` lists."""
    for line in lines:
        left, dash, right = line.partition(" - ")
        words = left.split()
        if dash and len(words) > 4 and right:  # noqa: PLR2004  the fifth word is the place
            yield _OCTAL.sub(lambda octal: chr(int(octal[1], 8)), words[4]), right.split()[0]


def of_macos(lines: Iterable[str]) -> Iterator[Mount]:
    """Yield the mounts that macOS's ``mount`` prints."""
    for line in lines:
        found = _MACOS_LINE.match(line)
        if found:
            yield found["place"], found["kind"]


def _linux_lines() -> list[str]:
    try:
        return _MOUNTINFO.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []


def _macos_lines() -> list[str]:
    try:
        done = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
    except OSError:
        return []
    return done.stdout.splitlines()


def _is_remote_drive(place: Path) -> bool:
    root = place.anchor if place.anchor.endswith(os.sep) else place.anchor + os.sep
    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009  it exists on Windows alone
    return int(kernel.GetDriveTypeW(root)) == _DRIVE_REMOTE
