# SPDX-License-Identifier: MIT
"""What a desk still needs before its first start is at its end.

Nothing of it is kept: keys and backups themselves tell what is missing, so that a first start
which was interrupted goes on where it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desk_app.desk.context import Desk
from desk_app.records.people import DeskProfile, Role
from desk_app.records.safekeeping import RecoverySheet, sheet_in_use
from desk_app.rules.terms import Duty


@dataclass(frozen=True, slots=True)
class Founded:
    """What was chosen when the desk was made: whose it is, and the names of its first people."""

    profile: DeskProfile
    people: tuple[str, ...]


class Missing(Enum):
    """What is to be done next, in this order."""

    SHEET = "sheet"
    """No recovery sheet was taken into use."""
    FOLDER = "folder"
    """No folder for backups was chosen."""
    BACKUP = "backup"
    """No backup was made."""


def missing(desk: Desk) -> Missing | None:
    """Return what the desk needs next; None where all is there, and for a sample desk.

    Everybody's screen of the day says so; it asks for no duty. Raises NotADesk where the desk's
    own settings cannot be read.
    """
    with desk.ports.store.reading() as books:
        if books.settings.profile().sample:
            return None
    if sheet_in_use(desk.ports.keys.sheets()) is None:
        return Missing.SHEET
    if desk.ports.backups.folder is None:
        return Missing.FOLDER
    return None if desk.ports.backups.ever_made else Missing.BACKUP


def founded(desk: Desk) -> Founded:
    """Return the profile and who can approve, the officer first.

    Raises NotAllowed, and NotADesk where the desk's own settings cannot be read.
    """
    desk.must(Duty.KEYS)
    with desk.ports.store.reading() as books:
        profile, users = books.settings.profile(), books.people.all()
    first = [user for user in users if user.roles & {Role.OFFICER, Role.SUPERVISOR}]
    first.sort(key=lambda user: Role.OFFICER not in user.roles)
    return Founded(profile, tuple(user.name for user in first))


def before_new_sheet(desk: Desk) -> tuple[DeskProfile, RecoverySheet | None]:
    """Return whose desk a new sheet is for, and the sheet that was printed and never confirmed.

    The paper of such a sheet opens nothing once the new one is made. Raises NotAllowed.
    """
    desk.must(Duty.KEYS)
    with desk.ports.store.reading() as books:
        profile = books.settings.profile()
    waiting = (
        sheet
        for sheet in reversed(desk.ports.keys.sheets())
        if sheet.confirmed_on is None and sheet.destroyed_on is None
    )
    return profile, next(waiting, None)
