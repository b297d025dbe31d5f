# SPDX-License-Identifier: MIT
"""The room of Qt's own dialog for files, which is shown where the system has none."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QSplitter

from desk_app.gui import theme

_PLACES, _FILES, _HEIGHT = 200, 560, 440


def make_room(dialog: QFileDialog) -> None:
    """Let its words stand whole in any size of text: files by name alone, the places beside."""
    dialog.setViewMode(QFileDialog.ViewMode.List)
    wanted = theme.px(_PLACES + _FILES), theme.px(_HEIGHT)
    room = dialog.screen().availableSize()
    dialog.resize(min(wanted[0], room.width()), min(wanted[1], room.height()))
    for split in dialog.findChildren(QSplitter):
        split.setSizes([theme.px(_PLACES), theme.px(_FILES)])
