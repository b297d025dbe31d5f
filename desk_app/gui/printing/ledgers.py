# SPDX-License-Identifier: MIT
"""The ledgers (R1, R2) on their way to the printer, to a file, out as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, Signal

from desk_app.desk.audit import ledger_books as books
from desk_app.desk.audit import ledgers as exporting
from desk_app.desk.audit import ledgers as ledger_pages
from desk_app.desk.context import Changes
from desk_app.desk.errors import BadInput
from desk_app.gui.asking import Answers, Ask, ChoiceAsked, DayAsked, Question, day, text
from desk_app.gui.kit.files import SaveCsv, SavePdf, SaveWorkbook, documents
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.passwords import with_own_password
from desk_app.gui.printing.own_pages import NewFile, write_whole
from desk_app.gui.printing.watched import WatchedErrand
from desk_app.i18n import dates, messages
from desk_app.i18n import pages as ledgers
from desk_app.i18n.ledgers import LedgerTableWords
from desk_app.i18n.pages import CaseSlipWords
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from desk_app.desk.context import Desk
    from desk_app.desk.rows import JournalFilter
    from desk_app.gui.kit.layout.shortcuts import Key
    from desk_app.gui.page import PagePart
    from desk_app.gui.printing.own_pages import OwnPrinting
    from desk_app.gui.session.session import Session
    from desk_app.gui.session.tasks import SharedProgress
    from desk_app.records.books.ledgers import Ledger, LedgerKind, LedgerWanted
    from desk_app.records.desk.people import Language
    from desk_app.records.pages import LedgerPage

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


@dataclass(frozen=True, slots=True)
class PeriodWanted:
    """What was answered: the period, and the printer or the file it goes to."""

    first: date
    last: date
    printer: str = ""
    file: Path | None = None


T = TypeVar("T")


class LedgerErrand(WatchedErrand):
    """Makes a ledger beside the window's work, which can stop it, and has it go where it shall."""

    def __init__(self, session: Session, printing: OwnPrinting, page: PagePart) -> None:
        super().__init__(session, page)
        self._printing = printing
        self._files = NewFile(session, self)

    @override
    def begin(self, making: Callable[[SharedProgress], T], made: Callable[[T], object]) -> None:
        self._printing.awaited = True
        super().begin(making, made)

    @override
    def how_far(self, done: int, total: int) -> str:
        return self.tr("Reading the ledger: {done} of {total}").format(done=done, total=total)

    @override
    def stopped(self) -> str:
        return self.tr("Stopped: no ledger was made.")

    def _send(self, pages: bytes, printer: str) -> None:
        self._printing.send_pages(pages, printer)
        self._session.said.emit(self.tr("The ledger goes to the printer."))

    def _saved(self) -> None:
        self._session.said.emit(self.tr("The ledger is saved as a file."))

    @override
    def _end(self) -> None:
        self._printing.awaited = False
        super()._end()


