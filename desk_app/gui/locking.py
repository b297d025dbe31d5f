# SPDX-License-Identifier: MIT
"""Why a desk is locked, and what its locked screen says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from desk_app.records.people import DeskProfile


class LockReason(Enum):
    """What locked the desk."""

    KEY = "key"
    IDLE = "idle"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Closed:
    """What a locked screen says of the desk behind it; nothing of any applicant.

    ``entries`` is the sequence number of the journal's last entry, ``profile`` the office; nothing
    where they could not be read any more. ``unkept``: a draft could not be saved and waits in
    memory.
    """

    unkept: bool = False
    entries: int | None = None
    profile: DeskProfile | None = None


@dataclass(frozen=True, slots=True)
class DoorShown:
    """What the closed desk shows: who is chosen, why it is locked, what is known of behind it.

    ``backed_up`` is when the newest backup was made that counts; ``reason`` is nothing where the
    desk is closed and nobody locked it.
    """

    who: str = ""
    reason: LockReason | None = None
    backed_up: datetime | None = None
    behind: Closed | None = None
