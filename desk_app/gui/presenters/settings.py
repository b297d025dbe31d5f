# SPDX-License-Identifier: MIT
"""The settings: who works at the desk, its recovery sheets, its keys, one's own password."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.records.safekeeping import RecoverySheet, is_rescuer, sheet_in_use
from desk_app.rules.duties import may
from desk_app.rules.terms import Duty

if TYPE_CHECKING:
    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.gui.workplace import Workplace
    from desk_app.records.people import User


class Part(Enum):
    """A part of the settings; password and screen are everybody's."""

    USERS = auto()
    SHEETS = auto()
    KEYS = auto()
    BACKUPS = auto()
    RULEBOOK = auto()
    WORDING = auto()
    PASSWORD = auto()
    PRINTING = auto()
    SCREEN = auto()


DUTIES = {
    Part.USERS: Duty.USERS,
    Part.SHEETS: Duty.KEYS,
    Part.KEYS: Duty.KEYS,
    Part.BACKUPS: Duty.RESTORE,
    Part.RULEBOOK: Duty.RULEBOOK,
    Part.WORDING: Duty.APPROVE,
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
class SettingsState:
    """What the settings show; ``by_sheet`` says that a sheet let the person in, no password."""

    part: Part = Part.PASSWORD
    parts: tuple[Part, ...] = (Part.PASSWORD,)
    users: tuple[User, ...] = ()
    sheets: tuple[SheetLine, ...] = ()
    peppered: bool = False
    by_sheet: bool = False


class SettingsPresenter(QObject):
    """Reads what the key file tells whoever keeps it; others are asked nothing."""

    state_changed = Signal(object)

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        roles, rules = work.desk.actor.roles, work.desk.rulebook.on(work.today)
        by_sheet = is_rescuer(work.desk.actor)
        parts = tuple(part for part, duty in DUTIES.items() if may(roles, duty, rules))
        if not by_sheet:
            parts = (*parts, Part.PASSWORD)
        if may(roles, Duty.POST, rules):
            parts = (*parts, Part.PRINTING)
        parts = (*parts, Part.SCREEN)
        self._state = SettingsState(parts[0], parts, by_sheet=by_sheet)
        work.hub.listen(self._changed)

    @property
    def state(self) -> SettingsState:
        """What the settings show now."""
        return self._state

    def choose(self, part: Part) -> None:
        """Show a part that is offered."""
        if part in self._state.parts:
            self._show(replace(self._state, part=part))

    def read_again(self) -> None:
        """Read users, sheets and keys."""
        if Part.KEYS in self._state.parts:
            self._work.ask(self, "keys", _read, self._take)

    def _take(self, read: tuple[tuple[User, ...], tuple[SheetLine, ...], bool]) -> None:
        users, sheets, peppered = read
        self._show(replace(self._state, users=users, sheets=sheets, peppered=peppered))

    def _changed(self, _changes: Changes, _initiator: QObject | None) -> None:
        self.read_again()

    def _show(self, state: SettingsState) -> None:
        self._state = state
        self.state_changed.emit(state)


def _read(desk: Desk) -> tuple[tuple[User, ...], tuple[SheetLine, ...], bool]:
    keys = desk.ports.keys
    sheets = keys.sheets()
    in_use = sheet_in_use(sheets)
    lines = tuple(SheetLine(each, _state_of(each, in_use)) for each in reversed(sheets))
    return keys.users(), lines, keys.peppered


def _state_of(sheet: RecoverySheet, in_use: RecoverySheet | None) -> SheetState:
    if sheet.destroyed_on is not None:
        return SheetState.DESTROYED
    if sheet.confirmed_on is None:
        return SheetState.WAITING
    return SheetState.IN_USE if sheet == in_use else SheetState.KEPT
