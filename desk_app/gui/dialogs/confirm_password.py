# SPDX-License-Identifier: MIT
"""Asks for one's own password once more, in place, before a sensitive step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.gui.dialogs.ask import Ask
from desk_app.gui.presenters.own_password import with_own_password

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desk_app.gui.presenters.question import Question
    from desk_app.gui.workplace import Workplace


class ConfirmPassword(Ask):
    """Does the verb of a question for whoever shows the password of the person signed in.

    A wrong one is told in place, and nothing is done; the pause before the next try grows as at
    the door.
    """

    def __init__(self, work: Workplace, question: Question, parent: QWidget) -> None:
        super().__init__(work, with_own_password(work, question), parent)
