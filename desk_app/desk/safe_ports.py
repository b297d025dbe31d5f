# SPDX-License-Identifier: MIT
"""What the desk needs to be safe: its keys, its backups, the list of what was disposed of."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from desk_app.records.ids import UserId
from desk_app.records.people import User
from desk_app.records.safekeeping import Backup, Drill, RecoverySheet, SheetKey
from desk_app.records.second_folder import FolderDoubt


class Progress(Protocol):
    """Long work says how far it is and asks whether to go on."""

    def report(self, done: int, total: int) -> None:
        """Say how much is done."""
        ...

    @property
    def cancelled(self) -> bool:
        """Say whether the work shall stop and leave all as it was."""
        ...


class Keys(Protocol):
    """The key file of the desk (security.md §4); every change leaves the old one or the new one."""

    def users(self) -> tuple[User, ...]:
        """Return the users who have a slot, in order of their enrolment."""
        ...

    def enrol(self, user: User, password: str) -> None:
        """Give a new user a slot; raises BadInput for a password that cannot be taken."""
        ...

    def change_roles(self, user: User, password: str) -> None:
        """Enrol a user anew with other roles, who types the password chosen for the new slot."""
        ...

    def change_password(self, user: UserId, old: str, new: str) -> None:
        """Seal a user's slot under a new password; raises WrongPassword, BadInput."""
        ...

    def remove(self, user: UserId) -> None:
        """Take a user's slot away and begin a new data key, which ``renew`` carries through.

        Raises NotFound.
        """
        ...

    def renew(self) -> None:
        """Change the data key and write every row anew under it; killed midway, old or new opens.

        No unit of work may be open. Raises DiskFull, ReadBeside; the old key then opens the desk
        still.
        """
        ...

    def sheets(self) -> tuple[RecoverySheet, ...]:
        """Return all sheets, the newest last, destroyed ones too."""
        ...

    def new_sheet(self, on: date) -> SheetKey:
        """Make the recovery key of the day's quarter; it counts from its confirmation on."""
        ...

    def withdraw_sheet(self, number: str) -> None:
        """Forget a sheet that waits and was never on paper, number and all; raises NotFound."""
        ...

    def confirm_sheet(
        self, number: str, last_group: str, places: Collection[str], on: date
    ) -> None:
        """Take a sheet into use; those older than the quarter before its own end with it.

        Raises BadInput where the group typed back is another, NotFound where none waits.
        """
        ...

    def destroy_sheet(self, number: str, on: date) -> None:
        """Remove what a sheet opens: its backups are unreadable once the paper is shredded.

        Raises NotFound.
        """
        ...

    @property
    def peppered(self) -> bool:
        """Say whether passwords open the desk on this machine alone."""
        ...

    def use_pepper(self, *, wanted: bool) -> None:
        """Bind passwords to this machine, or no longer; each slot follows when next it opens."""
        ...


class Backups(Protocol):
    """The copies of the desk in a second folder (security.md §9)."""

    @property
    def folder(self) -> Path | None:
        """Return the folder for copies, None where none was chosen; raises NotADesk."""
        ...

    @property
    def ever_made(self) -> bool:
        """Say whether any backup ever counted, wherever it lies now."""
        ...

    def doubts(self, folder: Path) -> tuple[FolderDoubt, ...]:
        """Return what speaks against a folder, having written to it for a try.

        Raises NotADesk for a folder that is not there, cannot be written to, or holds the desk.
        """
        ...

    def use(self, folder: Path) -> None:
        """Take a folder for the copies made from now on; raises as ``doubts`` does, DiskFull."""
        ...

    def make(self, at: datetime, progress: Progress | None = None) -> Backup:
        """Write a backup, open it again, compare it with the desk, thin out the older ones.

        Any thread may call it, and nobody's work waits for it. Raises Refused without a sheet in
        use, NotADesk for a folder that is not there, DiskFull, DamageFound, Cancelled.
        """
        ...

    def all(self) -> tuple[Backup, ...]:
        """Return the backups in the folder that counted when they were made, the newest last."""
        ...

    def drill(self, secret: str, on: date, by: str, progress: Progress | None = None) -> Drill:
        """Restore the newest backup into memory with a sheet's key and compare it with the desk.

        Any thread may call it. Raises NotADesk where there is none, BadInput for what is no key,
        WrongPassword for another sheet's, DamageFound, Cancelled.
        """
        ...
