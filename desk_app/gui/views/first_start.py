# SPDX-License-Identifier: MIT
"""The first start: steps at the left, the task of the step, buttons below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desk_app.gui import theme, words
from desk_app.gui.presenters.first_start import FirstStartPresenter, FirstStartState, Step
from desk_app.gui.shortcuts import Key
from desk_app.gui.theme import Size
from desk_app.gui.views.first_start_pages import BeginPage, PersonPage, ProfilePage, TaskPage
from desk_app.gui.widgets.actions import ActionLine, ActionTable
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.side_list import SideItem, SideList
from desk_app.gui.widgets.text import Text
from desk_app.i18n import dates
from desk_app.records.people import Language

if TYPE_CHECKING:
    from desk_app.gui.entrance import Entrance
    from desk_app.gui.screen import Screen
    from desk_app.gui.tasks import Runner

_STEPS_WIDTH = 280
_TASK_WIDTH = 720


class FirstStart(QWidget):
    """Asks for the desk's profile and two people; makes the desk at the end."""

    opened = Signal(object)

    def __init__(
        self, entrance: Entrance, runner: Runner, screen: Screen, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._entrance = entrance
        self._screen = screen
        self.presenter = FirstStartPresenter(entrance, runner, self)
        self.presenter.state_changed.connect(self.render_state)
        self.presenter.opened.connect(self.opened)
        self._actions = ActionTable(
            [
                ActionLine("back", lambda: self.tr("Back"), self.presenter.go_back, Key.BACK),
                ActionLine("goOn", self._words_of_going_on, self._go_on, Key.MAIN),
                ActionLine("stop", lambda: self.tr("Stop"), self._stop, Key.CLOSE),
            ],
            self,
        )
        self._profile = ProfilePage()
        self._officer = PersonPage(Step.OFFICER)
        self._supervisor = PersonPage(Step.SUPERVISOR)
        self._begin = BeginPage()
        self._pages: dict[Step, TaskPage] = {
            Step.PROFILE: self._profile,
            Step.OFFICER: self._officer,
            Step.SUPERVISOR: self._supervisor,
            Step.BEGIN: self._begin,
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addLayout(self._middle(), 1)
        column.addWidget(self._foot())
        self._retranslate()

    def begin(self) -> None:
        """Show the first step with the cursor in its first field."""
        self._profile.show_profile(self.presenter.state.profile)
        self.render_state(self.presenter.state)
        self._profile.take_focus()

    def render_state(self, state: FirstStartState) -> None:
        """Show a step: its task, what is wrong in it, how far the steps are."""
        page = self._pages[state.step]
        moved = self._stack.currentWidget() is not page
        self._stack.setCurrentWidget(page)
        page.show_state(state)
        self._steps.show_items(self._step_items(state))
        self._steps.set_current(state.step)
        self._actions["back"].setEnabled(state.step > Step.PROFILE and not state.making)
        self._actions["goOn"].setEnabled(not state.making)
        self._actions["goOn"].setText(self._words_of_going_on())
        self._trouble.setVisible(state.trouble is not None)
        if state.trouble is not None:
            self._trouble.say(*words.reason(state.trouble, self._screen.language))
        if moved or state.wrong:
            page.take_focus()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _head(self) -> QWidget:
        head = _band("side", "bottom", 56)
        self._title = Text("", Size.TITLE, bold=True)
        self._minutes = Text("", tone="text2")
        self._day = Text("", tone="text2")
        self._language = KeyButton(kind=ButtonKind.FLAT)
        self._language.setObjectName("language")
        self._language.clicked.connect(self._other_language)
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        row.setSpacing(theme.px(16))
        row.addWidget(self._title)
        row.addWidget(self._minutes)
        row.addStretch(1)
        row.addWidget(self._day)
        row.addWidget(self._language)
        return head

    def _middle(self) -> QHBoxLayout:
        self._steps = SideList("", groups=True)
        self._steps.setFixedWidth(theme.px(_STEPS_WIDTH))
        self._steps.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._steps.setEnabled(False)
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._trouble = NoteFrame("bad")
        self._trouble.hide()
        ground = QFrame()
        ground.setProperty("ground", "base")
        ground.setProperty("line", "left")
        task = QVBoxLayout(ground)
        task.setContentsMargins(theme.px(40), theme.px(24), theme.px(40), theme.px(16))
        self._stack.setMaximumWidth(theme.px(_TASK_WIDTH))
        self._trouble.setMaximumWidth(theme.px(_TASK_WIDTH))
        task.addWidget(self._stack, 1)
        task.addWidget(self._trouble)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._steps)
        row.addWidget(ground, 1)
        return row

    def _foot(self) -> QWidget:
        foot = _band("window", "top", 64)
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._actions.button("back"))
        row.addStretch(1)
        row.addWidget(self._actions.button("goOn", ButtonKind.MAIN))
        row.addWidget(self._actions.button("stop"))
        return foot

    def _go_on(self) -> None:
        step = self.presenter.state.step
        if step is Step.PROFILE:
            self.presenter.take_profile(self._profile.profile(self.presenter.state.profile))
        elif step is Step.BEGIN:
            self.presenter.begin()
        else:
            page = self._officer if step is Step.OFFICER else self._supervisor
            self.presenter.take_person(page.person())

    def _stop(self) -> None:
        self.window().close()

    def _other_language(self) -> None:
        other = Language.EN if self._screen.language is Language.JA else Language.JA
        self._screen.use_language(other)

    def _words_of_going_on(self) -> str:
        last = self.presenter.state.step is Step.BEGIN
        return self.tr("Make the desk") if last else self.tr("Next")

    def _step_items(self, state: FirstStartState) -> list[SideItem]:
        names = {
            Step.PROFILE: (self.tr("The desk"), self.tr("Names, address, officer")),
            Step.OFFICER: (self.tr("Officer"), state.names[0] or self.tr("Also a supervisor")),
            Step.SUPERVISOR: (
                self.tr("Supervisor"),
                state.names[1] or self.tr("Approves what the other proposes"),
            ),
            Step.BEGIN: (self.tr("Check and begin"), self.tr("The encrypted desk is made")),
        }
        return [
            SideItem(step, self._icon(step, state), f"{step + 1}  {name}", detail=detail)
            for step, (name, detail) in names.items()
        ]

    def _icon(self, step: Step, state: FirstStartState) -> str:
        if step == state.step:
            return "arrow"
        return "ok" if step < state.step else "none"

    def _retranslate(self) -> None:
        language = self._screen.language
        self._title.setText(self.tr("Begin a desk"))
        self._minutes.setText(self.tr("Takes about three minutes"))
        self._day.setText(dates.full(self._entrance.now().date(), language, weekday=True))
        self._language.setText(self.tr("日本語"))
        self._steps.setAccessibleName(self.tr("Steps"))
        self.render_state(self.presenter.state)


def _band(ground: str, line: str, height: int) -> QWidget:
    band = QWidget()
    band.setProperty("ground", ground)
    band.setProperty("line", line)
    band.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    band.setFixedHeight(theme.px(height))
    return band
