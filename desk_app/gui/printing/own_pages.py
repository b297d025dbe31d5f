# SPDX-License-Identifier: MIT
"""Pages of the desk's own on their way to the printer or to a file: asked, made, noted, sent."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from desk_app.desk.applications import case_slips
from desk_app.desk.context import Changes
from desk_app.desk.errors import DiskFull
from desk_app.desk.post import envelopes
from desk_app.gui.asking import Answers, Ask, Asked, ChoiceAsked, Question, text
from desk_app.gui.kit.files import SavePdf, documents
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.printing.letters import print_order
from desk_app.gui.session.session import Errand
from desk_app.i18n import messages
from desk_app.i18n.pages import CaseSlipWords
from desk_app.records.desk.printers import PaperUse
from desk_app.system.chosen import here

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from desk_app.desk.context import Desk
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session.session import Session
    from desk_app.records.base import ApplicationId, InquiryId
    from desk_app.records.case.history import DepartmentInquiry
    from desk_app.records.desk.safekeeping import FolderDoubt

    Making = Callable[[Desk, Answers], bytes]


_MINE_ALONE = 0o600
_PART = ".part"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_whole(path: Path, pages: bytes) -> None:
    """Put a file only its owner reads in its place, whole.

    Raises DiskFull where it cannot be written; a file that stood there then stands as it was.
    """
    aside = path.with_name(path.name + _PART)
    try:
        aside.unlink(missing_ok=True)
        # What lies there already may be a link to a file elsewhere, or a pipe.
        with os.fdopen(os.open(aside, _NEW, _MINE_ALONE), "wb") as file:
            file.write(pages)
        here().files.replace(aside, path)
    except OSError as error:
        with suppress(OSError):
            aside.unlink()
        held = here().files.is_held_by_others(error)
        raise DiskFull("file_in_use" if held else "disk_full") from error


# A page of the desk's own on its way to the printer: asked, made, sent.


OWN = PaperUse.OWN
TO_FILE = "/pdf"
"""Stands among the printers for a file; no printer's name holds a stroke."""


@dataclass(frozen=True, slots=True)
class MadePages:
    """Pages that were made, where they go, and what the name of a file of them begins with."""

    pages: bytes
    printer: str
    use: PaperUse
    file: str = ""


class OwnPrinting(Errand):
    """Makes the question before a print; ``printed`` says that the printer has the page.

    ``failed`` carries why it has not; the pages can be sent `again` then. ``file_wanted`` carries
    pages that were to go into a file instead. ``awaited`` says that some are being made.
    """

    file_wanted = Signal(object)
    printed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, printing: Printing, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._printing = printing
        self._printers: tuple[str, ...] = ()
        self._answered = False
        self._made: MadePages | None = None
        self._sent: MadePages | None = None
        self._sending = self.awaited = False
        self.failed.connect(session.trouble)

    @override
    def is_under_way(self) -> bool:
        return self._sending or self.awaited

    def tell_failures(self, slot: Callable[[Exception], None]) -> None:
        """Tell a page of its own of failures, in place of the window."""
        self.failed.disconnect(self._session.trouble)
        self.failed.connect(slot)

    def ask_printers(self, then: Callable[[], None] | None = None) -> None:
        """Ask which printers there are; until the answer the system's usual one is meant."""

        def take(printers: Sequence[str]) -> None:
            self._printers, self._answered = tuple(printers), True
            if then is not None:
                then()

        self._session.runner.submit(self, self._printing.printers, take)

    def choice(self, use: PaperUse = OWN, *, to_file: bool = False) -> tuple[ChoiceAsked, ...]:
        """Return what asks for the printer, the one chosen for such pages offered first.

        Pages that may leave the desk ``to_file`` offer that last, and first of all where the system
        knows no printer. Nothing is asked where there is nothing to choose.
        """
        printers = tuple((name, name) for name in self._printers)
        if to_file:
            usual = (("", self.tr("The usual printer")),)
            printers = (*(printers or usual), (TO_FILE, self.tr("Save as PDF")))
        if not printers:
            return ()
        wanted = self._session.screen.printer_for(use).printer
        first = wanted if wanted in self._printers else printers[0][0]
        if to_file and self._answered and not self._printers:
            first = TO_FILE
        return (ChoiceAsked("printer", self.tr("Printer"), printers, first),)

    def none(self, *, to_file: bool = False) -> str:
        """Say that there is no printer to choose, and what can be done instead."""
        if to_file:
            return self.tr("The system knows no printer. The pages can be saved as PDF.")
        return self.tr("The system knows no printer; its usual one is tried.")

    def question(
        self,
        title: str,
        making: Making,
        *asked: Asked,
        use: PaperUse = OWN,
        use_of: Callable[[Answers], PaperUse] | None = None,
        file: str = "",
    ) -> Question:
        """Return the question; send the page with ``send`` once it was accepted.

        ``use`` is the kind of page, for which a printer may have been chosen; ``use_of`` tells it
        where the answers decide. Pages with a name for their ``file`` may be saved as one.
        """
        choice = self.choice(use, to_file=bool(file))
        said = self.tr("The page goes to the printer.")
        if file:
            said = self.tr("The pages are made.")

        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            def verb(desk: Desk) -> Changes:
                meant = use if use_of is None else use_of(answers)
                pages = making(desk, answers)
                self._made = MadePages(pages, text(answers, "printer"), meant, file)
                return Changes.of()

            return verb

        return Question(
            title,
            self.tr("Print"),
            doing,
            detail="" if self._printers else self.none(to_file=bool(file)),
            asked=(*asked, *choice),
            said=said,
        )

    def send(self) -> None:
        """Send the page."""
        made, self._made = self._made, None
        if made is None:
            return
        if made.printer == TO_FILE:
            self.file_wanted.emit(made)
        else:
            self.send_pages(made.pages, made.printer, made.use)

    def send_pages(self, pages: bytes, printer: str, use: PaperUse = OWN) -> None:
        """Send pages that were made already."""
        self._sent, self._sending = MadePages(pages, printer, use), True
        order = print_order(self._session.screen, use, printer)
        sending = partial(self._printing.send, pages, order)
        self._session.runner.submit(self, sending, lambda _: self._done(), self._fail)

    def again(self) -> None:
        """Send the pages once more that the printer did not take."""
        if sent := self._sent:
            self.send_pages(sent.pages, sent.printer, sent.use)

    def _done(self) -> None:
        self._sent, self._sending = None, False
        self.printed.emit()

    def _fail(self, error: Exception) -> None:
        self._sending = False
        self.failed.emit(error)


