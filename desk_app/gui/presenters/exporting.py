# SPDX-License-Identifier: MIT
"""A ledger on its way out as a workbook: the place looked at, the password asked, written."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import exporting
from desk_app.desk.changes import Changes
from desk_app.gui.presenters.own_password import with_own_password
from desk_app.gui.presenters.question import Question
from desk_app.i18n import ledgers, messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.context import Desk
    from desk_app.desk.journal_queries import JournalFilter
    from desk_app.gui.workplace import Workplace
    from desk_app.records.ledger import Ledger, LedgerKind
    from desk_app.records.people import Language
    from desk_app.records.second_folder import FolderDoubt

    Making = Callable[[Desk, Language], Ledger]

SUFFIX = ".xlsx"


class Exporting(QObject):
    """Says `asked` with the question once a place was found fit, with what speaks against it."""

    asked = Signal(object)

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def name(self, kind: LedgerKind) -> str:
        """Return the name that a file is offered: kind and day, nothing else."""
        return f"{kind.value}-{self._work.today.isoformat()}{SUFFIX}"

    def begin(self, kind: LedgerKind, path: str, making: Making) -> None:
        """Look at the place of a new file, and ask."""
        place = Path(path)
        self._work.runner.submit(
            self,
            lambda: self._work.desk.ports.sheets.doubts(place),
            partial(self._ask, kind, place, making),
            self._work.trouble.emit,
        )

    def _ask(
        self, kind: LedgerKind, place: Path, making: Making, doubts: tuple[FolderDoubt, ...]
    ) -> None:
        language = self._work.language

        def verb(desk: Desk) -> Changes:
            ledger = making(desk, language)
            desk.ports.sheets.write_xlsx(ledger, place, desk.ports.clock.now())
            return Changes.of()

        warned = [
            self.tr("The folder is {doubt}.").format(doubt=messages.word(doubt, language))
            for doubt in doubts
        ]
        told = self.tr("The journal says who let it go. No applicant's name is in it.")
        question = Question(
            self.tr("Save as a workbook: {what}").format(what=messages.word(kind, language)),
            self.tr("Save"),
            lambda _: verb,
            effect=self.tr("{file} leaves the desk and is no longer encrypted.").format(
                file=place.name
            ),
            detail="\n".join([*warned, told]),
            said=self.tr("The workbook is saved."),
        )
        self.asked.emit(with_own_password(self._work, question))


def journal_ledger(wanted: JournalFilter) -> Making:
    """Return what makes a table of the entries that match."""
    return lambda desk, language: ledgers.journal(exporting.export_journal(desk, wanted), language)


def due_ledger(desk: Desk, language: Language) -> Ledger:
    """Return a table of what is due for disposal."""
    return ledgers.due(exporting.export_due(desk), language)
