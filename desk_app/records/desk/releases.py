# SPDX-License-Identifier: MIT
"""A version of the program as its maker gives it out: an installer, and a note that is signed."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Final

ENDING: Final = ".release"
"""What the name of a note ends with: it is the installer's own name before that."""
MOST_BYTES: Final = 4096
"""How long a note may be."""

_FIRST: Final = "desk_app release 1"
_FIELDS: Final = ("version", "system", "file", "bytes", "sha256")
_SIGNATURE: Final = "signature"
_VERSION: Final = re.compile(r"(\d{1,6}(?:\.\d{1,6}){0,3})(?:\+(\d{8})\.(\d{4}))?", re.ASCII)
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,199}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_BYTES: Final = re.compile(r"[1-9][0-9]{0,11}")
_SIGNED_BYTES: Final = 64


@dataclass(frozen=True, slots=True)
class Release:
    """An installer by its version, the system it is for, its name, bytes and SHA-256 (hex)."""

    version: str
    system: str
    file: str
    size: int
    sha256: str

    def signed(self) -> bytes:
        """Return what its maker signs (Ed25519): all that is said of it, and nothing else.

        The version stands among it: an older one is never given out again under a newer name.
        """
        values = (self.version, self.system, self.file, str(self.size), self.sha256)
        lines = (f"{name}: {value}" for name, value in zip(_FIELDS, values, strict=True))
        return "\n".join((_FIRST, *lines, "")).encode("ascii")

    def note(self, signature: bytes) -> bytes:
        """Return the note that lies beside the installer; the signature has 64 bytes."""
        told = base64.b64encode(signature).decode("ascii")
        return self.signed() + f"{_SIGNATURE}: {told}\n".encode("ascii")

    def is_newer_than(self, version: str) -> bool:
        """Say whether it is newer than a version; one that nobody can read is never older."""
        own, other = _counted(self.version), _counted(version)
        return own is not None and other is not None and own > other


@dataclass(frozen=True, slots=True)
class FoundReleases:
    """The newest version that a folder has, if any, and the names of the notes that are none.

    ``refused`` are those that the maker did not sign, and those whose installer is not there.
    """

    newest: Release | None = None
    refused: tuple[str, ...] = ()


def read_note(note: bytes) -> tuple[Release, bytes]:
    """Return what a note says, and the signature below it; raises ValueError for what is none.

    What it says is read in one way only: the note of what was read has the same bytes.
    """
    lines = note.decode("ascii").split("\n")
    names = [line.partition(": ")[0] for line in lines[1:-1]]
    if lines[0] != _FIRST or lines[-1] or names != [*_FIELDS, _SIGNATURE]:
        raise ValueError("no release")
    version, system, file, size, sha256, told = (line.partition(": ")[2] for line in lines[1:-1])
    sound = _NAME.fullmatch(file) and _NAME.fullmatch(system) and _HASH.fullmatch(sha256)
    if not sound or _counted(version) is None or not _BYTES.fullmatch(size):
        raise ValueError("no release")
    try:
        signature = base64.b64decode(told, validate=True)
    except binascii.Error:
        raise ValueError("no release") from None
    release = Release(version, system, file, int(size), sha256)
    if len(signature) != _SIGNED_BYTES or release.note(signature) != note:
        raise ValueError("no release")
    return release, signature


def _counted(version: str) -> tuple[tuple[int, ...], int, int] | None:
    """Return a version as it is counted: its number, then the day and minute of its commit."""
    found = _VERSION.fullmatch(version)
    if found is None:
        return None
    number, day, minute = found.groups()
    return tuple(map(int, number.split("."))), int(day or 0), int(minute or 0)
