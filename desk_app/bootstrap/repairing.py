# SPDX-License-Identifier: MIT
"""Repairing a damaged desk that is closed, as somebody who may restore it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.bootstrap.opening import restorer
from desk_app.bootstrap.surroundings import Surroundings, Unlock, tries_at
from desk_app.store import lock, places, repair
from desk_app.store.vault import keyring

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.records.safekeeping import Repair


def repair_desk(folder: Path, unlock: Unlock, around: Surroundings | None = None) -> Repair:
    """Climb the repair ladder on copies of a closed desk; say what was saved and what is lost.

    Raises WrongPassword, NotAllowed, NotADesk, DiskFull; AlreadyOpen, also where a window is locked
    on the desk; DamageFound for the keys.
    """
    around = around or Surroundings()
    with lock.alone(folder):
        keys = places.key_folder(folder)
        with tries_at(keys, around).counted():
            unlocked = keyring.unlock(keys, unlock.who, unlock.password, around.machine)
        return repair.repair(folder, keys, restorer(unlocked, around), around.clock.now())
