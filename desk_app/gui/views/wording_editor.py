# SPDX-License-Identifier: MIT
"""One sentence of the letters, written in both languages, with the day from which it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.presenters import days
from desk_app.gui.presenters.wording import spoken
from desk_app.gui.theme import Size
from desk_app.gui.widgets.buttons import ButtonKind
from desk_app.gui.widgets.era_date import EraDateEdit
from desk_app.gui.widgets.fields import FieldBody, label_for
from desk_app.gui.widgets.flow_layout import FlowLayout
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.page_scroll import PageScroll
from desk_app.gui.widgets.sentence_edit import SentenceEdit
from desk_app.gui.widgets.text import Text
from desk_app.records.people import Language
from desk_app.rules.wording.check import is_whole
from desk_app.rules.wording.notation import variables

if TYPE_CHECKING:
    from desk_app.gui.presenters.wording import WordingState
    from desk_app.gui.presenters.wording_words import WordingWords
    from desk_app.gui.widgets.actions import ActionTable
    from desk_app.gui.workplace import Workplace

_DAY, _LEAST = 200, 280


class WordingEditor(QWidget):
    """Says `written` with language and text, `rested` once that rests, `day_chosen`."""

    written = Signal(object, str)
    rested = Signal()
    day_chosen = Signal(object)

    def __init__(self, work: Workplace, words: WordingWords, doing: ActionTable) -> None:
        super().__init__()
        self._work = work
        self._words = words
        self._title = Text("", Size.LABEL, bold=True, wrap=True)
        self._note = NoteFrame("info")
        self._note.setObjectName("wordingNote")
        self.edits = {each: SentenceEdit(f"sentence_{each.value}") for each in Language}
        self.edits[Language.JA].name(self.tr("Japanese"))
        self.edits[Language.EN].name(self.tr("English"))
        self.edits[Language.JA].edit.textChanged.connect(self._tell_japanese)
        self.edits[Language.EN].edit.textChanged.connect(self._tell_english)
        for edit in self.edits.values():
            edit.rested.connect(self.rested)
        self.day = EraDateEdit(days.reading(work), days.showing(work))
        self.day.setObjectName("wantedFrom")
        self.day.setFixedWidth(theme.px(_DAY))
        self.day.value_changed.connect(self.day_chosen)
        self._day_label = label_for(self.day, self.tr("Letters dated from"))
        self._hint = Text(
            self.tr(
                "{…} stands for a value of the letter. What stands in [ ] is said only where it"
                " applies, and after | where not."
            ),
            Size.HINT,
            "text2",
            wrap=True,
        )
        self._showing = False
        self.setMinimumWidth(theme.px(_LEAST))
        self._lay_out(doing)

    def take_focus(self) -> None:
        """Put the keys on the sentence of the language of the screen."""
        edit = self.edits[self._work.language]
        (edit if edit.isVisible() else self.edits[Language.JA]).setFocus()

    def show_state(self, state: WordingState) -> None:
        """Show the chosen sentence with what is written of it."""
        chosen, draft = state.chosen, state.draft
        self.setVisible(chosen is not None)
        if chosen is None or draft is None:
            return
        self._title.setText(self._words.title(chosen))
        told = self._words.told(state)
        self._note.setVisible(bool(told[0]))
        self._note.say(*told)
        now = spoken(chosen.now)
        locked = chosen.coming is not None or is_whole(chosen.sentence.place)
        self._showing = True
        for language, edit in self.edits.items():
            own = chosen.sentence.words.of(language)
            edit.setVisible(bool(own))
            text = draft.words.of(language)
            differs = text != now.of(language)
            before = self.tr("Until now: {text}").format(text=now.of(language)) if differs else ""
            edit.show_text(text, before)
            edit.edit.setReadOnly(locked)
            offered = () if locked else variables(own)
            edit.offer([(each, self._words.variable(each)) for each in offered])
            faults = [fault for fault in state.faults if fault.language is language]
            edit.show_faults(
                "\n".join(dict.fromkeys(map(self._words.fault, faults))),
                [(fault.start, fault.end) for fault in faults],
            )
        if self.day.value() != draft.wanted_from and not self.day.hasFocus():
            self.day.set_value(draft.wanted_from)
        self.day.setEnabled(not locked)
        self._hint.setVisible(not locked)
        self._showing = False

    def _tell_japanese(self) -> None:
        self._tell(Language.JA)

    def _tell_english(self) -> None:
        self._tell(Language.EN)

    def _tell(self, language: Language) -> None:
        if not self._showing:
            self.written.emit(language, self.edits[language].text())

    def _lay_out(self, doing: ActionTable) -> None:
        inside = QWidget()
        scroll = PageScroll(self)
        scroll.setWidget(inside)
        column = QVBoxLayout(inside)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(12))
        column.addWidget(self._title)
        column.addWidget(self._note)
        for edit in self.edits.values():
            column.addWidget(edit)
        column.addWidget(self._hint)
        column.addWidget(self._day_label)
        column.addWidget(FieldBody(self.day))
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addWidget(_foot(doing))


def _foot(doing: ActionTable) -> QWidget:
    """Return the line of buttons, which wraps where it is too long."""
    below, edge = QWidget(), theme.px(16)
    below.setProperty("line", "top")
    below.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    row = QWidget()
    buttons = FlowLayout(theme.px(8), theme.px(8), row)
    around = QVBoxLayout(below)
    around.setContentsMargins(edge, theme.px(8), edge, theme.px(8))
    around.addWidget(row)
    buttons.addWidget(doing.button("propose", ButtonKind.MAIN))
    buttons.addWidget(doing.button("approveWords", ButtonKind.MAIN))
    buttons.addWidget(doing.button("takeBackWords"))
    buttons.addWidget(doing.button("ownWords"))
    return below
