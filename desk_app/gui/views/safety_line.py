# SPDX-License-Identifier: MIT
"""The line over the work of the day that says what the desk's safety still needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.desk.beginning import Missing
from desk_app.gui.presenters.safety import Safety, read_safety
from desk_app.gui.presenters.settings import Part
from desk_app.gui.widgets.buttons import KeyButton
from desk_app.gui.widgets.note_line import NoteLine
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.i18n import dates, messages
from desk_app.rules.duties import may
from desk_app.rules.terms import Duty

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desk_app.gui.workplace import Workplace


class SafetyLine(NoteLine):
    """Takes no room where nothing is missing; whoever keeps the keys has a button to mend it."""

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(NoteFrame("ask"), KeyButton(), parent)
        self._work = work
        self._safety = Safety()
        rules = work.desk.rulebook.on(work.today)
        self._mends = may(work.desk.actor.roles, Duty.KEYS, rules)
        self._note.setObjectName("safety")
        self._button.setObjectName("mend")
        self._button.clicked.connect(self._mend)

    def read(self) -> None:
        """Ask the desk what is missing."""
        self._work.ask(self, "safety", read_safety, self._take)

    def retranslate(self) -> None:
        """Show every word in the language of now."""
        self._button.setText(
            self.tr("To the backups") if self._of_backups else self.tr("To the recovery sheets")
        )
        self._button.setVisible(self._mends)
        self._note.say(*self._words())

    @property
    def _of_backups(self) -> bool:
        safety = self._safety
        drill_alone = safety.drill_due is not None and safety.sheet_due is None
        return drill_alone or safety.missing in {Missing.FOLDER, Missing.BACKUP}

    def _mend(self) -> None:
        self._work.open_settings.emit(Part.BACKUPS if self._of_backups else Part.SHEETS)

    def _take(self, safety: Safety) -> None:
        self._safety = safety
        self.retranslate()
        self.setVisible(safety != Safety())

    def _words(self) -> tuple[str, str]:
        if self._safety.sheet_due is not None:
            quarter = dates.quarter(self._safety.sheet_due, self._work.language)
            return (
                self.tr("The recovery sheet of {quarter} is due").format(quarter=quarter),
                self.tr("The officer prints it; until then backups open with the sheet before."),
            )
        if self._safety.drill_due is not None:
            day = dates.beside(self._safety.drill_due, self._work.today, self._work.language)
            return (
                self.tr("The drill of the month is due since {day}").format(day=day),
                self.tr("The officer opens the newest backup with the key of the recovery sheet."),
            )
        missing = self._safety.missing
        title = "" if missing is None else messages.label(missing, self._work.language)
        return title, self.tr("The officer finishes the first start at the next sign-in.")
