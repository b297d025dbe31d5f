# SPDX-License-Identifier: MIT
"""The kernel lock that lets one instance hold a desk; it dies with its process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from desk_app.desk.errors import AlreadyOpen
from desk_app.store.faults import told
from desk_app.store.writing_aside import make_private_folder

if TYPE_CHECKING:
    from pathlib import Path

    from filelock import BaseFileLock

NAME = "desk.lock"


def hold(folder: Path) -> BaseFileLock:
    """Take the lock of a desk's folder; raises AlreadyOpen where another instance has it."""
    make_private_folder(folder)
    lock = FileLock(folder / NAME)
    try:
        with told():
            lock.acquire(timeout=0)
    except Timeout:
        raise AlreadyOpen from None
    return lock
