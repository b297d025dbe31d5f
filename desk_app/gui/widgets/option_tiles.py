# SPDX-License-Identifier: MIT
"""A few answers of which one is chosen, each with its digit and its effect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from desk_app.gui import painting, theme
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size
from desk_app.gui.widgets.roving import Roving

if TYPE_CHECKING:
    from collections.abc import Sequence

_RING = 3
_PICK = (Qt.Key.Key_Space,)


@dataclass(frozen=True, slots=True)
class Option:
    """An answer: its value, its word, what follows from it, and whether it can be given."""

    value: object
    word: str
    effect: str = ""
    offered: bool = True


class OptionTiles(QWidget):
    """Tiles numbered from 1; digits choose, arrows move, Space chooses where the focus is."""

    chosen = Signal(object)

    def __init__(self, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._tiles: list[_OptionTile] = []
        self._value: object | None = None
        # Only what can have the keys has a place in the order of Tab, which its tiles take over.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._roving = Roving(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(8))
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these answers; the chosen one stays chosen where it is still offered."""
        if [tile.option for tile in self._tiles] == list(options):
            return
        self._roving.set_items([])
        for tile in self._tiles:
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self._tiles = [_OptionTile(n, option, self) for n, option in enumerate(options, 1)]
        for number, tile in enumerate(self._tiles):
            tile.clicked.connect(self._clicked)
            self._grid.addWidget(tile, number // self._columns, number % self._columns)
            # Made late, a tile would come last of all; Tab comes to it where it stands.
            QWidget.setTabOrder(self._tiles[number - 1] if number else self, tile)
            tile.show()
        self._roving.set_items(list(self._tiles))
        self.set_value(self._value)

    def value(self) -> object | None:
        """Return the chosen answer."""
        return self._value

    def set_value(self, value: object | None) -> None:
        """Choose an answer without telling anybody; an answer not offered chooses none."""
        self._value = None
        for tile in self._tiles:
            chosen = tile.option.offered and tile.option.value == value
            tile.set_chosen(chosen=chosen)
            if chosen:
                self._value = value

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        current = self._roving.current()
        if current is not None:
            current.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain == Qt.KeyboardModifier.NoModifier and digit.isdecimal():
            self._choose_number(int(digit))
        else:
            super().keyPressEvent(event)

    def choose_number(self, number: int) -> None:
        """Choose the answer with this digit, as the key does from elsewhere in the view."""
        self._choose_number(number)

    def _choose_number(self, number: int) -> None:
        if 1 <= number <= len(self._tiles):
            tile = self._tiles[number - 1]
            if tile.option.offered:
                self._roving.go(tile)
                self._choose(tile)

    def _clicked(self) -> None:
        tile = self.sender()
        if isinstance(tile, _OptionTile):
            self._choose(tile)

    def _choose(self, tile: _OptionTile) -> None:
        self.set_value(tile.option.value)
        self.chosen.emit(tile.option.value)


class _OptionTile(QToolButton):
    """One answer."""

    def __init__(self, number: int, option: Option, parent: QWidget) -> None:
        super().__init__(parent)
        self.option = option
        self._number = str(number)
        self.setCheckable(True)
        self.setEnabled(option.offered)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{number} {option.word}")
        self.setAccessibleDescription(option.effect)

    def set_chosen(self, *, chosen: bool) -> None:
        """Fill the tile, or not."""
        self.setChecked(chosen)

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetricsF(theme.font(bold=True)).horizontalAdvance(self.option.word)
        height = theme.px(52 if self.option.effect else 40)
        return QSize(round(words) + theme.px(64), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), self.sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PICK:
            super().keyPressEvent(event)
        else:
            event.ignore()

    @override
    def nextCheckState(self) -> None:
        # The group decides what is chosen; a second click does not undo the first.
        return

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        whole = QRectF(self.rect())
        focused = self.hasFocus()
        body = whole.adjusted(_RING, _RING, -_RING, -_RING) if focused else whole
        chosen = self.isChecked()
        fill = colours.selection if chosen else colours.base
        line = colours.accent if chosen else colours.strong_line
        if not self.isEnabled():
            fill, line = colours.window, colours.line
        painting.box(painter, body, fill, line)
        if focused:
            painting.focus_line(painter, whole, colours, radius=6)
        self._paint_words(painter, whole)

    def _paint_words(self, painter: QPainter, body: QRectF) -> None:
        colours = theme.tokens(self.palette())
        cap = theme.px(24)
        spot = QRectF(body.left() + theme.px(12), body.center().y() - cap / 2, cap, cap)
        painting.key_cap(painter, spot, self._number, colours)
        bold = bool(self.option.effect) or self.isChecked()
        font = theme.font(bold=bold)
        ink = colours.text if self.isEnabled() else colours.text3
        place = body.adjusted(theme.px(12) + cap + theme.px(8), 0, -theme.px(8), 0)
        upper = painting.line_height(font)
        small = theme.font(Size.LABEL)
        lower = painting.line_height(small) if self.option.effect else 0
        place.setTop(body.center().y() - (upper + lower) / 2)
        line = QRectF(place.left(), place.top(), place.width(), upper)
        painting.fitted(painter, line, self.option.word, painting.Ink(font, ink, colours))
        painter.setPen(QColor(colours.text2))
        place.setTop(place.top() + upper)
        quiet = painting.Ink(small, colours.text2, colours)
        painting.wrapped(painter, place, self.option.effect, quiet)
