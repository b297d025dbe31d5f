# SPDX-License-Identifier: MIT
"""The task of the backup folder: a second disk or a shared folder, tried before it is taken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.gui import theme, words
from desk_app.gui.dialogs.choose_folder import ChooseFolder
from desk_app.gui.marks import Mark
from desk_app.gui.theme import Size
from desk_app.gui.widgets.buttons import KeyButton
from desk_app.gui.widgets.fields import FieldBody, TrailingNoteLineEdit, label_for, take_keys
from desk_app.gui.widgets.form_area import FormArea
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.state_icon import StateIcon
from desk_app.gui.widgets.text import Text
from desk_app.i18n import messages
from desk_app.records.second_folder import FolderDoubt

if TYPE_CHECKING:
    from desk_app.gui.presenters.second_folder import SecondFolderPresenter, SecondFolderState
    from desk_app.records.people import Language


class FolderTask(FormArea):
    """A line for the folder, what was found of it, and a warning where it is a poor place."""

    def __init__(
        self, presenter: SecondFolderPresenter, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._language = language
        self._edit = TrailingNoteLineEdit()
        self._edit.setObjectName("folder")
        self._edit.editingFinished.connect(self._look)
        self._edit.textEdited.connect(lambda _: self._edit.set_trouble(""))
        self.setFocusProxy(self._edit)
        self._browse = KeyButton(self.tr("Look for it"), icon="search")
        self._browse.setObjectName("browse")
        self._browse.clicked.connect(self._open_dialog)
        self._state = StateIcon()
        self._doubts = [NoteFrame("ask") for _ in FolderDoubt]
        self._lay_out()
        presenter.state_changed.connect(self.render_state)
        self.render_state(presenter.state)

    @property
    def ready(self) -> bool:
        """Say whether a folder was found good and can be taken."""
        state = self._presenter.state
        return state.good and not state.busy

    def take_focus(self) -> None:
        """Put the cursor into the line of the folder."""
        take_keys(self._edit)

    def confirm(self) -> None:
        """Have the folder taken that stands in the line; a new one is tried first."""
        self._presenter.take(self._edit.text())

    @property
    def words_of_taking(self) -> str:
        """What the button says that takes the folder: past a warning it says so."""
        if self._presenter.state.doubted:
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
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(FieldBody(self._edit), 1)
        row.addWidget(self._browse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(Text(self.tr("Choose the backup folder"), Size.TITLE, bold=True))
        purpose = self.tr(
            "Encrypted copies go there by themselves, each hour and when the desk is closed."
        )
        column.addWidget(Text(purpose, wrap=True))
        column.addSpacing(theme.px(8))
        label = self.tr("Folder on a second disk or a shared folder")
        column.addWidget(label_for(self._edit, label))
        column.addLayout(row)
        column.addWidget(self._state)
        for note in self._doubts:
            column.addWidget(note)
        column.addStretch(1)

    def _look(self) -> None:
        if not self._stands():
            self._presenter.look_at(self._edit.text())

    def _stands(self) -> bool:
        """Say whether the folder in the line is the one that was looked at last."""
        folder = self._presenter.state.folder
        return folder is not None and Path(self._edit.text().strip()) == folder

    def _open_dialog(self) -> None:
        dialog = ChooseFolder(self._presenter.state.folder or Path.home(), self)
        dialog.fileSelected.connect(self._take)
        dialog.open()

    def _take(self, path: str) -> None:
        self._edit.setText(path)
        self._look()
