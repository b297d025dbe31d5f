# SPDX-License-Identifier: MIT
"""Closing the desk behind what is being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.desk import reading
from desk_app.desk.errors import KnownError
from desk_app.gui.locking import Closed

if TYPE_CHECKING:
    from desk_app.desk.context import Desk
    from desk_app.gui.drafts import Drafts


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
