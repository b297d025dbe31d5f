# SPDX-License-Identifier: MIT
"""The letters that say a sentence, with invented facts, as they would print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.gui import shortcuts, theme, words
from desk_app.gui.shortcuts import Key
from desk_app.gui.widgets.choice import ChoiceBox
from desk_app.gui.widgets.empty import EmptyNote
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.pdf_page import PdfPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.errors import KnownError
    from desk_app.gui.presenters.wording import WordingState
    from desk_app.gui.workplace import Workplace

_LEAST = 280


class WordingLetters(QWidget):
    """A choice of letters above, the pages of the chosen one below."""

    wanted = Signal(object)

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.choice = ChoiceBox()
        self.choice.name_alone(self.tr("Letter with invented facts"))
        self.choice.setObjectName("wordingLetter")
        self.choice.chosen.connect(self.wanted)
        self.page = PdfPage(self.tr("The letter with the words as they are written"), self)
        self.page.setObjectName("wordingPage")
        self._trouble = NoteFrame("bad")
        self._trouble.setObjectName("wordingTrouble")
        self._empty = EmptyNote()
        self.setMinimumWidth(theme.px(_LEAST))
        self.setProperty("line", "left")
        bar = QHBoxLayout()
        edge = theme.px(8)
        bar.setContentsMargins(edge, edge, edge, edge)
        bar.addWidget(self.choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._trouble)
        column.addWidget(self.page, 1)
        column.addWidget(self._empty, 1)

    def show_state(self, state: WordingState, names: Sequence[tuple[object, str]]) -> None:
        """Show the letters that say the chosen sentence; nothing where none is chosen."""
        some = bool(state.shown)
        self.choice.setVisible(some)
        if some:
            self.choice.set_choices(names)
            self.choice.set_value(state.at)
        self._say_trouble(state.trouble)
        self._show_pages(state.pages, expected=some)
        self._say_empty(stopped=state.stopped)
        self.page.setVisible(some and state.trouble is None)
        self._empty.setVisible(not some and state.trouble is None)

    def hindrance(self, state: WordingState) -> str:
        """Say why a change cannot be approved yet: a letter that says it is not in sight.

        Empty where one is, and where there is none to be seen.
        """
        none = state.stopped or state.trouble is not None or (state.looked and not state.shown)
        return "" if none else self.page.hindrance(state.pages if state.looked else b"")

    def _say_empty(self, *, stopped: bool) -> None:
        if stopped:
            key = shortcuts.label(Key.READ_AGAIN)
            self._empty.say(self.tr("Stopped. {key} looks for the letters again.").format(key=key))
        else:
            self._empty.say(self.tr("The letters that say the chosen sentence stand here."))

    def _show_pages(self, pages: bytes, *, expected: bool) -> None:
        if pages:
            self.page.show_bytes(pages)
        elif expected:
            self.page.expect()
        else:
            self.page.clear()

    def _say_trouble(self, trouble: KnownError | None) -> None:
        self._trouble.setVisible(trouble is not None)
        if trouble is not None:
            self._trouble.say(*words.reason(trouble, self._work.language))
