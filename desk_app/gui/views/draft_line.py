# SPDX-License-Identifier: MIT
"""The line over a list that says that mail was begun and not logged, with the way back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.desk import intake
from desk_app.gui.presenters.intake_drafts import NEW_MAIL, aside_of
from desk_app.gui.shortcuts import Key
from desk_app.gui.widgets.buttons import KeyButton
from desk_app.gui.widgets.note_line import NoteLine
from desk_app.gui.widgets.notes import NoteFrame

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desk_app.gui.workplace import Workplace

_KEYS = tuple(filter(None, (NEW_MAIL, aside_of(NEW_MAIL))))
"""Where mail that nobody logged yet is kept."""


class DraftLine(NoteLine):
    """Takes no room where nothing was begun; it names nobody."""

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(NoteFrame("info"), KeyButton(icon="edit"), parent)
        self._work = work
        self._note.setObjectName("draftWaits")
        self._button.setObjectName("goOnWriting")
        self._button.show_key(Key.LOG_MAIL)
        self._button.clicked.connect(self._go_on)
        self.retranslate()

    def read(self) -> None:
        """Ask the desk whether anything of this person's was begun."""
        self._work.ask(self, "draft", lambda desk: intake.begun(desk, *_KEYS), self.setVisible)

    def retranslate(self) -> None:
        """Show every word in the language of now."""
        self._note.say(
            self.tr("Mail was begun and not logged yet"),
            self.tr("What was typed is kept; go on where it stopped, or begin anew there."),
        )
        self._button.setText(self.tr("Go on writing"))

    def _go_on(self) -> None:
        self._work.open_intake.emit(None)
