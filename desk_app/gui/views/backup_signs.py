# SPDX-License-Identifier: MIT
"""The last verified backup: at the foot of the navigation, and under the groups of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.marks import Mark
from desk_app.gui.overriding import override
from desk_app.gui.presenters.backup_words import BackupWords, Safe
from desk_app.gui.theme import Size
from desk_app.gui.widgets.state_icon import StateIcon
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from desk_app.gui.backup_work import BackupState, BackupWork
    from desk_app.gui.workplace import Workplace


class BackupSign(QWidget):
    """Shows how safe the desk is; nothing before that is known, and on a desk without backups."""

    def __init__(self, work: Workplace, made: BackupWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._made = made
        self._words = BackupWords(work, self)
        self.setProperty("line", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        made.state_changed.connect(self.render_state)

    def render_state(self, state: BackupState) -> None:
        """Show how safe the desk is."""
        if not state.known or self._work.sample:
            self.hide()
            return
        self.show_words(self._words.of(state))
        self.show()

    def show_words(self, said: Safe) -> None:
        """Show the state in words."""
        raise NotImplementedError


class BackupFoot(BackupSign):
    """Two small lines; folded with the navigation, the shape of the state alone."""

    def __init__(self, work: Workplace, made: BackupWork, parent: QWidget | None = None) -> None:
        super().__init__(work, made, parent)
        self.setObjectName("backupFoot")
        self._folded = False
        self._said = Safe(Mark.OPEN, "")
        self._state = StateIcon(size=Size.HINT)
        self._when = Text("", Size.HINT, "text2", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.px(2))
        self._column.addWidget(self._state)
        self._column.addWidget(self._when)
        self.fold(folded=False)
        self.render_state(made.state)

    def fold(self, *, folded: bool) -> None:
        """Show the shape alone, or with its words."""
        self._folded = folded
        side = theme.px(15 if folded else 16)
        self._column.setContentsMargins(side, theme.px(10), side, theme.px(10))
        self.show_words(self._said)

    @override
    def show_words(self, said: Safe) -> None:
        self._said = said
        self._state.show_state(said.mark, "" if self._folded else said.title)
        self._state.setAccessibleName(said.title)
        self._when.setText(said.detail)
        self._when.setVisible(bool(said.detail) and not self._folded)
        self.setAccessibleName(said.whole)
        self.setToolTip(said.whole if self._folded else "")


class BackupLine(BackupSign):
    """Under the groups of the day: the last verified backup, and what was verified."""

    def __init__(self, work: Workplace, made: BackupWork, parent: QWidget | None = None) -> None:
        super().__init__(work, made, parent)
        self.setObjectName("backupLine")
        self._title = Text("")
        self._state = StateIcon(size=Size.HINT)
        self._what = Text("", Size.HINT, "text2", wrap=True)
        lines = QVBoxLayout(self)
        edge = theme.px(16)
        lines.setContentsMargins(edge, theme.px(12), edge, theme.px(12))
        lines.setSpacing(theme.px(4))
        for widget in (self._title, self._state, self._what):
            lines.addWidget(widget)
        self.render_state(made.state)

    @override
    def show_words(self, said: Safe) -> None:
        state = self._made.state
        self._title.setText(self.tr("Last verified backup"))
        self._state.show_state(said.mark, self._first_line(said))
        last = state.last
        if last is not None and said.mark is Mark.OK and not last.known_by_name:
            count = last.applications
            self._what.setText(self.tr("%n application(s), count and content equal", "", count))
        else:
            self._what.setText("" if said.title == self._first_line(said) else said.title)
        self._what.setVisible(bool(self._what.text()))
        self.setAccessibleName(f"{self._title.text()} {said.whole} {self._what.text()}".strip())

    def _first_line(self, said: Safe) -> str:
        return said.detail or said.title
