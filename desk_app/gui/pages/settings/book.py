# SPDX-License-Identifier: MIT
"""The settings: who works at the desk, its recovery sheets, its keys, its backups."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from desk_app.desk.errors import KnownError
from desk_app.desk.keys.roster import APPROVERS, fingerprint, named_lines
from desk_app.gui.session.tasks import Book
from desk_app.records.desk.safekeeping import Backup
from desk_app.records.desk.sheets import RecoverySheet, is_rescuer, sheet_in_use
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.session.session import Session
    from desk_app.records.desk.people import NamedLine, User


class SettingsPart(Enum):
    """A part of the settings; password and screen are everybody's.

    What the rulebook says is `VALUES`; `RULEBOOK` is a new version of it and the open applications
    that it has not reached: that part is offered while something waits there. `STATIONS` are those
    of an office, told to everybody; a single desk has none.
    """

    USERS = auto()
    PROFILE = auto()
    SHEETS = auto()
    KEYS = auto()
    BACKUPS = auto()
    STATIONS = auto()
    VALUES = auto()
    RULEBOOK = auto()
    WORDING = auto()
    PASSWORD = auto()
    PRINTING = auto()
    SCREEN = auto()
    PROGRAM = auto()


DUTIES = {
    SettingsPart.USERS: Duty.USERS,
    SettingsPart.PROFILE: Duty.APPROVE,
    SettingsPart.VALUES: Duty.RULEBOOK,
    SettingsPart.RULEBOOK: Duty.RULEBOOK,
    SettingsPart.WORDING: Duty.APPROVE,
    SettingsPart.SHEETS: Duty.KEYS,
    SettingsPart.KEYS: Duty.KEYS,
    SettingsPart.BACKUPS: Duty.RESTORE,
}


class SheetState(Enum):
    """Where a recovery sheet is in its life."""

    WAITING = "waiting"
    IN_USE = "in_use"
    KEPT = "kept"
    """It opens the backups of its quarter, and the desk no more."""
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A recovery sheet with its state."""

    sheet: RecoverySheet
    state: SheetState


