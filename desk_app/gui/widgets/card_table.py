# SPDX-License-Identifier: MIT
"""A table in a card that is as high as its rows, each row as high as its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, Qt

from desk_app.gui.overriding import override
from desk_app.gui.widgets.table import ListTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from desk_app.gui.widgets.table import HasWidth


class CardTable(ListTable):
    """Never scrolls by itself: the page around it does. Names and amounts wrap."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self.setProperty("card", True)  # noqa: FBT003 a Qt property
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @override
    def show_model(self, model: QAbstractItemModel, columns: Sequence[HasWidth]) -> None:
        super().show_model(model, columns)
        model.modelReset.connect(self.fit)
        model.dataChanged.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Take the height that the rows need at this width."""
        if self.model() is None:
            return
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self.model().rowCount()))
        height = self.horizontalHeader().height() + rows + 2 * self.frameWidth()
        if height != self.height():
            self.setFixedHeight(height)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
