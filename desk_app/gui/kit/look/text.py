# SPDX-License-Identifier: MIT
"""Labels in the sizes and tones of the window, links to clauses, and what is said aloud."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override


def announce(widget: QWidget, message: str) -> None:
    """Have a sentence spoken, when the reader is free; nothing is shown."""
    if message and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, message))


# Labels in the sizes and tones of the window, and links to clauses.


_NARROW = 120
_UNDERLINE = 4


class Text(QLabel):
    """A label of plain text; markup in a name stays the characters it is.

    Wrapped text is set with the line spacing of the window, which a plain label cannot do.
    """

    def __init__(
        self,
        text: str = "",
        size: Size = Size.BODY,
        tone: str = "",
        *,
        bold: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._size = size
        self._bold = bold
        self.setTextFormat(Qt.TextFormat.PlainText)
        if bold or size is not Size.BODY:
            self.setFont(theme.font(size, bold=bold))
        if tone:
            self.setProperty("tone", tone)
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def set_tone(self, tone: str) -> None:
        """Change the colour: text2, text3, accent, ok, bad, ask, or none for the plain one."""
        if (self.property("tone") or "") != tone:
            self.setProperty("tone", tone)
            repolish(self)

    @override
    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return super().heightForWidth(width)
        # A layout asks for the width of its column, which may be more than this one takes.
        taken = min(width, self.maximumWidth())
        return math.ceil(painting.text_height(self.text(), self._type(), taken))

    @override
    def sizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().sizeHint()
        longest = max(map(self._advance, self.text().split("\n")))
        width = math.ceil(longest) + 1
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().minimumSizeHint()
        return QSize(min(self.sizeHint().width(), theme.px(_NARROW)), self._line())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.wordWrap():
            super().paintEvent(event)
            return
        colours = theme.tokens(self.palette())
        tone = str(self.property("tone") or "text")
        ink = painting.Ink(self._type(), colours.named(tone), colours)
        place = QRectF(self.contentsRect())
        text, font = self.text(), self._type()
        beside = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignRight
        if self.alignment() & beside:
            room = min(math.ceil(self._advance(text)) + 1, place.width())
            left = place.width() - room
            middle = self.alignment() & Qt.AlignmentFlag.AlignHCenter
            place.setLeft(place.left() + (left / 2 if middle else left))
            place.setWidth(room)
        spare = place.height() - painting.text_height(text, font, place.width())
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter and spare > 0:
            place.setTop(place.top() + spare / 2)
        painting.wrapped(QPainter(self), place, text, ink)

    def _type(self) -> QFont:
        return theme.font(self._size, bold=self._bold)

    def _line(self) -> int:
        return math.ceil(painting.line_height(self._type()))

    def _advance(self, text: str) -> float:
        return painting.advance(text, self._type())


class Link(QPushButton):
    """Underlined text that opens something; by keyboard F1 does the same, so no Tab stop."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        style_as(self, "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def cite(self, clause: str, name: str) -> None:
        """Show a clause by its id, as everywhere; what it is called is a tip, and is spoken."""
        cited = f"{clause} {name}".strip()
        self.setText(clause)
        self.setToolTip(cited if name else "")
        self.setAccessibleName(cited)

    @override
    def sizeHint(self) -> QSize:
        """Leave room for the underline: a button asks for none."""
        return super().sizeHint() + QSize(0, theme.px(_UNDERLINE))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def style_as(widget: QWidget, name: str) -> None:
    """Have the style sheet draw a widget as what it has a rule for: a card, a link."""
    widget.setProperty(name, True)  # noqa: FBT003 a Qt property


def repolish(widget: QWidget) -> None:
    """Have the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
