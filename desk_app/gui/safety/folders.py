# SPDX-License-Identifier: MIT
"""The folder for backups: looked at, warned of, chosen; a second disk or a shared folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.errors import KnownError
from desk_app.desk.keys import backups
from desk_app.gui import words
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.fields.fields import FieldBody, TrailingNoteLineEdit, label_for, take_keys
from desk_app.gui.kit.fields.form import FormArea
from desk_app.gui.kit.files import ChooseFolder
from desk_app.gui.kit.layout.boxes import STRETCH, Space, in_column, in_row, named
from desk_app.gui.kit.layout.buttons import button_for
from desk_app.gui.kit.layout.layout import TaskDialog, fit_height
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.session.tasks import Book
from desk_app.i18n import messages
from desk_app.records.desk.safekeeping import FolderDoubt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desk_app.desk.context import Changes
    from desk_app.gui.session.session import Session
    from desk_app.records.desk.people import Language


@dataclass(frozen=True, slots=True)
class SecondFolderState:
    """What the task shows: the folder looked at, what speaks against it, why it cannot be.

    ``busy`` says that it is being taken; while it is only looked at, it can be wanted already.
    """

    folder: Path | None = None
    doubts: tuple[FolderDoubt, ...] = ()
    good: bool = False
    busy: bool = False
    trouble: KnownError | None = None

    @property
    def doubted(self) -> bool:
        """Say whether it can be taken though something speaks against it."""
        return self.good and bool(self.doubts)


class SecondFolderBook(Book[SecondFolderState]):
    """Looks at a folder and has it taken; `chosen` says that it was."""

    chosen = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(SecondFolderState(), parent)
        self._session = session
        self._wanted = False

    def take(self, text: str) -> None:
        """Take a folder: a new one is tried first, and waits where something speaks against it."""
        if not text.strip() or self._state.busy:
            return
        if Path(text.strip()) != self._state.folder or self._state.trouble is not None:
            self.look_at(text)
        self._wanted = True
        if self._state.good:
            self.choose()

    def look_at(self, text: str) -> None:
        """Try a folder; an empty text is no folder."""
        self._wanted = False
        if not text.strip():
            self._show(SecondFolderState())
            return
        folder = Path(text.strip())
        self._show(SecondFolderState(folder))
        self._session.runner.submit(
            self,
            lambda: self._session.desk.ports.backups.doubts(folder),
            partial(self._take, folder),
            self._refuse,
        )

    def choose(self) -> None:
        """Take the folder that was looked at."""
        folder = self._state.folder
        if folder is None or not self._state.good or self._state.busy:
            return
        self._show(replace(self._state, busy=True))
        self._session.do(
            self, lambda desk: backups.choose_folder(desk, folder), self._done, self._refuse
        )

    def _take(self, folder: Path, doubts: tuple[FolderDoubt, ...]) -> None:
        if folder != self._state.folder:
            return
        self._show(SecondFolderState(folder, doubts, good=True))
        if self._wanted and not doubts:
            self.choose()

    def _done(self, _: Changes) -> None:
        self._show(replace(self._state, busy=False))
        self.chosen.emit()

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._show(SecondFolderState(self._state.folder, trouble=error))


class FolderTask(FormArea):
    """A line for the folder, what was found of it, and a warning where it is a poor place."""

    def __init__(self, book: SecondFolderBook, language: Language) -> None:
        super().__init__()
        self._book = book
        self._language = language
        self._edit = named("folder", TrailingNoteLineEdit())
        self._edit.editingFinished.connect(self._look)
        self._edit.textEdited.connect(lambda _: self._edit.set_trouble(""))
        self.setFocusProxy(self._edit)
        self._browse = button_for(
            "browse", self.tr("Look for it"), self._open_dialog, icon="search"
        )
        self._state = StateIcon()
        self._doubts = [NoteFrame("ask") for _ in FolderDoubt]
        self._lay_out()
        book.state_changed.connect(self.render_state)
        self.render_state(book.state)

    @property
    def ready(self) -> bool:
        """Say whether a folder was found good and can be taken."""
        state = self._book.state
        return state.good and not state.busy

    def take_focus(self) -> None:
        """Put the cursor into the line of the folder."""
        take_keys(self._edit)

    def confirm(self) -> None:
        """Have the folder taken that stands in the line; a new one is tried first."""
        self._book.take(self._edit.text())

    @property
    def words_of_taking(self) -> str:
        """What the button says that takes the folder: past a warning it says so."""
        if self._book.state.doubted:
            return self.tr("Use it all the same")
        return self.tr("Use this folder")

    def render_state(self, state: SecondFolderState) -> None:
        """Show what was found of the folder."""
        self._edit.set_trouble(
            words.reason(state.trouble, self._language)[0] if state.trouble is not None else ""
        )
        self._state.setVisible(state.good)
        self._state.show_state(Mark.OK, self.tr("Backups can be written there"))
        advice = {
            FolderDoubt.SAME_DISK: self.tr(
                "When this disk fails, desk and backups are lost together. A second disk or a"
                " shared folder is better."
            ),
            FolderDoubt.SYNCED: self.tr(
                "Copies then lie on other machines, where nothing is disposed of. Choose a folder"
                " that no program copies."
            ),
        }
        for doubt, note in zip(FolderDoubt, self._doubts, strict=True):
            note.say(messages.label(doubt, self._language), advice[doubt])
            note.setVisible(doubt in state.doubts)

    def _lay_out(self) -> None:
        title = Text(self.tr("Choose the backup folder"), Size.TITLE, bold=True)
        purpose = self.tr(
            "Encrypted copies go there by themselves, each hour and when the desk is closed."
        )
        label = label_for(self._edit, self.tr("Folder on a second disk or a shared folder"))
        row = in_row(None, (FieldBody(self._edit), 1), self._browse, gap=8)
        asked = (title, Text(purpose, wrap=True), Space(8), label, row, self._state)
        in_column(self, *asked, *self._doubts, STRETCH, gap=8, edge=0)

    def _look(self) -> None:
        if not self._stands():
            self._book.look_at(self._edit.text())

    def _stands(self) -> bool:
        """Say whether the folder in the line is the one that was looked at last."""
        folder = self._book.state.folder
        return folder is not None and Path(self._edit.text().strip()) == folder

    def _open_dialog(self) -> None:
        dialog = ChooseFolder(self._book.state.folder or Path.home(), self)
        dialog.fileSelected.connect(self._take)
        dialog.open()

    def _take(self, path: str) -> None:
        self._edit.setText(path)
        self._look()


_WIDTH = 560


class BackupFolder(TaskDialog):
    """Tries a folder, warns of a poor place, and takes it; those in the earlier one stay there."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        title = self.tr("Folder for backups")
        super().__init__("backupFolder", title, "", self.tr("Back"), parent)
        self.setFixedWidth(theme.px(_WIDTH))
        self.book = SecondFolderBook(session, self)
        self.book.chosen.connect(self.accept)
        self._task = FolderTask(self.book, session.language)
        self._do.setText(self._task.words_of_taking)
        in_column(self, (self._task, 1), self._buttons, gap=16, edge=16)
        self.book.state_changed.connect(self._show)

    def begin(self) -> None:
        """Open with the cursor in the line of the folder."""
        self.open()
        self._task.take_focus()

    @override
    def go(self) -> None:
        self._task.confirm()

    def _show(self) -> None:
        """Name the button; take the height that warnings and reasons need at this width."""
        self._do.setText(self._task.words_of_taking)
        fit_height(self)
