# SPDX-License-Identifier: MIT
"""A clause as we state it, beside its place in the published policy (F1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.shortcuts import Key
from desk_app.gui.theme import Size
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from desk_app.gui.widgets.finding_lines import OpenedPart

_WIDTH = 480


class ClauseDialog(QDialog):
    """Shows one clause; Enter and Esc close it."""

    def __init__(self, clause: OpenedPart, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("clause")
        self.setWindowTitle(clause.title)
        self.setFixedWidth(theme.px(_WIDTH))
        close = KeyButton(self.tr("Close"), kind=ButtonKind.MAIN)
        close.show_key(Key.CLOSE)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(12))
        column.addWidget(Text(clause.title, Size.SECTION, bold=True, wrap=True))
        column.addWidget(Text(clause.text, wrap=True))
        column.addWidget(close)
        close.setFocus()
        # The words wrap at this width: by itself the dialog would be as high as for a narrower one.
        self.resize(self.width(), column.totalHeightForWidth(self.width()))
