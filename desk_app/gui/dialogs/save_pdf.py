# SPDX-License-Identifier: MIT
"""Asks where a letter is saved as a file, in the clerk's language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

from desk_app.gui.dialogs.file_room import make_room

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class SavePdf(QFileDialog):
    """Begins in a folder with a name; what is there already is never overwritten."""

    def __init__(self, folder: Path, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Save as PDF"))
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setOption(QFileDialog.Option.DontConfirmOverwrite)
        self.setDefaultSuffix("pdf")
        self.setNameFilter("PDF (*.pdf)")
        self.setDirectory(str(folder))
        self.selectFile(name)
        self.setLabelText(QFileDialog.DialogLabel.LookIn, self.tr("Folder"))
        self.setLabelText(QFileDialog.DialogLabel.FileName, self.tr("File name"))
        self.setLabelText(QFileDialog.DialogLabel.FileType, self.tr("Kind of file"))
        self.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Save"))
        self.setLabelText(QFileDialog.DialogLabel.Reject, self.tr("Back"))
        make_room(self)


def documents() -> Path:
    """Return the folder of the user's documents; the home folder where there is none."""
    own = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return own if own.is_dir() else Path.home()
