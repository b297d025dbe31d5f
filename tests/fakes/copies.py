# SPDX-License-Identifier: MIT
"""A real desk with a folder for its copies and a recovery sheet whose key the test holds."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from unittest.mock import patch

from desk_app.desk.keys.sheet_key import last_group
from desk_app.records.desk.safekeeping import Backup
from desk_app.records.desk.sheets import Quarter, RecoverySheet
from desk_app.store.backup.local import BackupPlaces, LocalBackups
from desk_app.store.backup.pages import held_still
from desk_app.store.backup.restoring import BackupSource
from desk_app.store.backup.writing import BackupOrder, write_backup
from desk_app.store.vault.sheets import AgeIdentity, new_identity
from tests.fakes.making import logged, person
from tests.fakes.real_store import OFFICER, Place, copy_to, model_folder, place_in
from tests.store.keys_at import desk_keys, enter_place

ROOT = Path(__file__).parents[2]
ENCLOSURES = ROOT / "resources" / "backup"
MADE_AT = datetime(2026, 11, 25, 8, 5, tzinfo=UTC)
MARKER = "鵜飼 蓬莱子"
TOKEN = "5eed" * 8


@dataclass(frozen=True, slots=True)
class Safe:
    """The desk, its folder for copies, and the identity of its sheet."""

    place: Place
    folder: Path
    identity: AgeIdentity

    @property
    def sheet(self) -> RecoverySheet:
        """The sheet in use."""
        day = date(2026, 10, 1)
        return RecoverySheet(Quarter(2026, 4), 1, self.identity.recipient, day, day)

    def backups(
        self, sheets: Callable[[], tuple[RecoverySheet, ...]] | None = None
    ) -> LocalBackups:
        """The port over it."""
        around = BackupPlaces(self.place.database, self.place.keys, lambda: self.folder, ENCLOSURES)
        unlocked = self.place.unlock()
        key, listed = unlocked.data_key, sheets or (lambda: (self.sheet,))
        return LocalBackups(around, lambda: key, listed, unlocked.user.id, unlocked.seal)

    def order(self) -> BackupOrder:
        """What a backup of it is made of."""
        return BackupOrder(
            database=self.place.database,
            data_key=self.place.unlock().data_key,
            keys=self.place.keys,
            signed_by=OFFICER.id,
            folder=self.folder,
            sheet=self.sheet.number,
            recipient=self.identity.recipient,
            made_at=MADE_AT,
            enclosures=ENCLOSURES,
        )

    def written(self, tell: Callable[[int, int], None] = lambda _done, _total: None) -> Backup:
        """A backup, signed by the officer."""
        order = self.order()
        with held_still(order.database, order.data_key):
            return write_backup(order, tell, self.place.unlock().seal.sign)

    def log(self, number: str, name: str = MARKER, token: str = "") -> None:
        """Save one application."""
        store = self.place.open()
        logged(store, person(name), number, token=token or f"token-{number}")
        store.close()

    def file_of(self, backup: Backup) -> Path:
        """The file of a backup."""
        return self.folder / backup.name

    def source(self, backup: Backup) -> BackupSource:
        """A backup with the key of the sheet."""
        return BackupSource(self.file_of(backup), self.identity.secret)

    def use_sheet(self) -> None:
        """Take the sheet into use, as its confirmation does, and with it a new data key."""
        unlocked, store = self.place.unlock(), self.place.open()
        keys = desk_keys(self.place.keys, unlocked, store)
        keys.entered = partial(enter_place, store)
        with patch("desk_app.store.vault.desk_keys.new_identity", lambda: self.identity):
            made = keys.new_sheet(date(2026, 10, 1))
        group = last_group(self.identity.secret)
        keys.confirm_sheet(made.sheet.number, group, (), date(2026, 10, 1))
        keys.renew()
        store.close()


def safe_in(folder: Path) -> Safe:
    """A desk with one application, and its sheet in use: a copy of one made once."""
    return copy_of(_model(), folder)


def copy_of(safe: Safe, folder: Path) -> Safe:
    """A copy of a desk with its folders."""
    copied = Safe(place_in(folder), folder / "copies", safe.identity)
    shutil.copytree(safe.place.folder.parent, folder, dirs_exist_ok=True)
    return copied


def another_safe_in(folder: Path) -> Safe:
    """The same desk, which has taken another sheet into use."""
    safe = Safe(copy_to(place_in(folder)), folder / "copies", new_identity())
    safe.folder.mkdir()
    safe.use_sheet()
    safe.log("R8-0001", token=TOKEN)
    return safe


@cache
def _model() -> Safe:
    return another_safe_in(model_folder())
