# SPDX-License-Identifier: MIT
"""Findings as high as all their cards, for a page that scrolls as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desk_app.gui.overriding import override
from desk_app.gui.widgets.findings import FindingsList

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget


class FittedFindings(FindingsList):
    """Never scrolls by itself: the page around it does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        model = self.model()
        model.layoutChanged.connect(self.fit)
        model.dataChanged.connect(self.fit)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Take the height that the cards need at this width."""
        heights = (self.sizeHintForRow(row) for row in range(self.model().rowCount()))
        self.setFixedHeight(sum(heights) + 2)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
