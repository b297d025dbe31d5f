# SPDX-License-Identifier: MIT
"""What remains of the first start on the open desk: recovery sheet, backup folder, first backup."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desk_app.desk.context import Changes
from desk_app.desk.errors import KnownError
from desk_app.desk.keys import backups
from desk_app.desk.opened import arriving
from desk_app.desk.opened.arriving import Missing
from desk_app.gui import words
from desk_app.gui.asking import Ask, Question, Weight
from desk_app.gui.kit.display.facts import FactLine, FactsCard
from desk_app.gui.kit.fields.form import FormArea
from desk_app.gui.kit.fields.typed import type_again, typed_in
from desk_app.gui.kit.layout.boxes import STRETCH, in_column
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.text import Text, announce
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.printing import spooler
from desk_app.gui.safety.folders import FolderTask, SecondFolderBook
from desk_app.gui.safety.sheets import NewSheetBook, SheetPreview, SheetTask
from desk_app.gui.session.tasks import Book, ProgressWatch
from desk_app.gui.start.first_start import StartStep, StepsFrame
from desk_app.i18n import dates

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.desk.opened.arriving import Founded
    from desk_app.gui.session.session import Session
    from desk_app.records.desk.people import Language
    from desk_app.records.desk.safekeeping import Backup


@dataclass(frozen=True, slots=True)
class FirstBackupState:
    """What the last step shows: where it goes, how far it is, what came of it."""

    folder: Path | None = None
    working: bool = False
    done: int = 0
    total: int = 0
    backup: Backup | None = None
    trouble: KnownError | None = None


class FirstBackupBook(Book[FirstBackupState]):
    """Makes a backup; the screen stays usable, and the work can be stopped."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(FirstBackupState(), parent)
        self._session = session
        self._watch = ProgressWatch(self._show_progress, self)

    def begin(self) -> None:
        """Ask where the backup goes."""
        self._session.ask(self, "folder", lambda desk: desk.ports.backups.folder, self._take_folder)

    def make(self) -> None:
        """Make the backup, unless one is being made."""
        if self._state.working:
            return
        progress = self._watch.begin()
        self._show(replace(self._state, working=True, done=0, total=0, trouble=None))
        self._session.runner.submit(
            self,
            lambda: backups.make_backup(self._session.desk, progress),
            self._done,
            self._refuse,
        )

    def stop(self) -> None:
        """Stop the work; all is as before."""
        self._watch.progress.cancel()

    def _take_folder(self, folder: Path | None) -> None:
        self._show(replace(self._state, folder=folder))

    def _show_progress(self, done: int, total: int) -> None:
        self._show(replace(self._state, done=done, total=total))

    def _done(self, backup: Backup) -> None:
        self._watch.stop()
        self._show(replace(self._state, working=False, backup=backup))

    def _refuse(self, error: Exception) -> None:
        self._watch.stop()
        if isinstance(error, KnownError):
            self._show(replace(self._state, working=False, trouble=error))


class BackupTask(FormArea):
    """Says where the backup goes, how far it is, and what came of it."""

    def __init__(self, book: FirstBackupBook, language: Language) -> None:
        super().__init__()
        self._book = book
        self._language = language
        title = Text(self.tr("Check and begin"), Size.TITLE, bold=True)
        self.setAccessibleName(title.text())
        purpose = self.tr(
            "The first backup is made, opened again and compared with the desk. Then the work can"
            " begin."
        )
        self._facts = FactsCard()
        self._state = StateIcon(bold=True)
        in_column(
            self, title, Text(purpose, wrap=True), self._facts, self._state, STRETCH, gap=12, edge=0
        )
        book.state_changed.connect(self.render_state)
        self.render_state(book.state)

    @property
    def made(self) -> bool:
        """Say whether the backup was made and compared."""
        return self._book.state.backup is not None

    def take_focus(self) -> None:
        """Nothing is typed here; the blue button has the key."""
        self.setFocus()

    def confirm(self) -> None:
        """Make the backup."""
        self._book.make()

    def render_state(self, state: FirstBackupState) -> None:
        """Show how far the backup is."""
        before = self._state.shown()
        self._state.show_state(*self._look(state))
        if self._state.shown() != before and (state.backup or state.trouble):
            announce(self, self._state.shown()[1])
        facts = [FactLine("backup", self.tr("Goes to"), str(state.folder or ""))]
        if state.backup is not None:
            made = state.backup
            facts += [
                FactLine("check", self.tr("File"), made.name),
                FactLine("history", self.tr("Made at"), dates.clock(made.made_at)),
                FactLine("book", self.tr("Opens with"), made.sheet),
            ]
        self._facts.show_facts(facts)

    def _look(self, state: FirstBackupState) -> tuple[Mark, str]:
        if state.backup is not None:
            return Mark.OK, self.tr("The backup was opened again and is the same as the desk")
        if state.working:
            share = f" {100 * state.done // state.total}%" if state.total else ""
            return Mark.WAITING, self.tr("The backup is being made") + share
        return Mark.OPEN, self.tr("No backup was made yet")


