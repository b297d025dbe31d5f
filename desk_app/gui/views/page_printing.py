# SPDX-License-Identifier: MIT
"""Pages for the post and of a case, from a view: the question, the printer, or a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.gui.dialogs.ask import Ask
from desk_app.gui.dialogs.save_pdf import SavePdf, documents
from desk_app.gui.presenters.own_printing import OwnPrinting
from desk_app.gui.presenters.own_saving import OwnSaving

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desk_app.gui.presenters.own_printing import Made
    from desk_app.gui.presenters.question import Question
    from desk_app.gui.printing import Printing
    from desk_app.gui.workplace import Workplace


class PagePrinting(QObject):
    """Puts the questions over its view, and does what was answered.

    ``saved`` says that pages stand in a file, and that no printer is missed any more.
    """

    saved = Signal()

    def __init__(self, work: Workplace, view: QWidget, printers: Printing) -> None:
        super().__init__(view)
        self._work = work
        self._view = view
        self.printing = OwnPrinting(work, printers, self)
        self.saving = OwnSaving(work, self)
        self.printing.file_wanted.connect(self._name)
        self.saving.asked.connect(self._ask_to_save)

    def ask(self, question: Question) -> Ask:
        """Ask where pages go, and let them go there."""
        asked = self._put(question)
        asked.accepted.connect(self.printing.send)
        return asked

    def _ask_to_save(self, question: Question) -> None:
        self._put(question).accepted.connect(self.saved)

    def _put(self, question: Question) -> Ask:
        dialog = Ask(self._work, question, self._view)
        dialog.begin()
        return dialog

    def _name(self, made: Made) -> None:
        """Ask which file the pages go into."""
        dialog = SavePdf(documents(), self.saving.name(made), self._view)
        dialog.fileSelected.connect(partial(self.saving.save, made))
        dialog.open()
