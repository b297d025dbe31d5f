# SPDX-License-Identifier: MIT
"""The manual: chapters at the left, the text, and a search through all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
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

from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import in_column, in_row, named
from desk_app.gui.kit.layout.buttons import button_for
from desk_app.gui.kit.layout.layout import TitleBar
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.side_list import SideItem, SideList
from desk_app.gui.page import Place, SectionView
from desk_app.gui.pages.manual import book

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from desk_app.gui.kit.look.theme import Tokens
    from desk_app.gui.session.screen import Screen
    from desk_app.gui.session.session import Session


_WIDEST = 800
_EDGE = 24
_MARGIN = 16
_LINE = 20
_ABOVE = {1: 0, 2: 20}
_PICTURE = re.compile(r"!\[[^\]]*\]\((pictures/[\w-]+\.png)\)")
_OBJECT = "\ufffc"
"""What stands in a text where a picture is."""

_SIZES = {1: Size.TITLE, 2: Size.SECTION}


class ChapterText(painting.RepaintsWithFocus, QTextBrowser):
    """Shows one text with its pictures; it opens no other file and no address.

    It says where a link would lead.
    """

    link_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
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
        self._leave_out_cut_line()
        if self.hasFocus():
            colours = theme.tokens(self.palette())
            place = QRectF(self.viewport().rect())
            painting.focus_line(QPainter(self.viewport()), place, colours)

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw all anew: what the last line left out stands elsewhere then."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    def _leave_out_cut_line(self) -> None:
        """Leave out the line that the lower edge would cut: a heading cut in two says nothing."""
        view = self.viewport().rect()
        line = self.cursorRect(self.cursorForPosition(view.bottomLeft() + QPoint(_EDGE, 0)))
        if line.top() < view.bottom() < line.bottom() and line.height() <= theme.px(2 * _LINE):
            colours = theme.tokens(self.palette())
            view.setTop(line.top())
            QPainter(self.viewport()).fillRect(view, QColor(colours.base))

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


_CHAPTERS_WIDTH = 336
_SEARCH_WIDTH = 280


class ManualReader(QWidget):
    """Reads the manual, at an open desk and at a closed one; ``back_wanted`` leaves it."""

    back_wanted = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self.setObjectName("manualReader")
        self._screen = screen
        self._chapters = book.chapters(screen.resources, screen.language)
        self._found: list[tuple[str, int]] = []
        self._at = -1
        self._shown = self._from = ""
        self._title = TitleBar()
        self._title.say(self.tr("Manual"))
        self._list = named("chapters", SideList(self.tr("Chapters"), places=True))
        self._list.show_items(
            [SideItem(each.name, "", f"{each.number}  {each.title}") for each in self._chapters]
        )
        self._list.setFixedWidth(theme.px(_CHAPTERS_WIDTH))
        self._list.chosen.connect(self._chosen)
        self._text = ChapterText()
        self._text.setAccessibleName(self.tr("Text of the chapter"))
        self._text.setObjectName("chapterText")
        self._text.link_wanted.connect(self._follow)
        self._make_search()
        self._back = button_for("backFromManual", self.tr("Back"), self.back_wanted, key=Key.CLOSE)
        self._lay_out()

    def _make_search(self) -> None:
        self._search = SearchField()
        self._search.setPlaceholderText(self.tr("Search in the manual"))
        self._search.setAccessibleName(self.tr("Search in the manual"))
        self._search.setObjectName("searchManual")
        self._search.setFixedWidth(theme.px(_SEARCH_WIDTH))
        self._search.wanted.connect(self._look_for)
        self._search.down.connect(lambda: self._step(1))
        self._count = named("found", Text("", tone="text2"))

    @property
    def chapter(self) -> str:
        """The name of the chapter that is shown."""
        return self._shown

    def open_chapter(self, name: str = "") -> None:
        """Show a chapter, or the one shown before, and give the keys to the list."""
        self._show(name or self._shown)
        self._list.setFocus()

    def to_search(self) -> None:
        """Put the cursor into the search field; what is sought is sought from this chapter on."""
        self._from = self._shown
        self._search.take_focus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if shortcuts.means(event, Key.CLOSE):
            self.back_wanted.emit()
        elif shortcuts.means(event, Key.SEARCH):
            self.to_search()
        elif shortcuts.means(event, Key.NEXT_FINDING):
            self._step(1)
        elif shortcuts.means(event, Key.PREVIOUS_FINDING):
            self._step(-1)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._title.add(self._count)
        self._title.add(self._search)
        self._title.add_button(self._back)
        across = in_row(None, self._list, (self._text, 1), gap=0)
        in_column(self, self._title, (across, 1), gap=0, edge=0)
        self.setTabOrder(self._list, self._text)
        self.setTabOrder(self._text, self._search)
        self._count.setAlignment(Qt.AlignmentFlag.AlignVCenter)

    def _chosen(self, name: object) -> None:
        if isinstance(name, str):
            self._show(name)

    def _follow(self, address: str) -> None:
        self._show(book.linked(address))

    def _show(self, name: str) -> None:
        """Show a chapter; the first where the manual has none of this name and shows none yet."""
        names = [each.name for each in self._chapters]
        wanted = name if name in names else self._shown or next(iter(names), "")
        if wanted and wanted != self._shown:
            self._shown = wanted
            chapter = self._chapters[names.index(wanted)]
            self._text.show_text(chapter.text, chapter.folder)
        self._list.set_current(self._shown)

    def _look_for(self, wanted: str) -> None:
        self._found = [
            (each.name, start) for each in self._chapters for start in places(each.text, wanted)
        ]
        self._at = -1
        if self._found:
            # What is found stands in sight before anything is pressed.
            self._mark(self._found[self._first_from(self._from or self._shown)])
        self._say_found(wanted)

    def _first_from(self, chapter: str) -> int:
        """Return which place is the first from a chapter on, or the very first behind the last."""
        here = (at for at, (name, _) in enumerate(self._found) if name >= chapter)
        return next(here, 0)

    def _mark(self, place: tuple[str, int]) -> None:
        name, start = place
        self._show(name)
        self._text.mark(start, len(self._search.text()))

    def _step(self, by: int) -> None:
        """Show the next place that was found, from the chapter on that is being read."""
        if not self._found:
            return
        if self._at < 0:
            first = self._first_from(self._shown)
            self._at = first if by > 0 else first - 1
        else:
            self._at += by
        self._at %= len(self._found)
        self._mark(self._found[self._at])
        self._say_found(self._search.text())

    def _say_found(self, wanted: str) -> None:
        if not wanted:
            self._count.setText("")
        elif self._at < 0:
            self._count.setText(self.tr("%n place(s)", "", len(self._found)))
        else:
            self._count.setText(f"{self._at + 1} / {len(self._found)}")


class ManualView(SectionView):
    """The manual in the open desk; whoever is signed in may read it."""

    place = Place.MANUAL
    duty = None

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.reader = ManualReader(session.screen)
        self.reader.back_wanted.connect(self.closed)
        in_column(self, self.reader, edge=0)

    @override
    def open_thing(self, thing: object | None) -> None:
        self.reader.open_chapter(thing if isinstance(thing, str) else "")

    @override
    def here(self) -> object | None:
        return self.reader.chapter

    @override
    def to_search(self) -> None:
        self.reader.to_search()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("↑ ↓", self.tr("chapter")),
            (shortcuts.label(Key.SEARCH), self.tr("search")),
            (shortcuts.label(Key.NEXT_FINDING), self.tr("next place")),
            (shortcuts.label(Key.CLOSE), self.tr("back")),
        )
