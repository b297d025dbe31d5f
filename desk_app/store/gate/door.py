# SPDX-License-Identifier: MIT
"""The door of a desk: over its threshold with a password's keys, through the gate behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.store.chance import SystemChance
from desk_app.store.database import SqlStore
from desk_app.store.gate import whose
from desk_app.store.gate.steps import Gate
from desk_app.store.gate.threshold import Threshold
from desk_app.store.guard import Guard
from desk_app.store.rekeying import engine_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from desk_app.store.chance import Octets
    from desk_app.store.vault.keyring import Unlocked


class Door(Threshold):
    """The threshold of a desk that can be gone over.

    Use it in a ``with`` block, ask for the password (step 3), and open: the lock then goes with the
    store. A door that is not opened lets go of its lock.
    """

    def __init__(self, folder: Path, key_folder: Path) -> None:
        """Take the lock and look at the file. Raises NotADesk, AlreadyOpen, DamageFound."""
        super().__init__(folder, key_folder)
        self._key_folder = key_folder

    def open(
        self, unlocked: Unlocked, chance: Octets | None = None, at: datetime | None = None
    ) -> SqlStore:
        """Go through steps 4 to 9 with the keys a password opened; return the open store.

        ``at`` is the moment of the start; without it everything is checked in full. Raises
        DamageFound, NotADesk, VersionRefused, DiskFull, and SavesMissing with the number of
        ``missing`` entries.
        """
        if self._lock is None:
            raise RuntimeError("this door does not open")
        reading = self._read_only is not None
        guard = Guard(self._read_only)
        whose.look_at_anchor(self._key_folder, unlocked.roster)
        file = engine_of(self._path, unlocked.data_keys, reading=reading)
        try:
            with file.engine.connect() as connection:
                gate = Gate(connection, unlocked, self._path, self._key_folder, file.data_key)
                passed = gate.go_through(guard, at)
            store = SqlStore(
                file, self._key_folder, self._lock, chance or SystemChance(), guard, passed
            )
        except BaseException:
            guard.close()
            file.engine.dispose()
            raise
        self._lock = None
        return store
