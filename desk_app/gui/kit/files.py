# SPDX-License-Identifier: MIT
"""Asks where pages and ledgers are saved as a file, in the clerk's language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QSplitter

from desk_app.gui.kit.look import theme

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


class _PlaceDialog(QFileDialog):
    """Begins in a folder; the system's own dialog where it has one. Alt and a letter lead there."""

    def __init__(self, title: str, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setDirectory(str(folder))
        self.setLabelText(QFileDialog.DialogLabel.LookIn, self.tr("F&older"))
        self.setLabelText(QFileDialog.DialogLabel.Reject, self.tr("&Back"))
        make_room(self)


class ChooseFolder(_PlaceDialog):
    """Asks for a folder: that for backups where no other title says for what."""

    def __init__(self, folder: Path, parent: QWidget, title: str = "") -> None:
        super().__init__(title or self.tr("Folder for backups"), folder, parent)
        self.setFileMode(QFileDialog.FileMode.Directory)
        self.setOption(QFileDialog.Option.ShowDirsOnly)
        self.setLabelText(QFileDialog.DialogLabel.FileName, self.tr("Name"))
        self.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Choose"))


class _SaveFile(_PlaceDialog):
    """Begins with a name; what is there already is never overwritten."""

    def __init__(self, title: str, suffix: str, folder: Path, name: str, parent: QWidget) -> None:
        super().__init__(title, folder, parent)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setOption(QFileDialog.Option.DontConfirmOverwrite)
        self.setDefaultSuffix(suffix)
        self.setNameFilter(f"{suffix.upper()} (*.{suffix})")
        self.selectFile(name)
        self.setLabelText(QFileDialog.DialogLabel.FileName, self.tr("File &name"))
        self.setLabelText(QFileDialog.DialogLabel.FileType, self.tr("&Kind of file"))
        self.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("&Save"))


class SavePdf(_SaveFile):
    """Asks where pages are saved."""

    def __init__(self, folder: Path, name: str, parent: QWidget) -> None:
        super().__init__(self.tr("Save as PDF"), "pdf", folder, name, parent)


class SaveWorkbook(_SaveFile):
    """Asks where a ledger is saved as a workbook."""

    def __init__(self, folder: Path, name: str, parent: QWidget) -> None:
        super().__init__(self.tr("Save as spreadsheet"), "xlsx", folder, name, parent)


class SaveCsv(_SaveFile):
    """Asks where a ledger is saved as lines."""

    def __init__(self, folder: Path, name: str, parent: QWidget) -> None:
        super().__init__(self.tr("Save as CSV"), "csv", folder, name, parent)


class SaveToml(_SaveFile):
    """Asks where the file of a rulebook is saved."""

    def __init__(self, folder: Path, name: str, parent: QWidget) -> None:
        super().__init__(self.tr("Save the rulebook"), "toml", folder, name, parent)


class OpenToml(_PlaceDialog):
    """Asks for the file of a rulebook."""

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(self.tr("Read in a rulebook"), folder, parent)
        self.setFileMode(QFileDialog.FileMode.ExistingFile)
        self.setNameFilter("TOML (*.toml)")
        self.setLabelText(QFileDialog.DialogLabel.FileName, self.tr("File name"))
        self.setLabelText(QFileDialog.DialogLabel.FileType, self.tr("Kind of file"))
        self.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Read in"))


class OpenPublished(_PlaceDialog):
    """Asks for the file of a text that is published: plain, or a page saved from the web."""

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(self.tr("Load what is published"), folder, parent)
        self.setFileMode(QFileDialog.FileMode.ExistingFile)
        self.setNameFilter(self.tr("Texts and pages") + " (*.txt *.htm *.html *.md)")
        self.setLabelText(QFileDialog.DialogLabel.FileName, self.tr("File name"))
        self.setLabelText(QFileDialog.DialogLabel.FileType, self.tr("Kind of file"))
        self.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Load"))


class OpenLedger(_PlaceDialog):
    """Asks for the file of a ledger that an office has already."""

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(self.tr("Choose a ledger"), folder, parent)
        self.setFileMode(QFileDialog.FileMode.ExistingFile)
        self.setNameFilters([self.tr("Ledgers") + f" ({_LEDGERS})", self.tr("All files") + " (*)"])
        self.setLabelText(QFileDialog.DialogLabel.FileName, self.tr("File name"))
        self.setLabelText(QFileDialog.DialogLabel.FileType, self.tr("Kind of file"))
        self.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Choose"))


class OpenScanFile(_PlaceDialog):
    """Asks for a file of scanned pages."""

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(self.tr("Choose a scan"), folder, parent)
        self.setFileMode(QFileDialog.FileMode.ExistingFile)
        self.setNameFilters([self.tr("Scans") + f" ({_SCANS})", self.tr("All files") + " (*)"])
        self.setLabelText(QFileDialog.DialogLabel.FileName, self.tr("File name"))
        self.setLabelText(QFileDialog.DialogLabel.FileType, self.tr("Kind of file"))
        self.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Choose"))


_SCANS = "*.pdf *.jpg *.jpeg *.png *.tif *.tiff"
_LEDGERS = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv"


def documents() -> Path:
    """Return the folder of the user's documents; the home folder where there is none."""
    own = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return own if own.is_dir() else Path.home()
