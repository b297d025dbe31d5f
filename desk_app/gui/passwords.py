# SPDX-License-Identifier: MIT
"""Passwords shown once more before a sensitive verb is done: the own one, or two people's."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication

from desk_app.desk.errors import WrongPassword
from desk_app.gui.asking import Answers, Asked, ChoiceAsked, Question, SecretAsked, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.session.session import Session
    from desk_app.records.desk.people import User


@contextmanager
def typed_in(field: str) -> Iterator[None]:
    """Say of a wrong password in which field of a question it was typed, where there are two."""
    try:
        yield
    except WrongPassword as error:
        error.place = field
        raise


def with_own_password(session: Session, question: Question) -> Question:
    """Return the question with the own password beside it: without that its verb is not done.

    For approvals, disposal, exports, users and keys.
    """

    def doing(answers: Answers) -> Callable[[Desk], Changes]:
        password, verb = text(answers, "own_password"), question.doing(answers)

        def done(desk: Desk) -> Changes:
            with typed_in("own_password"):
                acting = session.acting(desk, session.desk.actor.name, password)
            return verb(acting)

        return done

    label = QCoreApplication.translate("OwnPassword", "Your own password")
    return replace(
        question, doing=doing, asked=(*question.asked, SecretAsked("own_password", label))
    )


def two_passwords(others: Iterable[User]) -> tuple[Asked, ...]:
    """Return what is asked where two people do something together.

    It is the own password, who of the ``others`` is the second one, and that person's password.
    """
    choices = tuple((user, user.name) for user in others)
    first = choices[0][0] if choices else None
    return (
        SecretAsked("own_password", QCoreApplication.translate("OwnPassword", "Your own password")),
        ChoiceAsked(
            "second_person",
            QCoreApplication.translate("OwnPassword", "Second person"),
            choices,
            first,
        ),
        SecretAsked(
            "second_password", QCoreApplication.translate("OwnPassword", "That person's password")
        ),
    )


def both_acting(
    session: Session, verb: Callable[[Desk, Desk], Changes]
) -> Callable[[Answers], Callable[[Desk], Changes]]:
    """Return how a verb of two people is made of the answers to ``two_passwords``."""

    def doing(answers: Answers) -> Callable[[Desk], Changes]:
        own, second = text(answers, "own_password"), text(answers, "second_password")
        name = cast("User", answers["second_person"]).name

        def both(desk: Desk) -> Changes:
            first = session.acting(desk, session.desk.actor.name, own)
            return verb(first, session.acting(desk, name, second))

        return both

    return doing
