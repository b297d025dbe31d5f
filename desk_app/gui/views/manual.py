# SPDX-License-Identifier: MIT
"""The manual: chapters at the left, the text, and a search through all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.gui import manual, shortcuts, theme
from desk_app.gui.overriding import override
from desk_app.gui.shortcuts import Key
from desk_app.gui.views.section import SectionView
from desk_app.gui.widgets.buttons import KeyButton
from desk_app.gui.widgets.chapter_text import ChapterText, places
from desk_app.gui.widgets.search_field import SearchField
from desk_app.gui.widgets.side_list import SideItem, SideList
from desk_app.gui.widgets.text import Text
from desk_app.gui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from desk_app.gui.screen import Screen
    from desk_app.gui.workplace import Workplace

_CHAPTERS_WIDTH = 336
_SEARCH_WIDTH = 280


class ManualReader(QWidget):
    """Reads the manual, at an open desk and at a closed one; ``back_wanted`` leaves it."""

    back_wanted = Signal()

    def __init__(self, screen: Screen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("manualReader")
        self._screen = screen
        self._chapters = manual.chapters(screen.resources, screen.language)
        self._found: list[tuple[str, int]] = []
        self._at = -1
        self._shown = ""
        self._title = TitleBar()
        self._title.say(self.tr("Manual"))
        self._list = SideList(self.tr("Chapters"), groups=True)
        self._list.setObjectName("chapters")
        self._list.show_items(
            [SideItem(each.name, "book", f"{each.number}  {each.title}") for each in self._chapters]
        )
        self._list.setFixedWidth(theme.px(_CHAPTERS_WIDTH))
        self._list.chosen.connect(self._chosen)
        self._text = ChapterText()
        self._text.setAccessibleName(self.tr("Text of the chapter"))
        self._text.setObjectName("chapterText")
        self._text.link_wanted.connect(self._follow)
        self._make_search()
        self._back = KeyButton(self.tr("Back"))
        self._back.setObjectName("backFromManual")
        self._back.show_key(Key.CLOSE)
        self._back.clicked.connect(self.back_wanted)
        self._lay_out()

    def _make_search(self) -> None:
        self._search = SearchField()
        self._search.setPlaceholderText(self.tr("Search in the manual"))
        self._search.setAccessibleName(self.tr("Search in the manual"))
        self._search.setObjectName("searchManual")
        self._search.setFixedWidth(theme.px(_SEARCH_WIDTH))
        self._search.wanted.connect(self._look_for)
        self._search.down.connect(lambda: self._step(1))
        self._count = Text("", tone="text2")
        self._count.setObjectName("found")

    @property
    def chapter(self) -> str:
        """The name of the chapter that is shown."""
        return self._shown

    def open_chapter(self, name: str = "") -> None:
        """Show a chapter, or the one shown before, and give the keys to the list."""
        self._show(name or self._shown)
        self._list.setFocus()

    def to_search(self) -> None:
        """Put the cursor into the search field."""
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
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self._list)
        across.addWidget(self._text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addLayout(across, 1)
        self.setTabOrder(self._list, self._text)
        self.setTabOrder(self._text, self._search)
        self._count.setAlignment(Qt.AlignmentFlag.AlignVCenter)

    def _chosen(self, name: object) -> None:
        if isinstance(name, str):
            self._show(name)

    def _follow(self, address: str) -> None:
        self._show(manual.linked(address))

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
        self._say_found(wanted)

    def _step(self, by: int) -> None:
        """Show the next place that was found, from the chapter on that is being read."""
        if not self._found:
            return
        if self._at < 0:
            here = [at for at, (name, _) in enumerate(self._found) if name >= self._shown]
            self._at = next(iter(here), 0) if by > 0 else next(iter(here), 0) - 1
        else:
            self._at += by
        self._at %= len(self._found)
        name, start = self._found[self._at]
        self._show(name)
        self._text.mark(start, len(self._search.text()))
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

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(work, parent)
        self.reader = ManualReader(work.screen)
        self.reader.back_wanted.connect(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.reader)

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
