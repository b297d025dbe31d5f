# SPDX-License-Identifier: MIT
"""A disk that keeps for certain only what was synced, and what a cut of the power leaves of it.

Names are kept in their order and no disk lies about a sync: that is the limit of the model.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from tests.robustness.tracing import Cut, Event, Made, Moved, Opened, Removed, Said, Synced, Written

SECTOR = 512


@dataclass(slots=True)
class _File:
    """The bytes on the disk, what waits to go there, and where the next write goes."""

    kept: bytes = b""
    waiting: list[Written | Cut] = field(default_factory=list)
    end: int = 0

    def take(self, event: Written | Cut | Synced) -> None:
        """Let a write wait, or put all that waited on the disk."""
        if isinstance(event, Synced):
            self._sync()
        elif isinstance(event, Written) and event.offset is None:
            self.waiting.append(replace(event, offset=self.end))
            self.end += len(event.data)
        else:
            self.waiting.append(event)

    def _sync(self) -> None:
        content = bytearray(self.kept)
        for each in self.waiting:
            _apply(content, each)
        self.kept, self.waiting = bytes(content), []


@dataclass(slots=True)
class Disk:
    """The files below one folder, as a process writes them, and its folders, empty ones too."""

    folder: Path
    files: dict[str, _File] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, folder: Path) -> Disk:
        """Return the disk as it lies, with everything synced."""
        disk = cls(folder)
        for path in folder.rglob("*"):
            if path.is_file():
                disk.files[str(path)] = _File(path.read_bytes())
            elif path.is_dir():
                disk.folders.add(str(path))
        return disk

    def take(self, event: Event) -> None:
        """Let something happen to it; what does not concern its folder is passed over."""
        if isinstance(event, Opened):
            self._open(event)
        elif isinstance(event, Made):
            if self._holds(event.path):
                self.folders.add(event.path)
        elif isinstance(event, Moved | Removed) and event.path in self.folders:
            self._rename_folder(event)
        elif not isinstance(event, Said) and event.path in self.files:
            if isinstance(event, Moved | Removed):
                self._rename(event)
            else:
                self.files[event.path].take(event)

    def after_cut(self, chance: Random) -> dict[str, bytes]:
        """Return every file as a cut of the power may leave it, by its path below the folder."""
        loses = chance.choice((0.0, 0.3, 0.7, 1.0))
        return {
            self._below(path): _left(file, chance, loses)
            for path, file in self.files.items()
            if not path.endswith(("-shm", ".lock"))
        }

    def folders_after_cut(self) -> frozenset[str]:
        """Return every folder as a cut leaves it: it is a name, and names are kept."""
        return frozenset(map(self._below, self.folders))

    def _below(self, path: str) -> str:
        return path[len(str(self.folder)) + 1 :]

    def _holds(self, path: str) -> bool:
        return path.startswith(f"{self.folder}/")

    def _open(self, opened: Opened) -> None:
        if not self._holds(opened.path):
            return
        file = self.files.setdefault(opened.path, _File())
        file.end = 0
        if opened.emptied:
            file.waiting.append(Cut(opened.path, 0))

    def _rename(self, event: Moved | Removed) -> None:
        file = self.files[event.path]
        if isinstance(event, Removed) or not event.both:
            del self.files[event.path]
        if isinstance(event, Moved):
            self.files[event.to] = file

    def _rename_folder(self, event: Moved | Removed) -> None:
        if isinstance(event, Removed):
            self.folders.remove(event.path)
            return

        def moved(path: str) -> str:
            inside = path == event.path or path.startswith(f"{event.path}/")
            return event.to + path[len(event.path) :] if inside else path

        self.folders = {moved(path) for path in self.folders}
        self.files = {moved(path): file for path, file in self.files.items()}


def _left(file: _File, chance: Random, loses: float) -> bytes:
    content = bytearray(file.kept)
    for each in file.waiting:
        lost = chance.random() < loses
        if isinstance(each, Written) and chance.random() < 0.5:
            for piece in _pieces(each):
                if chance.random() >= loses:
                    _apply(content, piece)
        elif not lost:
            _apply(content, each)
    return bytes(content)


def _pieces(written: Written) -> list[Written]:
    """Return a write in the sectors that a disk writes whole or not at all."""
    start = written.offset or 0
    return [
        Written(written.path, written.data[at : at + SECTOR], start + at)
        for at in range(0, len(written.data), SECTOR)
    ]


def _apply(content: bytearray, change: Written | Cut) -> None:
    if isinstance(change, Cut):
        del content[change.size :]
        content.extend(bytes(change.size - len(content)))
        return
    start = change.offset or 0
    content.extend(bytes(max(0, start - len(content))))
    content[start : start + len(change.data)] = change.data
