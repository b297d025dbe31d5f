# SPDX-License-Identifier: MIT
"""The person signed in shows the own password once more before a sensitive verb is done."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desk_app.desk.errors import WrongPassword
from desk_app.gui.presenters.question import Answers, Question, SecretAsked, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.gui.workplace import Workplace


@contextmanager
def typed_in(field: str) -> Iterator[None]:
    """Say of a wrong password in which field of a question it was typed, where there are two."""
    try:
        yield
    except WrongPassword as error:
        error.place = field
        raise


def with_own_password(work: Workplace, question: Question) -> Question:
    """Return the question with the own password beside it: without that its verb is not done.

    For approvals, disposal, exports, users and keys (security.md §5).
    """

    def doing(answers: Answers) -> Callable[[Desk], Changes]:
        password, verb = text(answers, "own_password"), question.doing(answers)

        def done(desk: Desk) -> Changes:
            with typed_in("own_password"):
                acting = work.acting(desk, work.desk.actor.name, password)
            return verb(acting)

        return done

    label = QCoreApplication.translate("OwnPassword", "Your own password")
    return replace(
        question, doing=doing, asked=(*question.asked, SecretAsked("own_password", label))
    )
