# SPDX-License-Identifier: MIT
"""The ledgers (R1, R2) on their way to the printer, to a file, out as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.desk import ledgers as exporting
from desk_app.desk import ledgers as ledger_pages
from desk_app.desk.context import Changes
from desk_app.desk.errors import BadInput, Cancelled
from desk_app.gui.asking import Answers, Ask, ChoiceAsked, DayAsked, Question, day, text
from desk_app.gui.kit.actions import ActionLine
from desk_app.gui.kit.files import SavePdf, documents
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.passwords import with_own_password
from desk_app.gui.printing.own_pages import write_whole
from desk_app.gui.session import Errand
from desk_app.gui.tasks import Progress
from desk_app.i18n import dates, messages
from desk_app.i18n import pages as ledgers
from desk_app.i18n.pages import CaseSlipWords
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from desk_app.desk.context import Desk
    from desk_app.desk.rows import JournalFilter
    from desk_app.gui.kit.shortcuts import Key
    from desk_app.gui.printing.own_pages import OwnPrinting
    from desk_app.gui.session import Workplace
    from desk_app.records.pages import Ledger, LedgerKind
    from desk_app.records.people import Language
    from desk_app.records.safekeeping import FolderDoubt

    Making = Callable[[Desk, Language], Ledger]


MONTHS = 24
"""So many months are offered, this one among them."""


@dataclass(frozen=True, slots=True)
class Period:
    """From which day to which entries are shown; None where there is no end to it.

    ``month`` says that it is a whole one, ``counted`` that it begins with the last count.
    """

    first: date | None = None
    last: date | None = None
    month: bool = False
    counted: bool = False


def month_of(day: date) -> Period:
    """Return the month of a day."""
    first = day.replace(day=1)
    return Period(
        first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), month=True
    )


def months(today: date) -> Iterator[Period]:
    """Yield the months that are offered, this one first."""
    period = month_of(today)
    for _ in range(MONTHS):
        yield period
        if period.first is not None:
            period = month_of(period.first - timedelta(days=1))


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


# A month of the stamp book (R2) on its way to the printer or to a file.


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


# A ledger on its way out as a workbook: the place looked at, the password asked, written.


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


# The actions that print and save ledgers (R1, R2), for the pages that offer them.


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
