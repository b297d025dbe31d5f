# SPDX-License-Identifier: MIT
"""A page of the desk's own on its way to the printer: asked, made, sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.changes import Changes
from desk_app.gui.presenters.question import Answers, Asked, ChoiceAsked, Question, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.desk.context import Desk
    from desk_app.gui.printing import Printing
    from desk_app.gui.workplace import Workplace

    Making = Callable[[Desk, Answers], bytes]


class OwnPrinting(QObject):
    """Makes the question before a print; ``printed`` says that the printer has the page."""

    printed = Signal()

    def __init__(self, work: Workplace, printing: Printing, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._printing = printing
        self._printers: tuple[str, ...] = ()
        self._made: tuple[bytes, str] | None = None

    def ask_printers(self) -> None:
        """Ask which printers there are; until the answer the system's usual one is meant."""
        self._work.runner.submit(self, self._printing.printers, self._take)

    def choice(self) -> tuple[ChoiceAsked, ...]:
        """Return what asks for the printer; nothing where the system knows none."""
        printers = tuple((name, name) for name in self._printers)
        if not printers:
            return ()
        return (ChoiceAsked("printer", self.tr("Printer"), printers, self._printers[0]),)

    def none(self) -> str:
        """Say that there is no printer to choose."""
        return self.tr("The system knows no printer; its usual one is tried.")

    def question(self, title: str, making: Making, *asked: Asked) -> Question:
        """Return the question; send the page with ``send`` once it was accepted."""
        choice = self.choice()

        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            def verb(desk: Desk) -> Changes:
                self._made = making(desk, answers), text(answers, "printer")
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
        pages, printer = self._made
        self._made = None
        self.send_pages(pages, printer)

    def send_pages(self, pages: bytes, printer: str) -> None:
        """Send pages that were made already."""
        self._work.runner.submit(
            self,
            lambda: self._printing.send(pages, printer),
            lambda _: self.printed.emit(),
            self._work.trouble.emit,
        )

    def _take(self, printers: Sequence[str]) -> None:
        self._printers = tuple(printers)
