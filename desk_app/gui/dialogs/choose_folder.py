# SPDX-License-Identifier: MIT
"""Asks for a folder, in the clerk's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from desk_app.gui.dialogs.file_room import make_room

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget


class ChooseFolder(QFileDialog):
    """Begins in a folder; the system's own dialog where it has one."""

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Folder for backups"))
        self.setFileMode(QFileDialog.FileMode.Directory)
        self.setOption(QFileDialog.Option.ShowDirsOnly)
        self.setDirectory(str(folder))
        self.setLabelText(QFileDialog.DialogLabel.LookIn, self.tr("Folder"))
        self.setLabelText(QFileDialog.DialogLabel.FileName, self.tr("Name"))
        self.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Choose"))
        self.setLabelText(QFileDialog.DialogLabel.Reject, self.tr("Back"))
        make_room(self)
