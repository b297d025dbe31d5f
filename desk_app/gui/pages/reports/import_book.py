# SPDX-License-Identifier: MIT
"""An office's own ledger on its way in: read, laid out, tried, answered, taken, taken back (K4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from desk_app.desk import importing
from desk_app.desk.errors import Cancelled, KnownError
from desk_app.gui.session.tasks import Book, ProgressWatch
from desk_app.records.importing import (
    ASKED_FIRST,
    ImportAnswers,
    ImportPlan,
    LedgerImport,
    RawSheet,
    RowDoubt,
    RowFate,
    RowNote,
    TriedRow,
)
from desk_app.rules.importing import said_of
from desk_app.rules.rulebook.terms import Duty, DutyFor

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject

    from desk_app.desk.context import Changes, Desk
    from desk_app.desk.importing import ImportTrial
    from desk_app.gui.session.session import Session
    from desk_app.gui.session.tasks import SharedProgress
    from desk_app.records.books.ledgers import LedgerKind
    from desk_app.records.importing import ImportColumn

_NO_PLAN = ImportPlan(0, ())

FIRST_ROWS = 20
"""So many rows are shown as the desk reads them before all are tried."""


class ImportStep(Enum):
    """Where a ledger stands on its way in."""

    FILE = 1
    COLUMNS = 2
    FIRST_ROWS = 3
    TRIAL = 4
    TAKEN = 5


class ImportWork(Enum):
    """What goes on off the window's thread, and can be stopped."""

    READING = "reading"
    TRYING = "trying"
    TAKING = "taking"


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One thing said of a row of the file; ``number`` tells it from the others said of it."""

    row: TriedRow
    note: RowNote
    number: int

    @property
    def id(self) -> tuple[int, int]:
        """What names the line."""
        return self.row.row, self.number

    @property
    def can_be_answered(self) -> bool:
        """Whether a person's answer decides: a row that is refused for anything is not asked of."""
        return self.note.doubt in ASKED_FIRST and self.row.fate is not RowFate.REFUSED


@dataclass(frozen=True, slots=True)
class ImportState:
    """What the dialog shows; nothing of the file is kept anywhere else.

    ``first`` are the first rows as they would be read, ``trial`` is what all come to, ``taken``
    the number of the import once it stands.
    """

    step: ImportStep = ImportStep.FILE
    work: ImportWork | None = None
    done: int = 0
    total: int = 0
    imports: tuple[LedgerImport, ...] = ()
    name: str = ""
    sheet: RawSheet | None = None
    plan: ImportPlan = _NO_PLAN
    first: ImportTrial | None = None
    trial: ImportTrial | None = None
    taken: int | None = None
    trouble: KnownError | None = None

    @property
    def record(self) -> LedgerImport | None:
        """The import that was taken in."""
        return next((each for each in self.imports if each.id == self.taken), None)

    def lines(self, fate: RowFate | None) -> tuple[ImportLine, ...]:
        """Return what is said of the rows of a fate, or of all of which anything is said."""
        rows = () if self.trial is None else self.trial.rows
        return tuple(
            ImportLine(row, note, number)
            for row in rows
            if row.notes and fate in (None, row.fate)
            for number, note in enumerate(row.notes)
        )


