# SPDX-License-Identifier: MIT
"""The slip that lies with the papers of a case (P4), on its way to paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.desk import case_slips
from desk_app.i18n.case_slips import CaseSlipWords
from desk_app.records.printers import PaperUse

if TYPE_CHECKING:
    from desk_app.desk.context import Desk
    from desk_app.gui.presenters.own_printing import OwnPrinting
    from desk_app.gui.presenters.question import Answers, Question
    from desk_app.gui.workplace import Workplace
    from desk_app.records.ids import ApplicationId


class CaseSlipPrinting(QObject):
    """Makes the question before it is printed."""

    def __init__(self, work: Workplace, printing: OwnPrinting, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._printing = printing

    def question(self, application: ApplicationId) -> Question:
        """Print the slip of an application as it stands now."""
        language = self._work.language

        def making(desk: Desk, _: Answers) -> bytes:
            page = case_slips.case_slip_page(desk, application, language, CaseSlipWords(language))
            return desk.ports.press.page(page)

        title = self.tr("Print the case slip")
        return self._printing.question(title, making, use=PaperUse.SLIPS, file="case-slip")
