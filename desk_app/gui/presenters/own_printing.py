# SPDX-License-Identifier: MIT
"""A page of the desk's own on its way to the printer: asked, made, sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desk_app.desk.changes import Changes
from desk_app.gui.long_work import Errand
from desk_app.gui.overriding import override
from desk_app.gui.presenters.print_order import print_order
from desk_app.gui.presenters.question import Answers, Asked, ChoiceAsked, Question, text
from desk_app.records.printers import PaperUse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject

    from desk_app.desk.context import Desk
    from desk_app.gui.printing import Printing
    from desk_app.gui.workplace import Workplace

    Making = Callable[[Desk, Answers], bytes]

OWN = PaperUse.OWN
TO_FILE = "/pdf"
"""Stands among the printers for a file; no printer's name holds a stroke."""


@dataclass(frozen=True, slots=True)
class Made:
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

    def __init__(self, work: Workplace, printing: Printing, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._printing = printing
        self._printers: tuple[str, ...] = ()
        self._answered = False
        self._made: Made | None = None
        self._sent: Made | None = None
        self._sending = self.awaited = False
        self.failed.connect(work.trouble)

    @override
    def is_under_way(self) -> bool:
        return self._sending or self.awaited

    def tell_failures(self, slot: Callable[[Exception], None]) -> None:
        """Tell a page of its own of failures, in place of the window."""
        self.failed.disconnect(self._work.trouble)
        self.failed.connect(slot)

    def ask_printers(self, then: Callable[[], None] | None = None) -> None:
        """Ask which printers there are; until the answer the system's usual one is meant."""

        def take(printers: Sequence[str]) -> None:
            self._printers, self._answered = tuple(printers), True
            if then is not None:
                then()

        self._work.runner.submit(self, self._printing.printers, take)

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
        wanted = self._work.screen.printer_for(use).printer
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
                self._made = Made(pages, text(answers, "printer"), meant, file)
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
        self._sent, self._sending = Made(pages, printer, use), True
        order = print_order(self._work.screen, use, printer)
        self._work.runner.submit(
            self,
            lambda: self._printing.send(pages, order),
            lambda _: self._done(),
            self._fail,
        )

    def again(self) -> None:
        """Send the pages once more that the printer did not take."""
        sent = self._sent
        if sent is not None:
            self.send_pages(sent.pages, sent.printer, sent.use)

    def _done(self) -> None:
        self._sent, self._sending = None, False
        self.printed.emit()

    def _fail(self, error: Exception) -> None:
        self._sending = False
        self.failed.emit(error)