class ImportBook(Book[ImportState]):
    """Reads beside the desk's thread; tries and takes on it, watched, and stopped where wanted."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(ImportState(), parent)
        self._session = session
        self._watch = ProgressWatch(self._reach, self)
        self._path: Path | None = None

    def begin(self) -> None:
        """Read which imports there are."""
        self._session.ask(self, "imports", importing.imports, self._take_imports)

    def read(self, path: Path, sheet: str = "") -> None:
        """Read a file, or another sheet of it."""
        if self._state.work is not None:
            return
        self._path, desk = path, self._session.desk
        progress = self._start(ImportWork.READING)

        def read(_: None) -> None:
            # The store belongs to its own thread; the file may take a while.
            reading = partial(importing.read_file, desk, path, sheet, progress)
            self._session.beside.submit(self, reading, self._propose, self._refuse)

        # Whoever may not is refused, and that is noted, before the file is opened.
        self._session.runner.submit(
            self, partial(desk.must, Duty.APPROVE, named=DutyFor.IMPORT), read, self._refuse
        )

    def show_sheet(self, sheet: str) -> None:
        """Read another sheet of the file."""
        if self._path is not None:
            self.read(self._path, sheet)

    def set_heading(self, heading: int) -> None:
        """Take another row for the heading; what its columns say is guessed anew."""
        sheet = self._state.sheet
        if sheet is not None:
            kind = self._state.plan.kind
            guess = partial(importing.plan_from, sheet=sheet, heading=heading, kind=kind)
            self._session.ask(self, "heading", guess, self._take_plan)

    def set_kind(self, kind: LedgerKind) -> None:
        """Take the sheet for another kind of ledger; its heading and columns are guessed anew."""
        sheet = self._state.sheet
        if sheet is not None:
            guess = partial(importing.proposed_plan, sheet=sheet, kind=kind)
            self._session.ask(self, "kind", guess, self._take_plan)

    def say(self, place: int, item: ImportColumn | None) -> None:
        """Say what a column says, by its place from 0."""
        plan = self._state.plan
        columns = said_of(plan.columns, place, item)
        self._take_plan(replace(plan, columns=columns))

    def go_on(self) -> None:
        """Go to the next step before the taking."""
        sheet, plan, desk = self._state.sheet, self._state.plan, self._session.desk
        if sheet is None or self._state.work is not None:
            return
        if self._state.step is ImportStep.COLUMNS:
            self._start(ImportWork.TRYING)
            first = partial(importing.first_rows, desk, sheet, plan, FIRST_ROWS)
            self._session.runner.submit(self, first, self._take_first, self._refuse)
        elif self._state.step is ImportStep.FIRST_ROWS:
            progress = self._start(ImportWork.TRYING)
            trying = partial(importing.dry_run, desk, sheet, plan, progress)
            self._session.runner.submit(self, trying, self._take_trial, self._refuse)

    def go_back(self) -> None:
        """Go to the step before; what was said and answered stays."""
        self._show(replace(self._state, step=ImportStep(self._state.step.value - 1), trouble=None))

    def answer_row(self, row: int, *, taken: bool) -> None:
        """Answer every question about one row."""
        self._answer(self._state.plan.answers.of_row(row, taken=taken))

    def answer_alike(self, doubt: RowDoubt, *, taken: bool) -> None:
        """Answer a question for all rows alike."""
        self._answer(self._state.plan.answers.of_all(doubt, taken=taken))

    def name_era(self, letter: str) -> None:
        """Name the era of the years that name none: the rows are tried anew, with other days."""
        sheet, plan, desk = self._state.sheet, self._state.plan, self._session.desk
        if sheet is None or self._state.work is not None or letter == plan.answers.era:
            return
        # What was answered of such days was answered of others: it is asked anew.
        alike = dict(plan.answers.alike)
        alike.pop(RowDoubt.NO_ERA, None)
        plan = replace(plan, answers=replace(plan.answers, alike=alike, rows={}, era=letter))
        self._show(replace(self._state, plan=plan))
        progress = self._start(ImportWork.TRYING)
        trying = partial(importing.dry_run, desk, sheet, plan, progress)
        self._session.runner.submit(self, trying, self._take_trial, self._refuse)

    def take(self) -> None:
        """Take in what the trial says is taken; what is stopped midway leaves nothing."""
        trial = self._state.trial
        if trial is None or self._state.work is not None:
            return
        progress, ids = self._start(ImportWork.TAKING), list[int]()

        def verb(desk: Desk) -> Changes:
            changes, id_ = importing.take(desk, trial, progress)
            ids.append(id_)
            return changes

        def taken(_: Changes) -> None:
            self._end(ImportStep.TAKEN, taken=ids[0])

        self._session.do(self, verb, taken, self._refuse)

    def stop(self) -> None:
        """Stop what goes on."""
        self._watch.progress.cancel()

    def _start(self, work: ImportWork) -> SharedProgress:
        progress = self._watch.begin()
        self._show(replace(self._state, work=work, done=0, total=0, trouble=None))
        return progress

    def _propose(self, sheet: RawSheet) -> None:
        propose = partial(importing.proposed_plan, self._session.desk, sheet)
        self._session.runner.submit(self, propose, partial(self._read, sheet), self._refuse)

    def _read(self, sheet: RawSheet, plan: ImportPlan) -> None:
        self._watch.stop()
        name = "" if self._path is None else self._path.name
        self._show(
            replace(
                self._state,
                step=ImportStep.COLUMNS,
                work=None,
                name=name,
                sheet=sheet,
                plan=plan,
                first=None,
                trial=None,
                taken=None,
                trouble=importing.which_sheet(sheet),
            )
        )

    def _take_plan(self, plan: ImportPlan) -> None:
        # Other columns ask other things: no answer of before is taken for one of now.
        plan = replace(plan, answers=ImportAnswers())
        self._show(replace(self._state, plan=plan, first=None, trial=None, trouble=None))

    def _take_first(self, first: ImportTrial) -> None:
        self._watch.stop()
        self._show(replace(self._state, step=ImportStep.FIRST_ROWS, work=None, first=first))

    def _take_trial(self, trial: ImportTrial) -> None:
        self._watch.stop()
        self._show(replace(self._state, step=ImportStep.TRIAL, work=None, trial=trial))

    def _answer(self, answers: ImportAnswers) -> None:
        trial = self._state.trial
        if trial is None or self._state.work is not None:
            return
        plan = replace(self._state.plan, answers=answers)
        self._show(replace(self._state, plan=plan))
        settle = partial(importing.answered, trial, plan)
        self._session.ask(self, "answers", lambda _: settle(), self._take_answered)

    def _take_answered(self, trial: ImportTrial) -> None:
        self._show(replace(self._state, trial=trial))

    def _end(self, step: ImportStep, taken: int) -> None:
        self._watch.stop()
        # What stood in the file is not needed any more.
        self._show(
            ImportState(step, imports=self._state.imports, name=self._state.name, taken=taken)
        )
        self.begin()

    def _take_imports(self, imports: tuple[LedgerImport, ...]) -> None:
        self._show(replace(self._state, imports=imports))

    def _reach(self, done: int, total: int) -> None:
        if (done, total) != (self._state.done, self._state.total):
            self._show(replace(self._state, done=done, total=total))

    def _refuse(self, error: Exception) -> None:
        self._watch.stop()
        told = error if isinstance(error, KnownError) and not isinstance(error, Cancelled) else None
        self._show(replace(self._state, work=None, trouble=told))
        if isinstance(error, Cancelled):
            self._session.said.emit(self.tr("Stopped: nothing was taken in."))
