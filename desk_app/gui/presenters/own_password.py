# SPDX-License-Identifier: MIT
"""The person signed in shows the own password once more before a sensitive verb is done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desk_app.gui.presenters.question import Answers, Question, SecretAsked, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.gui.workplace import Workplace


def with_own_password(work: Workplace, question: Question) -> Question:
    """Return the question with the own password beside it: without that its verb is not done.

    For approvals, disposal, exports, users and keys (security.md §5).
    """

    def doing(answers: Answers) -> Callable[[Desk], Changes]:
        password, verb = text(answers, "own_password"), question.doing(answers)
        return lambda desk: verb(work.acting(desk, work.desk.actor.name, password))

    label = QCoreApplication.translate("OwnPassword", "Your own password")
    return replace(
        question, doing=doing, asked=(*question.asked, SecretAsked("own_password", label))
    )
