# SPDX-License-Identifier: MIT
"""A second person at the same screen: shows a password in place and does what the clerk may not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from desk_app.gui.presenters.own_password import with_own_password
from desk_app.gui.presenters.question import Answers, ChoiceAsked, Question, SecretAsked, text
from desk_app.rules.duties import may

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.gui.presenters.application_read import Opened
    from desk_app.gui.workplace import Workplace
    from desk_app.records.ids import UserId
    from desk_app.records.people import User
    from desk_app.rules.terms import Duty


class SecondPerson(QObject):
    """Adds name and password to a question that the person signed in may not answer alone."""

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def who(self, opened: Opened, duty: Duty, but: UserId | None = None) -> tuple[User, ...]:
        """Return who has a duty; ``but`` is whoever may not use it here: the proposer."""
        return tuple(
            user
            for user in opened.people.values()
            if user.id != but and may(user.roles, duty, opened.rules)
        )

    def put(
        self,
        question: Question,
        opened: Opened,
        duty: Duty,
        but: UserId | None = None,
        *,
        sensitive: bool = False,
    ) -> Question:
        """Return the question as it is for whoever has the duty, else with a second person.

        What is ``sensitive`` asks whoever has the duty for the own password again.
        """
        people = self.who(opened, duty, but)
        if opened.actor.id in {user.id for user in people}:
            return with_own_password(self._work, question) if sensitive else question

        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            name = cast("User", answers["second_person"]).name
            password, verb = text(answers, "second_password"), question.doing(answers)
            return lambda desk: verb(self._work.acting(desk, name, password))

        choices = tuple((user, user.name) for user in people)
        second = (
            ChoiceAsked(
                "second_person",
                self.tr("Who does it"),
                choices,
                people[0] if people else None,
            ),
            SecretAsked("second_password", self.tr("That person's password")),
        )
        # What another person did is not the clerk's to take back.
        return replace(question, doing=doing, asked=(*question.asked, *second), undo=None)
