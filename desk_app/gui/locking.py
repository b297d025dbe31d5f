# SPDX-License-Identifier: MIT
"""Closing the desk behind what is being typed: why, and what is said of it then."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from desk_app.desk import reading
from desk_app.desk.errors import KnownError

if TYPE_CHECKING:
    from datetime import datetime

    from desk_app.desk.context import Desk
    from desk_app.gui.drafts import Drafts
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


def close(desk: Desk, drafts: Drafts) -> Closed:
    """Close the store on its own thread, behind every draft; the keys go with it."""
    unkept = drafts.waiting(desk.actor.id)
    try:
        profile, head = reading.office(desk)
        return Closed(unkept, head.sequence, profile)
    except KnownError:
        return Closed(unkept)
    finally:
        desk.ports.store.close()
