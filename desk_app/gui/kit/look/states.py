# SPDX-License-Identifier: MIT
"""The states of the screen: each is a shape, a word and a colour, never a colour alone."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from desk_app.gui.kit.look import icons, painting, theme
from desk_app.gui.kit.look.painting import Mark, look
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override

_NARROW = 64
_UNIT = re.compile(r"(?<=\d)(?=[^\W\d_])")
_WORD_JOINER = "\u2060"


class StateIcon(QWidget):
    """Shows a state with its word; the word is its accessible name.

    Where it wraps, the word goes on under itself when it has no room in one line.
    """

    def __init__(
        self,
        mark: Mark = Mark.OPEN,
        text: str = "",
        size: Size = Size.BODY,
        *,
        bold: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._bold = bold
        self._wrap = wrap
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._mark = mark
        self._text = text
        self.setAccessibleName(text)

    def show_state(self, mark: Mark, text: str) -> None:
        """Show another state; the same one again costs nothing."""
        self.setAccessibleName(text)
        if (mark, text) == self.shown():
            return
        self._mark, self._text = mark, text
        self.updateGeometry()
        self.update()

    def weigh(self, *, bold: bool) -> None:
        """Write the word bold or not."""
        if bold != self._bold:
            self._bold = bold
            self.updateGeometry()
            self.update()

    def shown(self) -> tuple[Mark, str]:
        """Return the state and its word."""
        return self._mark, self._text

    @override
    def sizeHint(self) -> QSize:
        font = self._type()
        width = painting.state_width(self._text, font) if self._text else theme.px(16)
        height = max(painting.line_height(font), theme.px(16))
        return QSize(math.ceil(width) + 1, math.ceil(height))

    @override
    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        return QSize(min(whole.width(), theme.px(_NARROW)), whole.height()) if self._wrap else whole

    @override
    def hasHeightForWidth(self) -> bool:
        return self._wrap

    @override
    def heightForWidth(self, width: int) -> int:
        return max(self.sizeHint().height(), math.ceil(self._words_height(width)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours, font = theme.tokens(self.palette()), self._type()
        painter, place = QPainter(self), QRectF(self.rect())
        if not self._wrap or self.width() >= self.sizeHint().width():
            painting.state(painter, place, self._mark, self._text, colours, font)
            return
        drawn = look(self._mark)
        colour = colours.named(drawn.tone)
        line, side = painting.line_height(font), theme.px(16)
        spot = QRectF(place.left(), place.top() + (line - side) / 2, side, side)
        icons.paint(painter, drawn.icon, spot, colour)
        words = place.adjusted(painting.state_width("", font), 0, 0, 0)
        painting.wrapped(painter, words, _glued(self._text), painting.Ink(font, colour, colours))

    def _words_height(self, width: int) -> float:
        room = width - painting.state_width("", self._type())
        if width >= self.sizeHint().width():
            return painting.line_height(self._type())
        return painting.text_height(_glued(self._text), self._type(), room)

    def _type(self) -> QFont:
        return theme.font(self._size, bold=self._bold)


class WorkBar(QProgressBar):
    """A thin line that shows how far work is; a total of 0 is one not known."""

    def __init__(self, name: str = "") -> None:
        super().__init__(textVisible=False)
        self.setFixedHeight(theme.px(8))
        self.setAccessibleName(name)

    def show_share(self, done: int, total: int) -> None:
        """Show how much of the whole is done."""
        self.setRange(0, total)
        self.setValue(done)


def _glued(text: str) -> str:
    """Join every figure to its unit: 1,000円 never ends in a line of 円 alone."""
    return _UNIT.sub(_WORD_JOINER, text)
