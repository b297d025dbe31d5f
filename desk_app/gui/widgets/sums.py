# SPDX-License-Identifier: MIT
"""Amounts one under the other, with the result in its state below a line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.theme import Size
from desk_app.gui.widgets.state_icon import StateIcon
from desk_app.gui.widgets.text import Link, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.marks import Mark

_ROW = 20
"""The height of a line in pixels at 100 %."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class SumLine:
    """A word and an amount as written; a ``mark`` makes it the result."""

    word: str
    amount: str
    clause: str = ""
    mark: Mark | None = None
    tone: str = ""


class SumPanel(QWidget):
    """Shows what was counted, what is due, and what comes of it."""

    clause_wanted = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._lines: tuple[SumLine, ...] = ()
        self._words: list[Text | StateIcon] = []
        self._amounts: list[Text] = []
        self._held: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(6))
        self._grid.setVerticalSpacing(theme.px(3))
        self._grid.setColumnStretch(2, 1)

    def show_lines(self, lines: Sequence[SumLine]) -> None:
        """Show these lines and no others; the same kinds of line take other words in place."""
        before, self._lines = self._lines, tuple(lines)
        if list(map(_kind, before)) == list(map(_kind, lines)):
            self._write(lines)
            return
        for widget in self._held:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._held, self._words, self._amounts = [], [], []
        for number, line in enumerate(lines):
            self._add(2 * number, line)

    def _write(self, lines: Sequence[SumLine]) -> None:
        for line, word, amount in zip(lines, self._words, self._amounts, strict=True):
            if isinstance(word, Text):
                word.setText(line.word)
            elif line.mark is not None:
                word.show_state(line.mark, line.word)
            amount.setText(line.amount)

    def _add(self, row: int, line: SumLine) -> None:
        if line.mark is not None:
            rule = QFrame()
            rule.setFrameShape(QFrame.Shape.HLine)
            rule.setFrameShadow(QFrame.Shadow.Plain)
            rule.setForegroundRole(QPalette.ColorRole.Dark)
            self._put(rule, row, 0, 4)
            word: Text | StateIcon = StateIcon(line.mark, line.word, bold=True)
            self._put(word, row + 1, 0, 3)
        else:
            # Beside a clause the word is short: the clause stands right behind it.
            word = Text(line.word, tone="text2", wrap=not line.clause)
            self._put(self._beside(word, line.clause), row + 1, 0, 3)
        self._words.append(word)
        self._grid.setRowMinimumHeight(row + 1, theme.px(_ROW))
        amount = Text(line.amount, Size.BODY, line.tone, bold=line.mark is not None)
        amount.setAlignment(_RIGHT)
        self._put(amount, row + 1, 3, 1)
        self._amounts.append(amount)

    def _beside(self, word: Text, clause: str) -> QWidget:
        if not clause:
            return word
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(6))
        link = Link(clause)
        link.clicked.connect(self._ask)
        line.addWidget(word)
        line.addWidget(link)
        line.addStretch(1)
        return both

    def _put(self, widget: QWidget, row: int, column: int, width: int) -> None:
        self._held.append(widget)
        self._grid.addWidget(widget, row, column, 1, width)

    def _ask(self) -> None:
        link = self.sender()
        if isinstance(link, Link):
            self.clause_wanted.emit(link.text())


def _kind(line: SumLine) -> SumLine:
    """Return what of a line is made of widgets of its own: the mark, the clause, the tone."""
    return replace(line, word="", amount="")
