# SPDX-License-Identifier: MIT
"""Evidence packs on the disk: a new folder, made aside and put in place whole."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from desk_app.desk.errors import BadInput, NotADesk
from desk_app.records.desk.safekeeping import FolderDoubt
from desk_app.records.evidence import PackEnclosures, PackFile
from desk_app.store.backup import inspecting
from desk_app.store.backup.manifest import DISPOSALS, ROSTER
from desk_app.store.backup.writing import versions
from desk_app.store.disk.desk_file import SCHEMA_VERSION
from desk_app.store.disk.faults import is_folder, is_taken, told, writing_told
from desk_app.store.disk.places import is_synced
from desk_app.store.disk.small_files import PART, flush_folder, new_file
from desk_app.store.disposal import disposal_list
from desk_app.store.ledgers.workbooks import write_new
from desk_app.system.chosen import here

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk_app.records.desk.people import RosterPlace

_OURS = ".desk-app-"

SIGNATURES = "signatures.py"
WORDS = "words-ja.txt"
"""The verifier of a backup, byte by byte: its SHA-256 stands on the recovery sheet."""


@dataclass(frozen=True, slots=True)
class LocalPacks:
    """Writes packs of the desk of a key folder (a ``desk.ports.Packs``).

    ``resources`` is the folder of everything that is data: the verifiers lie there.
    """

    keys: Path
    resources: Path

    def doubts(self, path: Path) -> tuple[FolderDoubt, ...]:
        """Return what speaks against a place; raises BadInput where no pack can be made there."""
        _must_be_free(path)
        if not is_folder(path.parent):
            raise BadInput("no_such_folder", place="file")
        return (FolderDoubt.SYNCED,) if is_synced(path.parent) else ()

    def enclosures(self, place: RosterPlace) -> PackEnclosures:
        """Return roster and disposal list as they were at a place, and the verifier."""
        roster, disposed = inspecting.at_place(self.keys, place)
        own, backup = self.resources / "evidence", self.resources / "backup"
        return PackEnclosures(
            place=roster.place,
            root=roster.root,
            disposals=roster.disposals,
            disposal_head=roster.disposal_head,
            versions=versions(),
            schema=SCHEMA_VERSION,
            files=(
                PackFile(ROSTER, inspecting.to_bytes(roster)),
                PackFile(DISPOSALS, disposal_list.to_bytes(disposed)),
                PackFile("README.txt", (own / "README.txt").read_bytes()),
                PackFile("verify.py", (own / "verify.py").read_bytes()),
                PackFile(WORDS, (own / WORDS).read_bytes()),
                PackFile(SIGNATURES, (backup / "verify.py").read_bytes()),
            ),
        )

    @writing_told("evidence_not_written")
    def write(self, path: Path, files: Iterable[PackFile]) -> None:
        """Write a pack into a new folder that has its name once it is whole.

        Who is ended in between leaves a hidden folder, and no pack that only looks like one.
        """
        with told():
            try:
                part = Path(mkdtemp(PART, _OURS, path.parent))
            except FileNotFoundError:
                raise BadInput("no_such_folder", place="file") from None
            try:
                for file in files:
                    _write(part / file.name, file.content)
                flush_folder(part)
                _must_be_free(path)
                _name(part, path)
            except BaseException:
                shutil.rmtree(part, ignore_errors=True)
                raise
            flush_folder(path.parent)

    @writing_told("evidence_not_written")
    def write_bound(self, path: Path, content: bytes) -> None:
        """Write a pack that is one file, as ledgers are written: whole under its name."""
        write_new(path, content)


def _name(part: Path, path: Path) -> None:
    """Give a whole pack its name.

    What can be no name at all is to some a thing that is not there.
    """
    try:
        here().files.move(part, path)
    except FileNotFoundError:
        raise NotADesk("no_place") from None


def _must_be_free(path: Path) -> None:
    if is_taken(path):
        raise BadInput("file_there_already", place="file")


def _write(path: Path, content: bytes) -> None:
    handle = new_file(path)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(handle)
