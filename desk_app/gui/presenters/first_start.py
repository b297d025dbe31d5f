# SPDX-License-Identifier: MIT
"""The first start until there is a desk: sample or real, the profile, two people."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.errors import BadInput, KnownError, NotADesk
from desk_app.gui.entrance import NewPerson
from desk_app.gui.presenters.steps import Step
from desk_app.records.people import DeskProfile, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk_app.desk.context import Desk
    from desk_app.gui.entrance import Entrance
    from desk_app.gui.tasks import Runner


POSTAL_DIGITS = 7
OFFICER, SUPERVISOR = "officer", "supervisor"
ROLES = {
    OFFICER: frozenset({Role.OFFICER, Role.SUPERVISOR}),
    SUPERVISOR: frozenset({Role.SUPERVISOR}),
}
"""Who the two people are: nobody approves what he proposed himself."""

CUT_OFF = "founding_cut_off"
"""The code of what an earlier first start left that ended before there was a desk."""


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """A person as typed: name, password, the password once more."""

    name: str
    password: str = field(repr=False)
    again: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FirstStartState:
    """What the first steps show: the step, what was taken, codes of what is wrong by field."""

    step: Step = Step.KIND
    profile: DeskProfile = field(default_factory=DeskProfile)
    wrong: Mapping[str, str] = field(default_factory=dict)
    making: bool = False
    trouble: KnownError | None = None


class FirstStartPresenter(QObject):
    """Checks each step before the next; `opened` carries the desk made, `left` ends without one."""

    state_changed = Signal(object)
    opened = Signal(object)
    left = Signal()

    def __init__(self, entrance: Entrance, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._entrance = entrance
        self._runner = runner
        self._state = FirstStartState()

    @property
    def state(self) -> FirstStartState:
        """What the first steps show now."""
        return self._state

    def begin(self, *, cut_off: bool) -> None:
        """Show the first step, and say so where an earlier first start was cut off."""
        trouble = NotADesk(CUT_OFF) if cut_off else None
        self._show(replace(self._state, trouble=trouble))

    def go_back(self) -> None:
        """Go one step back; what was typed stays."""
        if self._state.step > Step.KIND and not self._state.making:
            self._go(Step(self._state.step - 1))

    def make_real(self) -> None:
        """Go on to a desk for real applications."""
        self._go(Step.PROFILE)

    def try_sample(self) -> None:
        """Have the sample desk shown instead; nothing is made here."""
        self._entrance.start_sample()
        self.left.emit()

    def take_profile(self, profile: DeskProfile) -> None:
        """Take the profile and go on, or say what is missing."""
        self._state = replace(self._state, profile=profile)
        wrong = _missing(profile)
        if wrong:
            self._show(replace(self._state, wrong=wrong))
        else:
            self._go(Step.PEOPLE)

    def take_people(self, officer: TypedPerson, supervisor: TypedPerson) -> None:
        """Make the desk with two people, or say what is wrong with one of them."""
        if self._state.making:
            return
        typed = {OFFICER: officer, SUPERVISOR: supervisor}
        wrong = {
            f"{who}_{name}": code
            for who, person in typed.items()
            for name, code in self._wrong_with(person).items()
        }
        if not wrong and _folded(officer.name) == _folded(supervisor.name):
            wrong = {f"{SUPERVISOR}_name": "user_there_already"}
        if wrong:
            self._show(replace(self._state, wrong=wrong))
            return
        people = [
            NewPerson(person.name.strip(), ROLES[who], person.password)
            for who, person in typed.items()
        ]
        self._make((people[0], people[1]))

    def _make(self, people: tuple[NewPerson, NewPerson]) -> None:
        self._show(replace(self._state, making=True, wrong={}, trouble=None))
        profile = self._state.profile
        self._runner.submit(
            self, lambda: self._entrance.found(profile, people), self._let_in, self._refuse
        )

    def _let_in(self, desk: Desk) -> None:
        self._show(FirstStartState())
        self.opened.emit(desk)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._show(replace(self._state, making=False, trouble=error))

    def _wrong_with(self, typed: TypedPerson) -> dict[str, str]:
        name, profile = typed.name.strip(), self._state.profile
        if not name:
            return {"name": "empty"}
        try:
            self._entrance.check_password(
                typed.password, (name, profile.company_ja, profile.company_en, profile.desk_ja)
            )
        except BadInput as error:
            return {"password": error.code}
        return {} if typed.password == typed.again else {"again": "passwords_differ"}

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
