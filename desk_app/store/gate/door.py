# SPDX-License-Identifier: MIT
"""The door of a desk: lock and first bytes, then the password, then the gate behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.desk.errors import NotADesk
from desk_app.store.chance import SystemChance
from desk_app.store.database import SqlStore
from desk_app.store.engine import check_first_bytes
from desk_app.store.gate import footing
from desk_app.store.gate.steps import Gate
from desk_app.store.guard import Guard
from desk_app.store.rekeying import engine_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from desk_app.store.chance import Octets
    from desk_app.store.lock import Held
    from desk_app.store.vault.keyring import Unlocked

NAME = "desk.db"
"""The database in a desk's folder."""


class Door:
    """A desk's folder whose lock is held and whose file looks like a desk's (steps 1 and 2).

    Use it in a ``with`` block, ask for the password (step 3), and open: the lock then goes with the
    store. A door that is not opened lets go of its lock.
    """

    def __init__(self, folder: Path, key_folder: Path | None = None) -> None:
        """Take the lock and look at the file. Raises NotADesk, AlreadyOpen, DamageFound.

        Without a key folder the door can be looked at, not opened.
        """
        if not folder.exists():
            raise NotADesk("no_database")
        self._path = folder / NAME
        self._key_folder = key_folder
        self._read_only = footing.why_read_only(folder, self._path, key_folder or folder)
        self._lock: Held | None = footing.take_lock(folder, reading=self._read_only is not None)
        try:
            # Behind the lock: to close a file this process has open would drop SQLite's locks.
            check_first_bytes(self._path)
        except BaseException:
            self._let_go()
            raise

    def __enter__(self) -> Self:
        """Return the door."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        """Let go of the lock where no store has it."""
        self._let_go()

    def open(
        self, unlocked: Unlocked, chance: Octets | None = None, at: datetime | None = None
    ) -> SqlStore:
        """Go through steps 4 to 9 with the keys a password opened; return the open store.

        ``at`` is the moment of the start; without it everything is checked in full. Raises
        DamageFound, NotADesk, VersionRefused, DiskFull, and SavesMissing with the number of
        ``missing`` entries.
        """
        if self._lock is None or self._key_folder is None:
            raise RuntimeError("this door does not open")
        reading = self._read_only is not None
        guard = Guard(self._read_only)
        engine, data_key = engine_of(self._path, unlocked.data_keys, reading=reading)
        try:
            with engine.connect() as connection:
                user = unlocked.user.id
                gate = Gate(connection, user, self._path, self._key_folder, data_key)
                passed = gate.go_through(guard, at)
            store = SqlStore(
                engine, self._key_folder, self._lock, chance or SystemChance(), guard, passed
            )
        except BaseException:
            guard.close()
            engine.dispose()
            raise
        self._lock = None
        return store

    def _let_go(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None
