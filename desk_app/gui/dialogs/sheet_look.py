# SPDX-License-Identifier: MIT
"""The look at a new recovery sheet: whose it is and which, and dots where its key stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.gui import words
from desk_app.gui.widgets.sheet_preview import SheetPreview, SheetWords
from desk_app.i18n import dates
from desk_app.records.safekeeping import Quarter

if TYPE_CHECKING:
    from datetime import date

    from desk_app.gui.presenters.new_sheet import NewSheetState
    from desk_app.records.people import Language


class SheetLook(SheetPreview):
    """Shows the page that prints; before the print it has no number."""

    def show_sheet(self, state: NewSheetState, today: date, language: Language) -> None:
        """Show the sheet of a task as it stands."""
        profile, sheet = state.profile, state.sheet
        desk = words.desk_name(profile, language) if profile is not None else ""
        number = sheet.number if sheet is not None else "––"
        quarter = sheet.quarter if sheet is not None else Quarter.of(today)
        made = dates.full(sheet.made_on if sheet is not None else today, language)
        self.show_words(
            self.tr("The recovery sheet as it prints; the key is shown as dots"),
            SheetWords(
                title=self.tr("Recovery sheet"),
                quarter=dates.quarter(quarter, language),
                desk=desk,
                number=self.tr("Sheet {number}").format(number=number),
                made=self.tr("Made {day}").format(day=made),
                key=self.tr("Recovery key"),
                code=self.tr("square code"),
                only=self.tr(
                    "The key is printed on paper alone. It stays on no screen, in no file and in no"
                    " backup."
                ),
                use_title=self.tr("What this paper does"),
                use=self.tr(
                    "• Opens the backups of this quarter\n• Lets in when all passwords are lost"
                ),
                end_title=self.tr("How it ends"),
                end=self.tr(
                    "Shred it at the end of the next quarter. The backups of this quarter can then"
                    " be read no more."
                ),
                place=self.tr("Kept at"),
                sealed=self.tr("Sealed by"),
            ),
        )
