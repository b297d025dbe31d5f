# SPDX-License-Identifier: MIT
"""How a desk can be opened where it lies: to be written to, or for reading alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from desk_app.desk.errors import ReadOnly
from desk_app.store import lock, mounts
from desk_app.store.faults import is_there

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.store.lock import Held


def why_read_only(folder: Path, *others: Path) -> ReadOnly | None:
    """Return why a desk can only be read: no local disk, or a place that cannot be written to.

    ``others`` are what must be written to beside the folder: the database, the folder of the keys.
    Without its anchor no save is safe, so keys in a read-only place close the desk to writing too.
    """
    if mounts.is_remote(folder):
        return ReadOnly("not_local_disk")
    places = (folder, *(each for each in others if is_there(each)))
    if not all(os.access(each, os.W_OK) for each in places):
        return ReadOnly("read_only")
    return None


def take_lock(folder: Path, *, reading: bool) -> Held:
    """Take the kernel lock, or share it where nothing can be written; raises AlreadyOpen."""
    return lock.share(folder) if reading else lock.hold(folder)
