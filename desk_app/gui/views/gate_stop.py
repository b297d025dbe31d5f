# SPDX-License-Identifier: MIT
"""The desk that the gate did not let open: what happened, what is safe, what can be done."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk_app.desk.errors import DiskFull
from desk_app.gui import shortcuts, theme
from desk_app.gui.dialogs.choose_folder import ChooseFolder
from desk_app.gui.presenters.stops import Way
from desk_app.gui.shortcuts import Key
from desk_app.gui.theme import Size
from desk_app.gui.views.rescue_form import RescueForm
from desk_app.gui.views.rescue_result import RescueResult
from desk_app.gui.widgets.announce import announce
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.closed_side import ClosedSide, DoorPanel
from desk_app.gui.widgets.facts_card import FactLine
from desk_app.gui.widgets.text import Text
from desk_app.i18n import messages
from desk_app.records.people import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.errors import KnownError
    from desk_app.gui.entrance import Entrance
    from desk_app.gui.presenters.rescue import RescuePresenter, RescueState
    from desk_app.gui.screen import Screen

_PANEL, _FACTS = 480, 720
_ICONS = {
    Way.LOOK_AGAIN: "history",
    Way.REPAIR: "settings",
    Way.RESTORE: "backup",
    Way.OTHER_FOLDER: "search",
}


class GateStop(QWidget):
    """Facts at the left, what the program can do at the right; nothing of any applicant."""

    manual_wanted = Signal()

    def __init__(self, presenter: RescuePresenter, entrance: Entrance, screen: Screen) -> None:
        super().__init__()
        self._entrance = entrance
        self._screen = screen
        self._side = ClosedSide(_FACTS)
        self._side.below.setText(
            self.tr(
                "Nobody sees applicants' data here. The exit code is for the log of whoever looks"
                " after this computer."
            )
        )
        self.presenter = presenter
        presenter.state_changed.connect(self.render_state)
        names = {
            Way.LOOK_AGAIN: self.tr("Look again"),
            Way.REPAIR: self.tr("Repair the database"),
            Way.RESTORE: self.tr("Restore the newest good backup"),
            Way.OTHER_FOLDER: self.tr("Choose another folder"),
        }
        self._buttons = {way: KeyButton(names[way], icon=_ICONS[way]) for way in Way}
        for way, button in self._buttons.items():
            button.setObjectName(way.value)
            button.clicked.connect(partial(self._choose, way))
        self._form = RescueForm(screen)
        self._form.wanted.connect(self.presenter.go)
        self._form.back_wanted.connect(self.presenter.go_back)
        self._result = RescueResult(screen)
        self._result.on_wanted.connect(self.presenter.look_again)
        self._result.restore_wanted.connect(partial(self.presenter.choose, Way.RESTORE))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side, 1)
        row.addWidget(self._panel())
        self._show_time()
        self.render_state(presenter.state)

    def show_stop(self, stop: KnownError) -> None:
        """Show why the desk does not open."""
        self.presenter.stopped(stop)
        self._show_time()
        announce(self, messages.error(stop, self._screen.language).what)
        self._take_focus()

    def show_restore(self, backup: str) -> None:
        """Ask for a restore right away: an officer came for it from the open desk."""
        self.presenter.restore(backup)
        self._show_time()
        self._take_focus()

    def put_away(self) -> None:
        """Stop what is being made."""
        self.presenter.put_away()

    def render_state(self, state: RescueState) -> None:
        """Show the stop with its ways, what is asked for, or what came of it."""
        before = self._stack.currentWidget()
        self._side.facts.show_facts(self._fact_lines(state))
        self._side.head.setText(self._headline(state))
        self._offer(state.ways)
        self._how.setText(self._words_of_ways(state.ways))
        self._form.render_state(state)
        self._result.render_state(state)
        shown: QWidget = self._choice
        if state.result is not None and state.task is not None and not state.working:
            shown = self._result
        elif state.task is not None:
            shown = self._form
        self._stack.setCurrentWidget(shown)
        if shown is not before:
            self._take_focus()

    def _panel(self) -> QWidget:
        panel = DoorPanel(_PANEL)
        self._choice = QWidget()
        self._how = Text("", tone="text2", wrap=True)
        inner = QVBoxLayout(self._choice)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.px(8))
        inner.addWidget(Text(self.tr("What the program can do"), Size.TITLE, bold=True))
        inner.addWidget(self._how)
        inner.addSpacing(theme.px(16))
        self._ways = QVBoxLayout()
        self._ways.setSpacing(theme.px(8))
        inner.addLayout(self._ways)
        inner.addStretch(1)
        self._stack = QStackedWidget()
        for page in (self._choice, self._form, self._result):
            self._stack.addWidget(page)
        panel.column.addWidget(self._stack, 1)
        panel.column.addLayout(self._bottom())
        return panel

    def _offer(self, ways: Sequence[Way]) -> None:
        """Show a button for each way, the best first."""
        for place, way in enumerate((*ways, *(way for way in Way if way not in ways))):
            button = self._buttons[way]
            self._ways.insertWidget(place, button)
            button.setVisible(way in ways)
            button.set_kind(ButtonKind.PLAIN if place else ButtonKind.MAIN)

    def _bottom(self) -> QHBoxLayout:
        language = KeyButton(self.tr("日本語"), kind=ButtonKind.FLAT)
        language.setObjectName("stopLanguage")
        language.clicked.connect(self._other_language)
        manual = KeyButton(self.tr("Manual"), kind=ButtonKind.FLAT)
        manual.setObjectName("stopManual")
        manual.clicked.connect(self.manual_wanted)
        leave = KeyButton(self.tr("Quit"), kind=ButtonKind.FLAT)
        leave.setObjectName("stopQuit")
        leave.show_key(Key.QUIT)
        leave.clicked.connect(self._close_window)
        for keys in shortcuts.sequences(Key.QUIT):
            QShortcut(keys, self, self._close_window)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for button in (language, manual, leave):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def take_focus(self) -> None:
        """Give the keys to what is shown."""
        self._take_focus()

    def _take_focus(self) -> None:
        shown = self._stack.currentWidget()
        if shown is self._form:
            self._form.begin()
        elif shown is self._result:
            self._result.take_focus()
        else:
            ways = self.presenter.state.ways
            if ways:
                self._buttons[ways[0]].setFocus()

    def _choose(self, way: Way) -> None:
        if way is not Way.OTHER_FOLDER:
            self.presenter.choose(way)
            return
        dialog = ChooseFolder(Path.home(), self)
        dialog.setWindowTitle(self.tr("Folder of the desk"))
        dialog.fileSelected.connect(self._look_in)
        dialog.open()

    def _look_in(self, folder: str) -> None:
        self.presenter.look_in(Path(folder))

    def _headline(self, state: RescueState) -> str:
        if state.result is not None or state.stop is None:
            return self.tr("The desk is closed")
        return self.tr("The desk was not opened")

    def _fact_lines(self, state: RescueState) -> list[FactLine]:
        if state.result is not None:
            kept = self.tr("The file of before is kept in the folder of the desk.")
            same = self.tr("The file that was there is as it was.")
            safe = kept if state.result.kept else same
            done = self.tr("Closed; the result is at the right")
            return self._closed_lines(done, safe, self.tr("Go on with the button at the right."))
        if state.stop is None:
            back = self.tr("Restore the backup, or go back to sign in as before.")
            same = self.tr("Nothing was changed yet.")
            return self._closed_lines(self.tr("Closed for a restore"), same, back)
        said = messages.error(_of_the_desk(state.stop), self._screen.language)
        return [
            FactLine("miss", self.tr("What happened"), said.what, "bad"),
            FactLine("check", self.tr("Safe"), said.safe, "ok"),
            FactLine("arrow", self.tr("Next"), said.next),
            FactLine("info", self.tr("Exit code"), str(state.exit_code)),
        ]

    def _closed_lines(self, state: str, safe: str, after: str) -> list[FactLine]:
        return [
            FactLine("lock", self.tr("State"), state),
            FactLine("check", self.tr("Safe"), safe, "ok"),
            FactLine("arrow", self.tr("Next"), after),
        ]

    def _words_of_ways(self, ways: Sequence[Way]) -> str:
        if Way.REPAIR in ways or Way.RESTORE in ways:
            return self.tr(
                "The first button is the way to begin with. Repair and restore are done by an"
                " officer, and keep the file that is there."
            )
        return self.tr("Do what stands at the left under Next, then look again.")

    def _show_time(self) -> None:
        self._side.show_time(self._entrance.now(), self._screen.language)

    def _other_language(self) -> None:
        other = Language.EN if self._screen.language is Language.JA else Language.JA
        self._screen.use_language(other)

    def _close_window(self) -> None:
        self.window().close()


def _of_the_desk(stop: KnownError) -> KnownError:
    """Return a stop as it is told where nothing was typed yet that could be saved."""
    return DiskFull("desk_not_written") if isinstance(stop, DiskFull) else stop
