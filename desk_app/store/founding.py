# SPDX-License-Identifier: MIT
"""A new desk put into place whole: what it is made of lies aside until all of it is there.

A desk lies in two folders, perhaps of two disks, and no system puts two of them into place at once.
So everything that makes a desk is written into a part folder inside each and flushed. Then one file
takes its place: ``desk.toml``, which names the keys. Before that moment there is no desk, and what
lies aside is nobody's: the next founding takes it away. From that moment on there is one, and
whoever comes over its threshold puts the rest into place.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from desk_app.desk.errors import DiskFull, FolderTaken, KnownError
from desk_app.store import lock, places
from desk_app.store.faults import is_there, told
from desk_app.store.gate.threshold import (
    ASIDE,
    NAME,
    holds_desk,
    move_into,
    put_rest_in_place,
    sweep,
    take_away,
)
from desk_app.store.replacing import LOG, flush, remove_beside
from desk_app.store.small_files import flush_folder, make_private_folder
from desk_app.store.vault import key_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from desk_app.store.lock import Held

_PUT_BY = "founding.kept-"
"""What keys are called then, and a number, that lay aside for a desk of another folder."""


_ROOM = 64 * 1024
"""Bytes: half of them is the index of a log; where it has no room the driver does not say why."""


class NewDesk:
    """A desk that is being made: whoever makes it writes into `desk` and `keys`, and nowhere else.

    Its folder's lock is held until the end of the block, or by whom it was handed over to.
    """

    def __init__(self, folder: Path, key_folder: Path) -> None:
        self._folder = folder
        self._key_folder = key_folder
        self._placed: tuple[str, ...] = ()
        self._held: Held | None = lock.hold(folder)

    @property
    def desk(self) -> Path:
        """Return the folder to make the database in; ``desk.toml`` lies there already."""
        return self._folder / ASIDE

    @property
    def keys(self) -> Path:
        """Return the folder for everything that belongs beside the keys."""
        return self._key_folder / ASIDE

    def begin(self) -> None:
        """Make both folders; what an earlier founding left there is gone.

        Raises FolderTaken where somebody else was faster, DiskFull.
        """
        _must_be_free(self._folder, self._key_folder)
        take_away(self._folder)
        _put_by(self.keys)
        make_private_folder(self.desk)
        places.name_key_folder(self._folder, self._key_folder, into=self.desk)
        make_private_folder(self.keys)

    def put_in_place(self) -> None:
        """Make the desk be there: all of its files take their places. Raises DiskFull.

        They must be closed. A process that ends in between leaves no desk or a whole one.
        """
        _must_be_in_one_file(self.desk / NAME)
        with told():
            (self.desk / lock.NAME).unlink(missing_ok=True)
        for aside in (self.keys, self.desk):
            for path in aside.iterdir():
                flush(path)
            with told():
                for folder in (aside, aside.parent, aside.parent.parent):
                    flush_folder(folder)
        self._placed = tuple(path.name for path in self.keys.iterdir())
        move_into(self.desk / places.DESK_FILE, self._folder)
        put_rest_in_place(self._folder)

    def hand_over_lock(self) -> Held:
        """Return the lock of the desk, which whoever takes it lets go of."""
        held, self._held = self._held, None
        if held is None:
            raise RuntimeError("the lock was handed over before")
        return held

    def let_go(self) -> None:
        """Let go of the lock where nobody took it."""
        if self._held is not None:
            self._held.release()
            self._held = None

    def undo(self) -> None:
        """Take everything away again, on the way by which it came: it may end anywhere too.

        Where somebody else opened the desk meanwhile, it stays.
        """
        with suppress(KnownError, OSError):
            if self._held is None:
                self._held = lock.hold(self._folder)
            self._take_back()
            take_away(self._folder)
        self.let_go()

    def _take_back(self) -> None:
        """Take aside again what was put into place, the database first and ``desk.toml`` last."""
        if not self._placed:
            return
        remove_beside(self._folder / NAME)
        placed = [(self._folder / NAME, self.desk)]
        placed += [(self._key_folder / name, self.keys) for name in self._placed]
        placed += [(self._folder / places.DESK_FILE, self.desk)]
        for path, aside in placed:
            if is_there(path):
                move_into(path, aside)


@contextmanager
def new_desk(folder: Path, key_folder: Path) -> Iterator[NewDesk]:
    """Let a desk be made in two folders, and leave nothing of it where the block fails.

    Raises FolderTaken where a desk or keys stand already, AlreadyOpen, DiskFull.
    """
    _must_be_free(folder, key_folder)
    new = [each for each in (key_folder, folder) if not is_there(each)]
    with _removed_where_empty(new):
        made = NewDesk(folder, key_folder)
        try:
            made.begin()
            yield made
        except BaseException as error:
            full = _is_full(error, (folder, key_folder))
            made.undo()
            if full:
                raise DiskFull from None
            raise
    sweep(folder, key_folder)
    made.let_go()


def is_left_over(path: Path) -> bool:
    """Return whether a file or folder beside a desk's is what foundings leave, and is in no way."""
    return path.name in {ASIDE, lock.NAME} or path.name.startswith(_PUT_BY)


def _must_be_free(folder: Path, key_folder: Path) -> None:
    if holds_desk(folder):
        raise FolderTaken("database_there_already")
    if key_file.exists(key_folder):
        raise FolderTaken("keys_there_already")


def _must_be_in_one_file(database: Path) -> None:
    """Refuse a database whose log could not be emptied: it would stay behind. Raises DiskFull."""
    log = database.with_name(database.name + LOG)
    if is_there(log) and log.stat().st_size:
        raise DiskFull


def _is_full(error: BaseException, folders: Sequence[Path]) -> bool:
    """Say whether the driver's word for a disk that failed means one that is full."""
    if not isinstance(error, DiskFull) or error.code != "disk_failed":
        return False
    return any(shutil.disk_usage(each).free < _ROOM for each in folders if is_there(each))


def _put_by(keys_aside: Path) -> None:
    """Give keys another name that lie aside for a desk of another folder: nobody deletes keys."""
    number = 1
    while is_there(kept := keys_aside.with_name(f"{_PUT_BY}{number}")):
        number += 1
    if is_there(keys_aside):
        with told():
            keys_aside.replace(kept)


@contextmanager
def _removed_where_empty(folders: Sequence[Path]) -> Iterator[None]:
    """Remove folders that are new, and hold at most their lock, where the block fails."""
    try:
        yield
    except BaseException:
        for folder in folders:
            with suppress(OSError):
                (folder / lock.NAME).unlink(missing_ok=True)
                folder.rmdir()
        raise
