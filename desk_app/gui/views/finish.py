# SPDX-License-Identifier: MIT
"""What remains of the first start on the open desk: recovery sheet, backup folder, first backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.desk import beginning
from desk_app.desk.beginning import Missing
from desk_app.desk.changes import Changes
from desk_app.desk.errors import KnownError
from desk_app.gui import printing, words
from desk_app.gui.dialogs.ask import Ask
from desk_app.gui.dialogs.backup_task import BackupTask
from desk_app.gui.dialogs.folder_task import FolderTask
from desk_app.gui.dialogs.sheet_look import SheetLook
from desk_app.gui.dialogs.sheet_task import SheetTask
from desk_app.gui.presenters.first_backup import FirstBackupPresenter
from desk_app.gui.presenters.new_sheet import NewSheetPresenter
from desk_app.gui.presenters.question import Question, Weight
from desk_app.gui.presenters.second_folder import SecondFolderPresenter
from desk_app.gui.presenters.steps import Step
from desk_app.gui.views.steps_frame import StepsFrame
from desk_app.gui.widgets.typed import type_again, typed_in

if TYPE_CHECKING:
    from desk_app.desk.beginning import Founded
    from desk_app.gui.printing import Printing
    from desk_app.gui.workplace import Workplace

STEPS = {Missing.SHEET: Step.SHEET, Missing.FOLDER: Step.FOLDER, Missing.BACKUP: Step.BEGIN}


class Finish(QWidget):
    """Begins with what is missing; `finished` says that the desk has all it needs.

    ``stop_wanted`` closes the window: what was done stays, and the next sign-in goes on here.
    ``later_wanted`` goes to the work without it; Today says what is missing, Settings lead to it.
    """

    finished = Signal()
    stop_wanted = Signal()
    later_wanted = Signal()

    def __init__(
        self,
        work: Workplace,
        missing: Missing,
        printers: Printing | None = None,
        before: Finish | None = None,
    ) -> None:
        """Take what is missing, and the page that stood here before, whose tasks go on."""
        super().__init__()
        self._work = work
        self._missing, self._step = missing, STEPS[missing]
        self._founded: Founded | None = None
        if before is None:
            self.sheets = NewSheetPresenter(work, printers or printing.system(), self)
            self.folders = SecondFolderPresenter(work, self)
            self.backups = FirstBackupPresenter(work, self)
        else:
            self.sheets, self.folders, self.backups = before.sheets, before.folders, before.backups
            for presenter in (self.sheets, self.folders, self.backups):
                presenter.setParent(self)
        self._frame = StepsFrame(work.screen, work.today)
        self._sheet = SheetTask(self.sheets, work.language)
        self._folder = FolderTask(self.folders, work.language)
        self._backup = BackupTask(self.backups, work.language)
        self._tasks: dict[Step, SheetTask | FolderTask | BackupTask] = {
            Step.SHEET: self._sheet,
            Step.FOLDER: self._folder,
            Step.BEGIN: self._backup,
        }
        for task in self._tasks.values():
            self._frame.add_page(task)
        self._look = SheetLook()
        self._frame.add_side(self._look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        self._listen()

    @property
    def step(self) -> Step:
        """The step shown now."""
        return self._step

    def begin(self) -> None:
        """Show the step that is missing, and what was chosen in those before."""
        self._work.ask(self, "founded", beginning.founded, self._take_founded)
        self._enter(self._step)

    def anew(self) -> Finish:
        """Return the page made anew at the same step, with what was typed; its tasks go on."""
        made = Finish(self._work, self._missing, before=self)
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
        self._work.trouble.connect(self.tell)
        self._frame.next_wanted.connect(self._go_on)
        self._frame.stop_wanted.connect(self._stop)
        self._frame.later_wanted.connect(self._put_off)
        self.sheets.state_changed.connect(self._show)
        self.sheets.confirmed.connect(self._to_folder)
        self.folders.state_changed.connect(self._show)
        self.folders.chosen.connect(self._to_backup)
        self.backups.state_changed.connect(self._show)

    def _enter(self, step: Step) -> None:
        self._step = step
        if step is Step.SHEET:
            self.sheets.begin()
        elif step is Step.BEGIN:
            self.backups.begin()
        self._show()
        self._tasks[step].take_focus()

    def _show(self) -> None:
        step = self._step
        self._frame.let_put_off(self._effect_of_later())
        self._frame.show_step(step, self._tasks[step], self._details())
        self._look.setVisible(step is Step.SHEET)
        self._look.show_sheet(self.sheets.state, self._work.today, self._work.language)
        match step:
            case Step.SHEET:
                hint = "" if self._sheet.ready else self.tr("Goes on once the last group fits")
                self._frame.offer(back=False, go_on=self._sheet.ready, hint=hint)
                self._frame.tell(self.sheets.state.trouble)
            case Step.FOLDER:
                taking = self._folder.words_of_taking
                free = not self.folders.state.busy
                self._frame.offer(back=False, go_on=free, words_of_next=taking)
                self._frame.tell(None)
            case _:
                self._show_backup()

    def _effect_of_later(self) -> str:
        """Say what goes undone where somebody chooses Later, and where it is done then."""
        match self._step:
            case Step.SHEET:
                return self.tr(
                    "Later leaves steps 4 to 6 for the next sign-in or the settings. Until then no"
                    " backup is made."
                )
            case Step.FOLDER:
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

    def _details(self) -> dict[Step, str]:
        done = {Step.KIND: self.tr("A desk for real applications")}
        if self._founded is not None:
            done[Step.PROFILE] = words.desk_name(self._founded.profile, self._work.language)
            done[Step.PEOPLE] = words.listed(self._founded.people, self._work.language)
        folder = self.folders.state.folder or self.backups.state.folder
        if self._step > Step.FOLDER and folder is not None:
            done[Step.FOLDER] = folder.name
        return done

    def _take_founded(self, founded: Founded) -> None:
        self._founded = founded
        self._show()

    def _go_on(self) -> None:
        if self._step is Step.BEGIN and self._backup.made:
            self.finished.emit()
        else:
            self._tasks[self._step].confirm()

    def _stop(self) -> None:
        """Stop what is being made, or leave."""
        if self.backups.state.working:
            self.backups.stop()
        else:
            asked = Ask(self._work, self._leaving(), self)
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
        self._enter(Step.FOLDER)

    def _to_backup(self) -> None:
        self._enter(Step.BEGIN)
