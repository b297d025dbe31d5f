# SPDX-License-Identifier: MIT
"""Importing a ledger step by step: nothing is kept before it was asked, Esc leads a step back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.desk import importing
from desk_app.desk.context import Changes
from desk_app.gui import words
from desk_app.gui.asking import Ask, Question, Weight
from desk_app.gui.kit.display.notes import NoteFrame, WhyNot
from desk_app.gui.kit.files import OpenLedger, SaveWorkbook, documents
from desk_app.gui.kit.layout.boxes import in_column, in_row, named
from desk_app.gui.kit.layout.layout import TaskDialog
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.states import WorkBar
from desk_app.gui.kit.look.text import Text, announce
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.pages.reports.import_book import ImportBook, ImportState, ImportStep, ImportWork
from desk_app.gui.pages.reports.import_parts import (
    ImportColumnsPart,
    ImportFilePart,
    ImportFirstPart,
    ImportTakenPart,
    ImportTrialPart,
)
from desk_app.gui.pages.reports.import_words import ImportTelling
from desk_app.gui.printing.own_pages import NewFile
from desk_app.i18n import importing as told
from desk_app.records.importing import RowFate

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from desk_app.desk.context import Desk
    from desk_app.desk.importing import ImportTrial
    from desk_app.gui.session.session import Session
    from desk_app.records.importing import LedgerImport

_WIDTH, _HEIGHT = 920, 600


class ImportLedger(TaskDialog):
    """One step is seen at a time; the blue button goes to the next, and at last takes in."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__("importLedger", self.tr("Import a ledger"), "", "", parent)
        self._session = session
        self.book = ImportBook(session, self)
        telling = ImportTelling(session.language, self)
        self._telling = telling
        self._files = NewFile(session, self)
        self.file = ImportFilePart(telling)
        self.columns = ImportColumnsPart(telling, self.book)
        self.first = ImportFirstPart(telling)
        self.trial = ImportTrialPart(session, telling, self.book)
        self.taken = ImportTakenPart(telling)
        self._where = Text("", Size.LABEL, "text2", wrap=True)
        self._stack = QStackedWidget()
        self._bar = WorkBar(self.tr("How far the work is"))
        self._doing = Text("", Size.LABEL, "text2")
        self._trouble = named("trouble", NoteFrame("bad"))
        self._why = WhyNot(self._do)
        self._step: ImportStep | None = None
        self._do.send_keys_to(self._back)
        self.setAcceptDrops(True)
        self._lay_out()
        self.file.choose_wanted.connect(self.choose_file)
        self.file.take_back_wanted.connect(self._take_back_chosen)
        self.taken.take_back_wanted.connect(self._take_back_this)
        self.trial.save_wanted.connect(self._name_report)
        self.book.state_changed.connect(self._show)
        self._show(self.book.state)

    def begin(self) -> None:
        """Open with the keys on the choice of a file."""
        self.book.begin()
        room = self.screen().availableSize()
        self.resize(min(theme.px(_WIDTH), room.width()), min(theme.px(_HEIGHT), room.height()))
        self.open()
        self.file.choose.setFocus()

    def choose_file(self) -> None:
        """Ask for the file."""
        dialog = OpenLedger(documents(), self)
        dialog.fileSelected.connect(lambda path: self.book.read(Path(path)))
        dialog.open()

    def save_report(self, path: str) -> None:
        """Ask whether the report goes into a file, and write it there."""
        place, trial = Path(path), self.book.state.trial
        if trial is not None:
            told_of = self.tr("It holds names. Delete the file once it was read.")
            self._files.look(place, told_of, partial(self._ask_to_save, place, trial))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let one file come in where one is asked for."""
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped here."""
        path = self._dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.book.read(path)

    def _dropped(self, event: QDropEvent) -> Path | None:
        """Return the one file of this computer that is dropped; None for anything else."""
        state, urls = self.book.state, event.mimeData().urls()
        asked = state.step is ImportStep.FILE and state.work is None
        if not asked or len(urls) != 1 or not urls[0].isLocalFile():
            return None
        return Path(urls[0].toLocalFile())

    @override
    def go(self) -> None:
        state = self.book.state
        if state.step is ImportStep.FILE:
            self.choose_file()
        elif state.step is ImportStep.TRIAL:
            self._ask_to_take(state)
        elif state.step is ImportStep.TAKEN:
            self.accept()
        else:
            self.book.go_on()

    @override
    def reject(self) -> None:
        """Stop what goes on; else go a step back, from the first one away."""
        state = self.book.state
        if state.work is not None:
            self.book.stop()
        elif state.step in (ImportStep.FILE, ImportStep.TAKEN):
            super().reject()
        else:
            self.book.go_back()

    def _lay_out(self) -> None:
        for part in (self.file, self.columns, self.first, self.trial, self.taken):
            self._stack.addWidget(part)
        title = in_row(None, Text(self.windowTitle(), Size.SECTION, bold=True), (self._where, 1))
        in_column(
            self,
            title,
            self._trouble,
            (self._stack, 1),
            self._doing,
            self._bar,
            self._why,
            self._buttons,
            gap=12,
            edge=16,
        )

    def _show(self, state: ImportState) -> None:
        parts = (self.file, self.columns, self.first, self.trial, self.taken)
        for part in parts:
            part.show_state(state)
        part = parts[state.step.value - 1]
        self._stack.setCurrentWidget(part)
        self._stack.setEnabled(state.work is None)
        self._tell_step(state)
        self._tell_work(state)
        self._trouble.tell(words.told(state.trouble, self._session.language))
        if state.trouble is not None:
            announce(self, self._trouble.accessibleName())
        if state.step is not self._step and state.work is None:
            self._step = state.step
            self._take_focus(state.step)

    def _take_focus(self, step: ImportStep) -> None:
        if step is ImportStep.FILE:
            self.file.choose.setFocus()
        elif step is ImportStep.COLUMNS:
            self.columns.take_focus()
        elif step is ImportStep.FIRST_ROWS:
            self.first.take_focus()
        elif step is ImportStep.TRIAL:
            self.trial.take_focus()
        else:
            self._do.setFocus()

    def _tell_step(self, state: ImportState) -> None:
        names = {
            ImportStep.FILE: self.tr("File"),
            ImportStep.COLUMNS: self.tr("Columns"),
            ImportStep.FIRST_ROWS: self.tr("First rows"),
            ImportStep.TRIAL: self.tr("Trial of all rows"),
            ImportStep.TAKEN: self.tr("Taken in"),
        }
        said = self.tr("Step {number} of {all}: {name}").format(
            number=state.step.value, all=len(ImportStep), name=names[state.step]
        )
        where = f"{said} — {state.name}" if state.name else said
        if where != self._where.text():
            self._where.setText(where)
            announce(self, where)
        does = {
            ImportStep.FILE: self.tr("Choose a file"),
            ImportStep.COLUMNS: self.tr("Show the first rows"),
            ImportStep.FIRST_ROWS: self.tr("Try all rows"),
            ImportStep.TRIAL: self.tr("Take in"),
            ImportStep.TAKEN: self.tr("Close"),
        }
        self._do.setText(does[state.step])
        self._do.hinder(
            self.tr("Please wait.") if state.work is not None else self._hindered(state)
        )
        ends = state.step in (ImportStep.FILE, ImportStep.TAKEN)
        self._back.setText(self.tr("Close") if ends else self.tr("Back"))
        if state.work is not None:
            self._back.setText(self.tr("Stop"))
        self._back.setVisible(state.step is not ImportStep.TAKEN)

    def _hindered(self, state: ImportState) -> str:
        """Say why a trial is not taken in as it stands; the verb refuses it for the same."""
        trial = state.trial
        if state.step is not ImportStep.TRIAL or trial is None:
            return ""
        if trial.before is not None:
            return self.tr("The same file stands as import {number}: take that back first.").format(
                number=trial.before.id
            )
        if asked := trial.count(RowFate.ASKED):
            return self.tr("%n row(s) still ask something.", "", asked)
        return "" if trial.count(RowFate.TAKEN) else self.tr("No row would be taken.")

    def _tell_work(self, state: ImportState) -> None:
        self._bar.setVisible(state.work is not None)
        self._doing.setVisible(state.work is not None)
        if state.work is None:
            return
        self._bar.show_share(state.done, state.total)
        said = {
            ImportWork.READING: self.tr("Reading the file"),
            ImportWork.TRYING: self.tr("Trying the rows"),
            ImportWork.TAKING: self.tr("Taking in; Stop leaves nothing of it"),
        }[state.work]
        far = self.tr("{done} of {total}").format(done=f"{state.done:,}", total=f"{state.total:,}")
        self._doing.setText(f"{said}: {far}" if state.total else said)

    # Questions before something is done.

    def _ask_to_take(self, state: ImportState) -> None:
        if state.trial is None:
            return
        question = Question(
            self.tr("Take the ledger in"),
            self.tr("Take in"),
            lambda _: _nothing,
            self._telling.counts(state.trial),
            self.tr(
                "Closed entries get numbers of the year of their arrival. The whole import can be"
                " taken back while nothing was done with any of it."
            ),
            said=self.tr("The ledger is being taken in."),
        )
        dialog = Ask(self._session, question, self)
        dialog.accepted.connect(self.book.take)
        dialog.begin()

    def _take_back_chosen(self) -> None:
        self._ask_to_take_back(self.file.chosen())

    def _take_back_this(self) -> None:
        self._ask_to_take_back(self.book.state.record)

    def _ask_to_take_back(self, record: LedgerImport | None) -> None:
        if record is None:
            return
        number = record.id
        question = Question(
            self.tr("Take import {number} back").format(number=number),
            self.tr("Take back"),
            lambda _: partial(importing.take_back, id_=number),
            self.tr("All that came in with it goes: {carried} closed, {waiting} open.").format(
                carried=f"{record.carried:,}", waiting=f"{record.waiting:,}"
            ),
            self.tr("Its numbers are not given again. The journal has both."),
            weight=Weight.FINAL,
            said=self.tr("Import {number} was taken back as a whole.").format(number=number),
        )
        dialog = Ask(self._session, question, self)
        dialog.accepted.connect(self.book.begin)
        dialog.begin()

    def _name_report(self) -> None:
        name = f"import-{self._session.today.isoformat()}.xlsx"
        dialog = SaveWorkbook(documents(), name, self)
        dialog.fileSelected.connect(self.save_report)
        dialog.open()

    def _ask_to_save(self, place: Path, trial: ImportTrial, effect: str, detail: str) -> None:
        language, title = self._session.language, self.tr("Trial of an import")

        def verb(desk: Desk) -> Changes:
            made = told.report(trial.rows, trial.sheet.name, trial.plan, title, language)
            desk.ports.sheets.write_xlsx(made, place, desk.ports.clock.now())
            return _nothing(desk)

        question = Question(
            self.tr("Save the report as a workbook"),
            self.tr("Save"),
            lambda _: verb,
            effect,
            detail,
            said=self.tr("The report is saved."),
        )
        Ask(self._session, question, self).begin()


def _nothing(_: Desk) -> Changes:
    """Do nothing yet: what was asked goes on in the dialog, where it can be stopped."""
    return Changes.of()
