# SPDX-License-Identifier: MIT
"""The ledger that is shown: read for a period, narrowed down, as a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from desk_app.desk.audit import ledger_books
from desk_app.desk.audit.ledger_books import LedgerUnderWay
from desk_app.desk.errors import Cancelled
from desk_app.gui.session.session import ToldWork
from desk_app.gui.session.tasks import Book
from desk_app.i18n.ledgers import LedgerTableWords
from desk_app.records.books.ledgers import LedgerKind, LedgerWanted
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from desk_app.desk.context import Desk
    from desk_app.gui.session.session import Session
    from desk_app.gui.session.tasks import SharedProgress
    from desk_app.records.books.ledgers import Ledger, LedgerRead


_ROWS_AT_ONCE = 40


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
        self._round: _Round | None = None
        self._work = ToldWork(session, self._how_far, self)
        self._words = LedgerTableWords(session.language)

    @property
    def read_rows(self) -> int:
        """How many rows were read, whatever text narrows them down."""
        return 0 if self._read is None else len(self._read.rows)

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
        wanted, progress = self.state.wanted, self._work.begin_anew()
        self._round = _Round(self._session.desk, wanted, self._words, progress)
        self._show(replace(self.state, reading=True, stopped=False))
        self._session.leave(self, "table")
        self._go_on(self._round)

    def _go_on(self, round_: _Round) -> None:
        """Read one piece more; what else is asked of the desk comes between two."""
        done, failed = partial(self._done, round_), partial(self._failed, round_)
        self._session.runner.submit(self, round_.go_on, done, failed)

    def _done(self, round_: _Round, found: tuple[LedgerRead, Ledger] | None) -> None:
        if round_ is not self._round:
            return
        if found is None:
            self._go_on(round_)
            return
        self._work.end()
        self._read, table = found
        self._put(round_.wanted, table)

    def _failed(self, round_: _Round, error: Exception) -> None:
        if round_ is not self._round:
            return
        self._work.end()
        stopped = isinstance(error, Cancelled)
        self._read = None
        self._show(replace(self.state, table=None, of=None, reading=False, stopped=stopped))
        if not stopped:
            self._session.trouble.emit(error)

    def _put(self, wanted: LedgerWanted, table: Ledger) -> None:
        self._show(replace(self.state, table=table, of=wanted, reading=False))

    def _how_far(self, done: int, total: int) -> str:
        return self.tr("Reading the ledger: {done} of {total}").format(done=done, total=total)


class _Round:
    """One reading of a ledger, piece by piece on the desk's thread."""

    def __init__(
        self, desk: Desk, wanted: LedgerWanted, words: LedgerTableWords, progress: SharedProgress
    ) -> None:
        self.wanted = wanted
        self._desk, self._words, self._progress = desk, words, progress
        self._under_way: LedgerUnderWay | None = None

    def go_on(self) -> tuple[LedgerRead, Ledger] | None:
        """Read one piece more; return the whole once there is no more. Raises Cancelled."""
        if self._progress.cancelled:
            raise Cancelled
        if self._under_way is None:
            whole = replace(self.wanted, text="")
            self._under_way = LedgerUnderWay(self._desk, whole, self._words, self._progress)
        if self._under_way.go_on(_ROWS_AT_ONCE):
            return None
        read = self._under_way.read
        return read, self._words.table(replace(read, wanted=self.wanted))
