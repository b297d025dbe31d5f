# SPDX-License-Identifier: MIT
"""A sentence that is written with {variables}: they stand out, and where a fault is, is marked."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size
from desk_app.gui.widgets.announce import announce
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.composing import LongText, Settling
from desk_app.gui.widgets.flow_layout import FlowLayout
from desk_app.gui.widgets.own_parent import be_label
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

_TOKENS = re.compile(r"\{[^{}\n]*\}|[\[\]|]|</?[a-z]>")
_LEAST_LINES, _MOST_LINES, _PER_LINE = 3, 9, 22

Span = tuple[int, int]
"""From where to where in the text, in characters."""


class SentenceEdit(QWidget):
    """Label, field, what is wrong, and the variables, each a button that writes it here."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = Text("", Size.LABEL, "text2")
        self.before = Text("", Size.LABEL, "text2", wrap=True)
        self.edit = LongText()
        self.edit.setObjectName(name)
        self.edit.textChanged.connect(self._changed)
        be_label(self.label, self.edit)
        self._settling = Settling(self)
        self.edit.textChanged.connect(self._settling.touch)
        self.edit.left.connect(self._settling.settle_now)
        self._wrong = Text("", Size.HINT, "bad", wrap=True)
        self._wrong.setObjectName(f"{name}Fault")
        self._chips = QWidget()
        self._flow = FlowLayout(theme.px(4), theme.px(4), self._chips)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._buttons: dict[str, KeyButton] = {}
        self._light = _Light(self.edit)
        self._marked = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        for part in (self.label, self.before, self.edit, self._wrong, self._chips):
            column.addWidget(part)
        self.setFocusProxy(self.edit)
        self._wrong.hide()

    @property
    def rested(self) -> SignalInstance:
        """Said once what was typed rests, and on leaving the field."""
        return self._settling.settled

    def name(self, label: str) -> None:
        """Say what the field is for."""
        self.label.setText(label)
        self.edit.setAccessibleName(label)

    def text(self) -> str:
        """Return what stands here."""
        return self.edit.toPlainText()

    def show_text(self, text: str, before: str) -> None:
        """Show a sentence; what it says today stands above, where the two differ."""
        if text != self.text():
            self.edit.setPlainText(text)
            wide = sum(1 + (unicodedata.east_asian_width(sign) in "FWA") for sign in text) // 2
            lines = max(wide // _PER_LINE + 1, text.count("\n") + 1)
            self.edit.show_lines(min(max(lines, _LEAST_LINES), _MOST_LINES))
        self.before.setText(before)
        self.before.setVisible(bool(before))

    def show_faults(self, sentence: str, spans: Sequence[Span]) -> None:
        """Say what is wrong under the field, and mark it."""
        if sentence and sentence != self._wrong.text():
            announce(self.edit, sentence)
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self.edit.setAccessibleDescription(sentence)
        self._marked = self.text()
        self._light.mark(spans)

    def offer(self, variables: Sequence[tuple[str, str]]) -> None:
        """Offer these variables, each with what it stands for, and no other."""
        if list(self._buttons) != [variable for variable, _ in variables]:
            for button in self._buttons.values():
                self._flow.removeWidget(button)
                button.deleteLater()
            self._buttons = {variable: self._chip(variable) for variable, _ in variables}
        for variable, meaning in variables:
            self._buttons[variable].setText(f"{meaning} {variable}")
        self._chips.setVisible(bool(variables))

    def _chip(self, variable: str) -> KeyButton:
        button = KeyButton(kind=ButtonKind.SMALL)
        button.setObjectName(variable)
        button.clicked.connect(self._write)
        self._flow.addWidget(button)
        return button

    def _write(self) -> None:
        """Write the variable of the button that was pressed, and go on in the field."""
        button = self.sender()
        if isinstance(button, KeyButton) and not self.edit.isReadOnly():
            self.edit.insertPlainText(button.objectName())
            self.edit.setFocus()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._light.rehighlight()

    def _changed(self) -> None:
        """Mark nothing in another text; Qt tells of a change where only a mark was set, too."""
        if self.text() != self._marked:
            self._marked = self.text()
            self._light.mark(())


class _Light(QSyntaxHighlighter):
    """Sets variables and brackets apart, and underlines where a fault is."""

    def __init__(self, edit: LongText) -> None:
        super().__init__(edit.document())
        self._edit = edit
        self._spans: tuple[Span, ...] = ()

    def mark(self, spans: Sequence[Span]) -> None:
        """Mark these places, given in characters of the whole text."""
        text = self._edit.toPlainText()
        wanted = tuple((_units(text[:start]), _units(text[:end])) for start, end in spans)
        if wanted != self._spans:
            self._spans = wanted
            self.rehighlight()

    @override
    def highlightBlock(self, text: str) -> None:
        colours = theme.tokens(self._edit.palette())
        token, wrong = QTextCharFormat(), QTextCharFormat()
        token.setForeground(QColor(colours.accent))
        wrong.setForeground(QColor(colours.bad))
        wrong.setFontUnderline(True)
        for found in _TOKENS.finditer(text):
            start, end = (_units(text[:place]) for place in found.span())
            self.setFormat(start, end - start, token)
        first = self.currentBlock().position()
        for span in self._spans:
            start, end = (min(max(place - first, 0), _units(text)) for place in span)
            if end > start:
                self.setFormat(start, end - start, wrong)


def _units(text: str) -> int:
    """Return how far Qt counts a text: a character beyond the first plane counts twice."""
    return len(text.encode("utf-16-le")) // 2
