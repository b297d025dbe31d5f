# SPDX-License-Identifier: MIT
"""How much of a period is over: words, and a bar under them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.marks import Mark, look
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size
from desk_app.gui.widgets.state_icon import StateIcon
from desk_app.gui.widgets.text import Text

_THICK = 4


class PeriodBar(QWidget):
    """Shows the days that are left, and the part of their period that is over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain = Text("")
        self._urgent = StateIcon()
        self._period = Text("", Size.HINT, "text2", wrap=True)
        self._bar = _Bar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        for part in (self._plain, self._urgent, self._bar, self._period):
            column.addWidget(part)

    def show_left(self, left: str, mark: Mark | None, elapsed: float | None, period: str) -> None:
        """Show the days left with their state, the part over from 0 to 1, and the period."""
        self._plain.setText(left)
        self._plain.setVisible(mark is None)
        self._urgent.setVisible(mark is not None)
        if mark is not None:
            self._urgent.show_state(mark, left)
        self._period.setText(period)
        self._period.setVisible(bool(period))
        self._bar.setVisible(elapsed is not None)
        self._bar.show_part(elapsed or 0.0, mark)
        self.setAccessibleName(" ".join(part for part in (left, period) if part))


class _Bar(QWidget):
    """The bar alone; the words above and below say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0.0
        self._mark: Mark | None = None
        self.setFixedHeight(theme.px(_THICK))

    def show_part(self, part: float, mark: Mark | None) -> None:
        """Show a part from 0 to 1 in the colour of a state."""
        self._part = min(max(part, 0.0), 1.0)
        self._mark = mark
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        tone = colours.accent if self._mark is None else colours.named(look(self._mark).tone)
        whole = QRectF(self.rect())
        over = QRectF(whole)
        over.setWidth(max(whole.width() * self._part, whole.height()))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, ink in ((whole, colours.neutral), (over, tone)):
            painter.setBrush(QColor(ink))
            painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
