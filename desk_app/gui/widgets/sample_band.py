# SPDX-License-Identifier: MIT
"""The band over everything that says: this is the sample desk."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.widgets.text import Text

_HEIGHT = 24


class SampleBand(QWidget):
    """One line; it takes no key."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("band", "ask")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(_HEIGHT))
        words = self.tr("Sample desk: everybody in it is invented")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.addWidget(
            Text(words, theme.Size.LABEL, "ask", bold=True), 0, Qt.AlignmentFlag.AlignCenter
        )
