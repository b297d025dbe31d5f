# SPDX-License-Identifier: MIT
"""Newer versions of the program: found in a folder, taken only as their maker signed them."""

from __future__ import annotations

import hashlib
import os
import stat
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from desk_app.desk.errors import BadInput, NotFound
from desk_app.desk.ports import say_how_far
from desk_app.records.desk.releases import ENDING, MOST_BYTES, FoundReleases, Release, read_note
from desk_app.store.disk.faults import told, writing_told
from desk_app.store.disk.small_files import PART, make_private_folder, new_file
from desk_app.system.chosen import here
from desk_app.system.ports import read_small

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.desk.ports import Progress

BUILT: Final = "built.toml"
"""Among the resources of an installed program: its version, its system, its maker's key (hex)."""
MOST_NOTES: Final = 200
"""So many notes of one folder are looked at, the last by name first."""

_CHUNK: Final = 1 << 20
_STARTS_BY_ITSELF: Final = ".exe"


@dataclass(frozen=True, slots=True)
class LocalReleases:
    """Looks for newer versions (a ``gui.session.entrance.Releases``); starts none.

    ``maker`` is the public Ed25519 key of 32 bytes that stands in the program; without one, as in a
    checkout, nothing is looked for. What is taken lies in the folder ``kept``, its owner's alone.
    """

    version: str
    system: str = ""
    maker: bytes = field(default=b"", repr=False)
    kept: Path | None = None

    @classmethod
    def of(cls, resources: Path, version: str, kept: Path) -> LocalReleases:
        """Return those of the program whose resources these are; a checkout has its version."""
        try:
            said = tomllib.loads(read_small(resources / BUILT, MOST_BYTES).decode("utf-8"))
            return cls(said["version"], said["system"], bytes.fromhex(said["maker"]), kept)
        except (OSError, ValueError, KeyError, TypeError):
            return cls(version, kept=kept)

    @property
    def known(self) -> bool:
        """Whether the program knows its maker's key, and so what is his."""
        return bool(self.maker)

    def look_in(self, folder: Path) -> FoundReleases:
        """Return the newest version in a folder; raises NotFound for a folder that is not there.

        Its note is checked whole, of the installer its size: its bytes are when it is taken.
        """
        newest, refused = None, list[str]()
        for note in _notes(folder):
            try:
                release = self._signed(note)
            except ValueError:
                refused.append(note.name)
                continue
            ours = release.system == self.system and release.is_newer_than(self.version)
            if ours and not _has_size(note.with_name(release.file), release.size):
                refused.append(note.name)
            elif ours and (newest is None or release.is_newer_than(newest.version)):
                newest = release
        return FoundReleases(newest, tuple(refused))

    def take(self, folder: Path, release: Release, progress: Progress | None = None) -> Path:
        """Return a copy of an installer of one's own, whose every byte is the one that was signed.

        The copy alone is ever started: what lies in the folder may be another file a moment later.
        Raises NotFound, BadInput for other bytes, DiskFull, Cancelled; nothing is left then.
        """
        if self.kept is None or not self.known:
            raise NotFound("release_gone")
        with told(), writing_told("release_not_written"):
            make_private_folder(self.kept)
            for before in self.kept.iterdir():
                before.unlink()
            part = self.kept / f"{release.file}{PART}"
            try:
                _copy(folder / release.file, part, release, progress)
                here().files.replace(part, self.kept / release.file)
            except BaseException:
                with suppress(OSError):
                    part.unlink(missing_ok=True)
                raise
        return self.kept / release.file

    @staticmethod
    def starts_by_itself(installer: Path) -> bool:
        """Whether an installer is a program to be started; Debian's is given to its own."""
        return installer.suffix == _STARTS_BY_ITSELF

    def _signed(self, note: Path) -> Release:
        """Return what a note says that the maker signed; raises ValueError for any other."""
        try:
            release, signature = read_note(read_small(note, MOST_BYTES + 1))
            Ed25519PublicKey.from_public_bytes(self.maker).verify(signature, release.signed())
        except (OSError, InvalidSignature):
            raise ValueError("not signed") from None
        if note.name != release.file + ENDING:
            raise ValueError("another file's")
        return release


def _notes(folder: Path) -> list[Path]:
    """Return the notes of a folder, the last by name first; raises NotFound."""
    try:
        notes = sorted(each for each in folder.iterdir() if each.name.endswith(ENDING))
    except (OSError, ValueError):
        raise NotFound("release_folder_gone") from None
    return notes[-MOST_NOTES:][::-1]


def _has_size(installer: Path, size: int) -> bool:
    try:
        found = installer.stat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size == size


def _copy(source: Path, target: Path, release: Release, progress: Progress | None) -> None:
    """Copy an installer, no more of it than was signed; raises BadInput for other bytes."""
    if not _has_size(source, release.size):
        raise NotFound("release_gone")
    found, done = hashlib.sha256(), 0
    with source.open("rb") as file, os.fdopen(new_file(target), "wb") as copy:
        while done < release.size and (chunk := file.read(min(_CHUNK, release.size - done))):
            say_how_far(progress, done, release.size)
            found.update(chunk)
            copy.write(chunk)
            done += len(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    if found.hexdigest() != release.sha256:
        raise BadInput("release_changed", place="releases")
