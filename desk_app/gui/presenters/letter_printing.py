# SPDX-License-Identifier: MIT
"""Issued letters on their way to a printer: frozen bytes, each recorded once it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import outgoing
from desk_app.desk.changes import Changes
from desk_app.desk.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.desk.context import Desk
    from desk_app.gui.printing import Printing
    from desk_app.gui.workplace import Workplace
    from desk_app.records.ids import ApplicationId, LetterId

    Letters = Sequence[tuple[ApplicationId, LetterId]]


class LetterPrinting(QObject):
    """Says `printed` with how many letters went; ``failed`` with what stopped the rest."""

    printed = Signal(int)
    failed = Signal(object)

    def __init__(self, work: Workplace, printing: Printing, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._printing = printing

    def send(self, letters: Letters, printer: str) -> None:
        """Send letters to a printer, one after the other."""
        if not letters:
            return
        if self._printing.off_screen:
            verb = _sent(letters, lambda pages: self._printing.send(pages, printer))
            self._work.do(self, verb, self._told(len(letters)), self.failed.emit)
            return

        def draw(pages: Sequence[bytes]) -> None:
            try:
                for each in pages:
                    self._printing.send(each, printer)
            except KnownError as error:
                self.failed.emit(error)
                return
            self._work.do(self, _sent(letters, None), self._told(len(letters)))

        self._work.runner.submit(self, lambda: _pages(self._work.desk, letters), draw)

    def send_to_usual(self, letters: Letters) -> None:
        """Send letters to the system's usual printer."""

        def send(printers: Sequence[str]) -> None:
            self.send(letters, next(iter(printers), ""))

        self._work.runner.submit(self, self._printing.printers, send)

    def _told(self, count: int) -> Callable[[Changes], None]:
        return lambda _: self.printed.emit(count)


def _pages(desk: Desk, letters: Letters) -> tuple[bytes, ...]:
    return tuple(outgoing.pages_of(desk, letter) for _, letter in letters)


def _sent(letters: Letters, send: Callable[[bytes], None] | None) -> Callable[[Desk], Changes]:
    """Return what sends letters to the printer one by one, each recorded once it went."""

    def verb(desk: Desk) -> Changes:
        changes = Changes.of()
        for application, letter in letters:
            if send is not None:
                send(outgoing.pages_of(desk, letter))
            changes |= outgoing.record_printed(desk, application, (letter,))
        return changes

    return verb
