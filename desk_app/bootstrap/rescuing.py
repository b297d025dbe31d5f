# SPDX-License-Identifier: MIT
"""What the window can do with a desk that is closed: restore a backup, repair, look elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from desk_app.bootstrap.surroundings import rulebook_path
from desk_app.cli.exit_codes import exit_code
from desk_app.desk.errors import NotADesk
from desk_app.store import places
from desk_app.store.small_files import make_private_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from desk_app.bootstrap.surroundings import Surroundings
    from desk_app.desk.errors import KnownError
    from desk_app.desk.ports import Progress
    from desk_app.gui.entrance import Officer
    from desk_app.records.safekeeping import Backup, Repair, Restored
    from desk_app.store.vault.keyring import Unlocked


class Door(Protocol):
    """The way in that a rescue belongs to."""

    folder: Path
    around: Surroundings

    def unlocked(self, name: str, password: str) -> Unlocked:
        """Return the keys of the closed desk for who shows a password, whose tries count."""
        ...

    def look_in(self, folder: Path) -> None:
        """Look for the desk in another folder from now on."""
        ...

    def alone(self) -> AbstractContextManager[None]:
        """Return the block in which no other window is on the desk; raises AlreadyOpen."""
        ...


class LocalRescue:
    """Works on the closed desk of a folder (a ``gui.entrance.Rescue``)."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def backups(self) -> Sequence[Backup]:
        """Return the backups that counted and still lie in their folder, the newest last."""
        from desk_app.store.backup import local

        folder = places.backup_folder(self._door.folder)
        if folder is None:
            return ()
        listed = local.known(self._keys, folder)
        return [each for each in listed if (folder / each.name).is_file()]

    def restore(
        self,
        backup: str,
        sheet_key: str,
        by: Officer,
        progress: Progress | None = None,
        *,
        unsigned: bool = False,
    ) -> Restored:
        """Put a backup in the place of the desk's file, which is kept under another name."""
        from desk_app.store.backup import restoring

        folder = places.backup_folder(self._door.folder)
        if folder is None:
            raise NotADesk("no_backup_folder")
        unlocked, around = self._officer(by), self._door.around
        make_private_folder(self._door.folder)
        with self._door.alone():
            return restoring.restore_over(
                restoring.Source(folder / backup, sheet_key, unsigned=unsigned),
                restoring.Target(self._door.folder, self._keys),
                unlocked,
                around.clock.now(),
                around.chance,
                progress,
            )

    def repair(self, by: Officer) -> Repair:
        """Climb the repair ladder on copies; the damaged file is kept."""
        from desk_app.store import repair as ladder

        unlocked, now = self._officer(by), self._door.around.clock.now()
        with self._door.alone():
            return ladder.repair(self._door.folder, self._keys, unlocked, now)

    def look_in(self, folder: Path) -> None:
        """Look for the desk in another folder until the program ends."""
        self._door.look_in(folder)

    def exit_code(self, stop: KnownError) -> int:
        """Return the code with which the program ends that was stopped so."""
        return int(exit_code(stop))

    @property
    def _keys(self) -> Path:
        return places.key_folder(self._door.folder)

    def _officer(self, by: Officer) -> Unlocked:
        from desk_app.bootstrap.opening import rulebook_at
        from desk_app.desk.backups import must_restore

        unlocked, around = self._door.unlocked(by.name, by.password), self._door.around
        rulebook = rulebook_at(around.rulebook or rulebook_path())
        must_restore(unlocked.user, rulebook, around.clock.today())
        return unlocked
