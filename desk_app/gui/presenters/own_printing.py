# SPDX-License-Identifier: MIT
"""A page of the desk's own on its way to the printer: asked, made, sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.changes import Changes
from desk_app.gui.presenters.print_order import print_order
from desk_app.gui.presenters.question import Answers, Asked, ChoiceAsked, Question, text
from desk_app.records.printers import PaperUse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.desk.context import Desk
    from desk_app.gui.printing import Printing
    from desk_app.gui.workplace import Workplace

    Making = Callable[[Desk, Answers], bytes]
    Made = tuple[bytes, str, PaperUse]


OWN = PaperUse.OWN


class OwnPrinting(QObject):
    """Makes the question before a print; ``printed`` says that the printer has the page.

    ``failed`` carries why it has not; the pages can be sent `again` then.
    """

    printed = Signal()
    failed = Signal(object)

    def __init__(self, work: Workplace, printing: Printing, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._printing = printing
        self._printers: tuple[str, ...] = ()
        self._made: Made | None = None
        self._sent: Made | None = None
        self.failed.connect(work.trouble)

    def tell_failures(self, slot: Callable[[Exception], None]) -> None:
        """Tell a page of its own of failures, in place of the window."""
        self.failed.disconnect(self._work.trouble)
        self.failed.connect(slot)

    def ask_printers(self) -> None:
        """Ask which printers there are; until the answer the system's usual one is meant."""
        self._work.runner.submit(self, self._printing.printers, self._take)

    def choice(self, use: PaperUse = OWN) -> tuple[ChoiceAsked, ...]:
        """Return what asks for the printer, the one chosen for such pages offered first.

        Nothing is asked where the system knows none.
        """
        printers = tuple((name, name) for name in self._printers)
        if not printers:
            return ()
        wanted = self._work.screen.printer_for(use).printer
        first = wanted if wanted in self._printers else self._printers[0]
        return (ChoiceAsked("printer", self.tr("Printer"), printers, first),)

    def none(self) -> str:
        """Say that there is no printer to choose."""
        return self.tr("The system knows no printer; its usual one is tried.")

    def question(
        self,
        title: str,
        making: Making,
        *asked: Asked,
        use: PaperUse = OWN,
        use_of: Callable[[Answers], PaperUse] | None = None,
    ) -> Question:
        """Return the question; send the page with ``send`` once it was accepted.

        ``use`` is the kind of page, for which a printer may have been chosen; ``use_of`` tells it
        where the answers decide.
        """
        choice = self.choice(use)

        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            def verb(desk: Desk) -> Changes:
                meant = use if use_of is None else use_of(answers)
                self._made = making(desk, answers), text(answers, "printer"), meant
                return Changes.of()

            return verb

        return Question(
            title,
            self.tr("Print"),
            doing,
            detail="" if choice else self.none(),
            asked=(*asked, *choice),
            said=self.tr("The page goes to the printer."),
        )

    def send(self) -> None:
        """Send the page."""
        if self._made is None:
            return
        made, self._made = self._made, None
        self.send_pages(*made)

    def send_pages(self, pages: bytes, printer: str, use: PaperUse = OWN) -> None:
        """Send pages that were made already."""
        self._sent = pages, printer, use
        order = print_order(self._work.screen, use, printer)
        self._work.runner.submit(
            self,
            lambda: self._printing.send(pages, order),
            lambda _: self._done(),
            self.failed.emit,
        )

    def again(self) -> None:
        """Send the pages once more that the printer did not take."""
        if self._sent is not None:
            self.send_pages(*self._sent)

    def _done(self) -> None:
        self._sent = None
        self.printed.emit()

    def _take(self, printers: Sequence[str]) -> None:
        self._printers = tuple(printers)
