# SPDX-License-Identifier: MIT
"""Lines of several fields that are added, edited and removed by keyboard."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from desk_app.gui import theme
from desk_app.gui.models.columns import Column
from desk_app.gui.models.rows import Edit, RowsModel
from desk_app.gui.overriding import override
from desk_app.gui.shortcuts import Key
from desk_app.gui.theme import Size
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.line_fields import Choices, FieldKind, LineField, LineValues, is_same
from desk_app.gui.widgets.line_table import ChoiceEditor, DateEditor, LineTable
from desk_app.gui.widgets.table import DENSE
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from desk_app.gui.widgets.era_date import DateShown, DateTrouble


@dataclass(frozen=True, slots=True)
class _Line:
    key: int
    values: LineValues


class LinesEditor(QWidget):
    """A table whose lines the clerk writes; Insert adds, F2 or typing edits, Delete removes.

    Enter ends a cell and goes on to the next, as it does from field to field.

    Ctrl+Z in the table takes the last of these back. ``typed`` tells of every key in an open cell.

    How cells are drawn, and how days are read and shown, comes from outside.
    """

    changed = Signal()
    typed = Signal()

    def __init__(
        self,
        draw: Callable[[QWidget], QStyledItemDelegate],
        read: Callable[[str], DateShown | DateTrouble],
        show: Callable[[date], DateShown],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._draw, self._read, self._show = draw, read, show
        self._fields: tuple[LineField, ...] = ()
        self._lines: tuple[_Line, ...] = ()
        self._made = 0
        self._before: list[tuple[_Line, ...]] = []
        self._model: RowsModel[_Line] | None = None
        self.table = LineTable("", DENSE)
        self.table.setProperty("card", True)  # noqa: FBT003 a Qt property
        self.table.setProperty("byCell", True)  # noqa: FBT003 a Qt property
        self.table.setEditTriggers(
            LineTable.EditTrigger.EditKeyPressed
            | LineTable.EditTrigger.DoubleClicked
            | LineTable.EditTrigger.AnyKeyPressed
        )
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._listen()
        self.error = Text("", Size.HINT, "bad", wrap=True)
        self.error.hide()
        self._title = Text("", Size.LABEL, "text2")
        self._add = KeyButton(icon="plus", kind=ButtonKind.FLAT)
        self._add.show_key(Key.ADD)
        self._add.clicked.connect(self.add)
        self._lay_out()
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addWidget(self.table)
        column.addWidget(self.error)

    def speak(self, title: str, add: str, fields: Sequence[LineField]) -> None:
        """Show title, the word of the adding button, and the columns of these fields."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._add.setText(add)
        self._add.setAccessibleName(f"{add} {title}".strip())
        self.table.setAccessibleName(title)
        if tuple(fields) == self._fields:
            return
        self._fields = tuple(fields)
        self._make_model()
        self._fit()

    def values(self) -> tuple[LineValues, ...]:
        """Return the lines as they stand."""
        return tuple(line.values for line in self._lines)

    def written(self) -> tuple[LineValues, ...]:
        """Return the lines with what is typed in cells that are open still."""
        lines = [dict(line.values) for line in self._lines]
        for row, column, typed in self.table.open_texts():
            lines[row][self._fields[column].name] = typed
        return tuple(lines)

    def settle(self) -> bool:
        """Take what stands in an open cell; say False where it cannot be read."""
        return self.table.settle()

    def set_values(self, values: Sequence[LineValues]) -> None:
        """Show these lines without telling anybody."""
        if tuple(values) == self.values():
            return
        self._lines = tuple(self._line(each) for each in values)
        self._before.clear()
        self._render()

    @property
    def editable(self) -> bool:
        """Whether the clerk writes here now."""
        return self.isVisible() and self.table.isEnabled()

    def set_editable(self, *, editable: bool) -> None:
        """Let the clerk write, or only read."""
        self._add.setVisible(editable)
        self.table.setEnabled(editable)
        if not editable:
            self.table.choose(None)

    def add(self) -> None:
        """Add an empty line and begin with its first field."""
        empty = {field.name: _EMPTY[field.kind] for field in self._fields}
        self._take((*self._lines, self._line(empty)))
        model = self.table.model()
        index = model.index(len(self._lines) - 1, 0)
        self.table.setFocus()
        self.table.setCurrentIndex(index)
        if model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.table.edit(index)

    def _listen(self) -> None:
        self.table.add_wanted.connect(self.add)
        self.table.remove_wanted.connect(self._remove)
        self.table.undo_wanted.connect(self.undo)
        self.table.typed.connect(self.typed)
        self.table.closed.connect(self._tell_trouble)

    def _tell_trouble(self) -> None:
        """Say under the table what is wrong in an open cell, which has no room for it."""
        trouble = self.table.trouble()
        self.error.setText(trouble)
        self.error.setVisible(bool(trouble))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def undo(self) -> None:
        """Take back the last line added or removed, or the last cell edited."""
        if self._before:
            self._lines = self._before.pop()
            self._render()
            self.changed.emit()

    def _take(self, lines: tuple[_Line, ...]) -> None:
        if lines != self._lines:
            # An editor that closes over an unchanged cell tells it too; that is no step.
            self._before.append(self._lines)
        self._lines = lines
        self._render()
        self.changed.emit()

    def _line(self, values: LineValues) -> _Line:
        self._made += 1
        return _Line(self._made, dict(values))

    def _remove(self, key: object) -> None:
        self._take(tuple(line for line in self._lines if line.key != key))

    def _edited(self, edit: Edit) -> None:
        value = self._meant(edit)
        self._take(
            tuple(
                replace(line, values={**line.values, edit.column: value})
                if line.key == edit.id
                else line
                for line in self._lines
            )
        )

    def _meant(self, edit: Edit) -> object:
        """Return what an equals sign stands for in its column, or what was written."""
        same = next((each.same for each in self._fields if each.name == edit.column), None)
        written = edit.value
        return same if same and isinstance(written, str) and is_same(written) else written

    def _read_day(self, field: LineField, text: str) -> DateShown | DateTrouble:
        if isinstance(field.same, date) and is_same(text):
            return self._show(field.same)
        return self._read(text)

    def _make_model(self) -> None:
        columns = [self._column(field) for field in self._fields]
        self._model = RowsModel(columns, lambda line: line.key, parent=self)
        self._model.edit_wanted.connect(self._edited)
        drawn = self._draw(self.table)
        self.table.setItemDelegate(drawn)
        self.table.show_model(self._model, columns)
        for place, field in enumerate(self._fields):
            if field.kind is FieldKind.DAY:
                delegate = DateEditor(drawn, partial(self._read_day, field), self._show, self.table)
                delegate.refused.connect(self._tell_trouble)
                self.table.setItemDelegateForColumn(place, delegate)
            elif field.kind is FieldKind.CHOICE:
                chooser = ChoiceEditor(drawn, _always(field.choices), self.table)
                self.table.setItemDelegateForColumn(place, chooser)
            else:
                self.table.setItemDelegateForColumn(place, drawn)
        self._render()

    def _render(self) -> None:
        if self._model is not None:
            self._model.show_rows(self._lines)
        self.table.undoes = bool(self._before)
        self._fit()

    def _fit(self) -> None:
        """Take as much height as the lines need; an empty table keeps one line's room."""
        table = self.table
        table.resizeRowsToContents()
        rows = sum(table.rowHeight(row) for row in range(len(self._lines)))
        height = table.horizontalHeader().height() + max(rows, theme.px(DENSE)) + 2
        table.setFixedHeight(height)

    def _column(self, field: LineField) -> Column[_Line]:
        name = field.name
        if field.kind is FieldKind.TICK:
            return Column(
                name,
                field.title,
                lambda _: "",
                field.width,
                tick=lambda line: bool(line.values.get(name)),
            )
        return Column(
            name,
            field.title,
            lambda line: self._shown(field, line.values.get(name)),
            field.width,
            edit=lambda line: line.values.get(name),
        )

    def _shown(self, field: LineField, value: object) -> str:
        if field.kind is FieldKind.CHOICE:
            return dict(field.choices).get(value, "")
        if isinstance(value, date):
            return self._show(value).text
        return str(value or "")


def meant(editors: Iterable[LinesEditor]) -> LinesEditor | None:
    """Return the editor a line is added to: the one the keys are in, else the first written at."""
    written = [editor for editor in editors if editor.editable]
    focus = QApplication.focusWidget()
    with_keys = (editor for editor in written if focus and editor.isAncestorOf(focus))
    return next(with_keys, next(iter(written), None))


_EMPTY: Mapping[FieldKind, object] = {
    FieldKind.TEXT: "",
    FieldKind.TICK: False,
    FieldKind.DAY: None,
    FieldKind.CHOICE: None,
}


def _always(choices: Choices) -> Callable[[object], Choices]:
    return lambda _: choices
