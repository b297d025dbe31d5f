# SPDX-License-Identifier: MIT
"""The axes of an application, each a plain line: name, state, reason, clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.theme import Size
from desk_app.gui.widgets.state_icon import StateIcon
from desk_app.gui.widgets.text import Link, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.marks import Mark

_TOP = Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis in the clerk's language."""

    name: str
    mark: Mark
    state: str
    reason: str = ""
    clause: str = ""


class AxisLine(QWidget):
    """Name, state, reason and clause of one axis; in a narrow panel the reason goes under."""

    clause_wanted = Signal(str)

    def __init__(self, axis: Axis, *, narrow: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clause = axis.clause
        self.setAccessibleName(" ".join(p for p in (axis.name, axis.state, axis.reason) if p))
        grid = QGridLayout(self)
        side = theme.px(12)
        grid.setContentsMargins(side, theme.px(6), side, theme.px(6))
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(2))
        name = Text(axis.name, tone="text2")
        name.setMinimumWidth(theme.px(56 if narrow else 72))
        reason = Text(axis.reason, Size.LABEL if narrow else Size.BODY, wrap=True)
        if narrow:
            reason.set_tone("text2")
        link = Link(axis.clause)
        link.clicked.connect(self._ask)
        grid.addWidget(name, 0, 0, _TOP)
        state = StateIcon(axis.mark, axis.state)
        state.setMinimumWidth(0 if narrow else theme.px(136))
        name.setMinimumHeight(state.sizeHint().height())
        link.setMinimumHeight(state.sizeHint().height())
        grid.addWidget(state, 0, 1, _TOP)
        grid.addWidget(reason, *((1, 1, 1, 3) if narrow else (0, 2)))
        grid.addWidget(link, 0, 3, _TOP | Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(2, 1)
        reason.setVisible(bool(axis.reason))
        link.setVisible(bool(axis.clause))
        # In a narrow panel the reason, which goes under, needs no room beside the state.
        self._columns = (name,) if narrow else (name, state)

    def columns(self) -> tuple[int, ...]:
        """Return how wide what stands in columns would be, in pixels."""
        return tuple(max(each.sizeHint().width(), each.minimumWidth()) for each in self._columns)

    def set_columns(self, widths: Sequence[int]) -> None:
        """Make each so wide, so that they stand in columns over all lines."""
        for each, width in zip(self._columns, widths, strict=True):
            each.setMinimumWidth(width)

    def _ask(self) -> None:
        self.clause_wanted.emit(self._clause)


class AxisPanel(QFrame):
    """The lines of all axes in one card."""

    clause_wanted = Signal(str)

    def __init__(self, *, narrow: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow = narrow
        self._lines: list[AxisLine] = []
        self.setProperty("card", True)  # noqa: FBT003 a Qt property
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 0, 1, 0)
        self._column.setSpacing(0)

    def show_axes(self, axes: Sequence[Axis]) -> None:
        """Show these lines and no others."""
        for old in self._lines:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = [AxisLine(axis, narrow=self._narrow, parent=self) for axis in axes]
        columns = zip(*(line.columns() for line in self._lines), strict=True)
        widths = [max(widest) for widest in columns]
        for line in self._lines:
            line.set_columns(widths)
        for number, line in enumerate(self._lines):
            line.clause_wanted.connect(self.clause_wanted)
            if number < len(self._lines) - 1:
                line.setProperty("line", "bottom")
                line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            self._column.addWidget(line)
            # A child that comes late is shown late by its layout; these take part at once.
            line.show()