@dataclass(frozen=True, slots=True)
class KeysRead:
    """What the key file tells: people, who of before waits to be confirmed, sheets, the roster.

    ``lines`` are the roster's statements, the newest first; without a roster there are none, and
    no ``fingerprint``.
    """

    users: tuple[User, ...] = ()
    waiting: tuple[User, ...] = ()
    sheets: tuple[SheetLine, ...] = ()
    peppered: bool = False
    fingerprint: str = ""
    lines: tuple[NamedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class SettingsState:
    """What the settings show; ``by_sheet`` says that a sheet let the person in, no password.

    ``keeps_people`` says whether the person may change people, and not only confirm who waits.
    """

    part: SettingsPart = SettingsPart.PASSWORD
    parts: tuple[SettingsPart, ...] = (SettingsPart.PASSWORD,)
    read: KeysRead = field(default_factory=KeysRead)
    by_sheet: bool = False
    keeps_people: bool = False

    @property
    def users(self) -> tuple[User, ...]:
        """Who has keys."""
        return self.read.users

    @property
    def waiting(self) -> tuple[User, ...]:
        """Who of before has not shown a password yet."""
        return self.read.waiting


class SettingsBook(Book[SettingsState]):
    """Reads what the key file tells whoever keeps it; others are asked nothing."""

    def __init__(self, session: Session, parent: QObject) -> None:
        by_sheet = is_rescuer(session.desk.actor)
        parts = tuple(part for part, duty in DUTIES.items() if _may(session, part, duty))
        if not by_sheet:
            parts = (*parts, SettingsPart.PASSWORD)
        if session.desk.ports.stations is not None:
            parts = (*parts, SettingsPart.STATIONS)
        if session.may(Duty.POST):
            parts = (*parts, SettingsPart.PRINTING)
        parts = (*parts, SettingsPart.SCREEN, SettingsPart.PROGRAM)
        self._every, self._waits = parts, False
        parts = tuple(part for part in parts if part is not SettingsPart.RULEBOOK)
        keeps_people = SettingsPart.USERS in parts
        state = SettingsState(parts[0], parts, by_sheet=by_sheet, keeps_people=keeps_people)
        super().__init__(state, parent)
        self._session = session
        session.hub.listen(self._changed)

    def choose(self, part: SettingsPart) -> None:
        """Show a part that is offered; a new version of the rulebook also where none waits."""
        if part in self._state.parts or part in self._every:
            self._show(replace(self._state, part=part))
            self.offer_version(waits=self._waits)

    def offer_version(self, *, waits: bool) -> None:
        """Offer the new version of the rulebook while something waits there, or it is shown."""
        self._waits, part = waits, SettingsPart.RULEBOOK
        parts = [each for each in self._state.parts if each is not part]
        if part in self._every and (waits or self._state.part is part):
            parts.insert(parts.index(SettingsPart.VALUES) + 1, part)
        if tuple(parts) != self._state.parts:
            self._show(replace(self._state, parts=tuple(parts)))

    def read_again(self) -> None:
        """Read users, sheets and keys; who may only confirm people is asked who waits for it."""
        if SettingsPart.KEYS in self._state.parts:
            self._session.ask(self, "keys", _read, self._take)
        elif self._session.desk.actor.roles & APPROVERS:
            self._session.ask(self, "keys", _read_waiting, self._take_waiting)

    def _take(self, read: KeysRead) -> None:
        self._show(replace(self._state, read=read))

    def _take_waiting(self, read: KeysRead) -> None:
        """Offer the people as long as one of them waits, and the other parts as ever."""
        others = tuple(part for part in self._state.parts if part is not SettingsPart.USERS)
        parts = (SettingsPart.USERS, *others) if read.waiting else others
        part = self._state.part if self._state.part in parts else parts[0]
        self._show(replace(self._state, part=part, parts=parts, read=read))

    def _changed(self, _changes: Changes, _initiator: QObject | None) -> None:
        self.read_again()


def _may(session: Session, part: SettingsPart, duty: Duty) -> bool:
    """Say whether a part is offered; the desk's profile also to whoever keeps the rulebook."""
    return session.may(duty) or (part is SettingsPart.PROFILE and session.may(Duty.RULEBOOK))


def _read_waiting(desk: Desk) -> KeysRead:
    return KeysRead(waiting=desk.ports.keys.waiting())


def _read(desk: Desk) -> KeysRead:
    keys = desk.ports.keys
    sheets = keys.sheets()
    in_use = sheet_in_use(sheets)
    lines = tuple(SheetLine(each, _state_of(each, in_use)) for each in reversed(sheets))
    return KeysRead(
        keys.users(),
        keys.waiting(),
        lines,
        keys.peppered,
        fingerprint(desk.ports),
        tuple(reversed(named_lines(desk.ports))),
    )


def _state_of(sheet: RecoverySheet, in_use: RecoverySheet | None) -> SheetState:
    if sheet.destroyed_on is not None:
        return SheetState.DESTROYED
    if sheet.confirmed_on is None:
        return SheetState.WAITING
    return SheetState.IN_USE if sheet == in_use else SheetState.KEPT


@dataclass(frozen=True, slots=True)
class BackupListState:
    """What the part shows: the newest backup first, and why nothing can be read if so.

    ``homeless`` says that no folder was chosen yet: nothing can be backed up. ``trouble`` is also
    what is wrong with the list, where the backups are found again by their files' names.
    """

    folder: Path | None = None
    homeless: bool = False
    backups: tuple[Backup, ...] = ()
    trouble: KnownError | None = None


class BackupListBook(Book[BackupListState]):
    """Reads the list beside the work: the folder may be slow to answer."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(BackupListState(), parent)
        self._session = session
        if session.backups is not None:
            session.backups.ended.connect(self._ended)

    def read_again(self) -> None:
        """Read folder and backups."""
        desk = self._session.desk
        self._session.beside.submit(self, lambda: _read_backups(desk), self._show, self._refuse)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._show(replace(self._state, trouble=error))

    def _ended(self, outcome: object) -> None:
        if isinstance(outcome, Backup):
            self.read_again()


def _read_backups(desk: Desk) -> BackupListState:
    backups = desk.ports.backups
    folder = backups.folder
    listed = tuple(reversed(backups.all()))
    return BackupListState(folder, folder is None, listed, backups.trouble)
