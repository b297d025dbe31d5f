# SPDX-License-Identifier: MIT
"""Text fields that leave every key to the input method while text is being composed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from desk_app.gui import theme
from desk_app.gui.overriding import override
from desk_app.gui.widgets.spaced_lines import SpacedLines
from desk_app.gui.widgets.text import repolish

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QShowEvent

_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
_DRESSED = (QEvent.Type.FontChange, QEvent.Type.StyleChange)
SETTLING_MS = 300


class ComposingLineEdit(QLineEdit):
    """A line edit in which no shortcut acts and no key is ours during a preedit.

    What an assistive technology writes here is taken like typed text, which Qt does not tell.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preedit = ""
        self._assisted = False
        self._known = ""

    @property
    def composing(self) -> bool:
        """Say whether text stands here that the clerk has not committed."""
        return bool(self._preedit)

    @override
    def setText(self, text: str | None) -> None:
        self._known = text or ""
        super().setText(text)

    @override
    def clear(self) -> None:
        self._known = ""
        super().clear()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ReadOnlyChange:
            repolish(self)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if QAccessible.isActive() and not self._assisted:
            self._assisted = True
            self._known = self.text()
            self.textEdited.connect(self._know)
            self.textChanged.connect(self._take_foreign)

    @override
    def event(self, event: QEvent) -> bool:
        if self.composing and event.type() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._preedit = ""
        self.left.emit()

    def _know(self, text: str) -> None:
        self._known = text

    def _take_foreign(self, text: str) -> None:
        """Tell of a text that neither a person typed nor the program set."""
        if text == self._known:
            return
        self.textEdited.emit(text)
        if not self.hasFocus():
            self.left.emit()


class LongText(QPlainTextEdit):
    """Several lines of text, under the same rule; Enter is a new line, Tab goes on."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preedit = ""
        self._lines = 0
        self._spaced = SpacedLines(self.document())
        self.document().setDocumentLayout(self._spaced)
        self.setTabChangesFocus(True)

    def show_lines(self, lines: int) -> None:
        """Be as high as so many lines need to stand there whole, in any type."""
        self._lines = lines
        padding, border = theme.px(4), 1
        inside = lines * self._spaced.line_height() + 2 * self.document().documentMargin()
        # Qt scrolls unless a pixel is left under the last line.
        self.setFixedHeight(math.ceil(inside) + 1 + 2 * (padding + border))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ReadOnlyChange:
            repolish(self)
        elif self._lines and event.type() in _DRESSED:
            self.show_lines(self._lines)

    @property
    def composing(self) -> bool:
        """Say whether text stands here that the clerk has not committed."""
        return bool(self._preedit)

    @override
    def event(self, event: QEvent) -> bool:
        if self.composing and event.type() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._preedit = ""
        self.left.emit()


class Settling(QTimer):
    """Says `settled` 300 ms after the last committed key, never while text is being composed."""

    settled = Signal()

    def __init__(self, parent: QWidget, wait_ms: int = SETTLING_MS) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(wait_ms)
        self.timeout.connect(self._ask)

    def touch(self) -> None:
        """Begin the wait again: a key was committed."""
        self.start()

    def settle_now(self) -> None:
        """Wait no longer: a field was left, ticked or counted; a preedit is waited for."""
        self.stop()
        self._ask()

    def _ask(self) -> None:
        if composing_now():
            self.start()
        else:
            self.settled.emit()


def composing_now() -> bool:
    """Say whether the field with the focus holds uncommitted text."""
    return bool(getattr(QApplication.focusWidget(), "composing", False))
