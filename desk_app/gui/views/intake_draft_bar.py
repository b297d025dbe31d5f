# SPDX-License-Identifier: MIT
"""The line over the Intake page that says of which draft it is, and leads to the other page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal

from desk_app.gui import shortcuts
from desk_app.gui.presenters import intake_drafts
from desk_app.gui.shortcuts import Key
from desk_app.gui.widgets.buttons import KeyButton
from desk_app.gui.widgets.note_line import NoteLine
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.i18n import dates
from desk_app.records.mail import Matter

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from desk_app.gui.presenters.intake_drafts import Kept
    from desk_app.gui.presenters.intake_state import IntakeState
    from desk_app.gui.workplace import Workplace

_LEADS_BACK = {
    intake_drafts.NEW_MAIL: Key.LOG_MAIL,
    intake_drafts.key_of(None, Matter.SUPPLEMENT): Key.LOG_SUPPLEMENT,
}
"""The keys that open a page again, by the key of its draft."""


class DraftBar(NoteLine):
    """Takes no room on a page that begins blank, while no other one is laid aside.

    ``other_wanted`` asks for the other page: a new one, or the one that was laid aside.
    """

    other_wanted = Signal()

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(NoteFrame("ask"), KeyButton(icon="edit"), parent)
        self._work = work
        self._note.setObjectName("goesOn")
        self._button.setObjectName("otherDraft")
        self._button.show_key(Key.OTHER_DRAFT)
        self._button.clicked.connect(self.other_wanted)

    def show_state(self, state: IntakeState) -> None:
        """Say which draft the page goes on with, and which one is laid aside."""
        said = [each for each in (self._goes_on(state), self._aside(state)) if each]
        other = intake_drafts.aside_of(state.form.key) is not None
        if other and state.aside is None:
            said.append(self.tr("A new page can be started; this draft stays kept."))
        self._note.say(said[0] if said else "", " ".join(said[1:]))
        new, laid = self.tr("Start a new page"), self.tr("The other draft")
        self._button.setText(new if state.aside is None else laid)
        self._button.setVisible(other)
        self.setVisible(state.draft is not None or state.aside is not None)

    def _goes_on(self, state: IntakeState) -> str:
        undated = self.tr("This goes on with the draft of last time")
        dated = self.tr("This goes on with the draft of {when}")
        return self._said_of(state.draft, state.today, undated, dated)

    def _aside(self, state: IntakeState) -> str:
        undated = self.tr("Another draft is laid aside.")
        dated = self.tr("Another draft, of {when}, is laid aside.")
        return self._said_of(state.aside, state.today, undated, dated)

    def _said_of(self, draft: Kept | None, today: date, undated: str, dated: str) -> str:
        if draft is None:
            return ""
        if draft.at is None:
            return undated
        return dated.format(when=dates.moment(draft.at, today, self._work.language))


def parting(key: str) -> str:
    """Say to a clerk who leaves the page of a draft that it is kept, and how to come back to it."""
    leads = _LEADS_BACK.get(key)
    if leads is None:
        return QCoreApplication.translate(
            "DraftBar", "Kept as a draft; it comes back where this page was opened."
        )
    said = QCoreApplication.translate("DraftBar", "Kept as a draft; {key} goes on with it.")
    return said.format(key=shortcuts.label(leads))
