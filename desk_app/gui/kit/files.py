# SPDX-License-Identifier: MIT
"""Asks where pages and ledgers are saved as a file, in the clerk's language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QSplitter

from desk_app.gui.kit import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


_PLACES, _FILES, _HEIGHT = 200, 560, 440


def make_room(dialog: QFileDialog) -> None:
    """Let its words stand whole in any size of text: files by name alone, the places beside."""
    dialog.setViewMode(QFileDialog.ViewMode.List)
    wanted = theme.px(_PLACES + _FILES), theme.px(_HEIGHT)
    room = dialog.screen().availableSize()
    dialog.resize(min(wanted[0], room.width()), min(wanted[1], room.height()))
    for split in dialog.findChildren(QSplitter):
        split.setSizes([theme.px(_PLACES), theme.px(_FILES)])


# Asks for a folder, in the clerk's language.


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


# Asks where a letter is saved as a file, in the clerk's language.


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


# Asks where a ledger is saved as a workbook, in the clerk's language.


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
