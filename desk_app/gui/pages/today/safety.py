# SPDX-License-Identifier: MIT
"""The line over the work of the day that says what the desk's safety still needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.desk import carrying_over
from desk_app.desk.beginning import Missing
from desk_app.gui.asking import Ask
from desk_app.gui.kit.buttons import KeyButton
from desk_app.gui.kit.notes import NoteFrame, NoteLine
from desk_app.gui.pages.today.book import Safety, read_safety
from desk_app.gui.pages.today.questions import CarryingOver
from desk_app.gui.safety.drill import HoldDrill
from desk_app.gui.safety.folders import BackupFolder
from desk_app.gui.safety.sheets import NewSheet
from desk_app.i18n import dates, messages
from desk_app.rules.terms import Duty

if TYPE_CHECKING:
    from desk_app.desk.carrying_over import Survey
    from desk_app.gui.session import Workplace


class SafetyLine(NoteLine):
    """Takes no room where nothing is missing; whoever keeps the keys has a button to mend it."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(NoteFrame("ask"), KeyButton())
        self._work = work
        self._safety = Safety()
        self._carrying = CarryingOver(work, self)
        self._mends = work.may(Duty.KEYS)
        self._note.setObjectName("safety")
        self._button.setObjectName("mend")
        self._button.setVisible(self._mends)
        self._button.clicked.connect(self._mend)
        if work.backups is not None:
            work.backups.ended.connect(self.read)

    def read(self) -> None:
        """Ask the desk what is missing."""
        self._work.ask(self, "safety", read_safety, self._take)

    def _word_of_mending(self) -> str:
        if self._safety.carrying_over:
            return self.tr("Carry it over")
        if self._wants_sheet:
            return self.tr("Print the recovery sheet")
        if self._safety.missing is Missing.FOLDER:
            return self.tr("Choose a folder")
        if self._safety.missing is Missing.BACKUP:
            return self.tr("Back up now")
        return self.tr("Hold the drill")

    @property
    def _wants_sheet(self) -> bool:
        return self._safety.sheet_due is not None or self._safety.missing is Missing.SHEET

    def _mend(self) -> None:
        """Begin what is missing, here and now."""
        work, missing = self._work, self._safety.missing
        if self._safety.carrying_over:
            work.ask(self, "carrying over", carrying_over.survey, self._carry_over)
        elif missing is not Missing.BACKUP:
            folder = BackupFolder if missing is Missing.FOLDER else HoldDrill
            self._open(NewSheet(work, self) if self._wants_sheet else folder(work, self))
        elif work.backups is not None:
            work.backups.make()

    def _carry_over(self, seen: Survey) -> None:
        """Have two people sign what was found; then the new sheet is printed."""
        dialog = Ask(self._work, self._carrying.question(seen), self)
        dialog.accepted.connect(lambda: self._open(NewSheet(self._work, self)))
        dialog.begin()

    def _open(self, dialog: NewSheet | BackupFolder | HoldDrill) -> None:
        dialog.finished.connect(self._mended)
        dialog.begin()

    def _mended(self) -> None:
        """Read what is missing now; backups that can be made now are known at once."""
        self.read()
        if self._work.backups is not None:
            self._work.backups.read_again()

    def _take(self, safety: Safety) -> None:
        """Say what is missing, to whoever can mend it with the way to do so."""
        self._safety = safety
        self._button.setText(self._word_of_mending())
        self._note.say(self._title(), self._to_officer() if self._mends else self._to_others())
        self.setVisible(safety != Safety())

    def _title(self) -> str:
        language = self._work.language
        if self._safety.carrying_over:
            return self.tr("The desk has to be carried over to a signed roster")
        if self._safety.sheet_due is not None:
            quarter = dates.quarter(self._safety.sheet_due, language)
            return self.tr("The recovery sheet of {quarter} is due").format(quarter=quarter)
        if self._safety.drill_due is not None:
            day = dates.beside(self._safety.drill_due, self._work.today, language)
            return self.tr("The drill of the month is due since {day}").format(day=day)
        missing = self._safety.missing
        return "" if missing is None else messages.label(missing, language)

    def _to_officer(self) -> str:
        """Say to whoever keeps the keys what it means and what is to be done."""
        if self._safety.carrying_over:
            return self.tr(
                "You sign it with a second person, or with the recovery sheet. Until then nobody is"
                " enrolled, no sheet is made, nothing is disposed of or restored."
            )
        if self._safety.sheet_due is not None:
            return self.tr("Print it; until then backups open with the sheet before.")
        return {
            Missing.SHEET: self.tr(
                "Until it is printed, no backup is made. It needs a printer that is set up on"
                " this computer."
            ),
            Missing.FOLDER: self.tr("Until it is chosen, no backup is made."),
            Missing.BACKUP: self._by_itself(),
            None: self.tr("Open the newest backup with the key of the recovery sheet."),
        }[self._safety.missing]

    def _to_others(self) -> str:
        """Say to everybody else what it means and whom it waits for."""
        if self._safety.carrying_over:
            return self.tr(
                "The officer does it with a second person. Until then nobody is enrolled, no sheet"
                " is made, nothing is disposed of or restored."
            )
        if self._safety.sheet_due is not None:
            return self.tr("The officer prints it; until then backups open with the sheet before.")
        return {
            Missing.SHEET: self.tr("Until the officer prints it, no backup is made."),
            Missing.FOLDER: self.tr("Until the officer chooses it, no backup is made."),
            Missing.BACKUP: self._by_itself(),
            None: self.tr(
                "The officer opens the newest backup with the key of the recovery sheet."
            ),
        }[self._safety.missing]

    def _by_itself(self) -> str:
        return self.tr("The first is made by itself, within the hour or at the exit.")
