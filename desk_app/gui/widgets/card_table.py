# SPDX-License-Identifier: MIT
"""A table in a card that is as high as its rows, each row as high as its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, Qt

from desk_app.gui.overriding import override
from desk_app.gui.widgets.table import ListTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from desk_app.gui.widgets.table import HasWidth


class CardTable(ListTable):
    """Never scrolls by itself: the page around it does. Names and amounts wrap."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self.setProperty("card", True)  # noqa: FBT003 a Qt property
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.let_rows_grow()
        self.fitted.connect(self.fit)

    @override
    def show_model(self, model: QAbstractItemModel, columns: Sequence[HasWidth]) -> None:
        super().show_model(model, columns)
        model.modelReset.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Take the height of the head and of all rows."""
        height = self.horizontalHeader().height() + self.height_of_rows() + 2 * self.frameWidth()
        if height != self.height():
            self.setFixedHeight(height)

    @override
    def rows_to_fit(self) -> range:
        return range(self.model().rowCount())
