# SPDX-License-Identifier: MIT
"""Another folder for backups from the settings: the same task as at the first start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.gui import shortcuts, theme
from desk_app.gui.dialogs.folder_task import FolderTask
from desk_app.gui.presenters.second_folder import SecondFolderPresenter
from desk_app.gui.shortcuts import Key
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton

if TYPE_CHECKING:
    from desk_app.gui.workplace import Workplace

_WIDTH = 560


class BackupFolder(QDialog):
    """Tries a folder, warns of a poor place, and takes it; those in the earlier one stay there."""

    def __init__(self, work: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("backupFolder")
        self.setWindowTitle(self.tr("Folder for backups"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(theme.px(_WIDTH))
        self.presenter = SecondFolderPresenter(work, self)
        self.presenter.chosen.connect(self.accept)
        self._task = FolderTask(self.presenter, work.language)
        self._do = KeyButton(self._task.words_of_taking, kind=ButtonKind.MAIN)
        self._do.setObjectName("do")
        self._do.show_key(Key.MAIN)
        self._do.clicked.connect(self._task.confirm)
        self._back = KeyButton(self.tr("Back"))
        self._back.setObjectName("back")
        self._back.show_key(Key.CLOSE)
        self._back.clicked.connect(self.reject)
        for keys in shortcuts.sequences(Key.MAIN):
            QShortcut(keys, self, self._task.confirm)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addStretch(1)
        buttons.addWidget(self._do)
        buttons.addWidget(self._back)
        column = QVBoxLayout(self)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(16))
        column.addWidget(self._task, 1)
        column.addLayout(buttons)
        self.presenter.state_changed.connect(self._show)

    def begin(self) -> None:
        """Open with the cursor in the line of the folder."""
        self.open()
        self._task.take_focus()

    def _show(self) -> None:
        """Name the button; take the height that warnings and reasons need at this width."""
        self._do.setText(self._task.words_of_taking)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