class LedgerPrinting(LedgerErrand):
    """Asks on its page for a period; then the ledger of applications is made, and goes there.

    Who may read names has them in it.
    """

    def __init__(self, session: Session, printing: OwnPrinting, page: PagePart) -> None:
        super().__init__(session, printing, page)
        self._wanted: PeriodWanted | None = None
        self._acting: Desk | None = None

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
        making = self._making(wanted, acting or self._session.desk)
        self.begin(making, partial(self._made, wanted))

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
        wanted = PeriodWanted(
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

    def _making(self, wanted: PeriodWanted, desk: Desk) -> Callable[[SharedProgress], bytes]:
        language = self._session.language
        made = ledger_pages.nameless_applications_page
        if self._reads_cases():
            made = ledger_pages.applications_page
        if wanted.file is not None:
            made = ledger_pages.export_applications

        def making(progress: SharedProgress) -> bytes:
            words = CaseSlipWords(language)
            page = made(desk, wanted.first, wanted.last, language, words, progress)
            pages = desk.ports.press.page(page)
            if wanted.file is not None:
                write_whole(wanted.file, pages)
            return pages

        return making

    def _made(self, wanted: PeriodWanted, pages: bytes) -> None:
        if wanted.file is None:
            self._send(pages, wanted.printer)
        else:
            self._saved()


# Any ledger as its page shows it on its way to the printer, to a file, out as a table.


class LedgerFormat(Enum):
    """As what a ledger leaves the desk; the value is how the file's name ends."""

    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"


class LedgerLeaving(LedgerErrand):
    """Asks before the ledger that is ``shown`` is printed, or saved in one of the formats."""

    def __init__(
        self,
        session: Session,
        printing: OwnPrinting,
        page: PagePart,
        shown: Callable[[], LedgerWanted],
    ) -> None:
        super().__init__(session, printing, page)
        self._shown = shown
        self._acting: Desk | None = None
        self._printer, self._cp932 = "", False

    def name(self, form: LedgerFormat) -> str:
        """Return the name that a file is offered: kind and day, nothing else."""
        return f"{self._shown().kind.value}-{self._session.today.isoformat()}.{form.value}"

    def print(self) -> None:
        """Ask for the printer."""
        wanted, choice = self._shown(), self._printing.choice()

        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            self._printer = text(answers, "printer")
            return self._remember

        question = Question(
            self.tr("Print: {what}").format(what=self._called(wanted)),
            self.tr("Print"),
            doing,
            effect=self._names(wanted),
            detail="" if choice else self._printing.none(),
            asked=choice,
            said=self.tr("The ledger is being made."),
        )
        self._ask(question, partial(self._print, wanted))

    def name_file(self, form: LedgerFormat) -> None:
        """Ask where it is saved."""
        dialog = _DIALOGS[form](documents(), self.name(form), self._page)
        dialog.fileSelected.connect(partial(self.save, form))
        dialog.open()

    def save(self, form: LedgerFormat, path: str) -> None:
        """Look at the place of a new file, and ask for the own password."""
        wanted, place = self._shown(), Path(path)
        asking = partial(self._ask_to_save, wanted, form, place)
        self._files.look(place, self._names(wanted), asking)

    def _ask_to_save(
        self, wanted: LedgerWanted, form: LedgerFormat, place: Path, effect: str, detail: str
    ) -> None:
        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            self._cp932 = text(answers, "writing") == "cp932"
            return self._remember

        utf8, cp932 = self.tr("UTF-8"), self.tr("Shift_JIS (cp932), for older programs")
        choices = (("utf8", utf8), ("cp932", cp932))
        choice = ChoiceAsked("writing", self.tr("Written in"), choices, "utf8")
        question = Question(
            self.tr("Save: {what}").format(what=self._called(wanted)),
            self.tr("Save"),
            doing,
            effect,
            detail,
            (choice,) if form is LedgerFormat.CSV else (),
            said=self.tr("The ledger is being made."),
        )
        question = with_own_password(self._session, question)
        self._ask(question, partial(self._save, wanted, form, place))

    def _ask(self, question: Question, then: Callable[[], None]) -> None:
        dialog = Ask(self._session, question, self._page)
        dialog.accepted.connect(then)
        dialog.begin()

    def _remember(self, desk: Desk) -> Changes:
        """Keep who acts; the ledger is made once the dialog has closed."""
        self._acting = desk
        return Changes.of()

    def _print(self, wanted: LedgerWanted) -> None:
        making = partial(_pages, books.on_paper, self._desk(), wanted, self._session.language)
        self.begin(making, lambda pages: self._send(pages, self._printer))

    def _save(self, wanted: LedgerWanted, form: LedgerFormat, place: Path) -> None:
        desk, language, cp932 = self._desk(), self._session.language, self._cp932

        def saving(progress: SharedProgress) -> None:
            sheets, told = desk.ports.sheets, LedgerTableWords(language)
            if form is LedgerFormat.PDF:
                pages = _pages(books.saved_on_paper, desk, wanted, language, progress)
                sheets.write_pages(pages, place)
            elif form is LedgerFormat.XLSX:
                table = books.export(desk, wanted, told, progress)
                sheets.write_xlsx(table, place, desk.ports.clock.now())
            else:
                table = books.export(desk, wanted, told, progress, cp932=cp932)
                sheets.write_csv(table, place, cp932=cp932)

        self.begin(saving, lambda _: self._saved())

    def _desk(self) -> Desk:
        desk, self._acting = self._acting or self._session.desk, None
        return desk

    def _called(self, wanted: LedgerWanted) -> str:
        return messages.word(wanted.kind, self._session.language)

    def _names(self, wanted: LedgerWanted) -> str:
        if not self._session.may(Duty.READ_CASES):
            return self.tr("No applicant's name is in it: your roles let you read none.")
        if wanted.named:
            return self.tr("It may name applicants: it stays in the house.")
        return self.tr("Applicants' names are left out.")


def _pages(
    reading: Callable[..., LedgerPage],
    desk: Desk,
    wanted: LedgerWanted,
    language: Language,
    progress: SharedProgress,
) -> bytes:
    """Return a ledger as PDF."""
    page = reading(desk, wanted, language, LedgerTableWords(language), progress)
    return desk.ports.press.page(page)


_DIALOGS = {
    LedgerFormat.PDF: SavePdf,
    LedgerFormat.XLSX: SaveWorkbook,
    LedgerFormat.CSV: SaveCsv,
}


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
