# SPDX-License-Identifier: MIT
"""The frame of the first start: steps at the left, the task of the step, buttons below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk_app.gui import theme, words
from desk_app.gui.overriding import override
from desk_app.gui.presenters.steps import Step
from desk_app.gui.shortcuts import Key
from desk_app.gui.theme import Size
from desk_app.gui.widgets.actions import ActionLine, ActionTable
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.form_area import FormArea
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.page_scroll import PageScroll
from desk_app.gui.widgets.side_list import SideItem, SideList
from desk_app.gui.widgets.text import Text
from desk_app.i18n import dates
from desk_app.records.people import Language

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from desk_app.desk.errors import KnownError
    from desk_app.gui.screen import Screen

_STEPS_WIDTH = 280
_TASK_WIDTH = 720
_BESIDE = 1_200
"""From this width on the task has room for something beside it."""


class StepsFrame(QWidget):
    """Shows one page at a time; whoever fills it says which step it is and what can be done."""

    back_wanted = Signal()
    next_wanted = Signal()
    stop_wanted = Signal()
    later_wanted = Signal()

    def __init__(self, screen: Screen, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen = screen
        self._today = day
        self._step = Step.KIND
        self._next = ""
        self._details: dict[Step, str] = {}
        self.actions_here = ActionTable(
            [
                ActionLine("back", self.tr("Back"), self.back_wanted.emit, Key.BACK),
                ActionLine("goOn", self._words_of_next(), self.next_wanted.emit, Key.MAIN),
                ActionLine("later", self.tr("Later"), self.later_wanted.emit),
                ActionLine("stop", self.tr("Stop"), self.stop_wanted.emit, Key.CLOSE),
            ],
            self,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addLayout(self._middle(), 1)
        column.addWidget(self._foot())
        self._show_steps()

    def add_page(self, page: QWidget) -> None:
        """Take a page in; it is not shown yet."""
        self._stack.addWidget(page)

    def add_side(self, side: QWidget) -> None:
        """Put a part at the right of the task."""
        self._across.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)

    def show_step(self, step: Step, page: QWidget, details: dict[Step, str] | None = None) -> bool:
        """Show a step and say whether another page is shown than before.

        ``details`` stand under the names of steps that are done: what was taken there.
        """
        moved = self._stack.currentWidget() is not page
        self._stack.setCurrentWidget(page)
        self._go_on.send_keys_to(page)
        if isinstance(page, FormArea):
            page.lead_to(self._go_on)
        self._step = step
        self._details = details if details is not None else self._details
        self._show_steps()
        return moved

    def let_put_off(self, effect: str) -> None:
        """Offer to do the remaining steps another day, and say beforehand what that leaves out.

        Without an effect nothing is left to put off.
        """
        self._later.show()
        self._later.setAccessibleDescription(effect)
        self._effect.setText(effect)
        self._effect.setVisible(bool(effect))

    def offer(self, *, back: bool, go_on: bool, words_of_next: str = "", hint: str = "") -> None:
        """Say which buttons can be used, what the blue one says, and why where it cannot."""
        self._next = words_of_next
        self.actions_here["back"].setEnabled(back)
        self.actions_here["goOn"].setEnabled(go_on)
        self.actions_here["goOn"].setText(self._words_of_next())
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def tell(self, error: KnownError | None, kind: str = "bad") -> None:
        """Say over the task what failed, where it is seen in any language, or nothing.

        ``kind`` is that of the note.
        """
        self._trouble.setVisible(error is not None)
        if self._trouble.property("note") != kind:
            self._trouble.setProperty("note", kind)
            self._trouble.style().polish(self._trouble)
        if error is not None:
            self._trouble.say(*words.reason(error, self._screen.language))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # What stands beside the task comes under it where both have no room.
        ways = QBoxLayout.Direction
        wide = self.width() >= theme.px(_BESIDE)
        self._across.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    def _head(self) -> QWidget:
        head = _band("side", "bottom")
        head.setFixedHeight(theme.px(56))
        day = dates.full(self._today, self._screen.language, weekday=True)
        language = KeyButton(self.tr("日本語"), kind=ButtonKind.FLAT)
        language.setObjectName("language")
        language.clicked.connect(self._other_language)
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        row.setSpacing(theme.px(16))
        row.addWidget(Text(self.tr("Begin a desk"), Size.TITLE, bold=True))
        row.addWidget(Text(self.tr("Takes about three minutes"), tone="text2"))
        row.addStretch(1)
        row.addWidget(Text(day, tone="text2"))
        row.addWidget(language)
        return head

    def _middle(self) -> QHBoxLayout:
        self._steps = SideList(self.tr("Steps"), groups=True)
        self._steps.setFixedWidth(theme.px(_STEPS_WIDTH))
        self._steps.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._steps.setEnabled(False)
        self._stack = QStackedWidget()
        self._stack.setMaximumWidth(theme.px(_TASK_WIDTH))
        self._trouble = NoteFrame("bad")
        self._trouble.setObjectName("trouble")
        self._trouble.setMaximumWidth(theme.px(_TASK_WIDTH))
        self._trouble.hide()
        task = QVBoxLayout()
        task.setSpacing(theme.px(16))
        task.addWidget(self._trouble)
        task.addWidget(self._stack, 1)
        ground = QFrame()
        ground.setProperty("ground", "base")
        ground.setProperty("line", "left")
        scroll = PageScroll()
        scroll.setWidget(ground)
        scroll.follow_keys()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, ground)
        edge = theme.px(40)
        self._across.setContentsMargins(edge, theme.px(24), edge, theme.px(16))
        self._across.setSpacing(edge)
        # The task takes what it needs; what is left over stays at its right.
        self._across.addLayout(task, _TASK_WIDTH)
        self._across.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._steps)
        row.addWidget(scroll, 1)
        return row

    def _foot(self) -> QWidget:
        foot = _band("window", "top")
        # It grows with what is said beside the buttons, where that needs more lines in large type.
        foot.setMinimumHeight(theme.px(64))
        self._hint, self._effect = (
            Text("", tone="text2", wrap=True),
            Text("", tone="text2", wrap=True),
        )
        said = QVBoxLayout()
        said.setSpacing(theme.px(2))
        said.addStretch(1)
        for line in (self._hint, self._effect):
            line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            line.hide()
            said.addWidget(line)
        said.addStretch(1)
        self._go_on = self.actions_here.button("goOn", ButtonKind.MAIN)
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.actions_here.button("back"))
        self._later = self.actions_here.button("later")
        self._later.hide()
        row.addLayout(said, 1)
        for part in (self._go_on, self._later, self.actions_here.button("stop")):
            row.addWidget(part)
        return foot

    def _other_language(self) -> None:
        other = Language.EN if self._screen.language is Language.JA else Language.JA
        self._screen.use_language(other)

    def _words_of_next(self) -> str:
        return self._next or self.tr("Next")

    def _show_steps(self) -> None:
        names = {
            Step.KIND: (self.tr("Sample or real"), self.tr("What kind of desk")),
            Step.PROFILE: (self.tr("The desk"), self.tr("Names, address, officer")),
            Step.PEOPLE: (self.tr("The first two people"), self.tr("Officer and supervisor")),
            Step.SHEET: (self.tr("Recovery sheet"), self.tr("Printed, and into the safe")),
            Step.FOLDER: (self.tr("Backup folder"), self.tr("Second disk or shared folder")),
            Step.BEGIN: (self.tr("Check and begin"), self.tr("The first backup, compared")),
        }
        items = []
        for step, (name, detail) in names.items():
            icon, tone = self._sign(step)
            told = self._details.get(step) or detail
            items.append(SideItem(step, icon, f"{step.value}  {name}", detail=told, tone=tone))
        self._steps.show_items(items)
        self._steps.set_current(self._step)

    def _sign(self, step: Step) -> tuple[str, str]:
        """Return icon and colour of a step: here, done or ahead."""
        if step is self._step:
            return "arrow", "accent"
        return ("ok", "ok") if step < self._step else ("none", "text2")


def _band(ground: str, line: str) -> QWidget:
    band = QWidget()
    band.setProperty("ground", ground)
    band.setProperty("line", line)
    band.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return band
