# SPDX-License-Identifier: MIT
"""A field that searches while the clerk types, never while text is being composed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent

from desk_app.gui.kit.fields.fields import Settling, TrailingNoteLineEdit
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import icons, theme
from desk_app.gui.kit.pyside_workarounds.overriding import override

WAIT_MS = 60
_EDGES = 24


class SearchField(TrailingNoteLineEdit):
    """Says `wanted` with what stands here; Down and Enter ask for the list, Esc empties the field.

    `ended` says after that that it was Enter.
    """

    wanted = Signal(str)
    down = Signal()
    ended = Signal()

    def __init__(self, sought: str = "", name: str = "", width: float = 0) -> None:
        """Say what is sought here; a field with a ``width`` in pixels at 100 % is no narrower."""
        super().__init__()
        self._asked = ""
        self._settling = Settling(self, WAIT_MS)
        self._settling.settled.connect(self._ask)
        self.textChanged.connect(self._settling.touch)
        self.set_note(shortcuts.label(Key.SEARCH))
        margins = self.textMargins()
        margins.setLeft(theme.px(20))
        self.setTextMargins(margins)
        self.setObjectName(name)
        self.setPlaceholderText(sought)
        self.setAccessibleName(sought)
        if width:
            self.setFixedWidth(max(theme.px(width), self.least_width()))

    def ask_for(self, text: str) -> None:
        """Let a text stand here and be searched at once."""
        self.setText(text)
        self._settling.settle_now()

    def show_asked(self, text: str) -> None:
        """Show what is searched for already; what is being typed stays, and will be asked."""
        if self._settling.isActive():
            return
        self._asked = text
        if self.text() != text:
            self.setText(text)
            self._settling.stop()

    def take_focus(self) -> None:
        """Put the cursor here with all of it chosen."""
        self.setFocus()
        self.selectAll()

    def least_width(self) -> int:
        """Return the pixels that its placeholder and its key need beside the sign."""
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        margins = self.textMargins()
        return words + margins.left() + margins.right() + theme.px(_EDGES)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
            self.down.emit()
            if event.key() != Qt.Key.Key_Down:
                self.ended.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme.px(16)
        spot = QRectF(theme.px(8), (self.height() - side) / 2, side, side)
        icons.paint(QPainter(self), "search", spot, theme.tokens(self.palette()).text2)

    def _ask(self) -> None:
        self._settling.stop()
        if self.text() != self._asked:
            self._asked = self.text()
            self.wanted.emit(self._asked)
