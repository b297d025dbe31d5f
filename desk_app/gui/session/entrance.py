# SPDX-License-Identifier: MIT
"""What the window is given to get in with: a desk still closed, and what the clerk chose."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from desk_app.records.desk.people import Language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from desk_app.desk.context import Desk
    from desk_app.desk.errors import KnownError
    from desk_app.desk.ports import Progress
    from desk_app.records.desk.people import Role, User
    from desk_app.records.desk.printers import PaperUse, PrinterChoice
    from desk_app.records.desk.profile import DeskProfile
    from desk_app.records.desk.releases import FoundReleases, Release
    from desk_app.records.desk.safekeeping import Backup, Repair, Restored


class DeskState(Enum):
    """Whether there is a desk to sign in to."""

    NEW = "new"
    CUT_OFF = "cut_off"
    """There is none, and an earlier first start ended before there was one."""
    EXISTS = "exists"


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person of the first start: name, roles, the password just chosen."""

    name: str
    roles: frozenset[Role]
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Officer:
    """Who repairs or restores a closed desk, and the password that shows it."""

    name: str
    password: str = field(repr=False)


TEXT_PERCENTS = (90, 100, 110, 125, 150, 175, 200)
"""The sizes of text that can be chosen."""
LOCK_MINUTES = (1, 2, 3, 5, 10, 15)
"""After so many minutes without a key or the mouse the desk may be chosen to lock."""


class Widths(NamedTuple):
    """The widths of a table's columns or of the parts between dividers, in pixels at 100 %."""

    name: str
    widths: tuple[int, ...]


class KeptOrder(NamedTuple):
    """The column by which a table was sorted last, and whether it ascends."""

    name: str
    column: str
    ascending: bool


class WindowPlace(NamedTuple):
    """Where the window stands, in Qt's pixels; a maximized one as it stood before."""

    x: int
    y: int
    width: int
    height: int
    maximized: bool = False


class PaperPrinter(NamedTuple):
    """The printer chosen for a kind of page."""

    use: PaperUse
    choice: PrinterChoice


class Choices(NamedTuple):
    """What a clerk chose at this place: about the screen, and which printer each page goes to.

    ``dark`` is nothing where the system decides. ``text_percent`` is the size of text, and of all
    that stands around it, ``lock_minutes`` after how long without a touch the desk locks.
    ``window`` is nothing where the window was never moved. ``last_user`` is the id of who signed in
    last at this place. ``whole_letter`` shows a letter's whole page, else as wide as there is room.
    ``releases`` is the folder in which newer versions are looked for, ``scans`` that into which the
    scanner writes; empty where none was named.
    """

    language: Language = Language.JA
    dark: bool | None = None
    text_percent: int = 100
    lock_minutes: int = 5
    last_user: str = ""
    widths: tuple[Widths, ...] = ()
    window: WindowPlace | None = None
    printers: tuple[PaperPrinter, ...] = ()
    orders: tuple[KeptOrder, ...] = ()
    whole_letter: bool = False
    releases: str = ""
    scans: str = ""


class Releases(Protocol):
    """Newer versions of the program, in a folder or on a stick: no network is asked.

    `look_in` and `take` read files that may be slow, and run off the GUI thread.
    """

    @property
    def version(self) -> str:
        """The version of this program."""

    @property
    def known(self) -> bool:
        """Whether the program knows its maker's key, and so what is his."""

    def look_in(self, folder: Path) -> FoundReleases:
        """Return the newest version in a folder. Raises NotFound."""

    def take(self, folder: Path, release: Release, progress: Progress | None = None) -> Path:
        """Return a copy of one's own, checked byte by byte. Raises KnownError."""

    def starts_by_itself(self, installer: Path) -> bool:
        """Whether an installer is a program to be started; Debian's is given to its own."""


