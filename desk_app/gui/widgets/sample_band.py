# SPDX-License-Identifier: MIT
"""The band over everything that says: this is the sample desk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.overriding import override
from desk_app.gui.widgets.text import Text

_HEIGHT = 24


class SampleBand(QWidget):
    """One line; it takes no key."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("band", "ask")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(_HEIGHT))
        self._words = Text("", theme.Size.LABEL, "ask", bold=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.addWidget(self._words, 0, Qt.AlignmentFlag.AlignCenter)
        self._retranslate()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._words.setText(self.tr("Sample desk: everybody in it is invented"))
