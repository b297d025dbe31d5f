# SPDX-License-Identifier: MIT
"""The ledger that is shown: read for a period, narrowed down, as a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from desk_app.desk import ledger_books
from desk_app.desk.errors import Cancelled
from desk_app.gui.tasks import Book, ProgressWatch
from desk_app.i18n.ledgers import LedgerTableWords
from desk_app.records.ledgers import LedgerKind, LedgerWanted
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from desk_app.gui.session import Session
    from desk_app.records.ledgers import Ledger, LedgerRead


@dataclass(frozen=True, slots=True)
class LedgerState:
    """What the part shows: what is wanted, the table once it is read, whether it is being read.

    ``of`` is what the table was read for; ``stopped`` says that its reading was stopped.
    """

    wanted: LedgerWanted
    table: Ledger | None = None
    of: LedgerWanted | None = None
    reading: bool = False
    stopped: bool = False


class LedgerReading(Book[LedgerState]):
    """Reads a ledger whenever another one, other days or names are wanted.

    A text only narrows down what was read.
    """

    def __init__(self, session: Session, parent: QObject) -> None:
        self._session = session
        first, last = ledger_books.year_of(session.today)
        named = session.may(Duty.READ_CASES)
        wanted = LedgerWanted(LedgerKind.APPLICATIONS, first, last, named)
        super().__init__(LedgerState(wanted), parent)
        self._read: LedgerRead | None = None
        self._watch = ProgressWatch(self._tell, self)
        self._words = LedgerTableWords(session.language)

    def want(self, wanted: LedgerWanted) -> None:
        """Show this, read anew where it is not what was read with another text."""
        before = self.state.of
        self._show(replace(self.state, wanted=wanted))
        if before is None or replace(wanted, text=before.text) != before:
            self.read_again()
        elif wanted != before and self._read is not None:
            narrowed = partial(self._words.table, replace(self._read, wanted=wanted))
            self._session.ask(self, "table", lambda _: narrowed(), partial(self._put, wanted))

    def read_again(self) -> None:
        """Read the ledger again; what is being read still comes to nothing."""
        self._watch.progress.cancel()
        wanted, desk = self.state.wanted, self._session.desk
        progress = self._watch.begin()
        self._show(replace(self.state, reading=True, stopped=False))

        self._session.leave(self, "table")

        def reading() -> tuple[LedgerRead, Ledger]:
            if progress.cancelled:
                raise Cancelled
            whole = replace(wanted, text="")
            read = ledger_books.read(desk, whole, self._words, progress)
            return read, self._words.table(replace(read, wanted=wanted))

        def done(found: tuple[LedgerRead, Ledger]) -> None:
            if progress is self._watch.progress:
                self._end()
                self._read, table = found
                self._put(wanted, table)

        def failed(error: Exception) -> None:
            if progress is not self._watch.progress:
                return
            self._end()
            stopped = isinstance(error, Cancelled)
            self._read = None
            self._show(replace(self.state, table=None, of=None, reading=False, stopped=stopped))
            if not stopped:
                self._session.trouble.emit(error)

        self._session.runner.submit(self, reading, done, failed)

    def _put(self, wanted: LedgerWanted, table: Ledger) -> None:
        self._show(replace(self.state, table=table, of=wanted, reading=False))

    def _tell(self, done: int, total: int) -> None:
        told = self.tr("Reading the ledger: {done} of {total}").format(done=done, total=total)
        self._session.long_work.reach(told, done, total, self._watch.progress.cancel)

    def _end(self) -> None:
        self._watch.stop()
        self._session.long_work.end()