# Pages on their way to a file: its place looked at, asked, noted, written.


class NewFile(QObject):
    """Looks at the place of a new file, before it is asked whether it is written there (T29)."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def look(
        self,
        place: Path,
        told: str,
        then: Callable[[str, str], None],
        doubts_of: Callable[[Path], Sequence[FolderDoubt]] | None = None,
    ) -> None:
        """Hand on what follows, and below what speaks against the place what is ``told``.

        ``doubts_of`` looks at the place of what is no ledger.
        """
        follows = self.tr("{file} leaves the desk and is no longer encrypted.")
        language = self._session.language

        def take(doubts: Sequence[FolderDoubt]) -> None:
            warned = [
                self.tr("The folder is {doubt}.").format(doubt=messages.word(doubt, language))
                for doubt in doubts
            ]
            then(follows.format(file=place.name), "\n".join([*warned, told]))

        self._session.runner.submit(
            self,
            lambda: (doubts_of or self._session.desk.ports.sheets.doubts)(place),
            take,
            self._session.trouble.emit,
        )


class OwnSaving(QObject):
    """Says `asked` with the question before a file is written."""

    asked = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._files = NewFile(session, self)

    def name(self, made: MadePages) -> str:
        """Return the name that a file is offered: what it is, and the day; never a person."""
        return f"{made.file}-{self._session.today.isoformat()}.pdf"

    def save(self, made: MadePages, path: str) -> None:
        """Ask whether pages go into a file."""
        place = Path(path)

        def verb(desk: Desk) -> Changes:
            envelopes.record_saved(desk, made.file)
            write_whole(place, made.pages)
            return Changes.of()

        self.ask(place, verb, self.tr("The pages are saved as a file."))

    def ask(self, place: Path, verb: Callable[[Desk], Changes], said: str) -> None:
        """Look at the place of a new file, and ask whether it is written there."""

        def put(effect: str, detail: str) -> None:
            title, save = self.tr("Save as PDF"), self.tr("Save")
            self.asked.emit(Question(title, save, lambda _: verb, effect, detail, said=said))

        told = self.tr("The journal says who let it go. Delete the file once it was used.")
        self._files.look(place, told, put)


# Pages for the post and of a case, from a page: the question, the printer, or a file.


class PagePrinting(QObject):
    """Puts the questions over its page, and does what was answered.

    ``saved`` says that pages stand in a file, and that no printer is missed any more.
    """

    saved = Signal()

    def __init__(self, session: Session, page: QWidget, printers: Printing) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self.printing = OwnPrinting(session, printers, self)
        self.saving = OwnSaving(session, self)
        self.printing.file_wanted.connect(self._name)
        self.saving.asked.connect(lambda each: self._put(each).accepted.connect(self.saved))

    def ask(self, question: Question) -> Ask:
        """Ask where pages go, and let them go there."""
        asked = self._put(question)
        asked.accepted.connect(self.printing.send)
        return asked

    def ask_for_case_slip(self, application: ApplicationId) -> None:
        """Ask where the slip goes that lies with the papers of a case (P4), as it stands now."""
        language = self._session.language

        def making(desk: Desk, _: Answers) -> bytes:
            page = case_slips.case_slip_page(desk, application, language, CaseSlipWords(language))
            return desk.ports.press.page(page)

        title = self.tr("Print the case slip")
        self.ask(self.printing.question(title, making, use=PaperUse.SLIPS, file="case-slip"))

    def ask_for_inquiry(
        self, application: ApplicationId, asked: Sequence[DepartmentInquiry]
    ) -> None:
        """Ask where the slip of an inquiry goes, and which department's where several wait."""
        language, first = self._session.language, asked[0].id

        def making(desk: Desk, answers: Answers) -> bytes:
            chosen = cast("InquiryId", answers.get("inquiry", first))
            page = case_slips.inquiry_page(desk, application, chosen, language)
            return desk.ports.press.page(page)

        departments = tuple((each.id, each.department) for each in asked)
        choice = ChoiceAsked("inquiry", self.tr("Department"), departments, first)
        several = (choice,) if len(asked) > 1 else ()
        title = self.tr("Print the inquiry slip")
        made = self.printing.question(
            title, making, *several, use=PaperUse.SLIPS, file="inquiry-slip"
        )
        self.ask(made)

    def _put(self, question: Question) -> Ask:
        dialog = Ask(self._session, question, self._page)
        dialog.begin()
        return dialog

    def _name(self, made: MadePages) -> None:
        """Ask which file the pages go into."""
        dialog = SavePdf(documents(), self.saving.name(made), self._page)
        dialog.fileSelected.connect(partial(self.saving.save, made))
        dialog.open()
