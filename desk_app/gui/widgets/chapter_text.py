# SPDX-License-Identifier: MIT
"""A page of Markdown to read: in the window's type, with links that lead nowhere outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from desk_app.gui import painting, theme
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.gui.tokens import Tokens

_WIDEST = 800
_EDGE = 24
_MARGIN = 16
_LINE = 20
_ABOVE = {1: 0, 2: 20}
_PICTURE = re.compile(r"!\[[^\]]*\]\((pictures/[\w-]+\.png)\)")
_OBJECT = "\ufffc"
"""What stands in a text where a picture is."""

_SIZES = {1: Size.TITLE, 2: Size.SECTION}


class ChapterText(QTextBrowser):
    """Shows one text with its pictures; it opens no other file and no address.

    It says where a link would lead.
    """

    link_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._folder: Path | None = None
        self._shown: QTextDocument | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Every line wraps; Qt counts the width of tables before it has wrapped their cells.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.anchorClicked.connect(lambda address: self.link_wanted.emit(address.toString()))

    def show_text(self, markdown: str, folder: Path | None = None) -> None:
        """Show a text from its beginning; its pictures are sought under the folder alone."""
        self._text, self._folder = markdown, folder
        self._render()
        self.verticalScrollBar().setValue(0)

    def mark(self, start: int, length: int) -> None:
        """Choose a place of the text and bring it into sight."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        return None

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange and self._text:
            self._render()
        super().changeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            colours = theme.tokens(self.palette())
            place = QRectF(self.viewport().rect())
            painting.focus_line(QPainter(self.viewport()), place, colours)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        edge = theme.px(_EDGE)
        bar = self.verticalScrollBar().width()
        spare = max(edge, self.width() - bar - edge - theme.px(_WIDEST))
        self.setViewportMargins(edge, 0, spare, 0)
        super().resizeEvent(event)

    def _render(self) -> None:
        """Dress the text before it is shown: each change would lay the whole of it out again."""
        document = QTextDocument(self)
        document.setDefaultFont(theme.font())
        document.setMarkdown(self._text)
        if self._folder is not None:
            _add_pictures(document, self._text, self._folder)
        _dress(document, theme.tokens(self.palette()))
        self.setDocument(document)
        if self._shown is not None:
            self._shown.deleteLater()
        self._shown = document


def places(markdown: str, wanted: str) -> list[int]:
    """Return where a text stands in what is shown of a Markdown text, whatever its capitals."""
    document = QTextDocument()
    document.setMarkdown(markdown)
    found = re.finditer(re.escape(wanted), document.toPlainText(), re.IGNORECASE)
    return [match.start() for match in found] if wanted else []


def _add_pictures(document: QTextDocument, markdown: str, folder: Path) -> None:
    """Put the pictures that a text names into its document, as wide as its lines."""
    for name in _PICTURE.findall(markdown):
        image = QImage(str(folder / name))
        wide = image.scaledToWidth(
            theme.px(_WIDEST - 2 * _MARGIN), Qt.TransformationMode.SmoothTransformation
        )
        kind = QTextDocument.ResourceType.ImageResource.value
        document.addResource(kind, QUrl(name), wide)


def _dress(document: QTextDocument, colours: Tokens) -> None:
    """Give headings, lines, code and tables the sizes and colours of the window."""
    document.setDocumentMargin(theme.px(_MARGIN))
    document.setIndentWidth(theme.px(24))
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        if level:
            _dress_heading(block, level)
        elif block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence):
            _dress_code(block, colours)
        elif _OBJECT not in block.text():
            # A line of fixed height would leave a strip of a picture.
            QTextCursor(block).mergeBlockFormat(_lines())
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame, colours)


def _lines() -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setLineHeight(theme.px(_LINE), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return shape


def _dress_heading(block: QTextBlock, level: int) -> None:
    shape = QTextBlockFormat()
    shape.setTopMargin(theme.px(_ABOVE.get(level, _EDGE)))
    shape.setBottomMargin(theme.px(8))
    letters = QTextCharFormat()
    letters.setFont(theme.font(_SIZES.get(level, Size.SECTION), bold=True))
    cursor = QTextCursor(block)
    cursor.mergeBlockFormat(shape)
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    # Set, not merged: Markdown's own enlarging would win over a size.
    cursor.setCharFormat(letters)


def _dress_code(block: QTextBlock, colours: Tokens) -> None:
    shape = _lines()
    shape.setNonBreakableLines(False)
    shape.setBackground(QColor(colours.alternate))
    for edge, is_edge in (
        (shape.setTopMargin, _is_code(block.previous())),
        (shape.setBottomMargin, _is_code(block.next())),
    ):
        edge(0 if is_edge else theme.px(8))
    QTextCursor(block).mergeBlockFormat(shape)


def _is_code(block: QTextBlock) -> bool:
    return block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)


def _dress_table(table: QTextTable, colours: Tokens) -> None:
    shape = table.format()
    shape.setBorder(1)
    shape.setBorderBrush(QColor(colours.line))
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderCollapse(True)
    shape.setCellPadding(theme.px(6))
    shape.setTopMargin(theme.px(8))
    shape.setBottomMargin(theme.px(8))
    table.setFormat(shape)
