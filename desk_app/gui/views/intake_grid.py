# SPDX-License-Identifier: MIT
"""Fields with their labels in three equal columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.theme import Size
from desk_app.gui.widgets.check_box import CheckBox
from desk_app.gui.widgets.fields import FieldBody
from desk_app.gui.widgets.own_parent import be_label, labelled
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLUMNS = 3
_GAP = 8
LABEL_WIDTH = 56
WIDER_LABEL = 76
"""In English, whose words are longer."""
_TOP = Qt.AlignmentFlag.AlignTop


class FieldGrid(QWidget):
    """Places fields, names them in each language, shows and hides them with their labels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: dict[str, Text] = {}
        self._fields: dict[str, QWidget] = {}
        self._spans: dict[str, int] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        # Gaps are in the columns of the labels: Qt leaves them out where a wide field has no label
        # beside it, and the three columns of fields would not be equal.
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(theme.px(4))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(2 * column + 1, 1)
        self._leave_room(LABEL_WIDTH)

    def place(self, name: str, field: QWidget, row: int, column: int, span: int = 1) -> None:
        """Put a field with its label into the grid; ``span`` counts columns of fields."""
        label = Text("", Size.LABEL, "text2", wrap=True)
        label.setMinimumHeight(theme.px(28))
        label.setFixedWidth(theme.px(LABEL_WIDTH))
        be_label(label, field.edit if isinstance(field, FieldBody) else field)
        self._labels[name] = label
        self._fields[name] = field
        self._spans[name] = span
        self._put(name, row, column)

    def flow(self, names: Sequence[str]) -> None:
        """Show these fields and no others, one after the other in the three columns."""
        row = column = 0
        for name in self._fields:
            shown = name in names
            self._labels[name].setVisible(shown)
            self._fields[name].setVisible(shown)
        for name in names:
            if column + self._spans[name] > COLUMNS:
                row, column = row + 1, 0
            self._put(name, row, column)
            column += self._spans[name]

    def show_fields(self, *names: str, shown: bool) -> None:
        """Show fields with their labels, or leave them out of the page and of the way of Enter."""
        for name in names:
            self._labels[name].setVisible(shown)
            self._fields[name].setVisible(shown)

    def name_fields(self, names: Mapping[str, str]) -> None:
        """Write the labels; each gives its field the accessible name."""
        for name, words in names.items():
            self._labels[name].setText(words)
            buddy = labelled(self._labels[name])
            if isinstance(buddy, CheckBox):
                buddy.setAccessibleName(f"{words} {buddy.text()}".strip())
            else:
                buddy.setAccessibleName(words)

    def set_label_width(self, width: int) -> None:
        """Give every label this width, in pixels at 100 %."""
        for label in self._labels.values():
            label.setFixedWidth(theme.px(width))
        self._leave_room(width)

    def _leave_room(self, width: int) -> None:
        """Keep the columns of the labels so wide, with a gap at their right and between fields."""
        for column in range(COLUMNS):
            gaps = theme.px(_GAP) * (2 if column else 1)
            self._grid.setColumnMinimumWidth(2 * column, theme.px(width) + gaps)

    def first(self, names: Sequence[str] = ()) -> QWidget | None:
        """Return the first field that can take the focus, of these or of all."""
        for name in names or tuple(self._fields):
            buddy = labelled(self._labels[name])
            if not self._fields[name].isHidden() and buddy.isEnabled():
                return buddy
        return None

    def last(self, names: Sequence[str]) -> QWidget | None:
        """Return the last field of these that can take the focus."""
        return self.first(tuple(reversed(names))) if names else None

    def _put(self, name: str, row: int, column: int) -> None:
        label, field, width = self._labels[name], self._fields[name], 2 * self._spans[name] - 1
        middle = Qt.AlignmentFlag.AlignHCenter if column else Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(label, row, 2 * column, _TOP | middle)
        self._grid.addWidget(field, row, 2 * column + 1, 1, width, _TOP)
