# SPDX-License-Identifier: MIT
"""A kernel of Windows in memory of what it was asked, over the files of the system that runs.

It is as strict as NTFS where Linux is not: a folder in which a file is open has no other name, and
a file that somebody has open is neither replaced nor moved.
"""

from __future__ import annotations

import os
from pathlib import Path

ACCESS_DENIED, SHARING_VIOLATION, LOCK_VIOLATION = 5, 32, 33


class FakeKernel:
    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.open: dict[str, int] = {}
        """How many more tries find this file open."""
        self.locked: dict[str, list[bool]] = {}
        self.folders: dict[int, tuple[str, bool]] = {}
        """Which folders are held open, by their handles, and whether to write."""
        self.closed: list[int] = []
        self.remote = ""

    def move(self, source: str, target: str, *, over: bool) -> int:
        self.asked.append(("move", Path(source).name, Path(target).name, over))
        for place in (source, target):
            if number := self._held(place):
                return number
        if not over and os.path.lexists(target):
            return 183
        try:
            Path(source).replace(target)
        except FileNotFoundError:
            return 2
        return 0

    def make_folder(self, folder: str, rights: str) -> int:
        self.asked.append(("make", Path(folder).name, rights))
        try:
            Path(folder).mkdir()
        except FileExistsError:
            return 183
        return 0

    def flush_folder(self, folder: str) -> int:
        self.asked.append(("flush", Path(folder).name))
        return ACCESS_DENIED

    def lock(self, path: str, *, alone: bool, new: bool) -> tuple[int, int]:
        self.asked.append(("lock", Path(path).name, alone, new))
        if not Path(path).exists() and not new:
            return 0, 2
        if not Path(path).parent.is_dir():
            return 0, 3
        Path(path).touch()
        held = self.locked.setdefault(path, [])
        if held and (alone or True in held):
            return 0, LOCK_VIOLATION
        held.append(alone)
        return len(self.asked), 0

    def hold_folder(self, folder: str, *, alone: bool) -> tuple[int, int]:
        self.asked.append(("hold", Path(folder).name, alone))
        if not Path(folder).is_dir():
            return 0, 3
        if any(each == (folder, not alone) for each in self.folders.values()):
            return 0, SHARING_VIOLATION
        self.folders[len(self.asked)] = folder, alone
        return len(self.asked), 0

    def close(self, handle: int) -> None:
        self.closed.append(handle)
        if self.folders.pop(handle, None) is None:
            self.locked.clear()

    def may_write(self, path: str) -> int:
        self.asked.append(("may write", Path(path).name))
        if self._held(path):
            return SHARING_VIOLATION
        return 0 if os.access(path, os.W_OK) else ACCESS_DENIED

    def opens_alone(self, path: str) -> int:
        self.asked.append(("open alone", Path(path).name))
        if not Path(path).exists():
            return 2
        return SHARING_VIOLATION if self._held(path) else 0

    def is_remote(self, root: str) -> bool:
        self.asked.append(("drive", root))
        return root == self.remote

    def bound(self, memory: int, seconds: int) -> int:
        self.asked.append(("bound", memory, seconds))
        return 0 if memory else ACCESS_DENIED

    def language(self) -> str:
        return "ja-JP"

    def name_program(self, name: str) -> None:
        self.asked.append(("name", name))

    def _held(self, place: str) -> int:
        for path, tries in self.open.items():
            inside = Path(path).is_relative_to(place)
            if inside and tries:
                self.open[path] = tries - 1
                return SHARING_VIOLATION if path == place else ACCESS_DENIED
        return 0