class Rescue(Protocol):
    """What can be done with a desk that is closed, and that the gate perhaps does not let open.

    `restore` and `repair` are slow and run off the GUI thread. They raise WrongPassword,
    NotAllowed, AlreadyOpen, DiskFull; the desk is then as it was.
    """

    def backups(self) -> Sequence[Backup]:
        """Return the backups that counted when they were made, the newest last."""

    def restore(
        self,
        backup: str,
        sheet_key: str,
        by: Officer,
        progress: Progress | None = None,
        *,
        unsigned: bool = False,
    ) -> Restored:
        """Put a backup in the place of the desk's file, which is kept under another name.

        ``unsigned`` says that the officer takes one of before the roster, which nobody signed.
        Raises besides what opening a backup raises, and Cancelled.
        """

    def repair(self, by: Officer) -> Repair:
        """Repair the desk on copies; the damaged file is kept."""

    def look_in(self, folder: Path) -> None:
        """Look for the desk in another folder until the program ends."""

    def exit_code(self, stop: KnownError) -> int:
        """Return the code with which the program ends that was stopped so."""


class Entrance(Protocol):
    """The way in, given to the window by whoever knows where the desk lies.

    `unlock` and `found` are slow and run off the GUI thread, where the desk then stays.
    """

    @property
    def sample(self) -> bool:
        """Whether this is the sample desk, whose people are invented."""

    @property
    def sample_passwords(self) -> Mapping[str, str]:
        """The passwords of a sample desk's users by name; empty on a real desk."""

    @property
    def resources(self) -> Path:
        """The folder that holds icons and texts."""

    @property
    def log(self) -> Path:
        """The file that mistakes of the program are written to: places in code, never data."""

    @property
    def needed_inside(self) -> Sequence[str]:
        """The modules that opening the desk needs, in the order in which they are loaded ahead."""

    @property
    def rescue(self) -> Rescue:
        """What can be done with the desk while it is closed."""

    def state(self) -> DeskState:
        """Return whether the desk's folder holds a desk. Raises KnownError."""

    def users(self) -> Sequence[User]:
        """Return who may sign in, in order of enrolment. Raises KnownError."""

    def has_sheet(self) -> bool:
        """Say whether a recovery sheet opens the desk. Raises KnownError."""

    def unlock(self, name: str, password: str) -> Desk:
        """Open the desk as a user. Raises WrongPassword and other KnownErrors.

        After a wrong password it raises WrongPassword without a try until the pause is over.
        """

    def unlock_with_sheet(self, key: str) -> Desk:
        """Open the desk with the recovery sheet's key as it was typed or scanned.

        Raises BadInput with the ``group`` that has a mistake, WrongPassword for a key that does not
        open this desk and during the pause after it, and other KnownErrors.
        """

    @property
    def releases(self) -> Releases:
        """Newer versions of the program."""

    def start_sample(self) -> None:
        """Have a sample desk shown in a window of its own once this one is closed."""

    def start_setup(self, installer: Path) -> None:
        """Have an installer started once this window is closed: it refuses beside an open one."""

    def acting(self, desk: Desk, name: str, password: str) -> Desk:
        """Return the open desk with a second person acting. Raises WrongPassword."""

    def pause(self) -> int:
        """Return how many seconds must still pass before a password is tried; 0 for none."""

    def shut(self, desk: Desk, text: str) -> bytes:
        """Return a text encrypted for the person acting, who can read it at a later sign-in."""

    def opened(self, desk: Desk, content: bytes) -> str:
        """Return such a text again; raises DamageFound for another person's."""

    def check_password(self, password: str, names: Sequence[str]) -> None:
        """Refuse a password that is too easy, or made of one of the names. Raises BadInput."""

    def found(self, profile: DeskProfile, people: tuple[NewPerson, NewPerson]) -> Desk:
        """Make the desk and open it as the first person. Raises KnownError."""

    def now(self) -> datetime:
        """Return the moment at the desk (Japan), for the clock on closed screens."""

    def choices(self) -> Choices:
        """Return what was chosen about the screen last time."""

    def keep_choices(self, choices: Choices) -> None:
        """Keep what was chosen about the screen."""
