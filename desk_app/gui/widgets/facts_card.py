# SPDX-License-Identifier: MIT
"""A card of plain facts: icon, name, what is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from desk_app.gui import icons, theme
from desk_app.gui.overriding import override
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW, _GAP = 28, 8
_NAMES = 136
_SIDE = 16


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact in the clerk's language; the tone of its icon says a state, where it has one."""

    icon: str
    name: str
    text: str
    tone: str = "accent"


@dataclass(frozen=True, slots=True)
class _Row:
    """The labels of one line of the card; they stay when it shows another fact."""

    icon: QLabel
    name: Text
    text: Text

    @property
    def labels(self) -> tuple[QLabel, ...]:
        return self.icon, self.name, self.text


class FactsCard(QFrame):
    """Facts under one another, divided by lines."""

    def __init__(self, name_width: int = _NAMES, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[FactLine, ...] = ()
        self._rows: list[_Row] = []
        self.setProperty("card", True)  # noqa: FBT003 a Qt property
        side, gap = theme.px(_SIDE), theme.px(_GAP)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(side, gap, side, gap)
        self._grid.setHorizontalSpacing(side)
        self._grid.setVerticalSpacing(gap)
        self._grid.setColumnMinimumWidth(1, theme.px(name_width))
        self._grid.setColumnStretch(2, 1)

    def show_facts(self, facts: Sequence[FactLine]) -> None:
        """Show these facts and no others."""
        self._facts = tuple(facts)
        while len(self._rows) < len(self._facts):
            self._add_row()
        for number, row in enumerate(self._rows):
            shown = number < len(self._facts)
            self._grid.setRowMinimumHeight(number, theme.px(_ROW) if shown else 0)
            row.name.setText(self._facts[number].name if shown else "")
            row.text.setText(self._facts[number].text if shown else "")
            for label in row.labels:
                label.setHidden(not shown)
        self._draw_icons()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(theme.tokens(self.palette()).line))
        inset = theme.px(_SIDE)
        for row in self._rows[1 : len(self._facts)]:
            # Not the grid's own places: it forgets them when it is asked for another width.
            top = row.text.y() - theme.px(_GAP) // 2
            painter.drawLine(inset, top, self.width() - inset, top)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()
        super().changeEvent(event)

    def _add_row(self) -> None:
        row = _Row(QLabel(self), Text(tone="text2", parent=self), Text(wrap=True, parent=self))
        for column, label in enumerate(row.labels):
            self._grid.addWidget(label, len(self._rows), column)
        self._rows.append(row)

    def _draw_icons(self) -> None:
        colours, ratio = theme.tokens(self.palette()), self.devicePixelRatioF()
        for row, fact in zip(self._rows, self._facts, strict=False):
            colour = colours.named(fact.tone)
            row.icon.setPixmap(icons.pixmap(fact.icon, colour, theme.px(16), ratio))
