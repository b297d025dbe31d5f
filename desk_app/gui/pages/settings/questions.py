# SPDX-License-Identifier: MIT
"""What is asked before people, sheets and keys are changed: what it does stands above."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from desk_app.desk.context import Changes
from desk_app.desk.errors import BadInput
from desk_app.desk.keys import people
from desk_app.desk.keys.roster import APPROVERS, Second, needs_second
from desk_app.gui.asking import (
    Answers,
    ChoiceAsked,
    LineAsked,
    Question,
    SecretAsked,
    TicksAsked,
    Weight,
    several,
    text,
)
from desk_app.gui.passwords import typed_in
from desk_app.i18n import messages
from desk_app.records.desk.people import Language, Role, User
from desk_app.records.desk.sheets import is_rescuer

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from desk_app.desk.context import Desk
    from desk_app.gui.session.session import Session
    from desk_app.records.desk.sheets import RecoverySheet


_NOTHING_HELD: frozenset[Role] = frozenset()
"""The roles of somebody who is enrolled for the first time."""

_SECOND = ("second", "second_password")
"""What is asked of a second person."""


class SettingsQuestions(QObject):
    """Makes the questions in the clerk's language."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def enrol(self, users: Iterable[User]) -> Question:
        """Ask for another person; ``users`` are those of whom one may have to sign second."""
        others = self._others(users)
        return Question(
            self.tr("Add a person"),
            self.tr("Add"),
            self._enrolling,
            effect=self.tr("The person signs in with the password typed here and can change it."),
            detail=self._why_two(),
            asked=(
                LineAsked("name", self.tr("Name")),
                self._roles(frozenset()),
                *self._new_password(),
                *self._second(others),
            ),
            spared=partial(self._spared, _NOTHING_HELD),
            remark=partial(self._nobody_signs, others, _NOTHING_HELD),
        )

    def change_roles(self, user: User, users: Iterable[User]) -> Question:
        """Ask for other roles of a person, or a new password under the same ones.

        ``users`` are those of whom one may have to sign second: the person too who may approve
        until now, by the password until now.
        """
        others, held = self._others(users), user.roles
        detail = self.tr("With the same roles, this gives a new password for a lost one.")
        return Question(
            self.tr("Change the roles of {name}").format(name=user.name),
            self.tr("Change"),
            partial(self._changing, user),
            effect=self.tr("The person is enrolled anew: the old password opens the desk no more."),
            detail=self._between.join(part for part in (detail, self._why_two()) if part),
            asked=(self._roles(held), *self._new_password(), *self._second(others)),
            spared=partial(self._spared, held),
            remark=partial(self._nobody_signs, others, held),
        )

    def confirm(self, user: User) -> Question:
        """Ask somebody of before the roster for the password, beside whoever is signed in."""
        return Question(
            self.tr("Confirm {name}").format(name=user.name),
            self.tr("Confirm"),
            partial(_confirming, user),
            effect=self.tr("{name} types the password used until now, and keeps it.").format(
                name=user.name
            ),
            detail=self.tr("You sign second: that it is this person who types it."),
            asked=(SecretAsked("password", self.tr("Password of {name}").format(name=user.name)),),
        )

    def remove(self, user: User) -> Question:
        """Ask whether a person shall open the desk no more."""
        return Question(
            self.tr("Remove {name}").format(name=user.name),
            self.tr("Remove"),
            lambda _: lambda desk: people.remove(desk, user.id),
            effect=self.tr("The password of {name} opens this desk no more.").format(
                name=user.name
            ),
            detail=self.tr(
                "The data key is changed. What the person did stays in the journal. Backups made"
                " before open with their sheet as ever."
            ),
            weight=Weight.FINAL,
        )

    def change_password(self) -> Question:
        """Ask for one's own old password and a new one."""
        return Question(
            self.tr("Change my password"),
            self.tr("Change"),
            _changing_password,
            asked=(SecretAsked("old", self.tr("Password until now")), *self._new_password()),
        )

    def new_sheet(self) -> Question:
        """Ask whether a new sheet shall be made; it is printed after that."""
        return Question(
            self.tr("Make a recovery sheet"),
            self.tr("Go on"),
            lambda _: _nothing_yet,
            effect=self.tr(
                "Once its last group is typed back, it takes the place of the sheet in use."
            ),
            detail=self.tr("The data key is changed with it."),
            said=self.tr("Print the sheet now."),
        )

    def destroy_sheet(self, sheet: RecoverySheet) -> Question:
        """Ask whether the key of a sheet shall end."""
        return Question(
            self.tr("Destroy the key of sheet {number}").format(number=sheet.number),
            self.tr("Destroy"),
            lambda _: lambda desk: people.destroy_sheet(desk, sheet.number),
            effect=self.tr("Shred both prints of sheet {number} now.").format(number=sheet.number),
            detail=self.tr(
                "The backups made for this sheet can then be read by nobody. This cannot be undone."
            ),
            weight=Weight.FINAL,
        )

    def renew(self) -> Question:
        """Ask whether the data key shall be changed."""
        return Question(
            self.tr("Change the data key"),
            self.tr("Change"),
            lambda _: people.renew,
            effect=self.tr("A copy of the old database file alone can then be opened no more."),
            detail=self.tr("Passwords and recovery sheet stay as they are."),
        )

    def use_pepper(self, *, wanted: bool) -> Question:
        """Ask whether passwords shall open the desk on this machine alone, or anywhere again."""
        verb = partial(people.use_pepper, wanted=wanted)
        if wanted:
            return Question(
                self.tr("Bind passwords to this machine"),
                self.tr("Bind"),
                lambda _: verb,
                effect=self.tr("A password opens the desk on this machine alone."),
                detail=self.tr(
                    "A copy of both folders is then of no use elsewhere. Should this machine fail,"
                    " the recovery sheet opens the desk on another."
                ),
            )
        return Question(
            self.tr("Bind passwords no longer"),
            self.tr("Release"),
            lambda _: verb,
            effect=self.tr("A password opens the desk on any machine that has both folders."),
        )

    @property
    def _between(self) -> str:
        return " " if self._session.language is Language.EN else ""

    def _enrolling(self, answers: Answers) -> Callable[[Desk], Changes]:
        def doing(desk: Desk) -> Changes:
            password, second = _password(answers), self._signing(desk, answers, _NOTHING_HELD)
            return people.enrol(desk, text(answers, "name"), _chosen(answers), password, second)

        return doing

    def _changing(self, user: User, answers: Answers) -> Callable[[Desk], Changes]:
        def doing(desk: Desk) -> Changes:
            password, second = _password(answers), self._signing(desk, answers, user.roles)
            return people.change_roles(desk, user.id, _chosen(answers), password, second)

        return doing

    def _signing(self, desk: Desk, answers: Answers, held: frozenset[Role]) -> Second | None:
        """Return who signs second, where one must; raises WrongPassword with its field."""
        if not needs_second(desk, _chosen(answers) | held):
            return None
        who = cast("User", answers["second"])
        with typed_in("second_password"):
            acting = self._session.acting(desk, who.name, text(answers, "second_password"))
        return Second(acting.actor, acting.ports.seal)

    def _others(self, users: Iterable[User]) -> tuple[User, ...]:
        """Return who may sign second: others who may approve."""
        actor = self._session.desk.actor
        return tuple(each for each in users if each.id != actor.id and each.roles & APPROVERS)

    def _second(self, others: tuple[User, ...]) -> tuple[ChoiceAsked, SecretAsked]:
        choices = tuple((user, user.name) for user in others)
        first = others[0] if others else None
        return (
            ChoiceAsked("second", self.tr("Second person"), choices, first),
            SecretAsked("second_password", self.tr("That person's password until now")),
        )

    def _why_two(self) -> str:
        if is_rescuer(self._session.desk.actor):
            return ""
        return self.tr(
            "Whoever may approve (supervisor, officer) is enrolled by two: a second person types a"
            " password here too."
        )

    def _spared(self, held: frozenset[Role], answers: Answers) -> Collection[str]:
        return () if needs_second(self._session.desk, _chosen(answers) | held) else _SECOND

    def _nobody_signs(
        self, others: tuple[User, ...], held: frozenset[Role], answers: Answers
    ) -> str:
        if others or not needs_second(self._session.desk, _chosen(answers) | held):
            return ""
        return self.tr(
            "Nobody here can sign second. Open the desk with the recovery sheet and do it there:"
            " the sheet signs alone."
        )

    def _roles(self, held: frozenset[Role]) -> TicksAsked:
        choices = tuple((role, messages.label(role, self._session.language)) for role in Role)
        return TicksAsked(
            "roles", self.tr("Roles"), choices, tuple(role for role in Role if role in held)
        )

    def _new_password(self) -> tuple[SecretAsked, SecretAsked]:
        return (
            SecretAsked("password", self.tr("New password, at least 12 characters")),
            SecretAsked("again", self.tr("New password once more")),
        )


def _confirming(user: User, answers: Answers) -> Callable[[Desk], Changes]:
    def doing(desk: Desk) -> Changes:
        with typed_in("password"):
            return people.confirm(desk, user.id, text(answers, "password"))

    return doing


def _changing_password(answers: Answers) -> Callable[[Desk], Changes]:
    return lambda desk: people.change_password(desk, text(answers, "old"), _password(answers))


def _chosen(answers: Answers) -> frozenset[Role]:
    return frozenset(role for role in several(answers, "roles") if isinstance(role, Role))


def _password(answers: Answers) -> str:
    """Return the new password; raises BadInput where the two differ."""
    password = text(answers, "password")
    if password != text(answers, "again"):
        raise BadInput("passwords_differ", place="again")
    return password


def _nothing_yet(_: Desk) -> Changes:
    return Changes.of()
