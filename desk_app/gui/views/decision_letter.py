# SPDX-License-Identifier: MIT
"""What the letter will say, beside the decision being written: its kind, its text, what is own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.desk.errors import LetterStopped
from desk_app.gui import theme, words
from desk_app.gui.presenters.decision import Mode
from desk_app.gui.presenters.decision_letter import DecisionLetter, is_issued
from desk_app.gui.theme import Size
from desk_app.gui.widgets.letter_text import LetterTextView
from desk_app.gui.widgets.text import Text
from desk_app.i18n import messages
from desk_app.rules.letters_due import is_unproven, letter_kind

if TYPE_CHECKING:
    from desk_app.desk.errors import KnownError
    from desk_app.gui.presenters.decision import DecisionState
    from desk_app.gui.presenters.decision_letter import Foretold
    from desk_app.gui.workplace import Workplace
    from desk_app.records.letters import LetterText

_LEAST = 88


class ForetoldLetter(QWidget):
    """Follows the page; where the letter cannot be told yet it says what is missing."""

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._unfinished = True
        self._told: Foretold | None = None
        self._state: DecisionState | None = None
        self._asking = DecisionLetter(work, self)
        self._asking.told.connect(self._show)
        self._title = Text("", Size.SECTION, bold=True)
        self._kind = Text("", Size.LABEL, "text2", wrap=True)
        self._empty = Text("", Size.LABEL, "text2", wrap=True)
        self._text = LetterTextView()
        self._text.setObjectName("foretold")
        self._text.setMinimumHeight(theme.px(_LEAST))
        self._legend = Text("", Size.HINT, "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for part in (self._title, self._kind, self._empty):
            column.addWidget(part)
        column.addWidget(self._text, 1)
        column.addWidget(self._legend)
        column.addStretch(0)
        self._show(None)

    @property
    def is_waiting(self) -> bool:
        """Whether the letter is to be told anew in a moment."""
        return self._asking.is_waiting

    @property
    def shown(self) -> LetterText | None:
        """The words that are read now; none where the letter cannot be told."""
        return None if self._told is None else self._told.text

    def hindrance(self) -> str:
        """Say why the decision cannot be approved yet: its letter is not in sight; else nothing."""
        if self._asking.is_told:
            return ""
        return self.tr(
            "The letter was still being made, so nothing was done. Do it again once it is in sight."
        )

    def show_state(self, state: DecisionState) -> None:
        """Name the letter at once; its text follows a moment later."""
        self._title.setText(self.tr("The letter"))
        self._text.setAccessibleName(self.tr("What the letter will say"))
        outcome, language = state.form.outcome, self._work.language
        self._kind.setVisible(outcome is not None)
        if outcome is not None:
            kind = letter_kind(state.claim.right, outcome)
            self._kind.setText(f"{messages.label(kind, language)} {kind.value}")
        self._unfinished = bool(state.missing)
        self._state = state
        self._asking.follow(state)
        self._empty.setText(self._words_of_none(state))
        self._legend.setText(self._words_of_legend(state))

    def _words_of_none(self, state: DecisionState) -> str:
        """Return what stands where no letter is told."""
        if is_issued(state):
            return self.tr("It is issued: its pages are read under Letters.")
        if state.form.outcome is not None:
            # The letter that is told already is not told again: what stopped it still stands.
            trouble = None if self._told is None else self._told.trouble
            if trouble is not None:
                return self._why_not(trouble)
            return "" if self._asking.is_told else self.tr("The letter is being made.")
        if state.mode is Mode.WRITE:
            return self.tr("Choose a decision: its letter is read here.")
        return self.tr("No decision stands on this claim.")

    def _words_of_legend(self, state: DecisionState) -> str:
        rules, decision = state.opened.rules, state.decision
        used = [rules.ground(use.code) for use in state.form.grounds]
        unproven = any(each is not None and each.unproven for each in used)
        if decision is not None:
            unproven = is_unproven(decision, rules)
        if unproven:
            return self.tr(
                "It confirms nothing: not even that data exist (E4). The desk's own note is never"
                " printed."
            )
        if self._told is None or not self._told.own:
            return self.tr("The desk's own note is never printed.")
        return self.tr(
            "Underlined: facts and explanation, printed as written. The desk's own note is never"
            " printed."
        )

    def _show(self, foretold: Foretold | None) -> None:
        self._told = foretold
        letter = None if foretold is None else foretold.text
        self._text.show_letter(letter, () if foretold is None else foretold.own)
        self._text.setVisible(letter is not None)
        self._legend.setVisible(letter is not None)
        self._empty.setVisible(letter is None)
        if self._state is not None:
            self._empty.setText(self._words_of_none(self._state))
            self._legend.setText(self._words_of_legend(self._state))

    def _why_not(self, trouble: KnownError) -> str:
        if isinstance(trouble, LetterStopped) and self._unfinished:
            return self.tr("The letter can be read once what it needs is written.")
        what, _ = words.reason(trouble, self._work.language)
        return self.tr("The letter cannot be read: {why}").format(why=what)
