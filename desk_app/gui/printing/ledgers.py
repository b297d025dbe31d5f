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
from desk_app.gui.kit.files import SavePdf, documents
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.passwords import with_own_password
from desk_app.gui.printing.own_pages import NewFile, write_whole
from desk_app.gui.session import Errand
from desk_app.gui.tasks import SharedProgress
from desk_app.i18n import dates, messages
from desk_app.i18n import pages as ledgers
from desk_app.i18n.pages import CaseSlipWords
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from desk_app.desk.context import Desk
    from desk_app.desk.rows import JournalFilter
    from desk_app.gui.kit.shortcuts import Key
    from desk_app.gui.page import PagePart
    from desk_app.gui.printing.own_pages import OwnPrinting
    from desk_app.gui.session import Session
    from desk_app.records.pages import Ledger, LedgerKind
    from desk_app.records.people import Language

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
class LedgerWanted:
    """What was answered: the period, and the printer or the file it goes to."""

    first: date
    last: date
    printer: str = ""
    file: Path | None = None


class LedgerPrinting(Errand):
    """Asks on its page for a period; then the ledger of applications is made, and goes there.

    It is made beside the window's work, which can stop it. Who may read names has them in it.
    """

    def __init__(self, session: Session, printing: OwnPrinting, page: PagePart) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._printing = printing
        self._files = NewFile(session, self)
        self._wanted: LedgerWanted | None = None
        self._acting: Desk | None = None
        self._progress = SharedProgress()
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._tell)

    @override
    def is_under_way(self) -> bool:
        return self._look.isActive()

    def offer(self, prints: Key | None = None, saves: Key | None = None) -> None:
        """Offer on the page to print the ledger and to save it, on these keys."""
        act = self._page.act
        told = self.tr("Print the ledger of applications")
        act("printLedger", told, self.print, prints, "print", "file")
        told = self.tr("Save the ledger of applications as PDF")
        act("saveLedger", told, self._name_file, saves, "pdf", "file", needs=Duty.EXPORT)

    def name(self) -> str:
        """Return the name that a file is offered: kind and day, nothing else."""
        return f"applications-{self._session.today.isoformat()}.pdf"

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
        self._ask(question)

    def save(self, path: str) -> None:
        """Look at the place of a new file, and ask for the period and the own password."""
        place = Path(path)
        self._files.look(place, self._names(), partial(self._ask_to_save, place))

    def go(self) -> None:
        """Make the ledger that was asked for."""
        wanted, acting, self._wanted, self._acting = self._wanted, self._acting, None, None
        if wanted is None:
            return
        self._progress = SharedProgress()
        self._printing.awaited = True
        self._look.start()
        making = self._making(wanted, acting or self._session.desk, self._progress)
        self._session.runner.submit(self, making, partial(self._made, wanted), self._failed)

    def _name_file(self) -> None:
        dialog = SavePdf(documents(), self.name(), self._page)
        dialog.fileSelected.connect(self.save)
        dialog.open()

    def _ask(self, question: Question) -> None:
        dialog = Ask(self._session, question, self._page)
        dialog.accepted.connect(self.go)
        dialog.begin()

    def _ask_to_save(self, place: Path, effect: str, detail: str) -> None:
        question = Question(
            self.tr("Save the ledger of applications"),
            self.tr("Save"),
            lambda answers: self._remember(answers, place),
            effect,
            detail,
            self._period(),
            said=self.tr("The ledger is being made."),
        )
        self._ask(with_own_password(self._session, question))

    def _period(self) -> tuple[DayAsked, DayAsked]:
        today = self._session.today
        return (
            DayAsked("first", self.tr("Received from"), today.replace(day=1)),
            DayAsked("last", self.tr("Until"), today),
        )

    def _names(self) -> str:
        if self._reads_cases():
            return self.tr("It names the applicants: it stays in the house.")
        return self.tr("No applicant's name is in it: your roles let you read none.")

    def _reads_cases(self) -> bool:
        return self._session.desk.may(Duty.READ_CASES)

    def _remember(self, answers: Answers, place: Path | None) -> Callable[[Desk], Changes]:
        """Return what keeps the answers; the ledger is made once the dialog has closed."""
        today = self._session.today
        wanted = LedgerWanted(
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

    def _making(
        self, wanted: LedgerWanted, desk: Desk, progress: SharedProgress
    ) -> Callable[[], bytes]:
        language = self._session.language
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

    def _made(self, wanted: LedgerWanted, pages: bytes) -> None:
        self._end()
        if wanted.file is None:
            self._printing.send_pages(pages, wanted.printer)
            self._session.said.emit(self.tr("The ledger goes to the printer."))
        else:
            self._session.said.emit(self.tr("The ledger is saved as a file."))

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self._session.said.emit(self.tr("Stopped: no ledger was made."))
        else:
            self._session.trouble.emit(error)

    def _tell(self) -> None:
        done, total = self._progress.reached()
        words = self.tr("Reading applications: {done} of {total}")
        told = words.format(done=done, total=total)
        self._session.long_work.reach(told, done, total, self._progress.cancel)

    def _end(self) -> None:
        self._printing.awaited = False
        self._look.stop()
        self._session.long_work.end()


# A month of the stamp book (R2) on its way to the printer or to a file.


class StampPrinting(QObject):
    """Makes the question before a print; `asked` carries the one before a file is written."""

    asked = Signal(object)

    def __init__(self, session: Session, printing: OwnPrinting, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._printing = printing
        self._files = NewFile(session, self)

    def offer(self, page: PagePart) -> None:
        """Offer to print and to save a month on a page of who reads it and keeps no stamps."""

        def ask(question: Question) -> Ask:
            dialog = Ask(self._session, question, page)
            dialog.begin()
            return dialog

        def prints() -> None:
            question = self.print_question(month_of(self._session.today))
            ask(question).accepted.connect(self._printing.send)

        def saves() -> None:
            period = month_of(self._session.today)
            dialog = SavePdf(documents(), self.name(period), page)
            dialog.fileSelected.connect(partial(self.save, period))
            dialog.open()

        self.asked.connect(ask)
        told = self.tr("Print the stamp book")
        page.act("printStamps", told, prints, None, "print", "file")
        told = self.tr("Save the stamp book as PDF")
        page.act("saveStamps", told, saves, None, "pdf", "file", needs=Duty.EXPORT)

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
        told = self.tr("The journal says who let it go. No applicant's name is in it.")
        self._files.look(place, told, partial(self._ask_to_save, period, place))

    def _ask_to_save(self, period: Period, place: Path, effect: str, detail: str) -> None:
        language = self._session.language

        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            first = _first(answers)

            def verb(desk: Desk) -> Changes:
                page = ledger_pages.export_stamp_book(desk, first.year, first.month, language)
                write_whole(place, desk.ports.press.page(page))
                return Changes.of()

            return verb

        question = Question(
            self.tr("Save the stamp book"),
            self.tr("Save"),
            doing,
            effect,
            detail,
            (self._choice(period),),
            said=self.tr("The stamp book is saved as a file."),
        )
        self.asked.emit(with_own_password(self._session, question))

    def _made(self, desk: Desk, answers: Answers) -> bytes:
        first = _first(answers)
        page = ledger_pages.stamp_book_page(desk, first.year, first.month, self._session.language)
        return desk.ports.press.page(page)

    def _choice(self, period: Period) -> ChoiceAsked:
        choices = tuple(
            (each.first, dates.month(each.first, self._session.language))
            for each in months(self._session.today)
            if each.first is not None
        )
        return ChoiceAsked("month", self.tr("Month"), choices, self._month(period))

    def _month(self, period: Period) -> date:
        """Return the first day of the month that is shown, or of this one."""
        shown = period.first if period.month else month_of(self._session.today).first
        return shown or self._session.today


def _first(answers: Answers) -> date:
    """Return the first day of the month that was chosen; there always is one."""
    return cast("date", answers["month"])


# A ledger on its way out as a workbook: the place looked at, the password asked, written.


SUFFIX = ".xlsx"


class Exporting(QObject):
    """Says `asked` with the question once a place was found fit, with what speaks against it."""

    asked = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._files = NewFile(session, self)

    def name(self, kind: LedgerKind) -> str:
        """Return the name that a file is offered: kind and day, nothing else."""
        return f"{kind.value}-{self._session.today.isoformat()}{SUFFIX}"

    def begin(self, kind: LedgerKind, path: str, making: Making) -> None:
        """Look at the place of a new file, and ask."""
        place = Path(path)
        told = self.tr("The journal says who let it go. No applicant's name is in it.")
        self._files.look(place, told, partial(self._ask, kind, place, making))

    def _ask(self, kind: LedgerKind, place: Path, making: Making, effect: str, detail: str) -> None:
        language = self._session.language

        def verb(desk: Desk) -> Changes:
            ledger = making(desk, language)
            desk.ports.sheets.write_xlsx(ledger, place, desk.ports.clock.now())
            return Changes.of()

        question = Question(
            self.tr("Save as a workbook: {what}").format(what=messages.word(kind, language)),
            self.tr("Save"),
            lambda _: verb,
            effect,
            detail,
            said=self.tr("The workbook is saved."),
        )
        self.asked.emit(with_own_password(self._session, question))


def journal_ledger(wanted: JournalFilter) -> Making:
    """Return what makes a table of the entries that match."""
    return lambda desk, language: ledgers.journal(exporting.export_journal(desk, wanted), language)


def due_ledger(desk: Desk, language: Language) -> Ledger:
    """Return a table of what is due for disposal."""
    return ledgers.due(exporting.export_due(desk), language)
