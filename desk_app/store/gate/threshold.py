# SPDX-License-Identifier: MIT
"""The threshold of a desk: its lock and its file's first bytes, looked at before any password.

It needs neither keys nor database, so the sign-in window stands on it before these are loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.desk.errors import NotADesk
from desk_app.store.first_bytes import check_first_bytes
from desk_app.store.gate import footing
from desk_app.store.places import DESK_FILE
from desk_app.store.small_files import is_there

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from desk_app.store.lock import Held

NAME = "desk.db"
"""The database in a desk's folder."""


def holds_desk(folder: Path) -> bool:
    """Return whether a folder holds a desk, opened or not; its settings file alone will do."""
    return any(is_there(folder / name) for name in (NAME, DESK_FILE))


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
        """Take the lock and look at the file. Raises NotADesk, AlreadyOpen, DamageFound.

        ``others`` must be written to as well where the desk is to be written to.
        """
        if not is_there(folder):
            raise NotADesk("no_database")
        self._path = folder / NAME
        self._read_only = footing.why_read_only(folder, self._path, *others)
        self._lock: Held | None = footing.take_lock(folder, reading=self._read_only is not None)
        try:
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
