# SPDX-License-Identifier: MIT
"""Plain facts in a card, one line each: what it is called, and what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from desk_app.gui.kit.look import icons, theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.pyside_workarounds.overriding import override

if TYPE_CHECKING:
    from collections.abc import Sequence


_ROW, _GAP = 28, 8
_PLAIN_ROW, _PLAIN_GAP = 20, 4
_NAMES = 136
_SIDE = 16
_TOP = Qt.AlignmentFlag.AlignTop


class FactLine(NamedTuple):
    """One fact in the clerk's language; the tone of its icon says a state, where it has one."""

    icon: str
    name: str
    text: str
    tone: str = "accent"


class _Row(NamedTuple):
    """The labels of one line of the card; they stay when it shows another fact."""

    icon: QLabel
    name: Text
    text: Text

    @property
    def labels(self) -> tuple[QLabel, ...]:
        return self.icon, self.name, self.text


class FactsCard(QFrame):
    """Facts under one another, divided by lines.

    A ``plain`` one has neither frame nor icons nor lines: many facts to be read beside the work.
    Without ``icons`` the names stand alone, where no icon would tell anything. ``even`` names are
    all as wide as one is: those of several cards stand in one line, and long ones wrap.
    """

    def __init__(
        self,
        name_width: int = _NAMES,
        *,
        plain: bool = False,
        icons: bool = True,
        even: bool = False,
        row: float = _ROW,
    ) -> None:
        super().__init__()
        self._row_height = _PLAIN_ROW if plain else row
        self._even = theme.px(name_width) if even else 0
        self._plain, self._icons = plain, icons and not plain
        self._facts: tuple[FactLine, ...] = ()
        self._rows: list[_Row] = []
        self.setProperty("card", not plain)
        side, gap = theme.px(_SIDE), theme.px(_GAP)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(*((0, 0, 0, 0) if plain else (side, gap, side, gap)))
        self._grid.setHorizontalSpacing(gap if plain else side)
        self._grid.setVerticalSpacing(theme.px(_PLAIN_GAP) if plain else gap)
        self._grid.setColumnMinimumWidth(1, theme.px(name_width))
        self._grid.setColumnStretch(2, 1)

    def show_facts(self, facts: Sequence[FactLine]) -> None:
        """Show these facts and no others."""
        self._facts = tuple(facts)
        while len(self._rows) < len(self._facts):
            self._add_row()
        for number, row in enumerate(self._rows):
            shown = number < len(self._facts)
            height = theme.px(self._row_height)
            self._grid.setRowMinimumHeight(number, height if shown else 0)
            row.name.setText(self._facts[number].name if shown else "")
            row.text.setText(self._facts[number].text if shown else "")
            tone = self._facts[number].tone if shown and self._plain else "accent"
            row.text.set_tone("" if tone == "accent" else tone)
            for label in row.labels:
                label.setHidden(not shown or (not self._icons and label is row.icon))
        self._draw_icons()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._plain:
            return
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
        row = _Row(
            QLabel(self),
            Text(tone="text2", wrap=self._plain, parent=self),
            Text(wrap=True, parent=self),
        )
        if self._even:
            row.name.setFixedWidth(self._even)
        for column, label in enumerate(row.labels):
            self._grid.addWidget(label, len(self._rows), column)
        if self._plain:
            # Beside several lines a name stands at the first of them.
            self._grid.setAlignment(row.name, _TOP)
            self._grid.setAlignment(row.text, _TOP)
        self._rows.append(row)

    def _draw_icons(self) -> None:
        colours, ratio = theme.tokens(self.palette()), self.devicePixelRatioF()
        for row, fact in zip(self._rows, self._facts, strict=False):
            colour = colours.named(fact.tone)
            row.icon.setPixmap(icons.pixmap(fact.icon, colour, theme.px(16), ratio))
