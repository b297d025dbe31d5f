# SPDX-License-Identifier: MIT
"""Asks where a ledger is saved as a workbook, in the clerk's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from desk_app.gui.dialogs.file_room import make_room

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget


class SaveWorkbook(QFileDialog):
    """Begins in a folder with a name; what is there already is never overwritten."""

    def __init__(self, folder: Path, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Save as a workbook"))
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setOption(QFileDialog.Option.DontConfirmOverwrite)
        self.setDefaultSuffix("xlsx")
        self.setNameFilter("XLSX (*.xlsx)")
        self.setDirectory(str(folder))
        self.selectFile(name)
        self.setLabelText(QFileDialog.DialogLabel.LookIn, self.tr("Folder"))
        self.setLabelText(QFileDialog.DialogLabel.FileName, self.tr("File name"))
        self.setLabelText(QFileDialog.DialogLabel.FileType, self.tr("Kind of file"))
        self.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Save"))
        self.setLabelText(QFileDialog.DialogLabel.Reject, self.tr("Back"))
        make_room(self)
