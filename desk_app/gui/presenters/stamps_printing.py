# SPDX-License-Identifier: MIT
"""A month of the stamp book (R2) on its way to the printer or to a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from desk_app.desk import ledger_pages
from desk_app.desk.changes import Changes
from desk_app.gui.presenters.own_password import with_own_password
from desk_app.gui.presenters.question import Answers, ChoiceAsked, Question
from desk_app.gui.presenters.stamps_read import Period, month_of, months
from desk_app.gui.presenters.written_file import write_whole
from desk_app.i18n import dates, messages

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desk_app.desk.context import Desk
    from desk_app.gui.presenters.own_printing import OwnPrinting
    from desk_app.gui.workplace import Workplace
    from desk_app.records.second_folder import FolderDoubt


class StampPrinting(QObject):
    """Makes the question before a print; `asked` carries the one before a file is written."""

    asked = Signal(object)

    def __init__(self, work: Workplace, printing: OwnPrinting, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._printing = printing

    def name(self, period: Period) -> str:
        """Return the name that a file is offered: what it is, and the month."""
        return f"stamps-{self._month(period):%Y-%m}.pdf"

    def print_question(self, period: Period) -> Question:
        """Ask which month is printed; the one that is shown stands first."""
        return self._printing.question(
            self.tr("Print the stamp book"), self._made, self._choice(period)
        )

    def save(self, period: Period, path: str) -> None:
        """Look at the place of a new file, and ask for the month and the own password."""
        place = Path(path)
        self._work.runner.submit(
            self,
            lambda: self._work.desk.ports.sheets.doubts(place),
            partial(self._ask_to_save, period, place),
            self._work.trouble.emit,
        )

    def _ask_to_save(self, period: Period, place: Path, doubts: tuple[FolderDoubt, ...]) -> None:
        language = self._work.language

        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            first = _first(answers)

            def verb(desk: Desk) -> Changes:
                page = ledger_pages.export_stamp_book(desk, first.year, first.month, language)
                write_whole(place, desk.ports.press.page(page))
                return Changes.of()

            return verb

        warned = [
            self.tr("The folder is {doubt}.").format(doubt=messages.word(doubt, language))
            for doubt in doubts
        ]
        told = self.tr("The journal says who let it go. No applicant's name is in it.")
        question = Question(
            self.tr("Save the stamp book"),
            self.tr("Save"),
            doing,
            effect=self.tr("{file} leaves the desk and is no longer encrypted.").format(
                file=place.name
            ),
            detail="\n".join([*warned, told]),
            asked=(self._choice(period),),
            said=self.tr("The stamp book is saved as a file."),
        )
        self.asked.emit(with_own_password(self._work, question))

    def _made(self, desk: Desk, answers: Answers) -> bytes:
        first = _first(answers)
        page = ledger_pages.stamp_book_page(desk, first.year, first.month, self._work.language)
        return desk.ports.press.page(page)

    def _choice(self, period: Period) -> ChoiceAsked:
        choices = tuple(
            (each.first, dates.month(each.first, self._work.language))
            for each in months(self._work.today)
            if each.first is not None
        )
        return ChoiceAsked("month", self.tr("Month"), choices, self._month(period))

    def _month(self, period: Period) -> date:
        """Return the first day of the month that is shown, or of this one."""
        shown = period.first if period.month else month_of(self._work.today).first
        return shown or self._work.today


def _first(answers: Answers) -> date:
    """Return the first day of the month that was chosen; there always is one."""
    return cast("date", answers["month"])
