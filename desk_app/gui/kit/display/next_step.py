# SPDX-License-Identifier: MIT
"""What comes next on a page: one sentence, why, what it leaves, and the button that does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame

from desk_app.gui.kit.layout.boxes import STRETCH, Space, in_column, in_row
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.text import Link, Text, repolish
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from desk_app.gui.kit.layout.buttons import KeyButton


@dataclass(frozen=True, slots=True)
class NextTold:
    """What is to be done, and why or how; ``final`` says what of it lasts, ``link`` leads there.

    ``mark`` is the state of what holds it up or presses, none where nothing does: what is late or
    due soon gives the whole band its colour.
    """

    title: str = ""
    detail: str = ""
    final: str = ""
    link: str = ""
    mark: Mark | None = None


_BEHIND, _WORDS, _GAP = 24, 300, 8
_PRESSES = {Mark.OVERDUE: "bad", Mark.DUE: "ask"}
"""The colour of the band, by how what comes next presses; else it is that of a note."""


class NextStep(QFrame):
    """Stands under the title of a page, on all pages at the same place; nothing else says the same.

    ``main`` are the buttons of which the one in sight is the blue one, ``others`` lead elsewhere.
    Where words and buttons have no room in one line, the buttons stand under the words.
    """

    link_clicked = Signal()

    def __init__(self, main: Sequence[KeyButton], others: Sequence[KeyButton] = ()) -> None:
        super().__init__()
        self.setObjectName("nextStep")
        self._main, self._buttons = tuple(main), (*others, *main)
        self._label = Text(self.tr("Next"), Size.LABEL, "text2")
        self._title = Text("", Size.SECTION, bold=True, wrap=True)
        self._state = StateIcon(bold=True, wrap=True, size=Size.SECTION)
        self._detail = Text("", Size.LABEL, "text2", wrap=True)
        self._final = StateIcon(Mark.LASTS, wrap=True, size=Size.LABEL)
        self._link = Link()
        self._link.clicked.connect(self.link_clicked)
        more = in_row(None, self._detail, self._link, STRETCH, gap=12, edge=0)
        said = in_column(None, self._title, self._state, more, self._final, gap=2, edge=0)
        self._label.setMinimumWidth(self._label.sizeHint().width() + theme.px(_BEHIND))
        self._words = in_row(None, self._label, (said, 1), gap=0, edge=0)
        self._does = in_row(None, STRETCH, *self._buttons, gap=_GAP, edge=0)
        self._row = in_row(
            self, (self._words, 1), Space(_GAP), self._does, gap=_GAP, edge=(13, 8, 16, 8)
        )
        self.setMinimumHeight(theme.px(56))
        self.say(NextTold())

    def say(self, told: NextTold) -> None:
        """Show what comes next; the blue button bears a seal where it leaves what lasts."""
        held, tone = told.mark is not None, _PRESSES.get(told.mark or Mark.OPEN, "")
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)
        self._title.setText("" if held else told.title)
        self._title.setVisible(bool(self._title.text()))
        self._state.show_state(told.mark or Mark.OPEN, told.title)
        self._state.setVisible(held)
        self._detail.setText(told.detail)
        self._detail.setVisible(bool(told.detail))
        self._link.setText(told.link)
        self._link.setVisible(bool(told.link))
        self._final.show_state(Mark.LASTS, told.final)
        self._final.setVisible(bool(told.final))
        words = " ".join(filter(None, (told.title, told.detail, told.final)))
        self.setAccessibleName(f"{self._label.text()}: {words}")
        for button in self._main:
            button.seal(told.final)
        self._fit()

    def told(self) -> str:
        """Return what is said here, as a screen reader hears it."""
        return self.accessibleName()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the buttons under the words, and the words under their label, for want of room."""
        shown = [each for each in self._buttons if not each.isHidden()]
        buttons = sum(each.width_with_key() + theme.px(_GAP) for each in shown)
        across = QBoxLayout.Direction.LeftToRight
        down = QBoxLayout.Direction.TopToBottom
        narrow = self.width() < self._label.minimumWidth() + theme.px(_WORDS) + buttons
        self._row.setDirection(down if narrow else across)
        self._words.setDirection(down if narrow else across)
