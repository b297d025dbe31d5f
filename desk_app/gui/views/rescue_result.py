# SPDX-License-Identifier: MIT
"""What a restore or a repair of the closed desk came to, and the way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.marks import Mark
from desk_app.gui.presenters.rescue import RescueState
from desk_app.gui.theme import Size
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.state_icon import StateIcon
from desk_app.gui.widgets.text import Text
from desk_app.i18n import dates
from desk_app.records.safekeeping import Repair, Restored, Rung

if TYPE_CHECKING:
    from desk_app.gui.screen import Screen


class RescueResult(QWidget):
    """Says what was done, what was kept and what is lost, with figures."""

    on_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, screen: Screen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen = screen
        self._state = RescueState()
        self._mark = StateIcon(size=Size.TITLE, bold=True)
        self._lines = [Text("", wrap=True) for _ in range(4)]
        self._on = KeyButton(kind=ButtonKind.MAIN)
        self._on.setObjectName("goOn")
        self._on.clicked.connect(self._go_on)
        self._on.setAutoDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self._on)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._mark)
        for line in self._lines:
            column.addWidget(line)
        column.addSpacing(theme.px(8))
        column.addLayout(buttons)
        column.addStretch(1)

    def take_focus(self) -> None:
        """Put the keys on the way on."""
        self._on.setFocus()

    def render_state(self, state: RescueState) -> None:
        """Show what it came to."""
        self._state = state
        result = state.result
        if result is None:
            return
        if isinstance(result, Restored):
            title, lines = self.tr("The backup was restored"), self._restored(result)
        else:
            title, lines = self._repaired(result)
        failed = isinstance(result, Repair) and not result.done
        self._mark.show_state(Mark.ASK if failed else Mark.OK, title)
        for label, text in zip(self._lines, [*lines, "", "", "", ""], strict=False):
            label.setText(text)
            label.setVisible(bool(text))
        self._on.setText(
            self.tr("Restore the newest good backup") if failed else self.tr("Go on to sign in")
        )

    def _go_on(self) -> None:
        result = self._state.result
        if isinstance(result, Repair) and not result.done:
            self.restore_wanted.emit()
        else:
            self.on_wanted.emit()

    def _restored(self, result: Restored) -> list[str]:
        day = dates.full(dates.day_of(result.made_at), self._screen.language)
        when = f"{day} {dates.clock(result.made_at)}"
        holds = self.tr("It is as it was on {when}, up to entry {entry} of the journal.").format(
            when=when, entry=f"{result.sequence:,}"
        )
        count = self.tr("It holds %Ln application(s).", "", result.applications)
        maker = self.tr("{name} made and signed it.").format(name=result.made_by)
        signed = maker if result.made_by else self.tr("Nobody signed it.")
        return [holds, signed, count, self._kept(result.kept)]

    def _repaired(self, result: Repair) -> tuple[str, list[str]]:
        rows = sum(result.saved.values())
        match result.rung:
            case Rung.NONE:
                title = self.tr("Nothing is wrong with the database")
                lines = [self.tr("All of it was checked. Nothing was changed.")]
            case Rung.SEARCH:
                title = self.tr("The database was repaired")
                lines = [self.tr("The search index was built anew. No entry is lost.")]
            case Rung.REINDEX:
                title = self.tr("The database was repaired")
                lines = [self.tr("All indexes were built anew. No entry is lost.")]
            case Rung.ROWS:
                title = self.tr("The database was repaired")
                saved = self.tr("%Ln row(s) were taken over.", "", rows)
                lines = [saved, self.tr("No entry is lost.")]
            case _:
                title = self.tr("Only a backup helps")
                lost = self.tr(
                    "At most %Ln row(s) could not be read.", "", sum(result.lost.values())
                )
                saved = self.tr("%Ln row(s) could be read.", "", rows)
                lines = [saved, lost, self._salvaged(result.salvaged)]
        return title, [*lines, self._kept(result.kept)]

    def _kept(self, name: str) -> str:
        return self.tr("The file of before is kept as {name}.").format(name=name) if name else ""

    def _salvaged(self, name: str) -> str:
        if not name:
            return ""
        return self.tr("What could be read is kept, encrypted, as {name}.").format(name=name)
