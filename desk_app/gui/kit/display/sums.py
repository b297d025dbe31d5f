# SPDX-License-Identifier: MIT
"""Amounts one under the other, with the result in its state below a line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desk_app.gui.kit.layout.boxes import in_row
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.text import Link, Text
from desk_app.gui.kit.look.theme import Size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.kit.look.painting import Mark


_ROW = 20
"""The height of a line in pixels at 100 %."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class SumLine:
    """A word and an amount as written; a ``mark`` makes it the result, ``total`` the sum.

    ``clause`` is what it rests on, by its id, and ``clause_name`` what that is called.
    """

    word: str
    amount: str
    clause: str = ""
    clause_name: str = ""
    mark: Mark | None = None
    tone: str = ""
    total: bool = False


class SumPanel(QWidget):
    """Shows what was counted, what is due, and what comes of it."""

    clause_wanted = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
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
        ends = line.total or line.mark is not None
        if ends:
            rule = QFrame()
            rule.setFrameShape(QFrame.Shape.HLine)
            rule.setFrameShadow(QFrame.Shadow.Plain)
            rule.setForegroundRole(QPalette.ColorRole.Dark)
            self._put(rule, row, 0, 4)
        if line.mark is not None:
            word: Text | StateIcon = StateIcon(line.mark, line.word, bold=True)
            self._put(word, row + 1, 0, 3)
        else:
            # Beside a clause the word is short: the clause stands right behind it.
            tone = "" if line.total else "text2"
            word = Text(line.word, tone=tone, bold=line.total, wrap=not line.clause)
            self._put(self._beside(word, line), row + 1, 0, 3)
        self._words.append(word)
        self._grid.setRowMinimumHeight(row + 1, theme.px(_ROW))
        amount = Text(line.amount, Size.BODY, line.tone, bold=ends)
        amount.setAlignment(_RIGHT)
        self._put(amount, row + 1, 3, 1)
        self._amounts.append(amount)

    def _beside(self, word: Text, line: SumLine) -> QWidget:
        if not line.clause:
            return word
        both = QWidget()
        row = in_row(both, gap=6, edge=0)
        link = Link()
        link.cite(line.clause, line.clause_name)
        link.clicked.connect(self._ask)
        row.addWidget(word)
        row.addWidget(link)
        row.addStretch(1)
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
