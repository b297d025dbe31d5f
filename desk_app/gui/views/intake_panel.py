# SPDX-License-Identifier: MIT
"""What stands beside the Intake page: the findings, how many of each, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.marks import Mark
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size
from desk_app.gui.widgets.findings import FindingsList
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.state_icon import StateIcon
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from desk_app.gui.presenters.intake_state import IntakeState

FINDINGS, NARROW = 384, 336
"""Pixels at 100 %, before a clerk draws it wider: in a wide window, in a narrow one."""

_COUNTED = (Mark.MISSING, Mark.DEFECTIVE, Mark.ASK, Mark.OK)
_OPEN = 3
"""So many of them are not ok."""


class FindingsPanel(QWidget):
    """The findings in their order with their counts; the next step stands at the foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings = FindingsList()
        self.findings.setObjectName("findings")
        self._title = Text(self.tr("Findings"), Size.SECTION, bold=True)
        self._counts = [StateIcon(mark, bold=True) for mark in _COUNTED]
        self._next = NoteFrame("info")
        none_yet = self.tr("They appear as the form is filled in.")
        self._empty = Text(none_yet, Size.LABEL, "text2", wrap=True)
        self.setProperty("ground", "window")
        self.setProperty("line", "left")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(theme.px(8))
        self._head.addWidget(self._title)
        self._states = QHBoxLayout()
        for count in self._counts:
            count.hide()
            self._states.addWidget(count)
        self._states.addStretch(1)
        self._head.addStretch(1)
        self._head.addLayout(self._states)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(16))
        column.setSpacing(theme.px(8))
        column.addLayout(self._head)
        column.addWidget(self._empty)
        column.addWidget(self.findings, 1)
        column.addWidget(self._next)
        self._next.hide()
        self._counted: tuple[Sequence[str], Sequence[int]] = ((), ())
        self.setMinimumWidth(theme.px(NARROW))

    @property
    def open_count(self) -> int:
        """How many findings are missing, defective or to be judged."""
        return sum(self._counted[1][:_OPEN])

    def show_state(self, state: IntakeState) -> None:
        """Show the findings; the summary is spoken when something has changed."""
        marks = [line.mark for line in state.findings]
        numbers = tuple(map(marks.count, _COUNTED))
        missing, defective, asked, ok = numbers
        words = (
            self.tr("%n missing", "", missing),
            self.tr("%n defective", "", defective),
            self.tr("%n to judge", "", asked),
            self.tr("%n ok", "", ok),
        )
        self._counted = (words, numbers)
        self._show_counts(words, numbers)
        spoken = ", ".join(w for w, number in zip(words, numbers, strict=True) if number)
        self.findings.show_findings(state.findings, spoken)
        self._empty.setVisible(not state.findings)
        self._next.setVisible(state.next is not None)
        if state.next is not None:
            self._next.say(state.next.title, state.next.detail)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_counts(*self._counted)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # What was laid out behind another tab had another width.
        self.findings.scheduleDelayedItemsLayout()

    def _show_counts(self, words: Sequence[str], numbers: Sequence[int]) -> None:
        """Show how many there are of each: beside the title, or under it where that has no room.

        Where words have no room even there, they are light; then the best go without first.
        """
        counts = self._counts[: len(words)]
        for icon, word, number in zip(counts, words, numbers, strict=True):
            icon.show_state(icon.shown()[0], word)
            icon.setVisible(number > 0)
            icon.weigh(bold=True)
        ways = QBoxLayout.Direction
        self._states.setSpacing(theme.px(10))
        beside = self._has_room(self._title.sizeHint().width() + theme.px(8))
        self._head.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        if not beside:
            self._states.setSpacing(theme.px(6))
            bold = self._has_room(0)
            for icon in counts:
                icon.weigh(bold=bold)
        for icon, word, number in reversed(list(zip(counts, words, numbers, strict=True))):
            if self._has_room(0):
                return
            icon.show_state(icon.shown()[0], str(number))
            icon.setAccessibleName(word)

    def _has_room(self, beside: int) -> bool:
        """Say whether the counts stand in one line, with so much beside them."""
        shown = [icon for icon in self._counts if not icon.isHidden()]
        gaps = self._states.spacing() * max(len(shown) - 1, 0)
        wanted = sum(icon.sizeHint().width() for icon in shown) + gaps
        return wanted + beside <= self.width() - 2 * theme.px(16)
