# SPDX-License-Identifier: MIT
"""The part of the settings for the words of the letters: found, changed, seen, approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import shortcuts, theme
from desk_app.gui.delegates.cells import CellDelegate
from desk_app.gui.models.rows import RowsModel
from desk_app.gui.models.wording_columns import WordingColumns
from desk_app.gui.overriding import override
from desk_app.gui.presenters.wording import WordingPresenter, WordingState
from desk_app.gui.presenters.wording_words import WordingWords
from desk_app.gui.shortcuts import Key
from desk_app.gui.views.wording_editor import WordingEditor
from desk_app.gui.views.wording_letters import WordingLetters
from desk_app.gui.widgets.actions import ActionLine, ActionTable
from desk_app.gui.widgets.empty import EmptyNote
from desk_app.gui.widgets.remembered import WHOLE, Divided
from desk_app.gui.widgets.search_field import SearchField
from desk_app.gui.widgets.table import ListTable
from desk_app.rules.wording.check import is_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent

    from desk_app.desk.wordings import SentenceLine
    from desk_app.gui.workplace import Workplace

_LIST, _LETTERS, _ROOM = 288, 368, 336
_BY_ANOTHER = "approveWords"


class WordingPage(QWidget):
    """Sentences at the left, the chosen one in the middle, the letters that say it at the right.

    ``approval_wanted`` asks for a question to be put with the own password; ``refreshed`` says that
    the keys changed.
    """

    approval_wanted = Signal(object)
    refreshed = Signal()

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._words = WordingWords(work, self)
        self.presenter = WordingPresenter(work, self)
        self.presenter.state_changed.connect(self.render_state)
        self.presenter.did.connect(self._say_done)
        words = self._words
        columns = WordingColumns(self).of_sentences(
            words.letter, words.excerpt, words.state, words.tone
        )
        self._model: RowsModel[SentenceLine] = RowsModel(
            columns, lambda line: line.sentence.place, None, self
        )
        self.table = ListTable(self.tr("Sentences of the letters"))
        self.table.setObjectName("sentences")
        self.table.setItemDelegate(CellDelegate(self.table))
        self.table.let_rows_grow()
        self.table.show_model(self._model, columns)
        self.table.current_changed.connect(self._choose)
        self._make_search()
        self._empty = EmptyNote()
        self._empty.say(self.tr("No sentence says that."))
        self.doing = ActionTable(self._lines(), self)
        self._editor = WordingEditor(work, words, self.doing)
        self._editor.written.connect(self.presenter.write)
        self._editor.rested.connect(self.presenter.rest)
        self._editor.day_chosen.connect(self.presenter.set_day)
        self.table.opened.connect(self._write)
        self._letters = WordingLetters(work)
        self._letters.wanted.connect(self._show_letter)
        self._lay_out()
        self.render_state(self.presenter.state)

    def _make_search(self) -> None:
        sought = self.tr("Find a sentence")
        self.search = SearchField()
        self.search.setPlaceholderText(sought)
        self.search.setAccessibleName(sought)
        self.search.setObjectName("findSentence")
        self.search.wanted.connect(self.presenter.search)
        self.search.down.connect(self.table.setFocus)

    def take_focus(self) -> None:
        """Put the keys on the list."""
        self.table.setFocus()

    def to_search(self) -> None:
        """Put the keys on the search field."""
        self.search.take_focus()

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the page for the status bar."""
        shown = [("Enter", self.tr("write")), (shortcuts.label(Key.SEARCH), self.tr("search"))]
        acts = (self.doing[name] for name in ("propose", _BY_ANOTHER))
        main = [each.text() for each in acts if each.isVisible() and each.isEnabled()]
        return [*shown, *((shortcuts.label(Key.MAIN), text) for text in main)]

    def render_state(self, state: WordingState) -> None:
        """Show the sentences that were asked for, the chosen one and its letters."""
        self._model.show_rows(state.lines)
        place = None if state.chosen is None else state.chosen.sentence.place
        if place is not None and self._current() != place and self._model.row_of(place) is not None:
            self.table.choose_id(place)
            self.table.bring_current_into_sight()
        elif place is None and state.lines and not self.table.currentIndex().isValid():
            self.table.choose(0)
        self._empty.setVisible(not state.lines)
        self._editor.show_state(state)
        self._letters.show_state(state, self._words.letters(state.shown))
        self._refresh(state)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.presenter.watch(watched=True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.presenter.watch(watched=False)

    def _lines(self) -> list[ActionLine]:
        return [
            ActionLine("propose", self.tr("Propose"), self.presenter.propose, Key.MAIN, "check"),
            ActionLine(_BY_ANOTHER, self.tr("Approve"), self._approve, Key.MAIN, "check"),
            ActionLine("takeBackWords", self.tr("Take back"), self.presenter.take_back),
            ActionLine("ownWords", self.tr("The program's words"), self.presenter.put_back),
        ]

    def _lay_out(self) -> None:
        left = QWidget()
        edge = theme.px(8)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, edge, 0, 0)
        column.setSpacing(edge)
        top = QVBoxLayout()
        top.setContentsMargins(edge, 0, edge, 0)
        top.addWidget(self.search)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self._empty, 1)
        parts = ((left, _LIST), (self._editor, WHOLE), (self._letters, _LETTERS))
        self._body = Divided("wording", self._work.screen, 1, parts, _ROOM, parent=self)
        self._body.name_parts(
            self.tr("Parts of this page"),
            self.tr("Sentences"),
            self.tr("Words"),
            self.tr("Letters"),
        )
        across = QVBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._body)

    def _refresh(self, state: WordingState) -> None:
        chosen = state.chosen
        coming = None if chosen is None else chosen.coming
        waits = coming is not None and coming.approval is None
        own = coming is not None and coming.proposed_by == self._work.desk.actor.id
        free = chosen is not None and coming is None and not is_whole(chosen.sentence.place)
        self.doing["propose"].setVisible(free)
        self.doing["propose"].setEnabled(
            state.changed and state.looked and not state.faults and state.trouble is None
        )
        self.doing[_BY_ANOTHER].setVisible(waits and not own)
        moved = chosen is not None and chosen.moved is not None
        self.doing["takeBackWords"].setVisible(coming is not None or moved)
        self.doing["ownWords"].setVisible(free)
        self.refreshed.emit()

    def _current(self) -> object:
        line = self._model.row_at(self.table.currentIndex().row())
        return None if line is None else line.sentence.place

    def _choose(self, _id: object) -> None:
        place = self._current()
        chosen = self.presenter.state.chosen
        if place is not None and (chosen is None or chosen.sentence.place != place):
            self.presenter.choose(str(place))

    def _show_letter(self, at: object) -> None:
        if isinstance(at, int):
            self.presenter.show_letter(at)

    def _write(self, _id: object) -> None:
        self._editor.take_focus()

    def _approve(self) -> None:
        chosen = self.presenter.state.chosen
        if why := self._letters.hindrance(self.presenter.state):
            self._work.said.emit(why)
        elif chosen is not None and chosen.coming is not None:
            self.approval_wanted.emit(self._words.approve(chosen, chosen.coming))

    def _say_done(self, code: str) -> None:
        self._work.said.emit(
            self.tr("The change waits for another supervisor.")
            if code == "proposed"
            else self.tr("The change is taken back.")
        )
