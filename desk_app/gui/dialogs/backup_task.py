# SPDX-License-Identifier: MIT
"""The last task of the first start: the first backup, opened again and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.marks import Mark
from desk_app.gui.theme import Size
from desk_app.gui.widgets.announce import announce
from desk_app.gui.widgets.facts_card import FactLine, FactsCard
from desk_app.gui.widgets.form_area import FormArea
from desk_app.gui.widgets.state_icon import StateIcon
from desk_app.gui.widgets.text import Text
from desk_app.i18n import dates

if TYPE_CHECKING:
    from desk_app.gui.presenters.first_backup import FirstBackupPresenter, FirstBackupState
    from desk_app.records.people import Language


class BackupTask(FormArea):
    """Says where the backup goes, how far it is, and what came of it."""

    def __init__(
        self, presenter: FirstBackupPresenter, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._language = language
        title = Text(self.tr("Check and begin"), Size.TITLE, bold=True)
        self.setAccessibleName(title.text())
        purpose = self.tr(
            "The first backup is made, opened again and compared with the desk. Then the work can"
            " begin."
        )
        self._facts = FactsCard()
        self._state = StateIcon(bold=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for widget in (title, Text(purpose, wrap=True), self._facts, self._state):
            column.addWidget(widget)
        column.addStretch(1)
        presenter.state_changed.connect(self.render_state)
        self.render_state(presenter.state)

    @property
    def made(self) -> bool:
        """Say whether the backup was made and compared."""
        return self._presenter.state.backup is not None

    def take_focus(self) -> None:
        """Nothing is typed here; the blue button has the key."""
        self.setFocus()

    def confirm(self) -> None:
        """Make the backup."""
        self._presenter.make()

    def render_state(self, state: FirstBackupState) -> None:
        """Show how far the backup is."""
        before = self._state.shown()
        self._state.show_state(*self._look(state))
        if self._state.shown() != before and (state.backup or state.trouble):
            announce(self, self._state.shown()[1])
        facts = [FactLine("backup", self.tr("Goes to"), str(state.folder or ""))]
        if state.backup is not None:
            made = state.backup
            facts += [
                FactLine("check", self.tr("File"), made.name),
                FactLine("history", self.tr("Made at"), dates.clock(made.made_at)),
                FactLine("book", self.tr("Opens with"), made.sheet),
            ]
        self._facts.show_facts(facts)

    def _look(self, state: FirstBackupState) -> tuple[Mark, str]:
        if state.backup is not None:
            return Mark.OK, self.tr("The backup was opened again and is the same as the desk")
        if state.working:
            share = f" {100 * state.done // state.total}%" if state.total else ""
            return Mark.WAITING, self.tr("The backup is being made") + share
        return Mark.OPEN, self.tr("No backup was made yet")
