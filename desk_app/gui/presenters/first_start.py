# SPDX-License-Identifier: MIT
"""The first start: the desk's profile and two people, step by step, then the desk is made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.errors import BadInput, KnownError
from desk_app.gui.entrance import NewPerson
from desk_app.records.people import DeskProfile, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk_app.desk.context import Desk
    from desk_app.gui.entrance import Entrance
    from desk_app.gui.tasks import Runner

POSTAL_DIGITS = 7


class Step(IntEnum):
    """A step of the first start."""

    PROFILE = 0
    OFFICER = 1
    SUPERVISOR = 2
    BEGIN = 3


ROLES = {
    Step.OFFICER: frozenset({Role.OFFICER, Role.SUPERVISOR}),
    Step.SUPERVISOR: frozenset({Role.SUPERVISOR}),
}


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """A person as typed: name, password, the password once more."""

    name: str
    password: str = field(repr=False)
    again: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FirstStartState:
    """What the wizard shows: the step, what is done, codes of what is wrong by field."""

    step: Step = Step.PROFILE
    profile: DeskProfile = field(default_factory=DeskProfile)
    names: tuple[str, str] = ("", "")
    wrong: Mapping[str, str] = field(default_factory=dict)
    making: bool = False
    trouble: KnownError | None = None


class FirstStartPresenter(QObject):
    """Checks each step before the next; `opened` carries the desk that was made."""

    state_changed = Signal(object)
    opened = Signal(object)

    def __init__(self, entrance: Entrance, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._entrance = entrance
        self._runner = runner
        self._state = FirstStartState()
        self._people: dict[Step, NewPerson] = {}

    @property
    def state(self) -> FirstStartState:
        """What the wizard shows now."""
        return self._state

    def go_back(self) -> None:
        """Go one step back; what was typed stays."""
        if self._state.step > Step.PROFILE and not self._state.making:
            self._go(Step(self._state.step - 1))

    def take_profile(self, profile: DeskProfile) -> None:
        """Take the profile and go on, or say what is missing."""
        self._state = replace(self._state, profile=profile)
        self._go_on_if(_missing(profile), Step.OFFICER)

    def take_person(self, typed: TypedPerson) -> None:
        """Take the person of this step and go on, or say what is wrong."""
        step = self._state.step
        wrong = self._wrong_with(typed)
        if not wrong:
            self._people[step] = NewPerson(typed.name.strip(), ROLES[step], typed.password)
            names = [self._name_of(each) for each in (Step.OFFICER, Step.SUPERVISOR)]
            self._state = replace(self._state, names=(names[0], names[1]))
        self._go_on_if(wrong, Step(step + 1))

    def begin(self) -> None:
        """Make the desk with what was taken."""
        if self._state.making:
            return
        self._show(replace(self._state, making=True, trouble=None))
        profile = self._state.profile
        people = (self._people[Step.OFFICER], self._people[Step.SUPERVISOR])
        self._runner.submit(
            self, lambda: self._entrance.found(profile, people), self._let_in, self._refuse
        )

    def _let_in(self, desk: Desk) -> None:
        self._people.clear()
        self._show(FirstStartState())
        self.opened.emit(desk)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._show(replace(self._state, making=False, trouble=error))

    def _wrong_with(self, typed: TypedPerson) -> dict[str, str]:
        name = typed.name.strip()
        other = Step.SUPERVISOR if self._state.step is Step.OFFICER else Step.OFFICER
        if not name:
            return {"name": "empty"}
        if _folded(name) == _folded(self._name_of(other)):
            return {"name": "user_there_already"}
        profile = self._state.profile
        try:
            self._entrance.check_password(
                typed.password, (name, profile.company_ja, profile.company_en, profile.desk_ja)
            )
        except BadInput as error:
            return {"password": error.code}
        return {} if typed.password == typed.again else {"again": "passwords_differ"}

    def _name_of(self, step: Step) -> str:
        person = self._people.get(step)
        return person.name if person is not None else ""

    def _go_on_if(self, wrong: Mapping[str, str], step: Step) -> None:
        if wrong:
            self._show(replace(self._state, wrong=wrong))
        else:
            self._go(step)

    def _go(self, step: Step) -> None:
        self._show(replace(self._state, step=step, wrong={}, trouble=None))

    def _show(self, state: FirstStartState) -> None:
        self._state = state
        self.state_changed.emit(state)


def _missing(profile: DeskProfile) -> dict[str, str]:
    """Say which fields of a profile are empty or no postal code."""
    names = ("company_ja", "company_en", "desk_ja", "desk_en", "officer", "number_prefix")
    wrong = {name: "empty" for name in names if not str(getattr(profile, name)).strip()}
    lines = {"address_ja": profile.address_ja, "address_en": profile.address_en}
    wrong |= {name: "empty" for name, given in lines.items() if not given}
    digits = profile.postal_code.replace("-", "")
    if len(digits) != POSTAL_DIGITS or not digits.isdecimal():
        wrong["postal_code"] = "postal_code"
    return wrong


def _folded(name: str) -> str:
    return "".join(name.casefold().split())