STEPS = {
    Missing.SHEET: StartStep.SHEET,
    Missing.FOLDER: StartStep.FOLDER,
    Missing.BACKUP: StartStep.BEGIN,
}


class AfterFirstStart(QWidget):
    """Begins with what is missing; `finished` says that the desk has all it needs.

    ``stop_wanted`` closes the window: what was done stays, and the next sign-in goes on here.
    ``later_wanted`` goes to the work without it; Today says what is missing, Settings lead to it.
    """

    finished = Signal()
    stop_wanted = Signal()
    later_wanted = Signal()

    def __init__(
        self,
        session: Session,
        missing: Missing,
        before: AfterFirstStart | None = None,
    ) -> None:
        """Take what is missing, and the page that stood here before, whose tasks go on."""
        super().__init__()
        self._session = session
        self._missing, self._step = missing, STEPS[missing]
        self._founded: Founded | None = None
        if before is None:
            self.sheets = NewSheetBook(session, spooler.system(), self)
            self.folders = SecondFolderBook(session, self)
            self.backups = FirstBackupBook(session, self)
        else:
            self.sheets, self.folders, self.backups = before.sheets, before.folders, before.backups
            for book in (self.sheets, self.folders, self.backups):
                book.setParent(self)
        self._frame = StepsFrame(session.screen, session.today)
        self._sheet = SheetTask(self.sheets, session.language)
        self._folder = FolderTask(self.folders, session.language)
        self._backup = BackupTask(self.backups, session.language)
        self._tasks: dict[StartStep, SheetTask | FolderTask | BackupTask] = {
            StartStep.SHEET: self._sheet,
            StartStep.FOLDER: self._folder,
            StartStep.BEGIN: self._backup,
        }
        for task in self._tasks.values():
            self._frame.add_page(task)
        self._look = SheetPreview()
        self._frame.add_side(self._look)
        in_column(self, self._frame, edge=0)
        self._listen()

    @property
    def step(self) -> StartStep:
        """The step shown now."""
        return self._step

    def begin(self) -> None:
        """Show the step that is missing, and what was chosen in those before."""
        self._session.ask(self, "founded", arriving.founded, self._take_founded)
        self._enter(self._step)

    def anew(self) -> AfterFirstStart:
        """Return the page made anew at the same step, with what was typed; its tasks go on."""
        made = AfterFirstStart(self._session, self._missing, before=self)
        made._step, made._founded = self._step, self._founded
        made._show()
        type_again(made, typed_in(self))
        return made

    def tell(self, error: object) -> None:
        """Say what failed, wherever it came from."""
        if isinstance(error, KnownError):
            self._frame.tell(error)

    def put_away(self) -> None:
        """Drop the key that is on its way to paper, and stop the backup: the desk is closed."""
        self.sheets.forget()
        self.backups.stop()

    def _listen(self) -> None:
        self._session.trouble.connect(self.tell)
        self._frame.next_wanted.connect(self._go_on)
        self._frame.stop_wanted.connect(self._stop)
        self._frame.later_wanted.connect(self._put_off)
        self.sheets.state_changed.connect(self._show)
        self.sheets.confirmed.connect(self._to_folder)
        self.folders.state_changed.connect(self._show)
        self.folders.chosen.connect(self._to_backup)
        self.backups.state_changed.connect(self._show)

    def _enter(self, step: StartStep) -> None:
        self._step = step
        if step is StartStep.SHEET:
            self.sheets.begin()
        elif step is StartStep.BEGIN:
            self.backups.begin()
        self._show()
        self._tasks[step].take_focus()

    def _show(self) -> None:
        step = self._step
        self._frame.let_put_off(self._effect_of_later())
        self._frame.show_step(step, self._tasks[step], self._details())
        self._look.setVisible(step is StartStep.SHEET)
        self._look.show_sheet(self.sheets.state, self._session.today, self._session.language)
        match step:
            case StartStep.SHEET:
                hint = "" if self._sheet.ready else self.tr("Goes on once the last group fits")
                self._frame.offer(back=False, go_on=self._sheet.ready, hint=hint)
                self._frame.tell(self.sheets.state.trouble)
            case StartStep.FOLDER:
                taking = self._folder.words_of_taking
                free = not self.folders.state.busy
                self._frame.offer(back=False, go_on=free, words_of_next=taking)
                self._frame.tell(None)
            case _:
                self._show_backup()

    def _effect_of_later(self) -> str:
        """Say what goes undone where somebody chooses Later, and where it is done then."""
        match self._step:
            case StartStep.SHEET:
                return self.tr(
                    "Later leaves steps 4 to 6 for the next sign-in or the settings. Until then no"
                    " backup is made."
                )
            case StartStep.FOLDER:
                return self.tr(
                    "Later leaves steps 5 and 6 for the next sign-in or the settings. Until then no"
                    " backup is made."
                )
            case _ if self._backup.made:
                return ""
            case _:
                return self.tr(
                    "After Later the first backup is made by itself, within the hour or at the"
                    " exit."
                )

    def _show_backup(self) -> None:
        state = self.backups.state
        words = self.tr("Begin") if self._backup.made else self.tr("Make the backup")
        self._frame.offer(back=False, go_on=not state.working, words_of_next=words)
        self._frame.tell(state.trouble)

    def _details(self) -> dict[StartStep, str]:
        done = {StartStep.KIND: self.tr("A desk for real applications")}
        if self._founded is not None:
            done[StartStep.PROFILE] = words.desk_name(self._founded.profile, self._session.language)
            done[StartStep.PEOPLE] = words.listed(self._founded.people, self._session.language)
        folder = self.folders.state.folder or self.backups.state.folder
        if self._step > StartStep.FOLDER and folder is not None:
            done[StartStep.FOLDER] = folder.name
        return done

    def _take_founded(self, founded: Founded) -> None:
        self._founded = founded
        self._show()

    def _go_on(self) -> None:
        if self._step is StartStep.BEGIN and self._backup.made:
            self.finished.emit()
        else:
            self._tasks[self._step].confirm()

    def _stop(self) -> None:
        """Stop what is being made, or leave."""
        if self.backups.state.working:
            self.backups.stop()
        else:
            asked = Ask(self._session, self._leaving(), self)
            asked.accepted.connect(self.stop_wanted)
            asked.begin()

    def _put_off(self) -> None:
        """Go to the work; nothing that is under way is left half made."""
        if not (self.backups.state.working or self.sheets.state.busy):
            self.put_away()
            self.later_wanted.emit()

    def _leaving(self) -> Question:
        return Question(
            title=self.tr("Close the program?"),
            verb=self.tr("Close it"),
            doing=lambda _: lambda _desk: Changes.of(),
            effect=self.tr("What was done stays; the next sign-in goes on at this step."),
            detail=self.tr("To work in the desk without it now, choose Later."),
            weight=Weight.FINAL,
        )

    def _to_folder(self) -> None:
        self._enter(StartStep.FOLDER)

    def _to_backup(self) -> None:
        self._enter(StartStep.BEGIN)
