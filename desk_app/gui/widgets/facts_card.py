# SPDX-License-Identifier: MIT
"""A card of plain facts: icon, name, what is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget
from typing_extensions import override

from desk_app.gui import icons, theme
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW = 36
_NAMES = 136


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact in the clerk's language."""

    icon: str
    name: str
    text: str


class FactsCard(QFrame):
    """Facts under one another, divided by lines."""

    def __init__(self, name_width: int = _NAMES, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[FactLine, ...] = ()
        self._spots: list[tuple[QLabel, str]] = []
        self.setProperty("card", True)  # noqa: FBT003 a Qt property
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(theme.px(16), theme.px(4), theme.px(16), theme.px(4))
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(1, theme.px(name_width))
        self._grid.setColumnStretch(2, 1)

    def show_facts(self, facts: Sequence[FactLine]) -> None:
        """Show these facts and no others."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in range(len(facts), self._grid.rowCount()):
            self._grid.setRowMinimumHeight(row, 0)
        self._spots = []
        self._facts = tuple(facts)
        for row, fact in enumerate(self._facts):
            spot = QLabel()
            self._spots.append((spot, fact.icon))
            self._grid.addWidget(spot, row, 0)
            self._grid.addWidget(Text(fact.name, tone="text2"), row, 1)
            self._grid.addWidget(Text(fact.text, wrap=True), row, 2)
            self._grid.setRowMinimumHeight(row, theme.px(_ROW))
        self._draw_icons()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(theme.tokens(self.palette()).line))
        inset = theme.px(16)
        for row in range(1, len(self._facts)):
            top = self._grid.cellRect(row, 0).top()
            painter.drawLine(inset, top, self.width() - inset, top)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()
        super().changeEvent(event)

    def _draw_icons(self) -> None:
        colour = theme.tokens(self.palette()).accent
        for spot, name in self._spots:
            spot.setPixmap(icons.pixmap(name, colour, theme.px(16), self.devicePixelRatioF()))
            spot.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
