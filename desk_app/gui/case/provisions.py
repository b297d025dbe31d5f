# SPDX-License-Identifier: MIT
"""The line under a search of everything that says how many records of provision it finds too."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desk_app.desk import registers
from desk_app.gui.kit.display.notes import NoteFrame, NoteLine
from desk_app.gui.kit.layout.buttons import KeyButton
from desk_app.records.registers import RegisterBook

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desk_app.gui.session.session import Session
    from desk_app.records.registers import ProvisionEntry

_LEAST = 2
"""A text of fewer characters is found in nearly every record: nothing is told of them."""


class ProvisionsFound(NoteLine):
    """Takes no room where none is found; its button leads to them in their register."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(NoteFrame("info"), KeyButton(icon="book"), parent)
        self._session = session
        self._text = ""
        self._note.setObjectName("provisionsFound")
        self._button.setObjectName("toProvisions")
        self._button.setText(self.tr("To the register"))
        self._button.clicked.connect(self._open)

    def look(self, text: str) -> None:
        """Look for records in which a text stands."""
        self._text = text.strip()
        if len(self._text) < _LEAST:
            self._session.leave(self, "provisions")
            self.hide()
            return
        sought = partial(registers.provisions, text=self._text)
        self._session.ask(self, "provisions", sought, self._show)

    def _show(self, found: tuple[ProvisionEntry, ...]) -> None:
        self._note.say(
            self.tr("%n record(s) of third-party provision match too", "", len(found)),
            self.tr("They are no applications and stand in their own register."),
        )
        self.setVisible(bool(found))

    def _open(self) -> None:
        self._session.open_registers.emit((RegisterBook.PROVISIONS, self._text))
