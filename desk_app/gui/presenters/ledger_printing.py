# SPDX-License-Identifier: MIT
"""The ledger of applications (R1) on its way to the printer or to a file: asked, made, sent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from desk_app.desk import ledger_pages
from desk_app.desk.changes import Changes
from desk_app.desk.errors import BadInput, Cancelled
from desk_app.gui.long_work import Errand
from desk_app.gui.overriding import override
from desk_app.gui.presenters.own_password import with_own_password
from desk_app.gui.presenters.question import Answers, DayAsked, Question, day, text
from desk_app.gui.presenters.written_file import write_whole
from desk_app.gui.tasks import Progress
from desk_app.i18n import messages
from desk_app.i18n.case_slips import CaseSlipWords
from desk_app.rules.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtCore import QObject

    from desk_app.desk.context import Desk
    from desk_app.gui.presenters.own_printing import OwnPrinting
    from desk_app.gui.workplace import Workplace
    from desk_app.records.second_folder import FolderDoubt

_LOOK_MS = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was answered: the period, and the printer or the file it goes to."""

    first: date
    last: date
    printer: str = ""
    file: Path | None = None


class LedgerPrinting(Errand):
    """Says `asked` with the question; `go` makes the ledger once that was accepted.

    It is made beside the window's work, which can stop it; ``saved`` says that the file is there.
    """

    asked = Signal(object)
    saved = Signal()

    def __init__(self, work: Workplace, printing: OwnPrinting, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._printing = printing
        self._wanted: Wanted | None = None
        self._acting: Desk | None = None
        self._progress = Progress()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._tell)

    @override
    def is_under_way(self) -> bool:
        return self._look.isActive()

    def name(self) -> str:
        """Return the name that a file is offered: kind and day, nothing else."""
        return f"applications-{self._work.today.isoformat()}.pdf"

    def print(self) -> None:
        """Ask for the period and the printer."""
        choice = self._printing.choice()
        question = Question(
            self.tr("Print the ledger of applications"),
            self.tr("Print"),
            lambda answers: self._remember(answers, None),
            effect=self._names(),
            detail="" if choice else self._printing.none(),
            asked=(*self._period(), *choice),
            said=self.tr("The ledger is being made."),
        )
        self.asked.emit(question)

    def save(self, path: str) -> None:
        """Look at the place of a new file, and ask for the period and the own password."""
        place = Path(path)
        self._work.runner.submit(
            self,
            lambda: self._work.desk.ports.sheets.doubts(place),
            partial(self._ask_to_save, place),
            self._work.trouble.emit,
        )

    def go(self) -> None:
        """Make the ledger that was asked for."""
        wanted, acting, self._wanted, self._acting = self._wanted, self._acting, None, None
        if wanted is None:
            return
        self._progress = Progress()
        self._printing.awaited = True
        self._look.start()
        making = self._making(wanted, acting or self._work.desk, self._progress)
        self._work.runner.submit(self, making, partial(self._made, wanted), self._failed)

    def _ask_to_save(self, place: Path, doubts: tuple[FolderDoubt, ...]) -> None:
        language = self._work.language
        warned = [
            self.tr("The folder is {doubt}.").format(doubt=messages.word(doubt, language))
            for doubt in doubts
        ]
        question = Question(
            self.tr("Save the ledger of applications"),
            self.tr("Save"),
            lambda answers: self._remember(answers, place),
            effect=self.tr("{file} leaves the desk and is no longer encrypted.").format(
                file=place.name
            ),
            detail="\n".join([*warned, self._names()]),
            asked=self._period(),
            said=self.tr("The ledger is being made."),
        )
        self.asked.emit(with_own_password(self._work, question))

    def _period(self) -> tuple[DayAsked, DayAsked]:
        today = self._work.today
        return (
            DayAsked("first", self.tr("Received from"), today.replace(day=1)),
            DayAsked("last", self.tr("Until"), today),
        )

    def _names(self) -> str:
        if self._reads_cases():
            return self.tr("It names the applicants: it stays in the house.")
        return self.tr("No applicant's name is in it: your roles let you read none.")

    def _reads_cases(self) -> bool:
        desk = self._work.desk
        return desk.may(Duty.READ_CASES)

    def _remember(self, answers: Answers, place: Path | None) -> Callable[[Desk], Changes]:
        """Return what keeps the answers; the ledger is made once the dialog has closed."""
        today = self._work.today
        wanted = Wanted(
            day(answers, "first", today),
            day(answers, "last", today),
            text(answers, "printer"),
            place,
        )

        def verb(desk: Desk) -> Changes:
            if wanted.last < wanted.first:
                raise BadInput("days_turned", place="last")
            self._wanted, self._acting = wanted, desk
            return Changes.of()

        return verb

    def _making(self, wanted: Wanted, desk: Desk, progress: Progress) -> Callable[[], bytes]:
        language = self._work.language
        made = ledger_pages.nameless_applications_page
        if self._reads_cases():
            made = ledger_pages.applications_page
        if wanted.file is not None:
            made = ledger_pages.export_applications

        def making() -> bytes:
            words = CaseSlipWords(language)
            page = made(desk, wanted.first, wanted.last, language, words, progress)
            pages = desk.ports.press.page(page)
            if wanted.file is not None:
                write_whole(wanted.file, pages)
            return pages

        return making

    def _made(self, wanted: Wanted, pages: bytes) -> None:
        self._end()
        if wanted.file is None:
            self._printing.send_pages(pages, wanted.printer)
            self._work.said.emit(self.tr("The ledger goes to the printer."))
        else:
            self.saved.emit()
            self._work.said.emit(self.tr("The ledger is saved as a file."))

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self._work.said.emit(self.tr("Stopped: no ledger was made."))
        else:
            self._work.trouble.emit(error)

    def _tell(self) -> None:
        done, total = self._progress.reached()
        words = self.tr("Reading applications: {done} of {total}")
        told = words.format(done=done, total=total)
        self._work.long_work.reach(told, done, total, self._progress.cancel)

    def _end(self) -> None:
        self._printing.awaited = False
        self._look.stop()
        self._work.long_work.end()
