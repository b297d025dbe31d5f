# SPDX-License-Identifier: MIT
"""The threshold of a desk: its lock, its file's first bytes, how it can be opened where it lies."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from desk_app.desk.errors import NotADesk, ReadOnly
from desk_app.store.disk import lock, places
from desk_app.store.disk.desk_file import SCANS, check_first_bytes
from desk_app.store.disk.faults import is_there, told
from desk_app.store.disk.places import DESK_FILE
from desk_app.store.disk.small_files import PART, flush_folder
from desk_app.system.chosen import here

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from desk_app.store.disk.lock import HeldLock


def why_read_only(folder: Path, *others: Path) -> ReadOnly | None:
    """Return why a desk can only be read: no local disk, or a place that cannot be written to.

    ``others`` are what must be written to beside the folder: the database, the folder of the keys.
    Without its anchor no save is safe, so keys in a read-only place close the desk to writing too.
    """
    if places.is_remote(folder):
        return ReadOnly("not_local_disk")
    asked = (folder, *(each for each in others if is_there(each)))
    if not all(here().files.may_write(each) for each in asked):
        return ReadOnly("read_only")
    return None


def take_lock(folder: Path, *, reading: bool) -> HeldLock:
    """Take the kernel lock, or share it where nothing can be written; raises AlreadyOpen."""
    return lock.share(folder) if reading else lock.hold(folder)


# The threshold of a desk: its lock and its file's first bytes, looked at before any password.


NAME = "desk.db"
"""The database in a desk's folder."""

ASIDE = f"founding{PART}"
"""The folder inside the desk's and inside the keys' in which a new desk is made (see `founding`).

Once ``desk.toml`` has come from there into the desk's folder there is a desk, though the rest may
have to follow. Before that what lies there is nobody's.
"""


def look_at_folder(folder: Path) -> None:
    """Look before anybody signs in whether a desk can be opened here.

    Raises AlreadyOpen, NotADesk, DamageFound.
    """
    with Threshold(folder):
        pass


class Threshold:
    """A desk's folder whose lock is held and whose file looks like a desk's (steps 1 and 2).

    The lock is let go of at the end of the ``with`` block.
    """

    def __init__(self, folder: Path, *others: Path) -> None:
        """Take the lock and look at the file. Raises NotADesk, AlreadyOpen, DamageFound, DiskFull.

        What a founding left that ended just before its last file was in place is finished.
        ``others`` must be written to as well where the desk is to be written to.
        """
        if not is_there(folder):
            raise NotADesk("no_database")
        self._path = folder / NAME
        self._read_only = why_read_only(folder, self._path, *others)
        self._lock: HeldLock | None = take_lock(folder, reading=self._read_only is not None)
        try:
            _finish_founding(folder, reading=self._read_only is not None)
            # Behind the lock: to close a file this process has open would drop SQLite's locks.
            check_first_bytes(self._path)
        except BaseException:
            self._let_go()
            raise

    def __enter__(self) -> Self:
        """Return the threshold."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        """Let go of the lock where no store has it."""
        self._let_go()

    def _let_go(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def holds_desk(folder: Path) -> bool:
    """Return whether a folder holds a desk, opened or not; its settings file alone will do."""
    return any(is_there(folder / name) for name in (NAME, DESK_FILE))


def is_begun(folder: Path) -> bool:
    """Return whether a founding came to no end here: there is no desk, and nothing to be kept."""
    return is_there(folder / ASIDE) and not holds_desk(folder)


def forget(folder: Path) -> bool:
    """Take away what a founding left that came to no end; return whether there was any.

    Raises AlreadyOpen where a desk is being made here at this moment.
    """
    if not is_begun(folder):
        return False
    held = lock.hold(folder)
    try:
        take_away(folder)
    finally:
        held.release()
    return True


def finish(folder: Path) -> None:
    """Put into place what still lies aside of a desk that is made; whoever calls holds the lock.

    Raises DiskFull, NotADesk where its keys are not where it says.
    """
    if is_there(folder / ASIDE) and holds_desk(folder):
        put_rest_in_place(folder)
        with suppress(NotADesk):
            sweep(folder, places.key_folder(folder))


def put_rest_in_place(folder: Path) -> None:
    """Let keys, anchor and what else lies aside take their places, the database last."""
    database = folder / ASIDE / NAME
    if not is_there(database) or is_there(folder / NAME):
        return
    key_folder = places.key_folder(folder)
    if not is_there(key_folder / ASIDE):
        raise NotADesk("no_keys")
    for path in sorted((key_folder / ASIDE).iterdir()):
        move_into(path, key_folder)
    if is_there(scans := folder / ASIDE / SCANS):
        move_into(scans, folder)
    move_into(database, folder)


def sweep(folder: Path, key_folder: Path) -> None:
    """Remove the folders in which a desk was made, where they are empty."""
    for emptied in (key_folder / ASIDE, folder / ASIDE):
        with suppress(OSError):
            emptied.rmdir()


def take_away(folder: Path) -> None:
    """Remove what lies aside where there is no desk; the keys first, which the rest names."""
    if not is_begun(folder):
        return
    aside = folder / ASIDE
    if is_there(aside / DESK_FILE):
        with suppress(NotADesk):
            named = places.key_folder(folder, said_in=aside)
            shutil.rmtree(named / ASIDE, ignore_errors=True)
    shutil.rmtree(aside, ignore_errors=True)


def move_into(path: Path, folder: Path) -> None:
    """Let a file take its place in a folder of the same disk, for good; raises DiskFull."""
    with told():
        here().files.replace(path, folder / path.name)
        flush_folder(folder)


def _finish_founding(folder: Path, *, reading: bool) -> None:
    """Finish a desk that was made but for its last steps; raises NotADesk for one that never was.

    Raises DiskFull.
    """
    if not reading:
        finish(folder)
    if is_begun(folder):
        raise NotADesk("founding_cut_off")
