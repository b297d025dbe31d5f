# SPDX-License-Identifier: MIT
"""The words of a letter to be read on screen: white paper in both looks, own words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from desk_app.gui import painting, theme
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size
from desk_app.gui.tokens import LIGHT
from desk_app.records.letters import Stand

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk_app.records.letters import LetterText, Passage

_SHORT = 4
"""An own line shorter than this is marked only where it is all that a line of the letter says."""

_GAP, _INDENT = 4, 12
_LINE = 130
"""The height of a line in per cent of the type's own."""
_BETWEEN = "　"
_ALIGN = {
    Stand.TEXT: Qt.AlignmentFlag.AlignLeft,
    Stand.MIDDLE: Qt.AlignmentFlag.AlignHCenter,
    Stand.RIGHT: Qt.AlignmentFlag.AlignRight,
}


class LetterTextView(QTextEdit):
    """Shows a letter's text; the arrow keys scroll it, Tab leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter: LetterText | None = None
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(theme.px(_INDENT))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(LIGHT.base))
        palette.setColor(QPalette.ColorRole.Text, QColor(LIGHT.text))
        palette.setColor(QPalette.ColorRole.Highlight, QColor(LIGHT.selection))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(LIGHT.selection_text))
        self.setPalette(palette)

    def show_letter(self, letter: LetterText | None, own: Sequence[str] = ()) -> None:
        """Show a letter; the ``own`` lines are underlined in it. The place read stays in sight."""
        bar, before = self.verticalScrollBar(), self._letter
        same = before is not None and letter is not None and before.title == letter.title
        place = bar.value() if same else 0
        self._letter = letter
        self.clear()
        if letter is not None:
            self._write(letter, own)
        bar.setValue(place)

    def own_words(self) -> tuple[str, ...]:
        """Return what is marked as one's own, in the order of the letter."""
        return tuple(self._marked())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        place = QRectF(self.viewport().rect())
        if self.hasFocus():
            painting.focus_line(painter, place, LIGHT, radius=0)
        else:
            painter.setPen(QColor(LIGHT.strong_line))
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _write(self, letter: LetterText, own: Sequence[str]) -> None:
        pen = _Pen(self.textCursor(), own)
        pen.block(Stand.MIDDLE)
        pen.words(letter.title, bold=True)
        label = ""
        for passage in letter.passages:
            if label:
                pen.block(Stand.TEXT)
                pen.words(label, bold=True)
            joins = bool(label) and not (passage.item or passage.label)
            label = passage.label if passage.item else ""
            if not passage.item:
                pen.passage(passage, joins=joins)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _marked(self) -> Iterator[str]:
        block = self.document().begin()
        while block.isValid():
            parts = block.begin()
            while not parts.atEnd():
                part = parts.fragment()
                if part.charFormat().fontUnderline():
                    yield part.text()
                parts += 1
            block = block.next()


class _Pen:
    """Writes paragraphs one after the other."""

    def __init__(self, cursor: QTextCursor, own: Sequence[str]) -> None:
        self._cursor = cursor
        self._own = tuple(own)
        self._empty = True

    def block(self, stand: Stand, *, indented: bool = False) -> None:
        """Begin a paragraph."""
        form = QTextBlockFormat()
        form.setAlignment(_ALIGN[stand])
        form.setBottomMargin(theme.px(_GAP))
        form.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setLeftMargin(theme.px(_INDENT) if indented else 0)
        if self._empty:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form)
        self._empty = False

    def passage(self, passage: Passage, *, joins: bool) -> None:
        """Write a passage; one that ``joins`` stands behind the label before it."""
        for number, line in enumerate(passage.text.split("\n")):
            if number or not joins:
                self.block(passage.stand, indented=passage.stand is Stand.TEXT)
            if joins and not number:
                self.words(_BETWEEN)
            if passage.label and not number:
                self.words(passage.label + _BETWEEN, bold=True)
            self._line(line)

    def words(self, text: str, *, bold: bool = False, own: bool = False) -> None:
        """Write words in one look."""
        form = QTextCharFormat()
        form.setFont(theme.font(Size.LABEL, bold=bold))
        form.setForeground(QColor(LIGHT.accent if own else LIGHT.text))
        form.setFontUnderline(own)
        self._cursor.insertText(text, form)

    def _line(self, line: str) -> None:
        """Write a line of the letter with the own words in it marked."""
        at = 0
        for begin, end in _spans(line, self._own):
            if begin >= at:
                self.words(line[at:begin])
                self.words(line[begin:end], own=True)
                at = end
        self.words(line[at:])


def _spans(line: str, own: Sequence[str]) -> list[tuple[int, int]]:
    """Return where own lines stand in a line of the letter, in order."""
    found = []
    for words in own:
        begin = line.find(words)
        if begin >= 0 and (len(words) >= _SHORT or line.strip() == words.strip()):
            found.append((begin, begin + len(words)))
    return sorted(found)
