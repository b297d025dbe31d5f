# SPDX-License-Identifier: MIT
"""The actions that print and save ledgers (R1, R2), for the pages that offer them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui.dialogs.ask import Ask
from desk_app.gui.dialogs.save_pdf import SavePdf, documents
from desk_app.gui.presenters.ledger_printing import LedgerPrinting
from desk_app.gui.presenters.stamps_printing import StampPrinting
from desk_app.gui.presenters.stamps_read import month_of
from desk_app.gui.widgets.actions import ActionLine
from desk_app.rules.terms import Duty

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desk_app.gui.presenters.own_printing import OwnPrinting
    from desk_app.gui.presenters.question import Question
    from desk_app.gui.shortcuts import Key
    from desk_app.gui.workplace import Workplace


class LedgerActions(QObject):
    """Asks for a period, then has the ledger made; with names for who may read them."""

    def __init__(self, work: Workplace, printing: OwnPrinting, view: QWidget) -> None:
        super().__init__(view)
        self._work = work
        self._view = view
        self.making = LedgerPrinting(work, printing, self)
        self.making.asked.connect(self._ask)

    def lines(self, prints: Key | None = None, saves: Key | None = None) -> list[ActionLine]:
        """Return both actions, on these keys."""
        return [
            ActionLine(
                "printLedger",
                self.tr("Print the ledger of applications"),
                self.making.print,
                prints,
                "print",
                "file",
            ),
            ActionLine(
                "saveLedger",
                self.tr("Save the ledger of applications as PDF"),
                self._save,
                saves,
                "pdf",
                "file",
                enabled=self._lets_go,
            ),
        ]

    def _save(self) -> None:
        dialog = SavePdf(documents(), self.making.name(), self._view)
        dialog.fileSelected.connect(self.making.save)
        dialog.open()

    def _ask(self, question: Question) -> None:
        dialog = Ask(self._work, question, self._view)
        dialog.accepted.connect(self.making.go)
        dialog.begin()

    def _lets_go(self) -> bool:
        return self._work.may(Duty.EXPORT)


class StampLedgerActions(QObject):
    """Prints and saves a month of the stamp book, for who reads ledgers and keeps no stamps."""

    def __init__(self, work: Workplace, printing: OwnPrinting, view: QWidget) -> None:
        super().__init__(view)
        self._work = work
        self._view = view
        self._printing = printing
        self.paper = StampPrinting(work, printing, self)
        self.paper.asked.connect(self._ask)

    def lines(self) -> list[ActionLine]:
        """Return both actions."""
        return [
            ActionLine(
                "printStamps", self.tr("Print the stamp book"), self._print, None, "print", "file"
            ),
            ActionLine(
                "saveStamps",
                self.tr("Save the stamp book as PDF"),
                self._save,
                None,
                "pdf",
                "file",
                enabled=self._lets_go,
            ),
        ]

    def _print(self) -> None:
        question = self.paper.print_question(month_of(self._work.today))
        self._ask(question).accepted.connect(self._printing.send)

    def _save(self) -> None:
        period = month_of(self._work.today)
        dialog = SavePdf(documents(), self.paper.name(period), self._view)
        dialog.fileSelected.connect(partial(self.paper.save, period))
        dialog.open()

    def _ask(self, question: Question) -> Ask:
        dialog = Ask(self._work, question, self._view)
        dialog.begin()
        return dialog

    def _lets_go(self) -> bool:
        return self._work.may(Duty.EXPORT)
