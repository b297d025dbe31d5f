# SPDX-License-Identifier: MIT
"""The axes of an application, each a plain line: name, state, reason, clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from desk_app.gui.kit.layout.boxes import dress
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.text import Link, Text, repolish, style_as
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent


@dataclass(frozen=True, slots=True)
class AxisWords:
    """One axis in the clerk's language."""

    name: str
    mark: Mark
    state: str
    reason: str = ""
    clause: str = ""
    clause_name: str = ""


_TOP = Qt.AlignmentFlag.AlignTop
_NOTHING = AxisWords("", Mark.OPEN, "")
_REASON = 240
"""So much room has the reason of an axis before its clause goes under it, in pixels at 100 %."""


class AxisLine(QWidget):
    """Name, state, reason and clause of one axis; in a narrow panel the reason goes under.

    A clause that has no room beside the rest goes under it.
    """

    clause_wanted = Signal(str)

    def __init__(self, *, narrow: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clause = ""
        self._narrow, self._beside = narrow, True
        self._least = (theme.px(56), 0) if narrow else (theme.px(72), theme.px(136))
        self._name = Text("", tone="text2")
        self._state = StateIcon()
        tone = "text2" if narrow else ""
        self._reason = Text("", Size.LABEL if narrow else Size.BODY, tone, wrap=True)
        self._link = Link("")
        self._link.clicked.connect(self._ask)
        self._grid = grid = QGridLayout(self)
        side = theme.px(8 if narrow else 12)
        grid.setContentsMargins(side, theme.px(6), side, theme.px(6))
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(2))
        grid.addWidget(self._name, 0, 0, _TOP)
        grid.addWidget(self._state, 0, 1, _TOP)
        grid.addWidget(self._reason, *((1, 1, 1, 3) if narrow else (0, 2)))
        grid.addWidget(self._link, 0, 3, _TOP | Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(2, 1)
        # In a narrow panel the reason, which goes under, needs no room beside the state.
        self._columns = (self._name,) if narrow else (self._name, self._state)

    def show_axis(self, axis: AxisWords) -> None:
        """Show an axis in this line."""
        self._clause = axis.clause
        self.setAccessibleName(" ".join(p for p in (axis.name, axis.state, axis.reason) if p))
        self._name.setText(axis.name)
        self._state.show_state(axis.mark, axis.state)
        self._reason.setText(axis.reason)
        self._link.cite(axis.clause, axis.clause_name)
        height = self._state.sizeHint().height()
        self._name.setMinimumHeight(height)
        self._link.setMinimumHeight(height)
        self._reason.setVisible(bool(axis.reason))
        self._link.setVisible(bool(axis.clause))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_link()

    def _place_link(self) -> None:
        """Put the clause at the right end, or under the rest where it has no room there."""
        grid, gap = self._grid, self._grid.horizontalSpacing()
        edges = grid.contentsMargins().left() + grid.contentsMargins().right()
        shown = [self._name, self._state, self._link]
        widths = [max(each.sizeHint().width(), each.minimumWidth()) for each in shown]
        if not self._narrow:
            # The reason wraps: a short clause stands beside it as long as it has some room.
            widths.append(min(self._reason.sizeHint().width(), theme.px(_REASON)))
        beside = sum(widths) + gap * len(widths) + edges <= self.width()
        if beside is self._beside:
            return
        self._beside = beside
        grid.removeWidget(self._link)
        left = _TOP | Qt.AlignmentFlag.AlignLeft
        if beside:
            grid.addWidget(self._link, 0, 3, _TOP | Qt.AlignmentFlag.AlignRight)
        elif self._narrow:
            grid.addWidget(self._link, 2, 0, 1, 4, left)
        else:
            grid.addWidget(self._link, 1, 2, 1, 2, left)
        self.updateGeometry()

    def columns(self) -> tuple[int, ...]:
        """Return how wide what stands in columns would be, in pixels."""
        return tuple(
            max(each.sizeHint().width(), least)
            for each, least in zip(self._columns, self._least, strict=False)
        )

    def set_columns(self, widths: Sequence[int]) -> None:
        """Make each so wide, so that they stand in columns over all lines."""
        for each, width in zip(self._columns, widths, strict=True):
            each.setMinimumWidth(width)
        self._place_link()

    def _ask(self) -> None:
        self.clause_wanted.emit(self._clause)


class AxisPanel(QFrame):
    """The lines of all axes in one card."""

    clause_wanted = Signal(str)

    def __init__(self, *, narrow: bool = False) -> None:
        super().__init__()
        self._narrow = narrow
        self._lines: list[AxisLine] = []
        style_as(self, "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 0, 1, 0)
        self._column.setSpacing(0)

    def show_axes(self, axes: Sequence[AxisWords]) -> None:
        """Show these axes and no others; the lines that are there are filled anew."""
        while len(self._lines) < len(axes):
            self._add_line()
        for line in self._lines[len(axes) :]:
            line.show_axis(_NOTHING)
            line.hide()
        shown = self._lines[: len(axes)]
        for line, axis in zip(shown, axes, strict=True):
            line.show_axis(axis)
        widths = [max(widest) for widest in zip(*(line.columns() for line in shown), strict=True)]
        for line in shown:
            line.set_columns(widths)
            # A child that comes late is shown late by its layout; these take part at once.
            line.show()

    def _add_line(self) -> None:
        """Add a line at the end; the one before is divided from it."""
        if self._lines:
            dress(self._lines[-1], line="bottom")
            repolish(self._lines[-1])
        line = AxisLine(narrow=self._narrow, parent=self)
        line.clause_wanted.connect(self.clause_wanted)
        self._lines.append(line)
        self._column.addWidget(line)
