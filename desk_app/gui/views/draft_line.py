# SPDX-License-Identifier: MIT
"""The line over a list that says that mail was begun and not logged, with the way back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.gui.presenters.begun_mail import BegunMail, begun_mail
from desk_app.gui.shortcuts import Key
from desk_app.gui.widgets.buttons import KeyButton
from desk_app.gui.widgets.note_line import NoteLine
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.records.mail import Matter

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desk_app.gui.workplace import Workplace

_KEYS = {Matter.NEW_APPLICATION: Key.LOG_MAIL, Matter.SUPPLEMENT: Key.LOG_SUPPLEMENT}
"""The keys that open a page again, by what it begins with."""


class DraftLine(NoteLine):
    """Takes no room where nothing was begun; it names nobody."""

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(NoteFrame("info"), KeyButton(icon="edit"), parent)
        self._button.setText(self.tr("Go on writing"))
        self._work = work
        self._begun: BegunMail | None = None
        self._note.setObjectName("draftWaits")
        self._button.setObjectName("goOnWriting")
        self._button.clicked.connect(self._go_on)

    def read(self) -> None:
        """Ask the desk whether anything of this person's was begun."""
        self._work.ask(self, "draft", begun_mail, self._show_begun)

    def _show_begun(self, begun: BegunMail | None) -> None:
        self._begun = begun
        key = None if begun is None else _key_of(begun)
        if key is not None:
            self._button.show_key(key)
        self._button.tell_key(told=key is not None)
        self._note.say(
            self._what(),
            self.tr("What was typed is kept; go on where it stopped, or begin anew there."),
        )
        self.setVisible(begun is not None)

    def _what(self) -> str:
        begun = self._begun
        if begun is None or not begun.later:
            return self.tr("Mail was begun and not logged yet")
        if not begun.number:
            return self.tr("What came later was begun and not logged yet")
        words = self.tr("What came later for {number} was begun and not logged yet")
        return words.format(number=begun.number)

    def _go_on(self) -> None:
        begun = self._begun
        if begun is None or begun.opens is Matter.NEW_APPLICATION:
            self._work.open_intake.emit(None)
        else:
            self._work.open_intake.emit(begun.opens)


def _key_of(begun: BegunMail) -> Key | None:
    """Return the key that opens a page; that for one application stands at no one key."""
    return _KEYS.get(begun.opens) if isinstance(begun.opens, Matter) else None
