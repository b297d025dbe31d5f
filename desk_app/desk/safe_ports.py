# SPDX-License-Identifier: MIT
"""What the desk needs to be safe: its keys, its backups, the list of what was disposed of."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from desk_app.desk.errors import KnownError
from desk_app.records.ids import UserId
from desk_app.records.people import User
from desk_app.records.roster import RosterLine, RosterPlace
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


@dataclass(frozen=True, slots=True)
class Author:
    """Who signs an act on the keys, when, after which entry of the journal, and who signs with him.

    The signing calls are those of a ``desk.ports.Seal``. ``journal`` is number and hash, in
    hexadecimal digits, of the last entry before the act.
    """

    by: UserId
    sign: Callable[[bytes], bytes] = field(repr=False)
    at: datetime
    journal: tuple[int, str] = (0, "")
    second_by: UserId | None = None
    second_sign: Callable[[bytes], bytes] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class KeysBefore:
    """What a key file of before the roster says, with nobody's signature under it.

    ``signers`` are the public keys of the users, ``past`` those of users who left or were enrolled
    anew; ``pepper`` names the device pepper, empty for none.
    """

    users: tuple[User, ...]
    signers: tuple[tuple[UserId, bytes], ...]
    past: tuple[tuple[UserId, bytes], ...]
    sheets: tuple[RecoverySheet, ...]
    pepper: str = ""


@dataclass(frozen=True, slots=True)
class TakenAlong:
    """What is taken along when a desk is carried over to a roster.

    ``people`` have shown their passwords; ``waiting`` are explained and have not. ``signers`` are
    public keys whose earlier signatures stay genuine. ``sheet_secret`` proves the sheet that signs
    where no second person is left. The disposal list is named by its count and its last hash.
    """

    people: frozenset[UserId]
    waiting: frozenset[UserId] = frozenset()
    signers: tuple[tuple[UserId, bytes], ...] = ()
    disposals: int = 0
    disposal_head: str = ""
    sheet_secret: str = field(default="", repr=False)


class Keys(Protocol):
    """The keys of the desk and the roster of whose they are (security.md §4, §4a).

    Every act is one statement of the roster, signed by its author, and leaves the old key file or
    the new one. Each raises Refused at a desk that was not carried over to a roster yet,
    DamageFound where somebody else changed the keys or where the roster would not believe the
    author, DiskFull.
    """

    @property
    def place(self) -> RosterPlace:
        """Return the roster's place as this desk knows it, ``NO_ROSTER`` at a desk of before."""
        ...

    @property
    def root(self) -> str:
        """Return the hash of the roster's first statement, empty at a desk of before."""
        ...

    def lines(self) -> tuple[RosterLine, ...]:
        """Return the statements of the roster, the oldest first."""
        ...

    def standing(self) -> KeysBefore:
        """Return what a key file of before says; raises Refused where the desk has a roster."""
        ...

    def carry_over(self, taken: TakenAlong, author: Author) -> None:
        """Begin a roster at a desk of before, with what was explained and shown, and nothing else.

        Raises Refused where it has one, DamageFound where the author may not say it.
        """
        ...

    def waiting(self) -> tuple[User, ...]:
        """Return who of before has not shown a password since the carrying over."""
        ...

    def confirm(self, user: UserId, password: str, author: Author) -> None:
        """Take somebody of before in who shows his password beside the author, who signs second.

        Raises WrongPassword, NotFound where nobody of this id waits.
        """
        ...

    def settle(self, author: Author) -> None:
        """Finish what was left half done; a desk that cannot be written to puts it off once more.

        A re-keying is carried through, both copies of the file are made alike, and the author's
        slot is put under the newest pepper.
        """
        ...

    def users(self) -> tuple[User, ...]:
        """Return the users who have a slot, in order of their enrolment."""
        ...

    def enrol(self, user: User, password: str, author: Author) -> None:
        """Give a new user a slot; raises BadInput for a password that cannot be taken."""
        ...

    def change_roles(self, user: User, password: str, author: Author) -> None:
        """Enrol a user anew with other roles, who types the password chosen for the new slot."""
        ...

    def change_password(self, old: str, new: str, author: Author) -> None:
        """Seal the author's slot under a new password; raises WrongPassword, BadInput."""
        ...

    def remove(self, user: UserId, author: Author) -> None:
        """Take a user's slot away and begin a new data key, which ``renew`` carries through.

        Raises NotFound.
        """
        ...

    def renew(self, author: Author, cause: str = "") -> None:
        """Change the data key and write every row anew under it; killed midway, old or new opens.

        One that was begun already is carried through, and needs no statement of its own. ``cause``
        is the number of the disposal for which somebody who is no officer does it. No unit of work
        may be open. Raises DiskFull, ReadBeside; the old key then opens the desk still.
        """
        ...

    def dispose(self, disposal: str, count: int, head: str, author: Author) -> None:
        """Name the next entry of the disposal list, and begin a new data key with it.

        ``count`` and ``head`` are the list's number of disposals and last hash with that entry.
        """
        ...

    def sheets(self) -> tuple[RecoverySheet, ...]:
        """Return all sheets, the newest last, destroyed ones too."""
        ...

    def new_sheet(self, on: date, author: Author) -> SheetKey:
        """Make the recovery key of the day's quarter; it counts from its confirmation on."""
        ...

    def withdraw_sheet(self, number: str, author: Author) -> None:
        """Forget a sheet that waits and was never on paper, number and all; raises NotFound."""
        ...

    def confirm_sheet(
        self, number: str, last_group: str, places: Collection[str], on: date, author: Author
    ) -> None:
        """Take a sheet into use; those older than the quarter before its own end with it.

        Raises BadInput where the group typed back is another, NotFound where none waits.
        """
        ...

    def destroy_sheet(self, number: str, on: date, author: Author) -> None:
        """Remove what a sheet opens: its backups are unreadable once the paper is shredded.

        Raises NotFound.
        """
        ...

    @property
    def peppered(self) -> bool:
        """Say whether passwords open the desk on this machine alone."""
        ...

    def use_pepper(self, author: Author, *, wanted: bool) -> None:
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

    @property
    def trouble(self) -> KnownError | None:
        """Return what is wrong with the list of the backups; None where it can be believed."""
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
